/** A walk over one map, or several that move together: what is seen, what is chosen, and the keys and fingers that say so. */

import type { Language } from '../../../domain/shared/text.ts'
import { mapWord } from '../../../view/map-words.ts'
import { make, makeButton } from './dom.ts'
import { listenTo, ZOOM_STEP, type Gestures } from './gestures.ts'
import { walkOver } from './neighbour.ts'
import type { Shapes } from './shapes.ts'
import type { Stage } from './stage.ts'
import { moveBy, showing, WHOLE, zoomAt, type View } from './view.ts'

export type Tour = {
  /** The area chosen by finger, click or key. */
  readonly chosen: () => number | undefined
  readonly choose: (area: number | undefined) => void
  readonly view: () => View
  readonly see: (view: View) => void
  /** Shows again what is read. */
  readonly again: () => void
  readonly attach: (stage: Stage, own: Pick<Gestures, 'enter'> & Partial<Gestures>) => void
}

export type TourPlan = {
  /** What a hover, a focus or a tap shows. */
  readonly read: (area: number | undefined) => void
  /** What is said aloud once an area is chosen. */
  readonly say: (area: number | undefined) => void
  /** Where the walk begins, with all in view. */
  readonly start: () => number | undefined
}

export function makeTour({ frame, areas }: Shapes, language: Language, { read, say, start }: TourPlan): Tour {
  const walk = walkOver(areas)
  const alphabet = areas.map((_, i) => i).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'))
  const stages: Stage[] = []
  const middle = { x: frame.width / 2, y: frame.height / 2 }
  let view: View = WHOLE
  let chosen: number | undefined
  let hovered: number | undefined

  function nameOf(area: number): string {
    return areas[area]?.name ?? ''
  }

  function see(next: View): void {
    view = next
    for (const stage of stages) stage.show(view)
  }

  function again(): void {
    read(hovered ?? chosen)
  }

  function choose(area: number | undefined): void {
    chosen = area
    // A mouse that rests on the map does not hide where keys have gone.
    hovered = undefined
    const place = area === undefined ? undefined : areas[area]
    if (place) see(showing(view, place, frame))
    again()
    say(area)
  }

  function zoom(factor: number): void {
    const place = chosen === undefined ? undefined : areas[chosen]
    const at = place ? { x: view.k * place.x + view.x, y: view.k * place.y + view.y } : middle
    see(zoomAt(view, factor, at, frame))
  }

  /** Nearest to the middle of what is seen, when that is not all. */
  function first(): number | undefined {
    if (view.k === 1) return start()
    const far = (i: number): number =>
      Math.hypot(view.k * (areas[i]?.x ?? 0) + view.x - middle.x, view.k * (areas[i]?.y ?? 0) + view.y - middle.y)
    return alphabet.toSorted((a, b) => far(a) - far(b))[0]
  }

  return {
    chosen: () => chosen,
    choose,
    view: () => view,
    see,
    again,
    attach(stage, own) {
      stages.push(stage)
      listenTo(stage, frame, {
        zoom: (factor, at) => (at ? see(zoomAt(view, factor, at, frame)) : zoom(factor)),
        move: (dx, dy) => see(moveBy(view, dx, dy, frame)),
        whole: () => see(WHOLE),
        hover(area) {
          if (area === hovered) return
          hovered = area
          again()
        },
        choose(area) {
          stage.element.focus({ preventScroll: true })
          choose(area)
        },
        walk: (direction) => choose(chosen === undefined ? first() : (walk(chosen, direction) ?? chosen)),
        spell(step) {
          const at = chosen === undefined ? -1 : alphabet.indexOf(chosen)
          const last = alphabet.length - 1
          const next = step === 'first' ? 0 : step === 'last' ? last : Math.min(last, Math.max(0, at + step))
          choose(alphabet[next])
        },
        letter(letter) {
          const matches = alphabet.filter((i) => startOf(nameOf(i)) === startOf(letter))
          const next = matches[((chosen === undefined ? -1 : matches.indexOf(chosen)) + 1) % matches.length]
          if (next !== undefined) choose(next)
        },
        leave: () => choose(undefined),
        ...own,
        enter: () => (chosen === undefined ? choose(first()) : own.enter())
      })
      stage.element.parentElement?.append(
        make(
          'div',
          { class: 'zoom' },
          makeButton('+', { 'aria-label': mapWord('enlarge', language) }, () => zoom(ZOOM_STEP)),
          makeButton('\u2212', { 'aria-label': mapWord('reduce', language) }, () => zoom(1 / ZOOM_STEP)),
          makeButton(mapWord('all', language), { 'aria-label': mapWord('whole', language) }, () => see(WHOLE))
        )
      )
      stage.show(view)
    }
  }
}

/** Without its accent: É is found under E. */
function startOf(name: string): string {
  return name.normalize('NFD').charAt(0).toLowerCase()
}
