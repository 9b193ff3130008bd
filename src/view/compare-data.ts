/** Everything that a comparison shows, as rows: for a spreadsheet and for programs. */

import type { SideBySide } from '../domain/indicators/beside.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import { csvText, type CsvCell } from './csv.ts'
import { licencesOf } from './licences.ts'

type Row = {
  readonly part: 'table' | 'evolution' | 'scatter' | 'alike'
  readonly indicator: string
  readonly territory: string
  readonly label: string
  readonly period: string
  readonly geography: string
  readonly value: number | null
  readonly unit: string
  readonly status: string
  readonly reason: string | null
  readonly address: string
  readonly distance: number | null
  readonly licences: string | null
}

const HEAD = [
  ...(['part', 'indicator', 'territory', 'label', 'period', 'geography'] as const),
  ...(['value', 'unit', 'status', 'reason', 'address', 'distance', 'licences'] as const)
]

export function compareCsv(registry: Registry, page: SideBySide): string {
  return csvText([HEAD, ...compareRows(registry, page).map((row) => HEAD.map((name): CsvCell => row[name]))])
}

export function compareJson(registry: Registry, page: SideBySide): object {
  const { likeness } = page
  return {
    territories: page.territories,
    rows: compareRows(registry, page),
    overlaps: page.crossings.map(({ one, other, communes }) => ({ one: one.id, other: other.id, communes })),
    ...(page.scatter && {
      scatter: { x: page.scatter.x.id, y: page.scatter.y.id, among: page.scatter.among.id, kind: page.scatter.kind }
    }),
    ...(likeness && {
      alike: {
        target: likeness.target.id,
        among: likeness.among.id,
        kind: likeness.kind,
        method: 'root mean square of the gaps, each in 1.4826 × median absolute deviation of the peers; equal weights',
        indicators: likeness.indicators.map(({ id }, i) => ({
          id,
          ...(likeness.answer.spreads[i] ?? { used: false })
        })),
        peers: {
          compared: likeness.answer.compared,
          partial: likeness.answer.partial,
          excluded: likeness.answer.excluded
        },
        nearest: likeness.answer.nearest.map(({ of, distance, gaps }) => ({
          territory: of.territory.id,
          distance,
          gaps: gaps.map((gap) => gap ?? null)
        }))
      }
    })
  }
}

function compareRows(registry: Registry, { columns, scatter, likeness }: SideBySide): readonly Row[] {
  const rowOf = (part: Row['part'], figure: Figure, distance: number | null = null): Row => ({
    ...figureRow(part, figure),
    ...{ distance, licences: licencesOf(registry, figure.vintages, 'fr') }
  })
  return [
    ...columns.flatMap(({ figures }) => figures.map((figure) => rowOf('table', figure))),
    ...columns.flatMap(({ evolutions }) => evolutions.flat().map((figure) => rowOf('evolution', figure))),
    ...[...(scatter?.chosen ?? []), ...(scatter?.peers ?? [])].flatMap(({ x, y }) => [
      rowOf('scatter', x),
      rowOf('scatter', y)
    ]),
    ...(likeness?.own ?? []).flatMap((figure) => (figure ? [rowOf('alike', figure, 0)] : [])),
    ...(likeness?.answer.nearest ?? []).flatMap(({ of, distance }) =>
      of.figures.flatMap((figure) => (figure ? [rowOf('alike', figure, distance)] : []))
    )
  ]
}

function figureRow(part: Row['part'], figure: Figure): Omit<Row, 'distance' | 'licences'> {
  const { indicator, perimeter, period, geography, cell, unit, reason, address } = figure
  const value = 'value' in cell ? cell.value : null
  const place = { territory: perimeter.id, label: perimeter.label.fr, period, geography }
  return { part, indicator, ...place, value, unit, status: cell.status, reason: reason ?? null, address }
}
