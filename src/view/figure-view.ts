/** What the page of a figure shows, as its use case gives it. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage, VintageId } from '../domain/sources/source.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import type { CogYear, TerritoryId } from '../domain/territories/territory.ts'

export type FigureView = {
  readonly figure: Figure
  readonly indicator: Indicator
  readonly perimeter: Perimeter
  readonly parts: readonly Figure[]
  readonly terms: readonly TermView[]
  readonly groups: ReadonlyMap<TerritoryId, string>
  readonly vintages: readonly VintageView[]
  readonly others: ReadonlyMap<VintageId, VintageView>
  readonly periods: readonly Figure[]
  readonly servesTo: readonly Indicator[]
}

export type VintageView = { readonly vintage: Vintage; readonly source: Source }

export type TermView = {
  readonly term: FigureTerm
  readonly label: Text
  readonly cog: CogYear
  readonly rows: readonly { readonly territory: TerritoryId; readonly name: string; readonly cell: Cell }[]
}

export type FigurePart = { readonly page: FigureView; readonly language: Language }
