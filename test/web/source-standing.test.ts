import { describe, expect, it } from 'vitest'
import type { Doubt } from '../../src/domain/indicators/doubt.ts'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { parseClaimId } from '../../src/domain/sources/claim.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

const DOUBT: Doubt = {
  id: 'd1',
  about: {
    indicator: parseIndicatorId('population'),
    perimeter: parsePerimeterId('pma'),
    period: parsePeriod('2018')
  },
  address: '/chiffres/population/pma/2018',
  shown: { cell: { status: 'A', value: 644971 }, unit: 'inhabitants', decimals: 0 },
  text: 'Ce nombre me semble trop fort.',
  receivedOn: '2026-11-02',
  dueOn: '2026-11-23',
  producers: [],
  answers: [],
  status: 'open'
}

const RULING = {
  claim: parseClaimId('gazette-03'),
  verdict: 'other-perimeter',
  reason: 'Le périmètre d’avant 2017.',
  by: 'Camille Exemple',
  on: '2026-11-20',
  stamp: 'with other values'
} as const

describe.skipIf(!hasExample)('the sheet of a source', () => {
  it('shows doubts about its figures and claims ruled on by them; that of another source shows none', async () => {
    const portal = await openPortal()
    const register = { ...(await portal.claims.register()), rulings: [RULING] }
    const doubts = {
      ...portal.doubts,
      list: () => Promise.resolve([{ doubt: DOUBT, names: new Map<string, string>() }])
    }
    const claims = { ...portal.claims, register: () => Promise.resolve(register) }
    const app = makeApp({ portal: () => ({ ...portal, doubts, claims }), log: (line) => expect(line).toBe('') })
    const page = async (path: string): Promise<string> =>
      (await (await app.request(path)).text()).replaceAll(/[\u00a0\u202f]/g, ' ')
    const own = await page('/sources/insee-comparateur')
    expect(own).toContain('href="/doutes/d1">Signalé le 2 novembre 2026</a>')
    expect(own).toContain('href="/affirmations/gazette-03"')
    expect(own).toContain('Elle porte sur un autre périmètre, 20 novembre 2026. Une valeur a changé depuis')
    const other = await page('/en/sources/louvre-lens')
    expect(other).toContain('No doubt is published.')
    expect(other).toContain('No claim was ruled on by it.')
  }, 120_000)
})
