/** An edition made from a template: a chapter for each commune of its perimeter, in the order of their names. */

import type { Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { chapterAt, type TemplatePlace } from '../domain/editions/template.ts'
import { epciOf, nameOf } from '../domain/territories/geography.ts'
import { foldName } from '../domain/territories/names.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { territoryOf } from '../domain/territories/territory.ts'
import type { Observatory } from './observatory.ts'

/**
 * The edition itself where it has no template.
 *
 * @param each the id of another perimeter than the one it is written for
 * @throws {NotFound} no such perimeter
 */
export function spreadEdition(observatory: Observatory, edition: Edition, each = edition.each): Edition {
  if (edition.each === undefined || each === undefined) return edition
  const places = placesOf(observatory, each)
  const chapters = edition.chapters.flatMap((chapter, i) =>
    places.map((place) => chapterAt(chapter, i === 0 ? place : { ...place, id: `${place.id}-${chapter.id}` }))
  )
  return { ...edition, each, chapters }
}

/** What every commune says alike is told once. */
export function toldOnce(problems: readonly EditionProblem[]): readonly EditionProblem[] {
  const told = new Set<string>()
  return problems.filter(({ kind, position }) => {
    const key = `${kind} ${position.file} ${position.line} ${position.column}`
    return !told.has(key) && told.add(key)
  })
}

function placesOf({ places, atlas: { geography } }: Observatory, each: string): readonly TemplatePlace[] {
  const { communes, cog } = places.place(parsePerimeterId(each), undefined).version
  const order = new Intl.Collator('fr')
  return communes
    .map((code) => {
      const name = nameOf(geography, territoryOf('COM', code))
      const epci = epciOf(geography, code, cog)
      const words = foldName(name).replaceAll(/[^a-z0-9]+/g, '-')
      return {
        id: `${words}-${code.toLowerCase()}`,
        name,
        here: parsePerimeterId(code),
        around: parsePerimeterId(epci ?? code)
      }
    })
    .toSorted((a, b) => order.compare(a.name, b.name))
}
