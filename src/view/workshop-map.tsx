/** A map whose communes are links: each adds its commune to a perimeter or takes it away. No script. */

import type { Language } from '../domain/shared/text.ts'
import { word } from './compare-text.ts'
import { PlaceNames } from './map-canvas.tsx'
import { placeNames } from './map-names.ts'
import type { MapShapes } from './map-shapes.ts'

type ClickTarget = {
  readonly commune: string
  readonly name: string
  readonly epci?: { readonly name: string }
}

export type ClickMap = {
  /** All that is drawn; `inner` runs between the perimeter and what is around it. */
  readonly shapes: MapShapes
  readonly inside: ReadonlySet<string>
  readonly targets: ReadonlyMap<string, ClickTarget>
}

/** @param hrefs the start of the address that adds, and of the one that takes away: the code follows */
export function WorkshopMap({
  map: { shapes, inside, targets },
  hrefs,
  language
}: {
  readonly map: ClickMap
  readonly hrefs: { readonly add: string; readonly remove: string }
  readonly language: Language
}) {
  const { width, height } = shapes.frame
  const drawn = [...shapes.communes].flatMap(([code, shape]) => {
    const target = targets.get(code)
    return target ? [{ ...shape, ...target, isMember: inside.has(code) }] : []
  })
  return (
    <div class="canvas clicked">
      <svg class="click-map" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={word('onTheMap', language)}>
        {drawn
          .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
          .map(({ commune, name, path, isMember }) => (
            <a
              href={(isMember ? hrefs.remove : hrefs.add) + commune}
              class={isMember ? 'in' : undefined}
              aria-label={`${word(isMember ? 'remove' : 'add', language)} ${name}`}
            >
              <title>{name}</title>
              <path d={path} />
            </a>
          ))}
        <path class="outline" d={shapes.inner} />
      </svg>
      <PlaceNames names={placeNames(drawn.filter(namesItsEpci), shapes.frame)} frame={shapes.frame} />
    </div>
  )
}

/** The towns that an authority is called by: those that readers look for on a map without numbers. */
function namesItsEpci({ name, epci }: ClickTarget): boolean {
  return (
    epci !== undefined && ` ${epci.name.replaceAll(/[-,’ ]+/g, ' ')} `.includes(` ${name.replaceAll(/[-’ ]+/g, ' ')} `)
  )
}
