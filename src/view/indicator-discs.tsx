/** Counts as circles whose area is the number, the largest under the others; a decrease is hollow. */

import type { Language } from '../domain/shared/text.ts'
import type { AreaShapes } from './area-shapes.ts'
import type { MapView } from './indicator-view.ts'
import { isMiddle } from './map-canvas.tsx'
import type { Named } from './map-names.ts'
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

export function discsOf({ areas, most }: MapView, { centres }: AreaShapes): readonly Disc[] {
  return areas
    .flatMap(({ perimeter, figure: { cell }, mine }) => {
      const centre = centres.get(perimeter)
      if (!centre || !('value' in cell) || cell.value === 0) return []
      return [{ ...centre, r: radius(cell.value, most), value: cell.value, mine }]
    })
    .toSorted((a, b) => b.r - a.r)
}

/** Words of the key, one at the top of each circle. */
export function discKey({ most }: MapView, frame: MapFrame, language: Language): readonly Named[] {
  return keyOf(most, frame).map(({ value, x, top }) => ({
    ...{ x: x + LARGEST + 12, y: top },
    name: formatNumber(value, { language, decimals: 0 })
  }))
}

export function DiscKey({ map: { most }, frame }: { readonly map: MapView; readonly frame: MapFrame }) {
  const key = keyOf(most, frame)
  return (
    <>
      {key.map(({ x, y, r, top }, i) => (
        <g class={isMiddle(i, key) ? 'large' : undefined}>
          <circle class="disc-key" cx={x} cy={y.toFixed(1)} r={r.toFixed(1)} />
          <path class="disc-key" d={`M${x} ${top.toFixed(1)}H${x + LARGEST + 8}`} />
        </g>
      ))}
    </>
  )
}

/** Nested circles of round numbers, standing on one point, at the lower left. */
function keyOf(most: number, frame: MapFrame) {
  const [x, foot] = [LARGEST + 14, frame.height - 16]
  return roundSteps(most).map((value) => {
    const r = radius(value, most)
    return { value, x, y: foot - r, r, top: foot - 2 * r }
  })
}

export function radius(value: number, most: number): number {
  return LARGEST * Math.sqrt(Math.abs(value) / most)
}

/** 30 000, 10 000, 1 000 for a largest of 31 606: far enough apart for their labels. */
function roundSteps(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const first = Math.floor(most / power) * power
  return [...new Set([first, first >= 2 * power ? power : power / 2, power / 10])].filter((step) => step >= 1)
}
