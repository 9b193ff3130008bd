/** What every request of a portal with accounts goes through: who asks, how they came, and whether a form is theirs. */

import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import type { Action } from '../domain/access/action.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import { cookieName, findVisitor, NOBODY, type Access, type Client, type Visitor } from '../usecases/access.ts'
import { isDemonstration, type Way } from '../usecases/access-demonstration.ts'
import { isSame, seal, sign, unseal } from '../usecases/access-seal.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { actionOf } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export type SignedIn = Visitor & { readonly kind: 'account' }

/** Bytes. A form holds words. */
const LARGEST_FORM = 64 * 1024

const MEGABYTE = 1024 * 1024

/** Forms that carry a file, or a chapter: one that is too long is read, so that it can be given back. */
const LARGER: Partial<Record<Action, number>> = {
  'organisation.import': 20 * MEGABYTE,
  'commitment.import': 20 * MEGABYTE,
  'claim.import': 20 * MEGABYTE,
  'edition.write': 20 * MEGABYTE,
  'edition.read-draft': 20 * MEGABYTE,
  'edition.comment': 20 * MEGABYTE,
  'edition.validate': MEGABYTE,
  'draft.keep': 4 * MEGABYTE
}

/** Bytes of a form. */
export function largestFor(action: Action): number {
  return LARGER[action] ?? LARGEST_FORM
}

const DEVICE_SECONDS = 180 * 24 * 3600

/** Says who asks; what a person is shown is kept by nobody. */
export function knowVisitor(office: (() => Access | undefined) | undefined): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const access = office?.()
    c.set('access', access)
    c.set('visitor', NOBODY)
    const cookie = access && getCookie(c, cookieName(access.settings))
    if (!access || cookie === undefined || /^\/(assets\/|sw\.js$)/.test(c.req.path)) return next()
    const visitor = await findVisitor(access, cookie, isDemonstration(access, wayOf(c)))
    c.set('visitor', visitor)
    await next()
    if (visitor.kind === 'account') c.header('Cache-Control', 'private, no-store')
  }
}

/**
 * Refuses a form that this portal did not give to this browser, and one that is too large. Pages of accounts carry a
 * token; scripts of ours send it in a header.
 */
export const checkForm: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const action = actionOf(c)
  if (action === undefined || action === 'page.read') return next()
  // Mailboxes post there, from wherever they are: the word in the address is the proof.
  const isProved = action === 'notification.stop'
  if (!isProved && isFromElsewhere(c)) throw new Refused('cross-site', CROSS_SITE)
  const limit = bodyLimit({
    maxSize: largestFor(action),
    onError: () => {
      throw new InvalidInput(TOO_LARGE)
    }
  })
  return limit(c, async () => {
    if (isProved) return next()
    const header = c.req.header('x-form-token')
    const token = header ?? (await fieldsOf(c))['token']
    const expected = expectedToken(c)
    if (expected === undefined || typeof token !== 'string' || !isSame(token, expected)) {
      throw new Refused('cross-site', CROSS_SITE)
    }
    await next()
  })
}

/** @throws {InvalidInput} when it is no form, or holds the one character that no text holds */
export async function fieldsOf(c: Context<PortalEnv>): Promise<Readonly<Record<string, unknown>>> {
  const fields = await c.req.parseBody().catch(() => {
    throw new InvalidInput(UNREADABLE)
  })
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && `${name}${value}`.includes('\0')) throw new InvalidInput(UNREADABLE)
  }
  return fields
}

/** What a script of ours sends. @throws {InvalidInput} when it is no JSON, or holds the character that no text holds */
export async function jsonOf(c: Context<PortalEnv>): Promise<unknown> {
  const text = await c.req.text()
  try {
    if (!/\\u0000|\0/.test(text)) return JSON.parse(text)
  } catch {
    throw new InvalidInput(UNREADABLE)
  }
  throw new InvalidInput(UNREADABLE)
}

/** No text of PostgreSQL holds it, and no address that people follow. */
export const refuseNul: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (/%00|\0/.test(c.req.url)) throw new InvalidInput(UNREADABLE)
  return next()
}

/** For the forms of a page, which nobody keeps from then on; sets the cookie that it answers to. */
export function formToken(c: Context<PortalEnv>): string {
  c.header('Cache-Control', 'private, no-store')
  const known = expectedToken(c)
  if (known !== undefined) return known
  const access = accessOf(c)
  const id = randomBytes(18).toString('base64url')
  writeCookie(c, 'form', id)
  return tokenFor(c, access, id)
}

