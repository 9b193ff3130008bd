/** Which declared measure a producer's column probably holds, and at which period, by its name. */

import type { Measure, SeriesId } from '../domain/indicators/measure.ts'
import { editDistance } from '../domain/shared/nearest.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import { readPeriod } from './number.ts'

export type Match = {
  readonly series: SeriesId
  /** In (0, 1]; 1 when the names are the same. */
  readonly confidence: number
}

/** Names that INSEE gives its variables, by the measures that observatories usually declare. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/^(P\d\d_)?(POP|PMUN)$/i, 'population'],
  [/^(P\d\d_)?MEN$/i, 'households'],
  [/^(P\d\d_)?LOG$/i, 'dwellings'],
  [/^(P\d\d_)?(EMPLT|EMPLOIS)$/i, 'jobs'],
  [/^SUPERF(ICIE)?$/i, 'area'],
  [/^NAIS\d*$/i, 'births'],
  [/^DECE\d*$/i, 'deaths']
]

/** Undefined when no measure is near enough for a person to bother. */
export function matchMeasure(name: string, measures: readonly Measure[]): Match | undefined {
  const known = VARIABLES.find(([form]) => form.test(name))?.[1]
  const matches = measures.map((measure): Match => {
    const series = measure.id as string as SeriesId
    if (measure.id === known) return { series, confidence: 0.9 }
    const names = [measure.id, measure.label.fr, measure.label.en].map(singular)
    return { series, confidence: Math.max(...names.map((candidate) => likeness(singular(name), candidate))) }
  })
  const best = matches.reduce<Match | undefined>((a, b) => (a && a.confidence >= b.confidence ? a : b), undefined)
  return best && best.confidence >= 0.6 ? best : undefined
}

/**
 * The period in the name of a column: `P18_POP` is 2018, `NAIS1318` is 2013/2018, `taux 2012-T4` is 2012-Q4.
 *
 * @param latest no year is later: `1564` in `P18_POP1564` is an age
 */
export function periodInName(name: string, latest: number): Period | undefined {
  const census = /^[PCDS](\d\d)_/.exec(name)?.[1]
  if (census !== undefined) return century(census)
  const [, from, to] = /[A-Z](\d\d)(\d\d)$/.exec(name) ?? []
  if (from !== undefined && to !== undefined && from < to && Number(`20${to}`) <= latest) {
    return parsePeriod(`20${from}/20${to}`)
  }
  const dated = /(?<!\d)(?:19|20)\d\d(?:[- ]?[TQ][1-4])?(?!\d)/i.exec(name)?.[0]
  return dated === undefined ? undefined : readPeriod(dated)
}

/** A name that a measure could have, for a column that matches none. */
export function slugOf(name: string): string {
  return words(name).replace(/ /g, '-') || 'value'
}

function century(digits: string): Period {
  return parsePeriod(Number(digits) > 60 ? `19${digits}` : `20${digits}`)
}

/** Lower case, without accents, years and punctuation. */
function words(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<!\d)(?:19|20)\d\d(?!\d)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function singular(name: string): string {
  return words(name).replace(/s\b/g, '')
}

function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 4 && ` ${long} `.includes(` ${short} `)) return 0.6 + (0.3 * short.length) / long.length
  return short.length < 4 ? 0 : Math.max(0, 0.95 - (2 * editDistance(a, b)) / long.length)
}
