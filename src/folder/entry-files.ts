/** `entries/<id>.yaml`: a page of the A to Z, its text with figures and claims named where they stand. */

import type * as z from 'zod'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import { parseClaimId, type ClaimId } from '../domain/sources/claim.ts'
import { entry as map, name, parseFile, perimeterId, text } from './schema.ts'
import { readYaml } from './yaml.ts'

export type Entry = {
  readonly id: string
  readonly title: Text
  /** The perimeter to draw beside the text, where a place is meant. */
  readonly map?: PerimeterId
  readonly text: Text
}

/** A piece of a paragraph: words, `{{population pma latest}}`, or `{{claim livret-43}}`. */
export type EntryPart =
  | string
  | { readonly claim: ClaimId }
  | { readonly indicator: IndicatorId; readonly perimeter: PerimeterId; readonly period: Period | 'latest' }

const entry: z.ZodType<Entry> = map({ id: name, title: text, map: perimeterId.exactOptional(), text })

/** @throws {InvalidInput} with file, line and column */
export function parseEntry(file: string, content: string): Entry {
  return parseFile(entry, readYaml(file, content))
}

/** Paragraphs are parted by an empty line. @throws {InvalidInput} for a period that is none */
export function partsOf({ text: words }: Entry, language: Language): readonly (readonly EntryPart[])[] {
  return words[language].split(/\n+/).map((paragraph) =>
    paragraph.split(/(\{\{[^}]+\}\})/).flatMap((part): readonly EntryPart[] => {
      const [, claim] = /^\{\{claim (\S+)\}\}$/.exec(part) ?? []
      if (claim) return [{ claim: parseClaimId(claim) }]
      const [, indicator, perimeter, period] = /^\{\{([a-z0-9-]+) ([a-z0-9-]+) ([^\s}]+)\}\}$/.exec(part) ?? []
      if (!indicator || !perimeter || !period) return part === '' ? [] : [part]
      return [
        {
          indicator: indicator as IndicatorId,
          perimeter: perimeter as PerimeterId,
          period: period === 'latest' ? period : parsePeriod(period)
        }
      ]
    })
  )
}
