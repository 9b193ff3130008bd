/** One’s own account, and accounts as administrators see them. */

import { Hono, type Context } from 'hono'
import { encode } from 'uqr'
import { z } from 'zod'
import { browserName } from '../domain/access/browser.ts'
import { isWaiting, mayEver, type Subject } from '../domain/access/policy.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { continueWithCode } from '../usecases/access.ts'
import {
  accountSheet,
  allAccounts,
  close,
  endSession,
  grantRole,
  resetFactors,
  sessionSubject,
  subjectOfAccount,
  subjectOfGrant,
  withdrawRole,
  type AccountSheet
} from '../usecases/access-accounts.ts'
import { changePassword, confirmCodes, setUpCodes, type CodesToSetUp } from '../usecases/access-factors.ts'
import { invite, inviteAgain, openInvitations, subjectOfInvitation, withdraw } from '../usecases/access-invitations.ts'
import { keepPasskey, offerPasskey, ownPasskeys, removePasskey, subjectOfPasskey } from '../usecases/access-passkeys.ts'
import {
  AccessPage,
  AccountSheetPage,
  type AccessProps,
  type AccountLine,
  type AccountSheetProps,
  type AskedGrant
} from '../view/access-admin.tsx'
import { AccountPage, CodesPage, type CodesProps, type SessionLine } from '../view/account.tsx'
import { pathTo } from '../view/paths.ts'
import { accessOf, addCookies, clientOf, formToken, jsonOf, signedIn } from './access.ts'
import { frameOf, languageOf } from './frame.ts'
import { grantNames } from './grant-names.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { form, keep, nameOf, take } from './sign-in.tsx'

export const accountRoutes = new Hono<PortalEnv>()

accountRoutes.on('GET', ['/compte', '/en/account'], guarded('account.read', own), (c) =>
  isWaiting(signedIn(c).actor) ? backTo(c, 'account', '/codes') : accountPage(c)
)

const passwords = z.object({ present: z.string(), next: z.string() })

accountRoutes.on('POST', ['/compte/password', '/en/account/password'], guarded('account.edit', own), async (c) => {
  const { present, next } = await form(c, passwords)
  try {
    await changePassword(accessOf(c), signedIn(c), present, next, clientOf(c))
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return accountPage(c, error.text)
  }
  return backTo(c, 'account')
})

accountRoutes.on('GET', ['/compte/codes', '/en/account/codes'], guarded('account.read', own), (c) => codesPage(c))

accountRoutes.on('POST', ['/compte/codes', '/en/account/codes'], guarded('account.edit', own), async (c) => {
  const { password } = await form(c, z.object({ password: z.string().default('') }))
  try {
    const codes = await setUpCodes(accessOf(c), signedIn(c), password, cookieOf(c), clientOf(c))
    return codesPage(c, { status: 'ask-code', shown: drawn(codes) })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return codesPage(c, { problem: error.text })
  }
})

const codeForm = z.object({ code: z.string().max(100) })

accountRoutes.on(
  'POST',
  ['/compte/codes/confirm', '/en/account/codes/confirm'],
  guarded('account.edit', own),
  async (c) => {
    const { code } = await form(c, codeForm)
    const outcome = await confirmCodes(accessOf(c), signedIn(c), code, cookieOf(c), clientOf(c))
    if (outcome.status !== 'signed-in') return codesPage(c, { status: 'ask-code', problem: WRONG_CODE })
    addCookies(c, outcome.cookies)
    return backTo(c, 'account')
  }
)

/** For a session opened with one factor by an account that has two. */
accountRoutes.on('POST', ['/compte/codes/use', '/en/account/codes/use'], guarded('account.edit', own), async (c) => {
  const { code } = await form(c, codeForm)
  const { session } = signedIn(c)
  const outcome = await continueWithCode(accessOf(c), session, code, cookieOf(c), clientOf(c))
  if (outcome.status !== 'signed-in') return codesPage(c, { problem: WRONG_CODE })
  return backTo(c, 'account')
})

accountRoutes.on(
  'POST',
  ['/compte/passkeys/options', '/en/account/passkeys/options'],
  guarded('account.edit', own),
  async (c) => {
    const options = await offerPasskey(accessOf(c), signedIn(c))
    keep(c, 'passkey', options.challenge)
    return c.json(options)
  }
)

accountRoutes.on('POST', ['/compte/passkeys', '/en/account/passkeys'], guarded('account.edit', own), async (c) => {
  const challenge = take(c, 'passkey')
  if (typeof challenge !== 'string') throw new Refused('passkey', STALE)
  const name = browserName(c.req.header('user-agent') ?? '') || 'passkey'
  await keepPasskey(accessOf(c), signedIn(c), await jsonOf(c), challenge, name)
  return c.json({})
})

