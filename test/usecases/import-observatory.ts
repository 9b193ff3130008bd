/** A small observatory to import into: a few measures, two sources of tables, no vintage yet. */

import { table } from '../../src/connectors/table.ts'
import type { Measure } from '../../src/domain/indicators/measure.ts'
import type { Mapping } from '../../src/domain/sources/mapping.ts'
import type { Geography } from '../../src/domain/territories/geography.ts'
import type { Folder } from '../../src/folder/read.ts'
import type { Db } from '../../src/store/database.ts'
import { replaceRegistry } from '../../src/store/registry.ts'
import type { Hidden, ImportContext } from '../../src/usecases/import.ts'
import { registryRows } from '../../src/usecases/registry-rows.ts'
import { openRegistry } from '../../src/usecases/registry.ts'
import { makeMeasure, makeSource, series, text } from '../make.ts'

export async function makeImportObservatory(db: Db, measures: readonly Measure[]): Promise<void> {
  const folder: Folder = {
    settings: {
      ...{ name: text('Essai'), description: text('Essai'), languages: ['fr', 'en'], demonstration: true },
      ...{ comparisons: [], themes: [], perimeters: [], indicators: [], contours: [] }
    },
    perimeters: [],
    measures,
    sources: [makeSource('communes', { notice: text('x') }), makeSource('autres', { notice: text('x') })],
    indicators: [],
    vintages: [],
    mappings: [],
    files: []
  }
  await db.transaction().execute((transaction) => replaceRegistry(transaction, registryRows(folder, new Map())))
}

export const POPULATION = [makeMeasure('population'), makeMeasure('jobs'), makeMeasure('density', { additive: false })]

/** What an import sees of the observatory as it is now. */
export async function importContext(
  db: Db,
  home: string,
  geography: Geography,
  hidden: readonly Hidden[] = []
): Promise<ImportContext> {
  const { registry, folder } = await openRegistry(db)
  return {
    ...{ db, home, geography, registry, mappings: folder.mappings, connectors: [table], today: '2026-11-22' },
    decideWithheld: () => Promise.resolve(hidden)
  }
}

/** `CODGEO;POP`, at a period. */
export function populationMapping(given: Partial<Mapping> = {}): Mapping {
  return {
    header: { from: 1, to: 1 },
    marks: {},
    skip: [],
    where: [],
    territory: { columns: ['CODGEO'], level: 'COM' },
    values: { layout: 'wide', columns: [{ column: 'POP', series: series('population') }] },
    ...given
  }
}
