import { beforeAll, describe, expect, it } from 'vitest'
import { periodsFor } from '../../src/domain/indicators/needs.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { findFigures, findShown } from '../../src/usecases/figures.ts'
import type { Observatory } from '../../src/usecases/observatory.ts'
import { hasExample, openExample } from '../example-observatory.ts'

const PLACES = ['62498', '2A004', '97411', '75056', '80099', 'pma', 'cabbalr', 'EPCI-246200364', 'DEP-59', 'nord']

describe.skipIf(!hasExample)('a value shown among hundreds', () => {
  let observatory: Observatory
  beforeAll(async () => {
    observatory = await openExample()
  }, 120_000)

  it('is the one of its figure, for every indicator, period and kind of place', async () => {
    const { registry, places } = observatory
    for (const name of PLACES) {
      const perimeter = parsePerimeterId(name)
      const requests = [...registry.indicators.keys()].flatMap((indicator) =>
        periodsFor(registry, indicator, places.place(perimeter, undefined)).map((period) => ({
          ...{ indicator, perimeter, period }
        }))
      )
      const shown = await findShown(observatory, requests)
      const figures = await findFigures(observatory, requests)
      expect(shown.length, name).toBeGreaterThan(50)
      for (const [i, one] of shown.entries()) expect(figures[i], `${one.indicator} ${name}`).toMatchObject(one)
      expect(shown.map(({ reason }) => reason)).toEqual(figures.map(({ reason }) => reason))
    }
  })
})
