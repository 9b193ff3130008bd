/** Accounts, sessions and roles in PostgreSQL. */

import { sql, type Insertable } from 'kysely'
import type { Grant } from '../domain/access/actor.ts'
import { isGrantedRole, type GrantedRole } from '../domain/access/role.ts'
import type { AccessSchema } from './access-schema.ts'
import type { Db } from './database.ts'

/** Never prolonged. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** A wrong clock put right by less ends nothing. */
const AN_HOUR_MS = 3600 * 1000

export type HeldGrant = Grant & { readonly id: string; readonly since: Date }

export type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly person: string | undefined
  readonly hasCodes: boolean
  readonly passkeys: number
  readonly hasPassword: boolean
  readonly demonstration: boolean
  readonly createdAt: Date
  readonly closedAt: Date | undefined
  readonly grants: readonly HeldGrant[]
}

export type OpenSession = {
  readonly id: string
  readonly twoFactors: boolean
  readonly provider: string | undefined
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly address: string | undefined
  readonly agent: string | undefined
}

const ACCOUNT = sql`a.id, a.email, a.name, a.person, a.demonstration, a.created_at, a.closed_at,
    coalesce(a.second_factor, false) as has_codes,
    (select count(*) from passkey p where p.account = a.id)::integer as passkeys,
    exists (select from credential c where c.account = a.id and c.password is not null) as has_password,
    coalesce((select json_agg(g order by g.since, g.id) from role_grant g where g.account = a.id and g.until is null
      and not rights.has_left(a.person, g.organisation)), '[]')
      as grants`
const ACCOUNTS = sql<AccountRow>`select ${ACCOUNT} from account a`

type AccountRow = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly person: string | null
  readonly demonstration: boolean
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly has_codes: boolean
  readonly passkeys: number
  readonly has_password: boolean
  readonly grants: readonly GrantRow[]
}

type GrantRow = {
  readonly id: string
  readonly role: string
  readonly organisation: string | null
  readonly territory: string | null
  readonly since: string
}

/**
 * The account behind a session that is open, and the session; undefined once it has ended or the account is closed. One
 * that has expired is removed at sight, and one of a time to come ends: neither lives on because the clock is set back.
 */
export async function findSession(
  db: Db,
  token: string,
  now: Date
): Promise<{ readonly account: Account; readonly session: OpenSession } | undefined> {
  const { rows } = await sql<AccountRow & SessionRow>`
    select ${SESSION}, ${ACCOUNT} from account_session s join account a on a.id = s.account
    where s.token = ${token}`.execute(db)
  const [row] = rows
  if (!row || row.closed_at) return undefined
  const latest = new Date(now.getTime() + SESSION_SECONDS * 1000 + AN_HOUR_MS)
  if (row.expires_at <= now || row.expires_at > latest) {
    await deleteSession(db, row.session)
    return undefined
  }
  return { account: parseAccount(row), session: parseSession(row) }
}

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`${ACCOUNTS} where a.id = ${id}`.execute(db)
  return rows.map(parseAccount)[0]
}

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`${ACCOUNTS} where a.email = ${email}`.execute(db)
  return rows.map(parseAccount)[0]
}

/** By the name that an identity provider gives the person. */
export async function findAccountByIdentity(db: Db, issuer: string, subject: string): Promise<Account | undefined> {
  const { rows } = await sql<AccountRow>`
    ${ACCOUNTS} where a.id = (select account from credential where provider = ${issuer} and subject = ${subject})`.execute(
    db
  )
  return rows.map(parseAccount)[0]
}

export async function listAccounts(db: Db): Promise<Account[]> {
  const { rows } = await sql<AccountRow>`${ACCOUNTS} order by a.closed_at is not null, lower(a.name), a.id`.execute(db)
  return rows.map(parseAccount)
}

export async function insertAccount(
  db: Db,
  account: Pick<Insertable<AccessSchema['account']>, 'id' | 'email' | 'name' | 'demonstration'>
): Promise<void> {
  await db.insertInto('account').values(account).execute()
}

