/** Figures already made: an observatory is read-only, so the same question has the same answer as long as it is open. */

import type { Figure } from '../domain/indicators/figure.ts'
import { figureAddress, type FigureRequest } from '../domain/indicators/request.ts'
import { makeCache, type Cache } from './cache.ts'
import { findFigure } from './figures.ts'
import type { Observatory } from './observatory.ts'

const FIGURES_KEPT = 20_000

const caches = new WeakMap<Observatory, Cache<Promise<Figure>>>()

/** As `findFigure`, for lists of figures: a refusal offers the values of the parts, not of each commune. */
export function recallFigure(observatory: Observatory, request: FigureRequest): Promise<Figure> {
  const cache = caches.get(observatory) ?? makeCache<Promise<Figure>>(FIGURES_KEPT)
  caches.set(observatory, cache)
  const key = figureAddress(request)
  return cache.get(key, () => {
    const made = findFigure(observatory, request, { memberOffers: false })
    made.catch(() => cache.forget(key))
    return made
  })
}
