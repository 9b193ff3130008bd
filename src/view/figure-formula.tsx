/** The level of the formula: in words, then as the sum of parts or the steps of a division. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import { partDecimals } from '../domain/indicators/rounding.ts'
import type { Language } from '../domain/shared/text.ts'
import { communesText } from './figure-links.ts'
import type { FigurePart, TermView } from './figure-view.ts'
import { formulaText } from './formula-text.ts'
import { Section } from './layout.tsx'
import { say, type Message } from './messages.ts'
import { formatNumber } from './number.ts'
import { periodText } from './period-text.ts'
import { CellText, Value, valueText } from './value.tsx'

export function Formula({ page, language }: FigurePart) {
  const { figure, indicator, parts, terms } = page
  const words = formulaText(figure, indicator, language)
  return (
    <Section title={say('formula', language)} notes={[say('firstLevel', language)]}>
      <div class="two">
        <div>
          <InWords page={page} language={language} />
          {words && <p class="note gap mono">{words}</p>}
        </div>
        {parts.length > 0 ? (
          <Addition figure={figure} parts={parts} language={language} />
        ) : (
          <Steps figure={figure} terms={terms} language={language} />
        )}
      </div>
    </Section>
  )
}

/** A fraction is typeset as one; a sum says of what and over how many. */
function InWords({ page, language }: FigurePart) {
  const { figure, indicator, terms } = page
  const { formula } = indicator
  if ('numerator' in formula) {
    const factor = formula.kind === 'share' ? 100 : formula.per
    return (
      <p class="formula">
        <span class="fraction">
          <span>{labels(terms, 'numerator', language)}</span>
          <span>{labels(terms, 'denominator', language)}</span>
        </span>
        {factor !== 1 && <span>× {formatNumber(factor, { language, decimals: 0 })}</span>}
      </p>
    )
  }
  const sums = terms.filter(({ term }) => term.over === 'members')
  if (formula.kind === 'level' && sums.length > 0) {
    return (
      <p class="reading">
        {say('sumOf', language)} {labels(terms, 'value', language)} {say('overThe', language)}{' '}
        {communesText(figure.perimeter.communes.length, language)}. {say('noRounding', language)}
      </p>
    )
  }
  if (formula.kind === 'level') return <p class="reading">{say(publishedAs(figure), language)}</p>
  return null
}

function publishedAs({ reason, terms }: Figure): Message {
  if (reason === 'not-additive') return 'notPublished'
  return terms.some(({ over }) => over === 'parts') ? 'sumOfParts' : 'asPublished'
}

function labels(terms: readonly TermView[], role: FigureTerm['role'], language: Language): string {
  return terms
    .filter(({ term }) => term.role === role)
    .map(({ term, label }, i) => `${i > 0 ? (term.sign < 0 ? ' − ' : ' + ') : ''}${lowerFirst(label[language])}`)
    .join('')
}

function lowerFirst(text: string): string {
  return /^[A-ZÉÈÀÎ][a-zéèàîœ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function Addition({
  figure,
  parts,
  language
}: {
  readonly figure: Figure
  readonly parts: readonly Figure[]
  readonly language: Language
}) {
  return (
    <table class="sum">
      <caption class="unseen">{say('addition', language)}</caption>
      <tbody>
        {parts.map((part, i) => (
          <tr>
            <th scope="row">
              {part.perimeter.label[language]}
              <span class="sub">{communesText(part.perimeter.communes.length, language)}</span>
            </th>
            <td class="op">{i > 0 && '+'}</td>
            <td>
              <Value figure={part} language={language} bare />
            </td>
          </tr>
        ))}
        <tr class="result">
          <th scope="row">
            {figure.perimeter.label[language]}
            <span class="sub">{communesText(figure.perimeter.communes.length, language)}</span>
          </th>
          <td class="op">=</td>
          <td>{'value' in figure.cell && valueText(figure, figure.cell.value, language, { bare: true })}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** Each sum of the formula, or each end of a change, with its own number; then what they give. */
function Steps({
  figure,
  terms,
  language
}: {
  readonly figure: Figure
  readonly terms: readonly TermView[]
  readonly language: Language
}) {
  const isResult = 'value' in figure.cell
  if (figure.of.length === 0 && terms.length < 2) return null
  return (
    <table class="sum">
      <caption class="unseen">{say('steps', language)}</caption>
      <tbody>
        {figure.of.length > 0
          ? figure.of.map((one) => (
              <tr>
                <th scope="row">{periodText(one.period, language)}</th>
                <td class="op"></td>
                <td>
                  <Value figure={one} language={language} bare />
                </td>
              </tr>
            ))
          : terms.map(({ term, label }, i) => (
              <tr>
                <th scope="row">
                  {label[language]}
                  <span class="sub">
                    {term.column}, {periodText(term.period, language)}
                  </span>
                </th>
                <td class="op">{operator(terms, i)}</td>
                <td>
                  <CellText cell={term.cell} decimals={decimalsOf(term)} language={language} />
                </td>
              </tr>
            ))}
        <tr class="result">
          <th scope="row">{figure.perimeter.label[language]}</th>
          <td class="op">=</td>
          <td>
            {isResult && 'value' in figure.cell
              ? valueText(figure, figure.cell.value, language, { bare: true, signed: figure.of.length > 0 })
              : say('noValue', language)}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

export function decimalsOf({ cell }: FigureTerm): number {
  return 'value' in cell ? partDecimals(cell.value) : 0
}

function operator(terms: readonly TermView[], i: number): string {
  const [before, here] = [terms[i - 1]?.term, terms[i]?.term]
  if (!before || !here) return ''
  if (here.role !== before.role) return '÷'
  return here.sign < 0 ? '−' : '+'
}
