/** Fingers, mouse and keys on a map, as what they mean: enlarge, move, point, choose, walk. */

import type { Direction } from './neighbour.ts'
import type { Stage } from './stage.ts'
import type { Frame, Point } from './view.ts'

export type Gestures = {
  readonly zoom: (factor: number, at: Point | undefined) => void
  readonly move: (dx: number, dy: number) => void
  readonly whole: () => void
  readonly hover: (area: number | undefined) => void
  readonly choose: (area: number | undefined) => void
  readonly walk: (direction: Direction) => void
  /** Along the alphabet: one step, or to its end. */
  readonly spell: (step: 1 | -1 | 'first' | 'last') => void
  readonly letter: (letter: string) => void
  readonly enter: () => void
  readonly leave: () => void
  /** When a finger draws instead of moving: what it has drawn so far, in pixels of the frame. */
  readonly lasso?: { readonly isOn: () => boolean; readonly draw: (points: readonly Point[], isOver: boolean) => void }
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down'
}
const MOVES = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] } as const

export const ZOOM_STEP = 1.6
/** Of the frame, for a push of the keyboard. */
const PUSH = 0.2
/** Pixels of the screen under which a finger has not moved. */
const STILL = 6

export function listenTo(stage: Stage, frame: Frame, on: Gestures): void {
  const { element } = stage
  listenToKeys(element, frame, on)
  listenToPointers(stage, frame, on)
  element.addEventListener(
    'wheel',
    (event) => {
      // A page that is scrolled is not caught by its map.
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return
      event.preventDefault()
      on.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022)), pointOf(stage, frame, event))
    },
    { passive: false }
  )
}

function listenToKeys(element: HTMLElement, { width, height }: Frame, on: Gestures): void {
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => on.zoom(ZOOM_STEP, undefined),
    '=': () => on.zoom(ZOOM_STEP, undefined),
    '-': () => on.zoom(1 / ZOOM_STEP, undefined),
    '0': on.whole,
    PageDown: () => on.spell(1),
    PageUp: () => on.spell(-1),
    Home: () => on.spell('first'),
    End: () => on.spell('last'),
    Enter: on.enter,
    ' ': on.enter,
    Escape: on.leave
  }
  element.addEventListener('keydown', (event) => {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return
    const direction = ARROWS[event.key]
    const act = keys[event.key]
    if (direction && event.shiftKey) {
      const [dx, dy] = MOVES[direction]
      on.move(dx * PUSH * width, dy * PUSH * height)
    } else if (direction) on.walk(direction)
    else if (act) act()
    else if (/^\p{L}$/u.test(event.key)) on.letter(event.key)
    else return
    event.preventDefault()
  })
}

function listenToPointers(stage: Stage, frame: Frame, on: Gestures): void {
  const { element } = stage
  type Finger = { x: number; y: number; readonly start: Point; readonly area: number | undefined; moved: boolean }
  const fingers = new Map<number, Finger>()
  let drawn: Point[] = []
  const scale = (): number => frame.width / (element.querySelector('svg')?.clientWidth || frame.width)

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    const { clientX: x, clientY: y } = event
    fingers.set(event.pointerId, { x, y, start: { x, y }, area: stage.areaAt(event.target), moved: false })
  })
  element.addEventListener('pointermove', (event) => {
    const finger = fingers.get(event.pointerId)
    if (!finger) {
      if (event.pointerType === 'mouse') on.hover(stage.areaAt(event.target))
      return
    }
    const before = [...fingers.values()].map(({ x, y }) => ({ x, y }))
    const { x, y } = finger
    ;[finger.x, finger.y] = [event.clientX, event.clientY]
    const far = Math.hypot(finger.x - finger.start.x, finger.y - finger.start.y)
    if (!finger.moved && far < STILL && fingers.size === 1) return
    if (!finger.moved) element.setPointerCapture(event.pointerId)
    finger.moved = true
    if (fingers.size === 1 && on.lasso?.isOn()) {
      drawn.push(pointOf(stage, frame, event))
      return on.lasso.draw(drawn, false)
    }
    const [one, other] = [...fingers.values()]
    const [was, wasOther] = before
    if (one && other && was && wasOther) {
      const middle = { clientX: (one.x + other.x) / 2, clientY: (one.y + other.y) / 2 }
      const spread = Math.hypot(one.x - other.x, one.y - other.y) / Math.hypot(was.x - wasOther.x, was.y - wasOther.y)
      on.zoom(spread, pointOf(stage, frame, middle))
      on.move(((finger.x - x) / 2) * scale(), ((finger.y - y) / 2) * scale())
    } else on.move((finger.x - x) * scale(), (finger.y - y) * scale())
  })
  const lift = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId)
    fingers.delete(event.pointerId)
    if (drawn.length > 0) {
      on.lasso?.draw(event.type === 'pointerup' ? drawn : [], true)
      drawn = []
    } else if (finger && !finger.moved && event.type === 'pointerup') on.choose(finger.area)
  }
  element.addEventListener('pointerup', lift)
  element.addEventListener('pointercancel', lift)
  element.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') on.hover(undefined)
  })
}

/** In pixels of the drawing. */
function pointOf(
  { element }: Stage,
  { width }: Frame,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number }
): Point {
  const box = (element.querySelector('svg') ?? element).getBoundingClientRect()
  const scale = width / (box.width || width)
  return { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale }
}
