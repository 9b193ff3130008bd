/** The list of indicators, and one indicator everywhere. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

export function IndicatorsPage({
  frame,
  themes
}: {
  readonly frame: Frame
  readonly themes: readonly { readonly theme: Theme; readonly indicators: readonly Indicator[] }[]
}) {
  const { language } = frame
  return (
    <Page frame={frame} title={say('indicators', language)} current="indicators">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={say('indicators', language)} />
      <div class="title">
        <h1>{say('allIndicators', language)}</h1>
      </div>
      {themes.map(({ theme, indicators }) => (
        <Section title={theme.label[language]}>
          <table class="table">
            <caption class="unseen">{theme.label[language]}</caption>
            <tbody class="scan">
              {indicators.map(({ id, label, definition }) => (
                <tr>
                  <th scope="row">
                    <a href={pathTo('indicators', language, id)}>{label[language]}</a>
                    <span class="sub">{typeset(definition[language], language)}</span>
                  </th>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </Page>
  )
}

export type IndicatorProps = {
  readonly frame: Frame
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly period?: Period
  readonly periods: readonly Period[]
  readonly figures: readonly { readonly perimeter: Perimeter; readonly figure: Figure }[]
}

export function IndicatorPage({ frame, indicator, theme, period, periods, figures }: IndicatorProps) {
  const { language } = frame
  const name = indicator.label[language]
  const signed = indicator.formula.kind === 'change'
  const values = figures.flatMap(({ figure }) => ('value' in figure.cell ? [figure.cell.value] : []))
  const most = Math.max(...values.map(Math.abs), 0)
  const isCount = indicator.formula.kind === 'level'
  return (
    <Page frame={frame} title={name} current="indicators" description={indicator.definition[language]}>
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('indicators', language), say('indicators', language)]
        ]}
        here={name}
      />
      <div class="title">
        <div>
          <h1>{name}</h1>
          {theme && <p class="under">{theme.label[language]}</p>}
        </div>
      </div>
      <p class="standfirst">{typeset(indicator.definition[language], language)}</p>
      {indicator.field && (
        <p class="reading note gap">
          {say('field', language)} : {typeset(indicator.field[language], language)}
        </p>
      )}
      {indicator.notes.map((note) => (
        <p class="reading note gap">{typeset(note[language], language)}</p>
      ))}
      {indicator.breaks.map((one) => (
        <p class="notice care gap">
          <strong>{typeset(one.label[language], language)}</strong> ({periodText(one.at, language)}).{' '}
          {typeset(one.note[language], language)} {one.source}
        </p>
      ))}
      <Section
        title={say('ranking', language)}
        notes={[period ? periodText(period, language) : '', say('rankingNote', language)]}
      >
        {periods.length > 1 && (
          <form class="row">
            <p class="field">
              <label for="period">{say('period', language)}</label>
              <select id="period" name={language === 'fr' ? 'periode' : 'period'}>
                {periods.map((one) => (
                  <option value={one} selected={one === period}>
                    {periodText(one, language)}
                  </option>
                ))}
              </select>
            </p>
            <button class="button" type="submit">
              {say('change', language)}
            </button>
          </form>
        )}
        <table class="table gap">
          <caption class="unseen">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{say('territory', language)}</th>
              <th scope="col" class="n">
                {unitOf(indicator.unit).label[language]}
              </th>
              <th scope="col" class="large" style="width:40%">
                <span class="unseen">{say('position', language)}</span>
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {figures.map(({ perimeter, figure }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
                </th>
                <td class="n">
                  <Value figure={figure} language={language} bare signed={signed} />
                </td>
                <td class="large">
                  {!isCount && 'value' in figure.cell && most > 0 && (
                    <span class="bar" style={`width:${((100 * Math.abs(figure.cell.value)) / most).toFixed(1)}%`} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </Page>
  )
}
