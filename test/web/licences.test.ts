import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

/** Everything that takes numbers out of the portal as text; drawings have their own tests. */
const EXPORTS = [
  '/chiffres/population/pma/2018.csv',
  '/chiffres/population/pma/2018.json',
  '/chiffres/museum-admissions/call/2015.csv',
  '/chiffres/unemployment-localised/ze-lens/2021-Q1.json',
  '/indicateurs/density.csv',
  '/indicateurs/density.json',
  '/comparer.csv?territoires=pma,nord&indicateurs=density',
  '/comparer.json?territoires=pma,nord&indicateurs=density',
  '/comparer.svg?territoires=pma,nord&indicateurs=density',
  '/territoires/pma.csv'
]

describe.skipIf(!hasExample)('what is taken out of the portal', { timeout: 60_000 }, () => {
  let app: ReturnType<typeof makeApp>
  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: () => undefined })
  }, 120_000)

  it.each(EXPORTS)('%s names the licence of its sources', async (path) => {
    const answer = await app.request(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/Licence Ouverte|licence-ouverte|open-licence/i)
  })
})
