/** Figures of a territory: beside comparators, counts, evolution. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Section } from './layout.tsx'
import { LineChart } from './line-chart.tsx'
import { say } from './messages.ts'
import { periodText } from './period-text.ts'
import { Scale } from './scale.tsx'
import type { Part } from './territory-view.ts'
import { Value } from './value.tsx'

export function Compared({ page, language, listed }: Part & { readonly listed: readonly Perimeter[] }) {
  const { comparators, answer } = page
  const shown = page.themes.filter(({ compared }) => compared.length > 0)
  if (shown.length === 0) return null
  return (
    <Section
      id="key"
      title={say('keyFigures', language)}
      notes={[
        <>
          {say('comparedWith', language)}{' '}
          {comparators.map(({ label }) => label[language]).join(', ') || say('none', language)}.
        </>,
        say('sumsFirst', language)
      ]}
    >
      <table class="table compared" role="table">
        <caption class="unseen">
          {say('keyFigures', language)}, {answer.perimeter.label[language]}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {say('indicator', language)}
            </th>
            <th scope="col" role="columnheader" class="n">
              {answer.perimeter.short[language]}
            </th>
            {comparators.map(({ short }) => (
              <th scope="col" role="columnheader" class="n">
                {short[language]}
              </th>
            ))}
            <th scope="col" role="columnheader" class="scaled" style="width:24%">
              <Legend names={[answer.perimeter, ...comparators].map(({ short }) => short[language])} />
            </th>
          </tr>
        </thead>
        {shown.map(({ theme, compared }) => (
          <tbody role="rowgroup">
            <tr class="theme" role="row">
              <th colspan={3 + comparators.length} scope="rowgroup" role="rowheader">
                {theme.label[language]}
              </th>
            </tr>
            {compared.map(({ indicator, mine, others }) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  {indicator.label[language]}
                  <span class="sub">{periodText(mine.period, language)}</span>
                </th>
                <td class="n v" role="cell">
                  <Value figure={mine} language={language} signed={isChange(indicator)} bare />
                </td>
                {others.map((other) => (
                  <td class="n" role="cell">
                    <Value figure={other} language={language} signed={isChange(indicator)} bare />
                  </td>
                ))}
                <td class="scaled" role="cell">
                  <Scale mine={mine} others={others} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <form class="row wide-gap" action="#key">
        {[0, 1].map((i) => (
          <p class="field">
            <label for={`with-${i}`}>{say(i === 0 ? 'compareWith' : 'andWith', language)}</label>
            <select id={`with-${i}`} name="avec">
              <option value="">{say('none', language)}</option>
              {listed
                .filter(({ id }) => id !== answer.perimeter.id)
                .map(({ id, label }) => (
                  <option value={id} selected={comparators[i]?.id === id}>
                    {label[language]}
                  </option>
                ))}
            </select>
          </p>
        ))}
        <button class="button" type="submit">
          {say('change', language)}
        </button>
      </form>
    </Section>
  )
}

function isChange({ formula }: Indicator): boolean {
  return formula.kind === 'change'
}

function Legend({ names: [mine, first, second] }: { readonly names: readonly string[] }) {
  return (
    <span class="key scale-key">
      <svg class="scale" aria-hidden="true" viewBox="0 0 14 20" style="min-width:0">
        <circle cx="7" cy="10" r="6" />
      </svg>
      {mine}
      {first && (
        <>
          <svg class="scale" aria-hidden="true" viewBox="0 0 14 20" style="min-width:0">
            <line class="tick" x1="7" x2="7" y1="3" y2="17" />
          </svg>
          {first}
        </>
      )}
      {second && (
        <>
          <svg class="scale" aria-hidden="true" viewBox="0 0 14 20" style="min-width:0">
            <line class="tick second" x1="7" x2="7" y1="3" y2="17" />
          </svg>
          {second}
        </>
      )}
    </span>
  )
}

export function Counts({ page, language }: Part) {
  const shown = page.themes.filter(({ counts }) => counts.length > 0)
  if (shown.length === 0) return null
  return (
    <Section id="counts" title={say('counts', language)} notes={[say('countsNote', language)]}>
      <table class="table">
        <caption class="unseen">{say('counts', language)}</caption>
        <thead>
          <tr>
            <th scope="col">{say('indicator', language)}</th>
            <th scope="col">{say('period', language)}</th>
            <th scope="col" class="n">
              {say('value', language)}
            </th>
          </tr>
        </thead>
        {shown.map(({ theme, counts }) => (
          <tbody class="scan">
            <tr class="theme">
              <th colspan={3} scope="rowgroup">
                {theme.label[language]}
              </th>
            </tr>
            {counts.map(({ indicator, figure }) => (
              <tr>
                <th scope="row">{indicator.label[language]}</th>
                <td>{periodText(figure.period, language)}</td>
                <td class="n">
                  <Value figure={figure} language={language} signed={isChange(indicator)} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Section>
  )
}

export function Evolution({ page, language }: Part) {
  const { evolution, answer } = page
  const known = evolution.filter(({ cell }) => 'value' in cell)
  if (known.length < 2) return null
  const title = `${say('inhabitants', language)}, ${answer.perimeter.label[language]}`
  return (
    <Section id="evolution" title={say('evolution', language)} notes={[say('evolutionNote', language)]}>
      <LineChart
        title={title}
        language={language}
        breaks={[]}
        lines={[{ label: answer.perimeter.short[language], figures: evolution, mine: true }]}
      />
      <table class="table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {known.map(({ period }) => (
              <th scope="col" class="n">
                {periodText(period, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {known.map((figure) => (
              <td class="n">
                <Value figure={figure} language={language} bare />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Section>
  )
}