/** Ends every session, role and way to sign in; what the account signed stays. */
export async function closeAccount(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('account').set({ closed_at: now }).where('id', '=', id).execute()
  await db.updateTable('role_grant').set({ until: now }).where('account', '=', id).where('until', 'is', null).execute()
  for (const table of ['account_session', 'credential', 'second_factor', 'passkey'] as const) {
    await db.deleteFrom(table).where('account', '=', id).execute()
  }
  await forgetLetters(db, id)
}

/** Nothing more is told to somebody who has left, nor sent to their address. */
async function forgetLetters(db: Db, id: string): Promise<void> {
  await sql`delete from job where account = ${id} or recipient = (select email from account where id = ${id})`.execute(
    db
  )
  for (const table of ['notification', 'notification_setting', 'address_change'] as const) {
    await db.deleteFrom(table).where('account', '=', id).execute()
  }
}

/**
 * Somebody who comes back finds what they did under the same account: roles and ways to sign in are new. An address may
 * have passed to another person meanwhile: whose private data the account opens is to be said again.
 */
export async function reopenAccount(db: Db, id: string, name: string): Promise<void> {
  const set = { closed_at: null, name, second_factor: false, person: null }
  await db.updateTable('account').set(set).where('id', '=', id).execute()
}

export async function setAccountEmail(db: Db, id: string, email: string): Promise<void> {
  await db.updateTable('account').set({ email }).where('id', '=', id).execute()
}

/** In the form that the library keeps: scrypt with its salt. */
export async function setPasswordHash(db: Db, account: string, hash: string): Promise<void> {
  await sql`
    insert into credential (id, account, provider, subject, password)
    values (${`password:${account}`}, ${account}, 'credential', ${account}, ${hash})
    on conflict (provider, subject) do update set password = excluded.password`.execute(db)
}

export async function insertIdentity(db: Db, account: string, issuer: string, subject: string): Promise<void> {
  await db
    .insertInto('credential')
    .values({ id: crypto.randomUUID(), account, provider: issuer, subject, password: null })
    .execute()
}

/** One-time codes and passkeys are gone: the next sign-in sets new ones up. */
export async function deleteFactors(db: Db, account: string): Promise<void> {
  await db.deleteFrom('second_factor').where('account', '=', account).execute()
  await db.deleteFrom('passkey').where('account', '=', account).execute()
  await db.updateTable('account').set({ second_factor: false }).where('id', '=', account).execute()
}

export async function listSessions(db: Db, account: string, now: Date): Promise<OpenSession[]> {
  const { rows } = await sql<SessionRow>`
    select ${SESSION} from account_session s where s.account = ${account} and s.expires_at > ${now}
    order by s.created_at desc, s.id`.execute(db)
  return rows.map(parseSession)
}

export async function findSessionOwner(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('account_session').select('account').where('id', '=', id).executeTakeFirst()
  return row?.account
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('account_session').where('id', '=', id).execute()
}

export async function deleteSessionOf(db: Db, token: string): Promise<void> {
  await db.deleteFrom('account_session').where('token', '=', token).execute()
}

export async function deleteSessions(db: Db, account: string, but?: string): Promise<void> {
  await db
    .deleteFrom('account_session')
    .where('account', '=', account)
    .where('id', '!=', but ?? '')
    .execute()
}

export async function strengthenSession(db: Db, id: string): Promise<void> {
  await db.updateTable('account_session').set({ two_factors: true }).where('id', '=', id).execute()
}

/** Whether the role is held already, for the same organisation and territory. */
export async function insertGrant(db: Db, account: string, grant: Grant, now: Date): Promise<'held' | 'granted'> {
  const { rows } = await sql`
    insert into role_grant (id, account, role, organisation, territory, since)
    values (${crypto.randomUUID()}, ${account}, ${grant.role}, ${grant.organisation ?? null}, ${grant.territory ?? null}, ${now})
    on conflict do nothing returning id`.execute(db)
  return rows.length > 0 ? 'granted' : 'held'
}

