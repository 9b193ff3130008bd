/** The A to Z: entries of the folder, with the figures that they name. */

import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { LANGUAGES, type Language, type Text } from '../domain/shared/text.ts'
import { parseEntry, partsOf, type Entry } from '../folder/entry-files.ts'
import type { Folder } from '../folder/read.ts'
import { recallFigure } from './figure-cache.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

export type ReadAsset = (path: string) => Promise<Uint8Array>

export type EntryPage = {
  readonly id: string
  readonly title: Text
  /** Each paragraph in its pieces: words, and figures. */
  readonly paragraphs: readonly (readonly (string | Figure)[])[]
  /** Each figure once, under the name of what it counts. */
  readonly facts: readonly { readonly figure: Figure; readonly label: Text }[]
  readonly others: readonly Pick<Entry, 'id' | 'title'>[]
}

/** By title. @throws {InvalidInput} for a file that is not an entry */
export async function listEntries(files: readonly string[], read: ReadAsset): Promise<readonly Entry[]> {
  const paths = files.filter((path) => path.startsWith('entries/'))
  return Promise.all(paths.map(async (path) => parseEntry(path, new TextDecoder().decode(await read(path)))))
}

/** Every file is an entry under its own name, and every figure that one names can be asked. @throws {InvalidInput} */
export async function checkEntries(
  { files, indicators, perimeters }: Pick<Folder, 'files' | 'indicators' | 'perimeters'>,
  read: ReadAsset
): Promise<void> {
  const known = new Set<string>([...indicators.map(({ id }) => id), ...perimeters.map(({ id }) => id)])
  for (const entry of await listEntries(files, read)) {
    const file = `entries/${entry.id}.yaml`
    if (!files.includes(file)) {
      throw new InvalidInput({
        fr: `L’entrée « ${entry.id} » doit être dans le fichier « ${file} »`,
        en: `The entry "${entry.id}" must be in the file "${file}"`
      })
    }
    for (const part of LANGUAGES.flatMap((language) => partsOf(entry, language)).flat()) {
      const unknown =
        typeof part === 'string'
          ? /\{\{[^}]*\}?\}?/.exec(part)?.[0]
          : [part.indicator, part.perimeter].find((id) => !known.has(id))
      if (unknown === undefined) continue
      throw new InvalidInput(
        {
          fr: `« ${unknown} » ne nomme aucun chiffre : attendu un indicateur, un périmètre et une période, comme {{population pma latest}}`,
          en: `"${unknown}" names no figure: expected an indicator, a perimeter and a period, such as {{population pma latest}}`
        },
        { file }
      )
    }
  }
}

/** @throws {NotFound} with the nearest name */
export async function entryPage(
  observatory: OpenObservatory,
  read: ReadAsset,
  id: string,
  language: Language
): Promise<EntryPage> {
  const entries = await listEntries(observatory.folder.files, read)
  const found = entries.find((one) => one.id === id)
  if (!found) {
    const near = nearest(
      id,
      entries.map((one) => one.id)
    )
    throw new NotFound({
      fr: `Pas d’entrée « ${id} »${near ? ` ; la plus proche est « ${near} »` : ''}`,
      en: `There is no entry "${id}"${near ? `; the nearest is "${near}"` : ''}`
    })
  }
  const paragraphs = await Promise.all(
    partsOf(found, language).map((parts) =>
      Promise.all(
        parts.map(async (part) => {
          if (typeof part === 'string') return part
          const { indicator, perimeter, period } = part
          if (period !== 'latest') return recallFigure(observatory, { indicator, perimeter, period })
          return (
            (await latestFigure(observatory, indicator, perimeter)) ??
            indicatorOf(observatory.registry, indicator).label[language]
          )
        })
      )
    )
  )
  const figures = paragraphs.flat().flatMap((part) => (typeof part === 'string' ? [] : [part]))
  return {
    id,
    title: found.title,
    paragraphs,
    facts: [...new Map(figures.map((figure) => [figure.address, figure])).values()].map((figure) => ({
      figure,
      label: indicatorOf(observatory.registry, figure.indicator).label
    })),
    others: entries.filter((one) => one !== found)
  }
}
