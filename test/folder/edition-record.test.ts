import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readEditionRecords } from '../../src/folder/edition-record.ts'
import { temporaryFolder } from './spoil.ts'

it('refuses an erratum of a part that no figure has, where it stands', async () => {
  const root = await temporaryFolder()
  const stated = '{ part: valeur, unit: u, decimals: 0, cell: { status: A, value: 7 } }'
  const digest = 'a'.repeat(64)
  await mkdir(join(root, 'editions/2022'), { recursive: true })
  await writeFile(
    join(root, 'editions/2022/record.yaml'),
    `state: published\nerrata:\n  - { id: un, digest: ${digest}, figure: f, was: ${stated}, now: ${stated}, reason: r, on: 2026-11-22, by: Ada }\n`
  )
  await expect(readEditionRecords(root)).rejects.toMatchObject({
    place: { file: 'editions/2022/record.yaml', line: 3 }
  })
})
