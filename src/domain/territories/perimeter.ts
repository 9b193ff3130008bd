/**
 * A perimeter: a named set of communes with validity dates. Its members are computed from its
 * definition and the Code officiel géographique of a year, never typed beside it.
 */

import type { Text } from '../shared/text.ts'
import type { CogYear, CommuneCode, TerritoryId } from './territory.ts'

declare const perimeterId: unique symbol

/** `pma`, `ze-lens`; a commune answers as a perimeter of one under its own code, `62498`. */
export type PerimeterId = string & { readonly [perimeterId]: true }

/** How the members are found. */
export type PerimeterDefinition =
  /** An explicit list, in the codes of the COG of `cog`. */
  | { readonly kind: 'list'; readonly communes: readonly CommuneCode[]; readonly cog: CogYear }
  /** All communes that belong to an EPCI, department, region, employment zone, or to France. */
  | { readonly kind: 'membership'; readonly territory: TerritoryId }
  /**
   * Communes chosen by a geometry (a GeoJSON file of the observatory), hence *derived*: `inside` when the commune's
   * centre lies in it, `touches` when the two share more ground than `minShareHa`, 0 when left out. Outlines are
   * simplified: a contact of less than a hectare may be their doing.
   */
  | {
      readonly kind: 'geometry'
      readonly file: string
      readonly rule: 'inside' | 'touches'
      readonly minShareHa?: number
    }
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly PerimeterId[] }
  /** The first without the others. */
  | { readonly kind: 'difference'; readonly of: readonly PerimeterId[] }

export type Perimeter = {
  readonly id: PerimeterId
  readonly label: Text
  /** Short form for table heads, such as PMA. */
  readonly short: Text
  /** Legal nature, with dates where it changed: each entry holds from its date on. */
  readonly nature: readonly { readonly from?: string; readonly text: Text; readonly source?: string }[]
  /** First day it exists, `YYYY-MM-DD`; asking for an earlier date is refused. Absent: as far back as the COG goes. */
  readonly validFrom?: string
  /** Last day it exists. Absent: still exists. */
  readonly validTo?: string
  readonly definition: PerimeterDefinition
  /** What the reader must know, such as why two counts differ. */
  readonly note?: Text
  /** Where the definition and the dates come from. */
  readonly source?: string
}

/** A perimeter at a geography: what a figure is computed on. */
export type PerimeterVersion = {
  readonly perimeter: PerimeterId
  /** `2026-` and the first 8 characters of the SHA-256 of the sorted members: same members, same version. */
  readonly version: string
  /** `YYYY-MM-DD`: the day its members are taken on, the first of that year unless it began later in it. */
  readonly day: string
  /** The COG year the member codes belong to. */
  readonly cog: CogYear
  /** Sorted. */
  readonly communes: readonly CommuneCode[]
  /** Derived from a geometry, itself or one of its parts. */
  readonly derived: boolean
  /**
   * The published territories that this perimeter *is* (at most one: its EPCI, zone, department…) or that
   * partition it exactly (the three EPCI of the PMA): what a value that cannot be added is looked up on.
   */
  readonly exactly?: TerritoryId
  readonly parts: readonly { readonly perimeter: PerimeterId; readonly territory: TerritoryId }[]
}
