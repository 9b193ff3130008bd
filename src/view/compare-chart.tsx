/** Two indicators over many territories: the first chosen in brick, the other chosen in coal, their peers in grey. */

import type { Pair, Scatter } from '../domain/indicators/beside.ts'
import type { Language } from '../domain/shared/text.ts'
import { word } from './compare-text.ts'
import { colon } from './figure-links.ts'
import { digitsOf, plotScatter } from './scatter-plot.ts'
import { unitOf } from './units.ts'
import { addressOf, valueText } from './value.tsx'

/** With more, a dot is found in the table. */
const MOST_LINKED = 150

export function ScatterChart({ scatter, language }: { readonly scatter: Scatter; readonly language: Language }) {
  const plot = plotScatter(scatter)
  if (!plot) return null
  const { dots, names, across, up } = plot
  const axis = (unit: string, values: readonly { readonly value: number }[], value: number): string =>
    valueText({ unit, decimals: digitsOf(values.map((one) => one.value)) }, value, language, { bare: true })
  return (
    <div class="scatter">
      <p class="note">
        ↑ {scatter.y.label[language]} ({unitOf(scatter.y.unit).label[language]})
      </p>
      <div class="plot" role="group" aria-label={`${scatter.x.label[language]}, ${scatter.y.label[language]}`}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
          {up.map(({ y }) => (
            <path class="grid" d={`M0 ${at(y)}H1000`} />
          ))}
          {across.map(({ x }) => (
            <path class="grid" d={`M${at(x)} 0V1000`} />
          ))}
          <path class="axis" d="M0 0V1000H1000" />
          {dots.map(({ x, y, role }) => (
            <path class={`pip ${role}`} d={`M${at(x)} ${at(y)}h0`} />
          ))}
        </svg>
        {up.map(({ value, y }) => (
          <span class="y" style={`top:${percent(y)}`} aria-hidden="true">
            {axis(scatter.y.unit, up, value)}
          </span>
        ))}
        {across.map(({ value, x }) => (
          <span class="x" style={`left:${percent(x)}`} aria-hidden="true">
            {axis(scatter.x.unit, across, value)}
          </span>
        ))}
        {dots
          .filter(({ role }) => role !== 'peer' || dots.length <= MOST_LINKED)
          .map(({ pair, role, x, y }) => (
            <a
              class={`point${x > 0.5 ? ' back' : ''}`}
              href={addressOf(pair.y, language)}
              style={`left:${percent(x)};top:${percent(y)}`}
              tabindex={role === 'mine' ? undefined : -1}
            >
              <span>{pairText(pair, language)}</span>
            </a>
          ))}
        {names.map(({ pair, mine, before, x, y }) => (
          <span
            class={`name${before ? ' before' : ''}${mine ? ' mine' : ''}`}
            style={`left:${percent(x)};top:${percent(y)}`}
            aria-hidden="true"
          >
            {pair.territory.short[language]}
          </span>
        ))}
      </div>
      <p class="note across">
        {scatter.x.label[language]} ({unitOf(scatter.x.unit).label[language]}) →
      </p>
      {!plot.fromZero && <p class="note">{word('notFromZero', language)}</p>}
    </div>
  )
}

function pairText({ territory, x, y }: Pair, language: Language): string {
  const text = (figure: Pair['x']): string =>
    'value' in figure.cell ? valueText(figure, figure.cell.value, language, { bare: true }) : ''
  return `${territory.label[language]}${colon(language)}${text(x)} → ${text(y)} ↑`
}

function at(share: number): string {
  return (1000 * share).toFixed(0)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
