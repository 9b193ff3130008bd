/** Charts that can be taken away one by one, as addresses name them. */

import type { Text } from '../domain/shared/text.ts'

export const CHARTS = {
  map: { fr: 'carte', en: 'map' },
  ranking: { fr: 'classement', en: 'ranking' },
  distribution: { fr: 'distribution', en: 'distribution' },
  evolution: { fr: 'evolution', en: 'evolution' },
  scatter: { fr: 'nuage', en: 'scatter' }
} as const satisfies Record<string, Text>

export type Chart = keyof typeof CHARTS

/** In either language; undefined for any other word. */
export function chartNamed(text: string): Chart | undefined {
  return (Object.keys(CHARTS) as Chart[]).find((name) => Object.values<string>(CHARTS[name]).includes(text))
}
