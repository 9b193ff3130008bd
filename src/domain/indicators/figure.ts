/**
 * A figure: one value with its whole lineage. The only form in which a number reaches a page, an
 * export, a booklet or the API. Plain data: it can be written as JSON and read back.
 */

import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import type { SourceId, VintageId } from '../sources/source.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { CogYear, CommuneCode, TerritoryId } from '../territories/territory.ts'
import type { Cell } from './cell.ts'
import type { IndicatorId, SeriesBreak } from './indicator.ts'
import type { SeriesId } from './measure.ts'

/** Why there is no value, or why it must be read with care. Closed list: each has a sentence in the catalogue. */
export type FigureReason =
  /** No vintage holds this series at this period. */
  | 'no-vintage'
  /** The vintage has no value for this territory. */
  | 'not-published-here'
  /** A median or a rate, and the perimeter is not a territory it was published for. */
  | 'not-additive'
  /** A member is missing or withheld, beyond the tolerance. */
  | 'incomplete'
  | 'withheld-by-producer'
  | 'too-few-units'
  | 'dominated'
  | 'would-reveal'
  /** A free perimeter and a protected series. */
  | 'free-perimeter'
  /** A commune of the vintage straddles the perimeter. */
  | 'straddles'
  | 'division-by-zero'
  /** The formula needs a span (`2013/2018`) or two comparable periods. */
  | 'needs-span'
  /** A span, and the indicator is read at one period. */
  | 'needs-one-period'
  /** A change between periods of different nature or length. */
  | 'other-period'
  /** Two census vintages less than five years apart. */
  | 'census-too-close'
  | 'not-applicable'
  /** A rank, and the perimeter is not a territory of the level that is ranked. */
  | 'not-a-peer'

export type Caution =
  | { readonly kind: 'estimated'; readonly missingShare: number }
  | { readonly kind: 'weighted-mean' }
  | { readonly kind: 'census-small-count'; readonly series: SeriesId }
  | { readonly kind: 'census-too-close' }
  | { readonly kind: 'break-crossed'; readonly at: Period }
  /** The two ends of a change come from different sources, the start first. */
  | { readonly kind: 'other-source'; readonly sources: readonly SourceName[] }
  /** `item`: the value of this item of the breakdown is contested, and so the total that holds it. */
  | { readonly kind: 'contested'; readonly values: readonly Rival[]; readonly item?: Text }
  | ContestedPart
  /** Nobody published the total: it is the sum of all items of a breakdown, named. */
  | { readonly kind: 'from-parts'; readonly parts: readonly Text[] }
  /** The vintage has no line for some overseas departments. */
  | { readonly kind: 'territory-absent'; readonly territories: readonly TerritoryId[] }
  | { readonly kind: 'recoded'; readonly from: CogYear; readonly estimated: boolean }
  | { readonly kind: 'derived-perimeter' }
  /** Published for the territory as it was at the COG of the vintage, which differs from the perimeter asked. */
  | {
      readonly kind: 'published-composition'
      readonly cog: CogYear
      /** Communes of the perimeter that the published value leaves out, and the other way round. */
      readonly without: readonly CommuneCode[]
      readonly besides: readonly CommuneCode[]
    }

/** Another source counts one part of the formula otherwise, and not the whole. */
export type ContestedPart = {
  readonly kind: 'contested-part'
  readonly part: Text
  readonly unit: string
  readonly mine: Counted
  readonly values: readonly (Counted & { /** What the figure would be with that part. */ readonly figure: Cell })[]
}

export type Counted = SourceName & { readonly vintage: VintageId; readonly cell: Cell }

/** The same measure and period from another vintage. */
export type Rival = SourceName & { readonly vintage: VintageId; readonly cell: Cell; readonly sameSource: boolean }

/** As a sentence names it. */
export type SourceName = { readonly source: SourceId; readonly producer: Text; readonly label: Text }

/** One sum of a formula: a series over the perimeter, from one vintage. */
export type FigureTerm = {
  readonly role: 'numerator' | 'denominator' | 'value' | 'weight'
  readonly series: SeriesId
  readonly sign: 1 | -1
  readonly period: Period
  readonly vintage: VintageId
  /** Column of the producer's file. */
  readonly column: string
  readonly cell: Cell
  /** What was added: the member communes, the parts of the perimeter, or nothing (published for this very territory). */
  readonly over: 'members' | 'parts' | 'territory'
  /** Members of the perimeter, in the codes of the vintage. */
  readonly expected: number
  readonly present: number
  readonly missing: readonly TerritoryId[]
  readonly withheld: readonly TerritoryId[]
  /** Sum of the members that are present: a lower bound for counts when some are missing. Absent when withheld by us. */
  readonly lowerBound?: number
}

export type FigurePerimeter = {
  readonly id: PerimeterId
  readonly label: Text
  readonly version: string
  readonly communes: readonly CommuneCode[]
  readonly derived: boolean
}

export type Figure = {
  readonly indicator: IndicatorId
  readonly perimeter: FigurePerimeter
  readonly period: Period
  /** The day the members are taken on: the first of January of a COG year, `2026-01-01`, or the one that the perimeter began on. */
  readonly geography: string
  readonly cell: Cell
  /** Key of the units' catalogue. */
  readonly unit: string
  readonly decimals: number
  /** Present when the cell has no value, or a doubtful one. */
  readonly reason?: FigureReason
  readonly cautions: readonly Caution[]
  readonly terms: readonly FigureTerm[]
  /** For a change or an index: the figures it is made of. */
  readonly of: readonly Figure[]
  /** Breaks between the two ends of a span. */
  readonly breaks: readonly SeriesBreak[]
  /** What can be had instead, when refused as not additive: the parts' own values. */
  readonly offers: readonly { readonly perimeter: PerimeterId; readonly label: Text; readonly cell: Cell }[]
  /** Other vintages of the same, latest first; contested ones are also a caution. */
  readonly rivals: readonly Rival[]
  readonly vintages: readonly VintageId[]
  /** For a rank: among how many, how many share the place, who is left out for want of a value. */
  readonly ranking?: {
    readonly peers: number
    readonly tied: number
    readonly excluded: readonly { readonly territory: TerritoryId; readonly label: Text }[]
  }
  /** Path of the page that shows all this, with editions and geography pinned: the same address answers the same for ever. */
  readonly address: string
}

/** What a mark among hundreds shows of a figure: its value, and whose it is. Its lineage is on the page it leads to. */
export type ShownFigure = Pick<
  Figure,
  'indicator' | 'perimeter' | 'period' | 'geography' | 'cell' | 'unit' | 'decimals' | 'reason'
>
