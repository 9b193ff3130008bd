/** Whether a figure is what its sentence says: a sentence that names other years or another territory misleads. */

import { periodYear, periodEnds } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { allBlocks, type Chapter, type Inline, type Mention } from './edition.ts'
import type { EditionProblem } from './problem.ts'

type Sentence = { text: string; mentions: Mention[] }

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
    .flatMap((block) => (block.kind === 'paragraph' ? sentencesOf(block.of) : []))
    .flatMap((sentence) => [...yearsAmiss(sentence), ...placesAmiss(sentence, places)])
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

/** Cut where a full stop, or another end of sentence, is followed by a space. */
function sentencesOf(inlines: readonly Inline[]): readonly Sentence[] {
  const sentences: Sentence[] = [{ text: '', mentions: [] }]
  const walk = (pieces: readonly Inline[]): void => {
    for (const one of pieces) {
      const last = sentences.at(-1)
      if (!last) return
      if (one.kind === 'number') last.mentions.push(one.mention)
      else if ('of' in one) walk(one.of)
      else if (one.kind === 'text') {
        const [first = '', ...others] = one.text.split(/(?<=[.!?…])\s+/)
        last.text += first
        sentences.push(...others.map((text) => ({ text, mentions: [] })))
      }
    }
  }
  walk(inlines)
  return sentences
}
