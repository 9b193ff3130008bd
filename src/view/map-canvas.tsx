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
  return (
    <div class="canvas">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {children}
      </svg>
      <PlaceNames names={names} frame={frame} />
      {marks.map((one, i) => (
        <span class={`place mark${isMiddle(i, marks) ? ' minor' : ''}`} style={placed(one, frame)} aria-hidden="true">
          {one.name}
        </span>
      ))}
    </div>
  )
}

/** Over a drawing: all of them on a wide screen, on a phone those that find room. */
export function PlaceNames({ names, frame }: Pick<MapCanvasProps, 'names' | 'frame'>) {
  const onPhones = new Set(placeNames(names, frame, frame.width / PHONE))
  return (
    <>
      {names.map((one) => (
        <span class={onPhones.has(one) ? 'place' : 'place minor'} style={placed(one, frame)} aria-hidden="true">
          {one.name}
        </span>
      ))}
    </>
  )
}

function placed({ x, y }: Named, { width, height }: MapFrame): string {
  return `left:${percent(x, width)};top:${percent(y, height)}`
}

/** Of three circles of a key, small screens have room to name the largest and the smallest. */
export function isMiddle(i: number, { length }: { readonly length: number }): boolean {
  return i > 0 && i < length - 1
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`
}