/** Which of the two names nothing that is in the registry. */
export async function findUnknown(
  db: Db,
  { organisation, territory }: Grant
): Promise<'organisation' | 'territory' | undefined> {
  const { rows } = await sql<{ organisation: boolean; territory: boolean }>`
    select exists (select from organisation where id = ${organisation ?? ''}) as organisation,
      exists (select from perimeter where id = ${territory ?? ''}) as territory`.execute(db)
  if (organisation !== undefined && !rows[0]?.organisation) return 'organisation'
  const isCommune = territory !== undefined && /^(\d\d|2[AB])\d{3}$/.test(territory)
  return territory === undefined || isCommune || rows[0]?.territory ? undefined : 'territory'
}

export async function findGrant(
  db: Db,
  id: string
): Promise<{ readonly account: string; readonly role: GrantedRole } | undefined> {
  const row = await db
    .selectFrom('role_grant')
    .select(['account', 'role'])
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  return row && isGrantedRole(row.role) ? { account: row.account, role: row.role } : undefined
}

/** What each was, and whose, ended or not. */
export async function findGrantsEver(
  db: Db,
  ids: readonly string[]
): Promise<ReadonlyMap<string, { readonly account: string; readonly role: GrantedRole }>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('role_grant').select(['id', 'account', 'role']).where('id', 'in', ids).execute()
  return new Map(rows.flatMap(({ id, account, role }) => (isGrantedRole(role) ? [[id, { account, role }]] : [])))
}

export async function endGrant(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('role_grant').set({ until: now }).where('id', '=', id).where('until', 'is', null).execute()
}

/**
 * Those who administer everywhere. Held until the transaction ends: two administrators who demote each other at once
 * wait for each other, and the second finds itself the last.
 */
export async function lockAdministrators(db: Db): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtext('chevalement.administrators'))`.execute(db)
  const { rows } = await sql<{ account: string }>`
    select distinct g.account from role_grant g join account a on a.id = g.account
    where g.role = 'administrator' and g.territory is null and g.until is null
      and a.closed_at is null and not a.demonstration`.execute(db)
  return rows.map(({ account }) => account)
}

export async function hasAdministrator(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from role_grant g join account a on a.id = g.account
    where g.role = 'administrator' and g.until is null and a.closed_at is null and not a.demonstration limit 1`.execute(
    db
  )
  return rows.length > 0
}

const SESSION = sql`s.id as session, s.two_factors, s.provider, s.created_at as opened_at, s.expires_at,
  s.ip_address, s.user_agent`

type SessionRow = {
  readonly session: string
  readonly two_factors: boolean
  readonly provider: string | null
  readonly opened_at: Date
  readonly expires_at: Date
  readonly ip_address: string | null
  readonly user_agent: string | null
}

function parseSession(row: SessionRow): OpenSession {
  return {
    id: row.session,
    twoFactors: row.two_factors,
    provider: row.provider ?? undefined,
    createdAt: row.opened_at,
    expiresAt: row.expires_at,
    address: row.ip_address ?? undefined,
    agent: row.user_agent ?? undefined
  }
}

function parseAccount(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    person: row.person ?? undefined,
    hasCodes: row.has_codes,
    passkeys: row.passkeys,
    hasPassword: row.has_password,
    demonstration: row.demonstration,
    createdAt: row.created_at,
    closedAt: row.closed_at ?? undefined,
    grants: row.grants.flatMap(parseGrant)
  }
}

/** A role that a later release has given means nothing to this one. */
function parseGrant({ id, role, organisation, territory, since }: GrantRow): HeldGrant[] {
  if (!isGrantedRole(role)) return []
  return [{ id, role, since: new Date(since), ...(organisation && { organisation }), ...(territory && { territory }) }]
}
