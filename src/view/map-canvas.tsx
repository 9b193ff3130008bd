/** A map as a drawing with its words laid over it in HTML: type never shrinks with the screen. */

import type { Child } from 'hono/jsx'
import type { Named } from './map-names.ts'
import type { MapFrame } from './map-shapes.ts'

/** On a small screen, the first names alone. */
const ON_PHONES = 4

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
  const at = ({ x, y }: Named): string => `left:${percent(x, width)};top:${percent(y, height)}`
  return (
    <div class="canvas">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {children}
      </svg>
      {names.map((one, i) => (
        <span class={i < ON_PHONES ? 'place' : 'place minor'} style={at(one)} aria-hidden="true">
          {one.name}
        </span>
      ))}
      {marks.map((one) => (
        <span class="place mark" style={at(one)} aria-hidden="true">
          {one.name}
        </span>
      ))}
    </div>
  )
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`
}
