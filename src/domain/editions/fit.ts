/** Whether a number is what its sentence says: a sentence that names other years or another territory misleads. */

import { periodYear, periodEnds, type Period } from '../shared/period.ts'
import type { Claim, ClaimId } from '../sources/claim.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { allBlocks, type Chapter, type Mention, type Position } from './edition.ts'
import { placesIn, type Places } from './named-place.ts'
import { sentencesOf, type Piece } from './passage.ts'
import type { EditionProblem } from './problem.ts'

/** A number that a sentence tells, and what it may be told of; empty where its document does not say. */
type Told = {
  readonly position: Position
  readonly perimeters: readonly PerimeterId[]
  readonly years: readonly number[]
} & (
  | { readonly kind: 'figure'; readonly mention: Mention }
  /** `said`: its period, in the words of its document. */
  | { readonly kind: 'claim'; readonly claim: ClaimId; readonly said: string }
)

type Sentence = { readonly text: string; readonly told: readonly Told[] }

/** Those that the edition tells, as they stand in the register. */
export type KnownClaims = ReadonlyMap<ClaimId, Claim>

const YEAR = /(?<![\d,.\u202f\u00a0])(?:19|20)\d{2}(?![\d,.\u202f\u00a0]\d)/g

/** A number whose sentence names another perimeter than its own. */
export type Stray = Told & { readonly own: PerimeterId; readonly written: string; readonly named: PerimeterId }

/** Numbers of a chapter whose sentence names years, and none of theirs. */
export function yearMisfits(chapter: Chapter, claims: KnownClaims): readonly EditionProblem[] {
  return sentencesIn(chapter, [], claims).flatMap(yearsAmiss)
}

/**
 * Numbers of a chapter whose sentence names perimeters, and not theirs. A sentence that names none says nothing about
 * it, and a name that another number of the sentence answers to is its own.
 */
export function strayNumbers(chapter: Chapter, places: Places, claims: KnownClaims): readonly Stray[] {
  return sentencesIn(chapter, places, claims).flatMap((sentence) => placesAmiss(sentence, places))
}

function sentencesIn({ blocks }: Chapter, places: Places, claims: KnownClaims): readonly Sentence[] {
  return [...allBlocks(blocks)].flatMap((block) =>
    block.kind === 'paragraph' ? sentencesOf(block.of).map((pieces) => sentenceOf(pieces, places, claims)) : []
  )
}

/** Its words, and the numbers that it tells. */
function sentenceOf(pieces: readonly Piece[], places: Places, claims: KnownClaims): Sentence {
  return {
    text: pieces.map((one) => (one.kind === 'text' ? one.text : '')).join(''),
    told: pieces.flatMap((one): readonly Told[] => {
      if (one.kind === 'number') return [figureTold(one.mention)]
      const claim = one.kind === 'claim' ? claims.get(one.claim) : undefined
      return one.kind === 'claim' && claim ? [claimTold(one.position, claim, places)] : []
    })
  }
}

function figureTold(mention: Mention): Told {
  const { perimeter, versus, period, from } = mention.question
  return {
    ...{ kind: 'figure', mention, position: mention.position },
    perimeters: [perimeter, ...(versus ? [versus] : [])],
    years: [period, ...(from ? [from] : [])].flatMap(yearsOf)
  }
}

/** What a person linked it to goes before the words of its document. */
function claimTold(position: Position, { id, link, perimeter = '', period = '' }: Claim, places: Places): Told {
  return {
    ...{ kind: 'claim', claim: id, position, said: period },
    perimeters: link ? [link.perimeter] : placesIn(perimeter, places).map((place) => place.perimeter),
    years: link ? yearsOf(link.period) : yearsIn(period)
  }
}

function yearsAmiss({ text, told }: Sentence): readonly EditionProblem[] {
  const named = yearsIn(text)
  const answered = new Set(told.flatMap(({ years }) => years))
  const left = named.filter((year) => !answered.has(year))
  return left.length === 0
    ? []
    : told
        .filter(({ years }) => years.length > 0 && !years.some((year) => named.includes(year)))
        .map((one): EditionProblem => {
          const found = { kind: 'other-year', position: one.position, written: left.join(', ') } as const
          if (one.kind === 'claim') return { ...found, claim: one.claim, said: one.said }
          return { ...found, period: one.mention.question.period }
        })
}

function yearsIn(text: string): readonly number[] {
  return [...text.matchAll(YEAR)].map(([year]) => Number(year))
}

function yearsOf(period: Period): readonly number[] {
  return periodEnds(period).map(periodYear)
}

function placesAmiss({ text, told }: Sentence, places: Places): readonly Stray[] {
  if (told.length === 0) return []
  const named = placesIn(text, places)
  const answered = new Set(told.flatMap(({ perimeters }) => perimeters))
  // « Valenciennes » may stand for its employment zone.
  const own = places.filter(({ perimeter }) => answered.has(perimeter)).map(({ name }) => name)
  // « le département » may be either.
  const theirs = new Set(named.filter(({ perimeter }) => answered.has(perimeter)).map(({ name }) => name))
  const left = named.find(
    ({ name, kind }) => kind !== 'common' && !theirs.has(name) && !own.some((one) => one.includes(name))
  )
  return left === undefined
    ? []
    : told.flatMap((one): readonly Stray[] => {
        const [own] = one.perimeters
        const isNamed = named.some(({ perimeter }) => one.perimeters.includes(perimeter))
        return own === undefined || isNamed ? [] : [{ ...one, own, written: left.name, named: left.perimeter }]
      })
}
