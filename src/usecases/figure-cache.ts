/** Figures already made: an observatory is read-only, so the same question has the same answer as long as it is open. */

import type { Figure } from '../domain/indicators/figure.ts'
import { figureAddress, type FigureRequest } from '../domain/indicators/request.ts'
import { makeCache, type Cache } from './cache.ts'
import { findFigures } from './figures.ts'
import { inTurn } from './in-turn.ts'
import type { Observatory } from './observatory.ts'

const FIGURES_KEPT = 20_000

/** Figures made before others are let in, at most. */
const PIECE = 16

const caches = new WeakMap<Observatory, Cache<Figure>>()

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
  const asked = requests.map((request) => ({ request, key: figureAddress(request) }))
  const known = new Map(asked.map(({ key }) => [key, cache.find(key)]))
  const unknown = asked.filter(({ key }) => !known.get(key))
  const pieces = Array.from({ length: Math.ceil(unknown.length / PIECE) }, (_, i) =>
    unknown.slice(i * PIECE, (i + 1) * PIECE)
  )
  await inTurn(
    pieces.map((piece) => async () => {
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
  return asked.flatMap(({ key }) => known.get(key) ?? [])
}
