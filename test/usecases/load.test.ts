/** A folder in and out of the registry, and its proof: in one file, since each part starts from what another made. */

import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ObservatoryError, Refused } from '../../src/domain/shared/errors.ts'
import { listFiles } from '../../src/folder/layout.ts'
import { ROOT } from '../../src/root.ts'
import type { Db } from '../../src/store/database.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { dumpFolder } from '../../src/usecases/dump.ts'
import { loadFolder } from '../../src/usecases/load.ts'
import { findRegistry, openRegistry } from '../../src/usecases/registry.ts'
import { verifyObservatory } from '../../src/usecases/verify.ts'
import { lockVintages, tryLockVintages } from '../../src/store/vintage-rows.ts'
import { makeDatabase } from '../database.ts'
import { copyRelease, FIRST_RELEASE, RELEASES, spoil, temporaryFolder } from '../folder/spoil.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')
const geography = loadGeography(ROOT)

type Context = { readonly db: Db; readonly home: string; readonly geography: typeof geography }

async function makeContext(): Promise<Context> {
  const { db, close } = await makeDatabase()
  onTestFinished(close)
  return { db, home: await temporaryFolder(), geography }
}

/** What `diff -r` would name: files of one only, and files that differ. */
async function difference(a: string, b: string): Promise<readonly string[]> {
  const [inA, inB] = await Promise.all([listFiles(a), listFiles(b)])
  const all = [...new Set([...inA, ...inB])].sort()
  const same = await Promise.all(
    all.map(async (path) => {
      if (!inA.includes(path) || !inB.includes(path)) return false
      return (await readFile(join(a, path))).equals(await readFile(join(b, path)))
    })
  )
  return all.filter((_, i) => !same[i])
}

async function themed(theme: string, logo = '<svg viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n'): Promise<string> {
  const root = await copyRelease()
  await mkdir(join(root, 'theme'))
  await writeFile(join(root, 'theme/logo.svg'), logo)
  await writeFile(join(root, 'theme.yaml'), theme)
  return root
}

async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action
    return 'done'
  } catch (error) {
    if (error instanceof Refused) return error.reason
    if (error instanceof ObservatoryError) return error.text.en
    throw error
  }
}

describe('load then dump', () => {
  it.each(['0.1.0'])('gives back the dump of release %s, byte for byte', async (release) => {
    const context = await makeContext()
    await loadFolder(context, join(RELEASES, release))
    const target = join(await temporaryFolder(), 'dump')
    await dumpFolder(context, target)
    expect(await difference(join(RELEASES, release), target)).toEqual([])
  })

  it('gives back the example that is shipped, byte for byte', { timeout: 120_000 }, async () => {
    const context = await makeContext()
    const loaded = await loadFolder(context, EXAMPLE)
    const target = join(await temporaryFolder(), 'dump')
    await dumpFolder(context, target)
    expect(await difference(EXAMPLE, target)).toEqual([])
    expect(loaded).toMatchObject({ perimeters: 23 })
    expect(loaded.indicators).toBeGreaterThanOrEqual(45)
  })

  it('gives back the theme and the logo of another observatory, byte for byte', async () => {
    const context = await makeContext()
    const root = await themed('# Ours\nlogo: theme/logo.svg\nlight: { brick: "#7a2f6b" }\n')
    await loadFolder(context, root)
    const target = join(await temporaryFolder(), 'dump')
    await dumpFolder(context, target)
    expect(await listFiles(target)).toEqual(expect.arrayContaining(['theme.yaml', 'theme/logo.svg']))
    expect((await difference(root, target)).filter((path) => path.startsWith('theme'))).toEqual([])
  })

  it('changes nothing when done again', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const before = await openRegistry(context.db)
    await loadFolder(context, FIRST_RELEASE)
    expect(await openRegistry(context.db)).toEqual(before)
    expect(await readdir(join(context.home, 'vintages'))).toHaveLength(1)
  })

  it('keeps what statistical secrecy hides, decided anew', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const { registry } = await openRegistry(context.db)
    expect([...registry.withheld.keys()]).toContain('town-book@2022|establishments:naf=BE|2021|COM-62065')
  })
})

