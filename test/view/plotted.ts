/** Figures of one indicator in time, as a chart takes them: a number, a gap, a secret. */

import type { Cell } from '../../src/domain/indicators/cell.ts'
import type { Figure } from '../../src/domain/indicators/figure.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { Line } from '../../src/view/line-plot.ts'
import { indicatorId, perimeter, text } from '../make.ts'

export type Value = number | 'missing' | 'secret' | { readonly estimated: number }

export function makeLine(label: string, values: Readonly<Record<string, Value>>, mine = false): Line {
  return { label, mine, figures: Object.entries(values).map(([period, value]) => makeFigure(label, period, value)) }
}

function makeFigure(name: string, period: string, value: Value): Figure {
  return {
    indicator: indicatorId('rate'),
    perimeter: { id: perimeter('valley'), label: text(name), version: 'v', communes: [], derived: false },
    period: parsePeriod(period),
    geography: '2026-01-01',
    cell: cellOf(value),
    unit: 'percent',
    decimals: 1,
    cautions: [],
    terms: [],
    of: [],
    breaks: [],
    offers: [],
    rivals: [],
    vintages: [],
    address: '/chiffres/rate/valley/2018'
  }
}

function cellOf(value: Value): Cell {
  if (value === 'missing') return { status: 'O' }
  if (value === 'secret') return { status: 'Q', confidentiality: 'A' }
  return typeof value === 'number' ? { status: 'A', value } : { status: 'E', value: value.estimated }
}
