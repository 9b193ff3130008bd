/** Whether a figure is what its sentence says: a sentence that names other years or another territory misleads. */

import { periodYear, periodEnds } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { allBlocks, type Chapter, type Mention } from './edition.ts'
import { sentencesOf, type Piece } from './passage.ts'
import type { EditionProblem } from './problem.ts'

type Sentence = { readonly text: string; readonly mentions: readonly Mention[] }

const YEAR = /(?<![\d,.\u202f\u00a0])(?:19|20)\d{2}(?![\d,.\u202f\u00a0]\d)/g

/** Names of perimeters, as sentences write them, and whose they are. */
export type Places = readonly (readonly [name: string, perimeter: PerimeterId])[]

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

/** Words that begin the name of a perimeter and are no name: within a sentence they are written small. */
const COMMON = /^(?:Zone|Communauté|Bassin|Pôle|Métropole|Département|Région|Arrondissement|Canton|Commune)(?= )/

/** The name of a perimeter within a sentence: « zone d’emploi de Lens ». */
export function withinSentence(name: string): string {
  return name.replace(COMMON, (word) => word.toLowerCase())
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
  const named = namedIn(text, places)
  const answered = new Set(mentions.flatMap(({ question }) => [question.perimeter, question.versus]))
  // « Valenciennes » may stand for its employment zone.
  const own = places.filter(([, id]) => answered.has(id)).map(([name]) => name)
  const left = named.find(([name]) => !own.some((one) => one.includes(name)))
  return left === undefined
    ? []
    : mentions
        .filter(({ question }) => !named.some(([, id]) => id === question.perimeter || id === question.versus))
        .map((mention) => ({ mention, written: left[0], named: left[1] }))
}

/** Those that the text names, in whole words; a name inside a longer one is not named: « Lens » in « zone d’emploi de Lens ». */
function namedIn(text: string, places: Places): Places {
  const plain = plainOf(text)
  const spans = places.flatMap((place) =>
    formsOf(place[0]).flatMap((form) => spansOf(plain, form).map((from) => ({ place, from, to: from + form.length })))
  )
  const whole = spans.filter(
    (one) => !spans.some(({ from, to }) => from <= one.from && one.to <= to && to - from > one.to - one.from)
  )
  return [...new Set(whole.map(({ place }) => place))]
}

/** A straight apostrophe, or the end of a line, makes no other name. */
function plainOf(text: string): string {
  return text.replaceAll("'", '’').replaceAll(/\s+/g, ' ')
}

function formsOf(name: string): readonly string[] {
  const plain = plainOf(name)
  return [...new Set([plain, withinSentence(plain)])]
}

/** In this very case, not within a word: « Arras » is not in « Arrasois », nor « France » in « Hauts-de-France ». */
function spansOf(text: string, name: string): readonly number[] {
  const found: number[] = []
  const joins = (letter = ''): boolean => /[\p{L}-]/u.test(letter)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!joins(text[at - 1]) && !joins(text[at + name.length])) found.push(at)
  }
  return found
}
