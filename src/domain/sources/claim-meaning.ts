/** A claim as the rules compare it: its words as tokens, its number, its years, the perimeter that its name means. */

import type { PerimeterId } from '../territories/perimeter.ts'
import { intervalOf, type Interval } from './claim-amount.ts'
import {
  asidesOf,
  isSubset,
  sameSet,
  says,
  statesIn,
  tokensOf,
  withoutAsides,
  yearsOf,
  type Years
} from './claim-words.ts'
import { amountOf, type Claim } from './claim.ts'

/** What the rules know of a perimeter: what it is called, what it is made of. */
export type NamedPerimeter = {
  readonly id: PerimeterId
  readonly names: readonly string[]
  readonly communes: ReadonlySet<string>
  /** The listed perimeters that it is the union of, if it is one. */
  readonly parts: readonly PerimeterId[]
}

export type Meaning = {
  readonly claim: Claim
  /** Absent where no number is left. */
  readonly value?: number
  readonly interval?: Interval
  readonly subject: readonly string[]
  /** The same for the same words, in whatever order. */
  readonly subjectKey: string
  /** The subject is nothing but the place: the inhabitants of the PMA, said of the PMA. */
  readonly isAboutPlace: boolean
  /** Asides and years apart. */
  readonly measure: readonly string[]
  readonly unit: string
  readonly years?: Years
  /** The listed perimeter that is meant, where one is. */
  readonly perimeter?: PerimeterId
  /** The same for names of the same place; absent where the document names none. */
  readonly place?: string
}

export function meaningOf(claim: Claim, perimeters: readonly NamedPerimeter[]): Meaning {
  const subject = tokensOf(claim.subject)
  const value = amountOf(claim)?.value
  const interval = intervalOf(claim)
  const years = yearsOf(claim.period)
  const perimeter = claim.link?.perimeter ?? perimeterNamed(claim.perimeter ?? '', perimeters)
  const place = isUnstated(claim.perimeter) ? undefined : (perimeter ?? tokensOf(claim.perimeter ?? '').join(' '))
  return {
    claim,
    ...(value !== undefined && { value }),
    ...(interval && { interval }),
    subject,
    subjectKey: subject.toSorted().join(' '),
    isAboutPlace: isAboutPlace(subject, claim.perimeter),
    measure: tokensOf(withoutAsides(claim.measure)).filter((word) => !/^\d{4}$/.test(word)),
    unit: foldUnit(claim.unit),
    ...(years && { years }),
    ...(perimeter !== undefined && { perimeter }),
    ...(place !== undefined && { place })
  }
}

const UNSTATED =
  /^(?:not stated|unstated|unknown|non precise|non indique|territory|territoire|le territoire|the territory)\b/

export function isUnstated(perimeter: string | undefined): boolean {
  return perimeter === undefined || says(perimeter, UNSTATED)
}

/** Words that a name may be dressed with and stay the same place. */
const DRESS = new Set(
  tokensOf(
    'territory territoire region département department perimeter périmètre destination inscribed inscrit property bien agglo mining minier bassin basin métropole metropolitan'
  )
)

/** Words that make of a place a part of it, or another. */
const PART = /\b(?:part|parts|partie|parties|some|rural|outside|hors|presque|ambiguous|except|sauf)\b/

/**
 * The one listed perimeter that a name means: all the words of one of its names are there, and nothing else but what
 * places are dressed with; or two words and more, all of them in its name. Undefined where none is, or two are.
 */
function perimeterNamed(name: string, perimeters: readonly NamedPerimeter[]): PerimeterId | undefined {
  if (name === '' || says(name, PART)) return undefined
  const all = tokensOf(name)
  const main = tokensOf(withoutAsides(name))
  const aside = tokensOf(asidesOf(name))
  const scored = perimeters.flatMap(({ id, names }) => {
    const scores = names.map((one) => {
      const tokens = tokensOf(one)
      if (sameSet(tokens, main)) return 100
      const isDressed = main.every((word) => tokens.includes(word) || DRESS.has(word))
      if (isSubset(tokens, all) && isDressed) return 10 + tokens.length
      return main.length > 1 && isSubset(main, tokens)
        ? main.length + aside.filter((w) => tokens.includes(w)).length
        : 0
    })
    const best = Math.max(0, ...scores)
    return best > 0 ? [{ id, best }] : []
  })
  const most = Math.max(0, ...scored.map(({ best }) => best))
  const [found, other] = scored.filter(({ best }) => best === most)
  return found && !other ? found.id : undefined
}

