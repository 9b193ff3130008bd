/** One map of an explorer: its values, its card, its legend that highlights, its periods. */

import type { Language } from '../../../domain/shared/text.ts'
import { mapWord } from '../../../view/map-words.ts'
import type { MapCell, MapValues } from '../../../view/map-values.tsx'
import { make, makeButton, makeWalkable } from './dom.ts'
import { followPeriods } from './periods.ts'
import { loadJson, type Shapes } from './shapes.ts'
import { makeStage, type Stage } from './stage.ts'

export type Panel = {
  readonly stage: Stage
  readonly card: HTMLElement
  readonly read: (area: number | undefined) => void
  /** The value as it is said aloud; with what is measured, where two maps speak. */
  readonly words: (area: number, named: boolean) => string
  /** Most inhabitants. */
  readonly largest: () => number | undefined
  /** Told when another period is shown. */
  changed: () => void
}

type Reading = { readonly values: MapValues; readonly cells: readonly (MapCell | undefined)[] }

export async function makePanel(holder: HTMLElement, shapes: Shapes, language: Language): Promise<Panel> {
  const readings = new Map<string, Promise<Reading>>()
  const places = new Map(shapes.areas.map(({ id }, i) => [id, i]))
  const periods = holder.querySelector<HTMLElement>('[data-periods]')
  let reading = await readingAt(holder.dataset['period'] ?? '')
  const canvas = holder.querySelector<HTMLElement>('.canvas') ?? holder
  const stage = makeStage(canvas, shapes)
  const card = make('div', { class: 'map-card' })
  canvas.parentElement?.after(card)
  makeWalkable(canvas, language)
  let only: string | undefined
  let shown: number | undefined

  function readingAt(period: string): Promise<Reading> {
    const known = readings.get(period)
    if (known) return known
    const address = `${holder.dataset['values'] ?? ''}&period=${period}`
    const made = loadJson<MapValues>(address).then((values) => {
      const byArea = new Map(values.cells.map((cell) => [cell[0], cell]))
      return { values, cells: shapes.areas.map(({ id }) => byArea.get(id)) }
    })
    readings.set(period, made)
    made.catch(() => readings.delete(period))
    return made
  }

  function draw(): void {
    const { values, cells } = reading
    const isDiscs = values.kind === 'discs'
    canvas.setAttribute('aria-label', `${values.title}. ${values.label}`)
    stage.paint(
      cells.map((cell) =>
        isDiscs ? { className: `plain ${cell?.[1] ?? ''}`, radius: cell?.[4] ?? 0 } : { className: cell?.[1] ?? 'c0' }
      ),
      values.kind
    )
    stage.nameInOrder(values.cells.flatMap(([id]) => places.get(id) ?? []))
    const [finding, under] = holder.querySelectorAll('figcaption p')
    if (finding) finding.textContent = values.title
    if (under) under.textContent = values.note
    drawLegend(values.legend)
    stage.only(only)
    read(shown)
  }

  /** The rows are the server's; a button in each shows its class alone. */
  function drawLegend(html: string): void {
    const old = holder.querySelector('.legend')
    if (!old || html === '') return
    const focused = document.activeElement?.closest('[data-class]')?.getAttribute('data-class')
    const fragment = document.createRange().createContextualFragment(html)
    for (const row of fragment.querySelectorAll<HTMLElement>('[data-class]')) {
      const head = row.querySelector('th')
      if (!head) continue
      const name = row.dataset['class'] ?? ''
      const button = makeButton('', { class: 'only', 'aria-pressed': String(name === only) }, () => {
        only = name === only ? undefined : name
        stage.only(only)
        for (const one of holder.querySelectorAll('.only')) {
          one.setAttribute('aria-pressed', String(one.closest('[data-class]')?.getAttribute('data-class') === only))
        }
      })
      button.append(make('span', { class: 'unseen', text: `${mapWord('highlight', language)} ` }), ...head.childNodes)
      head.append(button)
      for (const [type, lit] of [
        ['pointerenter', name],
        ['pointerleave', undefined]
      ] as const)
        row.addEventListener(type, () => stage.only(lit ?? only))
    }
    old.replaceWith(fragment)
    if (focused) holder.querySelector<HTMLElement>(`[data-class="${focused}"] button`)?.focus()
  }

  function read(area: number | undefined): void {
    shown = area
    const place = area === undefined ? undefined : shapes.areas[area]
    const cell = area === undefined ? undefined : reading.cells[area]
    stage.point(area, place ? `${place.name} ${cell?.[2] ?? ''}` : '')
    if (!place) return card.replaceChildren(make('p', { class: 'note', text: mapWord('hint', language) }))
    const { figure, territory, notes } = reading.values
    const link = make('a', { href: addressAt(territory, place.id), text: place.name })
    const value = cell
      ? make('a', { href: addressAt(figure, place.id), class: 'figure', text: cell[2] })
      : make('span', { text: mapWord('noValue', language) })
    card.replaceChildren(
      make('p', { class: 'card-name' }, link),
      make('p', { class: 'card-value' }, value),
      make('p', { class: 'note', text: (cell?.[3] ?? []).map((note) => notes[note] ?? '').join(' ') })
    )
  }

  const panel: Panel = {
    stage,
    card,
    read,
    words(area, named) {
      const cell = reading.cells[area]
      if (!cell) return mapWord('noValue', language)
      const said = [cell[2], ...cell[3].map((note) => reading.values.notes[note] ?? '')].join('. ')
      return named ? `${reading.values.label}, ${said}` : said
    },
    largest() {
      const [first] = reading.values.cells
      return first && places.get(first[0])
    },
    changed: () => {}
  }
  if (periods) {
    followPeriods(periods, language, async (period) => {
      reading = await readingAt(period)
      draw()
      panel.changed()
    })
  }
  draw()
  return panel
}

function addressAt(address: string, area: string): string {
  return address.replace('{area}', area)
}
