/** Counts of a territory, theme by theme, and its population in time. */

import { Captioned } from './captioned.tsx'
import { colon } from './figure-links.ts'
import { Section } from './layout.tsx'
import { hasLine, LineChart } from './line-chart.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import type { Part } from './territory-view.ts'
import { Value } from './value.tsx'

export function Counts({ page, language }: Part) {
  const shown = page.themes.filter(({ counts }) => counts.length > 0)
  if (shown.length === 0) return null
  return (
    <Section id="counts" title={say('counts', language)} notes={[say('countsNote', language)]}>
      <div class="counts">
        {shown.map(({ theme, counts }) => (
          <div class="block">
            <h3>{theme.label[language]}</h3>
            <dl>
              {counts.map(({ indicator, figure }) => (
                <div>
                  <dt>
                    {indicator.label[language]} <span class="note">{periodText(figure.period, language)}</span>
                  </dt>
                  <dd>
                    <Value figure={figure} language={language} signed={indicator.formula.kind === 'change'} bare />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Section>
  )
}

export function Evolution({ page, language }: Part) {
  const { evolution, answer, rates, comparators } = page
  const names = [answer.perimeter, ...comparators].map(({ short }) => short[language])
  const known = evolution.filter(({ cell }) => 'value' in cell)
  if (known.length < 2) return null
  const title = `${say('population', language)}, ${answer.perimeter.label[language]}`
  const breaks = rates.flatMap(({ indicator }) => indicator.breaks.map((one) => ({ indicator, one })))
  return (
    <Section
      id="evolution"
      title={say('evolution', language)}
      notes={[
        say('evolutionNote', language),
        ...breaks.map(({ indicator, one }) => (
          <>
            <strong>
              {indicator.label[language]}, {periodText(one.at, language)}
              {colon(language)}
              {one.label[language]}.
            </strong>{' '}
            {typeset(one.note[language], language)}
          </>
        ))
      ]}
    >
      <Captioned id="evolution-caption" caption={title} tone="finding">
        <LineChart
          title={title}
          language={language}
          breaks={[]}
          size="low"
          lines={[{ label: answer.perimeter.short[language], figures: evolution, mine: true }]}
        />
        <div class="scroll" tabindex={0} role="region" aria-label={title}>
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
        </div>
      </Captioned>
      {rates.length > 0 && (
        <div class="multiples three">
          {rates.map(({ indicator, mine, other }) => (
            <Captioned
              id={`evolution-${indicator.id}`}
              caption={
                <>
                  <strong>
                    <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
                  </strong>{' '}
                  <span class="note">{unitOf(indicator.unit).label[language]}</span>
                </>
              }
            >
              <LineChart
                size="small"
                title={indicator.label[language]}
                breaks={indicator.breaks}
                lines={[
                  { label: names[0] ?? '', figures: mine, mine: true },
                  ...(hasLine([other]) ? [{ label: names[1] ?? '', figures: other, mine: false }] : [])
                ]}
                language={language}
              />
            </Captioned>
          ))}
        </div>
      )}
    </Section>
  )
}
