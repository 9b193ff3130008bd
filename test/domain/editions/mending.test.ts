import { expect, it } from 'vitest'
import { mended, placeProblem } from '../../../src/domain/editions/mending.ts'
import type { EditionProblem } from '../../../src/domain/editions/problem.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'

const text = `# Titre

Il y a 23 000 emplois à Lens.

On compte :figure{of=population on=pma at=2018} ici.
`

function at(line: number, column: number) {
  return { file: 'editions/2022/a.md', line, column }
}

it('puts a figure in the place of a number that was typed', () => {
  const problem: EditionProblem = {
    kind: 'naked-number',
    position: at(3, 8),
    found: '23 000',
    proposals: [':figure{of=jobs on=call at=2018}']
  }
  const placed = placeProblem(problem, text)
  expect(text.slice(placed.from, placed.to)).toBe('23 000')
  const [first] = placed.mendings
  expect(first && mended(text, first)).toContain('Il y a :figure{of=jobs on=call at=2018} emplois')
})

it('finds the number again where signs written otherwise have moved it', () => {
  const problem: EditionProblem = { kind: 'naked-number', position: at(3, 4), found: '23 000', proposals: ['x'] }
  expect(placeProblem(problem, text).from).toBe(text.indexOf('23 000'))
  const elsewhere = placeProblem({ ...problem, found: '24' }, text)
  expect(elsewhere.mendings).toEqual([])
})

it('asks a figure at the newer period, and nothing else of it', () => {
  const period = parsePeriod('2021')
  const problem: EditionProblem = { kind: 'newer-period', position: at(5, 11), period, indicator: 'population' }
  const [first] = placeProblem(problem, text).mendings
  expect(first && mended(text, first)).toContain(':figure{of=population on=pma at=2021} ici')
})

it('stays within the text when the place is not in it', () => {
  const placed = placeProblem({ kind: 'no-change', position: at(99, 4) }, text)
  expect([placed.from, placed.to]).toEqual([text.length, text.length])
})
