/** The territories nearest to one by profile, with the method that found them. */

import type { Likeness } from '../domain/indicators/beside.ts'
import type { Language } from '../domain/shared/text.ts'
import { compareHref, type CompareState } from './compare-links.ts'
import { word } from './compare-text.ts'
import { Section } from './layout.tsx'
import { say } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

export function Alike({
  likeness,
  state,
  language
}: {
  readonly likeness: Likeness
  readonly state: CompareState
  readonly language: Language
}) {
  const { target, among, kind, indicators, own, answer } = likeness
  const serving = indicators.flatMap((indicator, i) => (answer.spreads[i] ? [{ indicator, i }] : []))
  const left = indicators.filter((_, i) => !answer.spreads[i])
  const count = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const two = (value: number): string => formatNumber(value, { language, decimals: 2 })
  const peers = `${word(kind === 'epci' ? 'epciOf' : 'communesOf', language)} ${among.label[language]}`
  return (
    <Section
      id="alike"
      title={word('alike', language)}
      notes={[
        `${word('alikeTo', language)} ${target.label[language]}, ${peers}.`,
        [
          `${count(answer.compared)} ${word('fullyCompared', language)}`,
          ...(answer.partial > 0 ? [`${count(answer.partial)} ${word('partlyCompared', language)}`] : []),
          ...(answer.excluded > 0 ? [`${count(answer.excluded)} ${word('tooLittle', language)}`] : [])
        ].join(', ') + '.'
      ]}
    >
      <div class="scroll" tabindex={0} role="region" aria-label={word('alike', language)}>
        <table class="table beside alike">
          <caption class="unseen">{word('alike', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('territory', language)}</th>
              <th scope="col" class="n">
                {word('distance', language)}
              </th>
              {serving.map(({ indicator, i }) => (
                <th scope="col" class="n">
                  {indicator.label[language]}
                  <span class="sub">
                    {unitOf(indicator.unit).label[language]}
                    {own[i] && `, ${periodText(own[i].period, language)}`}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            <tr class="subject">
              <th scope="row">{target.label[language]}</th>
              <td class="n">{two(0)}</td>
              {serving.map(({ i }) => (
                <td class="n">{own[i] && <Value figure={own[i]} language={language} bare />}</td>
              ))}
            </tr>
            {answer.nearest.map(({ of, distance }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('territories', language, of.territory.id)}>{of.territory.label[language]}</a>{' '}
                  {!state.territories.includes(of.territory.id) && (
                    <a
                      class="plus"
                      href={compareHref(language, { ...state, territories: [...state.territories, of.territory.id] })}
                      aria-label={`${word('choose', language)} ${of.territory.label[language]}`}
                    >
                      +
                    </a>
                  )}
                </th>
                <td class="n">{two(distance)}</td>
                {serving.map(({ i }) => (
                  <td class="n">{of.figures[i] && <Value figure={of.figures[i]} language={language} bare />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="data">
        <summary>{word('method', language)}</summary>
        <p class="reading gap">{word('methodText', language)}</p>
        <table class="table gap">
          <caption class="unseen">{word('method', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('indicator', language)}</th>
              <th scope="col" class="n">
                {word('weight', language)}
              </th>
            </tr>
          </thead>
          <tbody>
            {serving.map(({ indicator }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
                </th>
                <td class="n">1 / {count(serving.length)}</td>
              </tr>
            ))}
            {left.map(({ id, label }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('indicators', language, id)}>{label[language]}</a>
                  <span class="sub">{word('notServing', language)}</span>
                </th>
                <td class="n">0</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  )
}
