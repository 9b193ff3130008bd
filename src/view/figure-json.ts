/** A figure as scripts read it: the stable form of `figure --json`. See docs/figures-json.md. */

import type { Cell } from '../domain/indicators/cell.ts'
import { PERCENT_DECIMALS, type Comparison, type FigureChange } from '../domain/indicators/change.ts'
import type { Caution, Counted, Figure, FigureTerm } from '../domain/indicators/figure.ts'
import { indicatorOf, sourceOf, type Registry } from '../domain/indicators/registry.ts'
import { partDecimals } from '../domain/indicators/rounding.ts'
import type { VintageId } from '../domain/sources/source.ts'
import { figureSentence } from './figure-text.ts'
import { formulaText } from './formula-text.ts'
import { formatCell } from './number.ts'
import { cautionText, COMPARISON_TEXTS, reasonText } from './reason-text.ts'

/** A figure with its start and its comparison, as the gate answers a question. */
export type AnsweredFigure = {
  readonly figure: Figure
  readonly from?: Figure
  readonly change?: FigureChange
  readonly versus?: { readonly figure: Figure; readonly from?: Figure; readonly change?: FigureChange }
  readonly comparison?: Comparison
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

/** With `from` and `change` when a start was asked, `versus` and `difference` when a comparison was. */
export function figureJson(registry: Registry, { versus, comparison, ...mine }: AnsweredFigure): JsonObject {
  return {
    ...datedJson(registry, mine),
    ...(versus && { versus: datedJson(registry, versus) }),
    ...(comparison && { difference: comparisonJson(comparison) })
  }
}

function datedJson(registry: Registry, { figure, from, change }: AnsweredFigure): JsonObject {
  return {
    ...oneJson(registry, figure),
    ...(from && { from: oneJson(registry, from) }),
    ...(change && { change: changeJson(change) })
  }
}

function oneJson(registry: Registry, figure: Figure): JsonObject {
  const indicator = indicatorOf(registry, figure.indicator)
  const { unit, decimals, perimeter } = figure
  return {
    indicator: figure.indicator,
    label: indicator.label,
    ...cellJson(figure.cell, unit, decimals, indicator.formula.kind === 'change'),
    reason: figure.reason ?? null,
    reasonText: figure.reason ? reasonText(figure.reason, 'fr') : null,
    sentence: figureSentence(figure, indicator, 'fr'),
    perimeter: {
      ...{ id: perimeter.id, label: perimeter.label, version: perimeter.version, derived: perimeter.derived },
      ...{ count: perimeter.communes.length, communes: perimeter.communes }
    },
    ...{ period: figure.period, geography: figure.geography },
    ...gapJson(figure),
    cautions: figure.cautions.map((caution) => cautionJson(caution, unit, decimals)),
    vintages: figure.vintages.map((id) => vintageJson(registry, id)),
    lineage: {
      definition: indicator.definition,
      formula: formulaText(figure, indicator, 'fr'),
      kind: indicator.formula.kind,
      rounding: decimals,
      terms: figure.terms.map(termJson),
      of: figure.of.map((one) => oneJson(registry, one)),
      breaks: figure.breaks.map(({ at, label, note }) => ({ at, label, note }))
    },
    offers: figure.offers.map(({ perimeter: id, label, cell }) => ({
      ...{ perimeter: id, label },
      ...cellJson(cell, unit, decimals)
    })),
    rivals: figure.rivals.map(({ vintage, source, producer, label, cell, sameSource }) => ({
      ...{ vintage, source, producer, label, sameSource },
      ...cellJson(cell, unit, decimals)
    })),
    ...(figure.ranking && {
      ranking: { ...figure.ranking, excluded: figure.ranking.excluded.map(({ territory }) => territory) }
    }),
    address: figure.address
  }
}

/** Not rounded, but for the noise that sums of fractions leave in the sixteenth digit. */
function numberOf(cell: Cell): number | null {
  return 'value' in cell ? withoutNoise(cell.value) : null
}

export function withoutNoise(value: number): number {
  return Number(value.toPrecision(15))
}

/** `value` is never rounded; `display` is, in French. */
function cellJson(cell: Cell, unit: string, decimals: number, signed = false): JsonObject {
  return {
    value: numberOf(cell),
    display: formatCell(cell, unit, { language: 'fr', decimals, signed }),
    unit,
    status: cell.status,
    ...(cell.status === 'Q' && { confidentiality: cell.confidentiality })
  }
}

/** With both values of a part that is contested, and the figure that each other value would give. */
function cautionJson(caution: Caution, unit: string, decimals: number): JsonObject {
  const told = { kind: caution.kind, text: cautionText(caution, { language: 'fr', unit, decimals }) }
  if (caution.kind !== 'contested-part') return told
  const countedJson = ({ vintage, source, producer, label, cell }: Counted): JsonObject => ({
    ...{ vintage, source, producer, label },
    ...cellJson(cell, caution.unit, 'value' in cell ? partDecimals(cell.value) : 0)
  })
  return {
    ...told,
    part: caution.part,
    mine: countedJson(caution.mine),
    values: caution.values.map((one) => ({ ...countedJson(one), figure: cellJson(one.figure, unit, decimals) }))
  }
}

/** A sum that lacks members: what is known of it. */
function gapJson({ terms, cell }: Figure): JsonObject {
  const [first] = terms.filter(({ missing, withheld }) => missing.length + withheld.length > 0)
  if (!first) return {}
  const [only] = terms
  const bound = terms.length === 1 && !('value' in cell) ? only?.lowerBound : undefined
  return {
    missingShare: (first.missing.length + first.withheld.length) / first.expected,
    ...(bound !== undefined && { lowerBound: withoutNoise(bound) })
  }
}

function termJson(term: FigureTerm): JsonObject {
  const { role, series, sign, period, vintage, column, over, expected, present, missing, withheld, lowerBound } = term
  return {
    ...{ role, series, sign, period, vintage, column, over, expected, present, missing, withheld },
    value: numberOf(term.cell),
    status: term.cell.status,
    ...(lowerBound !== undefined && { lowerBound: withoutNoise(lowerBound) })
  }
}

function vintageJson(registry: Registry, id: VintageId): JsonObject {
  const vintage = registry.vintages.get(id)
  if (!vintage) return { id }
  const source = sourceOf(registry, vintage)
  const { edition, cog, file, content } = vintage
  return {
    ...{ id, source: source.id, label: source.label, producer: source.producer, licence: source.licence },
    ...{ edition, cog, file: file.name, sha256: file.sha256, content }
  }
}

/** `value` is what people read: points for rates, percent for the rest. */
function changeJson(change: FigureChange): JsonObject {
  const read =
    'value' in change.percent
      ? cellJson(change.percent, 'percent', PERCENT_DECIMALS, true)
      : cellJson(change.difference, change.unit, change.decimals, true)
  return {
    ...{ from: change.from, to: change.to },
    ...read,
    reason: change.reason ?? null,
    difference: numberOf(change.difference),
    differenceUnit: change.unit,
    percent: numberOf(change.percent),
    yearlyPercent: numberOf(change.yearlyPercent),
    breaks: change.breaks.map(({ at, label, note }) => ({ at, label, note })),
    cautions: change.cautions.map((caution) => cautionJson(caution, change.unit, change.decimals))
  }
}

function comparisonJson(comparison: Comparison): JsonObject {
  if (comparison.ok) {
    const { difference, unit, decimals } = comparison
    return { ...cellJson(difference, unit, decimals, true), reason: null }
  }
  return { value: null, reason: comparison.reason, reasonText: COMPARISON_TEXTS[comparison.reason].fr }
}
