/** A perimeter put together on a map: a click, a lasso, a key; members and figures follow, and so does the address. */

import type { Language } from '../../../domain/shared/text.ts'
import type { WorkshopTopology } from '../../../view/map-topology.ts'
import { mapWord } from '../../../view/map-words.ts'
import { make, makeButton, makeHelp, makeWalkable } from '../map/dom.ts'
import { loadJson, readShapes, type Area } from '../map/shapes.ts'
import { makeStage } from '../map/stage.ts'
import { makeTour } from '../map/tour.ts'
import { fitting, type Point } from '../map/view.ts'
import { placesBetween, placesWithin } from './lasso.ts'
import { addressOf, membersOf, visitPage } from './page.ts'

type Sign = '+' | '~'

/** @throws {Error} when the portal does not answer: the map of links stays as it is */
export async function openWorkshop(root: HTMLElement): Promise<void> {
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'fr'
  const section = root.closest<HTMLElement>('section') ?? root
  const topology = await loadJson<WorkshopTopology>(root.dataset['shapes'] ?? '')
  const shapes = readShapes(topology)
  const { areas, frame } = shapes
  const canvas = make('div', { class: 'canvas', 'aria-label': mapWord('members', language) })
  const card = make('div', { class: 'map-card' })
  const count = make('output', {})
  const live = make('p', { class: 'unseen', 'aria-live': 'polite', 'data-live': '' })
  const figure = make('figure', { class: 'map' }, make('div', { class: 'gap' }, canvas), card)
  const stage = makeStage(canvas, shapes)
  let members = new Set(membersOf(root))
  let corner: number | undefined
  let lassoSign: Sign = '+'
  /** One change after the other: each starts from the perimeter that the one before gave. */
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0

  const lasso = makeButton(mapWord('lasso', language), { 'aria-pressed': 'false' }, () => {
    const isOn = lasso.getAttribute('aria-pressed') !== 'true'
    lasso.setAttribute('aria-pressed', String(isOn))
    canvas.classList.toggle('drawing', isOn)
  })
  const sign = makeButton(mapWord('lassoAdds', language), {}, () => {
    lassoSign = lassoSign === '+' ? '~' : '+'
    sign.textContent = mapWord(lassoSign === '+' ? 'lassoAdds' : 'lassoRemoves', language)
  })

  const tour = makeTour(shapes, language, { read, say, start: () => inSight()[0] })
  makeWalkable(canvas, language)
  root.querySelector('figure, .notice')?.remove()
  root.append(figure, make('div', { class: 'slider' }, lasso, sign, count), live)
  root.append(makeHelp(mapWord('workshopHelp', language), language))
  stage.nameInOrder(townsFirst(areas, topology.groups))
  tour.attach(stage, {
    enter: () => toggle(tour.chosen()),
    choose(area) {
      canvas.focus({ preventScroll: true })
      tour.choose(area)
      toggle(area)
    },
    letter: (letter) => (letter.toLowerCase() === 'l' ? setCorner() : undefined),
    leave() {
      corner = undefined
      tour.choose(undefined)
      draw()
    },
    lasso: {
      isOn: () => canvas.classList.contains('drawing'),
      draw(points, isOver) {
        stage.trace(isOver ? [] : points)
        if (isOver) take(placesWithin(areas, points.map(onDrawing)), lassoSign)
      }
    }
  })
  draw()
  tour.see(
    fitting(
      areas.filter(({ id }) => members.has(id)),
      frame
    )
  )
  tour.again()
  root.classList.add('open')
  canvas.focus({ preventScroll: true })
  addEventListener('popstate', () => run(() => location.href))
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('main a[href]') : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !root.isConnected || !isChange(link)) return
    event.preventDefault()
    run(() => link.href)
  })

  function onDrawing({ x, y }: Point): Point {
    const view = tour.view()
    return { x: (x - view.x) / view.k, y: (y - view.y) / view.k }
  }

  /** A link that adds or removes, and comes back to this page. */
  function isChange(link: HTMLAnchorElement): boolean {
    return link.pathname === root.dataset['action'] && link.search !== ''
  }

  function inSight(): readonly number[] {
    return areas.flatMap(({ id }, i) => (members.has(id) ? [i] : []))
  }

  function toggle(area: number | undefined): void {
    const place = area === undefined ? undefined : areas[area]
    if (area !== undefined && place) take([area], members.has(place.id) ? '~' : '+')
  }

  /** Shown at once, then asked of the portal. */
  function take(chosen: readonly number[], how: Sign): void {
    const codes = chosen.flatMap((i) => areas[i]?.id ?? []).filter((id) => members.has(id) !== (how === '+'))
    if (codes.length === 0) return
    ask(codes, codes, how)
  }

  function ask(codes: readonly string[], terms: readonly string[], how: Sign): void {
    for (const code of codes) {
      if (how === '+') members.add(code)
      else members.delete(code)
    }
    const [only] = codes.length === 1 ? areas.filter(({ id }) => id === codes[0]) : []
    const done = mapWord(how === '+' ? 'nowIn' : 'nowOut', language)
    live.textContent = `${only ? `${only.name}, ${done}. ` : ''}${counted(members.size)}.`
    draw()
    tour.again()
    run(() => addressOf(root, terms, how))
  }

  /** @param address asked for when its turn comes: the change before decides from which perimeter */
  function run(address: () => string): void {
    waiting += 1
    root.setAttribute('aria-busy', 'true')
    queue = queue
      .then(() => visitPage(section, root, address()))
      .catch(() => {
        live.textContent = mapWord('refused', language)
      })
      .then(() => {
        waiting -= 1
        if (waiting > 0) return
        members = new Set(membersOf(root))
        root.removeAttribute('aria-busy')
        draw()
        tour.again()
      })
  }

  function setCorner(): void {
    const at = tour.chosen()
    const [one, other] = [corner === undefined ? undefined : areas[corner], at === undefined ? undefined : areas[at]]
    if (!other) return
    if (one) take(placesBetween(areas, one, other), lassoSign)
    else live.textContent = mapWord('corner', language)
    corner = one ? undefined : at
    draw()
  }

  function counted(number: number): string {
    return `${number}\u00a0${mapWord(number > 1 ? 'communes' : 'commune', language)}`
  }

  function draw(): void {
    const paints = areas.map(({ id }, i) => ({
      className: `${members.has(id) ? 'in' : 'plain'}${i === corner ? ' corner' : ''}`
    }))
    stage.paint(paints, 'discs')
    stage.outline(shapes.around((id) => members.has(id)))
    count.textContent = counted(members.size)
  }

  function read(area: number | undefined): void {
    const place = area === undefined ? undefined : areas[area]
    stage.point(area, place?.name ?? '')
    if (!place) return card.replaceChildren(make('p', { class: 'note', text: mapWord('workshopHint', language) }))
    const isIn = members.has(place.id)
    const hadFocus = card.contains(document.activeElement)
    card.replaceChildren(
      make('p', { class: 'card-name', text: place.name }),
      make('p', { text: mapWord(isIn ? 'isIn' : 'isOut', language) }),
      make('p', { class: 'row' }, ...buttonsFor(place, isIn))
    )
    if (hadFocus) card.querySelector('button')?.focus()
  }

  function buttonsFor(place: Area, isIn: boolean): readonly HTMLElement[] {
    const { group } = place
    const name = group === undefined ? undefined : topology.groups[group]
    const codes = areas.flatMap((one) => (group !== undefined && one.group === group ? [one.id] : []))
    const own = makeButton(
      `${mapWord(isIn ? 'remove' : 'add', language)} ${mapWord('theCommune', language)}`,
      { class: 'button small' },
      () => ask([place.id], [place.id], isIn ? '~' : '+')
    )
    const both = (['+', '~'] as const).filter((how) => codes.some((code) => members.has(code) !== (how === '+')))
    return [
      own,
      ...(name === undefined || group === undefined
        ? []
        : both.map((how) =>
            makeButton(
              `${mapWord(how === '+' ? 'add' : 'remove', language)} ${mapWord('wholeOf', language)} ${name}`,
              { class: 'button small' },
              () => ask(codes, [group], how)
            )
          ))
    ]
  }

  function say(area: number | undefined): void {
    const place = area === undefined ? undefined : areas[area]
    live.textContent = place ? `${place.name}, ${mapWord(members.has(place.id) ? 'isIn' : 'isOut', language)}` : ''
  }
}

/** Towns that an authority is named after come first, then what is drawn large. */
function townsFirst(areas: readonly Area[], groups: Readonly<Record<string, string>>): readonly number[] {
  const rank = ({ name, group }: Area): number => (group !== undefined && groups[group]?.includes(name) ? 0 : 1)
  return areas
    .map((area, i) => ({ i, rank: rank(area), size: area.path.length }))
    .toSorted((a, b) => a.rank - b.rank || b.size - a.size)
    .map(({ i }) => i)
}
