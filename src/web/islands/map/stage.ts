/** A map that can be enlarged and walked through: its layers, its names, and how they look at each moment. */

import { placeNames, type Named } from '../../../view/map-names.ts'
import type { Area, Shapes } from './shapes.ts'
import { WHOLE, type Point, type View } from './view.ts'

/** How one area is drawn. */
export type Paint = { readonly className: string; readonly radius?: number }

export type Stage = {
  readonly element: HTMLElement
  /** Where an area was hit; undefined beside them all. */
  readonly areaAt: (target: EventTarget | null) => number | undefined
  /** Circles lie on a plain ground; classes fill the areas. */
  readonly paint: (paints: readonly Paint[], kind: 'classes' | 'discs') => void
  readonly show: (view: View) => void
  /** The area read, with the words that stand over it. */
  readonly point: (area: number | undefined, words: string) => void
  /** All classes, or the one that others step back from. */
  readonly only: (className: string | undefined) => void
  /** The line around what is read or put together. */
  readonly outline: (path: string) => void
  /** What a finger draws, in pixels of the frame; empty when it is lifted. */
  readonly trace: (points: readonly Point[]) => void
  /** Names of areas, the first to be kept first. */
  readonly nameInOrder: (areas: readonly number[]) => void
}

const SVG = 'http://www.w3.org/2000/svg'
/** Longer names, those of authorities, find room once the map is enlarged. */
const LONG_NAME = 24
const ENLARGED = 2

export function makeStage(canvas: HTMLElement, shapes: Shapes): Stage {
  const svg = canvas.querySelector('svg') ?? canvas.appendChild(svgOf('svg', {}))
  const { frame, areas } = shapes
  const kept = [...svg.querySelectorAll('defs, .disc-key')]
  for (const name of canvas.querySelectorAll('.place:not(.mark)')) name.remove()
  for (const attribute of ['role', 'aria-label']) svg.removeAttribute(attribute)
  svg.setAttribute('viewBox', `0 0 ${frame.width} ${frame.height}`)
  svg.setAttribute('aria-hidden', 'true')
  const world = svgOf('g', {})
  const paths = areas.map(({ path }, i) => svgOf('path', { d: path, 'data-area': String(i) }))
  const discs = svgOf('g', {})
  const outlines = ['halo', 'outline'].map((name) => svgOf('path', { class: name, d: shapes.subject }))
  const traced = svgOf('path', { class: 'lasso' })
  const ring = [svgOf('path', { class: 'ring-halo' }), svgOf('path', { class: 'ring' })]
  const land = svgOf('g', {})
  const inner = svgOf('path', { d: shapes.inner })
  land.append(...paths)
  world.append(
    svgOf('path', { class: 'land', d: shapes.land }),
    land,
    inner,
    svgOf('path', { class: 'edge', d: shapes.edge }),
    ...outlines,
    discs,
    ...ring
  )
  svg.replaceChildren(
    ...kept.filter((one) => one.tagName === 'defs'),
    world,
    traced,
    ...kept.filter((one) => one.tagName !== 'defs')
  )
  const names = document.createElement('div')
  names.className = 'names'
  const tip = document.createElement('div')
  tip.className = 'tip'
  tip.hidden = true
  for (const one of [names, tip]) one.setAttribute('aria-hidden', 'true')
  canvas.append(names, tip)
  let view = WHOLE
  let order: readonly number[] = []
  let pointed: number | undefined
  let frameAsked = 0
  /** Of the drawing on the screen, read when it changes: to ask for it at each move would lay the page out each time. */
  let size = { width: svg.clientWidth, height: svg.clientHeight }

  function placeAll(): void {
    frameAsked = 0
    const { k, x, y } = view
    world.setAttribute('transform', `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`)
    for (const disc of discs.children) disc.setAttribute('r', String(Number(disc.getAttribute('data-r')) / k))
    writeNames()
    placeTip()
  }

  /** In pixels of the screen, so that names keep their size and their distance. */
  function onScreen({ x, y }: Area): { readonly x: number; readonly y: number } {
    const scale = size.width / frame.width
    return { x: (view.k * x + view.x) * scale, y: (view.k * y + view.y) * scale }
  }

  function writeNames(): void {
    const { width, height } = size
    const seen = order.flatMap((i): Named[] => {
      const area = areas[i]
      if (!area || (area.name.length > LONG_NAME && view.k < ENLARGED)) return []
      const at = onScreen(area)
      return at.x > 0 && at.x < width && at.y > 8 && at.y < height - 8 ? [{ name: area.name, ...at }] : []
    })
    names.replaceChildren(
      ...placeNames(seen, { width }).map(({ name, x, y }) => {
        const one = document.createElement('span')
        one.className = 'place'
        one.textContent = name
        one.style.left = `${x.toFixed(1)}px`
        one.style.top = `${y.toFixed(1)}px`
        return one
      })
    )
  }

  function placeTip(): void {
    const area = pointed === undefined ? undefined : areas[pointed]
    tip.hidden = !area
    if (!area) return
    const { x, y } = onScreen(area)
    const half = tip.offsetWidth / 2
    const left = Math.max(half, Math.min(size.width - half, x))
    const above = y - tip.offsetHeight - 14
    tip.style.left = `${left.toFixed(1)}px`
    tip.style.top = `${(above > 0 ? above : y + 14).toFixed(1)}px`
  }

  new ResizeObserver(() => {
    size = { width: svg.clientWidth, height: svg.clientHeight }
    placeAll()
  }).observe(canvas)

  return {
    element: canvas,
    areaAt(target) {
      const hit = target instanceof Element ? target.closest('[data-area]')?.getAttribute('data-area') : undefined
      return hit ? Number(hit) : undefined
    },
    paint(paints, kind) {
      inner.setAttribute('class', kind === 'discs' ? 'inner' : 'mesh wide')
      const circles: { readonly area: Area; readonly paint: Paint; readonly i: number }[] = []
      paints.forEach((paint, i) => {
        const [path, area] = [paths[i], areas[i]]
        path?.setAttribute('class', `spot ${paint.className}`)
        if (area && paint.radius) circles.push({ area, paint, i })
      })
      discs.replaceChildren(
        ...circles
          .toSorted((a, b) => (b.paint.radius ?? 0) - (a.paint.radius ?? 0))
          .map(({ area, paint, i }) => {
            const { radius = 0 } = paint
            const attributes = { cx: String(area.x), cy: String(area.y), r: String(radius / view.k) }
            return svgOf('circle', {
              ...attributes,
              class: `disc ${paint.className}`,
              'data-r': String(radius),
              'data-area': String(i)
            })
          })
      )
    },
    show(next) {
      view = next
      canvas.classList.toggle('enlarged', view.k > 1)
      // A wheel turns several times between two frames.
      frameAsked ||= requestAnimationFrame(placeAll)
    },
    point(area, words) {
      pointed = area
      for (const one of ring) one.setAttribute('d', (area === undefined ? undefined : areas[area]?.path) ?? '')
      tip.textContent = words
      placeTip()
    },
    only(className) {
      if (className === undefined) canvas.removeAttribute('data-only')
      else canvas.setAttribute('data-only', className)
      for (const path of paths) path.classList.toggle('back', !!className && !path.classList.contains(className))
    },
    outline(path) {
      for (const one of outlines) one.setAttribute('d', path)
    },
    trace(points) {
      traced.setAttribute('d', points.length < 2 ? '' : `M${points.map(({ x, y }) => `${x},${y}`).join('L')}Z`)
    },
    nameInOrder(next) {
      order = next
      writeNames()
    }
  }
}

function svgOf<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
