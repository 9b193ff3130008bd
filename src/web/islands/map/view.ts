/** Which part of a map is seen: how much it is enlarged, and how far it is moved, in pixels of its drawing. */

export type Frame = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** A point of the drawing is seen at `k * point + (x, y)`. */
export type View = { readonly k: number; readonly x: number; readonly y: number }

export const WHOLE: View = { k: 1, x: 0, y: 0 }

/** A commune then fills the frame. */
const MOST = 24
/** An area walked to stays this far from the edge, in proportion of the frame. */
const EDGE = 0.12

/** Enlarged by a factor, with what is seen at a point staying there. */
export function zoomAt({ k, x, y }: View, factor: number, at: Point, frame: Frame): View {
  const next = Math.min(MOST, Math.max(1, k * factor))
  const by = next / k
  return within({ k: next, x: at.x - (at.x - x) * by, y: at.y - (at.y - y) * by }, frame)
}

/** What shows a part of the drawing, with room around it. */
export function fitting(points: readonly Point[], frame: Frame): View {
  if (points.length === 0) return WHOLE
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const room = Math.max(right - left, bottom - top, frame.width / MOST) * 0.4
  const k = Math.min(frame.width / (right - left + room), frame.height / (bottom - top + room))
  const shown = Math.min(MOST, Math.max(1, k))
  return within(
    {
      k: shown,
      x: frame.width / 2 - (shown * (left + right)) / 2,
      y: frame.height / 2 - (shown * (top + bottom)) / 2
    },
    frame
  )
}

export function moveBy({ k, x, y }: View, dx: number, dy: number, frame: Frame): View {
  return within({ k, x: x + dx, y: y + dy }, frame)
}

/** Moved no more than it takes to show a point of the drawing. */
export function showing(view: View, point: Point, frame: Frame): View {
  const shift = (seen: number, size: number): number =>
    Math.max(0, EDGE * size - seen) - Math.max(0, seen - (1 - EDGE) * size)
  const dx = shift(view.k * point.x + view.x, frame.width)
  const dy = shift(view.k * point.y + view.y, frame.height)
  return dx === 0 && dy === 0 ? view : moveBy(view, dx, dy, frame)
}

/** The drawing always fills the frame. */
function within({ k, x, y }: View, { width, height }: Frame): View {
  return { k, x: clamp(x, width * (1 - k), 0), y: clamp(y, height * (1 - k), 0) }
}

function clamp(value: number, least: number, most: number): number {
  // Minus zero would read « -0 » in an attribute.
  return Math.min(most, Math.max(least, value)) + 0
}
