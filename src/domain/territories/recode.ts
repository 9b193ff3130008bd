/** Sets of communes and observations from one COG year to another: exact for merges, estimated or refused for splits. */

import type { ObservationTable } from '../indicators/table.ts'
import type { SeriesId } from '../indicators/measure.ts'
import type { Text } from '../shared/text.ts'
import type { Geography } from './geography.ts'
import type { CogYear, CommuneCode, TerritoryId } from './territory.ts'

/** What a set of communes of one COG year is in the codes of another. */
export type Footprint = {
  /** Codes of `to` that lie wholly in the set. Sorted. */
  readonly whole: readonly CommuneCode[]
  /** Codes of `to` that lie partly in it. */
  readonly straddling: readonly Straddling[]
  /** Codes that do not exist in `from`. */
  readonly unknown: readonly UnknownCode[]
}

export type Straddling = {
  readonly commune: CommuneCode
  /** Codes of `from` that share its ground: those in the set, those outside. */
  readonly inside: readonly CommuneCode[]
  readonly outside: readonly CommuneCode[]
  /** Share of its population inside the set, in [0, 1]. Absent when the populations are not known: no estimate is honest. */
  readonly ratio?: number
}

export type UnknownCode = { readonly code: string; readonly proposals: readonly Proposal[] }

/** What an unknown code probably stands for, and why. */
export type Proposal = { readonly commune: CommuneCode; readonly name: string; readonly why: Text }

/** @param communes codes of the COG `from`; the answer is in codes of the COG `to` */
export declare function footprint(
  geography: Geography,
  communes: readonly CommuneCode[],
  years: { readonly from: CogYear; readonly to: CogYear }
): Footprint

export declare function proposalsFor(geography: Geography, code: string, cog: CogYear): readonly Proposal[]

export type Recoding = {
  readonly table: ObservationTable
  readonly unknown: readonly UnknownCode[]
  /** Values that could not follow: a split without ratio, a median over merged communes. */
  readonly refused: readonly {
    readonly territory: TerritoryId
    readonly series: SeriesId
    readonly reason: 'split' | 'not-additive'
  }[]
}

/** Only COM territories are recoded; other levels pass through. */
export declare function recodeTable(
  geography: Geography,
  table: ObservationTable,
  options: {
    readonly from: CogYear
    readonly to: CogYear
    readonly additive: (series: SeriesId) => boolean
    readonly splits: 'refuse' | 'estimate'
  }
): Recoding
