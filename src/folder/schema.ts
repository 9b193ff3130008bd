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
import { nearest } from '../domain/shared/nearest.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import type { MeasureId } from '../domain/indicators/measure.ts'
import type { SourceId, VintageId } from '../domain/sources/source.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
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
        fr: `« ${found} » : attendu ${expected.fr}`,
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

type Issue = z.core.$ZodIssue

/** In a union, the member that went furthest says what is wrong. */
function innermost(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const [best = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a))
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(innermost)
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length))
}

function issueText(issue: Issue | undefined): Text {
  if (!issue) return { fr: 'contenu inattendu', en: 'unexpected content' }
  const key = issue.path.filter((step) => typeof step === 'string').at(-1)
  const at = key === undefined ? { fr: '', en: '' } : { fr: `« ${key} » : `, en: `"${key}": ` }
  const say = (fr: string, en: string): Text => ({ fr: at.fr + fr, en: at.en + en })
  const found = foundText(issue.input)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [unknown = ''] = issue.keys
      const known = issue.message.split(' ')
      const near = nearest(unknown, known)
      return near === undefined
        ? {
            fr: `clé inconnue « ${unknown} » : les clés connues sont ${known.join(', ')}`,
            en: `unknown key "${unknown}": the known keys are ${known.join(', ')}`
          }
        : {
            fr: `clé inconnue « ${unknown} » : peut-être « ${near} »`,
            en: `unknown key "${unknown}": did you mean "${near}"?`
          }
    }
    case 'invalid_type': {
      if (issue.input === undefined && key !== undefined) {
        return { fr: `il manque la clé « ${key} »`, en: `the key "${key}" is missing` }
      }
      const { fr, en } = TYPES[issue.expected] ?? { fr: issue.expected, en: issue.expected }
      return say(`trouvé ${found.fr}, attendu ${fr}`, `found ${found.en}, expected ${en}`)
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return say(`trouvé ${found.fr}, attendu ${values}`, `found ${found.en}, expected ${values}`)
    }
    case 'invalid_union': {
      const options = 'options' in issue ? issue.options?.map(String).join(', ') : undefined
      if (options === undefined) break
      return say(`attendu l’un de ${options}`, `expected one of ${options}`)
    }
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return say('vide', 'empty')
      return say(
        `trouvé ${found.fr}, attendu au moins ${issue.minimum}`,
        `found ${found.en}, expected at least ${issue.minimum}`
      )
    case 'too_big':
      return say(
        `trouvé ${found.fr}, attendu au plus ${issue.maximum}`,
        `found ${found.en}, expected at most ${issue.maximum}`
      )
    case 'custom': {
      const own = text.safeParse(issue.params)
      if (own.success) return say(own.data.fr, own.data.en)
    }
  }
  return say(`trouvé ${found.fr}, inattendu`, `found ${found.en}, unexpected`)
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { fr: 'un texte (un code s’écrit entre guillemets)', en: 'a text (a code is written between quotes)' },
  number: { fr: 'un nombre', en: 'a number' },
  int: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  array: { fr: 'une liste', en: 'a list' },
  object: { fr: 'des clés et leurs valeurs', en: 'keys and their values' }
}

function foundText(input: unknown): Text {
  if (input === null || input === undefined) return { fr: 'rien', en: 'nothing' }
  if (Array.isArray(input)) return { fr: 'une liste', en: 'a list' }
  if (typeof input === 'object') return { fr: 'des clés', en: 'keys' }
  const shown = JSON.stringify(input)
  return { fr: shown, en: shown }
}
