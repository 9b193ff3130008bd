/** What was known of a figure before: in the issue published before, else in an earlier vintage, else at an earlier period. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { VintageId } from '../domain/sources/source.ts'
import { comparePeriods } from '../domain/shared/period.ts'
import { parseGeography } from '../domain/indicators/request.ts'
import type { DeskContext } from './edition-desk.ts'
import { availablePeriods, findFigures, type FigureAnswer } from './figures.ts'
import type { OpenObservatory } from './open.ts'

export type Previous = {
  readonly figure: Figure
} & (
  | { readonly kind: 'edition'; readonly edition: string; readonly title: string }
  | { readonly kind: 'vintage'; readonly vintage: VintageId }
  | { readonly kind: 'period' }
)

/** By the key of each; nothing where nothing was known. */
export async function previousFigures(
  { observatory, editions }: Pick<DeskContext, 'observatory' | 'editions'>,
  id: string,
  answers: readonly (readonly [key: string, answer: FigureAnswer])[]
): Promise<ReadonlyMap<string, Previous>> {
  const found = new Map<string, Previous>()
  const [published] = (await editions.publications()).toSorted(
    (a, b) => Number(a.edition === id) - Number(b.edition === id) || b.publishedAt.getTime() - a.publishedAt.getTime()
  )
  const archive = published && (await editions.archive(published.digest))
  const before = archive ? Object.values(archive.frozen.answers).map(({ figure }) => figure) : []
  const title = archive?.frozen.edition.title ?? ''
  for (const [key, { figure }] of answers) {
    const [last] = before
      .filter((one) => isSameSubject(one, figure))
      .toSorted((a, b) => comparePeriods(b.period, a.period))
    if (last && published) found.set(key, { kind: 'edition', edition: published.edition, title, figure: last })
  }
  const others = answers.filter(([key]) => !found.has(key))
  const asked = others.flatMap(([key, { figure }]) =>
    requestsBefore(observatory, figure).map((one) => ({ key, ...one }))
  )
  const figures = await findFigures(
    observatory,
    asked.map(({ request }) => request)
  )
  for (const [i, { key, kind, vintage }] of asked.entries()) {
    const figure = figures[i]
    if (!figure || !('value' in figure.cell) || found.has(key)) continue
    found.set(key, vintage && kind === 'vintage' ? { kind, vintage, figure } : { kind: 'period', figure })
  }
  return found
}

function isSameSubject(one: Figure, other: Figure): boolean {
  return one.indicator === other.indicator && one.perimeter.id === other.perimeter.id && 'value' in one.cell
}

/** In order of interest: the same period as the vintage before told it, then the period before. */
function requestsBefore(observatory: OpenObservatory, figure: Figure) {
  const { indicator, period } = figure
  const geography = parseGeography(figure.geography)
  const base = { indicator, perimeter: figure.perimeter.id, geography }
  const [only, ...more] = figure.vintages
  const current = only !== undefined && more.length === 0 ? observatory.registry.vintages.get(only) : undefined
  const [earlier] = [...observatory.registry.vintages.values()]
    .filter(({ source, edition }) => current && source === current.source && edition < current.edition)
    .toSorted((a, b) => (a.edition < b.edition ? 1 : -1))
  const isAlike = (other: string): boolean => other.includes('/') === period.includes('/')
  const last = availablePeriods(observatory, indicator, figure.perimeter.id, geography)
    .filter((one) => isAlike(one) && comparePeriods(one, period) < 0)
    .at(-1)
  return [
    ...(earlier
      ? [{ kind: 'vintage', vintage: earlier.id, request: { ...base, period, editions: [earlier.id] } } as const]
      : []),
    ...(last === undefined ? [] : [{ kind: 'period', vintage: undefined, request: { ...base, period: last } } as const])
  ]
}
