/** Every connector, in the order they are tried when nobody names the source of a file. */

import { anctProgrammes } from './anct-programmes.ts'
import { atoutFranceLodging } from './atout-france-lodging.ts'
import type { Connector } from './connector.ts'
import { cultureMuseumAttendance } from './culture-museum-attendance.ts'
import { dgfipDvf } from './dgfip-dvf.ts'
import { inseeComparateur } from './insee-comparateur.ts'
import { inseeFilosofi, inseeFilosofiEpci } from './insee-filosofi.ts'
import { inseeFilosofiParquet, inseeRpParquet } from './insee-parquet.ts'
import { inseePopulationReference } from './insee-population-reference.ts'
import { inseeUnemployment } from './insee-unemployment.ts'
import { louvreLensAttendance } from './louvre-lens-attendance.ts'
import { table } from './table.ts'

/** Importing this file loads the parsers: only an import needs it. */
export const CONNECTORS: readonly Connector[] = [
  inseeComparateur,
  inseePopulationReference,
  inseeFilosofi,
  inseeFilosofiEpci,
  inseeFilosofiParquet,
  inseeRpParquet,
  inseeUnemployment,
  cultureMuseumAttendance,
  louvreLensAttendance,
  atoutFranceLodging,
  anctProgrammes,
  dgfipDvf,
  table
]
