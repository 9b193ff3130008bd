/** What no chapter of a booklet reaches, and what would hold the reader of Markdown for minutes: told before it is read. */

import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'

/** Half a million letters. */
export const MOST_LETTERS = 500_000

/** Lists and quotations, one in the other. */
const MOST_NESTED = 50

/** Brackets, stars and underscores between two empty lines: Markdown looks for the pair of each among all the others. */
const MOST_MARKS = 2000

const NESTED = /(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))/g
const NESTING = /^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))+/

/** @throws {InvalidInput} with the line and column where it goes too far */
export function refuseUnreadable(file: string, text: string): void {
  if (text.length > MOST_LETTERS) {
    throw new InvalidInput(
      {
        fr: `Le chapitre continue après ${MOST_LETTERS} signes, le plus qu’un chapitre en ait : il en a ${text.length}. Partagez-le ici en plusieurs`,
        en: `The chapter goes on after ${MOST_LETTERS} characters, the most that a chapter has: it has ${text.length}. Split it here`
      },
      placeOf(file, text, MOST_LETTERS)
    )
  }
  let marks = 0
  for (const [i, line] of text.split('\n').entries()) {
    const nested = [...(NESTING.exec(line)?.[0] ?? '').matchAll(NESTED)][MOST_NESTED]
    if (nested) throw new InvalidInput(TOO_DEEP, { file, line: i + 1, column: nested.index + 1 })
    if (line.trim() === '') marks = 0
    for (const { index } of line.matchAll(/[[\]*_]/g)) {
      marks += 1
      if (marks > MOST_MARKS) throw new InvalidInput(TOO_MANY, { file, line: i + 1, column: index + 1 })
    }
  }
}

/** @param letter its place in the text, from 0 */
function placeOf(file: string, text: string, letter: number): Place {
  const lines = text.slice(0, letter).split('\n')
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

const TOO_DEEP: Text = {
  fr: `Plus de ${MOST_NESTED} listes ou citations, l’une dans l’autre : attendu quelques-unes`,
  en: `More than ${MOST_NESTED} lists or quotations, one in the other: a few were expected`
}

const TOO_MANY: Text = {
  fr: `Plus de ${MOST_MARKS} crochets, étoiles ou tirets bas dans un paragraphe : séparez-le par des lignes vides`,
  en: `More than ${MOST_MARKS} brackets, stars or underscores in a paragraph: separate it with empty lines`
}
