import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inseeComparateur } from '../../src/connectors/insee-comparateur.ts'
import { inseeFilosofiEpci } from '../../src/connectors/insee-filosofi.ts'
import { inseeUnemployment } from '../../src/connectors/insee-unemployment.ts'
import type { Figure } from '../../src/domain/indicators/figure.ts'
import { parseFigureAddress, parseIndicatorId, type FigureQuestion } from '../../src/domain/indicators/request.ts'
import { round } from '../../src/domain/indicators/rounding.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import {
  answerQuestion,
  availablePeriods,
  findFigure,
  rowsBehind,
  type FigureAnswer
} from '../../src/usecases/figures.ts'
import { figureSentence } from '../../src/view/figure-text.ts'
import type { Observatory } from '../../src/usecases/observatory.ts'
import { hasRealFile } from '../connectors/real-files.ts'
import { openRealFiles } from './real-observatory.ts'

const COMPARATEUR = '04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'
const UNEMPLOYMENT = '04_statistiques/insee_chomage-zone-t1-2003-t4-2025.csv'
const FILOSOFI = '04_statistiques/insee_FILO2019_DISP_EPCI.csv'
const there = [COMPARATEUR, UNEMPLOYMENT, FILOSOFI].every(hasRealFile)

describe.skipIf(!there)('figures on the producers’ own files', () => {
  let home: string
  let observatory: Observatory

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'chevalement-'))
    observatory = await openRealFiles(home, [
      { connector: inseeComparateur, path: COMPARATEUR },
      { connector: inseeUnemployment, path: UNEMPLOYMENT },
      { connector: inseeFilosofiEpci, path: FILOSOFI }
    ])
  })

  afterAll(async () => {
    await rm(home, { recursive: true, force: true })
  })

  function ask(indicator: string, where: string, period: string): Promise<Figure> {
    return findFigure(observatory, {
      ...{ indicator: parseIndicatorId(indicator), perimeter: parsePerimeterId(where), period: parsePeriod(period) }
    })
  }

  function question(
    indicator: string,
    where: string,
    period: string,
    more: Partial<FigureQuestion>
  ): Promise<FigureAnswer> {
    return answerQuestion(observatory, {
      ...{ indicator: parseIndicatorId(indicator), perimeter: parsePerimeterId(where), period: parsePeriod(period) },
      ...more
    })
  }

  async function valueOf(indicator: string, where: string, period: string): Promise<number | undefined> {
    const { cell, decimals } = await ask(indicator, where, period)
    return 'value' in cell ? round(cell.value, decimals) : undefined
  }

  it('counts the Pôle métropolitain de l’Artois of 2018 in its composition of today', async () => {
    const figure = await ask('population', 'pma', '2018')
    expect(figure.perimeter.communes).toHaveLength(150)
    expect(await valueOf('population', 'pma', '2018')).toBe(644971)
    expect(await valueOf('area', 'pma', '2018')).toBe(997)
    expect(await valueOf('density', 'pma', '2018')).toBe(646.9)
    expect(await valueOf('households', 'pma', '2018')).toBe(268912)
    expect(await valueOf('jobs', 'pma', '2018')).toBe(190148)
  })

  it('counts the eight EPCI of the programme', async () => {
    const figure = await ask('population', 'erbm-epci', '2018')
    expect(figure.perimeter.communes).toHaveLength(336)
    expect(figure.cell).toMatchObject({ value: expect.closeTo(1258921, 0) })
  })

  it('refuses a median over the pôle, and offers those of its three EPCI', async () => {
    const figure = await ask('median-living-standard', 'pma', '2019')
    expect(figure).toMatchObject({ cell: { status: 'O' }, reason: 'not-additive' })
    expect(figure.offers.map(({ perimeter }) => perimeter).toSorted()).toEqual(['cabbalr', 'cahc', 'call'])
    expect(figure.offers.every(({ cell }) => 'value' in cell)).toBe(true)
    expect((await ask('median-living-standard', 'call', '2019')).cell.status).toBe('A')
  })

  it('gives the localised unemployment of the employment zones, and their change across a break', async () => {
    const from = parsePeriod('2012-Q4')
    const lens = await question('unemployment-localised', 'ze-lens', '2021-Q1', { from })
    const bethune = await question('unemployment-localised', 'ze-bethune', '2021-Q1', { from })
    const values = [lens, bethune].map(({ figure, from: start }) => [start?.cell, figure.cell])
    expect(values).toMatchObject([
      [{ value: 16.6 }, { value: 11.1 }],
      [{ value: 12.7 }, { value: 9.1 }]
    ])
    const differences = [lens, bethune].map(
      ({ change }) => change && 'value' in change.difference && round(change.difference.value, 1)
    )
    expect(differences).toEqual([-5.5, -3.6])
    expect(lens.change?.breaks.map(({ at }) => at)).toEqual(['2021-Q1'])
    expect(lens.change?.cautions.map(({ kind }) => kind)).toContain('break-crossed')
  })

  it('says that the localised rate does not exist for the pôle', async () => {
    expect(await ask('unemployment-localised', 'pma', '2021-Q1')).toMatchObject({ reason: 'not-additive', offers: [] })
  })

  it('computes unemployment in the sense of the census, sums first', async () => {
    expect((await ask('unemployment-census', 'pma', '2018')).cell).toMatchObject({ value: expect.closeTo(18.42, 2) })
    expect((await ask('unemployment-census', 'ze-lens', '2018')).cell).toMatchObject({
      value: expect.closeTo(19.68, 2)
    })
  })

  it('counts a change from both ends of one edition', async () => {
    const { figure, from } = await question('population-change-rate', 'pma', '2013/2018', {})
    expect(figure.cell).toMatchObject({ value: expect.closeTo(0.18, 2) })
    expect(from?.cell).toMatchObject({ value: expect.closeTo(643835, 0) })
  })

  it('adds France up, and says that Mayotte is not in the file', async () => {
    const figure = await ask('population', 'france', '2018')
    expect(figure.cell).toMatchObject({ value: expect.closeTo(66732538, -1) })
    expect(figure.cautions).toContainEqual({ kind: 'territory-absent', territories: ['DEP-976'] })
  })

  it('places an EPCI among those of its region, in a sentence', async () => {
    const figure = await ask('population-rank', 'call', '2018')
    expect(figure.cell).toEqual({ status: 'A', value: 3 })
    const indicator = observatory.registry.indicators.get(figure.indicator)
    expect(indicator && figureSentence(figure, indicator, 'fr')).toMatch(/\u00a0: 3e sur \d\d en 2018\.$/)
    expect(await ask('population-rank', 'pma', '2018')).toMatchObject({ reason: 'not-a-peer' })
  })

  it('adds up a free perimeter for what is not protected, and refuses it for what is', async () => {
    const free = 'libre:62498+62510'
    expect((await ask('population', free, '2018')).cell).toMatchObject({ value: expect.closeTo(62029, 0) })
    expect(await ask('establishments', free, '2018')).toMatchObject({ reason: 'free-perimeter', cell: { status: 'O' } })
    expect((await ask('establishments', 'pma', '2018')).cell.status).toBe('A')
  })

  it('shows the rows behind, which add up to the figure', async () => {
    const figure = await ask('population', 'pma', '2018')
    const [{ rows } = { rows: [] }] = await rowsBehind(observatory, figure)
    expect(rows).toHaveLength(150)
    expect(rows.find(({ territory }) => territory === 'COM-62498')).toMatchObject({
      name: 'Lens',
      cell: { value: 31606 }
    })
    expect(rows.reduce((sum, { cell }) => sum + ('value' in cell ? cell.value : NaN), 0)).toBeCloseTo(644971, 0)
  })

  it('answers the same by its address', async () => {
    const figure = await ask('density', 'pma', '2018')
    expect(await findFigure(observatory, parseFigureAddress(figure.address))).toEqual(figure)
  })

  it('knows which periods can be asked', () => {
    const periods = (indicator: string, where: string): readonly string[] =>
      availablePeriods(observatory, parseIndicatorId(indicator), parsePerimeterId(where))
    expect(periods('population', 'pma')).toEqual(['2013', '2018'])
    expect(periods('population-change', 'pma')).toEqual(['2013/2018'])
    expect(periods('median-living-standard', 'pma')).toEqual(['2019'])
    expect(periods('unemployment-localised', 'ze-lens').at(-1)).toBe('2025-Q4')
  })
})
