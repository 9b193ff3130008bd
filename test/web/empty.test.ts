import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFolder } from '../../src/folder/read.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { findAppearance } from '../../src/usecases/appearance.ts'
import { makeBasemaps } from '../../src/usecases/basemap.ts'
import { NO_DOUBTS } from '../../src/usecases/doubts.ts'
import { NOTHING_PUBLISHED } from '../../src/usecases/edition-published.ts'
import { NO_EDITIONS } from '../../src/usecases/edition-reader.ts'
import { makeObservatory } from '../../src/usecases/observatory.ts'
import { sha256 } from '../../src/usecases/open.ts'
import { makeApp } from '../../src/web/app.tsx'
import { loadAssets } from '../../src/web/assets.ts'
import { plain } from './plain.ts'

const ROOT = resolve(import.meta.dirname, '../..')

const SETTINGS = `format: 1
name: { fr: Un essai, en: A trial }
description: { fr: Rien encore., en: Nothing yet. }
languages: [fr, en]
demonstration: false
comparisons: []
contours: []
perimeters: []
themes: []
indicators: []
`

/** A doubt is of a figure, and there is none; signing in and data about oneself need accounts, not kept here. */
const ELSEWHERE = /^\/(signaler|en\/report|connexion|en\/sign-in|oubli|en\/recovery|mes-donnees|en\/my-data)/

describe('an observatory that was only begun', () => {
  let folder = ''
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'begun-'))
    await writeFile(join(folder, 'observatory.yaml'), SETTINGS)
    await writeFile(join(folder, 'measures.yaml'), '[]\n')
    const definitions = await readFolder(folder)
    const none = new Map<never, never>()
    const registry = {
      ...{ perimeters: none, indicators: none, measures: none, sources: none, vintages: none },
      withheld: none
    }
    const atlas = { geography: loadGeography(ROOT), perimeters: none, derived: none, sha256 }
    const read = (path: string): Promise<Uint8Array> => Promise.reject(new Error(`${path}: nothing is kept`))
    const bare = makeObservatory(registry, atlas, () => Promise.reject(new Error('no vintage')))
    const observatory = { ...bare, folder: definitions, assets: [], home: '' }
    const nothing = { changes: () => Promise.resolve([]) }
    const portal = {
      observatory,
      basemaps: makeBasemaps(observatory, { contours: [], read }),
      assets: await loadAssets(await findAppearance([], read)),
      today: '2026-11-22',
      readAsset: read,
      organisations: {
        ...nothing,
        register: () => Promise.resolve({ organisations: [], lists: [], people: [] }),
        definition: () => Promise.resolve(undefined),
        firstDay: () => Promise.resolve(undefined)
      },
      doubts: NO_DOUBTS,
      commitments: {
        ...nothing,
        register: () => Promise.resolve({ sets: [], propositions: [], actions: [], leads: [] })
      },
      claims: { ...nothing, register: () => Promise.resolve({ documents: [], claims: [], rulings: [], closings: [] }) },
      editions: NO_EDITIONS,
      published: NOTHING_PUBLISHED
    }
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 60_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function words(path: string): Promise<string> {
    return plain(await (await app.request(path)).text())
  }

  it('answers on every public page', async () => {
    const addresses = app.routes.filter(({ method, path }) => method === 'GET' && !/[.:*]/.test(path))
    const paths = [...new Set(addresses.map(({ path }) => path))].filter((path) => !ELSEWHERE.test(path))
    expect(paths).toContain('/en/class-kit')
    const refused: string[] = []
    for (const path of paths) {
      const { status } = await app.request(path)
      // Those that are not for everyone send to the sign-in.
      if (status >= 400 && status !== 403) refused.push(`${path} ${status}`)
    }
    expect(refused).toEqual([])
  })

  it.each([
    ['/', 'ne suit encore aucun territoire', 'perimeters/'],
    ['/en/', 'follows no territory yet', 'perimeters/'],
    ['/territoires', 'ne suit encore aucun territoire', 'perimeters/'],
    ['/en/territories', 'follows no territory yet', 'perimeters/'],
    ['/indicateurs', 'encore aucun indicateur', 'indicators/'],
    ['/en/indicators', 'no indicator yet', 'indicators/'],
    ['/catalogue', 'encore aucun indicateur', 'indicators/'],
    ['/en/catalogue', 'no indicator yet', 'indicators/'],
    ['/sources', 'Aucune source', 'sources/'],
    ['/en/sources', 'No source', 'sources/'],
    ['/fraicheur', 'Aucune source', 'sources/'],
    ['/en/freshness', 'No source', 'sources/'],
    ['/discours', 'ne suit encore aucun territoire', 'perimeters/'],
    ['/en/speech', 'follows no territory yet', 'perimeters/'],
    ['/discours?territoire=62498', 'encore aucun indicateur', 'indicators/'],
    ['/kit-classe', 'ne suit encore aucun territoire', 'perimeters/'],
    ['/en/class-kit', 'follows no territory yet', 'perimeters/']
  ])('%s says « %s », and how %s is loaded', async (path, missing, part) => {
    const page = await words(path)
    expect(page).toContain(missing)
    expect(page).toContain(part)
    expect(page).toContain('chevalement load --replace')
  })

  it('offers no example that leads nowhere', async () => {
    expect(await words('/')).not.toContain('Par exemple')
    expect(await words('/en/')).not.toContain('For example')
    expect(await words('/comparer')).not.toContain('exemple')
    expect(await words('/en/compare')).not.toContain('example')
  })
})
