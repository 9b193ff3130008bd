/** The registry out of PostgreSQL: what an observatory knows, as values of the domain. */

import type { Confidentiality } from '../domain/indicators/cell.ts'
import type { Measure, SeriesId } from '../domain/indicators/measure.ts'
import { withheldKey, type Registry } from '../domain/indicators/registry.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { VintageChanges } from '../domain/sources/changes.ts'
import type { Source, SourceId, Vintage, VintageId } from '../domain/sources/source.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import type { CogYear, CommuneCode, TerritoryId } from '../domain/territories/territory.ts'
import type { Folder, SavedMapping } from '../folder/read.ts'
import type { Delivery } from '../folder/source-files.ts'
import { parseStoredIndicator, parseStoredMapping, parseStoredSettings } from '../folder/stored.ts'
import type { Db } from '../store/database.ts'
import {
  findRegistryRows,
  type AssetRow,
  type DefinitionRow,
  type DerivedRow,
  type MappingRow,
  type VintageRow,
  type WithheldRow
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
    fr: 'L’observatoire est vide : `chevalement load DOSSIER` le remplit',
    en: 'The observatory is empty: `chevalement load FOLDER` fills it'
  })
}

/** Undefined before any folder was loaded. */
export async function findRegistry(db: Db): Promise<OpenRegistry | undefined> {
  const rows = await findRegistryRows(db)
  if (!rows) return undefined
  const settings = parseStoredSettings(rows.settings)
  const folder: Folder = {
    settings,
    perimeters: parseStored<Perimeter>(rows.perimeters),
    measures: parseStored<Measure>(rows.measures),
    sources: parseStored<Source>(rows.sources),
    indicators: rows.indicators.map(({ definition }) => parseStoredIndicator(definition, settings.comparisons)),
    vintages: rows.vintages.map(parseDelivery),
    mappings: rows.mappings.map(parseMappingRow),
    files: rows.assets.map(({ path }) => path)
  }
  return {
    folder,
    registry: {
      perimeters: byId(folder.perimeters),
      indicators: byId(folder.indicators),
      measures: byId(folder.measures),
      sources: byId(folder.sources),
      vintages: byId(folder.vintages),
      withheld: new Map(rows.withheld.map(parseWithheld))
    },
    derived: new Map(rows.derived.map(parseDerived)),
    assets: rows.assets
  }
}

/** Each kind as `registry-rows.ts` wrote it. */
function parseStored<T>(rows: readonly DefinitionRow[]): readonly T[] {
  return rows.map(({ definition }) => definition as T)
}

function parseMappingRow({ source, definition }: MappingRow): SavedMapping {
  return { source: source as SourceId, mapping: parseStoredMapping(definition) }
}

function parseDelivery({ manifest, plan }: VintageRow): Delivery {
  return { ...(manifest as Vintage), ...(plan !== null && { changes: plan as VintageChanges }) }
}

function parseWithheld(row: WithheldRow): readonly [string, Confidentiality] {
  const { vintage, series, period, perimeter, confidentiality } = row as WithheldCell
  return [withheldKey(vintage, series, period, perimeter), confidentiality]
}

type WithheldCell = {
  readonly vintage: VintageId
  readonly series: SeriesId
  readonly period: Period
  readonly perimeter: PerimeterId | TerritoryId
  readonly confidentiality: Confidentiality
}

function parseDerived({ perimeter, communes, method }: DerivedRow): readonly [PerimeterId, Derived] {
  const { cog } = method as Pick<Derived, 'cog'>
  return [perimeter as PerimeterId, { communes: communes as readonly CommuneCode[], cog }]
}

type Derived = { readonly communes: readonly CommuneCode[]; readonly cog: CogYear }

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(all.map((value) => [value.id, value]))
}
