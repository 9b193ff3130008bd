import { beforeAll, describe, expect, it } from 'vitest'
import { assignmentsFor } from '../../src/domain/indicators/choice.ts'
import type { Figure } from '../../src/domain/indicators/figure.ts'
import { parseIndicatorId, type FigureRequest } from '../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { recallFigures } from '../../src/usecases/figure-cache.ts'
import { availablePeriods, findFigures } from '../../src/usecases/figures.ts'
import type { Observatory } from '../../src/usecases/observatory.ts'
import { hasExample, openExample } from '../example-observatory.ts'
import { series } from '../make.ts'

describe.skipIf(!hasExample)('figures that stand among many', () => {
  let observatory: Observatory
  let requests: readonly FigureRequest[]
  beforeAll(async () => {
    observatory = await openExample()
    requests = ['62498', '2A004', '75056', 'pma', 'cabbalr', 'nord', 'libre:62498+62510'].flatMap((name) => {
      const perimeter = parsePerimeterId(name)
      return [...observatory.registry.indicators.keys()].flatMap((indicator) =>
        availablePeriods(observatory, indicator, perimeter)
          .slice(-1)
          .map((period) => ({ indicator, perimeter, period }))
      )
    })
  }, 120_000)

  it('say what they say on their own pages, but for what other editions say and single communes offer', async () => {
    const [recalled, found] = [await recallFigures(observatory, requests), await findFigures(observatory, requests)]
    expect(recalled.length).toBe(requests.length)
    expect(recalled.map(bare)).toEqual(found.map(bare))
    expect(found.some(({ rivals }) => rivals.length > 0)).toBe(true)
    expect(recalled.every(({ rivals }) => rivals.length === 0)).toBe(true)
  }, 120_000)

  it('are made once, and come in the order asked', async () => {
    const once = await recallFigures(observatory, requests)
    const [first, ...others] = await recallFigures(observatory, [...requests.slice(0, 1), ...requests.toReversed()])
    expect(first).toBe(once[0])
    others.forEach((figure, i) => expect(figure).toBe(once[once.length - 1 - i]))
  }, 120_000)

  it('refuse what is no indicator, and go on answering the others', async () => {
    const [request] = requests
    if (!request) throw new Error('no request')
    const wrong = { ...request, indicator: parseIndicatorId('no-such-indicator') }
    await expect(recallFigures(observatory, [request, wrong])).rejects.toThrow('no-such-indicator')
    expect(await recallFigures(observatory, [request])).toHaveLength(1)
  })

  it('are answered by the same vintages for all places of one shape as for each alone', () => {
    const { registry, places } = observatory
    const [wanted, period] = [[series('population'), series('area')], parsePeriod('2018')]
    for (const name of ['62498', '62119', 'pma', 'cabbalr', 'nord']) {
      const place = places.place(parsePerimeterId(name), undefined)
      const alone = assignmentsFor({ ...registry }, wanted, period, place)
      expect(assignmentsFor(registry, wanted, period, place)).toEqual(alone)
    }
  })
})

/** Offers of the parts stay where there are parts; those of communes are told on the page of the figure alone. */
function bare({ rivals: _rivals, offers: _offers, cautions, of, ...rest }: Figure): object {
  return { ...rest, of: of.map(bare), cautions: cautions.filter(({ kind }) => kind !== 'contested') }
}
