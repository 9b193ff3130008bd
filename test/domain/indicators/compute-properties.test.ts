import fc from 'fast-check'
import { expect, it } from 'vitest'
import { computeFigure } from '../../../src/domain/indicators/compute.ts'
import type { Cell } from '../../../src/domain/indicators/cell.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { parseFigureAddress } from '../../../src/domain/indicators/request.ts'
import {
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makePlace,
  makeSource,
  makeVintage,
  perimeter,
  series
} from '../../make.ts'

const ALL = [1, 2, 3, 4, 5, 6]
const indicators = [
  makeIndicator('people', {
    formula: { kind: 'level', terms: [{ series: series('people'), sign: 1 }] },
    tolerance: 0.2
  }),
  makeIndicator('women-share', {
    formula: {
      kind: 'share',
      numerator: [{ series: series('women'), sign: 1 }],
      denominator: [{ series: series('people'), sign: 1 }]
    },
    unit: 'percent',
    tolerance: 0.2
  })
]

type Row = { readonly women: number; readonly men: number }

function askOver(
  rows: ReadonlyMap<number, Row>,
  members: readonly number[],
  { name = 'people', without = 0 }: { readonly name?: string; readonly without?: number } = {}
): Cell {
  const column = (valueOf: (row: Row) => number): Record<string, number> =>
    Object.fromEntries([...rows].filter(([n]) => n !== without).map(([n, row]) => [String(n), valueOf(row)]))
  const inputs = makeInputs({
    measures: [makeMeasure('people'), makeMeasure('women')],
    sources: [makeSource('census')],
    indicators,
    vintages: [
      makeVintage('census@2022', {
        people: { 2018: column(({ women, men }) => women + men) },
        women: { 2018: Object.fromEntries([...rows].map(([n, { women }]) => [String(n), women])) }
      })
    ],
    places: [makePlace('drawn', members)]
  })
  const request = { indicator: indicatorId(name), perimeter: perimeter('drawn'), period: parsePeriod('2018') }
  const figure = computeFigure(inputs, request)
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
  expect(computeFigure(inputs, parseFigureAddress(figure.address))).toEqual(figure)
  return figure.cell
}

const count = fc.integer({ min: 1, max: 100_000 })
const observations = fc
  .tuple(...ALL.map(() => fc.record({ women: count, men: count })))
  .map((rows) => new Map(rows.map((row, i) => [i + 1, row] as const)))

it('gives a union of disjoint perimeters the sum of their sums', () => {
  fc.assert(
    fc.property(observations, fc.integer({ min: 1, max: 5 }), (rows, cut) => {
      const [left, right, both] = [ALL.slice(0, cut), ALL.slice(cut), ALL].map((members) => askOver(rows, members))
      const valueOf = (cell: Cell | undefined): number => (cell && 'value' in cell ? cell.value : NaN)
      expect(valueOf(both)).toBe(valueOf(left) + valueOf(right))
    })
  )
})

it('keeps a share of the whole between the shares of its members, estimated or not', () => {
  fc.assert(
    fc.property(observations, fc.integer({ min: 0, max: 6 }), (rows, without) => {
      const cell = askOver(rows, ALL, { name: 'women-share', without })
      const shares = [...rows].map(([, { women, men }]) => (100 * women) / (women + men))
      expect(cell.status).toBe(without === 0 ? 'A' : 'E')
      if (!('value' in cell)) throw new Error('a value was expected')
      expect(cell.value).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9)
      expect(cell.value).toBeLessThanOrEqual(Math.max(...shares) + 1e-9)
    })
  )
})
