/** One map, or two that move together, on top of the static drawings: the same part seen, the same area read. */

import type { Language } from '../../../domain/shared/text.ts'
import { mapWord } from '../../../view/map-words.ts'
import type { MapTopology } from '../../../view/map-topology.ts'
import { make, makeButton } from './dom.ts'
import { listenTo, ZOOM_STEP } from './gestures.ts'
import { walkOver } from './neighbour.ts'
import { makePanel, type Panel } from './panel.ts'
import { loadJson, readShapes, type Shapes } from './shapes.ts'
import { moveBy, showing, WHOLE, zoomAt, type View } from './view.ts'

/** @throws {Error} when the portal does not answer: the static map stays as it is */
export async function openExplorer(root: HTMLElement): Promise<void> {
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'fr'
  const holders = [...root.querySelectorAll<HTMLElement>('.panel')]
  const topology = loadJson<MapTopology>(root.dataset['shapes'] ?? '')
  const shapes = readShapes(await topology)
  const panels = await Promise.all(holders.map((holder) => makePanel(holder, shapes, language)))
  const live = make('p', { class: 'unseen', 'aria-live': 'polite', 'data-live': '' })
  root.append(live, makeHelp(language))
  join(panels, shapes, live, language)
  root.classList.add('open')
  panels[0]?.stage.element.focus({ preventScroll: true })
}

function join(panels: readonly Panel[], shapes: Shapes, live: HTMLElement, language: Language): void {
  const { frame, areas } = shapes
  const walk = walkOver(areas)
  const alphabet = areas.map((_, i) => i).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'))
  let view: View = WHOLE
  let chosen: number | undefined
  let hovered: number | undefined

  function nameOf(area: number): string {
    return areas[area]?.name ?? ''
  }

  function see(next: View): void {
    view = next
    for (const { stage } of panels) stage.show(view)
  }

  function read(): void {
    for (const panel of panels) panel.read(hovered ?? chosen)
  }

  /** Chosen by finger, click or key: it stays, and is said aloud. */
  function choose(area: number | undefined): void {
    chosen = area
    const place = area === undefined ? undefined : areas[area]
    if (place) see(showing(view, place, frame))
    read()
    say()
  }

  function say(): void {
    const said = chosen === undefined ? [] : panels.map((panel) => panel.words(chosen ?? 0, panels.length > 1))
    live.textContent =
      chosen === undefined ? '' : `${nameOf(chosen)}${language === 'fr' ? '\u00a0: ' : ': '}${said.join(' ; ')}`
  }

  /** Where the walk begins: what stands in the first panel's order, nearest to the middle of what is seen. */
  function start(): number | undefined {
    const middle = { x: (frame.width / 2 - view.x) / view.k, y: (frame.height / 2 - view.y) / view.k }
    const far = (i: number): number => Math.hypot((areas[i]?.x ?? 0) - middle.x, (areas[i]?.y ?? 0) - middle.y)
    return view.k === 1 ? panels[0]?.largest() : alphabet.toSorted((a, b) => far(a) - far(b))[0]
  }

  for (const panel of panels) {
    const zoom = (factor: number): void => {
      const at = chosen === undefined ? undefined : areas[chosen]
      see(
        zoomAt(
          view,
          factor,
          at ? { x: view.k * at.x + view.x, y: view.k * at.y + view.y } : { x: frame.width / 2, y: frame.height / 2 },
          frame
        )
      )
    }
    listenTo(panel.stage, frame, {
      zoom: (factor, at) => (at ? see(zoomAt(view, factor, at, frame)) : zoom(factor)),
      move: (dx, dy) => see(moveBy(view, dx, dy, frame)),
      whole: () => see(WHOLE),
      hover(area) {
        if (area === hovered) return
        hovered = area
        read()
      },
      choose(area) {
        panel.stage.element.focus({ preventScroll: true })
        choose(area)
      },
      walk: (direction) => choose(chosen === undefined ? start() : (walk(chosen, direction) ?? chosen)),
      spell(step) {
        const at = chosen === undefined ? -1 : alphabet.indexOf(chosen)
        const last = alphabet.length - 1
        const next = step === 'first' ? 0 : step === 'last' ? last : Math.min(last, Math.max(0, at + step))
        choose(alphabet[next])
      },
      letter(letter) {
        const matches = alphabet.filter((i) => startOf(nameOf(i)) === startOf(letter))
        const at = chosen === undefined ? -1 : matches.indexOf(chosen)
        const next = matches[(at + 1) % matches.length]
        if (next !== undefined) choose(next)
      },
      enter() {
        if (chosen === undefined) choose(start())
        else panel.card.querySelector<HTMLElement>('.figure')?.focus()
      },
      leave: () => choose(undefined)
    })
    panel.stage.element.parentElement?.append(
      make(
        'div',
        { class: 'zoom' },
        makeButton('+', { 'aria-label': mapWord('enlarge', language) }, () => zoom(ZOOM_STEP)),
        makeButton('\u2212', { 'aria-label': mapWord('reduce', language) }, () => zoom(1 / ZOOM_STEP)),
        makeButton(mapWord('all', language), { 'aria-label': mapWord('whole', language) }, () => see(WHOLE))
      )
    )
    panel.card.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') panel.stage.element.focus()
    })
    panel.changed = () => {
      read()
      say()
    }
  }
  see(WHOLE)
  read()
}

/** Without its accent: É is found under E. */
function startOf(name: string): string {
  return name.normalize('NFD').charAt(0).toLowerCase()
}

function makeHelp(language: Language): HTMLElement {
  const details = make(
    'details',
    { class: 'note gap help' },
    make('summary', { text: mapWord('helpTitle', language) }),
    make('p', { id: 'map-help', text: mapWord('help', language) })
  )
  return details
}