describe('load', () => {
  it('leaves the registry as it was when the folder is wrong', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const before = await openRegistry(context.db)
    const wrong = await copyRelease()
    await writeFile(join(wrong, 'indicators/density.yaml'), 'id: density\n')
    expect(await codeOf(loadFolder(context, wrong))).toContain(
      'indicators/density.yaml:1:1: the key "theme" is missing'
    )
    expect(await openRegistry(context.db)).toEqual(before)
  })

  it('refuses a vintage with one byte altered, and keeps none of the folder', async () => {
    const context = await makeContext()
    const root = await copyRelease()
    const file = join(root, 'vintages/town-book@2022.parquet')
    const bytes = await readFile(file)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    await writeFile(file, bytes)
    expect(await codeOf(loadFolder(context, root))).toMatch(
      /^vintages\/town-book@2022.parquet: damaged vintage file: digest [0-9a-f]{64}, expected [0-9a-f]{64}$/
    )
    expect(await findRegistry(context.db)).toBeUndefined()
    expect(await readdir(join(context.home, 'vintages'))).toEqual([])
  })

  it('refuses a truncated vintage', async () => {
    const root = await copyRelease()
    const file = join(root, 'vintages/town-book@2022.parquet')
    await writeFile(file, (await readFile(file)).subarray(0, 500))
    expect(await codeOf(loadFolder(await makeContext(), root))).toContain('damaged vintage file')
  })

  it('refuses an outline that is not GeoJSON', async () => {
    const root = await copyRelease()
    await writeFile(join(root, 'geometries/centre.geojson'), '{"type": "Nothing"')
    expect(await codeOf(loadFolder(await makeContext(), root))).toMatch(
      /^geometries\/centre.geojson: not readable as JSON/
    )
  })

  it('refuses a theme that cannot be read on the page, and keeps none of the folder', async () => {
    const context = await makeContext()
    expect(await codeOf(loadFolder(context, await themed('light:\n  link: "#88aaff"\n')))).toMatch(
      /^theme\.yaml:2:9: contrast of 2\.27 in light between "link" \(#88aaff\) and "paper" \(#ffffff\), .* at least 4\.5$/
    )
    const acting = await themed('logo: theme/logo.svg\n', '<svg>\n<script/>\n</svg>')
    expect(await codeOf(loadFolder(context, acting))).toMatch(/^theme\/logo\.svg:2: the element "script" may not stand/)
    expect(await codeOf(loadFolder(context, await themed('logo: theme/lgo.svg\n')))).toBe(
      'theme.yaml:1:7: the file "theme/lgo.svg" is not in the folder'
    )
    expect(await findRegistry(context.db)).toBeUndefined()
  })

  it('refuses a geometry that chooses no commune', async () => {
    const root = await spoil(
      'geometries/centre.geojson',
      '[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]',
      '[[7, 7], [8, 7], [8, 8], [7, 8], [7, 7]]'
    )
    expect(await codeOf(loadFolder(await makeContext(), root))).toBe(
      'geometries/centre.geojson: chooses no commune of contours/communes.geojson'
    )
  })

  it('refuses a perimeter that no geography knows, with its place and what it may be', async () => {
    const wrong = (territory: string): Promise<string> =>
      spoil(
        'perimeters/trio.yaml',
        'definition: { kind: list, cog: 2024, communes: [ "62065", "62427", "62498" ] }',
        `definition: { kind: membership, territory: ${territory} }`
      )
    const context = await makeContext()
    expect(await codeOf(loadFolder(context, await wrong('EPCI-246200363')))).toMatch(
      /^perimeters\/trio\.yaml:6:44: EPCI-246200363 does not exist in .* of 2026: perhaps EPCI-246200364 CA de Lens/
    )
    expect(await codeOf(loadFolder(context, await wrong('COM-75101')))).toMatch(
      /^perimeters\/trio\.yaml:6:44: no commune 75101 .*: perhaps 75056 Paris/
    )
    expect(await findRegistry(context.db)).toBeUndefined()
  })

  it('accepts a perimeter that has ended', async () => {
    const root = await spoil(
      'perimeters/pair.yaml',
      'validFrom: 2012-01-01',
      'validFrom: 2012-01-01\nvalidTo: 2020-12-31'
    )
    expect((await loadFolder(await makeContext(), root)).perimeters).toBe(4)
  })

  it('gives up, and says what to do, while another import or load goes on', async () => {
    const { db } = await makeContext()
    await db.transaction().execute(async (holder) => {
      await lockVintages(holder)
      const waiting = db.transaction().execute((other) => lockVintages(other, 50))
      await expect(waiting).rejects.toMatchObject({
        reason: 'busy',
        text: { en: expect.stringContaining('try again') }
      })
      expect(await db.transaction().execute(tryLockVintages)).toBe(false)
    })
    await db.transaction().execute((other) => lockVintages(other, 50))
  })

  it('does not wait for a reader, and leaves to it what it was reading', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    await context.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (reader) => {
        const before = await openRegistry(reader)
        await loadFolder(context, await spoil('perimeters/trio.yaml', 'Les trois', 'Les 3'))
        expect((await openRegistry(reader)).folder).toEqual(before.folder)
      })
    expect((await openRegistry(context.db)).folder.perimeters.map(({ label }) => label.fr)).toContain('Les 3')
  })

  it('does not lose what was imported here, unless told to', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const without = await copyRelease()
    await rm(join(without, 'vintages'), { recursive: true })
    expect(await codeOf(loadFolder(context, without))).toBe('would-lose')
    await loadFolder(context, without, { replace: true })
    expect((await openRegistry(context.db)).folder.vintages).toEqual([])
  })
})

