/**
 * The words that every file of the folder is written with: identifiers, texts in two languages, periods,
 * maps whose keys are all known. What is wrong is said with file, line, column, key, found and expected.
 */

import * as z from 'zod'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import { LANGUAGES, type Text } from '../domain/shared/text.ts'
import { parseSeriesId } from '../domain/indicators/measure.ts'
import { COG_YEARS, parseCommuneCode, parseTerritoryId } from '../domain/territories/territory.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import type { MeasureId } from '../domain/indicators/measure.ts'
import type { SourceId, VintageId } from '../domain/sources/source.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { innermost, issueText, type Issue } from './issues.ts'
import type { YamlFile } from './yaml.ts'

/** A map: a key that is not of `shape` is refused, with the nearest one that is. */
export function entry<const Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(' ')
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined) })
}

/** A text parsed by a function of the domain, whose own words say what is wrong. */
export function parsed<T>(parse: (text: string) => T): z.ZodType<T, string> {
  return z.string().transform((text, context): T => {
    try {
      return parse(text)
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      context.addIssue({ code: 'custom', message: error.text.fr, params: error.text })
      return z.NEVER
    }
  })
}

const words = z.string().trim().min(1)

/** In both languages: one alone is refused. */
export const text = entry({ fr: words, en: words })

/** Lower case, digits and dashes; a perimeter may also be the code of a commune. */
const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

function id<T extends string>(form: RegExp, expected: Text): z.ZodType<T, string> {
  return parsed((found): T => {
    if (!form.test(found)) {
      throw new InvalidInput({
        fr: `« ${found} » : attendu ${expected.fr}`,
        en: `"${found}": expected ${expected.en}`
      })
    }
    return found as T
  })
}

const slugWords = {
  fr: 'des lettres minuscules, des chiffres et des tirets, comme vacancy-rate',
  en: 'lower-case letters, digits and dashes, such as vacancy-rate'
}

export const name = id<string>(slug, slugWords)
export const perimeterId = id<PerimeterId>(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*|2[AB]\d{3})$/, slugWords)
export const indicatorId = id<IndicatorId>(slug, slugWords)
export const measureId = id<MeasureId>(slug, slugWords)
export const sourceId = id<SourceId>(slug, slugWords)
export const vintageId = id<VintageId>(/^[a-z0-9]+(?:-[a-z0-9]+)*@[A-Za-z0-9][A-Za-z0-9.-]*$/, {
  fr: 'une source et une édition, comme insee-comparateur@2022-01',
  en: 'a source and an edition, such as insee-comparateur@2022-01'
})

export const seriesId = parsed(parseSeriesId)

export const communeCode = parsed(parseCommuneCode)
export const territoryId = parsed(parseTerritoryId)

/** A year may be written as a number. */
export const period = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), parsed(parsePeriod))

/** Years of outlines and vintages may be older than the lists this version knows. */
export const cogYear = z
  .int()
  .min(1990)
  .max(COG_YEARS[COG_YEARS.length - 1] ?? 2100)

export const day = id<string>(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, {
  fr: 'un jour, comme 2017-01-01',
  en: 'a day, such as 2017-01-01'
})

export const sha256 = id<string>(/^[0-9a-f]{64}$/, {
  fr: 'une empreinte SHA-256 de 64 chiffres hexadécimaux',
  en: 'a SHA-256 digest of 64 hexadecimal digits'
})

/** A path inside the folder: nothing above it, nothing absolute. */
export const path = id<string>(/^(?!.*(?:^|\/)\.)[A-Za-z0-9_.@-]+(?:\/[A-Za-z0-9_.@-]+)*$/, {
  fr: 'un chemin dans le dossier, comme geometries/erbm.geojson',
  en: 'a path in the folder, such as geometries/erbm.geojson'
})

export const language = z.enum(LANGUAGES)
export const url = id<string>(/^https?:\/\/\S+$/, { fr: 'une adresse http(s)', en: 'an http(s) address' })
export { words }

/**
 * The value of `schema` in a file.
 *
 * @throws {InvalidInput} with the place of the first thing that is wrong, and how many others there are
 */
export function parseFile<T>(schema: z.ZodType<T>, file: YamlFile): T {
  const result = schema.safeParse(file.value, { reportInput: true })
  if (result.success) return result.data
  // An unknown key is most often the slip that leaves another one missing.
  const issues = result.error.issues.flatMap(innermost)
  const isUnknown = (issue: Issue): number => (issue.code === 'unrecognized_keys' ? 0 : 1)
  const [first, ...others] = issues.toSorted((a, b) => isUnknown(a) - isUnknown(b))
  const { fr, en } = issueText(first)
  const count = others.length
  const more = count === 0 ? { fr: '', en: '' } : { fr: ` (et ${count} de plus)`, en: ` (and ${count} more)` }
  const missing = first?.code === 'invalid_type' && first.input === undefined
  const keys = first?.code === 'unrecognized_keys' ? [...first.path, first.keys[0] ?? ''] : (first?.path ?? [])
  throw new InvalidInput({ fr: fr + more.fr, en: en + more.en }, file.placeOf(missing ? keys.slice(0, -1) : keys))
}
