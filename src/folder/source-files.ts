/** `sources/<id>.yaml` and `vintages/<source>@<edition>.yaml`: where values come from, and what was received. */

import * as z from 'zod'
import type { VintageChanges } from '../domain/sources/changes.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import {
  cogYear,
  day,
  entry,
  measureId,
  period,
  seriesId,
  sha256,
  sourceId,
  territoryId,
  text,
  url,
  vintageId,
  words
} from './schema.ts'

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
  lagMonths: z.int().min(0).exactOptional(),
  disclosure: entry({
    minUnits: z.int().min(1),
    maxShare: z.number().gt(0).max(1),
    basis: words,
    measures: z.array(measureId).min(1).exactOptional()
  }).exactOptional()
})

const count = z.int().min(0)

const changes: z.ZodType<VintageChanges> = entry({
  read: count,
  refused: count,
  added: count,
  revised: count,
  vanished: count,
  unknown: z.array(words),
  revisions: z.array(
    entry({
      series: seriesId,
      territory: territoryId,
      period,
      before: z.number().nullable(),
      after: z.number().nullable()
    })
  )
})

/** A vintage, and what publishing it changed where that is known. */
export type Delivery = Vintage & { readonly changes?: VintageChanges }

/** Keys in the order they are written. */
export const delivery: z.ZodType<Delivery> = entry({
  id: vintageId,
  source: sourceId,
  edition: words,
  receivedOn: day,
  cog: cogYear,
  file: entry({ name: words, bytes: count, sha256 }),
  rows: z.int().min(1),
  content: sha256,
  notice: text.exactOptional(),
  changes: changes.exactOptional(),
  series: z
    .array(entry({ series: seriesId, column: words, levels: z.array(words).min(1), periods: z.array(period).min(1) }))
    .min(1)
})
