/** Rules on what perimeters are made of: sets of communes, never a bare number. */

import type { PerimeterId } from '../territories/perimeter.ts'
import type { Meaning } from './claim-meaning.ts'
import { dimensionOf } from './claim-unit.ts'
import { tokensOf } from './claim-words.ts'
import { clusters, ids, isValued, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, RuleContext, Step } from './conflict.ts'

/** Fewer authorities than this are nobody's « the eight ». */
const FEWEST = 3

/** « Les huit intercommunalités » of one perimeter are not the eight of another: the number names two sets. */
const oneCountTwoSets: Rule = (meanings, { perimeters }) => {
  const members = new Map(perimeters.map(({ id, communes }) => [id, communes]))
  const named = meanings.filter(isValued).filter(({ unit, value, perimeter, claim }) => {
    return unit === 'epci' && claim.kind === 'count' && value >= FEWEST && perimeter !== undefined
  })
  const differ = (a: PerimeterId, b: PerimeterId): boolean => {
    const [mine, theirs] = [members.get(a), members.get(b)]
    return a !== b && mine !== undefined && theirs !== undefined && !sameMembers(mine, theirs)
  }
  return clusters(
    named,
    ({ value }) => `${value}`,
    (a, b) => differ(a.perimeter as PerimeterId, b.perimeter as PerimeterId)
  )
    .map((some) => onePerPlace(some))
    .map((some) => ({ reason: 'one-count-two-sets', claims: ids(some), steps: [] }))
}

function sameMembers(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}

/** The first said of each place, then the others. */
function onePerPlace<T extends Meaning>(some: readonly T[]): readonly T[] {
  const first = some.filter((one, i) => some.findIndex(({ place }) => place === one.place) === i)
  return [...first, ...some.filter((one) => !first.includes(one))]
}

/** A place said to gather N authorities and M communes: the communes that the claims give to the N are more than M. */
const partsExceedWhole: Rule = (meanings, context) => {
  const communes = meanings.filter(isValued).filter(({ unit, claim }) => unit === 'communes' && claim.kind === 'count')
  const authorities = meanings.filter(isValued).filter(({ unit, claim }) => unit === 'epci' && claim.kind === 'count')
  const wholes = communes.filter((one) => one.place !== undefined)
  const seen = new Set<string>()
  return wholes.flatMap((whole): readonly Found[] => {
    const same = authorities.filter(
      ({ place, claim }) => place === whole.place && claim.document === whole.claim.document
    )
    return same.flatMap((said): readonly Found[] => {
      const union = unionOf(said, context)
      const parts = (union?.parts ?? []).flatMap((part) => {
        const all = communes.filter((one) => one.perimeter === part && one.isAboutPlace)
        return all.slice(0, 1)
      })
      const sum = parts.reduce((total, { value }) => total + value, 0)
      if (parts.length < 2 || sum <= whole.value || seen.has(whole.place ?? '')) return []
      seen.add(whole.place ?? '')
      const steps: readonly Step[] = [
        { operation: '+', operands: parts.map(({ value }) => value), result: sum, unit: 'communes', typed: whole.value }
      ]
      return [{ reason: 'parts-exceed-whole', claims: ids([whole, said, ...parts]), steps }]
    })
  })
}

/** The listed union of that many parts that bears the name, or overlaps the perimeter meant. */
function unionOf(said: Meaning & { readonly value: number }, { perimeters }: RuleContext) {
  const words = tokensOf(said.claim.perimeter ?? '').concat(said.subject)
  const meant = perimeters.find(({ id }) => id === said.perimeter)
  return perimeters
    .filter(({ parts }) => parts.length === said.value)
    .map((union) => ({
      union,
      named: union.names.flatMap(tokensOf).filter((word) => word.length > 2 && words.includes(word)).length,
      shared: meant ? [...meant.communes].filter((one) => union.communes.has(one)).length : 0
    }))
    .filter(({ named, shared }) => named > 0 || shared > 0)
    .toSorted((a, b) => b.named - a.named || b.shared - a.shared)[0]?.union
}

/** What is left of a place once another is taken out of it is not this many times denser than both. */
const MOST_DENSE = 2

/** Were one within the other, what is left would be a town with no land, or land with less than no one. */
const notNested: Rule = (meanings) => {
  const places = new Map<string, Card>()
  const areasFirst = meanings.filter(isValued).toSorted((a, b) => rank(a) - rank(b))
  for (const one of areasFirst) {
    if (one.place === undefined || !one.isAboutPlace) continue
    const card = places.get(one.place) ?? {}
    if (dimensionOf(one.unit).of === 'area' && one.claim.kind === 'level') card.area ??= one
    if (one.unit === 'inhabitants' && one.claim.kind === 'level' && isBetter(one, card)) card.inhabitants = one
    places.set(one.place, card)
  }
  const cards = [...places.values()].filter((card): card is Required<Card> => Boolean(card.area && card.inhabitants))
  return cards.flatMap((outer) =>
    cards.flatMap((inner): readonly Found[] => {
      const [area, people] = [areaOf(outer) - areaOf(inner), outer.inhabitants.value - inner.inhabitants.value]
      if (outer === inner || people <= 0 || areaOf(inner) * 2 < areaOf(outer)) return []
      const densest = Math.max(...[outer, inner].map((card) => card.inhabitants.value / areaOf(card)))
      if (area > 0 && people / area < densest * MOST_DENSE) return []
      const km2 = area / 1e6
      const steps: readonly Step[] = [
        { operation: '−', operands: [areaOf(outer) / 1e6, areaOf(inner) / 1e6], result: km2, unit: 'km2' },
        {
          operation: '−',
          operands: [outer.inhabitants.value, inner.inhabitants.value],
          result: people,
          unit: 'inhabitants'
        },
        ...(km2 > 0
          ? [{ operation: '÷', operands: [people, km2], result: people / km2, unit: 'inhabitants/km2' } as const]
          : [])
      ]
      return [
        {
          reason: 'not-nested',
          claims: ids([outer.area, inner.area, outer.inhabitants, inner.inhabitants]),
          steps
        }
      ]
    })
  )
}

function rank({ unit }: Meaning): number {
  return dimensionOf(unit).of === 'area' ? 0 : 1
}

type Card = { area?: Valued; inhabitants?: Valued }

/** An exact number says more than « nearly », and one said beside the area more than another. */
function isBetter(one: Valued, { area, inhabitants }: Card): boolean {
  const worth = ({ claim }: Valued): number =>
    (claim.document === area?.claim.document ? 2 : 0) + (claim.qualifier === 'exact' ? 1 : 0)
  return !inhabitants || worth(one) > worth(inhabitants)
}

function areaOf({ area }: Required<Card>): number {
  return area.value * dimensionOf(area.unit).scale
}

export const PERIMETER_RULES: readonly Rule[] = [oneCountTwoSets, partsExceedWhole, notNested]
