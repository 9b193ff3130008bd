/** Signing in and out: what turns a cookie into an actor, and a password into a cookie. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { ANONYMOUS, type Actor } from '../domain/access/actor.ts'
import { LONGEST_PASSWORD } from '../domain/access/password.ts'
import {
  deleteSession,
  deleteSessionOf,
  findSession,
  strengthenSession,
  type Account,
  type OpenSession
} from '../store/access.ts'
import type { Library, LibrarySettings, Opening } from '../store/access-library.ts'
import type { Db } from '../store/database.ts'
import { forgetAttempts, isFirstUse, takeAttempt, type Attempt } from './access-attempts.ts'
import type { PostLetter } from './letters.ts'
import type { IdentityProvider } from './access-provider.ts'

/** What every use case of accounts works on. */
export type Access = {
  readonly db: Db
  readonly settings: LibrarySettings
  readonly now: () => Date
  /** Undefined when no mail server is configured: links are shown to be passed on by hand. */
  readonly send: PostLetter | undefined
  /** Undefined when people sign in by password or passkey only. */
  readonly provider: IdentityProvider | undefined
  /** Whether the folder, the address listened to and the absence of a public address allow one-click accounts. */
  readonly demonstration: boolean
  /** Whether the server in front may be believed when it says who asks. */
  readonly behindProxy: boolean
  /** Where faults of ours are told. */
  readonly log: (line: string) => void
}

/** Of one request: what tells people who guess apart. */
export type Client = {
  /** Network address. */
  readonly address: string
  readonly agent: string
}

/** Who asks, with what pages of accounts show. */
export type Visitor =
  | { readonly kind: 'anonymous'; readonly actor: Actor }
  | {
      readonly kind: 'account'
      readonly actor: Actor & { readonly kind: 'account' }
      readonly account: Account
      readonly session: OpenSession
    }

export const NOBODY: Visitor = { kind: 'anonymous', actor: ANONYMOUS }

/** Lines of `Set-Cookie`. */
export type Cookies = readonly string[]

export type SignIn =
  | { readonly status: 'signed-in'; readonly cookies: Cookies }
  /** The password is right; a code must follow. */
  | { readonly status: 'code-asked'; readonly cookies: Cookies }
  | { readonly status: 'refused' }
  | { readonly status: 'wait'; readonly seconds: number }

/** A cookie that is forged, ended, or of a demonstration that is over, is nobody's. */
export async function findVisitor(
  access: Access,
  cookie: string | undefined,
  isDemonstration: boolean
): Promise<Visitor> {
  const token = cookie === undefined ? undefined : tokenOf(cookie, access.settings.secret)
  const found = token === undefined ? undefined : await findSession(access.db, token, access.now())
  if (!found || (found.account.demonstration && !isDemonstration)) return NOBODY
  const { account, session } = found
  return {
    kind: 'account',
    account,
    session,
    actor: {
      kind: 'account',
      account: account.id,
      ...(account.person !== undefined && { person: account.person }),
      grants: account.grants,
      usedSecondFactor: session.twoFactors
    }
  }
}

/**
 * The same answer, in the same time, whether the address has no account or the password is wrong.
 *
 * @param device of a browser that signed in to this account before
 */
export async function signIn(
  access: Access,
  email: string,
  password: string,
  client: Client,
  device?: string
): Promise<SignIn> {
  const attempt: Attempt = { what: 'sign-in', client, account: email, device }
  const seconds = await takeAttempt(access, attempt)
  if (seconds > 0) return { status: 'wait', seconds }
  if (password.length > LONGEST_PASSWORD) return { status: 'refused' }
  const library = await openLibrary(access, access.db)
  const answer = await library.api.signInEmail({
    body: { email, password: password.normalize('NFKC') },
    headers: headersOf(client),
    asResponse: true
  })
  if (!answer.ok) return { status: 'refused' }
  const cookies = answer.headers.getSetCookie()
  const body: unknown = await answer.json()
  await forgetAttempts(access, attempt)
  const asksCode = typeof body === 'object' && body !== null && 'twoFactorRedirect' in body
  return { status: asksCode ? 'code-asked' : 'signed-in', cookies }
}

