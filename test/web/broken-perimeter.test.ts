import { describe, expect, it } from 'vitest'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { parseTerritoryId } from '../../src/domain/territories/territory.ts'
import { makeObservatory } from '../../src/usecases/observatory.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

/** The example with a perimeter that no geography knows, and one that has ended. */
async function openBroken(): Promise<Portal> {
  const portal = await openPortal()
  const { observatory } = portal
  const perimeters = new Map(observatory.atlas.perimeters)
  const [wrong, ended] = ['call', 'arras'].map((id) => perimeters.get(parsePerimeterId(id)))
  if (!wrong || !ended) throw new Error('the example has lost call or arras')
  const definition = { kind: 'membership', territory: parseTerritoryId('EPCI-999999999') } as const
  perimeters.set(wrong.id, { ...wrong, definition })
  perimeters.set(ended.id, { ...ended, validTo: '2020-12-31' })
  const registry = { ...observatory.registry, perimeters }
  const made = makeObservatory(registry, { ...observatory.atlas, perimeters }, observatory.block)
  return { ...portal, observatory: { ...observatory, ...made } }
}

describe.skipIf(!hasExample)('a perimeter that cannot be resolved', () => {
  it('takes itself down, not the portal', { timeout: 60_000 }, async () => {
    const portal = await openBroken()
    const faults: string[] = []
    const app = makeApp({ portal: () => portal, log: (line) => faults.push(line) })
    for (const path of ['/', '/en/', '/territoires', '/territoires/nord', '/chiffres/population/nord/2018']) {
      const response = await app.request(path)
      const told = /<main[\s\S]*/.exec(await response.text())?.[0].slice(0, 600)
      expect(response.status, `${path}: ${told}`).toBe(200)
    }
    const broken = await app.request('/chiffres/population/call/2018')
    expect(broken.status).toBe(404)
    expect(await broken.text()).toContain('EPCI-999999999 n’existe pas au Code officiel géographique de 2026')
    expect(await (await app.request('/territoires/arras')).text()).toContain('2020')
    expect(faults).toEqual([])
  })
})
