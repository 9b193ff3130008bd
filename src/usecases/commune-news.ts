/** What changed for a commune since a day: deliveries, revised values, events of its ground, records of who governs it. */

import { measureOf } from '../domain/indicators/registry.ts'
import { seriesLabel } from '../domain/indicators/series-label.ts'
import { addDays } from '../domain/shared/day.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { historyOf, type TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { codeOf, territoryOf, type CommuneCode, type TerritoryId } from '../domain/territories/territory.ts'
import { neighboursOf } from './among-perimeters.ts'
import { dataChanges } from './catalogue.ts'
import type { Change } from './journal.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'
import { namedEvent } from './territory-page.ts'

export type CommuneNews = {
  /** `YYYY-MM-DD`. */
  readonly since: string
  /** Sources that delivered values by commune, with their editions, the latest received first. */
  readonly delivered: readonly { readonly source: Source; readonly vintages: readonly Vintage[] }[]
  /** Values of this commune that a delivery told otherwise; of what is not protected alone. */
  readonly revisions: readonly {
    readonly label: Text
    readonly unit: string
    readonly period: Period
    readonly before: number | null
    readonly after: number | null
    readonly source: Source
  }[]
  readonly joined: readonly Perimeter[]
  readonly left: readonly Perimeter[]
  readonly events: readonly TerritoryEvent[]
  readonly changes: readonly Change[]
}

type Asked = {
  readonly code: CommuneCode
  readonly epci: TerritoryId | undefined
  readonly since: string
  /** Those that answer for its ground. */
  readonly contacts: readonly { readonly id: string; readonly name: string }[]
}

/** Of each organisation. */
const MOST_CHANGES = 5

export async function communeNews(
  {
    observatory,
    organisations,
    today
  }: { readonly observatory: OpenObservatory; readonly organisations: RegisterReader; readonly today: string },
  { code, epci, since, contacts }: Asked
): Promise<CommuneNews> {
  const { registry, atlas } = observatory
  const territory = territoryOf('COM', code)
  const delivered = dataChanges(observatory).filter(({ vintage }) => vintage.receivedOn >= since)
  const recent = (day: string): boolean => day >= since && day <= today
  const [then, now] = [since, today].map((day) => perimetersOn(observatory, code, day))
  // What was there when the register began is no news.
  const began = await organisations.firstDay()
  const from = began !== undefined && since <= began ? addDays(began, 1) : since
  const changes = await Promise.all(
    contacts.map(async ({ id: key, name }) => {
      const found = await organisations.changes({
        from,
        record: { relation: 'organisation', key },
        labels: () => ({ fr: name, en: name })
      })
      return found.slice(0, MOST_CHANGES).map((one) => ({ ...one, reason: null }))
    })
  )
  return {
    since,
    delivered: bySource(delivered.filter(({ vintage }) => vintage.series.some(({ levels }) => levels.includes('COM')))),
    revisions: delivered.flatMap(({ source, vintage }) =>
      (vintage.changes?.revisions ?? [])
        .filter((one) => codeOf(one.territory) === code && one.territory === territory)
        .map(({ series, period, before, after }) => ({
          ...{ period, before, after, source },
          label: seriesLabel(registry, series),
          unit: measureOf(registry, series).unit
        }))
    ),
    joined: then && now ? now.filter((one) => !then.includes(one)) : [],
    left: then && now ? then.filter((one) => !now.includes(one)) : [],
    events: [territory, ...(epci ? [epci] : [])].flatMap((one) =>
      historyOf(atlas.geography, one)
        .filter(({ date }) => recent(date))
        .map((event) => namedEvent(observatory, event))
    ),
    changes: changes.flat().toSorted((a, b) => (a.at < b.at ? 1 : -1))
  }
}

function bySource(all: readonly { readonly source: Source; readonly vintage: Vintage }[]): CommuneNews['delivered'] {
  const groups = new Map<Source, Vintage[]>()
  for (const { source, vintage } of all) groups.set(source, [...(groups.get(source) ?? []), vintage])
  return [...groups].map(([source, vintages]) => ({ source, vintages }))
}

/** Undefined on a day of which no list of communes tells. */
function perimetersOn(observatory: OpenObservatory, code: CommuneCode, day: string): readonly Perimeter[] | undefined {
  const { latest, firstEpciYear } = observatory.atlas.geography
  const year = Number(day.slice(0, 4))
  if (year < firstEpciYear) return undefined
  return neighboursOf(observatory, [code], year > latest ? `${latest}-12-31` : day).map(({ perimeter }) => perimeter)
}
