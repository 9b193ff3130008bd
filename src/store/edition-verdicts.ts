/** What producers said of the figures of editions, and the state of each issue, in PostgreSQL. */

import { sql } from 'kysely'
import type { Verdict } from '../domain/editions/verdict.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Db } from './database.ts'

export async function findVerdicts(db: Db, edition: string): Promise<readonly Verdict[]> {
  const rows = await db
    .selectFrom('edition_verdict')
    .select([
      'figure',
      'organisation',
      'decision',
      'comment',
      'stamp',
      'reported',
      'author',
      sql<string>`decided_on::text`.as('on')
    ])
    .where('edition', '=', edition)
    .orderBy('figure')
    .orderBy('organisation')
    .execute()
  return rows.map(({ comment, reported, ...rest }) => ({
    ...rest,
    ...(comment !== null && { comment }),
    isReported: reported
  }))
}

/** In place of what was said before. In a transaction that `change` signs. @param account undefined: nobody’s here */
export async function saveVerdict(
  db: Db,
  edition: string,
  { figure, organisation, decision, comment, stamp, isReported, author, on }: Verdict,
  account: string | undefined
): Promise<void> {
  const said = {
    decision,
    comment: comment ?? null,
    stamp,
    reported: isReported,
    account: account ?? null,
    author,
    decided_on: on
  }
  await db
    .insertInto('edition_verdict')
    .values({ edition, figure, organisation, ...said })
    .onConflict((conflict) => conflict.columns(['edition', 'figure', 'organisation']).doUpdateSet(said))
    .execute()
}

/** What was said is taken back; nothing where nothing was. In a transaction that `change` signs. */
export async function deleteVerdict(
  db: Db,
  edition: string,
  { figure, organisation }: Pick<Verdict, 'figure' | 'organisation'>
): Promise<void> {
  await db
    .deleteFrom('edition_verdict')
    .where('edition', '=', edition)
    .where('figure', '=', figure)
    .where('organisation', '=', organisation)
    .execute()
}

/** Whoever said nothing is asked again. In a transaction that `change` signs. */
export async function deleteSilences(db: Db, edition: string): Promise<void> {
  await db.deleteFrom('edition_verdict').where('edition', '=', edition).where('decision', '=', 'silent').execute()
}

/** In a transaction that `change` signs: what is absent is forgotten. */
export async function saveEditionState(
  db: Db,
  { id, state, answerBy, frozen }: Omit<WrittenEdition, 'version'>
): Promise<void> {
  await db
    .updateTable('edition')
    .set({ state, answer_by: answerBy ?? null, frozen: frozen ?? null })
    .where('id', '=', id)
    .execute()
}
