/** The words between braces of a directive, read one by one: `{of=population on=pma at=2018}`. */

import type { Mention, Position } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { parseGeography, parseIndicatorId, type FigureQuestion } from '../domain/indicators/request.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'

/** The words that directives take; a word that is none of them is reported. */
type Word = (typeof QUESTION)[number] | 'title' | 'kind' | 'form' | 'words' | 'step'

export type Attributes = Readonly<Partial<Record<Word, string>>>

/** A directive as it stands in a chapter. */
export type Directive = { readonly name: string; readonly attributes: Attributes; readonly position: Position }

export type Report = (problem: EditionProblem) => void

/** What asks a figure, in the words of the command `figure`. */
const QUESTION = ['of', 'on', 'at', 'from', 'vs', 'geography'] as const

/** Undefined after a report. @param others words that the directive takes besides those of a figure */
export function readMention(
  { name, attributes, position }: Directive,
  report: Report,
  others: readonly string[] = []
): Mention | undefined {
  if (!hasOnly({ name, attributes, position }, [...QUESTION, ...others], report)) return undefined
  const { of, on, at, from, vs, geography } = attributes
  if (!of || !on || !at) {
    report(
      unreadable(position, {
        fr: `« ${name} » demande un chiffre : attendu of=indicateur on=périmètre at=période, comme {of=population on=pma at=2018}`,
        en: `"${name}" asks for a figure: expected of=indicator on=perimeter at=period, such as {of=population on=pma at=2018}`
      })
    )
    return undefined
  }
  return attempt(position, report, () => {
    const question: FigureQuestion = {
      indicator: parseIndicatorId(of),
      perimeter: parsePerimeterId(on),
      period: parsePeriod(at),
      ...(from && { from: parsePeriod(from) }),
      ...(vs && { versus: parsePerimeterId(vs) }),
      ...(geography && { geography: parseGeography(geography) })
    }
    return { question, position }
  })
}

/** One mention for each pair of the lists of `of` and `on`: by row, then by column. */
export function readMentions(directive: Directive, report: Report, others: readonly string[]): readonly Mention[][] {
  const { attributes } = directive
  const list = (words = ''): readonly string[] => words.split(',').map((word) => word.trim())
  const rows = list(attributes.on).map((on) =>
    list(attributes.of).map((of) =>
      readMention({ ...directive, attributes: { ...attributes, on, of } }, report, others)
    )
  )
  return rows.every((row): row is Mention[] => row.every((one) => one !== undefined)) ? rows : []
}

/** Undefined after a report of what is missing or not expected. @param optional may be left out, or be empty */
export function readWords<Name extends string, Optional extends string = never>(
  directive: Directive,
  required: readonly Name[],
  report: Report,
  optional: readonly Optional[] = []
): (Readonly<Record<Name, string>> & Readonly<Partial<Record<Optional, string>>>) | undefined {
  const { name, attributes, position } = directive
  if (!hasOnly(directive, [...required, ...optional], report)) return undefined
  const said: Readonly<Partial<Record<string, string>>> = attributes
  const missing = required.filter((word) => !said[word]?.trim())
  if (missing.length > 0) {
    const wanted = required.map((word) => `${word}="…"`).join(' ')
    report(
      unreadable(position, {
        fr: `« ${name} » : il manque ${missing.join(', ')} ; attendu {${wanted}}`,
        en: `"${name}": ${missing.join(', ')} missing; expected {${wanted}}`
      })
    )
    return undefined
  }
  return said as Readonly<Record<Name, string>> & Readonly<Partial<Record<Optional, string>>>
}

/** One of a closed list, the first when nothing is said. Undefined after a report. */
export function readChoice<T extends string>(
  { name, attributes, position }: Directive,
  word: Word,
  choices: readonly [T, ...T[]],
  report: Report
): T | undefined {
  const said = attributes[word]
  if (said === undefined) return choices[0]
  const found = choices.find((one) => one === said)
  if (found === undefined) {
    report(
      unreadable(position, {
        fr: `« ${name} » : ${word} vaut « ${said} » ; attendu ${choices.join(', ')}`,
        en: `"${name}": ${word} is "${said}"; expected ${choices.join(', ')}`
      })
    )
  }
  return found
}

export function unreadable(position: Position, why: Text): EditionProblem {
  return { kind: 'unreadable', position, why }
}

/** What the domain says of a word that is none becomes a problem at its place. */
export function attempt<T>(position: Position, report: Report, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ObservatoryError)) throw error
    report(unreadable(position, error.text))
    return undefined
  }
}

function hasOnly({ name, attributes, position }: Directive, known: readonly string[], report: Report): boolean {
  const unknown = Object.keys(attributes).find((word) => !known.includes(word))
  if (unknown === undefined) return true
  const near = nearest(unknown, known)
  report(
    unreadable(position, {
      fr: `« ${name} » ne connaît pas « ${unknown} »${near ? ` ; plutôt « ${near} » ?` : '.'} Attendu : ${known.join(', ')}`,
      en: `"${name}" does not know "${unknown}"${near ? `; rather "${near}"?` : '.'} Expected: ${known.join(', ')}`
    })
  )
  return false
}