describe('dump', () => {
  it('refuses an empty observatory', async () => {
    const context = await makeContext()
    expect(await codeOf(dumpFolder(context, join(await temporaryFolder(), 'dump')))).toBe('empty')
  })

  it('refuses a place where nothing can be written, in the words it was given', { timeout: 10_000 }, async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    for (const target of ['/proc/x', join(file, 'dump'), join(file, '../none/none/dump')]) {
      await expect(dumpFolder(context, target)).rejects.toMatchObject({
        reason: 'not-writable',
        text: { en: expect.stringMatching(`^${target} cannot be written`) }
      })
    }
  })

  it('makes the folder it is put in', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const target = join(await temporaryFolder(), 'backup/today')
    await dumpFolder(context, target)
    expect(await difference(FIRST_RELEASE, target)).toEqual([])
  })

  it('never overwrites what is not a dump', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const target = join(await temporaryFolder(), 'home')
    await mkdir(target)
    await writeFile(join(target, 'thesis.md'), 'years of work')
    expect(await codeOf(dumpFolder(context, target))).toBe('not-a-dump')
    expect(await readdir(target)).toEqual(['thesis.md'])
    await rm(join(target, 'thesis.md'))
    await mkdir(join(target, '.git'))
    expect(await codeOf(dumpFolder(context, target))).toBe('not-a-dump')
  })

  it('replaces an earlier dump whole, and leaves nothing beside it', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const folder = await temporaryFolder()
    const target = join(folder, 'dump')
    await cp(FIRST_RELEASE, target, { recursive: true })
    await writeFile(join(target, 'perimeters/old.yaml'), 'id: old\n')
    await dumpFolder(context, target)
    expect(await difference(FIRST_RELEASE, target)).toEqual([])
    expect(await readdir(folder)).toEqual(['dump'])
  })

  it('refuses to back up a vintage that was damaged, and keeps the earlier dump', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const [name = ''] = await readdir(join(context.home, 'vintages'))
    await appendFile(join(context.home, 'vintages', name), 'x')
    const target = join(await temporaryFolder(), 'dump')
    await cp(FIRST_RELEASE, target, { recursive: true })
    expect(await codeOf(dumpFolder(context, target))).toContain('damaged vintage file')
    expect(await difference(FIRST_RELEASE, target)).toEqual([])
    expect(existsSync(target)).toBe(true)
  })
})