accountRoutes.on(
  'POST',
  ['/compte/passkeys/:id/end', '/en/account/passkeys/:id/end'],
  guarded('account.edit', (c) => subjectOfPasskey(accessOf(c), c.req.param('id') ?? '')),
  async (c) => {
    await removePasskey(accessOf(c), signedIn(c), c.req.param('id'))
    return backTo(c, 'account')
  }
)

accountRoutes.on(
  'POST',
  ['/compte/sessions/:id/end', '/en/account/sessions/:id/end'],
  guarded('session.end', (c) => sessionSubject(accessOf(c), c.req.param('id') ?? '')),
  async (c) => {
    await endSession(accessOf(c), signedIn(c).actor, c.req.param('id'))
    return backTo(c, 'account')
  }
)

accountRoutes.on('GET', ['/acces', '/en/access'], guarded('account.list'), (c) => accessPage(c))

const grantForm = z.object({
  role: z.string(),
  organisation: z.string().max(200).default(''),
  territory: z.string().max(200).default('')
})

accountRoutes.on('POST', ['/acces/invitations', '/en/access/invitations'], guarded('invitation.send'), async (c) => {
  const asked = await form(c, grantForm.extend({ email: z.string().max(300) }))
  return orProblem(
    c,
    async () => accessPage(c, { sent: await invite(accessOf(c), signedIn(c).actor, asked, nameOf(c)) }),
    { asked }
  )
})

accountRoutes.on(
  'POST',
  ['/acces/invitations/:id/again', '/en/access/invitations/:id/again'],
  guarded('invitation.send'),
  (c) =>
    orProblem(c, async () =>
      accessPage(c, { sent: await inviteAgain(accessOf(c), signedIn(c).actor, c.req.param('id'), nameOf(c)) })
    )
)

accountRoutes.on(
  'POST',
  ['/acces/invitations/:id/end', '/en/access/invitations/:id/end'],
  guarded('invitation.withdraw', (c) => subjectOfInvitation(accessOf(c), c.req.param('id') ?? '')),
  async (c) => {
    await withdraw(accessOf(c), signedIn(c).actor, c.req.param('id'))
    return backTo(c, 'access')
  }
)

accountRoutes.on('GET', ['/acces/accounts/:id', '/en/access/accounts/:id'], guarded('account.read', named), (c) =>
  sheetPage(c, c.req.param('id'))
)

accountRoutes.on(
  'POST',
  ['/acces/accounts/:id/roles', '/en/access/accounts/:id/roles'],
  guarded('role.grant', named),
  async (c) => {
    const asked = await form(c, grantForm)
    const id = c.req.param('id')
    return orProblem(
      c,
      async () => {
        await grantRole(accessOf(c), signedIn(c).actor, id, asked)
        return backTo(c, 'access', `/accounts/${encodeURIComponent(id)}`)
      },
      { account: id, asked }
    )
  }
)

accountRoutes.on(
  'POST',
  ['/acces/accounts/:id/roles/:grant/end', '/en/access/accounts/:id/roles/:grant/end'],
  guarded('role.withdraw', (c) => subjectOfGrant(accessOf(c), c.req.param('grant') ?? '')),
  (c) => {
    const id = c.req.param('id')
    return orProblem(
      c,
      async () => {
        await withdrawRole(accessOf(c), signedIn(c).actor, c.req.param('grant'))
        return backTo(c, 'access', `/accounts/${encodeURIComponent(id)}`)
      },
      { account: id }
    )
  }
)

accountRoutes.on(
  'POST',
  ['/acces/accounts/:id/factors', '/en/access/accounts/:id/factors'],
  guarded('account.reset-factors', named),
  async (c) => {
    await resetFactors(accessOf(c), signedIn(c).actor, c.req.param('id'))
    return backTo(c, 'access', `/accounts/${encodeURIComponent(c.req.param('id'))}`)
  }
)

accountRoutes.on(
  'POST',
  ['/acces/accounts/:id/close', '/en/access/accounts/:id/close'],
  guarded('account.close', named),
  (c) => {
    const id = c.req.param('id')
    return orProblem(
      c,
      async () => {
        await close(accessOf(c), signedIn(c).actor, id)
        return backTo(c, id === signedIn(c).account.id ? 'signIn' : 'access')
      },
      { account: id }
    )
  }
)

/** The stored record that most of these routes are about. */
function own(c: Context<PortalEnv>): Subject {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.id, state: 'active' } : {}
}

function named(c: Context<PortalEnv>): Promise<Subject> {
  return subjectOfAccount(accessOf(c), c.req.param('id') ?? '')
}

