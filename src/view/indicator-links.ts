/** Addresses of an indicator's page: what is shown is in the address, and nowhere else. */

import type { Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { CHARTS, type Chart } from './chart-names.ts'
import type { IndicatorView } from './indicator-view.ts'
import { pathTo, QUERY } from './paths.ts'

export type Ending = 'csv' | 'json' | 'xlsx' | 'parquet' | 'svg' | 'png'

/** Files of the very view: period, territory and map are said, even when they were chosen for the reader. */
export function fileAddress(page: IndicatorView, language: Language, ending: Ending, chart?: Chart): string {
  const wanted = chart ? `&${QUERY.chart[language]}=${CHARTS[chart][language]}` : ''
  return `${pathTo('indicators', language, page.indicator.id)}.${ending}${queryOf(page, language)}${wanted}`
}

export function viewAddress(page: IndicatorView, language: Language): string {
  return pathTo('indicators', language, page.indicator.id) + queryOf(page, language)
}

export function embedAddress(page: IndicatorView, language: Language): string {
  const root = { fr: '/embed/indicateurs', en: '/en/embed/indicators' }[language]
  return `${root}/${encodeURIComponent(page.indicator.id)}${queryOf(page, language)}`
}

/** Two maps that stand side by side. */
export function pairAddress(page: IndicatorView, beside: IndicatorView | undefined, language: Language): string {
  const shown = beside && besideText(beside)
  return pathTo('indicators', language, page.indicator.id) + queryOf(page, language, shown)
}

/** `poverty-rate.2019`, and the period of its classes when it is another. */
export function besideText({ indicator, period, map }: IndicatorView): string {
  return [indicator.id, ...(period ? [plain(period)] : []), ...(period && map?.cuts ? [plain(map.cuts)] : [])].join('.')
}

/** The same view at another period, in the classes that it has. */
export function viewAt(page: IndicatorView, period: Period): IndicatorView {
  const { map } = page
  if (!map) return { ...page, period }
  const { cuts = page.period, ...rest } = map
  return { ...page, period, map: { ...rest, ...(cuts && cuts !== period && { cuts }) } }
}

/** The slash of a span as addresses write it. */
export function plain(period: Period): string {
  return period.replace('/', '--')
}

/** What the map to be explored is drawn from. */
export function shapesAddress({ subject, map }: IndicatorView): string {
  return `/formes.json?carte=${encodeURIComponent(map?.coverage ?? '')}&territoire=${encodeURIComponent(subject.id)}`
}

/** Values of a map in the classes of the period shown first, whatever period is added to this address. */
export function valuesAddress({ indicator, subject, map, period }: IndicatorView, language: Language): string {
  const end = { fr: 'carte.json', en: 'map.json' }[language]
  const cuts = map?.cuts ?? period
  const pairs = [
    `${QUERY.map[language]}=${encodeURIComponent(map?.coverage ?? '')}`,
    `${QUERY.territory[language]}=${encodeURIComponent(subject.id)}`,
    ...(cuts ? [`${QUERY.cuts[language]}=${plain(cuts)}`] : [])
  ]
  return `${pathTo('indicators', language, indicator.id)}/${end}?${pairs.join('&')}`
}

/** @param beside what the second map shows, as the address says it */
function queryOf({ period, subject, map }: IndicatorView, language: Language, beside?: string): string {
  const pairs = [
    ...(period ? [`${QUERY.period[language]}=${plain(period)}`] : []),
    `${QUERY.territory[language]}=${encodeURIComponent(subject.id)}`,
    ...(map ? [`${QUERY.map[language]}=${encodeURIComponent(map.coverage)}`] : []),
    ...(map?.cuts ? [`${QUERY.cuts[language]}=${plain(map.cuts)}`] : []),
    ...(beside ? [`${QUERY.with[language]}=${beside}`] : [])
  ]
  return `?${pairs.join('&')}`
}
