import { beforeAll, describe, expect, it } from 'vitest'
import type { Figure } from '../src/domain/indicators/figure.ts'
import { parseIndicatorId, type FigureQuestion } from '../src/domain/indicators/request.ts'
import { round } from '../src/domain/indicators/rounding.ts'
import { parsePeriod } from '../src/domain/shared/period.ts'
import { parsePerimeterId } from '../src/domain/territories/resolve.ts'
import { answerQuestion, availablePeriods, findFigure, type FigureAnswer } from '../src/usecases/figures.ts'
import type { Observatory } from '../src/usecases/observatory.ts'
import { formatCell } from '../src/view/number.ts'
import { hasExample, openExample } from './example-observatory.ts'

describe.skipIf(!hasExample)('the shipped example', () => {
  let observatory: Observatory

  beforeAll(async () => {
    observatory = await openExample()
  })

  function requestOf(indicator: string, where: string, period: string): FigureQuestion {
    return { indicator: parseIndicatorId(indicator), perimeter: parsePerimeterId(where), period: parsePeriod(period) }
  }

  function ask(indicator: string, where: string, period: string): Promise<Figure> {
    return findFigure(observatory, requestOf(indicator, where, period))
  }

  function since(indicator: string, where: string, from: string, period: string): Promise<FigureAnswer> {
    return answerQuestion(observatory, { ...requestOf(indicator, where, period), from: parsePeriod(from) })
  }

  function shown({ cell, unit, decimals }: Figure): string {
    return formatCell(cell, unit, { language: 'fr', decimals }).replace(/[\u00a0\u202f]/g, ' ')
  }

  it.each([
    ['population', 'pma', '644 971 habitants'],
    ['area', 'pma', '997 km²'],
    ['density', 'pma', '646,9 hab./km²'],
    ['households', 'pma', '268 912 ménages'],
    ['jobs', 'pma', '190 148 emplois'],
    ['population', 'erbm-epci', '1 258 921 habitants'],
    ['population', 'cabbalr', '276 759 habitants'],
    ['population', 'call', '241 703 habitants'],
    ['population', 'cahc', '126 509 habitants']
  ])('gives %s of %s in 2018 as %s', async (indicator, where, expected) => {
    expect(shown(await ask(indicator, where, '2018'))).toBe(expected)
  })

  it.each([
    ['pma', 150],
    ['erbm-epci', 336],
    ['cabbalr', 100]
  ])('counts the communes of %s: %i', async (where, count) => {
    expect((await ask('population', where, '2018')).perimeter.communes).toHaveLength(count)
  })

  it.each([
    ['ze-lens', 16.6, 11.1, -5.5],
    ['ze-bethune', 12.7, 9.1, -3.6]
  ])('gives unemployment in %s from %f to %f, and says the break on the way', async (where, start, end, points) => {
    const { figure, from, change } = await since('unemployment-localised', where, '2012-Q4', '2021-Q1')
    expect([from?.cell, figure.cell]).toMatchObject([{ value: start }, { value: end }])
    expect(change).toMatchObject({ unit: 'points', difference: { value: expect.closeTo(points, 6) } })
    expect(change?.cautions.map(({ kind }) => kind)).toContain('break-crossed')
  })

  it('refuses a median income of the pôle, and offers the three of its EPCI', async () => {
    const [period = ''] = availablePeriods(
      observatory,
      parseIndicatorId('median-living-standard'),
      parsePerimeterId('pma')
    ).slice(-1)
    const figure = await ask('median-living-standard', 'pma', period)
    expect(figure).toMatchObject({ cell: { status: 'O' }, reason: 'not-additive' })
    expect(figure.offers.map(({ perimeter }) => perimeter).toSorted()).toEqual(['cabbalr', 'cahc', 'call'])
    expect(figure.offers.filter(({ cell }) => !('value' in cell))).toEqual([])
  })

  it('keeps both attendances of the Louvre-Lens in 2015, with their producers', async () => {
    const figure = await ask('louvre-lens-admissions', '62498', '2015')
    const contested = figure.cautions.find(({ kind }) => kind === 'contested')
    expect(figure.cell.status).toBe('A')
    expect(contested).toBeDefined()
    const vintages = [...figure.vintages, ...figure.rivals.map(({ vintage }) => vintage)]
    const producers = vintages.map((id) => observatory.registry.vintages.get(id)?.source)
    expect(new Set(producers).size).toBeGreaterThan(1)
  })

  it('says in the total of Lens that the Louvre-Lens is counted otherwise elsewhere', async () => {
    const figure = await ask('museum-admissions', '62498', '2015')
    expect(shown(figure)).toBe('353 761 entrées')
    expect(figure.cautions).toMatchObject([
      { kind: 'contested', item: { fr: 'Louvre-Lens' }, values: [{ source: 'louvre-lens', cell: { value: 435_213 } }] }
    ])
  })

  it('gives no change between a season told by the press and a year told by the ministry', async () => {
    const { change } = await since('louvre-lens-admissions', 'pma', '2012-12-04/2013-11-30', '2013')
    expect(change).toMatchObject({ reason: 'other-period', difference: { status: 'O' } })
  })

  it.each(['establishments', 'industry-share'])('gives %s of France, estimated for want of a commune', async (id) => {
    expect((await ask(id, 'metropolitan-france', '2018')).cell.status).toBe('E')
  })

  it('compares the change of several territories, in points, over one span', async () => {
    const answer = await answerQuestion(observatory, {
      ...requestOf('population', 'pma', '2018'),
      ...{ from: parsePeriod('2013'), versus: parsePerimeterId('hauts-de-france') }
    })
    expect(answer.change?.percent).toMatchObject({ value: expect.closeTo(0.18, 2) })
    expect(answer.versus?.change?.percent).toMatchObject({ value: expect.closeTo(0.272, 3) })
    expect(answer.comparison).toMatchObject({ ok: true, unit: 'points' })
  })

  it('answers every indicator somewhere, at a period it says it can', async () => {
    const silent: string[] = []
    for (const id of observatory.registry.indicators.keys()) {
      const places = ['pma', 'call', '62498', 'ze-lens'].map(parsePerimeterId)
      const figures = await Promise.all(
        places.map(async (perimeter) => {
          const period = availablePeriods(observatory, id, perimeter).at(-1)
          return period && findFigure(observatory, { indicator: id, perimeter, period })
        })
      )
      if (!figures.some((figure) => figure && 'value' in figure.cell)) silent.push(id)
    }
    expect(silent).toEqual([])
  })

  it('is the sum of disjoint perimeters, whatever the rounding', async () => {
    const values = await Promise.all(
      ['pma', 'cabbalr', 'call', 'cahc'].map(async (where) => {
        const { cell } = await ask('households', where, '2018')
        return 'value' in cell ? cell.value : NaN
      })
    )
    const [whole = NaN, ...parts] = values
    expect(
      round(
        parts.reduce((sum, part) => sum + part, 0),
        6
      )
    ).toBe(round(whole, 6))
  })
})
