/** An office of accounts over an empty registry: invites, accepts, signs in, and holds the clock. */

import type { Actor } from '../../src/domain/access/actor.ts'
import {
  findVisitor,
  openSession,
  type Access,
  type Client,
  type Cookies,
  type Visitor
} from '../../src/usecases/access.ts'
import { accept, firstLink, invite, type InvitationRequest } from '../../src/usecases/access-invitations.ts'
import type { Mail } from '../../src/usecases/letters.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

export const PASSWORD = 'quatre terrils sous la brume'
export const HERE: Client = { address: '192.0.2.1', agent: 'test' }
export const OBSERVATORY = { fr: 'Observatoire', en: 'Observatory' }

export type Office = {
  readonly access: Access
  readonly database: TestDatabase
  readonly sent: Mail[]
  readonly logged: string[]
  readonly clock: { ms: number }
}

export async function openOffice(given: Partial<Access> = {}): Promise<Office> {
  const database = await makeDatabase()
  const sent: Mail[] = []
  const logged: string[] = []
  const clock = { ms: Date.now() }
  const access: Access = {
    db: database.db,
    settings: {
      secret: 'a secret of tests, long enough for all',
      origin: 'http://127.0.0.1:3000',
      name: 'Observatoire'
    },
    now: () => new Date(clock.ms),
    send: ({ mail }) => {
      sent.push(mail)
      return Promise.resolve()
    },
    provider: undefined,
    demonstration: false,
    behindProxy: false,
    log: (line) => logged.push(line),
    ...given
  }
  return { access, database, sent, logged, clock }
}

/** Signed in with two factors, whatever opened the account. */
export async function administrator(office: Office): Promise<Visitor & { readonly kind: 'account' }> {
  const word = wordOf((await firstLink(office.access)) ?? '')
  const cookies = await accept(office.access, word, { email: 'ada@exemple.fr', name: 'Ada', password: PASSWORD }, HERE)
  return strong(office, cookies)
}

export async function newcomer(
  office: Office,
  actor: Actor,
  email: string,
  asked: Partial<InvitationRequest> = {}
): Promise<Visitor & { readonly kind: 'account' }> {
  await invite(office.access, actor, { email, role: 'member', organisation: '', territory: '', ...asked }, OBSERVATORY)
  const word = wordOf(office.sent.at(-1)?.body ?? '')
  return strong(office, await accept(office.access, word, { email: '', name: email, password: PASSWORD }, HERE))
}

export function wordOf(text: string): string {
  return /\/(?:invitation|oubli|en\/recovery)\/([\w-]+)/.exec(text)?.[1] ?? ''
}

export async function visit(office: Office, cookies: Cookies): Promise<Visitor> {
  return findVisitor(office.access, sessionOf(cookies), false)
}

export function sessionOf(cookies: Cookies): string | undefined {
  const line = cookies.find((cookie) => cookie.includes('session_token='))
  return line === undefined ? undefined : decodeURIComponent(/session_token=([^;]*)/.exec(line)?.[1] ?? '')
}

async function strong(office: Office, cookies: Cookies): Promise<Visitor & { readonly kind: 'account' }> {
  const weak = await visit(office, cookies)
  if (weak.kind === 'anonymous') throw new Error('nobody signed in')
  const opened = await openSession(office.access, { account: weak.account.id, twoFactors: true }, HERE)
  const visitor = await visit(office, opened)
  if (visitor.kind === 'anonymous') throw new Error('nobody signed in')
  return visitor
}
