/** `measures.yaml` and `indicators/<id>.yaml`: what is counted, and what is published of it. */

import * as z from 'zod'
import type { Formula, Indicator } from '../domain/indicators/indicator.ts'
import type { Measure } from '../domain/indicators/measure.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { comparePeriods } from '../domain/shared/period.ts'
import { entry, indicatorId, measureId, name, parsed, perimeterId, period, seriesId, text, words } from './schema.ts'
import { completeIndicator, type IndicatorDocument } from './stored.ts'
import { parseTerms, termsText } from './terms.ts'

/** Keys in the order they are written. */
const measure: z.ZodType<Measure> = entry({
  id: measureId,
  label: text,
  unit: name,
  additive: z.boolean(),
  census: z.boolean(),
  weight: measureId.exactOptional(),
  listed: z.literal(true).exactOptional(),
  steady: z.literal(true).exactOptional(),
  breakdowns: z.array(
    entry({
      dimension: name,
      exhaustive: z.boolean(),
      items: z.array(entry({ code: words, label: text, within: words.exactOptional() })).min(1)
    })
  )
})

/** A signed sum as people write it: `births - deaths`. */
const terms = parsed(parseTerms)

const rated = { numerator: terms, denominator: terms, per: z.number().gt(0) }

const formula: z.ZodType<Formula> = z.discriminatedUnion('kind', [
  entry({ kind: z.literal('level'), terms }),
  entry({ kind: z.literal('share'), numerator: terms, denominator: terms }),
  entry({ kind: z.enum(['ratio', 'per-capita', 'density']), ...rated }),
  entry({ kind: z.literal('weighted-mean'), value: seriesId, weight: seriesId }),
  entry({ kind: z.literal('change'), of: indicatorId, as: z.enum(['difference', 'percent', 'yearly-percent']) }),
  entry({ kind: z.literal('index'), of: indicatorId, base: period }),
  entry({ kind: z.literal('rank'), of: indicatorId, level: z.enum(['EPCI', 'ZE2020', 'DEP', 'COM']) })
])

/** `measures.yaml`, a list. */
export const measures = z.array(measure)

/** Keys in the order they are written. What is usual may be left out: it is written only when it is not usual. */
const indicatorFile = entry({
  id: indicatorId,
  theme: name,
  label: text,
  definition: text,
  formula,
  unit: name,
  decimals: z.int().min(-6).max(6),
  direction: z.enum(['up', 'down', 'none']).exactOptional(),
  periodType: z.enum(['year', 'quarter', 'month', 'day', 'span']),
  field: text.exactOptional(),
  notes: z.array(text).exactOptional(),
  breaks: z
    .array(
      entry({
        ...{ at: period, label: text, note: text, source: words.exactOptional() },
        // Why nobody is warned of it any more.
        lifted: text.exactOptional()
      })
    )
    .exactOptional(),
  comparisons: z.array(perimeterId).exactOptional(),
  tolerance: z.number().min(0).max(0.2).exactOptional(),
  keywords: z.array(words).exactOptional()
})

/** `comparisons` are those of the observatory, for an indicator that names none. */
export function indicator(comparisons: readonly PerimeterId[]): z.ZodType<Indicator> {
  return indicatorFile.transform((file) => completeIndicator(file, comparisons))
}

/** The inverse of `indicator`: what a person would write. */
export function indicatorDocument(value: Indicator, usual: readonly PerimeterId[]): unknown {
  const { direction, notes, breaks: held, liftedBreaks = [], comparisons, tolerance, keywords, ...rest } = value
  const breaks = [...held, ...liftedBreaks].toSorted((a, b) => comparePeriods(a.at, b.at))
  const document: Partial<IndicatorDocument> = {
    ...rest,
    ...(direction !== 'none' && { direction }),
    ...(notes.length > 0 && { notes }),
    ...(breaks.length > 0 && { breaks }),
    ...(comparisons.join() !== usual.join() && { comparisons }),
    ...(tolerance > 0 && { tolerance }),
    ...(keywords.length > 0 && { keywords })
  }
  const entries = Object.entries({ ...document, formula: formulaDocument(value.formula) })
  const order = Object.keys(indicatorFile.shape)
  return Object.fromEntries(entries.toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)))
}

function formulaDocument(value: Formula): unknown {
  switch (value.kind) {
    case 'level':
      return { kind: value.kind, terms: termsText(value.terms) }
    case 'share':
    case 'ratio':
    case 'per-capita':
    case 'density': {
      const { numerator, denominator, ...rest } = value
      return { ...rest, numerator: termsText(numerator), denominator: termsText(denominator) }
    }
    default:
      return value
  }
}
