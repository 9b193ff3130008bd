/** Editions as they are written, in PostgreSQL. */

import { sql } from 'kysely'
import { Refused } from '../domain/shared/errors.ts'
import type { EditionFile, EditionTexts, WrittenEdition } from '../domain/editions/writing.ts'
import type { Db } from './database.ts'

const COLUMNS = ['id', 'state', 'version', 'frozen', sql<string | null>`answer_by::text`.as('answer_by')] as const

/** By identifier, the latest issue first where they are named by year. */
export async function listWrittenEditions(db: Db): Promise<readonly WrittenEdition[]> {
  const rows = await db.selectFrom('edition').select(COLUMNS).orderBy('id', 'desc').execute()
  return rows.map(parseEdition)
}

/** @param forUpdate holds it until the transaction ends */
export async function findWrittenEdition(
  db: Db,
  id: string,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {}
): Promise<WrittenEdition | undefined> {
  const asked = db.selectFrom('edition').select(COLUMNS).where('id', '=', id)
  const row = await (forUpdate ? asked.forUpdate() : asked).executeTakeFirst()
  return row && parseEdition(row)
}

/** Empty where there is no such edition. */
export function findEditionFiles(db: Db, id: string): Promise<readonly EditionFile[]> {
  return db
    .selectFrom('edition_file')
    .select(['name', 'text', 'version'])
    .where('edition', '=', id)
    .orderBy('name')
    .execute()
}

/** Of all editions, with what of them was written here: files whose version is not the first. */
export async function findEditionTexts(
  db: Db
): Promise<readonly { readonly id: string; readonly files: readonly EditionFile[] }[]> {
  const editions = await db.selectFrom('edition').select('id').orderBy('id').execute()
  const all = []
  for (const { id } of editions) all.push({ id, files: await findEditionFiles(db, id) })
  return all
}

/**
 * To be called in a transaction that `change` signs.
 *
 * @param version that was read; undefined: the file is new
 * @throws {Refused} 'changed-since' when somebody else has written it since, or made one of that name
 */
export async function saveEditionFile(
  db: Db,
  edition: string,
  { name, text, version }: Omit<EditionFile, 'version'> & { readonly version: number | undefined }
): Promise<void> {
  const rows =
    version === undefined
      ? await db
          .insertInto('edition_file')
          .values({ edition, name, text })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .execute()
      : await db
          .updateTable('edition_file')
          .set({ text })
          .where('edition', '=', edition)
          .where('name', '=', name)
          .where('version', '=', version)
          .returning('version')
          .execute()
  if (rows.length > 0) return
  throw new Refused('changed-since', {
    fr: `« ${name} » a été modifié depuis par quelqu’un d’autre : comparez les deux textes, puis enregistrez de nouveau`,
    en: `"${name}" was changed by somebody else since: compare both texts, then save again`
  })
}

/** Makes the editions be `next`: writes what differs. One whose texts change is a draft again. In a transaction. */
export async function replaceEditions(db: Db, next: readonly EditionTexts[]): Promise<void> {
  const current = new Map((await findEditionTexts(db)).map((one) => [one.id, one.files]))
  for (const id of current.keys()) {
    if (!next.some((one) => one.id === id)) await db.deleteFrom('edition').where('id', '=', id).execute()
  }
  for (const { id, files } of next) {
    const known = current.get(id)
    if (!known) await db.insertInto('edition').values({ id }).execute()
    const was = new Map(known?.map(({ name, text }) => [name, text]))
    const changed = files.filter(({ name, text }) => was.get(name) !== text)
    const gone = [...was.keys()].filter((name) => !files.some((file) => file.name === name))
    for (const name of gone) {
      await db.deleteFrom('edition_file').where('edition', '=', id).where('name', '=', name).execute()
    }
    for (const { name, text } of changed) {
      await db
        .insertInto('edition_file')
        .values({ edition: id, name, text })
        .onConflict((conflict) => conflict.columns(['edition', 'name']).doUpdateSet({ text }))
        .execute()
    }
    if (known && changed.length + gone.length > 0) {
      await db
        .updateTable('edition')
        .set({ state: 'draft', answer_by: null, frozen: null })
        .where('id', '=', id)
        .execute()
    }
  }
}

function parseEdition(row: {
  readonly id: string
  readonly state: WrittenEdition['state']
  readonly answer_by: string | null
  readonly frozen: string | null
  readonly version: number
}): WrittenEdition {
  const { answer_by: answerBy, frozen, ...rest } = row
  return { ...rest, ...(answerBy !== null && { answerBy }), ...(frozen !== null && { frozen }) }
}
