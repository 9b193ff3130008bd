/** `sources/<id>.yaml` and `vintages/<source>@<edition>.yaml`: where values come from, and what was received. */

import { z } from 'zod'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { cogYear, day, entry, period, seriesId, sha256, sourceId, text, url, vintageId, words } from './schema.ts'

/** Keys in the order they are written. */
export const source: z.ZodType<Source> = entry({
  id: sourceId,
  label: text,
  producer: text,
  licence: text,
  url: url.exactOptional(),
  notice: text,
  connector: words,
  priority: z.int().min(1),
  everyMonths: z.int().min(1).exactOptional(),
  disclosure: entry({ minUnits: z.int().min(1), maxShare: z.number().gt(0).max(1), basis: words }).exactOptional()
})

/** Keys in the order they are written. */
export const vintage: z.ZodType<Vintage> = entry({
  id: vintageId,
  source: sourceId,
  edition: words,
  receivedOn: day,
  cog: cogYear,
  file: entry({ name: words, bytes: z.int().min(0), sha256 }),
  rows: z.int().min(1),
  content: sha256,
  notice: text.exactOptional(),
  series: z
    .array(entry({ series: seriesId, column: words, levels: z.array(words).min(1), periods: z.array(period).min(1) }))
    .min(1)
})
