/**
 * The whole gate attacked: a fictional protected source over the real communes and perimeters of the mining basin.
 * What is asked is all that a reader can ask; what is known afterwards must not give one protected commune away.
 */

import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Block } from '../../src/domain/indicators/block.ts'
import type { Figure } from '../../src/domain/indicators/figure.ts'
import { withheldKey, type Registry } from '../../src/domain/indicators/registry.ts'
import { OBSERVATION_STATUSES } from '../../src/domain/indicators/observation.ts'
import { makeTableBuilder } from '../../src/domain/indicators/table.ts'
import { Refused } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { Source } from '../../src/domain/sources/source.ts'
import { communesOf } from '../../src/domain/territories/geography.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { COG_YEARS, parseTerritoryId, territoryOf, type TerritoryId } from '../../src/domain/territories/territory.ts'
import { readFolder } from '../../src/folder/read.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { findFigure, rowsBehind } from '../../src/usecases/figures.ts'
import { makeObservatory, type Observatory } from '../../src/usecases/observatory.ts'
import { sha256 } from '../../src/usecases/open.ts'
import { hiddenOf } from '../../src/usecases/secrecy.ts'
import { makeIndicator, makeMeasure, makeSource, makeVintage, perimeter, series } from '../make.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PERIOD = parsePeriod('2020')
const RULE: Source['disclosure'] = { minUnits: 3, maxShare: 0.85, basis: 'fictional' }

/** Two in nine communes fall under the rule, by a draw that never changes. */
function unitsOf(code: string): number {
  const draw = (Number(code) * 2654435761) % 4294967296
  return draw % 9 < 2 ? 1 + (draw % 2) : 3 + (draw % 200)
}

describe('the gate before an attacker', () => {
  let observatory: Observatory
  let protectedCommunes: ReadonlySet<TerritoryId>
  let figures: Figure[]

  beforeAll(async () => {
    const geography = loadGeography(ROOT)
    const folder = await readFolder(resolve(ROOT, 'examples/bassin-minier'))
    // Perimeters chosen by a geometry want outlines; the others already overlap in every way.
    const perimeters = folder.perimeters.filter(({ definition }) => definition.kind !== 'geometry')
    const codes = ['59', '62'].flatMap((department) =>
      communesOf(geography, parseTerritoryId(`DEP-${department}`), 2021)
    )
    const table = makeTableBuilder()
    const rows: Record<string, number> = {}
    for (const code of codes) {
      const units = unitsOf(code)
      const territory = territoryOf('COM', code)
      table.add({
        ...{ series: series('firms-jobs'), territory, period: PERIOD, value: units * 7, status: 'A' },
        ...{ units, largestShare: units > 2 ? 0.2 : 0.6 }
      })
      rows[territory] = units * 7
    }
    const source = makeSource('firms', { disclosure: RULE })
    const open = makeVintage(
      'other@2020',
      { residents: { 2020: Object.fromEntries(Object.keys(rows).map((t) => [t, 100])) } },
      { cog: 2021 }
    )
    const made = makeVintage('firms@2020', { 'firms-jobs': { 2020: rows } }, { cog: 2021 })
    const measures = [makeMeasure('firms-jobs'), makeMeasure('residents')]
    const atlas = {
      geography,
      perimeters: new Map(perimeters.map((one) => [one.id, one])),
      derived: new Map(),
      sha256
    }
    const built = table.build()
    const sources = [source, makeSource('other')]
    const hidden = hiddenOf({ atlas, perimeters, measures, sources }, made.vintage, built)
    const registry: Registry = {
      perimeters: atlas.perimeters,
      indicators: new Map(
        [
          makeIndicator('jobs-count', {
            formula: { kind: 'level', terms: [{ series: series('firms-jobs'), sign: 1 }] }
          }),
          makeIndicator('jobs-per-100', {
            formula: {
              kind: 'ratio',
              per: 100,
              numerator: [{ series: series('firms-jobs'), sign: 1 }],
              denominator: [{ series: series('residents'), sign: 1 }]
            }
          })
        ].map((one) => [one.id, one])
      ),
      measures: new Map(measures.map((one) => [one.id, one])),
      sources: new Map(sources.map((one) => [one.id, one])),
      vintages: new Map([made.vintage, open.vintage].map((one) => [one.id, one])),
      withheld: new Map(
        hidden.map(({ series: of, period, where, confidentiality }) => [
          withheldKey(made.vintage.id, of, period, where),
          confidentiality
        ])
      )
    }
    const guarded = withUnits(made.blocks.get(series('firms-jobs')))
    observatory = makeObservatory(registry, atlas, (vintage, of) => {
      const block = vintage === made.vintage.id ? guarded : open.blocks.get(of)
      if (!block) throw new Error(`no block ${of}`)
      return Promise.resolve(block)
    })
    protectedCommunes = new Set(codes.filter((code) => unitsOf(code) < 3).map((code) => territoryOf('COM', code)))
    figures = await askEverything(observatory, [...atlas.perimeters.keys()], codes)
  }, 120_000)

  it('answers most of what is listed: it is not blind', () => {
    const listed = figures.filter(
      ({ perimeter: { id }, geography }) => !/^\d|^libre/.test(id) && geography.startsWith('2026')
    )
    const answered = listed.filter(({ cell }) => 'value' in cell)
    expect(listed.length).toBeGreaterThan(30)
    expect(answered.length / listed.length).toBeGreaterThan(0.6)
  })

  it('gives no value, no row and no lower bound for a protected commune', async () => {
    const own = figures.filter(({ perimeter: { id } }) => protectedCommunes.has(`COM-${id}` as TerritoryId))
    expect(own.length).toBeGreaterThan(100)
    expect(own.filter(({ cell }) => 'value' in cell)).toEqual([])
    for (const figure of figures.filter(
      ({ perimeter: { communes } }) => communes.length > 1 && communes.length < 400
    )) {
      for (const { term, rows } of await rowsBehind(observatory, figure)) {
        if (term.series !== series('firms-jobs')) continue
        expect(rows.filter(({ territory, cell }) => protectedCommunes.has(territory) && 'value' in cell)).toEqual([])
        if (!('value' in term.cell)) expect(term.lowerBound).toBeUndefined()
      }
    }
  })

  it('withholds a ratio where it withholds its numerator: the denominator is public', () => {
    const key = ({ perimeter: { id }, geography }: Figure): string => `${id} ${geography}`
    const counts = new Map(figures.filter(({ indicator }) => indicator === 'jobs-count').map((one) => [key(one), one]))
    const ratios = figures.filter(({ indicator, cell }) => indicator === 'jobs-per-100' && 'value' in cell)
    expect(ratios.length).toBeGreaterThan(10)
    expect(ratios.filter((ratio) => !('value' in (counts.get(key(ratio))?.cell ?? {})))).toEqual([])
  })

  it('refuses perimeters freely drawn, and a listed one in another composition', () => {
    const free = figures.filter(({ perimeter: { id } }) => id.startsWith('libre'))
    expect(free.length).toBeGreaterThan(0)
    expect(free.filter(({ cell }) => 'value' in cell)).toEqual([])
    const moved = figures.filter(
      ({ perimeter: { id }, geography }) => id === 'coeur-ostrevent' && geography.startsWith('2023')
    )
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.filter(({ cell }) => 'value' in cell)).toEqual([])
  })

  it('leaves an attacker with equations that reveal no protected commune', async () => {
    const unknowns = [...protectedCommunes].toSorted()
    const counts = figures.filter(({ indicator, cell }) => indicator === 'jobs-count' && 'value' in cell)
    const rows: number[][] = []
    for (const figure of counts) {
      for (const { rows: behind } of await rowsBehind(observatory, figure)) {
        const members = new Set(behind.map(({ territory }) => territory))
        rows.push(unknowns.map((one) => (members.has(one) ? 1 : 0)))
      }
    }
    const useful = rows.filter((row) => row.some(Boolean))
    expect(useful.length).toBeGreaterThan(5)
    expect(revealed(useful).map((i) => unknowns[i])).toEqual([])
  })
})

