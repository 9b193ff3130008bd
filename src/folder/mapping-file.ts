/** `mappings/<source>.yaml`, or any file given by `--mapping`: how an unknown table reads. */

import * as z from 'zod'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { LEVELS, type Level } from '../domain/territories/territory.ts'
import { cogYear, entry, parsed, parseFile, period, seriesId, territoryId, words } from './schema.ts'
import type { YamlFile } from './yaml.ts'

/** A code or a mark that YAML may have read as a number. */
const mark = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())

/** `1`, or `5-6` where the names of the columns take several lines. */
const header = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  parsed((text) => {
    const [, from = '', to = from] = /^([1-9]\d{0,2})(?:-([1-9]\d{0,2}))?$/.exec(text) ?? []
    if (from === '' || Number(to) < Number(from)) {
      throw new InvalidInput({
        fr: `« ${text} » : attendu un numéro de ligne, ou deux, comme 1 ou 5-6`,
        en: `"${text}": expected a line number, or two, such as 1 or 5-6`
      })
    }
    return { from: Number(from), to: Number(to) }
  })
)

const level = z.enum(Object.keys(LEVELS) as [Level, ...Level[]])

const valueColumn = entry({
  column: words,
  series: seriesId,
  period: period.exactOptional(),
  units: words.exactOptional(),
  largestShare: words.exactOptional()
})

/** Keys in the order they are written. */
export const mapping = entry({
  member: words.exactOptional(),
  sheet: words.exactOptional(),
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).exactOptional(),
  separator: z.string().length(1).exactOptional(),
  header,
  decimal: z.enum(['.', ',']).exactOptional(),
  marks: z.record(z.string(), z.enum(['missing', 'withheld', 'not-applicable'])).default({}),
  skip: z.array(mark).default([]),
  where: z.array(entry({ column: words, is: z.array(mark).min(1) })).default([]),
  territory: z.union([
    entry({
      columns: z.array(words).min(1),
      level: z.union([level, entry({ column: words, names: z.record(z.string(), level) })])
    }),
    entry({ id: territoryId })
  ]),
  period: z.union([period, entry({ column: words })]).exactOptional(),
  values: z.discriminatedUnion('layout', [
    entry({ layout: z.literal('wide'), columns: z.array(valueColumn).min(1) }),
    entry({ layout: z.literal('long'), name: words, series: z.record(z.string(), seriesId), value: words }),
    entry({ layout: z.literal('periods'), series: seriesId })
  ]),
  cog: cogYear.exactOptional(),
  edition: mark.exactOptional()
})

/** @throws {InvalidInput} naming the key and the line of what is wrong */
export function parseMapping(file: YamlFile): Mapping {
  return parseFile(mapping, file)
}

/** The document to write: what is empty is left out, the header on one line as people type it. */
export function mappingDocument({ header: { from, to }, marks, skip, where, ...rest }: Mapping): object {
  const { member, sheet, encoding, separator, decimal, ...body } = rest
  return {
    ...(member !== undefined && { member }),
    ...(sheet !== undefined && { sheet }),
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator }),
    header: from === to ? from : `${from}-${to}`,
    ...(decimal !== undefined && { decimal }),
    ...(Object.keys(marks).length > 0 && { marks }),
    ...(skip.length > 0 && { skip }),
    ...(where.length > 0 && { where }),
    ...body
  }
}
