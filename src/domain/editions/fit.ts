/** Whether a figure is what its sentence says: a sentence that names other years or another territory misleads. */

import { periodYear, periodEnds } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { allBlocks, type Chapter, type Mention } from './edition.ts'
import { placesIn, type Places } from './named-place.ts'
import { sentencesOf, type Piece } from './passage.ts'
import type { EditionProblem } from './problem.ts'

type Sentence = { readonly text: string; readonly mentions: readonly Mention[] }

const YEAR = /(?<![\d,.\u202f\u00a0])(?:19|20)\d{2}(?![\d,.\u202f\u00a0]\d)/g

/** A figure whose sentence names another perimeter than its own. */
export type StrayFigure = { readonly mention: Mention; readonly written: string; readonly named: PerimeterId }

/** Figures of a chapter whose sentence names years, and none of theirs. */
export function yearMisfits(chapter: Chapter): readonly EditionProblem[] {
  return sentencesIn(chapter).flatMap(yearsAmiss)
}

/**
 * Figures of a chapter whose sentence names perimeters, and not theirs. A sentence that names none says nothing about
 * it, and a name that another figure of the sentence answers to is its own.
 */
export function strayFigures(chapter: Chapter, places: Places): readonly StrayFigure[] {
  return sentencesIn(chapter).flatMap((sentence) => placesAmiss(sentence, places))
}

function sentencesIn({ blocks }: Chapter): readonly Sentence[] {
  return [...allBlocks(blocks)].flatMap((block) =>
    block.kind === 'paragraph' ? sentencesOf(block.of).map(sentenceOf) : []
  )
}

/** Its words, and the figures that it tells. */
function sentenceOf(pieces: readonly Piece[]): Sentence {
  return {
    text: pieces.map((one) => (one.kind === 'text' ? one.text : '')).join(''),
    mentions: pieces.flatMap((one) => (one.kind === 'number' ? [one.mention] : []))
  }
}

function yearsAmiss({ text, mentions }: Sentence): readonly EditionProblem[] {
  const named = [...text.matchAll(YEAR)].map(([year]) => Number(year))
  const answered = new Set(mentions.flatMap(yearsOf))
  const left = named.filter((year) => !answered.has(year))
  return left.length === 0
    ? []
    : mentions
        .filter((mention) => !yearsOf(mention).some((year) => named.includes(year)))
        .map(({ position, question: { period } }) => ({
          kind: 'other-year',
          position,
          written: left.join(', '),
          period
        }))
}

function yearsOf({ question: { period, from } }: Mention): readonly number[] {
  return [period, ...(from ? [from] : [])].flatMap((one) => periodEnds(one)).map(periodYear)
}

function placesAmiss({ text, mentions }: Sentence, places: Places): readonly StrayFigure[] {
  if (mentions.length === 0) return []
  const named = placesIn(text, places)
  const answered = new Set(mentions.flatMap(({ question }) => [question.perimeter, question.versus]))
  // « Valenciennes » may stand for its employment zone.
  const own = places.filter(({ perimeter }) => answered.has(perimeter)).map(({ name }) => name)
  // « le département » may be either.
  const theirs = new Set(named.filter(({ perimeter }) => answered.has(perimeter)).map(({ name }) => name))
  const left = named.find(
    ({ name, kind }) => kind !== 'common' && !theirs.has(name) && !own.some((one) => one.includes(name))
  )
  return left === undefined
    ? []
    : mentions
        .filter(
          ({ question }) => !named.some(({ perimeter: id }) => id === question.perimeter || id === question.versus)
        )
        .map((mention) => ({ mention, written: left.name, named: left.perimeter }))
}
