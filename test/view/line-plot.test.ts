import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { plotLines, spread, type LinePlot } from '../../src/view/line-plot.ts'
import { text } from '../make.ts'
import { makeLine } from './plotted.ts'

const survey = { at: parsePeriod('2015'), label: text('survey'), note: text('renewed'), source: 'INSEE' }

function plotted(...given: Parameters<typeof plotLines>): LinePlot {
  const plot = plotLines(...given)
  if (!plot) throw new Error('nothing was drawn')
  return plot
}

function runsOf(plot: LinePlot): readonly (readonly number[])[] {
  return plot.lines.flatMap(({ runs }) => runs.map((run) => run.map(({ value }) => value)))
}

describe('a chart in time', () => {
  it('starts at zero, at round steps that hold every value', () => {
    const { ticks } = plotted([makeLine('a', { 2013: 11, 2018: 18.4 })], [])
    expect(ticks.map(({ value }) => value)).toEqual([0, 5, 10, 15, 20])
    expect([ticks[0]?.y, ticks.at(-1)?.y]).toEqual([1, 0])
  })

  it('goes under zero where values do, and keeps zero among its steps', () => {
    const { ticks } = plotted([makeLine('a', { 2013: -3.5, 2018: 1.2 })], [])
    expect(ticks.map(({ value }) => value)).toEqual([-4, -2, 0, 2])
  })

  it('leaves a gap where a value is missing, and a mark where it is secret', () => {
    const plot = plotted([makeLine('a', { 2013: 1, 2014: 2, 2015: 'missing', 2016: 'secret', 2017: 3 })], [])
    expect(runsOf(plot)).toEqual([[1, 2], [3]])
    expect(plot.withheld.map(({ x }) => x)).toEqual([0.75])
  })

  it('stops at a break and starts again after it', () => {
    const plot = plotted([makeLine('a', { 2013: 1, 2014: 2, 2015: 3, 2016: 4 })], [survey])
    expect(runsOf(plot)).toEqual([
      [1, 2],
      [3, 4]
    ])
    expect(plot.breaks.map(({ x }) => x)).toHaveLength(1)
  })

  it('opens the dot of what is estimated', () => {
    const plot = plotted([makeLine('a', { 2013: 1, 2018: { estimated: 2 } })], [])
    expect(plot.lines[0]?.runs[0]?.map(({ open }) => open)).toEqual([false, true])
  })

  it('draws nothing of one period: a line needs two', () => {
    expect(plotLines([makeLine('a', { 2018: 1 }), makeLine('b', { 2018: 2 })], [])).toBeUndefined()
    expect(plotLines([], [])).toBeUndefined()
  })

  it('puts each point at its date, not at its rank', () => {
    const plot = plotted([makeLine('a', { 2013: 1, 2018: 1, 2023: 1, '2021-Q3': 1 })], [])
    expect(plot.lines[0]?.runs[0]?.map(({ x }) => x)).toEqual([0, 0.5, 1, 0.85])
  })

  it('dates no two points so close that their years would touch', () => {
    const years = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [String(2003 + i), i]))
    const { dates } = plotted([makeLine('a', years)], [], { dates: 3 })
    expect(dates.map(({ period }) => period)).toEqual(['2003', '2014', '2025'])
  })

  it('keeps the names of twelve lines apart, in the order of their ends, within the chart', () => {
    const ends = Array.from({ length: 12 }, (_, i) => ({ y: 0.5 + i / 1000, name: i }))
    const placed = spread(ends, 0.06)
    expect(placed.map(({ name }) => name)).toEqual(ends.map(({ name }) => name))
    for (const [i, { y }] of placed.slice(1).entries()) expect(y - (placed[i]?.y ?? 0)).toBeGreaterThan(0.0599)
    expect(Math.max(...placed.map(({ y }) => y))).toBeLessThanOrEqual(1)
  })
})
