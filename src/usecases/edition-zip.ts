/** The texts of an edition in one file, to be read or edited elsewhere: its settings, its chapters. */

import { strToU8, zipSync } from 'fflate'
import type { Desk } from './edition-writing.ts'

/** A zip that holds the folder of the edition, as `load` reads it; photographs are in the observatory. */
export function zipTexts({ edition, files }: Pick<Desk, 'edition' | 'files'>): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, text }) => [`${edition.id}/${name}`, strToU8(text)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 2) }))
}
