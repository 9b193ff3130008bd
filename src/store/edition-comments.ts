/** What those who work on an edition say of its text among themselves, in PostgreSQL. */

import type { EditionComment } from '../domain/editions/comment.ts'
import type { Db } from './database.ts'

/** The open ones first, then by age. */
export async function findEditionComments(
  db: Db,
  edition: string,
  chapter: string
): Promise<readonly EditionComment[]> {
  const rows = await db
    .selectFrom('edition_comment')
    .selectAll()
    .where('edition', '=', edition)
    .where('chapter', '=', chapter)
    .orderBy('written_at')
    .execute()
  const all = rows.map(({ id, quote, text, author, written_at: writtenAt, resolved_at: resolvedAt }) => ({
    id,
    quote,
    text,
    author,
    writtenAt,
    ...(resolvedAt && { resolvedAt })
  }))
  return all.toSorted((a, b) => Number('resolvedAt' in a) - Number('resolvedAt' in b))
}

/** In a transaction that `change` signs. */
export async function insertEditionComment(
  db: Db,
  comment: Omit<EditionComment, 'resolvedAt'> & Record<'edition' | 'chapter' | 'account', string>
): Promise<void> {
  const { writtenAt, ...rest } = comment
  await db
    .insertInto('edition_comment')
    .values({ ...rest, written_at: writtenAt })
    .execute()
}

/** In a transaction that `change` signs. @param resolvedAt undefined opens it again @returns whether there is one */
export async function resolveEditionComment(
  db: Db,
  edition: string,
  id: string,
  resolvedAt: Date | undefined
): Promise<boolean> {
  const rows = await db
    .updateTable('edition_comment')
    .set({ resolved_at: resolvedAt ?? null })
    .where('edition', '=', edition)
    .where('id', '=', id)
    .returning('id')
    .execute()
  return rows.length > 0
}

/** A chapter that has another name keeps what was said of it. */
export async function moveEditionComments(db: Db, edition: string, from: string, to: string): Promise<void> {
  await db
    .updateTable('edition_comment')
    .set({ chapter: to })
    .where('edition', '=', edition)
    .where('chapter', '=', from)
    .execute()
}
