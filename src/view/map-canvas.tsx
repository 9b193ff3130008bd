/** A map as a drawing with its words laid over it in HTML: type never shrinks with the screen. */

import type { Child } from 'hono/jsx'
import { placeNames, type Named } from './map-names.ts'
import type { MapFrame } from './map-shapes.ts'

/** The width of a map on a small screen, in pixels. */
const PHONE = 320

export type MapCanvasProps = {
  readonly frame: MapFrame
  readonly title: string
  readonly names: readonly Named[]
  /** Words of a key inside the map. */
  readonly marks?: readonly Named[]
  readonly children?: Child
}

export function MapCanvas({ frame, title, names, marks = [], children }: MapCanvasProps) {
  const { width, height } = frame
  const onPhones = new Set(placeNames(names, frame, width / PHONE))
  const at = ({ x, y }: Named): string => `left:${percent(x, width)};top:${percent(y, height)}`
  return (
    <div class="canvas">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {children}
      </svg>
      {names.map((one) => (
        <span class={onPhones.has(one) ? 'place' : 'place minor'} style={at(one)} aria-hidden="true">
          {one.name}
        </span>
      ))}
      {marks.map((one, i) => (
        <span class={`place mark${isMiddle(i, marks) ? ' minor' : ''}`} style={at(one)} aria-hidden="true">
          {one.name}
        </span>
      ))}
    </div>
  )
}

/** Of three circles of a key, small screens have room to name the largest and the smallest. */
export function isMiddle(i: number, { length }: { readonly length: number }): boolean {
  return i > 0 && i < length - 1
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`
}
