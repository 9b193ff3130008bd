/** Numbers that the observatory has published of its own perimeters, found by their value. */

import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import { isDirect } from '../domain/indicators/formula.ts'
import { parseIndicatorId, type FigureRequest } from '../domain/indicators/request.ts'
import { closenessTo, type TypedNumber } from '../domain/indicators/typed-number.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId, resolveIfAny } from '../domain/territories/resolve.ts'
import { findNumbers, saveNumbers, type NumberRow } from '../store/numbers.ts'
import { availablePeriods, findFigures, findShown } from './figures.ts'
import { inTurn, piecesOf } from './in-turn.ts'
import { sha256, type OpenObservatory } from './open.ts'

/** Made at the first search, then kept with the observatory. */
const NUMBERS = new WeakMap<OpenObservatory, Promise<readonly NumberRow[]>>()

const MOST_NEAR = 3

/** Part of the number: a figure farther from it says nothing of it. */
const NEAR = 0.1

/** Figures that read as the number, the closest first; where there is none, those that come nearest, within a tenth of it. */
export async function searchNumbers(
  observatory: OpenObservatory,
  typed: TypedNumber,
  limit: number
): Promise<{ readonly figures: readonly Figure[]; readonly near: readonly Figure[] }> {
  const { units } = typed
  const rows = (await numbersOf(observatory)).filter(
    ([indicator]) =>
      !units || units.includes(observatory.registry.indicators.get(parseIndicatorId(indicator))?.unit ?? '')
  )
  const gap = ([, , , value]: NumberRow): number => Math.abs(value - typed.value)
  const found = rows
    .flatMap((row) => {
      const closeness = closenessTo(typed, row[3], row[4])
      return closeness === undefined ? [] : [{ row, closeness }]
    })
    .sort((a, b) => a.closeness - b.closeness || gap(a.row) - gap(b.row))
    .slice(0, limit)
    .map(({ row }) => row)
  const around = found.length > 0 ? [] : rows.filter((row) => gap(row) <= NEAR * Math.abs(typed.value))
  const near = around.toSorted((a, b) => gap(a) - gap(b)).slice(0, MOST_NEAR)
  return {
    figures: await findFigures(observatory, found.map(requestOf)),
    near: await findFigures(observatory, near.map(requestOf))
  }
}

/** Those of the listed perimeters, computed once for what the observatory holds. */
export async function warmNumbers(observatory: OpenObservatory): Promise<void> {
  await numbersOf(observatory)
}

function numbersOf(observatory: OpenObservatory): Promise<readonly NumberRow[]> {
  const known = NUMBERS.get(observatory)
  if (known) return known
  const found = findOrComputeNumbers(observatory)
  NUMBERS.set(observatory, found)
  found.catch(() => NUMBERS.delete(observatory))
  return found
}

async function findOrComputeNumbers(observatory: OpenObservatory): Promise<readonly NumberRow[]> {
  const { home, folder, atlas } = observatory
  const { indicators, measures, sources, perimeters, vintages } = folder
  const what = { latest: atlas.geography.latest, indicators, measures, sources, perimeters, vintages }
  const key = sha256(JSON.stringify([what, [...atlas.derived], [...observatory.registry.withheld]]))
  const kept = home === '' ? undefined : await findNumbers(home, key)
  if (kept) return kept
  const rows: NumberRow[] = []
  for (const { id } of perimeters) {
    rows.push(...(await computeNumbers(observatory, id)))
  }
  // They answer all the same when they cannot be kept: the next process computes them again.
  if (home !== '') await saveNumbers(home, key, rows).catch(() => undefined)
  return rows
}

/** All direct figures of a listed perimeter, at all their periods: those that a reader may hold a number of. */
async function computeNumbers(observatory: OpenObservatory, perimeter: PerimeterId): Promise<readonly NumberRow[]> {
  if (!resolves(observatory, perimeter)) return []
  const asked = observatory.folder.indicators
    .filter(({ formula }) => isDirect(formula))
    .map(({ id: indicator }) => ({
      indicator,
      perimeter,
      periods: availablePeriods(observatory, indicator, perimeter)
    }))
  const latest = await valuesOf(
    observatory,
    asked.flatMap(({ periods, ...rest }) => periods.slice(-1).map((period) => ({ ...rest, period })))
  )
  // What has no value today, such as the median of a union, has had none before: most periods need not be tried.
  const valued = new Set(latest.filter(({ cell }) => 'value' in cell).map(({ indicator }) => indicator))
  const earlier = asked
    .filter(({ indicator }) => valued.has(indicator))
    .flatMap(({ periods, ...rest }) => periods.slice(0, -1).map((period) => ({ ...rest, period })))
  const figures = [...latest, ...(await valuesOf(observatory, earlier))]
  return figures.flatMap(({ indicator, period, cell, decimals }) =>
    'value' in cell ? [[indicator, perimeter, period, cell.value, decimals] as const] : []
  )
}

/** Figures made before whoever else is served by this process comes in. */
const PIECE = 32

async function valuesOf(
  observatory: OpenObservatory,
  requests: readonly FigureRequest[]
): Promise<readonly ShownFigure[]> {
  const made = await inTurn(piecesOf(requests, PIECE).map((piece) => () => findShown(observatory, piece)))
  return made.flat()
}

function requestOf([indicator, perimeter, period]: NumberRow): FigureRequest {
  return {
    indicator: parseIndicatorId(indicator),
    perimeter: parsePerimeterId(perimeter),
    period: parsePeriod(period)
  }
}

/** A perimeter that no longer exists has no figure today. */
function resolves({ atlas }: OpenObservatory, perimeter: FigureRequest['perimeter']): boolean {
  return resolveIfAny(atlas, perimeter, `${atlas.geography.latest}-01-01`) !== undefined
}