/** All listed perimeters at all geographies, all communes, and differences that would single one out. */
async function askEverything(
  observatory: Observatory,
  ids: readonly string[],
  codes: readonly string[]
): Promise<Figure[]> {
  const [first = ''] = codes
  const free = ids.slice(0, 5).map((id) => `libre:${id}~${codes[7] ?? first}`)
  const asked = [
    ...ids.flatMap((id) => COG_YEARS.map((geography) => ({ id, geography }))),
    ...[...codes, ...free].map((id) => ({ id, geography: observatory.atlas.geography.latest }))
  ]
  const figures: Figure[] = []
  for (const { id, geography } of asked) {
    for (const indicator of observatory.registry.indicators.keys()) {
      try {
        figures.push(
          await findFigure(observatory, {
            indicator,
            perimeter: parsePerimeterId(perimeter(id)),
            period: PERIOD,
            geography
          })
        )
      } catch (error) {
        // A commune gone since, a perimeter not yet born: nothing is answered.
        if (!(error instanceof Refused) && !(error instanceof Error && error.name === 'NotFound')) throw error
      }
    }
  }
  return figures
}

function withUnits(block: Block | undefined): Block {
  if (!block) throw new Error('no block')
  const counts = block.territories.map((territory) => unitsOf(territory.slice(4)))
  return {
    ...block,
    statuses: block.statuses.map((status) => status || 1 + OBSERVATION_STATUSES.indexOf('O')),
    units: Float64Array.from(counts),
    largestShares: Float64Array.from(counts, (units) => (units > 2 ? 0.2 : 0.6))
  }
}

/** Columns that Gauss–Jordan elimination leaves alone in a row; fractions in double precision, ends rounded. */
function revealed(input: readonly (readonly number[])[]): number[] {
  const rows = input.map((row) => [...row])
  const width = rows[0]?.length ?? 0
  let done = 0
  for (let column = 0; column < width && done < rows.length; column += 1) {
    const at = rows.findIndex((row, i) => i >= done && Math.abs(row[column] ?? 0) > 1e-9)
    if (at < 0) continue
    const pivot = rows[at] ?? []
    rows[at] = rows[done] ?? []
    const factor = pivot[column] ?? 1
    rows[done] = pivot.map((value) => value / factor)
    rows.forEach((row, i) => {
      const times = row[column] ?? 0
      if (i === done || Math.abs(times) < 1e-12) return
      rows[i] = row.map((value, j) => value - times * (rows[done]?.[j] ?? 0))
    })
    done += 1
  }
  return rows.flatMap((row) => {
    const alone = row.flatMap((value, i) => (Math.abs(value) > 1e-9 ? [i] : []))
    return alone.length === 1 ? alone : []
  })
}
