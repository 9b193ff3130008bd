/** Numbers whose sentence names another perimeter than theirs: what to write instead, and the figure that it may mean. */

import type { Edition, Mention } from '../domain/editions/edition.ts'
import { strayNumbers, type KnownClaims } from '../domain/editions/fit.ts'
import { coreName, plainName, withinSentence, type Place, type Places } from '../domain/editions/named-place.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import { communesOf, nameOf, regionOf } from '../domain/territories/geography.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { territoryOf } from '../domain/territories/territory.ts'
import { answerQuestion } from './figures.ts'
import type { OpenObservatory } from './open.ts'

export async function placeProblems(
  observatory: OpenObservatory,
  { chapters, language }: Edition,
  claims: KnownClaims
): Promise<readonly EditionProblem[]> {
  const places = placesOf(observatory)
  const { perimeters } = observatory.registry
  const problems: EditionProblem[] = []
  for (const stray of chapters.flatMap((chapter) => strayNumbers(chapter, places, claims))) {
    const { position, own, written, named } = stray
    const name = withinSentence(perimeters.get(own)?.label[language] ?? nameOfTown(places, own))
    const hasValue = stray.kind === 'figure' && (await hasValueOn(observatory, stray.mention, named))
    problems.push({
      ...{ kind: 'other-place', position, written, name },
      ...(hasValue && { instead: named }),
      ...(stray.kind === 'claim' && { claim: stray.claim })
    })
  }
  return problems
}

function nameOfTown(places: Places, perimeter: PerimeterId): string {
  return places.find((place) => place.perimeter === perimeter)?.name ?? perimeter
}

/** Listed perimeters, and the communes of their regions, under each name that a sentence may give them. */
function placesOf({ registry, atlas }: OpenObservatory): Places {
  const { geography } = atlas
  const perimeters = [...registry.perimeters.values()]
  const lands = perimeters.flatMap(({ definition }) =>
    definition.kind === 'membership' && /^(?:DEP|REG)-/.test(definition.territory) ? [definition.territory] : []
  )
  const regions = new Set(lands.map((land) => regionOf(geography, land, geography.latest) ?? land))
  const towns = [...regions].flatMap((region) => communesOf(geography, region, geography.latest))
  return [
    ...perimeters.flatMap(namesOf),
    ...[...new Set(towns)].map((code): Place => ({
      name: plainName(nameOf(geography, territoryOf('COM', code))),
      perimeter: parsePerimeterId(code),
      kind: 'town'
    }))
  ]
}

function namesOf({ id, label, short, definition }: Perimeter): Places {
  const level = definition.kind === 'membership' ? definition.territory.replace(/-.*/, '') : ''
  const kind = level === 'DEP' || level === 'REG' || level === 'FRANCE' ? 'land' : 'area'
  const full = [label.fr, label.en, short.fr, short.en]
  const names = kind === 'land' ? full : [...full, ...full.map(coreName)]
  const common = COMMON_NOUNS.flatMap(([of, nouns]) => (of.test(`${level} ${label.fr}`) ? nouns : []))
  return [
    ...[...new Set(names)].map((name): Place => ({ name: plainName(name), perimeter: id, kind })),
    ...common.map((name): Place => ({ name, perimeter: id, kind: 'common' }))
  ]
}

/** Nouns that stand for a perimeter, by its level and label. */
const COMMON_NOUNS: readonly (readonly [of: RegExp, nouns: readonly string[]])[] = [
  [/^DEP/, ['département']],
  [/^REG/, ['région']],
  [/^FRANCE/, ['pays']],
  [/^EPCI/, ['agglomération', 'communauté', 'intercommunalité', 'métropole']],
  [/ Pôle/, ['pôle', 'Pôle']],
  [/ Zone d’emploi/, ['zone d’emploi', 'bassin d’emploi', 'zone']],
  [/bassin minier|ERBM|patrimoine mondial/, ['bassin minier', 'Bassin minier', 'arc minier', 'bien inscrit']]
]

/** The same indicator, period and comparison there. */
async function hasValueOn(
  observatory: OpenObservatory,
  { question }: Mention,
  perimeter: PerimeterId
): Promise<boolean> {
  try {
    const { figure } = await answerQuestion(observatory, { ...question, perimeter })
    return 'value' in figure.cell
  } catch (error) {
    if (error instanceof ObservatoryError) return false
    throw error
  }
}
