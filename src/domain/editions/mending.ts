/** Where a problem stands in the text of its chapter, and what could be written instead. */

import type { EditionProblem } from './problem.ts'

/** From `from` to before `to`, in letters from the start of the text. */
export type Mending = { readonly from: number; readonly to: number; readonly insert: string }

export type PlacedProblem = {
  readonly problem: EditionProblem
  readonly from: number
  readonly to: number
  /** The likeliest first. */
  readonly mendings: readonly Mending[]
}

/** What stands at the place: a directive with its words, the call of a note, a word. */
const DIRECTIVE = /^:{1,3}[a-z-]+(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})?/
const NOTE = /^\[\^[^\]\n]+\]/
const WORD = /^[^\s]+/

/** @param text of the chapter that the problem was found in; a place that it has not is its end */
export function placeProblem(problem: EditionProblem, text: string): PlacedProblem {
  const start = offsetOf(text, problem.position)
  if (problem.kind === 'naked-number') {
    const from = numberNear(text, start, problem.found)
    if (from === undefined) return { problem, from: start, to: endOf(text, start), mendings: [] }
    const to = from + problem.found.length
    return { problem, from, to, mendings: problem.proposals.map((insert) => ({ from, to, insert })) }
  }
  const to = endOf(text, start)
  const words = text.slice(start, to)
  const mended = mendedWords(problem, words)
  const isMended = mended !== undefined && mended !== words
  return { problem, from: start, to, mendings: isMended ? [{ from: start, to, insert: mended }] : [] }
}

export function mended(text: string, { from, to, insert }: Mending): string {
  return text.slice(0, from) + insert + text.slice(to)
}

/** Lines and columns count from 1. */
function offsetOf(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let start = 0
  for (let i = 1; i < line; i += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) return text.length
    start = end + 1
  }
  return Math.min(start + column - 1, text.length)
}

function endOf(text: string, start: number): number {
  const rest = text.slice(start, start + 2000)
  const found = DIRECTIVE.exec(rest) ?? NOTE.exec(rest) ?? WORD.exec(rest)
  return Math.min(start + Math.max(found?.[0].length ?? 1, 1), text.length)
}

/** A sign written otherwise in Markdown moves what follows it on its line. */
function numberNear(text: string, start: number, found: string): number | undefined {
  if (text.startsWith(found, start)) return start
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', start)
  const at = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).indexOf(found)
  return at === -1 ? undefined : lineStart + at
}

function mendedWords(problem: EditionProblem, words: string): string | undefined {
  switch (problem.kind) {
    case 'newer-period':
      return withWord(words, 'at', problem.period)
    case 'other-place':
      return problem.instead && withWord(words, 'on', problem.instead)
    case 'broken-reference':
      return problem.nearest && withWord(words, 'to', problem.nearest)
    case 'unknown-claim':
      return problem.nearest && withWord(words, 'of', problem.nearest)
    case 'false-wording':
      return withWord(words, 'words', 'about')
    default:
      return undefined
  }
}

function withWord(directive: string, word: string, value: string): string {
  return directive.replace(new RegExp(`([{ ]${word}=)(?:"[^"]*"|[^\\s}]*)`), `$1${value}`)
}
