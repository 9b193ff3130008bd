/** One map, or two that move together, on top of the static drawings: the same part seen, the same area read. */

import type { Language } from '../../../domain/shared/text.ts'
import type { MapTopology } from '../../../view/map-topology.ts'
import { mapWord } from '../../../view/map-words.ts'
import { colon, make, makeHelp } from './dom.ts'
import { makePanel } from './panel.ts'
import { loadJson, readShapes } from './shapes.ts'
import { makeTour } from './tour.ts'

/** @throws {Error} when the portal does not answer: the static map stays as it is */
export async function openExplorer(root: HTMLElement): Promise<void> {
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'fr'
  const shapes = readShapes(await loadJson<MapTopology>(root.dataset['shapes'] ?? ''))
  const holders = [...root.querySelectorAll<HTMLElement>('.panel')]
  const panels = await Promise.all(holders.map((holder) => makePanel(holder, shapes, language)))
  const live = make('p', { class: 'unseen', 'aria-live': 'polite', 'data-live': '' })
  const tour = makeTour(shapes, language, {
    read(area) {
      for (const panel of panels) panel.read(area)
    },
    say(area) {
      const words = area === undefined ? [] : panels.map((panel) => panel.words(area, panels.length > 1))
      const name = area === undefined ? '' : (shapes.areas[area]?.name ?? '')
      live.textContent = name && name + colon(language) + words.join(' ; ')
    },
    start: () => panels[0]?.largest()
  })
  root.append(live, makeHelp(mapWord('help', language), language))
  for (const panel of panels) {
    tour.attach(panel.stage, { enter: () => panel.card.querySelector<HTMLElement>('.figure')?.focus() })
    panel.card.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') panel.stage.element.focus()
    })
    panel.changed = () => tour.choose(tour.chosen())
  }
  root.classList.add('open')
  tour.again()
  panels[0]?.stage.element.focus({ preventScroll: true })
}