/** Other people, other tokens: one that was read before signing in is worth nothing after. */
function tokenFor(c: Context<PortalEnv>, { settings }: Access, id: string): string {
  const visitor = c.get('visitor')
  return sign(settings.secret, 'form', `${id} ${visitor.kind === 'account' ? visitor.session.id : ''}`)
}

function expectedToken(c: Context<PortalEnv>): string | undefined {
  const access = c.get('access')
  const id = readCookie(c, 'form')
  return access && id !== undefined ? tokenFor(c, access, id) : undefined
}

/** What browsers say of where a request comes from. */
export function isFromElsewhere(c: Context<PortalEnv>): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const access = accessOf(c)
  const own = [new URL(access.settings.origin).host, c.req.header('host') ?? new URL(c.req.url).host]
  return !URL.canParse(origin) || !own.includes(new URL(origin).host)
}

/** @throws {NotFound} on a portal without accounts */
export function accessOf(c: Context<PortalEnv>): Access {
  const access = c.get('access')
  if (!access) throw new NotFound(NO_ACCOUNTS)
  return access
}

/** @throws {Refused} 'sign-in'; the guard has let pass those who are signed in */
export function signedIn(c: Context<PortalEnv>): SignedIn {
  const visitor = c.get('visitor')
  if (visitor.kind === 'anonymous') {
    throw new Refused('sign-in', { fr: 'Il faut être connecté.', en: 'One must be signed in.' })
  }
  return visitor
}

export function clientOf(c: Context<PortalEnv>): Client {
  const { behindProxy } = accessOf(c)
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return { address: forwarded ?? peerOf(c) ?? 'unknown', agent: c.req.header('user-agent') ?? '' }
}

export function wayOf(c: Context<PortalEnv>): Way {
  const isForwarded = FORWARDING.some((name) => c.req.header(name) !== undefined)
  return { peer: peerOf(c), host: c.req.header('host') ?? new URL(c.req.url).host, isForwarded }
}

/** Of a browser that signed in to the account of this address before: it does not wait for what others try. */
export function deviceOf(c: Context<PortalEnv>, email: string): string | undefined {
  const { settings, now } = accessOf(c)
  const known = unseal(readCookie(c, 'device'), { secret: settings.secret, purpose: whose(email), now: now() })
  return typeof known === 'string' ? known : undefined
}

/** For half a year, under a seal that holds for this account alone. */
export function rememberDevice(c: Context<PortalEnv>, email: string): void {
  const access = accessOf(c)
  const id = deviceOf(c, email) ?? randomBytes(18).toString('base64url')
  const key = { secret: access.settings.secret, purpose: whose(email), now: access.now() }
  writeCookie(c, 'device', seal(id, DEVICE_SECONDS, key), DEVICE_SECONDS)
}

function whose(email: string): string {
  return `device of ${email.trim().toLowerCase()}`
}

/** Lines of `Set-Cookie`, as the use case gives them. */
export function addCookies(c: Context<PortalEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** The address of the socket, where the server of Node passes it on. */
function peerOf(c: Context<PortalEnv>): string | undefined {
  const env: unknown = c.env
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  const { incoming } = env
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return undefined
  const { socket } = incoming
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return undefined
  return typeof socket.remoteAddress === 'string' ? socket.remoteAddress : undefined
}

const NO_ACCOUNTS = { fr: 'Ce portail n’a pas de comptes.', en: 'This portal has no accounts.' }
const CROSS_SITE = {
  fr: 'Ce formulaire n’a pas été donné à ce navigateur par ce site, ou il est trop ancien. Rien n’a changé : rouvrez la page et recommencez.',
  en: 'This form was not given to this browser by this site, or it is too old. Nothing has changed: open the page again and start over.'
}
const UNREADABLE = {
  fr: 'Ce qui a été envoyé n’a pas pu être lu. Rien n’a changé : rouvrez la page et recommencez.',
  en: 'What was sent could not be read. Nothing has changed: open the page again and start over.'
}
const TOO_LARGE = {
  fr: 'Ce formulaire est trop long. Rien n’a changé.',
  en: 'This form is too long. Nothing has changed.'
}
