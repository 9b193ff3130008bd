/** The name of a series: its measure, and the items of the breakdowns it is narrowed to. */

import type { Text } from '../shared/text.ts'
import type { SeriesId } from './measure.ts'
import { measureOf, type Registry } from './registry.ts'

/** « Établissements, commerce »: items in the order of the series. */
export function seriesLabel(registry: Registry, series: SeriesId): Text {
  const measure = measureOf(registry, series)
  const [, narrowed = ''] = series.split(':')
  const items = narrowed.split(';').flatMap((pair) => {
    const [dimension = '', code = ''] = pair.split('=')
    const breakdown = measure.breakdowns.find((one) => one.dimension === dimension)
    return breakdown?.items.find((item) => item.code === code)?.label ?? []
  })
  return {
    fr: [measure.label, ...items].map(({ fr }) => fr).join(', '),
    en: [measure.label, ...items].map(({ en }) => en).join(', ')
  }
}
