/** Perimeters that pages would stumble on: found before anybody reads them. */

import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { dayOfYear, resolvePerimeter, type Atlas } from '../domain/territories/resolve.ts'

type Unresolved = { readonly perimeter: PerimeterId; readonly text: Text }

/** Those without members at the latest geography for another reason than their dates. */
export function unresolvedPerimeters(atlas: Atlas, perimeters: readonly Perimeter[]): readonly Unresolved[] {
  return perimeters.flatMap((perimeter) => {
    const why = whyUnresolved(atlas, perimeter)
    return why ? [{ perimeter: perimeter.id, text: why }] : []
  })
}

function whyUnresolved(atlas: Atlas, perimeter: Perimeter): Text | undefined {
  try {
    resolvePerimeter(atlas, perimeter.id, dayOfYear(perimeter, atlas.geography.latest))
    return undefined
  } catch (error) {
    if (error instanceof Refused) return OUTSIDE_LIFE.includes(error.reason) ? undefined : error.text
    if (error instanceof NotFound) return error.text
    throw error
  }
}

const OUTSIDE_LIFE: readonly string[] = ['before-it-existed', 'after-it-ended']
