/** What is told of a perimeter: its members on a day, its nature, its size, and what it shares with another. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { firstDay, parsePeriod, periodType } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { nameOf } from '../domain/territories/geography.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { findPerimeter, resolvePerimeter } from '../domain/territories/resolve.ts'
import { territoryOf, type CogYear, type CommuneCode } from '../domain/territories/territory.ts'
import { availablePeriods, findFigure } from './figures.ts'
import type { Observatory } from './observatory.ts'

export type PerimeterAnswer = {
  readonly perimeter: Perimeter
  /** The day asked, `YYYY-MM-DD`. */
  readonly day: string
  readonly version: PerimeterVersion
  /** Legal nature on that day. */
  readonly nature?: Text
  readonly members: readonly Member[]
  /** At the latest period known; absent when the observatory has no such indicator. */
  readonly area?: Figure
  readonly population?: Figure
  readonly versus?: {
    readonly perimeter: Perimeter
    readonly version: PerimeterVersion
    readonly shared: readonly Member[]
    readonly onlyHere: readonly Member[]
    readonly onlyThere: readonly Member[]
  }
}

export type Member = { readonly commune: CommuneCode; readonly name: string }

/**
 * @param day `YYYY-MM-DD`; absent: the first day of the latest COG year
 * @throws {NotFound} with the nearest ids
 * @throws {Refused} before it existed, or where memberships are unknown
 */
export async function describePerimeter(
  observatory: Observatory,
  id: PerimeterId,
  asked: { readonly day?: string; readonly versus?: PerimeterId } = {}
): Promise<PerimeterAnswer> {
  const { atlas } = observatory
  const day = asked.day ?? `${atlas.geography.latest}-01-01`
  const perimeter = findPerimeter(atlas, id)
  const version = resolvePerimeter(atlas, id, day)
  const named = (communes: readonly CommuneCode[]): readonly Member[] =>
    communes.map((commune) => ({ commune, name: nameOf(atlas.geography, territoryOf('COM', commune), version.cog) }))
  const area = await latestFigure(observatory, 'area', id, version.cog)
  const population = await latestFigure(observatory, 'population', id, version.cog)
  const nature = perimeter.nature.findLast(({ from }) => from === undefined || from <= day)?.text
  return {
    perimeter,
    day,
    version,
    ...(nature && { nature }),
    members: named(version.communes),
    ...(area && { area }),
    ...(population && { population }),
    ...(asked.versus !== undefined && { versus: compared(asked.versus) })
  }

  function compared(other: PerimeterId): NonNullable<PerimeterAnswer['versus']> {
    const there = resolvePerimeter(atlas, other, day)
    const here = new Set(version.communes)
    const others = new Set(there.communes)
    return {
      perimeter: findPerimeter(atlas, other),
      version: there,
      shared: named(version.communes.filter((commune) => others.has(commune))),
      onlyHere: named(version.communes.filter((commune) => !others.has(commune))),
      onlyThere: named(there.communes.filter((commune) => !here.has(commune)))
    }
  }
}

/** @throws {InvalidInput} unless `text` is a year or a day: `2018` or `2018-06-30` */
export function parseDay(text: string): string {
  const period = parsePeriod(text)
  if (['year', 'day'].includes(periodType(period))) return firstDay(period)
  throw new InvalidInput({
    fr: `« ${text} » n’est pas une date : attendu une année ou un jour, comme 2018 ou 2018-06-30`,
    en: `"${text}" is not a date: expected a year or a day, such as 2018 or 2018-06-30`
  })
}

/** On the composition asked for, at the latest period that has a value. */
async function latestFigure(
  observatory: Observatory,
  name: string,
  perimeter: PerimeterId,
  geography: CogYear
): Promise<Figure | undefined> {
  const indicator = [...observatory.registry.indicators.keys()].find((id: IndicatorId) => id === name)
  if (indicator === undefined) return undefined
  const periods = availablePeriods(observatory, indicator, perimeter, geography)
  for (const period of periods.toReversed()) {
    const figure = await findFigure(observatory, { indicator, perimeter, period, geography })
    if ('value' in figure.cell) return figure
  }
  return undefined
}
