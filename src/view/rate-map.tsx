/** A map of rates: five round classes of one hue on the communes of one perimeter, the legend a histogram. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Language } from '../domain/shared/text.ts'
import { classOf, roundThresholds, type Thresholds } from './classes.ts'
import { MapCanvas } from './map-canvas.tsx'
import { placeNames, type Named } from './map-names.ts'
import type { MapShapes } from './map-shapes.ts'
import { say } from './messages.ts'
import { ABSENCES, formatNumber } from './number.ts'
import { valueText } from './value.tsx'

export type Rated = { readonly code: string; readonly name: string; readonly cell: Cell; readonly weight: number }

export type RateMapProps = {
  readonly shapes: MapShapes
  readonly rates: readonly Rated[]
  readonly unit: string
  readonly decimals: number
  readonly title: string
  readonly language: Language
}

export function RateMap({ shapes, rates, unit, decimals, title, language }: RateMapProps) {
  const thresholds = roundThresholds(rates.flatMap(({ cell }) => ('value' in cell ? [cell.value] : [])))
  const classed = new Map(rates.map((rate) => [rate.code, classNameOf(rate.cell, thresholds)]))
  const paths = new Map<string, string>()
  for (const [code, { path }] of shapes.communes) {
    const name = classed.get(code) ?? 'c0'
    paths.set(name, (paths.get(name) ?? '') + path)
  }
  return (
    <>
      <MapCanvas frame={shapes.frame} title={title} names={placeNames(namedPlaces(shapes, rates), shapes.frame)}>
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M0 0V5" />
          </pattern>
        </defs>
        <path class="land" d={shapes.land} />
        {[...paths].toSorted().map(([name, path]) => (
          <path class={`commune ${name}`} d={path} />
        ))}
        <path class="inner light" d={shapes.inner} />
        <path class="halo" d={shapes.outline} />
        <path class="outline" d={shapes.outline} />
      </MapCanvas>
      <Legend rates={rates} thresholds={thresholds} unit={unit} decimals={decimals} language={language} />
    </>
  )
}

function namedPlaces({ communes }: MapShapes, rates: readonly Rated[]): readonly Named[] {
  return rates
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ code, name }) => {
      const shape = communes.get(code)
      return shape ? [{ name, x: shape.x, y: shape.y }] : []
    })
}

/** `c1` to `c5`; `withheld`; `c0` where there is no value. */
function classNameOf(cell: Cell, thresholds: Thresholds): string {
  if ('value' in cell) return `c${classOf(cell.value, thresholds) + 1}`
  return cell.status === 'Q' ? 'withheld' : 'c0'
}

function Legend({
  rates,
  thresholds,
  unit,
  decimals,
  language
}: Omit<RateMapProps, 'shapes' | 'title'> & { readonly thresholds: Thresholds }) {
  const counts = new Map<string, number>()
  for (const { cell } of rates) {
    const name = classNameOf(cell, thresholds)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const most = Math.max(...counts.values(), 1)
  const style = { unit, decimals: Math.max(0, ...thresholds.map((one) => String(one).split('.')[1]?.length ?? 0)) }
  const shown = decimals < 0 ? { unit, decimals: 0 } : style
  const at = (value: number | undefined): string =>
    value === undefined ? '' : valueText(shown, value, language, { bare: true })
  const rows = [
    ...Array.from({ length: thresholds.length + 1 }, (_, i) => ({
      name: `c${i + 1}`,
      label: classLabel(i, thresholds, at, language)
    })),
    { name: 'withheld', label: ABSENCES.Q[language] },
    { name: 'c0', label: say('noValueShort', language) }
  ].filter(({ name }) => name !== 'c0' || counts.has(name))
  return (
    <table class="legend">
      <caption class="unseen">{say('legend', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('class', language)}</th>
          <th scope="col" class="n">
            {say('communes', language)}
          </th>
          <th scope="col" class="count">
            <span class="unseen">{say('countDrawn', language)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label }) => (
          <tr>
            <th scope="row">
              <span class={`swatch ${name}`}></span>
              {label}
            </th>
            <td class="n">{formatNumber(counts.get(name) ?? 0, { language, decimals: 0 })}</td>
            <td class="count">
              <span class="bar" style={`width:${((100 * (counts.get(name) ?? 0)) / most).toFixed(1)}%`}></span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function classLabel(
  i: number,
  thresholds: Thresholds,
  at: (value: number | undefined) => string,
  language: Language
): string {
  const [from, to] = [thresholds[i - 1], thresholds[i]]
  if (from === undefined) return `${say('under', language)} ${at(to)}`
  if (to === undefined) return { fr: `${at(from)} et plus`, en: `${at(from)} and over` }[language]
  return { fr: `${at(from)} à ${at(to)}`, en: `${at(from)} to ${at(to)}` }[language]
}
