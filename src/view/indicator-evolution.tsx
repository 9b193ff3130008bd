/** An indicator in time: the territory read beside a few others, breaks drawn, what they mean in the margin. */

import { evolutionSentence } from './indicator-text.ts'
import type { IndicatorPart } from './indicator-view.ts'
import { Section } from './layout.tsx'
import { LineChart } from './line-chart.tsx'
import { say, typeset } from './messages.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

/** Columns of the table below: a long series is taken away as a file. */
const MOST_COLUMNS = 8

export function IndicatorEvolution({ page, language }: IndicatorPart) {
  const { indicator, evolution, subject } = page
  const { lines } = evolution
  const periods = [
    ...new Set(
      lines.flatMap(({ figures }) => figures.filter(({ cell }) => 'value' in cell).map(({ period }) => period))
    )
  ].sort()
  if (periods.length < 2) return null
  const name = indicator.label[language]
  const title = evolutionSentence(subject.label[language], evolution.change?.change, language) ?? name
  const second = lines.find(({ perimeter }) => perimeter.id !== subject.id)
  const shown = periods.slice(-MOST_COLUMNS)
  return (
    <Section
      id="evolution"
      title={say('evolution', language)}
      notes={[
        say('evolutionNote', language),
        ...indicator.breaks.map((one) => (
          <>
            <strong>
              {one.label[language]}, {periodText(one.at, language)}.
            </strong>{' '}
            {typeset(one.note[language], language)} {one.source}
          </>
        ))
      ]}
    >
      <figure>
        <figcaption>
          <p class="finding">{title}</p>
          <p class="note">
            {name}, {unitOf(indicator.unit).label[language]}
          </p>
        </figcaption>
        <LineChart
          title={`${title}. ${name}`}
          language={language}
          breaks={indicator.breaks}
          lines={lines.map((line) => ({
            label: line.perimeter.short[language],
            figures: line.figures,
            mine: line.perimeter.id === subject.id,
            second: line === second
          }))}
        />
        <details class="data">
          <summary>{say('seeData', language)}</summary>
          <div class="scroll">
            <table class="table">
              <caption class="unseen">{name}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('territory', language)}</th>
                  {shown.map((period) => (
                    <th scope="col" class="n">
                      {periodText(period, language)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map(({ perimeter, figures }) => (
                  <tr class={perimeter.id === subject.id ? 'subject' : undefined}>
                    <th scope="row">{perimeter.label[language]}</th>
                    {shown.map((period) => {
                      const figure = figures.find((one) => one.period === period)
                      return <td class="n">{figure && <Value figure={figure} language={language} bare />}</td>
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </figure>
    </Section>
  )
}
