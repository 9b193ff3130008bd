/** Counts as circles whose area is the number, the largest under the others; a decrease is hollow. */

import type { Language } from '../domain/shared/text.ts'
import type { AreaShapes } from './area-shapes.ts'
import type { AreaView } from './indicator-view.ts'
import type { MapFrame } from './map-shapes.ts'
import { formatNumber } from './number.ts'

type Disc = {
  readonly x: number
  readonly y: number
  readonly r: number
  readonly value: number
  readonly mine: boolean
}

/** In pixels of the drawing: towns may overlap, none hides the map. */
const LARGEST = 36

export function discsOf(areas: readonly AreaView[], { centres }: AreaShapes): readonly Disc[] {
  const most = mostOf(areas)
  return areas
    .flatMap(({ perimeter, figure: { cell }, mine }) => {
      const centre = centres.get(perimeter)
      if (!centre || !('value' in cell) || cell.value === 0) return []
      return [{ ...centre, r: radius(cell.value, most), value: cell.value, mine }]
    })
    .toSorted((a, b) => b.r - a.r)
}

/** Nested circles of round numbers, standing on one point, at the lower left. */
export function DiscKey({
  areas,
  frame,
  language
}: {
  readonly areas: readonly AreaView[]
  readonly frame: MapFrame
  readonly language: Language
}) {
  const most = mostOf(areas)
  const [x, foot] = [LARGEST + 14, frame.height - 16]
  return (
    <g aria-hidden="true">
      {roundSteps(most).map((value) => {
        const r = radius(value, most)
        const top = foot - 2 * r
        return (
          <>
            <circle class="disc-key" cx={x} cy={(foot - r).toFixed(1)} r={r.toFixed(1)} />
            <path class="disc-key" d={`M${x} ${top.toFixed(1)}H${x + LARGEST + 8}`} />
            <text class="disc-label" x={x + LARGEST + 12} y={(top + 4).toFixed(1)}>
              {formatNumber(value, { language, decimals: 0 })}
            </text>
          </>
        )
      })}
    </g>
  )
}

function mostOf(areas: readonly AreaView[]): number {
  return Math.max(1, ...areas.map(({ figure: { cell } }) => ('value' in cell ? Math.abs(cell.value) : 0)))
}

function radius(value: number, most: number): number {
  return LARGEST * Math.sqrt(Math.abs(value) / most)
}

/** 30 000, 10 000, 1 000 for a largest of 31 606: far enough apart for their labels. */
function roundSteps(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const first = Math.floor(most / power) * power
  return [...new Set([first, first >= 2 * power ? power : power / 2, power / 10])].filter((step) => step >= 1)
}
