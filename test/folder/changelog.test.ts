import { describe, expect, it } from 'vitest'
import { changelogText } from '../../src/folder/changelog.ts'
import type { Delivery } from '../../src/folder/source-files.ts'
import { readFolder } from '../../src/folder/read.ts'
import { FIRST_RELEASE } from './spoil.ts'

describe('the data changelog', () => {
  it.each([
    ['fr', 0, '0 ligne lue, 0 refusée, 0 valeur ajoutée, 0 corrigée, 0 disparue'],
    ['fr', 1, '1 ligne lue, 1 refusée, 1 valeur ajoutée, 1 corrigée, 1 disparue'],
    ['fr', 2, '2 lignes lues, 2 refusées, 2 valeurs ajoutées, 2 corrigées, 2 disparues'],
    ['en', 0, '0 rows read, 0 refused, 0 values added, 0 revised, 0 vanished'],
    ['en', 1, '1 row read, 1 refused, 1 value added, 1 revised, 1 vanished']
  ] as const)('counts as people do, in %s: %d', async (language, count, expected) => {
    const { vintages, sources } = await readFolder(FIRST_RELEASE)
    const counts = { read: count, refused: count, added: count, revised: count, vanished: count }
    const changed = vintages.map((one): Delivery => ({ ...one, changes: { ...counts, unknown: [], revisions: [] } }))
    expect(changelogText(changed, sources, language)).toContain(expected)
  })
})
