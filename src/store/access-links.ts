/** Links that work once, by e-mail or in the terminal: kept as digests, so that a copy of the database opens nothing. */

import { sql } from 'kysely'
import type { Grant } from '../domain/access/actor.ts'
import { isGrantedRole } from '../domain/access/role.ts'
import type { Db } from './database.ts'

export type Invitation = {
  readonly id: string
  /** Undefined for the one that the first start prints. */
  readonly email: string | undefined
  readonly name: string | undefined
  readonly grant: Grant
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly sending: 'not-sent' | 'queued' | 'sent' | 'failed'
  readonly status: 'open' | 'used' | 'withdrawn'
  /** The account that sent it; undefined for the first. */
  readonly invitedBy: string | undefined
}

const COLUMNS = sql`id, email, name, role, organisation, territory, created_at, expires_at, used_at, withdrawn_at, sending,
  invited_by`

export async function insertInvitation(
  db: Db,
  digest: string,
  given: Pick<Invitation, 'id' | 'email' | 'name' | 'grant' | 'createdAt' | 'expiresAt'> & {
    readonly invitedBy?: string
  }
): Promise<void> {
  const { grant } = given
  await db
    .insertInto('invitation')
    .values({
      id: given.id,
      email: given.email ?? null,
      name: given.name ?? null,
      role: grant.role,
      organisation: grant.organisation ?? null,
      territory: grant.territory ?? null,
      digest,
      invited_by: given.invitedBy ?? null,
      created_at: given.createdAt,
      expires_at: given.expiresAt,
      used_at: null,
      withdrawn_at: null
    })
    .execute()
}

export async function findInvitation(
  db: Db,
  by: { readonly id: string } | { readonly digest: string }
): Promise<Invitation | undefined> {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`digest = ${by.digest}`
  const { rows } = await sql<Row>`select ${COLUMNS} from invitation where ${where}`.execute(db)
  return rows.flatMap(parseRow)[0]
}

/** By identifier, those that are over among them. */
export async function findInvitations(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Invitation>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`select ${COLUMNS} from invitation where id = any (${[...ids]})`.execute(db)
  return new Map(rows.flatMap(parseRow).map((one) => [one.id, one]))
}

/** The latest first; those that are used or withdrawn are in the journal. */
export async function listOpenInvitations(db: Db): Promise<Invitation[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from invitation where used_at is null and withdrawn_at is null and email is not null
    order by created_at desc, id`.execute(db)
  return rows.flatMap(parseRow)
}

/** Whether it was still to be used: of two who click at once, one. */
export async function useInvitation(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function withdrawInvitation(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('invitation').set({ withdrawn_at: now }).where('id', '=', id).execute()
}

/** Those that an account sent, and that nobody has used: who leaves keeps no way back in. */
export async function withdrawInvitationsOf(db: Db, account: string, now: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where('invited_by', '=', account)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Those of the first start: a new start prints another. */
export async function withdrawFirstInvitations(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where('email', 'is', null)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** The earlier link stops working. */
export async function renewInvitation(db: Db, id: string, digest: string, expiresAt: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ digest, expires_at: expiresAt, sending: 'not-sent' })
    .where('id', '=', id)
    .execute()
}

export async function setSending(db: Db, id: string, sending: Invitation['sending']): Promise<void> {
  await db.updateTable('invitation').set({ sending }).where('id', '=', id).execute()
}

/** How long a recovery works. */
export const RECOVERY_MS = 3600 * 1000
/** Clocks of two machines differ a little. */
const A_MOMENT_MS = 60_000

/**
 * Links that are over are removed at each new one: none works again when the clock is set back. Those who ask for one
 * address at once are counted one after the other.
 *
 * @param account undefined when the address has none: the row is the same, and opens nothing
 * @returns links of the account that work, with this one
 */
export async function insertRecovery(
  transaction: Db,
  digest: string,
  { email, account }: { readonly email: string; readonly account: string | undefined },
  { now, until }: { readonly now: Date; readonly until: Date }
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`recovery ${email}`}, 0))`.execute(transaction)
  await transaction.deleteFrom('recovery').where('expires_at', '<=', now).execute()
  const row = { digest, account: account ?? null, expires_at: until, used_at: null }
  await transaction.insertInto('recovery').values(row).execute()
  const { rows } = await sql<{ open: string }>`
    select count(*) as open from recovery where account = ${account ?? ''} and used_at is null`.execute(transaction)
  return Number(rows[0]?.open ?? 0)
}

/** The account, while the link is neither used nor expired, nor of a time to come: the clock was set back. */
export async function findRecovery(db: Db, digest: string, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('recovery')
    .select('account')
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('expires_at', '<=', new Date(now.getTime() + RECOVERY_MS + A_MOMENT_MS))
    .executeTakeFirst()
  return row?.account ?? undefined
}

/** Every link of the account is spent with the one that is used; false when another request came first. */
export async function useRecoveries(db: Db, digest: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ digest: string }>`
    update recovery set used_at = ${now}
    where used_at is null and account = (select account from recovery where digest = ${digest})
    returning digest`.execute(db)
  return rows.some((row) => row.digest === digest)
}

/** No link that was sent to the account works any more. */
export async function spendRecoveries(db: Db, account: string, now: Date): Promise<void> {
  await db
    .updateTable('recovery')
    .set({ used_at: now })
    .where('account', '=', account)
    .where('used_at', 'is', null)
    .execute()
}

type Row = {
  readonly id: string
  readonly email: string | null
  readonly name: string | null
  readonly role: string
  readonly organisation: string | null
  readonly territory: string | null
  readonly created_at: Date
  readonly expires_at: Date
  readonly used_at: Date | null
  readonly withdrawn_at: Date | null
  readonly sending: Invitation['sending']
  readonly invited_by: string | null
}

function parseRow(row: Row): Invitation[] {
  const { role, organisation, territory } = row
  if (!isGrantedRole(role)) return []
  return [
    {
      id: row.id,
      email: row.email ?? undefined,
      name: row.name ?? undefined,
      grant: { role, ...(organisation && { organisation }), ...(territory && { territory }) },
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      sending: row.sending,
      invitedBy: row.invited_by ?? undefined,
      status: row.used_at ? 'used' : row.withdrawn_at ? 'withdrawn' : 'open'
    }
  ]
}
