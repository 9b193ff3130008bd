/** An indicator in time: the territory read beside a few others, breaks drawn, what they mean in the margin. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { Captioned } from './captioned.tsx'
import { evolutionSentence } from './indicator-text.ts'
import type { IndicatorPart, IndicatorView } from './indicator-view.ts'
import { Section } from './layout.tsx'
import { liftedNotes } from './lifted-notes.tsx'
import { LineChart } from './line-chart.tsx'
import { say, typeset } from './messages.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

/** With more periods, they are rows: the latest first. */
const MOST_COLUMNS = 8

export function IndicatorEvolution({ page, language }: IndicatorPart) {
  const { indicator, evolution, subject } = page
  const { lines } = evolution
  const periods = [
    ...new Set(
      lines.flatMap(({ figures }) => figures.filter(({ cell }) => 'value' in cell).map(({ period }) => period))
    )
  ].sort()
  if (periods.length < 2) return <OnePeriod page={page} language={language} />
  const name = indicator.label[language]
  const title = evolutionSentence(subject.label[language], evolution.change?.change, language) ?? name
  const second = lines.find(({ perimeter }) => perimeter.id !== subject.id)
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
        )),
        ...liftedNotes(indicator, language)
      ]}
    >
      <Captioned
        id="evolution-caption"
        caption={
          <>
            <p class="finding">{title}</p>
            <p class="note">
              {name}, {unitOf(indicator.unit).label[language]}
            </p>
          </>
        }
      >
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
          {periods.length > MOST_COLUMNS ? (
            <Long lines={lines} periods={periods} name={name} language={language} />
          ) : (
            <Short lines={lines} periods={periods} name={name} mine={subject.id} language={language} />
          )}
        </details>
      </Captioned>
    </Section>
  )
}

/** A point is no evolution: said, so that nobody looks for the line. What is counted between two dates has none either. */
function OnePeriod({ page: { indicator, period }, language }: IndicatorPart) {
  const { formula, periodType } = indicator
  if (!period || formula.kind === 'change' || formula.kind === 'rank' || periodType === 'span') return null
  return (
    <Section id="evolution" title={say('evolution', language)}>
      <p class="reading">
        {typeset(
          {
            fr: `Ces chiffres ne sont connus ici qu’à une période : ${periodText(period, 'fr')}. Une évolution en demande deux.`,
            en: `These figures are known here at one period only: ${periodText(period, 'en')}. An evolution needs two.`
          }[language],
          language
        )}
      </p>
    </Section>
  )
}

type TableProps = {
  readonly lines: IndicatorView['evolution']['lines']
  readonly periods: readonly Period[]
  readonly name: string
  readonly language: Language
}

function Short({ lines, periods, name, mine, language }: TableProps & { readonly mine: string }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={name}>
      <table class="table">
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{say('territory', language)}</th>
            {periods.map((period) => (
              <th scope="col" class="n">
                {periodText(period, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ perimeter, figures }) => (
            <tr class={perimeter.id === mine ? 'subject' : undefined}>
              <th scope="row">{perimeter.label[language]}</th>
              {periods.map((period) => (
                <ValueAt figures={figures} period={period} language={language} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Long({ lines, periods, name, language }: TableProps) {
  return (
    <div class="long" tabindex={0} role="region" aria-label={name}>
      <table class="table">
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{say('period', language)}</th>
            {lines.map(({ perimeter }) => (
              <th scope="col" class="n">
                {perimeter.short[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="scan">
          {periods.toReversed().map((period) => (
            <tr>
              <th scope="row">{periodText(period, language)}</th>
              {lines.map(({ figures }) => (
                <ValueAt figures={figures} period={period} language={language} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ValueAt({
  figures,
  period,
  language
}: {
  readonly figures: readonly Figure[]
  readonly period: Period
  readonly language: Language
}) {
  const figure = figures.find((one) => one.period === period)
  return <td class="n">{figure && <Value figure={figure} language={language} bare />}</td>
}
