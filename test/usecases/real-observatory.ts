/** The definitions of the example over the producers' own files, read by their connectors: no database, no import. */

import { resolve } from 'node:path'
import type { Connector } from '../../src/connectors/connector.ts'
import type { Block } from '../../src/domain/indicators/block.ts'
import { parseVintageId } from '../../src/domain/indicators/request.ts'
import type { Registry } from '../../src/domain/indicators/registry.ts'
import type { Source, Vintage, VintageId } from '../../src/domain/sources/source.ts'
import type { Geography } from '../../src/domain/territories/geography.ts'
import { levelOf } from '../../src/domain/territories/territory.ts'
import { readFolder } from '../../src/folder/read.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { openVintageFile, readBlock } from '../../src/store/vintage-read.ts'
import { vintagePath, writeVintageFile } from '../../src/store/vintages.ts'
import { makeObservatory, type Observatory } from '../../src/usecases/observatory.ts'
import { sha256 } from '../../src/usecases/open.ts'
import { realFile } from '../connectors/real-files.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export type RealFile = { readonly connector: Connector; readonly path: string; readonly edition?: string }

type Read = { readonly vintage: Vintage; readonly file: Awaited<ReturnType<typeof openVintageFile>> }

/** @param home a folder of one's own, for the vintages written on the way */
export async function openRealFiles(home: string, files: readonly RealFile[]): Promise<Observatory> {
  const geography = loadGeography(ROOT)
  const folder = await readFolder(resolve(ROOT, 'examples/bassin-minier'))
  const read = await Promise.all(files.map((file) => readFile(home, geography, folder.sources, file)))
  const registry: Registry = {
    perimeters: byId(folder.perimeters),
    indicators: byId(folder.indicators),
    measures: byId(folder.measures),
    sources: byId(folder.sources),
    vintages: byId(read.map(({ vintage }) => vintage)),
    withheld: new Map()
  }
  const atlas = { geography, perimeters: registry.perimeters, derived: new Map(), sha256 }
  return makeObservatory(registry, atlas, async (vintage: VintageId, series): Promise<Block> => {
    const found = read.find((one) => one.vintage.id === vintage)
    if (!found) throw new Error(`no vintage ${vintage}`)
    return readBlock(found.file, series)
  })
}

async function readFile(
  home: string,
  geography: Geography,
  sources: readonly Source[],
  { connector, path, edition }: RealFile
): Promise<Read> {
  const source = sources.find((one) => one.connector === connector.id)
  if (!source) throw new Error(`no source of the example is read by ${connector.id}`)
  const reading = await connector.read(realFile(path), { geography, ...(edition !== undefined && { edition }) })
  const id = parseVintageId(`${source.id}@${reading.edition}`)
  const written = await writeVintageFile(home, reading.table, { vintage: id, cog: reading.cog })
  const file = await openVintageFile(vintagePath(home, written.content))
  const series = await Promise.all(
    file.index.series.map(async ({ series: name, periods }) => {
      const { territories } = await readBlock(file, name)
      return {
        ...{ series: name, periods, column: reading.columns.get(name) ?? '' },
        levels: [...new Set(territories.map(levelOf))]
      }
    })
  )
  return {
    file,
    vintage: {
      ...{ id, source: source.id, edition: reading.edition, cog: reading.cog, series },
      file: { name: path, bytes: 0, sha256: '' },
      ...{ rows: written.rows, content: written.content, receivedOn: '2026-01-01' }
    }
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(items.map((item) => [item.id, item]))
}
