/** Signing in and out, by each way; invitations and lost passwords. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { GRANTED_ROLES, isGrantedRole } from '../domain/access/role.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { enterCode, signIn, signOut, type SignIn } from '../usecases/access.ts'
import { waitText } from '../usecases/access-attempts.ts'
import { enterDemonstration, isDemonstration } from '../usecases/access-demonstration.ts'
import { accept, findByLink } from '../usecases/access-invitations.ts'
import { demonstrationGrant } from '../usecases/demonstration-grant.ts'
import { askPasskey, signInByPasskey } from '../usecases/access-passkeys.ts'
import { arrive, depart, identify, type Departure } from '../usecases/access-provider.ts'
import { askRecovery, checkRecovery, recover } from '../usecases/access-recovery.ts'
import { seal, unseal } from '../usecases/access-seal.ts'
import { pathTo } from '../view/paths.ts'
import { CodePage, DeparturePage, InvitationPage, NewPasswordPage, RecoveryPage, SignInPage } from '../view/sign-in.tsx'
import {
  accessOf,
  addCookies,
  clientOf,
  deviceOf,
  fieldsOf,
  formToken,
  jsonOf,
  rememberDevice,
  wayOf
} from './access.ts'
import { dropCookie, readCookie, writeCookie, type OwnCookie } from './cookies.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

/** Of whoever asks: a link, a form that was refused, an address typed. */
const NOT_KEPT = { 'Cache-Control': 'private, no-store' } as const

/** Seconds. */
const TEN_MINUTES = 10 * 60

export const signInRoutes = new Hono<PortalEnv>()

const credentials = z.object({ email: z.string().max(300), password: z.string(), to: z.string().max(500).default('/') })

signInRoutes.on('GET', ['/connexion', '/en/sign-in'], guarded('session.open'), (c) => {
  const to = ownPath(c.req.query('vers') ?? c.req.query('to') ?? '')
  return c.get('visitor').kind === 'account' ? c.redirect(arrival(c, to), 303) : door(c, { to })
})

signInRoutes.on('POST', ['/connexion', '/en/sign-in'], guarded('session.open'), async (c) => {
  const { email, password, to } = await form(c, credentials)
  const address = email.trim()
  const outcome = await signIn(accessOf(c), address, password, clientOf(c), deviceOf(c, address))
  const target = ownPath(to)
  if (outcome.status === 'code-asked' || outcome.status === 'signed-in') rememberDevice(c, address)
  if (outcome.status === 'code-asked') {
    addCookies(c, outcome.cookies)
    return c.redirect(`${pathTo('signIn', languageOf(c.req.path))}/code?to=${encodeURIComponent(target)}`, 303)
  }
  if (outcome.status === 'signed-in') return enter(c, outcome.cookies, target)
  return door(c, { to: target, email, problem: problemOf(outcome) })
})

signInRoutes.on('GET', ['/connexion/code', '/en/sign-in/code'], guarded('session.open'), (c) => codeDoor(c))

signInRoutes.on('POST', ['/connexion/code', '/en/sign-in/code'], guarded('session.open'), async (c) => {
  const { code } = await form(c, z.object({ code: z.string().max(100) }))
  const outcome = await enterCode(accessOf(c), code, c.req.header('cookie') ?? '', clientOf(c))
  if (outcome.status !== 'signed-in') return codeDoor(c, problemOf(outcome))
  return enter(c, outcome.cookies, ownPath(c.req.query('to') ?? ''))
})

signInRoutes.on('POST', ['/connexion/out', '/en/sign-in/out'], guarded('session.open'), async (c) => {
  const visitor = c.get('visitor')
  if (visitor.kind === 'account') addCookies(c, await signOut(accessOf(c), visitor.session))
  return c.redirect(pathTo('home', languageOf(c.req.path)), 303)
})

signInRoutes.on(
  'POST',
  ['/connexion/demonstration', '/en/sign-in/demonstration'],
  guarded('session.open'),
  async (c) => {
    const { role } = await form(c, z.object({ role: z.string() }))
    if (!isGrantedRole(role)) throw new InvalidInput(UNREADABLE)
    const held = await demonstrationGrant(c.get('portal'), role)
    return enter(c, await enterDemonstration(accessOf(c), role, wayOf(c), clientOf(c), held), '')
  }
)

signInRoutes.on(
  'POST',
  ['/connexion/passkey/options', '/en/sign-in/passkey/options'],
  guarded('session.open'),
  async (c) => {
    const options = await askPasskey(accessOf(c))
    keep(c, 'passkey', options.challenge)
    return c.json(options, 200, NOT_KEPT)
  }
)

