/** Addresses of an indicator's page: what is shown is in the address, and nowhere else. */

import type { Language } from '../domain/shared/text.ts'
import type { IndicatorView } from './indicator-view.ts'
import { pathTo, QUERY } from './paths.ts'

export type Ending = 'csv' | 'json' | 'xlsx' | 'parquet' | 'svg' | 'png'

/** Files of the very view: period, territory and map are said, even when they were chosen for the reader. */
export function fileAddress(page: IndicatorView, language: Language, ending: Ending): string {
  return `${pathTo('indicators', language, page.indicator.id)}.${ending}${queryOf(page, language)}`
}

export function viewAddress(page: IndicatorView, language: Language): string {
  return pathTo('indicators', language, page.indicator.id) + queryOf(page, language)
}

export function embedAddress(page: IndicatorView, language: Language): string {
  const root = { fr: '/embed/indicateurs', en: '/en/embed/indicators' }[language]
  return `${root}/${encodeURIComponent(page.indicator.id)}${queryOf(page, language)}`
}

function queryOf({ period, subject, map }: IndicatorView, language: Language): string {
  const pairs = [
    ...(period ? [`${QUERY.period[language]}=${period.replace('/', '--')}`] : []),
    `${QUERY.territory[language]}=${encodeURIComponent(subject.id)}`,
    ...(map ? [`${QUERY.map[language]}=${encodeURIComponent(map.coverage)}`] : [])
  ]
  return `?${pairs.join('&')}`
}
