/** What stands beside a figure: cautions, what can be had instead, other periods, other editions and producers. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Level } from './figure.tsx'
import { Section } from './layout.tsx'
import { LineChart } from './line-chart.tsx'
import { say } from './messages.ts'
import { formatCell, formatValue } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { cautionText, reasonText } from './reason-text.ts'
import { Value } from './value.tsx'

export function Caution({ page, language }: Level) {
  const { figure } = page
  const style = { language, unit: figure.unit, decimals: figure.decimals }
  const lines = figure.cautions.map((caution) => cautionText(caution, style))
  const [term] = figure.terms.filter(({ lowerBound, cell }) => lowerBound !== undefined && !('value' in cell))
  return (
    <div class="wide-gap">
      {lines.map((line) => (
        <p class="notice care">
          <strong>{say('caution', language)}.</strong> {line}
        </p>
      ))}
      {figure.reason && (
        <p class="notice grave">
          <strong>{say('notSummed', language)}.</strong> {reasonText(figure.reason, language)}
          {figure.reason === 'incomplete' &&
            term?.lowerBound !== undefined &&
            ` ${say('lowerBound', language)} ${formatValue(term.lowerBound, figure.unit, { language, decimals: figure.decimals })}.`}
        </p>
      )}
    </div>
  )
}

export function Offers({ page, language }: Level) {
  const { offers, unit, decimals } = page.figure
  if (offers.length === 0) return null
  return (
    <Section title={say('offers', language)} notes={[say('offersNote', language)]}>
      <table class="table">
        <caption class="unseen">{say('offers', language)}</caption>
        <tbody>
          {offers.map(({ perimeter, label, cell }) => (
            <tr>
              <th scope="row">
                <a href={pathTo('territories', language, perimeter)}>{label[language]}</a>
              </th>
              <td class="n">{formatCell(cell, unit, { language, decimals })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

export function OtherPeriods({ page, language }: Level) {
  const { evolution, figure, indicator, perimeter } = page
  if (evolution.length < 2) return null
  const isSpan = evolution.some(({ period }) => period.includes('/'))
  const title = `${indicator.label[language]}, ${perimeter.label[language]}`
  const recent = evolution.length > 24 ? evolution.slice(-12) : evolution
  return (
    <Section id="periods" title={say('otherPeriods', language)} notes={[say('otherPeriodsNote', language)]}>
      {!isSpan && (
        <LineChart
          title={title}
          language={language}
          breaks={indicator.breaks}
          lines={[{ label: perimeter.short[language], figures: evolution, mine: true }]}
        />
      )}
      <table class="table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('period', language)}</th>
            <th scope="col" class="n">
              {say('value', language)}
            </th>
            <th scope="col" class="n">
              {say('gapWith', language)} ({periodText(figure.period, language)})
            </th>
          </tr>
        </thead>
        <tbody class="scan">
          {recent.map((other) => (
            <tr class={other.period === figure.period ? 'subject' : undefined}>
              <th scope="row">{periodText(other.period, language)}</th>
              <td class="n">
                <Value figure={other} language={language} bare signed={indicator.formula.kind === 'change'} />
              </td>
              <td class="n">{gapText(other, figure, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function gapText(other: Figure, figure: Figure, language: Level['language']): string {
  if (other.period === figure.period || !('value' in other.cell) || !('value' in figure.cell)) return '–'
  const unit = figure.unit === 'percent' ? 'points' : 'number'
  return formatValue(other.cell.value - figure.cell.value, unit, { language, decimals: figure.decimals, signed: true })
}

export function OtherEditions({ page, language }: Level) {
  const { figure, sources } = page
  if (figure.rivals.length === 0) return null
  return (
    <Section id="editions" title={say('otherEditions', language)} notes={[say('otherEditionsNote', language)]}>
      <table class="table">
        <caption class="unseen">{say('otherEditions', language)}</caption>
        <thead>
          <tr>
            <th scope="col">{say('dataset', language)}</th>
            <th scope="col">{say('edition', language)}</th>
            <th scope="col" class="n">
              {say('value', language)}
            </th>
          </tr>
        </thead>
        <tbody>
          {figure.rivals.map(({ vintage, cell }) => {
            const found = sources.get(vintage)
            return (
              <tr>
                <th scope="row">
                  {found ? `${found.source.label[language]} (${found.source.producer[language]})` : vintage}
                </th>
                <td>{found?.vintage.edition}</td>
                <td class="n">{formatCell(cell, figure.unit, { language, decimals: figure.decimals })}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}
