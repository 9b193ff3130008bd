/** The journal in PostgreSQL: changes go in under a name and a reason, entries come out, and the past with them. */

import { sql, type RawBuilder } from 'kysely'
import type { Authorship, Entry, EntryQuery, ShownIssues } from '../domain/journal/entry.ts'
import type { Db } from './database.ts'

/** Of a change that PostgreSQL gave up because of another: two that waited for each other, or that crossed. */
const MOST_TRIES = 4

/**
 * Runs `write` in one transaction whose entries bear the name and the reason: the one way to change what people
 * change, and to read what is private of them. Inside a transaction that is open already, it names the rest of it.
 *
 * `write` is run again, from the start, when PostgreSQL gave the transaction up because of another.
 */
export async function change<T>(db: Db, authorship: Authorship, write: (transaction: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return signed(db, authorship, write)
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute((transaction) => signed(transaction, authorship, write))
    } catch (error) {
      if (tries >= MOST_TRIES || !isGivenUp(error)) throw error
    }
  }
}

/** PostgreSQL’s codes: serialization failure, deadlock detected. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['40001', '40P01'].includes(String(error.code))
}

async function signed<T>(
  transaction: Db,
  { actor, usedSecondFactor = false, onBehalf = '', reason = '', at = '' }: Authorship,
  write: (transaction: Db) => Promise<T>
): Promise<T> {
  await sql`select
    set_config('chevalement.actor', ${actor}, true),
    set_config('chevalement.two_factors', ${String(usedSecondFactor)}, true),
    set_config('chevalement.on_behalf', ${onBehalf}, true),
    set_config('chevalement.reason', ${reason}, true),
    set_config('chevalement.at', ${at}, true)`.execute(transaction)
  return write(transaction)
}

/** Tables whose past is kept, with what their rows hold as far as it is asked for. */
export type AttachedTable =
  | 'organisation'
  | 'organisation_list'
  | 'mandate'
  | 'person'
  | 'perimeter'
  | 'indicator'
  | 'source'
  | 'commitment_set'
  | 'proposition'
  | 'commitment_action'
  | 'commitment_lead'

/**
 * The table as it was at `instant`, to stand where a table stands in a query; as it is now when none is given.
 * Personal columns are not kept in the past: they are read from the present.
 */
export function asOf(table: AttachedTable, instant: string | undefined): RawBuilder<unknown> {
  if (instant === undefined) return sql`${sql.table(table)}`
  return sql`(select * from ${sql.table(`history.${table}`)} where period @> ${instant}::timestamptz)`
}

/** What defines one of them, as it is or as it was at an instant; undefined when there was none. */
export async function findDefinition(
  db: Db,
  table: 'perimeter' | 'indicator' | 'source',
  id: string,
  instant: string | undefined
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { rows } = await sql<{ definition: Record<string, unknown> }>`
    select definition from ${asOf(table, instant)} as one where id = ${id}`.execute(db)
  return rows[0]?.definition
}

/** The latest `limit` of what is asked, oldest first. */
export async function findEntries(
  db: Db,
  { from, to, relations, issues = [], record, limit }: EntryQuery
): Promise<Entry[]> {
  const within = sql`at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz`
  // Each in the order of an index: a journal of millions is not read for one record, nor for one month.
  const { rows } = record
    ? await sql<EntryRow>`
        select ${FIELDS} from journal.entry
        where relation = ${record.relation} and key = ${record.key} and ${within}
        order by id desc limit ${limit}`.execute(db)
    : await sql<EntryRow>`
        select ${FIELDS} from journal.entry
        where ${within} and relation = any (${[...relations]}) and ${ofShown(issues)}
        order by journal.entry.at desc, id desc limit ${limit}`.execute(db)
  return rows.toReversed().map(parseEntry)
}

/** The name of a photograph tells of a draft: it is left out here, so that `limit` counts what may be read. */
function ofShown(issues: ShownIssues): RawBuilder<unknown> {
  if (issues === 'all') return sql`true`
  const [names, ends] = [issues.map(({ edition }) => edition), issues.map(({ until = 'infinity' }) => until)]
  return sql`(relation <> 'asset' or key not like 'editions/%' or exists (
    select from unnest(${names}::text[], ${ends}::timestamptz[]) as shown (edition, until)
    where shown.edition = split_part(key, '/', 2) and journal.entry.at < shown.until))`
}

export async function findEntry(db: Db, id: number): Promise<Entry | undefined> {
  const { rows } = await sql<EntryRow>`select ${FIELDS} from journal.entry where id = ${id}`.execute(db)
  return rows.map(parseEntry)[0]
}

/** Names of the accounts that signed, by what the journal calls them. */
export async function findAuthors(db: Db, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ actor: string; name: string }>`
    select 'account:' || id as actor, name from account where 'account:' || id = any (${[...new Set(actors)]})`.execute(
    db
  )
  return new Map(rows.map(({ actor, name }) => [actor, name]))
}

/** When the journal began; undefined before anything was written. */
export async function findFirstInstant(db: Db): Promise<string | undefined> {
  const { rows } = await sql<EntryRow>`select ${FIELDS} from journal.entry order by id limit 1`.execute(db)
  return rows[0]?.at
}

/** All that was written in one transaction with an entry, in its order: no two transactions are of the same instant. */
export async function findWhole(db: Db, { at }: Pick<Entry, 'at'>): Promise<Entry[]> {
  const { rows } = await sql<EntryRow>`
    select ${FIELDS} from journal.entry where journal.entry.at = ${at}::timestamptz order by id`.execute(db)
  return rows.map(parseEntry)
}

/** What no role need be able to read, within a transaction; what is written after is signed as before. */
export async function asProgram<T>(db: Db, authorship: Authorship, read: () => Promise<T>): Promise<T> {
  const found = await change(db, { actor: 'system' }, read)
  await change(db, authorship, () => Promise.resolve())
  return found
}

/** Destroys the personal values that entries hold of a record; how many there were. */
export async function erasePersonal(db: Db, relation: string, key: string): Promise<number> {
  const { rows } = await sql<{ erased: string }>`
    select journal.erase(${relation}, ${key}) as erased`.execute(db)
  return Number(rows[0]?.erased ?? 0)
}

type EntryRow = Omit<Entry, 'id'> & { readonly id: string }

const FIELDS = sql`id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor,
  on_behalf as "onBehalf", reason, relation, key, action, before, after`

function parseEntry({ id, ...rest }: EntryRow): Entry {
  return { ...rest, id: Number(id) }
}
