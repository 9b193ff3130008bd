/** Frozen editions in PostgreSQL: put in once, found by their digest, never changed; and which of them are published. */

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { ArchivedEdition, FrozenNote, Publication } from '../domain/editions/archive.ts'
import type { Db } from './database.ts'

const compress = promisify(gzip)
const expand = promisify(gunzip)

/**
 * In a transaction that `change` signs; one that is there already stays as it is.
 *
 * @param photographs their bytes by the name that the edition gives them: those that `archived` names
 * @returns its digest
 */
export async function insertArchive(
  db: Db,
  archived: ArchivedEdition,
  photographs: ReadonlyMap<string, Uint8Array>,
  author: string
): Promise<string> {
  const text = JSON.stringify(archived)
  const digest = createHash('sha256').update(text).digest('hex')
  const { edition, frozenOn } = archived.frozen
  const content = await compress(text)
  for (const [name, sha] of Object.entries(archived.photographs)) {
    const bytes = photographs.get(name)
    if (!bytes) throw new Error(`The photograph ${name} was not given`)
    const row = { digest: sha, bytes: Buffer.from(bytes) }
    await db
      .insertInto('frozen_file')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await db
    .insertInto('frozen_edition')
    .values({ digest, edition: edition.id, frozen_on: frozenOn, author, content })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return digest
}

/** The text whose SHA-256 is the digest, to be parsed by `parseArchive`; undefined where there is none. */
export async function findArchiveText(db: Db, digest: string): Promise<string | undefined> {
  const row = await db.selectFrom('frozen_edition').select('content').where('digest', '=', digest).executeTakeFirst()
  return row && (await expand(row.content)).toString('utf8')
}

/** As `insertArchive` wrote it: JSON has no word for a cell that no figure asks for but null. */
export function parseArchive(text: string): ArchivedEdition {
  const archived = JSON.parse(text) as ArchivedEdition
  const rows = archived.rows.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell ?? undefined) }))
  }))
  return { ...archived, rows }
}

/** A photograph of a frozen edition. */
export async function findFrozenFile(db: Db, digest: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('frozen_file').select('bytes').where('digest', '=', digest).executeTakeFirst()
  return row?.bytes
}

/** The latest first. */
export async function listFrozen(db: Db, edition?: string): Promise<readonly FrozenNote[]> {
  const all = db
    .selectFrom('frozen_edition')
    .select(['digest', 'edition', sql<string>`frozen_on::text`.as('frozenOn'), 'author'])
  return (edition === undefined ? all : all.where('edition', '=', edition))
    .orderBy('frozen_on', 'desc')
    .orderBy('digest')
    .execute()
}

export async function insertPublication(
  db: Db,
  { digest, edition, publishedAt, embargo }: Publication,
  author: string
): Promise<void> {
  await db
    .insertInto('publication')
    .values({ digest, edition, published_at: publishedAt, embargo: embargo ?? null, author })
    .execute()
}

/** @returns whether it was there, its hour still to come */
export async function deletePublication(db: Db, digest: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('publication')
    .where('digest', '=', digest)
    .where('embargo', '>', now)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The latest first, those under embargo among them. */
export async function listPublications(db: Db): Promise<readonly Publication[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['digest', 'edition', 'published_at', 'embargo'])
    .orderBy('published_at', 'desc')
    .execute()
  return rows.map(({ published_at: publishedAt, embargo, ...rest }) => ({
    ...rest,
    publishedAt,
    ...(embargo && { embargo })
  }))
}
