/** Editions and years that a file says only in its name, or in its folder's. */

import { basename, dirname } from 'node:path'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'

/** `2022-01` in `base_cc_comparateur_ed2022-01_csv.zip`. */
export function editionIn(name: string): string | undefined {
  const [, year, month] = /(?<!\d)((?:19|20)\d{2})-(0[1-9]|1[0-2])(?!\d)/.exec(name) ?? []
  return year === undefined ? undefined : `${year}-${month ?? ''}`
}

/**
 * The year written in the name of the file, else of its folder, with the remark that says so.
 *
 * @throws {InvalidInput} when neither holds one
 */
export function yearInPath(path: string): { readonly year: number; readonly remark: Text } {
  for (const name of [basename(path), basename(dirname(path))]) {
    const year = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(name)?.[1]
    if (year === undefined) continue
    return {
      year: Number(year),
      remark: {
        fr: `année ${year} lue dans le nom « ${name} » : le contenu ne la dit pas. --period et --edition la corrigent`,
        en: `year ${year} read in the name "${name}": the content does not say it. --period and --edition correct it`
      }
    }
  }
  throw new InvalidInput(
    {
      fr: 'ni le fichier ni son nom ne disent l’année. Attendu --period et --edition',
      en: 'neither the file nor its name says the year. Expected --period and --edition'
    },
    { file: basename(path) }
  )
}
