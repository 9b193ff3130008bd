/** The registry in: definitions, mappings and vintages as the rows that keep them; `registry.ts` reads them back. */

import type { Atlas } from '../domain/territories/resolve.ts'
import { indicatorDocument } from '../folder/indicator-files.ts'
import { mappingDocument } from '../folder/mapping-file.ts'
import type { Folder, SavedMapping } from '../folder/read.ts'
import { settingsDocument } from '../folder/settings-file.ts'
import type { Delivery } from '../folder/source-files.ts'
import type { DefinitionRow, MappingRow, RegistryRows, VintageRow } from '../store/registry.ts'

/** What the registry keeps of a folder; its assets are kept apart. */
export function registryRows(folder: Folder, derived: Atlas['derived']): Omit<RegistryRows, 'assets' | 'withheld'> {
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

function definitionRow<T extends { readonly id: string }>(value: T): DefinitionRow {
  return { id: value.id, definition: value }
}
