/** Whether a figure is what its sentence says: a sentence that names other years or another territory misleads. */

import { periodYear, periodEnds } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { allBlocks, type Chapter, type Mention } from './edition.ts'
import { sentencesOf, type Piece } from './passage.ts'
import type { EditionProblem } from './problem.ts'

type Sentence = { readonly text: string; readonly mentions: readonly Mention[] }

const YEAR = /(?<![\d,.\u202f\u00a0])(?:19|20)\d{2}(?![\d,.\u202f\u00a0]\d)/g

/**
 * Figures of a chapter whose sentence names years or perimeters, and none of theirs. A sentence that names none says
 * nothing about it, and a name that another figure of the sentence answers to is its own.
 *
 * @param places names of perimeters, as sentences write them, and whose they are
 */
export function misfits(
  chapter: Chapter,
  places: readonly (readonly [name: string, perimeter: PerimeterId])[]
): readonly EditionProblem[] {
  return [...allBlocks(chapter.blocks)]
    .flatMap((block) => (block.kind === 'paragraph' ? sentencesOf(block.of).map(sentenceOf) : []))
    .flatMap((sentence) => [...yearsAmiss(sentence), ...placesAmiss(sentence, places)])
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

function placesAmiss(
  { text, mentions }: Sentence,
  places: readonly (readonly [name: string, perimeter: PerimeterId])[]
): readonly EditionProblem[] {
  const named = places.filter(([name]) => names(text, name))
  const answered = new Set(mentions.flatMap(({ question }) => [question.perimeter, question.versus]))
  // « Valenciennes » may stand for its employment zone.
  const own = places.filter(([, id]) => answered.has(id)).map(([name]) => name)
  const left = named.find(([name]) => !own.some((one) => one.includes(name)))
  return left === undefined
    ? []
    : mentions
        .filter(({ question }) => !named.some(([, id]) => id === question.perimeter || id === question.versus))
        .map(({ position, question: { perimeter } }) => ({
          kind: 'other-place',
          position,
          written: left[0],
          perimeter
        }))
}

/** As whole words, in this very case: « Arras » is not in « Arrasois ». */
function names(text: string, name: string): boolean {
  const at = text.indexOf(name)
  if (at < 0) return false
  const isLetter = (letter = ''): boolean => /\p{L}/u.test(letter)
  return !isLetter(text[at - 1]) && !isLetter(text[at + name.length])
}
