/** Proof of the journal: its chain, its head, and the tables against what it says of them. */

import { sql } from 'kysely'
import type { ChainFault, JournalHead } from '../domain/journal/chain.ts'
import type { Db } from './database.ts'
import { change } from './journal.ts'

export async function findHead(db: Db): Promise<JournalHead> {
  const { rows } = await sql<{ entries: string; hash: string }>`
    select entries, encode(hash, 'hex') as hash from journal.head`.execute(db)
  return { entries: Number(rows[0]?.entries ?? 0), hash: rows[0]?.hash ?? '' }
}

/** The first fault of the chain: read in order, each entry against the one before. */
export async function findChainFault(db: Db): Promise<ChainFault | undefined> {
  const { rows } = await sql<{ id: string; kind: 'altered' | 'missing' }>`
    select id, case when id <> expected then 'missing' else 'altered' end as kind
    from (
      select entry.id, entry.hash, row_number() over chain as expected,
        sha256(lag(entry.hash, 1, ${GENESIS}) over chain || convert_to(journal.canonical(entry), 'UTF8')) as proof
      from journal.entry as entry
      window chain as (order by entry.id)
    ) as read
    where id <> expected or hash <> proof
    order by id
    limit 1`.execute(db)
  const [found] = rows
  if (found) return { kind: found.kind, entry: Number(found.id) }
  return findHeadFault(db)
}

/** Entries cut off at the end break no link: the head remembers how many there were. */
async function findHeadFault(db: Db): Promise<ChainFault | undefined> {
  const { rows } = await sql<{ entries: string; last: string }>`
    select head.entries, coalesce(entry.id, 0) as last
    from journal.head left join (select id, hash from journal.entry order by id desc limit 1) as entry on true
    where head.entries <> coalesce(entry.id, 0) or head.hash <> coalesce(entry.hash, ${GENESIS})`.execute(db)
  const [found] = rows
  return found && { kind: 'cut', entry: Number(found.last), expected: Number(found.entries) }
}

export type StrayRecord = { readonly relation: string; readonly key: string }

/** Records that are not what their entries add up to: somebody wrote with the triggers off. At most ten of each table. */
export function findStrays(db: Db): Promise<readonly StrayRecord[]> {
  // Private records are behind a wall: the program asks for itself, and compares what is not personal in them.
  return change(db, { actor: 'system' }, readStrays)
}

async function readStrays(db: Db): Promise<readonly StrayRecord[]> {
  const { rows: attached } = await sql<Attachment>`
    select relation, keys, personal || secret || aside as hidden from journal.attachment order by relation`.execute(db)
  const found: StrayRecord[] = []
  for (const { relation, keys, hidden } of attached) {
    const { rows } = await sql<StrayRecord>`
      with told as (
        select key, jsonb_strip_nulls(journal.merge(coalesce(after, '{}') order by id) - ${hidden}::text[]) as fields,
          (array_agg(action order by id desc))[1] as last
        from journal.entry where relation = ${relation} group by key
      ), held as (
        select journal.key_of(to_jsonb(one), ${keys}) as key, jsonb_strip_nulls(to_jsonb(one) - ${hidden}::text[]) as fields
        from ${sql.table(relation)} as one
      )
      select ${relation} as relation, coalesce(told.key, held.key) as key
      from (select * from told where last <> 'delete') as told full join held on held.key = told.key
      where told.fields is distinct from held.fields
      order by 2
      limit 10`.execute(db)
    found.push(...rows)
  }
  return found
}

type Attachment = { readonly relation: string; readonly keys: readonly string[]; readonly hidden: readonly string[] }

/** One line of JSON per entry, oldest first, read by the thousand: what an outsider verifies. */
export async function* exportLines(db: Db): AsyncGenerator<string> {
  for (let last = 0; ;) {
    const { rows } = await sql<{ id: string; hash: string; text: string }>`
      select id, encode(hash, 'hex') as hash, journal.canonical(entry) as text
      from journal.entry as entry where id > ${last} order by id limit 1000`.execute(db)
    for (const { hash, text } of rows) yield `${JSON.stringify({ hash, text })}\n`
    if (rows.length < 1000) return
    last = Number(rows.at(-1)?.id ?? last)
  }
}

/** What the first entry follows. */
const GENESIS = sql`decode(repeat('00', 32), 'hex')`
