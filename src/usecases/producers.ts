/** Whose data a figure stands on: the producers of its sources, as the register of organisations knows them. */

import { producersNamed } from '../domain/indicators/doubt-officer.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import type { Observatory } from './observatory.ts'

/** Empty where no producer is in the register. */
export function producersOf(
  { registry }: Pick<Observatory, 'registry'>,
  organisations: readonly Organisation[],
  { vintages }: Pick<Figure, 'vintages'>
): readonly string[] {
  return producersNamed(
    organisations,
    vintages.flatMap((id) => namesBehind({ registry }, id))
  )
}

/**
 * The same vintage by vintage: `unknown` when one of them has no producer in the register. A source of several,
 * « Insee, DGFiP, Cnaf », is of those that are found.
 */
export function producersBehind(
  { registry }: Pick<Observatory, 'registry'>,
  organisations: readonly Organisation[],
  { vintages }: Pick<Figure, 'vintages'>
): { readonly known: readonly string[]; readonly hasUnknown: boolean } {
  const found = vintages.map((id) => {
    const names = namesBehind({ registry }, id)
    const whole = producersNamed(organisations, names)
    return whole.length > 0
      ? whole
      : producersNamed(
          organisations,
          names.flatMap((name) => name.split(/,\s+/))
        )
  })
  return {
    known: [...new Set(found.flat())].toSorted(),
    hasUnknown: found.length === 0 || found.some((one) => one.length === 0)
  }
}

function namesBehind(
  { registry: { vintages, sources } }: Pick<Observatory, 'registry'>,
  id: Figure['vintages'][number]
): readonly string[] {
  const vintage = vintages.get(id)
  const source = vintage && sources.get(vintage.source)
  return source ? [source.producer.fr, source.producer.en] : []
}
