/** A map of counts: circles whose area is the number, on the communes of one perimeter, with their key. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Language } from '../domain/shared/text.ts'
import { isMiddle, MapCanvas } from './map-canvas.tsx'
import { placeNames, type Named } from './map-names.ts'
import type { MapShapes } from './map-shapes.ts'
import { typeset } from './messages.ts'
import { formatNumber } from './number.ts'

export type Count = { readonly code: string; readonly name: string; readonly cell: Cell }

export type CountMapProps = {
  readonly shapes: MapShapes
  readonly counts: readonly Count[]
  readonly unit: string
  readonly title: string
  readonly language: Language
  /** Names of what surrounds a commune alone. */
  readonly around?: readonly Named[]
}

/** Largest circle, in pixels of the drawing: towns may overlap, none hides the map. */
const [LARGEST, LARGEST_OF_MANY] = [30, 20]
const MANY = 200

export function CountMap({ shapes, counts, unit, title, language, around = [] }: CountMapProps) {
  const { frame, communes } = shapes
  const most = Math.max(...counts.flatMap(({ cell }) => ('value' in cell ? [cell.value] : [])), 1)
  const largest = counts.length > MANY ? LARGEST_OF_MANY : LARGEST
  const radius = (value: number): number => largest * Math.sqrt(value / most)
  const discs = counts
    .flatMap(({ code, name, cell }) => {
      const shape = communes.get(code)
      return shape && 'value' in cell ? [{ name, x: shape.x, y: shape.y, r: radius(cell.value) }] : []
    })
    .toSorted((a, b) => b.r - a.r)
  const crosses = withoutValue(counts).flatMap(({ code }) => communes.get(code) ?? [])
  const isMany = counts.length > 1
  const key = isMany ? keyOf(most, radius, frame.height) : []
  return (
    <MapCanvas
      frame={frame}
      title={title}
      names={placeNames([...discs, ...around], frame)}
      marks={key.map(({ value, x, top }, i) => ({
        ...{ x: x + LARGEST + 12, y: top },
        name: formatNumber(value, { language, decimals: 0 }) + (i === 0 && unit ? `\u00a0${unit}` : '')
      }))}
    >
      <path class="land" d={shapes.land} />
      {shapes.around.borders !== '' && <path class="around" d={shapes.around.borders} />}
      <path class="ground" d={shapes.ground} />
      <path class="borders" d={shapes.borders} />
      <path class="inner" d={shapes.inner} />
      <defs>
        <path id="edge" d={shapes.outline} />
      </defs>
      <use class="halo" href="#edge" />
      <use class="outline" href="#edge" />
      <g class="disc">
        {discs.map(({ x, y, r }) => (
          <circle cx={x} cy={y} r={r.toFixed(1)} />
        ))}
      </g>
      {crosses.length > 0 && <path class="no-disc" d={crosses.map(({ x, y }) => crossAt(x, y)).join('')} />}
      {key.map(({ x, y, r, top }, i) => (
        <g class={isMiddle(i, key) ? 'large' : undefined}>
          <circle class="disc-key" cx={x} cy={y.toFixed(1)} r={r.toFixed(1)} />
          <path class="disc-key" d={`M${x} ${top.toFixed(1)}H${x + LARGEST + 8}`} />
        </g>
      ))}
    </MapCanvas>
  )
}

/** The line of the key for communes that have no circle; nothing where all have one. */
export function Uncounted({ counts, language }: Pick<CountMapProps, 'counts' | 'language'>) {
  const missing = withoutValue(counts)
  if (missing.length === 0) return null
  const count = formatNumber(missing.length, { language, decimals: 0 })
  const names = missing.length <= MOST_NAMED ? ` (${missing.map(({ name }) => name).join(', ')})` : ''
  return (
    <span class="uncounted">
      <svg viewBox="-6 -6 12 12" aria-hidden="true">
        <path class="no-disc" d={crossAt(0, 0)} />
      </svg>{' '}
      {typeset(
        {
          fr: `${count} ${missing.length > 1 ? 'communes' : 'commune'} sans valeur diffusée${names}.`,
          en: `${count} ${missing.length > 1 ? 'communes' : 'commune'} without a published value${names}.`
        }[language],
        language
      )}
    </span>
  )
}

/** With more, the table of members says which. */
const MOST_NAMED = 6

function withoutValue(counts: readonly Count[]): readonly Count[] {
  return counts.filter(({ cell }) => !('value' in cell))
}

function crossAt(x: number, y: number): string {
  const [left, right, top, foot] = [x - CROSS, x + CROSS, y - CROSS, y + CROSS]
  return `M${left} ${top}L${right} ${foot}M${left} ${foot}L${right} ${top}`
}

/** Half its width, in pixels of the drawing. */
const CROSS = 3.5

type KeyCircle = Omit<Named, 'name'> & { readonly value: number; readonly r: number; readonly top: number }

/** Nested circles of round numbers, standing on one point, at the lower left. */
function keyOf(most: number, radius: (value: number) => number, height: number): readonly KeyCircle[] {
  const [x, foot] = [LARGEST + 12, height - 12]
  return roundSteps(most).map((value) => {
    const r = radius(value)
    return { value, x, r, y: foot - r, top: foot - 2 * r }
  })
}

/** 30 000, 10 000, 1 000 for a largest of 31 606: far enough apart for their labels. */
function roundSteps(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most))
  const first = Math.floor(most / power) * power
  return [...new Set([first, first >= 3 * power ? power : power / 4, power / 20])].filter(
    (step) => step >= 1 && Number.isInteger(step)
  )
}