signInRoutes.on('POST', ['/connexion/passkey', '/en/sign-in/passkey'], guarded('session.open'), async (c) => {
  const challenge = take(c, 'passkey')
  if (typeof challenge !== 'string') throw new Refused('passkey', STALE)
  const cookies = await signInByPasskey(accessOf(c), await jsonOf(c), challenge, clientOf(c))
  await begin(c, cookies)
  return c.json({}, 200, NOT_KEPT)
})

signInRoutes.on('POST', ['/connexion/provider', '/en/sign-in/provider'], guarded('session.open'), async (c) => {
  const { to } = await form(c, z.object({ to: z.string().max(500).default('') }))
  return leave(c, undefined, ownPath(to))
})

/** One address whatever the language: it is registered with the provider. */
signInRoutes.get('/connexion/retour', guarded('session.open'), async (c) => {
  const kept = departureSchema.safeParse(take(c, 'provider'))
  if (!kept.success) throw new Refused('provider', STALE)
  const { departure, to } = kept.data
  const access = accessOf(c)
  const identity = await identify(access, departure, new URL(c.req.url).search)
  return enter(c, await arrive(access, identity, departure, c.get('visitor'), clientOf(c)), to)
})

signInRoutes.on('GET', ['/invitation/:word', '/en/invitation/:word'], guarded('invitation.accept'), async (c) => {
  const invitation = await findByLink(accessOf(c), c.req.param('word'))
  return invited(c, invitation)
})

const acceptance = z.object({ email: z.string().max(300).default(''), name: z.string().max(500), next: z.string() })

signInRoutes.on('POST', ['/invitation/:word', '/en/invitation/:word'], guarded('invitation.accept'), async (c) => {
  const { email, name, next: password } = await form(c, acceptance)
  const access = accessOf(c)
  const word = c.req.param('word')
  try {
    return await enter(
      c,
      await accept(access, word, { email, name, password }, clientOf(c)),
      pathTo('account', languageOf(c.req.path))
    )
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return invited(c, await findByLink(access, word), { email, name }, error.text)
  }
})

signInRoutes.on(
  'POST',
  ['/invitation/:word/provider', '/en/invitation/:word/provider'],
  guarded('invitation.accept'),
  async (c) => {
    const word = c.req.param('word')
    await findByLink(accessOf(c), word)
    return leave(c, word, pathTo('account', languageOf(c.req.path)))
  }
)

signInRoutes.on('GET', ['/oubli', '/en/recovery'], guarded('session.open'), (c) => recoveryDoor(c, false))

signInRoutes.on('POST', ['/oubli', '/en/recovery'], guarded('session.open'), async (c) => {
  const { email } = await form(c, z.object({ email: z.string().max(300) }))
  try {
    askRecovery(accessOf(c), email, languageOf(c.req.path), nameOf(c), clientOf(c))
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return recoveryDoor(c, false, error.text)
  }
  return recoveryDoor(c, true)
})

signInRoutes.on('GET', ['/oubli/:word', '/en/recovery/:word'], guarded('session.open'), async (c) => {
  await checkRecovery(accessOf(c), c.req.param('word'))
  return newPassword(c)
})

signInRoutes.on('POST', ['/oubli/:word', '/en/recovery/:word'], guarded('session.open'), async (c) => {
  const { next } = await form(c, z.object({ next: z.string() }))
  try {
    await recover(accessOf(c), c.req.param('word'), next)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return newPassword(c, error.text)
  }
  return c.redirect(pathTo('signIn', languageOf(c.req.path)), 303)
})

function door(
  c: Context<PortalEnv>,
  { to, email, problem }: { readonly to: string; readonly email?: string; readonly problem?: Text }
) {
  const access = accessOf(c)
  const page = (
    <SignInPage
      frame={frameOf(c)}
      token={formToken(c)}
      to={to}
      arrival={arrival(c, to)}
      demonstration={isDemonstration(access, wayOf(c)) ? GRANTED_ROLES : []}
      {...(email !== undefined && { email })}
      {...(problem && { problem })}
      {...(access.provider && { provider: access.provider.name })}
    />
  )
  return c.html(page, problem ? 422 : 200, NOT_KEPT)
}

function codeDoor(c: Context<PortalEnv>, problem?: Text) {
  const { pathname, search } = new URL(c.req.url)
  const page = (
    <CodePage frame={frameOf(c)} token={formToken(c)} action={pathname + search} {...(problem && { problem })} />
  )
  return c.html(page, problem ? 422 : 200, NOT_KEPT)
}