/** Same subject: the same words. */
export function sameSubject(a: Meaning, b: Meaning): boolean {
  return a.subjectKey === b.subjectKey
}

/** The words of one within the other: the ERBM, and the works of the ERBM. */
export function kindred(a: Meaning, b: Meaning): boolean {
  return isSubset(a.subject, b.subject) || isSubset(b.subject, a.subject)
}

/** The same words; or all of one within the other, where both name what is counted. */
export function sameMeasure(a: Meaning, b: Meaning): boolean {
  if (statesIn(a.claim.measure).join() !== statesIn(b.claim.measure).join()) return false
  if (sameSet(a.measure, b.measure)) return true
  if (a.unit !== b.unit || numbersIn(a) !== numbersIn(b)) return false
  const counted = tokensOf(a.unit)
  const both = isSubset(counted, a.measure) && isSubset(counted, b.measure)
  const isWithin = isSubset(a.measure, b.measure) || isSubset(b.measure, a.measure)
  return isWithin && (both || a.claim.kind === 'share')
}

/** « moins de 26 ans »: what is counted is bounded by them. */
export function numbersIn({ measure }: Meaning): string {
  return measure.filter((word) => /^\d+$/.test(word)).join(' ')
}

function isAboutPlace(subject: readonly string[], perimeter: string | undefined): boolean {
  const place = tokensOf(perimeter ?? '')
  return subject.every((word) => place.includes(word) || DRESS.has(word) || word === 'population')
}

const UNITS: Readonly<Record<string, string>> = {
  habitants: 'inhabitants',
  habitant: 'inhabitants',
  inhabitant: 'inhabitants',
  euro: 'eur',
  euros: 'eur',
  '€': 'eur',
  'km²': 'km2',
  'm²': 'm2',
  logements: 'dwellings',
  emplois: 'jobs',
  percent: '%',
  'pour cent': '%',
  intercommunalites: 'epci',
  communautes: 'epci',
  departements: 'departments',
  menages: 'households',
  entreprises: 'enterprises',
  etablissements: 'establishments',
  visiteurs: 'visitors',
  visiteur: 'visitors',
  visitor: 'visitors',
  entrees: 'admissions',
  nuitees: 'nights',
  chambres: 'rooms',
  personnes: 'persons',
  people: 'persons',
  annee: 'year',
  ans: 'years',
  an: 'year',
  mois: 'months',
  rang: 'rank'
}

/** French and English names of one unit, « euros/visiteur » as « EUR/visitor ». */
function foldUnit(unit: string): string {
  const plain = unit.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain
    .split('/')
    .map((part) => UNITS[part] ?? part)
    .join('/')
}

/** In square metres, euros, people: what one of the unit is, and of what. Undefined for what only counts itself. */
export function dimensionOf(unit: string): { readonly of: string; readonly scale: number } {
  const known = DIMENSIONS[unit] ?? DIMENSIONS[`${unit}s`]
  return known ?? { of: unit.replace(/s$/, ''), scale: 1 }
}

const DIMENSIONS: Readonly<Record<string, { readonly of: string; readonly scale: number }>> = {
  m2: { of: 'area', scale: 1 },
  ares: { of: 'area', scale: 100 },
  ha: { of: 'area', scale: 10_000 },
  km2: { of: 'area', scale: 1_000_000 },
  m: { of: 'length', scale: 1 },
  km: { of: 'length', scale: 1000 },
  inhabitants: { of: 'inhabitant', scale: 1 },
  eur: { of: 'eur', scale: 1 }
}
