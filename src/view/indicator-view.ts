/** What the page of an indicator shows, as its use case gives it. */

import type { FigureChange } from '../domain/indicators/change.ts'
import type { Classes } from '../domain/indicators/classes.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Contours, Theme } from '../domain/indicators/settings.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import type { AreaShapes } from './area-shapes.ts'

export type AreaLevel = 'COM' | 'EPCI' | 'ZE2020'

export type AreaView = {
  readonly perimeter: string
  readonly territory: TerritoryId
  readonly name: string
  readonly figure: Figure
  readonly population?: Figure
  readonly mine: boolean
}

export type MapView = {
  readonly coverage: string
  readonly label: Text
  readonly level: AreaLevel
  readonly areas: readonly AreaView[]
  readonly classes: Classes
  /** What circles are measured against. */
  readonly most: number
  /** The other period that classes and circles are measured at. */
  readonly cuts?: Period
  readonly subject: readonly string[]
}

export type StandingView = {
  readonly level: AreaLevel
  readonly within: Text
  readonly peers: readonly Figure[]
  readonly lines: readonly {
    readonly perimeter: Perimeter
    readonly figure: Figure
    readonly role: 'peer' | 'subject' | 'reference'
    readonly rank?: number
  }[]
}

export type SignedLabel = { readonly sign: 1 | -1; readonly label: Text }

export type IndicatorView = {
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly isCount: boolean
  readonly fraction?: { readonly numerator: readonly SignedLabel[]; readonly denominator: readonly SignedLabel[] }
  readonly isProtected: boolean
  readonly periods: readonly Period[]
  readonly period?: Period
  readonly subject: Perimeter
  readonly figure?: Figure
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  readonly choices: {
    readonly subjects: readonly Perimeter[]
    readonly coverages: readonly { readonly coverage: string; readonly label: Text }[]
  }
  readonly map?: MapView
  readonly standing?: StandingView
  readonly evolution: {
    readonly lines: readonly { readonly perimeter: Perimeter; readonly figures: readonly Figure[] }[]
    readonly change?: { readonly change?: FigureChange }
  }
}

/** Shapes and where they come from. */
export type Drawn = { readonly shapes: AreaShapes; readonly contours: Contours }

export type IndicatorPart = { readonly page: IndicatorView; readonly language: Language }
