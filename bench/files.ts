/** The synthetic set on disk: our vintages, and what the same values look like in the layouts DuckDB likes best. */

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Block } from '../src/domain/indicators/block.ts'
import type { VintageId } from '../src/domain/sources/source.ts'
import {
  deltaTextChunk,
  dictionaryChunk,
  doubleChunk,
  doubleColumn,
  footer,
  MAGIC,
  rowGroup,
  textColumn
} from '../src/store/parquet-write.ts'
import { vintagePath, writeVintageFile } from '../src/store/vintages.ts'
import { makeBlock, seriesName, tableOf, type National } from './national.ts'

/** Written in files of so many measures, as producers deliver them: memory stays bounded. */
const MEASURES_PER_VINTAGE = 10

/** Paths of the vintages, written unless they are there from an earlier run of the same scale. */
export async function writeVintages(national: National, folder: string): Promise<readonly string[]> {
  const list = `${folder}/vintages-${fingerprint(national.scale)}.json`
  if (existsSync(list)) return JSON.parse(await readFile(list, 'utf8')) as string[]
  const paths: string[] = []
  for (let first = 0; first < national.scale.measures; first += MEASURES_PER_VINTAGE) {
    const count = Math.min(MEASURES_PER_VINTAGE, national.scale.measures - first)
    const blocks = Array.from({ length: count }, (_, i) => makeBlock(national, first + i))
    const meta = { vintage: `synthetic-${first}@2026` as VintageId, cog: 2026 }
    paths.push(vintagePath(folder, (await writeVintageFile(folder, tableOf(blocks), meta)).content))
  }
  await writeFile(list, JSON.stringify(paths))
  return paths
}

/** `members(perimeter, territory, row)`, and `territories(territory, row)`, in memory. */
export async function loadMembers(db: DuckDBConnection, national: National): Promise<void> {
  const row = new Map(national.territories.map((territory, i) => [territory, i]))
  await db.run('create table members (perimeter integer, territory varchar, row integer)')
  await db.run('create table territories (territory varchar, row integer)')
  const members = await db.createAppender('members')
  national.perimeters.forEach((list, perimeter) => {
    for (const territory of list) {
      members.appendInteger(perimeter)
      members.appendVarchar(territory)
      members.appendInteger(row.get(territory) ?? -1)
      members.endRow()
    }
  })
  members.closeSync()
  const territories = await db.createAppender('territories')
  for (const [territory, number] of row) {
    territories.appendVarchar(territory)
    territories.appendInteger(number)
    territories.endRow()
  }
  territories.closeSync()
}

/** DuckDB's own long file: whole numbers for territory and year, zstd, its default row groups; sorted as ours. */
export async function writeLong(db: DuckDBConnection, vintages: readonly string[], path: string): Promise<void> {
  if (existsSync(path)) return
  await db.run(`copy (
    select series, row, period::integer as period, value, status
    from read_parquet([${vintages.map((file) => `'${file}'`).join()}]) join territories using (territory)
    order by series, row, period
  ) to '${path}.new' (format parquet, compression zstd)`)
  await rename(`${path}.new`, path)
}

/** A column for each measure, a row for each territory and year; values alone, without status. */
export async function writeWide(db: DuckDBConnection, blocks: readonly Block[], path: string): Promise<void> {
  if (existsSync(path)) return
  await writeWideOurselves(blocks, `${path}.gzip.parquet`)
  await db.run(`copy (
    select row, period::integer as period, ${blocks.map(({ series }) => `"${series}"`).join()}
    from '${path}.gzip.parquet' join territories using (territory)
    order by row, period
  ) to '${path}.new' (format parquet, compression zstd)`)
  await rm(`${path}.gzip.parquet`)
  await rename(`${path}.new`, path)
}

export async function megabytes(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return sizes.reduce((a, b) => a + b, 0) / 1e6
}

async function writeWideOurselves(blocks: readonly Block[], path: string): Promise<void> {
  const [first] = blocks
  if (!first) return
  const width = first.periods.length
  const rows = first.values.length
  const columns = [textColumn('territory'), textColumn('period'), ...blocks.map((_, i) => doubleColumn(seriesName(i)))]
  const territory = Uint32Array.from({ length: rows }, (_, i) => Math.floor(i / width))
  const period = Uint32Array.from({ length: rows }, (_, i) => i % width)
  const chunks = [
    await deltaTextChunk(textColumn('territory'), first.territories, territory),
    await dictionaryChunk(textColumn('period'), first.periods, period)
  ]
  for (const [i, block] of blocks.entries()) chunks.push(await doubleChunk(doubleColumn(seriesName(i)), block.values))
  const file = await open(path, 'w')
  await file.writeFile(MAGIC)
  for (const { bytes } of chunks) await file.writeFile(bytes)
  await file.writeFile(footer(columns, [rowGroup(chunks, MAGIC.length)], {}))
  await file.close()
}

/** Of the scale and of the code that draws the values. */
function fingerprint(scale: National['scale']): string {
  return createHash('sha256')
    .update(JSON.stringify([1, scale, MEASURES_PER_VINTAGE, makeBlock.toString()]))
    .digest('hex')
    .slice(0, 12)
}

export async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
}
