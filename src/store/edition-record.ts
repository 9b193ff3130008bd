/** What became of editions, taken out of PostgreSQL whole and put back: what is frozen and published is only ever added. */

import { sql } from 'kysely'
import { isTold, type EditionRecord } from '../domain/editions/record.ts'
import type { StatedNumber } from '../domain/editions/erratum.ts'
import type { Db } from './database.ts'
import { findVerdicts, saveEditionState, saveVerdict } from './edition-verdicts.ts'
import { listWrittenEditions } from './editions.ts'

/** Those that there is something to say of, by identifier. */
export async function findEditionRecords(db: Db): Promise<readonly EditionRecord[]> {
  const written = new Map((await listWrittenEditions(db)).map((one) => [one.id, one]))
  const [archives, publications, errata] = await Promise.all([
    db
      .selectFrom('frozen_edition')
      .select(['digest', 'edition', sql<string>`frozen_on::text`.as('frozenOn'), 'author'])
      .orderBy('digest')
      .execute(),
    db.selectFrom('publication').selectAll().orderBy('published_at').orderBy('digest').execute(),
    db
      .selectFrom('erratum')
      .select(['id', 'digest', 'edition', 'figure', 'was', 'now', 'reason', 'author'])
      .select(sql<string>`stated_on::text`.as('statedOn'))
      .orderBy('stated_on')
      .orderBy('id')
      .execute()
  ])
  const ids = [...new Set([...written.keys(), ...archives.map(({ edition }) => edition)])].toSorted()
  const all = await Promise.all(
    ids.map(async (id): Promise<EditionRecord> => {
      const { version: _, ...own } = written.get(id) ?? { id, state: 'draft' as const, version: 1 }
      return {
        ...own,
        verdicts: await findVerdicts(db, id),
        archives: archives.flatMap(({ edition, ...rest }) => (edition === id ? [rest] : [])),
        publications: publications.flatMap(({ edition, digest, published_at: publishedAt, embargo, author }) =>
          edition === id ? [{ digest, publishedAt, ...(embargo && { embargo }), author }] : []
        ),
        errata: errata.flatMap(({ edition, was, now, ...rest }) =>
          edition === id ? [{ ...rest, was: was as StatedNumber, now: now as StatedNumber }] : []
        )
      }
    })
  )
  return all.filter(isTold)
}

/** What is frozen, as it is kept: by gzip, under its digest. */
export async function findFrozenContent(db: Db, digest: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('frozen_edition').select('content').where('digest', '=', digest).executeTakeFirst()
  return row?.content
}

/** Digests of the photographs of all frozen editions. */
export async function listFrozenFiles(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('frozen_file').select('digest').orderBy('digest').execute()
  return rows.map(({ digest }) => digest)
}

/** In a transaction that `change` signs; one that is there stays as it is. */
export async function putFrozenFile(db: Db, digest: string, bytes: Uint8Array): Promise<void> {
  await db
    .insertInto('frozen_file')
    .values({ digest, bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * In a transaction that `change` signs: state and verdicts become those of the record; frozen editions, publications
 * and errata that are not there are added.
 *
 * @param contents by digest, as `findFrozenContent` gives them
 */
export async function putEditionRecord(
  db: Db,
  { id, verdicts, archives, publications, errata, ...state }: EditionRecord,
  contents: ReadonlyMap<string, Uint8Array>
): Promise<void> {
  for (const { digest, frozenOn, author } of archives) {
    const content = contents.get(digest)
    if (!content) throw new Error(`The frozen edition ${digest} was not given`)
    await db
      .insertInto('frozen_edition')
      .values({ digest, edition: id, frozen_on: frozenOn, author, content: Buffer.from(content) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const { digest, publishedAt, embargo, author } of publications) {
    await db
      .insertInto('publication')
      .values({ digest, edition: id, published_at: publishedAt, embargo: embargo ?? null, author })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const { statedOn, was, now, ...rest } of errata) {
    await db
      .insertInto('erratum')
      .values({ ...rest, edition: id, was: JSON.stringify(was), now: JSON.stringify(now), stated_on: statedOn })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const isWritten = await db.selectFrom('edition').select('id').where('id', '=', id).executeTakeFirst()
  if (!isWritten) return
  await saveEditionState(db, { id, ...state })
  const kept = new Set(verdicts.map(({ figure, organisation }) => `${figure}\n${organisation}`))
  for (const { figure, organisation } of await findVerdicts(db, id)) {
    if (kept.has(`${figure}\n${organisation}`)) continue
    await db
      .deleteFrom('edition_verdict')
      .where('edition', '=', id)
      .where('figure', '=', figure)
      .where('organisation', '=', organisation)
      .execute()
  }
  for (const verdict of verdicts) await saveVerdict(db, id, verdict, undefined)
}
