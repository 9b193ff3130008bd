/** The parts of a figure put together, with the address that answers the same for ever. */

import type { VintageId } from '../sources/source.ts'
import { distinctCautions } from './caution.ts'
import type { Cell } from './cell.ts'
import type { Figure, FigurePerimeter, FigureReason } from './figure.ts'
import type { Indicator } from './indicator.ts'
import type { Place } from './place.ts'
import { figureAddress, type FigureRequest } from './request.ts'

type Given = { readonly cell: Cell; readonly reason?: FigureReason | undefined } & Partial<
  Pick<Figure, 'cautions' | 'terms' | 'of' | 'breaks' | 'offers' | 'rivals' | 'ranking'>
>

export function assembleFigure(indicator: Indicator, place: Place, request: FigureRequest, given: Given): Figure {
  const { derived, day, cog } = place.version
  const { cell, reason, cautions = [], terms = [], of = [], breaks = [], offers = [], rivals = [], ranking } = given
  const vintages = [
    ...new Set<VintageId>([...terms.map(({ vintage }) => vintage), ...of.flatMap((figure) => figure.vintages)])
  ].toSorted()
  return {
    indicator: indicator.id,
    perimeter: perimeterOf(place),
    period: request.period,
    geography: day,
    cell,
    unit: indicator.unit,
    decimals: indicator.decimals,
    ...(reason && { reason }),
    cautions: distinctCautions([...cautions, ...(derived ? [{ kind: 'derived-perimeter' } as const] : [])]),
    ...{ terms, of, breaks, offers, rivals, vintages },
    ...(ranking && { ranking }),
    address: figureAddress({
      ...{ indicator: indicator.id, perimeter: request.perimeter, period: request.period },
      geography: cog,
      editions: vintages
    })
  }
}

/** The same for all figures of a place. */
export function perimeterOf(place: Place): FigurePerimeter {
  const known = perimeters.get(place)
  if (known) return known
  const { perimeter, version, communes, derived } = place.version
  const made = { id: perimeter, label: place.label, version, communes, derived }
  perimeters.set(place, made)
  return made
}

const perimeters = new WeakMap<Place, FigurePerimeter>()
