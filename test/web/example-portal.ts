/** The portal over the shipped example, without a database: what pages show of it is what visitors see of it. */

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readClaimRegister } from '../../src/folder/document-files.ts'
import { readRegister } from '../../src/folder/organisation-files.ts'
import { findAppearance } from '../../src/usecases/appearance.ts'
import { makeBasemaps } from '../../src/usecases/basemap.ts'
import { deriveMembers } from '../../src/usecases/derive.ts'
import { NO_DOUBTS } from '../../src/usecases/doubts.ts'
import { NOTHING_PUBLISHED } from '../../src/usecases/edition-published.ts'
import { NO_EDITIONS } from '../../src/usecases/edition-reader.ts'
import { makeObservatory } from '../../src/usecases/observatory.ts'
import { loadAssets } from '../../src/web/assets.ts'
import type { Portal } from '../../src/web/portal.ts'
import { openExample, readExample, readExampleCommitments } from '../example-observatory.ts'

const EXAMPLE = resolve(import.meta.dirname, '../../examples/bassin-minier')

/** One entry of a journal, as pages show it. */
const CHANGE = {
  entry: 7,
  at: '2026-11-20T10:00:00.000000Z',
  title: { fr: 'Correction de l’organisme « Insee »', en: 'Changed the organisation “Insee”' },
  fields: [{ fr: 'autres noms : – → INSEE', en: 'other names: – → INSEE' }],
  reason: null,
  onBehalf: 'insee'
}

export async function openPortal(): Promise<Portal> {
  const [bare, folder] = await Promise.all([openExample(), readExample()])
  const read = (path: string): Promise<Uint8Array> => readFile(resolve(EXAMPLE, path))
  const claims = await readClaimRegister(EXAMPLE)
  const promised = await readExampleCommitments()
  const register = await readRegister(EXAMPLE, new Set(folder.perimeters.map(({ id }) => id)))
  const atlas = { ...bare.atlas, derived: await deriveMembers(folder, read) }
  const observatory = { ...makeObservatory(bare.registry, atlas, bare.block), folder, assets: [], home: '' }
  return {
    observatory,
    basemaps: makeBasemaps(observatory, { contours: folder.settings.contours, read }),
    assets: await loadAssets(await findAppearance(folder.files, read)),
    today: '2026-11-22',
    readAsset: read,
    organisations: {
      register: () => Promise.resolve(register),
      changes: () => Promise.resolve([CHANGE]),
      definition: () => Promise.resolve(undefined),
      firstDay: () => Promise.resolve(undefined)
    },
    doubts: NO_DOUBTS,
    commitments: { register: () => Promise.resolve(promised), changes: () => Promise.resolve([CHANGE]) },
    claims: { register: () => Promise.resolve(claims), changes: () => Promise.resolve([CHANGE]) },
    editions: NO_EDITIONS,
    published: NOTHING_PUBLISHED
  }
}
