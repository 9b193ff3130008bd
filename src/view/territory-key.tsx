/** Key figures of a territory beside two comparators, theme by theme, each with a small common scale. */

import type { Figure, FigureReason } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Section } from './layout.tsx'
import { say } from './messages.ts'
import { formatCell } from './number.ts'
import { QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { reasonText } from './reason-text.ts'
import { Scale } from './scale.tsx'
import type { Part, TerritoryView } from './territory-view.ts'
import { unitOf } from './units.ts'
import { absenceWord, addressOf, isShort, Value } from './value.tsx'

type Row = TerritoryView['themes'][number]['compared'][number]

export function Compared({ page, language, listed }: Part & { readonly listed: readonly Perimeter[] }) {
  const { comparators, answer } = page
  const shown = page.themes.filter(({ compared }) => compared.length > 0)
  if (shown.length === 0) return null
  const names = [answer.perimeter, ...comparators].map(({ short }) => short[language])
  const width = 3 + comparators.length
  return (
    <Section
      id="key"
      title={say('keyFigures', language)}
      notes={[
        <>
          {say('comparedWith', language)}{' '}
          {comparators.map(({ label }) => label[language]).join(', ') || say('none', language)}.{' '}
          <a href="#compare">{say('change', language)}</a>
        </>,
        say('sumsFirst', language),
        say('scaleNote', language)
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
            {names.map((name, i) => (
              <th scope="col" role="columnheader" class={i === 0 ? 'n mine' : 'n'}>
                {name}
              </th>
            ))}
            <th scope="col" role="columnheader" class="scaled">
              <Legend names={names} />
            </th>
          </tr>
        </thead>
        {shown.map(({ theme, compared }) => (
          <tbody role="rowgroup">
            <tr class="theme" role="row">
              <th colspan={width} scope="rowgroup" role="rowheader">
                {theme.label[language]}
              </th>
            </tr>
            {compared.filter(isTold).map((row) => (
              <KeyRow row={row} language={language} />
            ))}
            {refusals(compared).map((rows) => (
              <RefusedRow rows={rows} width={width} language={language} />
            ))}
          </tbody>
        ))}
      </table>
      <form class="row wide-gap" id="compare" action="#key">
        {[0, 1].map((i) => (
          <p class="field">
            <label for={`with-${i}`}>{say(i === 0 ? 'compareWith' : 'andWith', language)}</label>
            <select id={`with-${i}`} name={QUERY.with[language]}>
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

/** A row of numbers; what has no value here but has one beside it is still a row. */
function isTold({ mine, others }: Row): boolean {
  return 'value' in mine.cell || others.some(({ cell }) => 'value' in cell)
}

function KeyRow({
  row: { indicator, mine, others, range },
  language
}: {
  readonly row: Row
  readonly language: Language
}) {
  const signed = indicator.formula.kind === 'change'
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {indicator.label[language]}
        <span class="sub">{rowDetail(indicator, mine, language)}</span>
      </th>
      <td class="n v" role="cell">
        <Value figure={mine} language={language} signed={signed} bare />
      </td>
      {others.map((other) => (
        <td class="n" role="cell">
          <Value figure={other} language={language} signed={signed} bare />
        </td>
      ))}
      <td class="scaled" role="cell">
        <Scale mine={mine} others={others} range={range} />
      </td>
    </tr>
  )
}

/** The period; the unit where the number does not say it. */
function rowDetail({ unit }: Indicator, { period, reason, cell }: Figure, language: Language): string {
  const when = periodText(period, language)
  if (!('value' in cell) && reason) return `${when}. ${reasonText(reason, language)}`
  const { form, label } = unitOf(unit)
  return isShort(unit) || form === 'none' ? when : `${label[language]}, ${when}`
}

/** Indicators without a value anywhere in the row, together by the reason they share. */
function refusals(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = new Map<FigureReason | undefined, Row[]>()
  for (const row of rows.filter((one) => !isTold(one))) {
    const known = groups.get(row.mine.reason)
    if (known) known.push(row)
    else groups.set(row.mine.reason, [row])
  }
  return [...groups.values()]
}

/** With more, the page of the figure tells them. */
const MOST_OFFERED = 8

/** One line for all that is refused alike: names, reason, and what can be had instead for the first. */
function RefusedRow({
  rows,
  width,
  language
}: {
  readonly rows: readonly Row[]
  readonly width: number
  readonly language: Language
}) {
  const [first] = rows
  if (!first) return null
  const { mine } = first
  const offered = rows.find(({ mine: { offers } }) => offers.length > 0 && offers.length <= MOST_OFFERED)
  return (
    <tr role="row" class="refused">
      <th scope="row" role="rowheader">
        {rows.map(({ indicator, mine: figure }, i) => (
          <>
            {i > 0 && ', '}
            <a class="figure" href={addressOf(figure, language)}>
              {i === 0 ? indicator.label[language] : lowerFirst(indicator.label[language])}
            </a>
          </>
        ))}
        <span class="sub">
          {mine.reason && reasonText(mine.reason, language)}
          {offered && ` ${offersText(offered, language)}`}
        </span>
      </th>
      <td class="n absent" role="cell">
        {absenceWord(mine, language)}
      </td>
      <td colspan={width - 2} role="cell" class="large"></td>
    </tr>
  )
}

/** « Niveau de vie médian, 2019 : CA de Lens-Liévin 17 980 €… » */
function offersText({ indicator, mine }: Row, language: Language): string {
  const { unit, decimals, offers, period } = mine
  const values = offers.map(({ label, cell }) => `${label[language]} ${formatCell(cell, unit, { language, decimals })}`)
  const colon = language === 'fr' ? '\u00a0:' : ':'
  return `${indicator.label[language]}, ${periodText(period, language)}${colon} ${values.join(', ')}.`
}

/** Acronyms and names keep their capital. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function Legend({ names: [mine, first, second] }: { readonly names: readonly string[] }) {
  return (
    <span class="key">
      <span class="keep">
        <svg aria-hidden="true" viewBox="0 0 14 14">
          <circle class="mark" cx="7" cy="7" r="5.5" />
        </svg>
        {mine}
      </span>
      {[first, second].map(
        (name, i) =>
          name && (
            <span class="keep">
              <svg aria-hidden="true" viewBox="0 0 14 14">
                <line class={i === 0 ? 'tick' : 'tick second'} x1="7" x2="7" y1="0" y2="14" />
              </svg>
              {name}
            </span>
          )
      )}
    </span>
  )
}
