/** A map of counts: circles whose area is the number, on the communes of one perimeter, with their key. */

import type { Language } from '../domain/shared/text.ts'
import { placeNames } from './map-names.ts'
import type { MapShapes } from './map-shapes.ts'
import { formatNumber } from './number.ts'

export type Count = { readonly code: string; readonly name: string; readonly value: number }

export type CountMapProps = {
  readonly shapes: MapShapes
  readonly counts: readonly Count[]
  readonly unit: string
  readonly title: string
  readonly language: Language
}

/** Largest circle, in pixels of the drawing: towns may overlap, none hides the map. */
const LARGEST = 34

export function CountMap({ shapes, counts, unit, title, language }: CountMapProps) {
  const { frame, communes } = shapes
  const most = Math.max(...counts.map(({ value }) => value), 1)
  const radius = (value: number): number => LARGEST * Math.sqrt(value / most)
  const discs = counts
    .flatMap((count) => {
      const shape = communes.get(count.code)
      return shape ? [{ ...count, ...shape, r: radius(count.value) }] : []
    })
    .toSorted((a, b) => b.value - a.value)
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={title}>
      <path class="land" d={shapes.land} />
      <path class="ground" d={shapes.ground} />
      <path class="borders" d={shapes.borders} />
      <path class="inner" d={shapes.inner} />
      <path class="halo" d={shapes.outline} />
      <path class="outline" d={shapes.outline} />
      <g class="disc">
        {discs.map(({ x, y, r }) => (
          <circle cx={x} cy={y} r={r.toFixed(1)} />
        ))}
      </g>
      {counts.length > 1 &&
        placeNames(discs, frame).map(({ x, y, name }) => (
          <text x={x} y={y + 4} text-anchor="middle">
            {name}
          </text>
        ))}
      {counts.length > 1 && <Key most={most} radius={radius} frame={frame} unit={unit} language={language} />}
    </svg>
  )
}

/** Nested circles of round numbers, standing on one point, at the lower left. */
function Key({
  most,
  radius,
  frame,
  unit,
  language
}: {
  readonly most: number
  readonly radius: (value: number) => number
  readonly frame: MapShapes['frame']
  readonly unit: string
  readonly language: Language
}) {
  const steps = roundSteps(most)
  const [x, foot] = [LARGEST + 12, frame.height - 14]
  return (
    <g aria-hidden="true">
      {steps.map((value, i) => {
        const r = radius(value)
        const top = foot - 2 * r
        return (
          <>
            <circle class="disc-key" cx={x} cy={(foot - r).toFixed(1)} r={r.toFixed(1)} />
            <path class="disc-key" d={`M${x} ${top.toFixed(1)}H${x + LARGEST + 8}`} />
            <text class="disc-label" x={x + LARGEST + 12} y={(top + 4).toFixed(1)}>
              {formatNumber(value, { language, decimals: 0 })}
              {i === 0 && `\u00a0${unit}`}
            </text>
          </>
        )
      })}
    </g>
  )
}

/** 30 000, 10 000, 1 000 for a largest of 31 606: far enough apart for their labels. */
function roundSteps(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const first = Math.floor(most / power) * power
  return [...new Set([first, first >= 2 * power ? power : power / 2, power / 10])].filter((step) => step >= 1)
}
