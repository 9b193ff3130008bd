/** The definitions of an observatory in PostgreSQL, each as the document its file of the folder holds. */

import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { packManifest, unpackManifest, type PackedSeries } from './packed-series.ts'
import type { Schema } from './schema.ts'

/** Documents of one kind are in their order. */
export type RegistryRows = {
  readonly settings: unknown
  readonly perimeters: readonly DefinitionRow[]
  readonly measures: readonly DefinitionRow[]
  readonly sources: readonly DefinitionRow[]
  readonly indicators: readonly DefinitionRow[]
  readonly mappings: readonly MappingRow[]
  /** By id, hence by source and edition. */
  readonly vintages: readonly VintageRow[]
  readonly derived: readonly DerivedRow[]
  readonly assets: readonly AssetRow[]
  readonly withheld: readonly WithheldRow[]
}

export type DefinitionRow = { readonly id: string; readonly definition: unknown }
export type MappingRow = DefinitionRow & { readonly source: string }
export type VintageRow = {
  readonly id: string
  readonly source: string
  readonly edition: string
  readonly cog: number
  readonly manifest: unknown
  /** Null: received from a folder that did not tell. */
  readonly plan: unknown
}
export type DerivedRow = {
  readonly perimeter: string
  readonly version: string
  readonly communes: readonly string[]
  readonly method: unknown
}
export type AssetRow = { readonly path: string; readonly sha256: string }
export type WithheldRow = {
  readonly vintage: string
  readonly series: string
  readonly period: string
  readonly perimeter: string
  readonly confidentiality: string
}

const DEFINED = { perimeters: 'perimeter', measures: 'measure', sources: 'source', indicators: 'indicator' } as const

type DefinedTable = (typeof DEFINED)[keyof typeof DEFINED]

/**
 * One query, hence one state of the registry, whatever another command writes meanwhile. Ids are in the order of
 * bytes, whatever the language of the database. Undefined before any folder was loaded.
 */
export async function findRegistryRows(db: Db): Promise<RegistryRows | undefined> {
  const { rows } = await sql<StoredRows>`
    select
      observatory.definition as settings,
      ${listed('perimeter', ['id', 'definition'], 'position')} as perimeters,
      ${listed('measure', ['id', 'definition'], 'position')} as measures,
      ${listed('source', ['id', 'definition'], 'position')} as sources,
      ${listed('indicator', ['id', 'definition'], 'position')} as indicators,
      ${listed('mapping', ['id', 'source', 'definition'], 'id collate "C"')} as mappings,
      ${listed('vintage', ['id', 'source', 'edition', 'cog', 'manifest', 'plan', 'series'], 'id collate "C"')} as vintages,
      ${listed('derived_perimeter', ['perimeter', 'version', 'communes', 'method'], 'perimeter')} as derived,
      ${listed('asset', ['path', 'sha256'], 'path collate "C"')} as assets,
      ${listed('withheld', ['vintage', 'series', 'period', 'perimeter', 'confidentiality'], 'vintage')} as withheld
    from observatory`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const vintages = found.vintages.map(({ series, manifest, ...rest }) => ({
    ...rest,
    manifest: unpackManifest(manifest, series)
  }))
  return { ...found, vintages }
}

type StoredRows = Omit<RegistryRows, 'vintages'> & {
  readonly vintages: readonly (VintageRow & { readonly series: PackedSeries | null })[]
}

/** The rows of a table as one array of JSON. */
function listed(table: keyof Schema, columns: readonly string[], order: string): RawBuilder<unknown> {
  const fields = columns.map((column) => `'${column}', ${column}`).join(', ')
  return sql.raw(`(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]') from ${table})`)
}

export function findWithheld(db: Db): Promise<readonly WithheldRow[]> {
  return db.selectFrom('withheld').select(['vintage', 'series', 'period', 'perimeter', 'confidentiality']).execute()
}

