/** Several territories beside one another: a table, their evolutions, two indicators over their peers. */

import {
  measuresInCommon,
  type Column,
  type Crossing,
  type Pair,
  type Scatter,
  type SideBySide
} from '../domain/indicators/beside.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { searchDocuments } from '../domain/indicators/search.ts'
import { foldName } from '../domain/territories/names.ts'
import { overlap } from '../domain/territories/overlap.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId, resolvePerimeter } from '../domain/territories/resolve.ts'
import { findLikeness, isOfShape, named, peersOf, profileOf } from './similar.ts'
import { recallFigure } from './figure-cache.ts'
import { availablePeriods } from './figures.ts'
import type { Observatory } from './observatory.ts'
import type { OpenObservatory } from './open.ts'
import { indexOf } from './search.ts'

/** More would be neither read nor told apart. */
const MOST_TERRITORIES = 8
export const MOST_INDICATORS = 8
/** Periods tried for one that all the territories have. */
const PERIODS_TRIED = 12
/** A page of dots that is still read. */
const MOST_PEERS = 400

export type CompareQuestion = {
  readonly territories: readonly PerimeterId[]
  readonly indicators: readonly IndicatorId[]
  /** The two indicators of the scatter; absent: the first two that do not depend on size. */
  readonly x?: IndicatorId
  readonly y?: IndicatorId
  /** The perimeter whose communes are the peers; absent: the territories of the same kind. */
  readonly among?: PerimeterId
  /** The territory to find the like of; absent: the first. */
  readonly like?: PerimeterId
}

export async function compare(observatory: Observatory, question: CompareQuestion): Promise<SideBySide> {
  const { territories, indicators } = question
  const asked = indicators.map((id) => indicatorOf(observatory.registry, id))
  const columns = await Promise.all(asked.map((indicator) => columnOf(observatory, indicator, territories)))
  const scatter = await scatterOf(observatory, question, columns.flat())
  const like = question.like ?? territories[0]
  const likeness = like && (await findLikeness(observatory, like, profileOf(observatory, asked)))
  return {
    territories: territories.map((id) => named(observatory, id)),
    columns: columns.flat(),
    crossings: crossingsOf(observatory, territories),
    ...(scatter && { scatter }),
    ...(likeness && { likeness })
  }
}

/** What was asked for and is no territory: the reader is told, and the others are shown. */
export type Trouble = { readonly text: string; readonly code: ObservatoryError['code']; readonly why: Text }

export type TerritoriesRead = { readonly ids: readonly PerimeterId[]; readonly troubles: readonly Trouble[] }

