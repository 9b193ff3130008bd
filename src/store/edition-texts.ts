/** The texts of an edition as their writers change them: what one had read, files made and removed, photographs. */

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The text of a file as it was at a version; undefined: there was none. */
export async function findEditionTextAt(
  db: Db,
  edition: string,
  name: string,
  version: number
): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`
    select text from history.edition_file
    where edition = ${edition} and name = ${name} and version = ${version} limit 1`.execute(db)
  return rows[0]?.text
}

/** In a transaction that `change` signs. */
export async function insertWrittenEdition(db: Db, id: string): Promise<boolean> {
  const rows = await db
    .insertInto('edition')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

/** In a transaction that `change` signs. */
export async function deleteEditionFile(db: Db, edition: string, name: string): Promise<void> {
  await db.deleteFrom('edition_file').where('edition', '=', edition).where('name', '=', name).execute()
}

/** Names of the files of an edition that are no texts: its photographs. */
export async function listEditionPhotographs(db: Db, edition: string): Promise<readonly string[]> {
  const folder = `editions/${edition}/`
  const rows = await db
    .selectFrom('asset')
    .select('path')
    .where((where) => where(sql`starts_with(path, ${folder})`, '=', true))
    .orderBy('path')
    .execute()
  return rows.map(({ path }) => path.slice(folder.length))
}

/** @returns false where another file bears that name: it is left as it is */
export async function insertEditionPhotograph(
  db: Db,
  edition: string,
  name: string,
  bytes: Uint8Array
): Promise<boolean> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const rows = await db
    .insertInto('asset')
    .values({ path: `editions/${edition}/${name}`, sha256, bytes: Buffer.from(bytes), size: bytes.length })
    .onConflict((conflict) => conflict.doNothing())
    .returning('path')
    .execute()
  return rows.length > 0
}

/**
 * Out of the edition, and kept to be put back: in a transaction that `change` signs.
 *
 * @returns false where there is none of that name
 */
export async function removeEditionPhotograph(db: Db, edition: string, name: string): Promise<boolean> {
  const path = `editions/${edition}/${name}`
  await sql`
    insert into removed_photograph (path, sha256, bytes) select path, sha256, bytes from asset where path = ${path}
    on conflict do nothing`.execute(db)
  const { numAffectedRows } = await sql`delete from asset where path = ${path}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** In the place of the one of that name, which is kept to be put back. */
export async function replaceEditionPhotograph(
  db: Db,
  edition: string,
  name: string,
  bytes: Uint8Array
): Promise<boolean> {
  const isThere = await removeEditionPhotograph(db, edition, name)
  return isThere && insertEditionPhotograph(db, edition, name, bytes)
}

/** Those that were taken out and are not there as they were, by name. */
export async function listRemovedPhotographs(db: Db, edition: string): Promise<readonly RemovedPhotograph[]> {
  const folder = `editions/${edition}/`
  const { rows } = await sql<RemovedPhotograph & { readonly path: string }>`
    select r.path, r.sha256 as digest, octet_length(r.bytes) as size from removed_photograph as r
    where starts_with(r.path, ${folder})
      and not exists (select from asset where asset.path = r.path and asset.sha256 = r.sha256)
    order by r.path, r.sha256`.execute(db)
  return rows.map(({ path, digest, size }) => ({ name: path.slice(folder.length), digest, size }))
}

export type RemovedPhotograph = {
  readonly name: string
  /** SHA-256 of its bytes. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
}

/** @returns undefined where none of that name and digest was taken out */
export async function findRemovedPhotograph(
  db: Db,
  edition: string,
  { name, digest }: Pick<RemovedPhotograph, 'name' | 'digest'>
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('removed_photograph')
    .select('bytes')
    .where('path', '=', `editions/${edition}/${name}`)
    .where('sha256', '=', digest)
    .executeTakeFirst()
  return row?.bytes
}

/** Those of another edition, under the same names. */
export async function copyEditionPhotographs(db: Db, from: string, to: string): Promise<void> {
  for (const name of await listEditionPhotographs(db, from)) {
    await sql`
      insert into asset (path, sha256, bytes, size)
      select ${`editions/${to}/${name}`}, sha256, bytes, octet_length(bytes) from asset where path = ${`editions/${from}/${name}`}
      on conflict do nothing`.execute(db)
  }
}