/** The code of an application, or one of the codes kept for when it is lost; `cookie` is the header of the request. */
export async function enterCode(access: Access, code: string, cookie: string, client: Client): Promise<SignIn> {
  const attempt: Attempt = { what: 'code', client, account: undefined }
  const seconds = await takeAttempt(access, attempt)
  if (seconds > 0) return { status: 'wait', seconds }
  const library = await openLibrary(access, access.db)
  const headers = headersOf(client, cookie)
  const plain = code.replace(/\s/g, '')
  const isTimed = /^\d{6}$/.test(plain)
  const answer = isTimed
    ? await library.api.verifyTOTP({ body: { code: plain }, headers, asResponse: true })
    : await library.api.verifyBackupCode({ body: { code: plain.slice(0, 32) }, headers, asResponse: true })
  if (!answer.ok) return { status: 'refused' }
  await forgetAttempts(access, attempt)
  // Read over a shoulder, a timed code is still good for a while: the library takes it again, we do not.
  const { token, user } = (await answer.json()) as { token: string; user: { id: string } }
  if (isTimed && !(await isFirstUse(access, `code ${user.id} ${plain}`))) {
    if (/session_token=/.test(answer.headers.getSetCookie().join())) await deleteSessionOf(access.db, token)
    return { status: 'refused' }
  }
  return { status: 'signed-in', cookies: answer.headers.getSetCookie() }
}

/** For a session that is open already, when its role asks for the second factor that it did not use. */
export async function continueWithCode(
  access: Access,
  session: OpenSession,
  code: string,
  cookie: string,
  client: Client
): Promise<SignIn> {
  const step = await enterCode(access, code, cookie, client)
  if (step.status === 'signed-in') await strengthenSession(access.db, session.id)
  return step
}

export async function signOut(access: Access, session: OpenSession): Promise<Cookies> {
  await deleteSession(access.db, session.id)
  return [expired(cookieName(access.settings))]
}

/** @param db the transaction of the change that it belongs to, if any */
export async function openSession(access: Access, opening: Opening, client: Client, db = access.db): Promise<Cookies> {
  const library = await openLibrary(access, db, opening)
  const answer = await library.api.openSession({ headers: headersOf(client), asResponse: true })
  return answer.headers.getSetCookie()
}

/** Loaded at the first need: a command or a portal that is only read never pays for it. */
export async function openLibrary({ settings }: Access, db: Db, opening?: Opening): Promise<Library> {
  const { makeLibrary } = await import('../store/access-library.ts')
  return makeLibrary(db, settings, opening)
}

export function headersOf({ address, agent }: Client, cookie?: string): Headers {
  return new Headers({
    'user-agent': agent.slice(0, 300),
    'x-forwarded-for': address,
    ...(cookie !== undefined && { cookie })
  })
}

/** The name under which a browser keeps its session; the prefix makes it refuse one that another host or a plain page set. */
export function cookieName(settings: Pick<LibrarySettings, 'origin'>): string {
  return `${isHttps(settings) ? '__Host-' : ''}chevalement.session_token`
}

/** Whether browsers reach the portal by HTTPS, whatever stands in front of it. */
export function isHttps({ origin }: Pick<LibrarySettings, 'origin'>): boolean {
  return origin.startsWith('https://')
}

function expired(name: string): string {
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${name.startsWith('__Host-') ? '; Secure' : ''}`
}

/** The token of a cookie `token.signature`; undefined when somebody else signed it. */
function tokenOf(cookie: string, secret: string): string | undefined {
  const at = cookie.lastIndexOf('.')
  if (at < 1) return undefined
  const [token, signature] = [cookie.slice(0, at), Buffer.from(cookie.slice(at + 1), 'base64')]
  const expected = createHmac('sha256', secret).update(token).digest()
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined
}
