/** What figure a claim may be about: proposed from its words, decided by a person. */

import type { Indicator } from '../indicators/indicator.ts'
import type { Period } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { Meaning } from './claim-meaning.ts'
import { tokensOf } from './claim-words.ts'

/** What could not be told of the figure; the rest of it stands. */
export type Proposal =
  | {
      readonly status: 'found'
      readonly indicator: Indicator
      readonly perimeter: PerimeterId
      readonly period: Period
    }
  | { readonly status: 'no-indicator' }
  | { readonly status: 'no-perimeter'; readonly indicator: Indicator }
  | { readonly status: 'no-period'; readonly indicator: Indicator; readonly perimeter: PerimeterId }

/** Units of claims that indicators count in under another name. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  '%': ['percent'],
  'inhabitants/km2': ['inhabitants-per-km2'],
  inhabitants: ['inhabitants', 'people'],
  persons: ['people', 'inhabitants'],
  visitors: ['admissions']
}

/** Under this part of shared words, an indicator is another. */
const LEAST_SHARED = 0.5

/**
 * The indicator whose name shares most words with the claim, in a unit that fits; two that share as many are none.
 *
 * @param periodsOf those that the observatory has of an indicator on a perimeter
 */
export function proposeFigure(
  meaning: Meaning,
  indicators: readonly Indicator[],
  periodsOf: (indicator: Indicator, perimeter: PerimeterId) => readonly Period[]
): Proposal {
  const indicator = meaning.scale === 1 ? indicatorMeant(meaning, indicators) : undefined
  if (!indicator) return { status: 'no-indicator' }
  const { perimeter, years } = meaning
  if (perimeter === undefined) return { status: 'no-perimeter', indicator }
  const period = years && periodsOf(indicator, perimeter).findLast((one) => covers(one, years))
  if (!period) return { status: 'no-period', indicator, perimeter }
  return { status: 'found', indicator, perimeter, period }
}

/** `2018` for 2018, a quarter of 2021 for 2021, `2013/2018` for 2013-2018. */
function covers(period: Period, { from, to }: NonNullable<Meaning['years']>): boolean {
  const [start = '', end = start] = period.split('/')
  return Number(start.slice(0, 4)) === from && Number(end.slice(0, 4)) === to
}

function indicatorMeant(meaning: Meaning, indicators: readonly Indicator[]): Indicator | undefined {
  const { kind } = meaning.claim
  // « le premier de France » is no rank among peers that we would know.
  if (kind === 'rank' || kind === 'date') return undefined
  const units = OTHER_NAMES[meaning.unit] ?? [meaning.unit]
  // A place that names the subject says where, not what.
  const words = [...new Set([...meaning.measure, ...(meaning.isAboutPlace ? [] : meaning.subject)])]
  const scored = indicators
    .filter(({ unit }) => units.includes(unit))
    .map((indicator) => {
      const names = [indicator.label.fr, indicator.label.en, indicator.id, ...indicator.keywords]
      const said = [words, [...words, ...tokensOf(meaning.unit)]]
      return {
        indicator,
        score: Math.max(...names.flatMap((name) => said.map((some) => shared(some, tokensOf(name)))))
      }
    })
  const most = Math.max(LEAST_SHARED, ...scored.map(({ score }) => score))
  const [found, other] = scored.filter(({ score }) => score === most)
  return found && !other ? found.indicator : undefined
}

/** Words of both among words of either. */
function shared(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((word) => b.includes(word)).length
  return both / new Set([...a, ...b]).size
}
