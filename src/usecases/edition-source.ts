/** Where the texts of an edition are read from: what was written in the registry, beside the photographs of the folder. */

import type { EditionFile } from '../domain/editions/writing.ts'
import type { ReadText } from '../folder/edition-files.ts'
import type { Db } from '../store/database.ts'
import { findEditionFiles, listWrittenEditions } from '../store/editions.ts'
import { listEditionPhotographs } from '../store/edition-texts.ts'

export type EditionSource = {
  /** Paths in the folder of the observatory: those of every edition's settings, of the texts of this one, of photographs. */
  readonly files: readonly string[]
  readonly read: ReadText
}

/**
 * What `checkEdition` reads; an unknown edition is refused there, with the nearest name.
 *
 * @param files paths of the files of the folder that are kept as they are
 */
export async function writtenSource(
  { db, files }: { readonly db: Db; readonly files: readonly string[] },
  id: string
): Promise<EditionSource> {
  const [known, own, photographs] = await Promise.all([
    listWrittenEditions(db),
    findEditionFiles(db, id),
    // Those that were added since the folder was read.
    listEditionPhotographs(db, id)
  ])
  return sourceOf(id, own, [
    ...new Set([...files, ...photographs.map((name) => `editions/${id}/${name}`)]),
    ...known.filter((one) => one.id !== id).map((one) => `editions/${one.id}/edition.yaml`)
  ])
}

/** The same of texts at hand: those of an editor before they are saved. */
export function sourceOf(
  id: string,
  own: readonly Pick<EditionFile, 'name' | 'text'>[],
  others: readonly string[]
): EditionSource {
  const texts = new Map(own.map(({ name, text }) => [`editions/${id}/${name}`, text]))
  return { files: [...texts.keys(), ...others], read: (path) => Promise.resolve(texts.get(path) ?? '') }
}
