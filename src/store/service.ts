/** What the health of the service is judged by, in PostgreSQL: marks, sizes, answers. */

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** What was last done, and when. */
export type MarkName = 'letter' | 'dump' | 'verification' | 'tidying'

export type Mark = { readonly at: Date; readonly detail: Readonly<Record<string, unknown>> }

export async function saveMark(db: Db, name: MarkName, at: Date, detail: object): Promise<void> {
  await sql`insert into service_mark (name, at, detail) values (${name}, ${at}, ${JSON.stringify(detail)})
    on conflict (name) do update set at = excluded.at, detail = excluded.detail`.execute(db)
}

export async function findMarks(db: Db): Promise<ReadonlyMap<string, Mark>> {
  const { rows } = await sql<{ name: string; at: Date; detail: Mark['detail'] }>`
    select name, at, detail from service_mark`.execute(db)
  return new Map(rows.map(({ name, ...mark }) => [name, mark]))
}

/** Bytes of the database on its disk. */
export async function findDatabaseSize(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(db)
  return Number(rows[0]?.bytes ?? 0)
}

/** Of one day, part by part; a second measure of the day takes the place of the first. */
export async function saveSizes(db: Db, day: string, sizes: ReadonlyMap<string, number>): Promise<void> {
  for (const [part, bytes] of sizes) {
    await sql`insert into disk_size (day, part, bytes) values (${day}, ${part}, ${bytes})
      on conflict (day, part) do update set bytes = excluded.bytes`.execute(db)
  }
  await sql`delete from disk_size where day < ${day}::date - 400`.execute(db)
}

/** The latest measure that is at least `days` old, else the oldest there is. */
export async function findSizesBefore(
  db: Db,
  day: string,
  days: number
): Promise<{ readonly day: string; readonly sizes: ReadonlyMap<string, number> } | undefined> {
  const { rows } = await sql<{ day: string; part: string; bytes: string }>`
    select day::text, part, bytes from disk_size where day = coalesce(
      (select max(day) from disk_size where day <= ${day}::date - ${days}::integer), (select min(day) from disk_size))
    order by part`.execute(db)
  const [first] = rows
  return first && { day: first.day, sizes: new Map(rows.map(({ part, bytes }) => [part, Number(bytes)])) }
}

/** When the first entry of the journal was written: the age of what was never done. */
export async function findFirstDay(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`select at from journal.entry where id = 1`.execute(db)
  return rows[0]?.at
}
