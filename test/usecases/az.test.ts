import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readClaimRegister } from '../../src/folder/document-files.ts'
import { ROOT } from '../../src/root.ts'
import { checkEntries, entryMeant, listEntries, nearestEntries } from '../../src/usecases/az.ts'
import { readExample } from '../example-observatory.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')

function read(path: string): Promise<Uint8Array> {
  return readFile(join(EXAMPLE, path))
}

describe('the entries of the example', () => {
  it('are kept as files of the folder, and every figure they name exists', async () => {
    const folder = await readExample()
    const { claims } = await readClaimRegister(EXAMPLE)
    await expect(checkEntries(folder, read, claims)).resolves.toBeUndefined()
    const entries = await listEntries(folder.files, read)
    expect(entries).toHaveLength((await readdir(join(EXAMPLE, 'entries'))).length)
    expect(entries.length).toBeGreaterThanOrEqual(12)
  })

  it.each([
    ['{{populaton pma latest}}', 'populaton'],
    ['{{population pma}}', '{{population pma}}'],
    ['{{population', '{{population'],
    ['{{claim livret-999}}', 'livret-999']
  ])('that name no figure, %s, are refused with what is expected', async (reference, told) => {
    const folder = await readExample()
    const file = `id: lens\ntitle: { fr: Lens, en: Lens }\ntext: { fr: '${reference}', en: 'Lens' }\n`
    const checked = checkEntries({ ...folder, files: ['entries/lens.yaml'] }, async () => Buffer.from(file))
    await expect(checked).rejects.toThrow(told)
  })

  it('are found under their own names', async () => {
    const folder = await readExample()
    const file = 'id: lievin\ntitle: { fr: Lens, en: Lens }\ntext: { fr: Lens, en: Lens }\n'
    const checked = checkEntries({ ...folder, files: ['entries/lens.yaml'] }, async () => Buffer.from(file))
    await expect(checked).rejects.toThrow('entries/lievin.yaml')
  })

  it.each([
    ['terril', 'terril'],
    ['terrils', 'terril'],
    ['TERRILS', 'terril'],
    ['spoil-heap', 'terril'],
    ['Taux de chômage', undefined],
    ['chomages', 'unemployment'],
    ['de', undefined]
  ])('are meant by their titles, whatever the number, capitals and accents: %s', async (word, id) => {
    const entries = await listEntries((await readExample()).files, read)
    expect(entryMeant(entries, word)?.id).toBe(id)
  })

  it('are proposed from the nearest on', async () => {
    const entries = await listEntries((await readExample()).files, read)
    expect(nearestEntries(entries, 'teril').map(({ id }) => id)).toContain('terril')
  })
})