function invited(
  c: Context<PortalEnv>,
  { email, grant }: Awaited<ReturnType<typeof findByLink>>,
  given?: { readonly name: string; readonly email: string },
  problem?: Text
) {
  const { provider } = accessOf(c)
  const page = (
    <InvitationPage
      frame={frameOf(c)}
      token={formToken(c)}
      action={c.req.path}
      email={email}
      role={grant.role}
      {...(given && { given })}
      {...(problem && { problem })}
      {...(provider && { provider: provider.name })}
    />
  )
  return c.html(page, problem ? 422 : 200, NOT_KEPT)
}

function recoveryDoor(c: Context<PortalEnv>, isSent: boolean, problem?: Text) {
  const page = <RecoveryPage frame={frameOf(c)} token={formToken(c)} isSent={isSent} {...(problem && { problem })} />
  return c.html(page, problem ? 422 : 200, NOT_KEPT)
}

function newPassword(c: Context<PortalEnv>, problem?: Text) {
  const page = (
    <NewPasswordPage frame={frameOf(c)} token={formToken(c)} action={c.req.path} {...(problem && { problem })} />
  )
  return c.html(page, problem ? 422 : 200, NOT_KEPT)
}

async function enter(c: Context<PortalEnv>, cookies: readonly string[], to: string): Promise<Response> {
  await begin(c, cookies)
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(arrival(c, to), 303)
}

/** Where whoever signs in, by whatever way, arrives: where they were going, else at what is theirs. */
function arrival(c: Context<PortalEnv>, to: string): string {
  return to === '' ? `${pathTo('workspace', languageOf(c.req.path))}/arrival` : to
}

/** Another session than before, which ends, and other tokens with it. */
async function begin(c: Context<PortalEnv>, cookies: readonly string[]): Promise<void> {
  const visitor = c.get('visitor')
  if (cookies.length > 0 && visitor.kind === 'account') await signOut(accessOf(c), visitor.session)
  addCookies(c, cookies)
  dropCookie(c, 'form')
}

async function leave(c: Context<PortalEnv>, invitation: string | undefined, to: string): Promise<Response> {
  const { url, departure } = await depart(accessOf(c), invitation)
  keep(c, 'provider', { departure, to })
  // A form may lead to this site alone, even by a redirection: the page that it gives leads on.
  const page = <DeparturePage frame={frameOf(c)} url={url} name={accessOf(c).provider?.name ?? ''} />
  return c.html(page, 200, { ...NOT_KEPT, Refresh: `0; url=${url}` })
}

const departureSchema = z.object({
  departure: z.custom<Departure>(
    (value) => z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }).safeParse(value).success
  ),
  to: z.string()
})

/** In the browser for ten minutes, under a seal. */
export function keep(c: Context<PortalEnv>, purpose: OwnCookie, value: unknown): void {
  const access = accessOf(c)
  const sealed = seal(value, TEN_MINUTES, { secret: access.settings.secret, purpose, now: access.now() })
  writeCookie(c, purpose, sealed, TEN_MINUTES)
}

/** Once. */
export function take(c: Context<PortalEnv>, purpose: OwnCookie): unknown {
  const access = accessOf(c)
  const sealed = readCookie(c, purpose)
  dropCookie(c, purpose)
  return unseal(sealed, { secret: access.settings.secret, purpose, now: access.now() })
}

/** @throws {InvalidInput} when a field is missing or twice there */
export async function form<T>(c: Context<PortalEnv>, schema: z.ZodType<T>): Promise<T> {
  const read = schema.safeParse(await fieldsOf(c))
  if (!read.success) throw new InvalidInput(UNREADABLE)
  return read.data
}

/** The name of the observatory, for letters. */
export function nameOf(c: Context<PortalEnv>): Text {
  return c.get('portal').observatory.folder.settings.name
}

/** A path of this site; nothing for anything else. */
function ownPath(to: string): string {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(to) ? to : ''
}

function problemOf(outcome: Exclude<SignIn, { readonly status: 'signed-in' }>): Text {
  return outcome.status === 'wait' ? waitText(outcome.seconds) : WRONG
}

const WRONG: Text = {
  fr: 'Cela ne correspond à aucun compte : adresse, mot de passe ou code sont à revoir.',
  en: 'This matches no account: check the address, the password or the code.'
}
const UNREADABLE: Text = {
  fr: 'Ce formulaire n’a pas pu être lu : rouvrez la page et recommencez.',
  en: 'This form could not be read: open the page again and start over.'
}
const STALE: Text = {
  fr: 'Cette demande est trop ancienne : recommencez depuis la page de connexion.',
  en: 'This request is too old: start again from the sign-in page.'
}
