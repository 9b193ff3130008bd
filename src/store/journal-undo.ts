/** Records put back as they were before an entry, and what would stand in the way. */

import { sql } from 'kysely'
import type { Authorship, Entry, Fields } from '../domain/journal/entry.ts'
import { isDigest } from '../domain/journal/sentence.ts'
import type { Db } from './database.ts'
import { asProgram } from './journal.ts'

/** Tables with a key of one column, which may be written back row by row. */
export type UndoableRelation =
  | 'organisation'
  | 'organisation_list'
  | 'person'
  | 'mandate'
  | 'private.contact'
  | 'role_grant'
  | 'claim'
  | 'proposition'
  | 'commitment_action'
  | 'commitment_lead'

/** Whether a later entry than `id` is about one of these records. */
export async function hasLater(
  db: Db,
  records: readonly (readonly [relation: string, key: string])[],
  id: number
): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${records.map(([relation]) => relation)}::text[], ${records.map(([, key]) => key)}::text[])
        as r (relation, key)
      join journal.entry as e on e.relation = r.relation and e.key = r.key and e.id > ${id} limit 1`.execute(db)
  return rows.length > 0
}

/** Whether something would be left without the record that it leads to, or would go with it. */
export async function isReferred(
  db: Db,
  { relation, key }: Pick<Entry, 'relation' | 'key'>,
  authorship: Authorship
): Promise<boolean> {
  const found =
    relation === 'organisation'
      ? sql`exists (select from organisation
          where merged_into = ${key} or predecessors @> jsonb_build_array(jsonb_build_object('organisation', ${key}::text)))
        or exists (select from mandate where organisation = ${key})
        or exists (select from role_grant where organisation = ${key} and until is null)
        or exists (select from invitation where organisation = ${key} and used_at is null and withdrawn_at is null)`
      : relation === 'person'
        ? sql`exists (select from mandate where person = ${key}) or exists (select from account where person = ${key})
        or exists (select from private.contact where person = ${key})
        or exists (select from private.consent where person = ${key})
        or exists (select from private.request where person = ${key})`
        : sql`false`
  const { rows } = await asProgram(db, authorship, () => sql<{ found: boolean }>`select ${found} as found`.execute(db))
  return rows[0]?.found ?? false
}

/**
 * Puts a record back as it was before an entry, personal values included.
 *
 * @param column the key of its table
 * @returns `erased` when a personal value is gone for good: nothing was written
 */
export async function revertEntry(
  db: Db,
  { id, relation, key, action, before }: Entry & { readonly relation: UndoableRelation },
  { column, authorship }: { readonly column: string; readonly authorship: Authorship }
): Promise<'reverted' | 'erased'> {
  const [table, keyed] = [sql.table(relation), sql.ref(column)]
  if (action === 'insert') {
    await sql`delete from ${table} where ${keyed} = ${key}`.execute(db)
    return 'reverted'
  }
  const values = await asProgram(db, authorship, () => withPersonal(db, id, before ?? {}))
  if (!values) return 'erased'
  const was = sql`jsonb_populate_record(null::${table}, ${JSON.stringify(values)}::jsonb)`
  if (action === 'delete') {
    await sql`insert into ${table} select * from ${was}`.execute(db)
    return 'reverted'
  }
  const columns = Object.keys(values).filter((name) => name !== 'version')
  const assignments = columns.map((name) => sql`${sql.ref(name)} = was.${sql.ref(name)}`)
  if (columns.length === 0) return 'reverted'
  await sql`update ${table} as one set ${sql.join(assignments)} from ${was} as was where one.${keyed} = ${key}`.execute(
    db
  )
  return 'reverted'
}

/** Who holds an office, or a role: what an entry that changed it does not say. */
export async function findHolder(db: Db, relation: 'mandate' | 'role_grant', key: string): Promise<string | undefined> {
  const { rows } =
    relation === 'mandate'
      ? await sql<{ holder: string }>`select person as holder from mandate where id = ${key}`.execute(db)
      : await sql<{ holder: string }>`select account as holder from role_grant where id = ${key}`.execute(db)
  return rows[0]?.holder
}

/** Values in the place of their digests; undefined when one was erased. */
async function withPersonal(db: Db, entry: number, before: Fields): Promise<Fields | undefined> {
  const digests = Object.keys(before).filter((name) => isDigest(before[name]))
  if (digests.length === 0) return before
  const { rows } = await sql<{ field: string; value: unknown }>`
    select field, value from journal.personal where entry = ${entry} and side = 'before'`.execute(db)
  const known = new Map(rows.map(({ field, value }) => [field, value]))
  if (digests.some((name) => !known.has(name))) return undefined
  return { ...before, ...Object.fromEntries(known) }
}