/** Changes whenever a definition or a vintage is written: what was opened before is then stale. */
export async function findStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string | null }>`
    select md5(string_agg(row, ' ' order by row)) as stamp from (
      select 'observatory' || xmin::text as row from observatory
      union all select 'perimeter' || id || xmin::text from perimeter
      union all select 'measure' || id || xmin::text from measure
      union all select 'source' || id || xmin::text from source
      union all select 'indicator' || id || xmin::text from indicator
      union all select 'vintage' || id || xmin::text from vintage
    ) as rows`.execute(db)
  return rows[0]?.stamp ?? ''
}

export async function findAsset(db: Db, path: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('asset').select('bytes').where('path', '=', path).executeTakeFirst()
  return row?.bytes
}

/** Replaces everything that a folder holds but the assets: to be called in a transaction. */
export async function replaceRegistry(db: Db, rows: Omit<RegistryRows, 'assets' | 'withheld'>): Promise<void> {
  // Not truncated: that would wait for every reader, such as a dump, and empty what it has yet to read.
  for (const table of REPLACED) await db.deleteFrom(table).execute()
  await db
    .insertInto('observatory')
    .values({ id: 'observatory', definition: json(rows.settings) })
    .execute()
  await insertDefined(db, DEFINED.perimeters, rows.perimeters)
  await insertDefined(db, DEFINED.measures, rows.measures)
  await insertDefined(db, DEFINED.sources, rows.sources)
  await insertDefined(db, DEFINED.indicators, rows.indicators)
  for (const mapping of rows.mappings) await saveMapping(db, mapping)
  for (const vintage of rows.vintages) await insertVintage(db, vintage)
  for (const { perimeter, version, communes, method } of rows.derived) {
    await db
      .insertInto('derived_perimeter')
      .values({ perimeter, version, communes: [...communes], method: json(method) })
      .execute()
  }
}

const REPLACED = [
  'withheld',
  'derived_perimeter',
  'mapping',
  'vintage',
  'indicator',
  'source',
  'measure',
  'perimeter',
  'observatory'
] as const

/** Replaces all assets by those that `assets` gives one after the other: to be called in a transaction. */
export async function replaceAssets(
  db: Db,
  assets: AsyncIterable<{ readonly path: string; readonly bytes: Buffer }>
): Promise<void> {
  await db.deleteFrom('asset').execute()
  for await (const { path, bytes } of assets) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const size = path.startsWith('editions/') ? bytes.length : null
    await db.insertInto('asset').values({ path, sha256, bytes, size }).execute()
  }
}

/** The row is the commit of the vintage: its Parquet file is already in place. */
export async function insertVintage(db: Db, vintage: VintageRow): Promise<void> {
  const { id, source, edition, cog, plan } = vintage
  const { manifest, series } = packManifest(vintage.manifest)
  await db
    .insertInto('vintage')
    .values({
      id,
      source,
      edition,
      cog,
      manifest: json(manifest),
      plan: plan === null ? null : json(plan),
      series: json(series)
    })
    .execute()
}

/** What is withheld of one vintage, in place of what was. */
export async function replaceWithheld(db: Db, vintage: string, rows: readonly WithheldRow[]): Promise<void> {
  await db.deleteFrom('withheld').where('vintage', '=', vintage).execute()
  for (let start = 0; start < rows.length; start += 5000) {
    await db
      .insertInto('withheld')
      .values(rows.slice(start, start + 5000))
      .execute()
  }
}

/** Adds a mapping, or replaces the one of that name. */
export async function saveMapping(db: Db, { id, source, definition }: MappingRow): Promise<void> {
  await db
    .insertInto('mapping')
    .values({ id, source, definition: json(definition) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ source, definition: json(definition) }))
    .execute()
}

async function insertDefined(db: Db, table: DefinedTable, documents: readonly DefinitionRow[]): Promise<void> {
  const rows = documents.map(({ id, definition }, position) => ({ id, position, definition: json(definition) }))
  if (rows.length > 0) await db.insertInto(table).values(rows).execute()
}

/** The driver would send an array as an array of PostgreSQL. */
function json(value: unknown): string {
  return JSON.stringify(value)
}
