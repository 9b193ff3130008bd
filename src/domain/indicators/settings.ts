/** What an observatory says once for all of itself: name, languages, order of things, outlines. */

import type { Language, Text } from '../shared/text.ts'
import { USUAL_ZONE } from '../shared/time-zone.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { CogYear } from '../territories/territory.ts'
import type { IndicatorId } from './indicator.ts'

export type Theme = {
  /** Named by `Indicator.theme`. */
  readonly id: string
  readonly label: Text
}

/** A file of outlines of the observatory, for maps and for perimeters chosen by a geometry. */
export type Contours = {
  /** Path in the folder: `contours/communes-59-62.topojson`. */
  readonly file: string
  /** The COG year whose communes it draws. */
  readonly cog: CogYear
  readonly attribution: Text
}

/** Who answers for the site: what the law wants said. */
export type Publisher = {
  readonly name: string
  readonly address: string
  /** An address to write to. */
  readonly contact: string
  /** The director of publication. */
  readonly director: string
}

/** Where its days begin and its hours strike. */
export function zoneOf({ timeZone }: Pick<Settings, 'timeZone'>): string {
  return timeZone ?? USUAL_ZONE
}

export type Settings = {
  readonly name: Text
  readonly description: Text
  /** Languages of the interface, the default first. */
  readonly languages: readonly Language[]
  /** Shown as a demonstration: its figures are real, nobody answers for it. */
  readonly demonstration: boolean
  /** Absent: said to be missing in the legal notice. */
  readonly publisher?: Publisher
  /** How long those who answer doubts about figures take; absent: the usual delay. */
  readonly doubts?: { readonly workingDays: number }
  /** In the IANA database: what day it is, and when letters of the morning leave. Absent: Europe/Paris. */
  readonly timeZone?: string
  /** Perimeters that indicators are compared with when they do not say, most local first. */
  readonly comparisons: readonly PerimeterId[]
  /** In the order of the portal. */
  readonly themes: readonly Theme[]
  /** The closed list, those that matter most first: statistical secrecy serves them in this order. */
  readonly perimeters: readonly PerimeterId[]
  /** In the order of the portal, within their themes. */
  readonly indicators: readonly IndicatorId[]
  readonly contours: readonly Contours[]
}
