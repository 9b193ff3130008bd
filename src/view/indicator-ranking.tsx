/** Where the territory read stands: a strip of all its peers, and the listed ones with their rank. */

import { Captioned } from './captioned.tsx'
import { LEVEL_WORDS, standingSentence } from './indicator-text.ts'
import type { IndicatorPart, StandingView } from './indicator-view.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { PeerTable } from './peer-table.tsx'
import { plotStrip } from './strip-plot.ts'
import { unitOf } from './units.ts'
import { addressOf, Value, valueText } from './value.tsx'

export function Ranking({ page, language }: IndicatorPart) {
  const { standing, indicator, isCount } = page
  if (!standing || standing.lines.length === 0) return null
  const isSigned = indicator.formula.kind === 'change'
  // A region or a country would flatten the bars of counts.
  const lines = standing.lines.filter(({ role }) => !isCount || role !== 'reference')
  const shown = lines.flatMap(({ figure: { cell } }) => ('value' in cell ? [cell.value] : []))
  const [low, high] = [Math.min(0, ...shown), Math.max(0, ...shown)]
  const at = (value: number): number => (100 * (value - low)) / (high - low || 1)
  const peers = LEVEL_WORDS[standing.level].many[language]
  const valued = standing.peers.filter(({ cell }) => 'value' in cell).length
  const count = formatNumber(valued, { language, decimals: 0 })
  return (
    <Section
      id="ranking"
      title={say('rankTitle', language)}
      notes={[
        typeset(
          {
            fr: `Rang parmi ${count} ${peers} (${standing.within.fr}), 1 pour la valeur la plus haute. Les autres territoires servent de repères : ils ne se classent pas.`,
            en: `Place among ${count} ${peers} (${standing.within.en}), 1 for the highest value. Other territories are landmarks: they are not ranked.`
          }[language],
          language
        )
      ]}
    >
      <Strip page={page} standing={standing} language={language} />
      {shown.length > 0 && (
        <table class="table ranks gap">
          <caption class="unseen">{indicator.label[language]}</caption>
          <thead>
            <tr>
              <th scope="col">{say('rank', language)}</th>
              <th scope="col">{say('territory', language)}</th>
              <th scope="col" class="n">
                {unitOf(indicator.unit).label[language]}
              </th>
              <th scope="col" class="large bars">
                <span class="unseen">{say('asBars', language)}</span>
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {lines.map(({ perimeter, figure, role, rank }) => (
              <tr class={role === 'peer' ? undefined : role}>
                <td>{rank}</td>
                <th scope="row">
                  <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
                </th>
                <td class="n">
                  <Value figure={figure} language={language} bare signed={isSigned} />
                </td>
                <td class="large bars">
                  {'value' in figure.cell && (
                    <span
                      class={low < 0 ? 'bar signed' : 'bar'}
                      style={`margin-left:${at(Math.min(0, figure.cell.value)).toFixed(1)}%;width:${(at(Math.abs(figure.cell.value)) - at(0)).toFixed(1)}%`}
                    ></span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

/** In pixels: at least, at most, and from one dot to the next above it. */
const [LEAST, MOST, DOT] = [84, 234, 9]
/** With more, a dot is found in the table. */
const MOST_LINKED = 150

/** Every peer is a dot; those of a close value stand on one another. */
function Strip({ page, standing, language }: IndicatorPart & { readonly standing: StandingView }) {
  const { figure, subject, indicator } = page
  const own = figure && 'value' in figure.cell ? figure.cell.value : undefined
  const plot = plotStrip(standing.peers, own)
  if (!plot) return null
  const { low, high, dots, place } = plot
  const text = (value: number): string => valueText(indicator, value, language, { bare: true })
  const sentence = standingSentence(page, language)
  const tallest = Math.max(...dots.map(({ level }) => level + 1))
  const height = Math.min(MOST, Math.max(LEAST, DOT * (tallest + 1)))
  const step = Math.min(DOT, height / (tallest + 1))
  const top = (level: number): number => Math.round(height - step * (level + 1))
  const references = standing.lines.flatMap(({ role, perimeter, figure: { cell } }) =>
    role === 'reference' && 'value' in cell && cell.value >= low && cell.value <= high
      ? [{ name: perimeter.short[language], value: cell.value, x: place(cell.value) }]
      : []
  )
  return (
    <Captioned id="ranking-caption" kind="strip" tone="finding" caption={sentence ?? indicator.label[language]}>
      {references.length > 0 && (
        <p class="note">
          {references
            .map(
              ({ name, value }, i) => `${say(i === 0 ? 'solidTick' : 'dottedTick', language)} ${name} ${text(value)}`
            )
            .join(typeset(' ; ', language))}
        </p>
      )}
      <div class="dots" style={`height:${height}px`} role="group" aria-label={sentence ?? indicator.label[language]}>
        <svg viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="axis" d={`M0 ${height}H1000`} />
          {references.map(({ x }, i) => (
            <path class={i === 0 ? 'tick' : 'tick second'} d={`M${(1000 * x).toFixed(0)} 0V${height}`} />
          ))}
          <path
            class="dot other"
            d={dots.map(({ x, level }) => `M${(1000 * x).toFixed(0)} ${top(level)}h0`).join('')}
          />
          {own !== undefined && (
            <>
              <path class="stem" d={`M${(1000 * place(own)).toFixed(0)} 0V${height}`} />
              <path class="dot" d={`M${(1000 * place(own)).toFixed(0)} ${top(0)}h0`} />
            </>
          )}
        </svg>
        {dots.length <= MOST_LINKED &&
          dots.map(({ figure: peer, x, level }) => (
            <a
              class={`point${x > 0.5 ? ' back' : ''}`}
              href={addressOf(peer, language)}
              style={`left:${(100 * x).toFixed(1)}%;top:${top(level)}px`}
              tabindex={-1}
            >
              <span>
                {peer.perimeter.label[language]} {'value' in peer.cell && text(peer.cell.value)}
              </span>
            </a>
          ))}
        <span class="least">{text(low)}</span>
        <span class="most">{text(high)}</span>
        {own !== undefined && (
          <span class={`read ${place(own) > 0.5 ? 'left' : 'right'}`} style={`left:${(100 * place(own)).toFixed(1)}%`}>
            {subject.short[language]} {text(own)}
          </span>
        )}
      </div>
      {dots.length <= MOST_LINKED && (
        <PeerTable
          peers={standing.peers}
          title={`${indicator.label[language]}, ${standing.within[language]}`}
          language={language}
          isOwn={({ perimeter }) => perimeter.id === subject.id}
          signed={indicator.formula.kind === 'change'}
        />
      )}
    </Captioned>
  )
}
