import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONNECTORS } from '../../src/connectors/all.ts'
import { openTable } from '../../src/connectors/files.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'

/** As an import does: by the name and any of the first lines. */
async function connectorsOf(path: string): Promise<readonly string[]> {
  const file = await openTable(path)
  return CONNECTORS.filter((connector) =>
    file.head.slice(0, 15).some(({ cells }) => connector.recognises({ name: file.name, header: cells }))
  ).map(({ id }) => id)
}

const FILES = [
  ['insee-comparateur', 'base_cc_comparateur_ed2022-01_csv.zip'],
  ['insee-population-reference', 'populations_reference_2023_communes.csv'],
  ['insee-filosofi', 'FILO2019_DISP_COM.csv'],
  ['insee-filosofi-epci', 'FILO2017_DISP_EPCI.csv'],
  ['insee-unemployment', 'chomage-zone-t1-2012-t4-2015.csv'],
  ['culture-museum-attendance', 'frequentation-des-musees-de-france.csv'],
  ['louvre-lens-attendance', 'louvre-lens_frequentation.csv'],
  ['atout-france-lodging', 'hebergements_classes_2026-04.csv'],
  ['anct-programmes', 'anct_2024/acv_geom.geojson'],
  ['dgfip-dvf', 'dvf_indicateurs_communes_2024.csv']
] as const

const REAL_FILES = [
  ['insee-comparateur', '04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'],
  ['insee-filosofi', '04_statistiques/insee_FILO2014_DISP_COM.csv.gz'],
  ['insee-filosofi-epci', '04_statistiques/insee_FILO2017_DISP_EPCI.csv'],
  ['insee-filosofi-parquet', '04_statistiques/insee_filosofi_2021_commune.parquet'],
  ['insee-rp-parquet', '04_statistiques/insee_rp_2022_commune.parquet'],
  ['insee-unemployment', '04_statistiques/insee_chomage-zone-t1-2003-t3-2023.xlsx']
] as const

describe('the table of connectors', () => {
  it.each(FILES)('gives %s the file %s, and no other does', async (id, name) => {
    expect(await connectorsOf(smallFile(name))).toEqual([id])
  })

  it.each(REAL_FILES.filter(([, name]) => hasRealFile(name)))('gives %s the whole file %s', async (id, name) => {
    expect(await connectorsOf(realFile(name))).toEqual([id])
  })

  it('names each connector once', () => {
    const ids = CONNECTORS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has a section in docs/sources.md for each connector', () => {
    const docs = readFileSync(resolve(import.meta.dirname, '../../docs/sources.md'), 'utf8')
    const missing = CONNECTORS.map(({ id }) => id).filter((id) => !docs.includes(`### \`${id}\``))
    expect(missing).toEqual([])
  })
})

it('names in docs/sources.md, beside each quirk of a file, tests that exist', () => {
  const test = resolve(import.meta.dirname, '..')
  const files = readdirSync(test, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'))
  const names = files.map((name) => readFileSync(resolve(test, name), 'utf8')).join('\n')
  const docs = readFileSync(resolve(test, '../docs/sources.md'), 'utf8')
  const [, section = ''] = /## Quirks of the files(.*?)\n## /s.exec(docs) ?? []
  const told = [...section.matchAll(/^\|.*\|.*\| (.*?) *\|$/gm)].flatMap(([, cell = '']) => cell.split('; ')).slice(2)
  expect(told.length).toBeGreaterThan(24)
  expect(told.filter((name) => !names.includes(name))).toEqual([])
})
