/** The A to Z: entries of the folder, with the figures that they name. */

import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import { LANGUAGES, type Language, type Text } from '../domain/shared/text.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import { tokensOf } from '../domain/sources/claim-words.ts'
import type { Document } from '../domain/sources/document.ts'
import { nearestNames } from '../domain/territories/names.ts'
import { parseEntry, partsOf, type Entry } from '../folder/entry-files.ts'
import type { Folder } from '../folder/read.ts'
import type { ClaimReader } from './claims.ts'
import { recallFigure } from './figure-cache.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

export type ReadAsset = (path: string) => Promise<Uint8Array>

export type EntryPage = {
  readonly id: string
  readonly title: Text
  /** The perimeter to draw beside it. */
  readonly map?: PerimeterId
  /** Each paragraph in its pieces: words, figures, and claims of documents. */
  readonly paragraphs: readonly (readonly (string | Figure | Stated)[])[]
  /** Each figure once, under the name of what it counts. */
  readonly facts: readonly { readonly figure: Figure; readonly label: Text }[]
  /** Each once, in the order of the text. */
  readonly stated: readonly Stated[]
  readonly others: readonly Pick<Entry, 'id' | 'title'>[]
}

type Stated = { readonly claim: Claim; readonly document: Document }

/** By title. @throws {InvalidInput} for a file that is not an entry */
export async function listEntries(files: readonly string[], read: ReadAsset): Promise<readonly Entry[]> {
  const paths = files.filter((path) => path.startsWith('entries/'))
  return Promise.all(paths.map(async (path) => parseEntry(path, new TextDecoder().decode(await read(path)))))
}

/** Every file is an entry under its own name, and every figure that one names can be asked. @throws {InvalidInput} */
export async function checkEntries(
  { files, indicators, perimeters }: Pick<Folder, 'files' | 'indicators' | 'perimeters'>,
  read: ReadAsset,
  claims: readonly Pick<Claim, 'id'>[] = []
): Promise<void> {
  const known = new Set<string>([...indicators, ...perimeters].map(({ id }) => id))
  const stated = new Set<string>(claims.map(({ id }) => id))
  for (const entry of await listEntries(files, read)) {
    const file = `entries/${entry.id}.yaml`
    if (!files.includes(file)) {
      throw new InvalidInput({
        fr: `L’entrée « ${entry.id} » doit être dans le fichier « ${file} »`,
        en: `The entry "${entry.id}" must be in the file "${file}"`
      })
    }
    for (const part of LANGUAGES.flatMap((language) => partsOf(entry, language)).flat()) {
      if (typeof part === 'object' && 'claim' in part) {
        if (!stated.has(part.claim)) throw noClaim(part.claim, file)
        continue
      }
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

function noClaim(claim: string, file: string): InvalidInput {
  return new InvalidInput(
    {
      fr: `« ${claim} » n’est pas une affirmation du registre : attendu l’identifiant d’une de celles de documents/, comme {{claim livret-43}}`,
      en: `"${claim}" is no claim of the register: expected the identifier of one of documents/, such as {{claim livret-43}}`
    },
    { file }
  )
}

/**
 * The entry that `word` means: under that name, or else the only one whose name or title in either language says so,
 * capitals, accents and plurals apart.
 */
export function entryMeant(entries: readonly Entry[], word: string): Entry | undefined {
  const own = entries.find(({ id }) => id === word)
  const wanted = tokensOf(word).join(' ')
  if (own || wanted === '') return own
  const [found, ...others] = entries.filter((one) => namesOf(one).some((name) => tokensOf(name).join(' ') === wanted))
  return others.length === 0 ? found : undefined
}

/** The nearest first. */
export function nearestEntries(entries: readonly Entry[], word: string): readonly Entry[] {
  const near = nearestNames(word, entries.flatMap(namesOf), MOST_NEAR)
  return [...new Set(near.flatMap((name) => entries.filter((one) => namesOf(one).includes(name))))]
}

const MOST_NEAR = 5

function namesOf({ id, title }: Entry): readonly string[] {
  return [id, ...LANGUAGES.map((language) => title[language])]
}

/** @throws {NotFound} */
export async function entryPage(
  observatory: OpenObservatory,
  read: ReadAsset,
  claims: Pick<ClaimReader, 'register'>,
  word: string,
  language: Language
): Promise<EntryPage> {
  const entries = await listEntries(observatory.folder.files, read)
  const found = entryMeant(entries, word)
  if (!found) {
    throw new NotFound({
      fr: `L’abécédaire n’a pas d’entrée « ${word} »`,
      en: `The A to Z has no entry "${word}"`
    })
  }
  const register = await claims.register()
  const paragraphs = await Promise.all(
    partsOf(found, language).map((parts) =>
      Promise.all(
        parts.map(async (part) => {
          if (typeof part === 'string') return part
          // One that has left the register since leaves its name, as a hint to whoever writes.
          if ('claim' in part) return statedIn(register, part.claim) ?? part.claim
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
  const figures = paragraphs.flat().flatMap((part) => (typeof part === 'object' && 'cell' in part ? [part] : []))
  const stated = paragraphs.flat().flatMap((part) => (typeof part === 'object' && 'claim' in part ? [part] : []))
  return {
    id: found.id,
    title: found.title,
    ...(found.map !== undefined && { map: found.map }),
    paragraphs,
    facts: [...new Map(figures.map((figure) => [figure.address, figure])).values()].map((figure) => ({
      figure,
      label: indicatorOf(observatory.registry, figure.indicator).label
    })),
    stated: [...new Map(stated.map((one) => [one.claim.id, one])).values()],
    others: entries.filter((one) => one !== found)
  }
}

function statedIn({ claims, documents }: ClaimRegister, id: string): Stated | undefined {
  const claim = claims.find((one) => one.id === id)
  const document = documents.find((one) => one.id === claim?.document)
  return claim && document && { claim, document }
}
