/**
 * Definitions that were checked when they came in, back from the registry. They are not checked again: that takes
 * longer than the figure that is asked for. The migrations keep them in the form of this version; `verify` checks
 * them with the schemas of the folder.
 */

import type { Formula, Indicator, LiftedBreak, SeriesBreak } from '../domain/indicators/indicator.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parseTerms } from './terms.ts'

/** What a file of indicators may leave out. */
type Usual = Pick<Indicator, 'direction' | 'notes' | 'comparisons' | 'tolerance' | 'keywords'>

/** What a document of `indicators/` says, before what is usual is filled in. */
export type IndicatorDocument = Omit<Indicator, keyof Usual | 'breaks' | 'liftedBreaks'> &
  Partial<Usual> & { readonly breaks?: readonly (SeriesBreak | LiftedBreak)[] }

type MappingDocument = Omit<Mapping, 'header' | 'marks' | 'skip' | 'where'> &
  Partial<Pick<Mapping, 'marks' | 'skip' | 'where'>> & { readonly header: number | string }

/** @param comparisons those of the observatory, for an indicator that names none */
export function completeIndicator(
  { breaks: marks = [], ...document }: IndicatorDocument,
  comparisons: readonly PerimeterId[]
): Indicator {
  const liftedBreaks = marks.filter((mark) => 'lifted' in mark)
  return {
    ...document,
    direction: document.direction ?? 'none',
    notes: document.notes ?? [],
    breaks: marks.filter((mark) => !('lifted' in mark)),
    ...(liftedBreaks.length > 0 && { liftedBreaks }),
    comparisons: document.comparisons ?? comparisons,
    tolerance: document.tolerance ?? 0,
    keywords: document.keywords ?? []
  }
}

/** As `settingsDocument` wrote it. */
export function parseStoredSettings(document: unknown): Settings {
  const { format: _, ...settings } = document as Settings & { readonly format: number }
  return settings
}

/** As `indicatorDocument` wrote it: its sums are texts. */
export function parseStoredIndicator(document: unknown, comparisons: readonly PerimeterId[]): Indicator {
  const { formula, ...rest } = document as IndicatorDocument
  return completeIndicator({ ...rest, formula: parseStoredFormula(formula) }, comparisons)
}

/** As `mappingDocument` wrote it: what is empty was left out. */
export function parseStoredMapping(document: unknown): Mapping {
  const { header, marks = {}, skip = [], where = [], ...rest } = document as MappingDocument
  const [from = 1, to = from] = String(header).split('-').map(Number)
  return { ...rest, header: { from, to }, marks, skip, where }
}

function parseStoredFormula(document: unknown): Formula {
  const formula = document as Readonly<Record<string, unknown>>
  const terms = ['terms', 'numerator', 'denominator'].filter((key) => key in formula)
  return { ...formula, ...Object.fromEntries(terms.map((key) => [key, parseTerms(String(formula[key]))])) } as Formula
}
