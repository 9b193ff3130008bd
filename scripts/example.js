/**
 * Makes the vintages of `examples/bassin-minier` anew: loads its definitions, imports the producers' files one by
 * one, and dumps the whole back in its place. Files under Licence Ouverte only.
 *
 *   node scripts/example.js ../shared/data
 */

import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const example = join(root, 'examples', 'bassin-minier')

/** The day these files were received: the same files give the same folder, byte for byte. */
const RECEIVED = '2026-11-22'

/** In the order they came out, so that later editions revise earlier ones. */
const FILES = [
  ['04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'],
  ['04_statistiques/insee_populations_reference_2023_communes.csv.gz'],
  ['04_statistiques/insee_rp_2022_commune.parquet'],
  ['04_statistiques/insee_FILO2014_DISP_EPCI.csv'],
  ['04_statistiques/insee_FILO2015_DISP_EPCI.csv'],
  ['04_statistiques/insee_FILO2016_DISP_EPCI.csv'],
  ['04_statistiques/insee_FILO2017_DISP_EPCI.csv'],
  ['04_statistiques/insee_FILO2019_DISP_EPCI.csv'],
  ['04_statistiques/insee_FILO2019_DISP_COM.csv.gz'],
  ['04_statistiques/insee_filosofi_2021_commune.parquet'],
  ['04_statistiques/insee_chomage-zone-t1-2003-t3-2023.xlsx'],
  ['04_statistiques/insee_chomage-zone-t1-2003-t4-2025.csv'],
  ['04_statistiques/atout-france_hebergements_classes_2026-04.csv.gz', '--keep-rest'],
  ['04_statistiques/dvf_indicateurs_communes_2024.csv', '--keep-rest'],
  ['05_programmes/frequentation-des-musees-de-france_2001-2018.csv', '--keep-rest'],
  ['05_programmes/louvre-lens_frequentation.csv', '--keep-rest'],
  ['05_programmes/anct_2024/acv_geom.geojson', '--keep-rest'],
  ['05_programmes/anct_2024/pvd_geom.geojson', '--keep-rest'],
  ['05_programmes/anct_2024/ti_geom.geojson', '--keep-rest'],
  ['05_programmes/anct_2024/citeduc_geom.geojson', '--keep-rest'],
  ['05_programmes/anct_2024/fs_geom.geojson', '--keep-rest']
]

const data = process.argv[2]
if (!data) {
  console.error('Usage: node scripts/example.js FOLDER (the one that holds 04_statistiques and 05_programmes)')
  process.exit(2)
}

const work = mkdtempSync(join(tmpdir(), 'chevalement-example-'))
try {
  const definitions = join(work, 'definitions')
  cpSync(example, definitions, { recursive: true, filter: (path) => !/[/\\](?:vintages|data)$/.test(path) })
  chevalement('load', definitions)
  for (const [file, ...options] of FILES) chevalement('import', join(data, file), '--apply', ...options)
  chevalement('verify')
  chevalement('dump', example)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function chevalement(...words) {
  console.error(`chevalement ${words.join(' ')}`)
  execFileSync(process.execPath, [join(root, 'bin', 'chevalement.js'), ...words, '--lang', 'en'], {
    stdio: 'inherit',
    env: {
      ...process.env,
      CHEVALEMENT_HOME: join(work, 'home'),
      SOURCE_DATE_EPOCH: String(Date.parse(RECEIVED) / 1000)
    }
  })
}
