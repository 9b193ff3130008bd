/** Where the territory read stands: a strip of all its peers, and the listed ones with their rank. */

import { LEVEL_WORDS, standingSentence } from './indicator-text.ts'
import type { IndicatorPart, StandingView } from './indicator-view.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { unitOf } from './units.ts'
import { Value, valueText } from './value.tsx'

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

/** In thousandths of the width, and in pixels. */
const [STEP, HEIGHT, DOT] = [12, 84, 9]

/** Every peer is a dot; those of a close value stand on one another. */
function Strip({ page, standing, language }: IndicatorPart & { readonly standing: StandingView }) {
  const { figure, subject, indicator } = page
  const values = standing.peers.flatMap((peer) => ('value' in peer.cell ? [peer.cell.value] : []))
  const own = figure && 'value' in figure.cell ? figure.cell.value : undefined
  const all = own === undefined ? values : [...values, own]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  if (values.length < 5 || low === high) return null
  const x = (value: number): number => Math.round((1000 * (value - low)) / (high - low))
  const text = (value: number): string => valueText(indicator, value, language, { bare: true })
  const sentence = standingSentence(page, language)
  return (
    <figure class="strip">
      {sentence && <figcaption class="finding">{sentence}</figcaption>}
      <div class="dots" role="img" aria-label={sentence ?? indicator.label[language]}>
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="axis" d={`M0 ${HEIGHT}H1000`} />
          <path class="dot other" d={swarm(values.map(x))} />
          {own !== undefined && (
            <>
              <path class="stem" d={`M${x(own)} 0V${HEIGHT}`} />
              <path class="dot" d={`M${x(own)} ${HEIGHT - DOT}h0`} />
            </>
          )}
        </svg>
        <span class="least">{text(low)}</span>
        <span class="most">{text(high)}</span>
        {own !== undefined && (
          <span class={`read ${x(own) > 500 ? 'left' : 'right'}`} style={`left:${(x(own) / 10).toFixed(1)}%`}>
            {subject.short[language]} {text(own)}
          </span>
        )}
      </div>
    </figure>
  )
}

function swarm(places: readonly number[]): string {
  const stacks = new Map<number, number>()
  return places
    .toSorted((a, b) => a - b)
    .map((place) => {
      const column = Math.round(place / STEP) * STEP
      const level = stacks.get(column) ?? 0
      stacks.set(column, level + 1)
      return `M${column} ${Math.max(DOT, HEIGHT - DOT * (level + 1))}h0`
    })
    .join('')
}
