/** Figures to be said aloud of a territory: each with where it comes from, since when it is counted, and what to beware of. */

import { MOST_SAID, type Line, type Speech, type Warning } from '../domain/editions/speech.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { isContested } from '../domain/indicators/caution.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import type { FigureQuestion } from '../domain/indicators/request.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import { freshnessOf } from '../domain/sources/freshness.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { findPerimeter } from '../domain/territories/resolve.ts'
import { answerQuestion, availablePeriods, type FigureAnswer } from './figures.ts'
import type { FigureVintage } from './figure-page.ts'
import { vintagesOf } from './indicator-page.ts'
import type { OpenObservatory } from './open.ts'
import { isComparable, latestFigure } from './territory-page.ts'

export type SpeechQuestion = {
  readonly perimeter: PerimeterId
  /** Empty: a rate and a count of each theme, then a second of each as far as there is room. */
  readonly indicators: readonly IndicatorId[]
  readonly versus?: PerimeterId
}

/**
 * @param today `YYYY-MM-DD`
 * @throws {NotFound} unknown perimeter or indicator @throws {Refused} as `answerQuestion`
 */
export async function prepareSpeech(
  observatory: OpenObservatory,
  { perimeter, indicators, versus }: SpeechQuestion,
  today: string
): Promise<Speech> {
  const { folder, atlas } = observatory
  const other = versus === undefined || versus === perimeter ? undefined : findPerimeter(atlas, versus)
  const lines: Line[] = []
  const silent: Speech['silent'][number][] = []
  const said = new Map<string, number>()
  const tried = new Set<IndicatorId>()
  const wanted =
    indicators.length > 0 ? folder.indicators.filter(({ id }) => indicators.includes(id)) : folder.indicators
  for (const most of indicators.length > 0 ? [MOST_SAID] : [1, 2]) {
    for (const indicator of wanted) {
      const comparable = isComparable(observatory, indicator)
      const kind = `${indicator.theme} ${comparable}`
      if (lines.length === MOST_SAID || tried.has(indicator.id) || (said.get(kind) ?? 0) >= most) continue
      tried.add(indicator.id)
      const figure = await latestFigure(observatory, indicator.id, perimeter)
      if (!figure || !('value' in figure.cell)) {
        if (indicators.length > 0) silent.push({ indicator, ...(figure?.reason && { reason: figure.reason }) })
        continue
      }
      said.set(kind, (said.get(kind) ?? 0) + 1)
      lines.push(await lineOf(observatory, figure, indicator, { versus: comparable ? other?.id : undefined, today }))
    }
  }
  return {
    perimeter: findPerimeter(atlas, perimeter),
    ...(other && { versus: other }),
    lines: inOrder(lines, folder.indicators),
    silent,
    chosen: lines.map(({ indicator }) => indicator.id)
  }
}

/** As the portal orders them. */
function inOrder(lines: readonly Line[], all: readonly Indicator[]): readonly Line[] {
  return lines.toSorted((a, b) => all.indexOf(a.indicator) - all.indexOf(b.indicator))
}

async function lineOf(
  observatory: OpenObservatory,
  { indicator: id, perimeter, period }: Figure,
  indicator: Indicator,
  { versus, today }: { readonly versus: PerimeterId | undefined; readonly today: string }
): Promise<Line> {
  const question = { indicator: id, perimeter: perimeter.id, period, ...(versus && { versus }) }
  const { since, broken, mixed } = await sinceTheFirst(observatory, indicator, question)
  const answer = since ?? mixed ?? (await answerQuestion(observatory, question))
  const sources = vintagesOf(observatory.registry, [answer.figure])
  return {
    indicator,
    answer,
    sources,
    warnings: [
      ...outdated(observatory, sources, today),
      ...(isContested(answer.figure.cautions) ? [{ kind: 'contested' } as const] : []),
      ...(broken === undefined ? [] : [{ kind: 'broken', since: broken } as const]),
      ...(answer === mixed ? [{ kind: 'two-sources' } as const] : []),
      ...(answer.figure.cell.status === 'E' ? [{ kind: 'estimated' } as const] : [])
    ]
  }
}

/**
 * Counted from the earliest period that nothing stands between: the same sources, the same method. Where the method
 * changed on the way, the last change of it. `mixed`: nothing but the source differs.
 */
async function sinceTheFirst(
  observatory: OpenObservatory,
  { id, formula }: Indicator,
  question: FigureQuestion
): Promise<{ readonly since?: FigureAnswer; readonly broken?: Period; readonly mixed?: FigureAnswer }> {
  const { perimeter, period } = question
  if (formula.kind === 'change' || formula.kind === 'rank' || period.includes('/')) return {}
  let broken: Period | undefined
  let mixed: FigureAnswer | undefined
  for (const from of availablePeriods(observatory, id, perimeter)) {
    if (from.length !== period.length || from >= period) continue
    const since = await answered(observatory, { ...question, from })
    if (!since?.change || !('value' in since.change.difference)) continue
    const { cautions } = since.change
    if (cautions.length === 0) return { since, ...(broken !== undefined && { broken }) }
    if (cautions.every(({ kind }) => kind === 'other-source')) mixed ??= since
    broken = cautions.find((caution) => caution.kind === 'break-crossed')?.at ?? broken
  }
  return { ...(broken !== undefined && { broken }), ...(mixed && { mixed }) }
}

/** A comparison that cannot be made is left out of a speech, not the figure. */
async function answered(observatory: OpenObservatory, question: FigureQuestion): Promise<FigureAnswer | undefined> {
  try {
    return await answerQuestion(observatory, question)
  } catch (error) {
    if (error instanceof ObservatoryError) return undefined
    throw error
  }
}

function outdated({ folder }: OpenObservatory, sources: readonly FigureVintage[], today: string): readonly Warning[] {
  for (const { source } of sources) {
    const editions = folder.vintages.filter((vintage) => vintage.source === source.id)
    const freshness = freshnessOf(source, editions, today)
    if (freshness.kind === 'late') return [{ kind: 'outdated', next: freshness.next }]
  }
  return []
}
