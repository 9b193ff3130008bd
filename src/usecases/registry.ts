/** The registry between PostgreSQL and the domain: the same schemas as the folder, in both directions. */

import * as z from 'zod'
import type { Confidentiality } from '../domain/indicators/cell.ts'
import { withheldKey, type Registry } from '../domain/indicators/registry.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { VintageChanges } from '../domain/sources/changes.ts'
import type { Vintage } from '../domain/sources/source.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import { indicator, indicatorDocument, measure } from '../folder/indicator-files.ts'
import { mappingDocument, parseMapping } from '../folder/mapping-file.ts'
import type { Folder, SavedMapping } from '../folder/read.ts'
import {
  cogYear,
  communeCode,
  parseFile,
  perimeterId,
  period,
  seriesId,
  sourceId,
  territoryId,
  vintageId
} from '../folder/schema.ts'
import { settings, settingsDocument } from '../folder/settings-file.ts'
import { source, type Delivery } from '../folder/source-files.ts'
import { perimeter } from '../folder/territory-files.ts'
import type { YamlFile } from '../folder/yaml.ts'
import type { Db } from '../store/database.ts'
import {
  findRegistryRows,
  findWithheld,
  type AssetRow,
  type DefinitionRow,
  type MappingRow,
  type RegistryRows,
  type VintageRow
} from '../store/registry.ts'

/** An observatory without its observations and its geography. */
export type OpenRegistry = {
  /** Definitions in their order, settings, deliveries, mappings. */
  readonly folder: Folder
  /** The same by name, with what is withheld. */
  readonly registry: Registry
  readonly derived: Atlas['derived']
  readonly assets: readonly AssetRow[]
}

/** @throws {Refused} 'empty' before any folder was loaded */
export async function openRegistry(db: Db): Promise<OpenRegistry> {
  const found = await findRegistry(db)
  if (found) return found
  throw new Refused('empty', {
    fr: 'L’observatoire est vide : `chevalement load DOSSIER` le remplit',
    en: 'The observatory is empty: `chevalement load FOLDER` fills it'
  })
}

/** Undefined before any folder was loaded. */
export async function findRegistry(db: Db): Promise<OpenRegistry | undefined> {
  const rows = await findRegistryRows(db)
  if (!rows) return undefined
  const whole = parseStored(settings, 'observatory', rows.settings)
  const folder: Folder = {
    settings: whole,
    perimeters: parseAll(perimeter, rows.perimeters),
    measures: parseAll(measure, rows.measures),
    sources: parseAll(source, rows.sources),
    indicators: parseAll(indicator(whole.comparisons), rows.indicators),
    vintages: rows.vintages.map(parseDelivery),
    mappings: rows.mappings.map(({ source: from, definition }) => ({
      source: parseStored(sourceId, from, from),
      mapping: parseMapping(storedFile(`mappings/${from}`, definition))
    })),
    files: rows.assets.map(({ path }) => path)
  }
  const withheld = parseStored(z.array(withheldRow), 'withheld', await findWithheld(db))
  return {
    folder,
    registry: {
      perimeters: byId(folder.perimeters),
      indicators: byId(folder.indicators),
      measures: byId(folder.measures),
      sources: byId(folder.sources),
      vintages: byId(folder.vintages),
      withheld: new Map(withheld)
    },
    derived: new Map(parseStored(z.array(derivedRow), 'derived_perimeter', rows.derived)),
    assets: rows.assets
  }
}

/** What the registry keeps of a folder; its assets are kept apart. */
export function registryRows(folder: Folder, derived: Atlas['derived']): Omit<RegistryRows, 'assets'> {
  const { comparisons } = folder.settings
  return {
    settings: settingsDocument(folder.settings),
    perimeters: folder.perimeters.map(definitionRow),
    measures: folder.measures.map(definitionRow),
    sources: folder.sources.map(definitionRow),
    indicators: folder.indicators.map((value) => ({
      id: value.id,
      definition: indicatorDocument(value, comparisons)
    })),
    mappings: folder.mappings.map(mappingRow),
    vintages: folder.vintages.map(vintageRow),
    derived: [...derived].map(([id, { communes, cog }]) => ({
      perimeter: id,
      version: String(cog),
      communes,
      method: { cog }
    }))
  }
}

/** A saved mapping as the registry keeps it. */
export function mappingRow({ source: from, mapping }: SavedMapping): MappingRow {
  return { id: from, source: from, definition: mappingDocument(mapping) }
}

/** A vintage as the registry keeps it. */
export function vintageRow({ changes, ...manifest }: Delivery): VintageRow {
  const { id, source: from, edition, cog } = manifest
  return { id, source: from, edition, cog, manifest, plan: changes ?? null }
}

const derivedRow = z
  .object({ perimeter: perimeterId, communes: z.array(communeCode), method: z.object({ cog: cogYear }) })
  .transform(({ perimeter: id, communes, method }) => [id, { communes, cog: method.cog }] as const)

const withheldRow = z
  .object({
    vintage: vintageId,
    series: seriesId,
    period,
    perimeter: z.union([territoryId, perimeterId]),
    confidentiality: z.enum(['N', 'A', 'G', 'D'])
  })
  .transform((row) => {
    const key = withheldKey(row.vintage, row.series, row.period, row.perimeter)
    return [key, row.confidentiality satisfies Confidentiality] as const
  })

/**
 * As `vintageRow` wrote it. A vintage may name thousands of series: checking them again at each start would take
 * longer than the figure that is asked for.
 */
function parseDelivery({ manifest, plan }: VintageRow): Delivery {
  return { ...(manifest as Vintage), ...(plan !== null && { changes: plan as VintageChanges }) }
}

function parseAll<T>(schema: z.ZodType<T>, rows: readonly DefinitionRow[]): readonly T[] {
  return rows.map(({ id, definition }) => parseStored(schema, id, definition))
}

/** Rows were checked when they came in: a fault here was written by another version, or by hand. */
function parseStored<T>(schema: z.ZodType<T>, id: string, value: unknown): T {
  return parseFile(schema, storedFile(id, value))
}

function storedFile(id: string, value: unknown): YamlFile {
  const file = `registry/${id}`
  return { file, value, placeOf: (path) => ({ file, column: path.join('.') }) }
}

function definitionRow<T extends { readonly id: string }>(value: T): DefinitionRow {
  return { id: value.id, definition: value }
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(all.map((value) => [value.id, value]))
}