describe('verify', () => {
  async function problems(context: Context): Promise<readonly string[]> {
    const found = await verifyObservatory(context)
    return found.problems.map(({ kind, about, text }) => `${kind} ${about}: ${text.en}`)
  }

  it('finds nothing wrong in what was just loaded', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    expect(await verifyObservatory(context)).toEqual({
      vintages: 1,
      observations: 18,
      perimeters: 4,
      assets: 2,
      journal: { entries: 16, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      problems: []
    })
  })

  it('finds nothing new in what is loaded again, and a record that was written behind the back of the journal', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const { journal } = await verifyObservatory(context)
    await loadFolder(context, FIRST_RELEASE)
    expect((await verifyObservatory(context)).journal).toEqual(journal)
    await sql`alter table perimeter disable trigger all`.execute(context.db)
    await sql`update perimeter set position = 7 where id = 'both'`.execute(context.db)
    expect(await problems(context)).toEqual([
      'journal perimeter/both: is not what the journal says of it: written behind its back'
    ])
  })

  it('finds a damaged vintage, and a file that nobody knows', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const folder = join(context.home, 'vintages')
    const [name = ''] = await readdir(folder)
    await appendFile(join(folder, name), 'x')
    await writeFile(join(folder, `${'0'.repeat(64)}.parquet`), 'x')
    expect(await problems(context)).toEqual([
      expect.stringMatching(/^vintage-file town-book@2022: .*damaged vintage file/),
      expect.stringMatching(/^orphan 0{64}\.parquet: file without a vintage/)
    ])
  })

  it('finds a vintage that is gone', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    await rm(join(context.home, 'vintages'), { recursive: true })
    expect(await problems(context)).toEqual([
      expect.stringMatching(
        /^vintage-file town-book@2022: the vintage file vintages\/[0-9a-f]{64}\.parquet cannot be found$/
      )
    ])
  })

  it('finds a manifest that says something else than its file', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    await context.db
      .updateTable('vintage')
      .set({ manifest: JSON.stringify({ ...(await openRegistry(context.db)).folder.vintages[0], rows: 17 }) })
      .execute()
    expect(await problems(context)).toContainEqual(
      'manifest town-book@2022: observations: the manifest says 17, the file 18'
    )
  })

  it('finds a name that no longer exists', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    await context.db.deleteFrom('perimeter').where('id', '=', 'centre').execute()
    expect(await problems(context)).toEqual(
      expect.arrayContaining([expect.stringContaining('reference perimeters/both:definition.of.1: unknown perimeter')])
    )
  })

  it('finds a perimeter without members', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    const definition = { kind: 'membership', territory: 'EPCI-999999999' }
    const [, , , trio] = (await openRegistry(context.db)).folder.perimeters.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    await context.db
      .updateTable('perimeter')
      .set({ definition: JSON.stringify({ ...trio, definition }) })
      .where('id', '=', 'trio')
      .execute()
    expect(await problems(context)).toContainEqual(
      'perimeter trio: EPCI-999999999 does not exist in the Code officiel géographique of 2026'
    )
  })

  it('finds an outline, a derived perimeter and a secret that were changed by hand', async () => {
    const context = await makeContext()
    await loadFolder(context, FIRST_RELEASE)
    await context.db
      .updateTable('derived_perimeter')
      .set({ communes: ['62498'] })
      .execute()
    await context.db.deleteFrom('withheld').where('perimeter', '=', 'COM-62065').execute()
    await context.db
      .updateTable('asset')
      .set({ sha256: '0'.repeat(64) })
      .where('path', 'like', 'geo%')
      .execute()
    expect((await problems(context)).map((text) => text.split(' ', 1)[0])).toEqual(['secrecy', 'asset', 'perimeter'])
  })
})
