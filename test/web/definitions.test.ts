import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRegisterReader } from '../../src/usecases/organisations.ts'
import { change } from '../../src/store/journal.ts'
import { makeApp } from '../../src/web/app.tsx'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { HOLLOW } from './office.ts'

let database: TestDatabase

async function page(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const portal = { ...HOLLOW, organisations: makeRegisterReader(database.db, 'Europe/Paris') }
  const response = await makeApp({ portal: () => portal, log: () => undefined }).request(path)
  return { status: response.status, text: (await response.text()).replace(/[\s\u00a0\u202f]+/g, ' ') }
}

beforeAll(async () => {
  database = await makeDatabase()
  const write = (unit: string, at: string): Promise<unknown> =>
    change(database.db, { actor: 'command', reason: 'load', at }, (t) => {
      const label = { fr: 'Densité', en: 'Density' }
      const definition = JSON.stringify({ id: 'density', label, unit })
      return t
        .insertInto('indicator')
        .values({ id: 'density', position: 0, definition })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ definition }))
        .execute()
    })
  await write('inhabitants per hectare', '2024-01-10T00:00:00Z')
  await write('inhabitants per km²', '2025-03-01T23:30:00Z')
})

afterAll(() => database.close())

describe('a definition as of a day', () => {
  it('is told in its words of then, with what it has become and what changed since', async () => {
    const { status, text } = await page('/indicateurs/density?au=2024-06-30')
    expect(status).toBe(200)
    expect(text).toContain('Définition connue le 30 juin 2024')
    expect(text).toMatch(/inhabitants per hectare.*changé depuis.*inhabitants per km²/)
    expect(text).toContain('Correction de l’indicateur')
    expect((await page('/en/indicators/density?as-of=2025-06-30')).text).not.toContain('tag care')
  })

  it('ends that day at midnight where the observatory is', async () => {
    expect((await page('/indicateurs/density?au=2025-03-01')).text).toMatch(/inhabitants per hectare.*changé depuis/)
    const after = await page('/indicateurs/density?au=2025-03-02')
    expect(after.text).not.toContain('tag care')
    const reader = makeRegisterReader(database.db, 'Europe/Paris')
    const on = async (day: string): Promise<number> => (await reader.changes({ from: day, to: day })).length
    expect([await on('2025-03-01'), await on('2025-03-02')]).toEqual([0, 1])
  })

  it('says when the register began, and refuses a day to come', async () => {
    const { status, text } = await page('/indicateurs/density?au=2023-01-01')
    expect([status, text.includes('Il commence le 10 janvier 2024')]).toEqual([404, true])
    expect((await page('/sources/nothing?au=2024-06-30')).status).toBe(404)
    expect((await page('/indicateurs/density?au=2999-01-01')).status).toBe(400)
  })
})
