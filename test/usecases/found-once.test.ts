import { beforeAll, describe, expect, it } from 'vitest'
import { shapeOf } from '../../src/domain/indicators/choice.ts'
import { blocksBehind, periodsFor } from '../../src/domain/indicators/needs.ts'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import type { Registry } from '../../src/domain/indicators/registry.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { overlap } from '../../src/domain/territories/overlap.ts'
import { parsePerimeterId, resolveIfAny } from '../../src/domain/territories/resolve.ts'
import { neighboursOf } from '../../src/usecases/among-perimeters.ts'
import { findFigure } from '../../src/usecases/figures.ts'
import { listedRange } from '../../src/usecases/listed-range.ts'
import type { Observatory } from '../../src/usecases/observatory.ts'
import { hasExample, openExample, readExample } from '../example-observatory.ts'

const PLACES = ['62498', '2A004', '97411', '75056', 'pma', 'cabbalr', 'ze-lens', 'nord', 'france', 'libre:62498+62510']

describe.skipIf(!hasExample)('what is found once for all pages', () => {
  let observatory: Observatory
  beforeAll(async () => {
    observatory = await openExample()
  }, 120_000)

  it('is the same for two places of one shape as for each alone', () => {
    const { registry, places } = observatory
    for (const id of registry.indicators.keys()) {
      for (const name of PLACES) {
        const place = places.place(parsePerimeterId(name), undefined)
        expect(periodsFor(registry, id, place), `${id} ${name}`).toEqual(periodsFor(fresh(registry), id, place))
      }
    }
  })

  it('tells a commune from a town that merged, a union from a territory', () => {
    const shape = (name: string): string =>
      shapeOf(observatory.registry, observatory.places.place(parsePerimeterId(name), undefined))
    expect(new Set(['62498', 'pma', 'cabbalr', 'nord', 'ze-lens'].map(shape)).size).toBe(5)
    expect(shape('62498')).toBe(shape('62119'))
  })

  it('names the same blocks each time', () => {
    const { registry } = observatory
    const id = parseIndicatorId('vacancy-rate')
    const [period] = periodsFor(registry, id, observatory.places.place(parsePerimeterId('pma'), undefined))
    expect(period).toBeDefined()
    if (!period) return
    expect(blocksBehind(registry, id, period)).toBe(blocksBehind(registry, id, period))
    expect(blocksBehind(registry, id, period)).toEqual(blocksBehind(fresh(registry), id, period))
  })

  it('counts what a territory shares with each listed perimeter as the two sets do', () => {
    const { atlas, registry } = observatory
    const day = `${atlas.geography.latest}-01-01`
    for (const name of PLACES) {
      const here = resolveIfAny(atlas, parsePerimeterId(name), day)
      if (!here) continue
      const expected = [...registry.perimeters.values()].flatMap((perimeter) => {
        const there = resolveIfAny(atlas, perimeter.id, day)
        if (!there) return []
        const { shared } = overlap(here.communes, there.communes)
        return shared.length === 0 ? [] : [{ perimeter, members: there.communes.length, shared }]
      })
      expect(neighboursOf(observatory, here.communes, day), name).toEqual(expected)
    }
  })

  it('gives all territories one scale, from the figures of the listed perimeters', async () => {
    const { settings } = await readExample()
    const listed = { ...settings, perimeters: ['pma', 'call', 'nord'].map(parsePerimeterId) }
    const [indicator, period] = [parseIndicatorId('vacancy-rate'), parsePeriod('2018')]
    const figures = await Promise.all(
      listed.perimeters.map((perimeter) => findFigure(observatory, { indicator, perimeter, period }))
    )
    const values = figures.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
    expect(values).toHaveLength(3)
    const range = listedRange(observatory, listed, indicator, period)
    expect(await range).toEqual([Math.min(...values), Math.max(...values)])
    expect(listedRange(observatory, listed, indicator, period)).toBe(range)
  })
})

/** The same registry, of which nothing was asked yet. */
function fresh(registry: Registry): Registry {
  return { ...registry }
}
