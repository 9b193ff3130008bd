/** Target 5: a national file, read, checked, planned and written as a vintage, beside DuckDB's own CSV to Parquet. */

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { inseeComparateur } from '../src/connectors/insee-comparateur.ts'
import { planImport } from '../src/domain/sources/plan.ts'
import type { SourceId, VintageId } from '../src/domain/sources/source.ts'
import { communesOf, type Geography } from '../src/domain/territories/geography.ts'
import { territoryOf } from '../src/domain/territories/territory.ts'
import { loadGeography } from '../src/store/geography.ts'
import { writeVintageFile } from '../src/store/vintages.ts'
import { makeRandom } from './national.ts'
import type { Finding } from './report.ts'
import { milliseconds, timeTogether } from './timing.ts'

const COG = 2021

/** The columns of the INSEE comparator: whole numbers, weights with many decimals, rates, and cells left empty. */
const COLUMNS = {
  whole:
    'P18_POP P13_POP NAIS1318 DECE1318 NAISD20 DECESD20 NBMENFISC19 ETTOT18 ETAZ18 ETBE18 ETFZ18 ETGU18 ETGZ18 ETOQ18 ETTEF118 ETTEFP1018',
  weights:
    'P18_MEN P18_LOG P18_RP P18_RSECOCC P18_LOGVAC P18_RP_PROP P18_EMPLT P18_EMPLT_SAL P13_EMPLT P18_POP1564 P18_CHOM1564 P18_ACT1564',
  rates: 'SUPERF MED19 PIMP19 TP6019'
}

export async function benchImport(db: DuckDBConnection, folder: string, rounds = 5): Promise<Finding[]> {
  const geography = loadGeography('.')
  const csv = `${folder}/base_cc_comparateur.csv`
  if (!existsSync(csv)) await writeFile(csv, makeCsv(geography))
  let observations = 0
  const times = await timeTogether(
    {
      async ours() {
        observations = await publish(csv, folder, geography)
      },
      async duckdb() {
        await db.run(`create or replace temp table wide as
          select * from read_csv('${csv}', delim = ';', header = true, types = {'CODGEO': 'VARCHAR'})`)
        await db.run(`copy (unpivot wide on columns(* exclude CODGEO) into name series value value order by series, CODGEO)
          to '${folder}/import-peer.parquet' (format parquet)`)
      }
    },
    rounds
  )
  const ratio = times.ours.median / times.duckdb.median
  return [
    {
      target: 5,
      what: `A national CSV of ${((await stat(csv)).size / 1e6).toFixed(0)} MB read, checked against the COG, planned, written: ${observations.toLocaleString('en')} observations`,
      ours: milliseconds(times.ours.median),
      peer: `DuckDB, CSV to long Parquet: ${milliseconds(times.duckdb.median)}`,
      ratio: `${ratio.toFixed(1)}× its time`,
      promised: '≤ 3×',
      kept: ratio <= 3
    }
  ]
}

/** Everything that `import --apply` does, but the row in the registry: identify, read, plan, write and sync. */
async function publish(path: string, folder: string, geography: Geography): Promise<number> {
  const bytes = await readFile(path)
  const file = { name: path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const reading = await inseeComparateur.read(path, { geography, cog: COG, edition: '2022-01' })
  const vintage = 'insee-comparateur@2022-01' as VintageId
  const source = 'insee-comparateur' as SourceId
  const { plan, table } = planImport({ source, vintage, file, reading, published: [], measures: new Map(), geography })
  if (plan.rows.refused > 0 || plan.unknown.length > 0) throw new Error('the synthetic file has a fault')
  return (await writeVintageFile(folder, table, { vintage, cog: COG })).rows
}

function makeCsv(geography: Geography): string {
  const random = makeRandom(5)
  const kinds = Object.entries(COLUMNS).flatMap(([kind, names]) => names.split(' ').map((name) => ({ kind, name })))
  const lines = [['CODGEO', ...kinds.map(({ name }) => name)].join(';')]
  for (const commune of communesOf(geography, territoryOf('FRANCE', 'F'), COG)) {
    const size = Math.exp(3 + 6 * random() ** 2)
    const cells = kinds.map(({ kind }) => {
      if (kind === 'rates') return random() < 0.3 ? '' : (100 * random()).toFixed(2)
      const value = size * random()
      return kind === 'whole' ? String(Math.round(value)) : String(Math.round(value) + (random() < 0.6 ? random() : 0))
    })
    lines.push([commune, ...cells].join(';'))
  }
  return `${lines.join('\n')}\n`
}