/** Each once, in the order given. */
export function readTerritories({ atlas }: Observatory, texts: readonly string[]): TerritoriesRead {
  const ids = new Set<PerimeterId>()
  const troubles: Trouble[] = []
  for (const text of new Set(texts)) {
    try {
      const id = parsePerimeterId(text)
      resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`)
      if (ids.size === MOST_TERRITORIES) throw tooMany(text)
      ids.add(id)
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      troubles.push({ text, code: error.code, why: error.text })
    }
  }
  return { ids: [...ids], troubles }
}

export type Found = { readonly id: PerimeterId; readonly label: Text; readonly detail: Text }

const MOST_FOUND = 12

/** The one territory that a name or a code stands for; several to choose from; none. */
export function findTerritories(observatory: OpenObservatory, text: string): readonly Found[] {
  const { ids } = readTerritories(observatory, [text])
  const [exact] = ids
  if (exact) return [{ ...named(observatory, exact), detail: { fr: '', en: '' } }]
  const hits = searchDocuments(indexOf(observatory), text, 2 * MOST_FOUND).filter(
    ({ document }) => document.kind !== 'indicator'
  )
  const whole = hits.filter(({ matched }) => foldName(matched) === foldName(text))
  return (whole.length > 0 ? whole : hits)
    .slice(0, MOST_FOUND)
    .map(({ document: { id, label, detail } }) => ({ id: parsePerimeterId(id), label, detail }))
}

function tooMany(text: string): InvalidInput {
  return new InvalidInput({
    fr: `« ${text} » n’est pas montré : on compare ${MOST_TERRITORIES} territoires au plus`,
    en: `"${text}" is not shown: at most ${MOST_TERRITORIES} territories are compared`
  })
}

// ---- table and evolutions

/** At the latest period that most of the territories have a value for. */
async function columnOf(
  observatory: Observatory,
  indicator: Indicator,
  territories: readonly PerimeterId[]
): Promise<readonly Column[]> {
  const periods = [
    ...new Set(territories.flatMap((perimeter) => availablePeriods(observatory, indicator.id, perimeter)))
  ].toSorted(comparePeriods)
  const at = (period: Period): Promise<readonly Figure[]> =>
    Promise.all(
      territories.map((perimeter) => recallFigure(observatory, { indicator: indicator.id, perimeter, period }))
    )
  let best: { readonly period: Period; readonly figures: readonly Figure[]; readonly known: number } | undefined
  for (const period of latestFirst(periods).slice(0, PERIODS_TRIED)) {
    const figures = await at(period)
    const known = figures.filter(isSound).length
    if (!best || known > best.known) best = { period, figures, known }
    if (known === territories.length) break
  }
  if (!best) return []
  const isPoint = indicator.periodType !== 'span' && indicator.formula.kind !== 'change'
  const byPeriod = isPoint ? await Promise.all(periods.map(at)) : []
  const evolutions = territories.map((_, i) => byPeriod.flatMap((figures) => figures[i] ?? []))
  return [{ indicator, period: best.period, figures: best.figures, evolutions }]
}

function isSound({ cell, cautions }: Figure): boolean {
  return 'value' in cell && !cautions.some(({ kind }) => kind === 'census-too-close')
}

/** Latest end first; among spans with the same end, the longest first. */
function latestFirst(periods: readonly Period[]): readonly Period[] {
  const end = (period: Period): string => period.split('/').at(-1) ?? period
  return periods.toSorted((a, b) => (end(a) === end(b) ? a.localeCompare(b) : end(b).localeCompare(end(a))))
}

function crossingsOf(observatory: Observatory, territories: readonly PerimeterId[]): readonly Crossing[] {
  const { atlas } = observatory
  const members = territories.map((id) => resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`).communes)
  return territories.flatMap((one, i) =>
    territories.slice(i + 1).flatMap((other, j) => {
      const communes = overlap(members[i] ?? [], members[i + 1 + j] ?? []).shared.length
      return communes === 0 ? [] : [{ one: named(observatory, one), other: named(observatory, other), communes }]
    })
  )
}

// ---- scatter

async function scatterOf(
  observatory: Observatory,
  { territories, x, y, among }: CompareQuestion,
  columns: readonly Column[]
): Promise<Scatter | undefined> {
  const [first] = territories
  const drawn = (id: IndicatorId | undefined): Column | undefined =>
    columns.find(({ indicator }) => indicator.id === id)
  const shapes = columns.filter(({ indicator }) => isOfShape(observatory, indicator))
  const usual = [...shapes, ...columns].filter((column) => column.figures.some(isSound))
  const across = drawn(x) ?? usual.find((column) => column !== drawn(y))
  const up = drawn(y) ?? usual.find((column) => column !== across)
  if (!first || !across || !up || across === up) return undefined
  const peers = peersOf(observatory, first, among)
  if (!peers || peers.ids.length > MOST_PEERS) return undefined
  const pairOf = async (id: PerimeterId): Promise<Pair> => ({
    territory: named(observatory, id),
    x: await recallFigure(observatory, { indicator: across.indicator.id, perimeter: id, period: across.period }),
    y: await recallFigure(observatory, { indicator: up.indicator.id, perimeter: id, period: up.period })
  })
  return {
    x: across.indicator,
    y: up.indicator,
    among: peers.among,
    kind: peers.kind,
    peers: await Promise.all(peers.ids.filter((id) => !territories.includes(id)).map(pairOf)),
    chosen: await Promise.all(territories.map(pairOf)),
    sharedMeasures: measuresInCommon(across.indicator, up.indicator).flatMap(
      (id) => observatory.registry.measures.get(id)?.label ?? []
    )
  }
}
