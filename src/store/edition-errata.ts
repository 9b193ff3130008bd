/** Corrections of published editions in PostgreSQL, and which changes of their figures people were told of. */

import { sql } from 'kysely'
import { isAnswerPart } from '../domain/editions/difference.ts'
import type { Erratum, StatedNumber } from '../domain/editions/erratum.ts'
import type { Db } from './database.ts'

/** In a transaction that `change` signs. @param account that states it; its name goes with it when it is erased */
export async function insertErratum(
  db: Db,
  { statedOn, was, now, ...erratum }: Erratum,
  { account, name }: { readonly account: string; readonly name: string }
): Promise<void> {
  await db
    .insertInto('erratum')
    .values({
      ...erratum,
      was: JSON.stringify(was),
      now: JSON.stringify(now),
      stated_on: statedOn,
      account,
      author: name
    })
    .execute()
}

/** Of an edition, or of all of them; the latest first. */
export async function listErrata(db: Db, edition?: string): Promise<readonly Erratum[]> {
  const all = db
    .selectFrom('erratum')
    .select(['id', 'digest', 'edition', 'figure', 'was', 'now', 'reason', sql<string>`stated_on::text`.as('statedOn')])
  const rows = await (edition === undefined ? all : all.where('edition', '=', edition))
    .orderBy('stated_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ was, now, ...rest }) => ({
    ...rest,
    was: parseStated(was),
    now: parseStated(now)
  }))
}

/** Another value once an edition, a publication or an erratum has changed, or the hour of an embargo has come. */
export async function findEditionStamp(db: Db, now: Date): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select concat_ws('.',
    (select count(*) from erratum), (select max(stated_on) from erratum),
    (select count(*) from publication where published_at <= ${now} and coalesce(embargo, published_at) <= ${now}),
    (select sum(version) from edition)) as stamp`.execute(db)
  return rows[0]?.stamp ?? ''
}

export type Warning = {
  readonly edition: string
  /** Digest of a frozen edition; « verdict » and an organisation for what it said of a draft. */
  readonly subject: string
  readonly figure: string
  readonly stamp: string
}

/** Remembers what is to be told; gives those that nobody was told of yet. */
export async function takeWarnings(db: Db, warnings: readonly Warning[], now: Date): Promise<readonly Warning[]> {
  if (warnings.length === 0) return []
  return db
    .insertInto('edition_warning')
    .values(warnings.map((warning) => ({ ...warning, told_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['edition', 'subject', 'figure', 'stamp'])
    .execute()
}

/** As `insertErratum` wrote it. */
function parseStated(stored: object): StatedNumber {
  const stated = stored as StatedNumber
  if (!isAnswerPart(stated.part)) throw new Error('an erratum tells no part of an answer that is known')
  return stated
}