export async function accountPage(c: Context<PortalEnv>, problem?: Text) {
  const access = accessOf(c)
  const visitor = signedIn(c)
  const { account, actor } = visitor
  const [passkeys, sheet, { named: shown }] = await Promise.all([
    ownPasskeys(access, visitor),
    accountSheet(access, actor, account.id),
    grantNames(c)
  ])
  const page = (
    <AccountPage
      frame={frameOf(c)}
      token={formToken(c)}
      name={account.name}
      email={account.email}
      grants={account.grants.map(shown)}
      hasCodes={account.hasCodes}
      hasPassword={account.hasPassword}
      passkeys={passkeys}
      sessions={linesOf(sheet, visitor.session.id)}
      mayAdminister={mayEver(actor, 'account.list')}
      {...(problem && { problem })}
      {...(access.provider && { provider: access.provider.name })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}

function codesPage(c: Context<PortalEnv>, given: Partial<Pick<CodesProps, 'status' | 'shown' | 'problem'>> = {}) {
  const { account, actor } = signedIn(c)
  const page = (
    <CodesPage
      frame={frameOf(c)}
      token={formToken(c)}
      isNeeded={isWaiting(actor)}
      status={account.hasCodes ? 'use-first' : 'ask-password'}
      {...given}
    />
  )
  return c.html(page, given.problem ? 422 : 200)
}

async function accessPage(c: Context<PortalEnv>, given: Pick<AccessProps, 'sent' | 'problem' | 'asked'> = {}) {
  const access = accessOf(c)
  const { actor } = signedIn(c)
  const [accounts, invitations, { named: shown, choices }] = await Promise.all([
    allAccounts(access, actor),
    openInvitations(access, actor),
    grantNames(c)
  ])
  const page = (
    <AccessPage
      frame={frameOf(c)}
      token={formToken(c)}
      accounts={accounts.map((one) => lineOf({ ...one, grants: one.grants.map(shown) }))}
      invitations={invitations.map((one) => ({ ...one, grant: shown(one.grant) }))}
      choices={choices}
      {...given}
    />
  )
  return c.html(page, given.problem ? 422 : 200)
}

export async function sheetPage(
  c: Context<PortalEnv>,
  id: string,
  given: Pick<AccountSheetProps, 'problem' | 'asked'> = {}
) {
  const visitor = signedIn(c)
  const [sheet, { named: shown, choices }] = await Promise.all([
    accountSheet(accessOf(c), visitor.actor, id),
    grantNames(c)
  ])
  const page = (
    <AccountSheetPage
      frame={frameOf(c)}
      token={formToken(c)}
      account={{ ...lineOf(sheet.account), grants: sheet.account.grants.map(shown) }}
      sessions={linesOf(sheet, visitor.session.id)}
      choices={choices}
      {...given}
    />
  )
  return c.html(page, given.problem ? 422 : 200)
}

/** A rule that says no is told on the page where it was asked. */
async function orProblem(
  c: Context<PortalEnv>,
  act: () => Promise<Response>,
  { account, asked }: { readonly account?: string; readonly asked?: AskedGrant } = {}
): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    const again = { problem: error.text, ...(asked && { asked }) }
    return account === undefined ? accessPage(c, again) : sheetPage(c, account, again)
  }
}

function backTo(c: Context<PortalEnv>, root: 'account' | 'access' | 'signIn', rest = ''): Response {
  return c.redirect(pathTo(root, languageOf(c.req.path)) + rest, 303)
}

function linesOf({ sessions }: AccountSheet, own: string): readonly SessionLine[] {
  return sessions.map((session) => ({ ...session, isThis: session.id === own }))
}

function lineOf(account: AccountSheet['account']): AccountLine {
  const { id, name, email, grants, closedAt, demonstration, hasCodes, passkeys } = account
  return {
    id,
    name,
    email,
    grants,
    isClosed: closedAt !== undefined,
    isDemonstration: demonstration,
    hasFactor: hasCodes || passkeys > 0
  }
}

/** The square code as one path, with the margin of four that readers want. */
function drawn({ uri, spare }: CodesToSetUp): NonNullable<CodesProps['shown']> {
  const { data, size } = encode(uri, { border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { path, size, key: new URL(uri).searchParams.get('secret') ?? '', spare }
}

function cookieOf(c: Context<PortalEnv>): string {
  return c.req.header('cookie') ?? ''
}

const WRONG_CODE: Text = {
  fr: 'Ce code n’est pas le bon, ou il vient d’expirer : attendez le suivant. L’heure du téléphone doit être juste.',
  en: 'This code is not the right one, or it has just expired: wait for the next. The telephone must be on time.'
}
const STALE: Text = {
  fr: 'Cette demande est trop ancienne : recommencez.',
  en: 'This request is too old: start again.'
}
