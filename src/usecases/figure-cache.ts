/** Figures already made: an observatory is read-only, so the same question has the same answer as long as it is open. */

import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import { figureAddress, type FigureRequest } from '../domain/indicators/request.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { makeCache, type Cache } from './cache.ts'
import { findFigures, findShown } from './figures.ts'
import { inTurn, piecesOf } from './in-turn.ts'
import type { Observatory } from './observatory.ts'

const FIGURES_KEPT = 20_000

/** Figures made before others are let in, at most; those of which only the value is shown. */
const [PIECE, SHOWN_PIECE] = [16, 64]

const caches = new WeakMap<Observatory, Cache<Figure>>()

const lists = new WeakMap<Observatory, Cache<readonly ShownFigure[]>>()

/** As `recallFigures`, for one. */
export async function recallFigure(observatory: Observatory, request: FigureRequest): Promise<Figure> {
  const [found] = await recallFigures(observatory, [request])
  if (!found) throw new Error('as many figures as requests')
  return found
}

/**
 * As `findFigures`, for figures that stand among many: their own pages tell what other editions say, and offer the
 * values of each commune.
 */
export async function recallFigures(
  observatory: Observatory,
  requests: readonly FigureRequest[]
): Promise<readonly Figure[]> {
  const cache = caches.get(observatory) ?? makeCache<Figure>(FIGURES_KEPT)
  caches.set(observatory, cache)
  const keys = requests.map((request) => figureAddress(request))
  const found = keys.map((key) => cache.find(key))
  // Most of what a page asks is known, or one figure: neither needs to be sorted out.
  const [only] = requests
  if (requests.length === 1 && only && !found[0]) {
    const [figure] = await findFigures(observatory, [only], { inList: true })
    return figure ? [cache.get(keys[0] ?? '', () => figure)] : []
  }
  const missing = found.includes(undefined) ? await recallMissing(observatory, cache, requests, keys) : undefined
  return found.flatMap((figure, i) => figure ?? missing?.get(keys[i] ?? '') ?? [])
}

async function recallMissing(
  observatory: Observatory,
  cache: Cache<Figure>,
  requests: readonly FigureRequest[],
  keys: readonly string[]
): Promise<ReadonlyMap<string, Figure>> {
  const asked = requests.map((request, i) => ({ request, key: keys[i] ?? '' }))
  const known = new Map<string, Figure>()
  const unknown = asked.filter(({ key }) => !cache.find(key))
  await inTurn(
    piecesOf(unknown, PIECE).map((piece) => async () => {
      const left = piece.map(({ request }) => request)
      const made = await findFigures(observatory, left, { inList: true })
      for (const [i, { key }] of piece.entries()) {
        const figure = made[i]
        if (figure)
          known.set(
            key,
            cache.get(key, () => figure)
          )
      }
    })
  )
  return known
}

/**
 * One value for each of many territories, found once for all the pages that show them all: the communes of one EPCI.
 *
 * @param list names the territories
 */
export async function recallShown(
  observatory: Observatory,
  list: string,
  { indicator, period }: Pick<FigureRequest, 'indicator' | 'period'>,
  perimeters: readonly PerimeterId[]
): Promise<readonly ShownFigure[]> {
  const cache = lists.get(observatory) ?? makeCache<readonly ShownFigure[]>(FIGURES_KEPT, ({ length }) => length)
  lists.set(observatory, cache)
  const key = `${indicator} ${period} ${list}`
  const known = cache.find(key)
  if (known) return known
  const made = await inTurn(
    piecesOf(perimeters, SHOWN_PIECE).map(
      (piece) => () =>
        findShown(
          observatory,
          piece.map((perimeter) => ({ indicator, perimeter, period }))
        )
    )
  )
  return cache.get(key, () => made.flat())
}
