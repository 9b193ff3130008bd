/**
 * One value as its producer gave it. Only domain, store, connectors and use cases may see it:
 * a page, an export or the API sees a `Cell` or a `Figure`, after aggregation and protection.
 */

import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { SeriesId } from './measure.ts'

/** SDMX CL_OBS_STATUS: A normal, E estimated, P provisional, O missing, Q withheld by its producer, M not applicable. */
export const OBSERVATION_STATUSES = ['A', 'E', 'P', 'O', 'Q', 'M'] as const

export type ObservationStatus = (typeof OBSERVATION_STATUSES)[number]

export type Observation = {
  readonly series: SeriesId
  readonly territory: TerritoryId
  readonly period: Period
  /** In the unit of the measure; null exactly when the status is O, Q or M. */
  readonly value: number | null
  readonly status: ObservationStatus
  /** Statistical units behind `value` (establishments, households), for disclosure control. Absent: the source gives none. */
  readonly units?: number
  /** Share of `value` held by its largest contributor, in [0, 1]. */
  readonly largestShare?: number
}
