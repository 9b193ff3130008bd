import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deriveMembers } from '../../src/usecases/derive.ts'
import { geographyChanges, type GeographyChanges } from '../../src/usecases/geography-changes.ts'
import { makeObservatory } from '../../src/usecases/observatory.ts'
import { hasExample, openExample, readExample } from '../example-observatory.ts'

const EXAMPLE = resolve(import.meta.dirname, '../../examples/bassin-minier')

async function changesOf(year: string): Promise<GeographyChanges> {
  const [bare, folder] = await Promise.all([openExample(), readExample()])
  const derived = await deriveMembers(folder, (path) => readFile(resolve(EXAMPLE, path)))
  const observatory = makeObservatory(bare.registry, { ...bare.atlas, derived }, bare.block)
  return geographyChanges({ ...observatory, folder, assets: [], home: '' }, year)
}

describe.skipIf(!hasExample)('a new yearly list of communes', { timeout: 120_000 }, () => {
  it('tells who moved, the perimeters affected, and their figures on both lists', async () => {
    // Émerchicourt is in Cœur d'Ostrevent in 2023 only.
    const { events, perimeters } = await changesOf('2024')
    const moved = events.filter(({ kind, before }) => kind === 'moved' && before.join().includes('Ostrevent'))
    expect(moved.length).toBe(1)
    const ostrevent = perimeters.find(({ perimeter }) => perimeter.id === 'coeur-ostrevent')
    expect(ostrevent).toMatchObject({ joined: [], left: ['59192'] })
    expect(ostrevent?.before?.geography).toMatch(/^2023-/)
    expect(ostrevent?.after?.geography).toMatch(/^2024-/)
    const [was, is] = [ostrevent?.before?.cell, ostrevent?.after?.cell].map((cell) =>
      cell && 'value' in cell ? cell.value : NaN
    )
    expect(was).toBeGreaterThan(is ?? NaN)
  })

  it('refuses a year whose list is not known', async () => {
    await expect(changesOf('2018')).rejects.toThrow('de 2020 à 2026')
    await expect(changesOf('2019')).rejects.toThrow('de 2020 à 2026')
  })
})
