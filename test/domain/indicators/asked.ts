/** A figure asked of a few communes, said in a line: one source, its rows, what is computed from them. */

import { computeFigure } from '../../../src/domain/indicators/compute.ts'
import type { Figure } from '../../../src/domain/indicators/figure.ts'
import type { Formula, Terms } from '../../../src/domain/indicators/indicator.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import {
  indicatorId,
  makeInputs,
  makeSource,
  makeVintage,
  perimeter,
  series,
  type Made,
  type Rows
} from '../../make.ts'

export function plus(name: string): Terms {
  return [{ series: series(name), sign: 1 }]
}

export function level(name: string): Formula {
  return { kind: 'level', terms: plus(name) }
}

export function share(numerator: string, denominator: string): Formula {
  return {
    kind: 'share',
    numerator: plus(numerator),
    denominator: plus(denominator)
  }
}

export const census = makeSource('census')

/** One source, one vintage, and what is told. */
export function made(rows: Rows, given: Partial<Made>): Made {
  return { measures: [], sources: [census], indicators: [], vintages: [makeVintage('census@2022', rows)], ...given }
}

export function ask(given: Made, name: string, where: string, period = '2018'): Figure {
  const request = { indicator: indicatorId(name), perimeter: perimeter(where), period: parsePeriod(period) }
  return computeFigure(makeInputs(given), request)
}

export function kindsOf(figure: Figure): readonly string[] {
  return figure.cautions.map(({ kind }) => kind)
}
