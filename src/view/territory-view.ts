/** What the page of a territory shows, as its use case gives it. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Contours } from '../domain/indicators/settings.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import type { Named } from './map-names.ts'
import type { MapShapes } from './map-shapes.ts'

/** Its place among its peers, for a few of its rates. */
export type PlacingView = {
  readonly level: 'COM' | 'EPCI' | 'ZE2020' | 'DEP'
  readonly within: Text
  /** Whether it is one of the peers, and not merely beside them. */
  readonly isPeer: boolean
  /** Peers that it is made of, by their communes. */
  readonly parts: ReadonlySet<string>
  readonly places: readonly {
    readonly indicator: Indicator
    readonly mine: Figure
    readonly others: readonly Figure[]
    readonly peers: readonly ShownFigure[]
  }[]
}

export type TerritoryView = {
  readonly answer: {
    readonly perimeter: Perimeter
    readonly day: string
    readonly nature?: Text
    readonly version: { readonly communes: readonly string[]; readonly version: string }
    readonly area?: Figure
    readonly population?: Figure
  }
  readonly density?: Figure
  readonly comparators: readonly Perimeter[]
  readonly themes: readonly {
    readonly theme: { readonly id: string; readonly label: Text }
    readonly compared: readonly {
      readonly indicator: Indicator
      readonly mine: Figure
      readonly others: readonly Figure[]
      readonly range: readonly [low: number, high: number]
    }[]
    readonly counts: readonly { readonly indicator: Indicator; readonly figure: Figure }[]
  }[]
  readonly parts: readonly { readonly perimeter: Perimeter; readonly communes: number; readonly population?: Figure }[]
  readonly communes: readonly { readonly territory: TerritoryId; readonly name: string; readonly cell: Cell }[]
  readonly overlapping: readonly {
    readonly perimeter: Perimeter
    readonly shared: number
    readonly onlyHere: number
    readonly onlyThere: number
    readonly population?: Figure
  }[]
  readonly within: readonly { readonly id: PerimeterId; readonly label: Text }[]
  readonly history: readonly TerritoryEvent[]
  readonly evolution: readonly Figure[]
  readonly rates: readonly {
    readonly indicator: Indicator
    readonly mine: readonly Figure[]
    readonly other: readonly Figure[]
  }[]
  readonly placing?: PlacingView
}

export type TerritoryMap = {
  readonly shapes: MapShapes
  readonly contours: Contours
  readonly changed: readonly string[]
  /** Names around a commune alone. */
  readonly around: readonly Named[]
}

/** A part of the page. */
export type Part = { readonly page: TerritoryView; readonly language: Language }
