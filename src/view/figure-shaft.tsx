/** The levels of the shaft: definition, formula, perimeter, rows, file. */

import type { FigureTerm } from '../domain/indicators/figure.ts'
import { codeOf } from '../domain/territories/territory.ts'
import type { Level } from './figure.tsx'
import { formulaText } from './formula-text.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber, formatValue, MINUS } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'
import { CellText, Value } from './value.tsx'

/** Rows on the page, largest first; the file has all of them. */
const ROWS_SHOWN = 8

export function DefinitionLevel({ page, language }: Level) {
  const { indicator } = page
  return (
    <Section title={say('definition', language)} notes={[say('atSurface', language)]}>
      <p class="reading">{typeset(indicator.definition[language], language)}</p>
      {indicator.field && (
        <p class="reading note">
          {say('field', language)} : {typeset(indicator.field[language], language)}
        </p>
      )}
      {indicator.notes.map((note) => (
        <p class="reading note">{typeset(note[language], language)}</p>
      ))}
    </Section>
  )
}

export function FormulaLevel({ page, language }: Level) {
  const { figure, indicator, parts } = page
  const isSum = indicator.formula.kind === 'level' && figure.terms.length === 1
  return (
    <Section title={say('formula', language)} notes={[say('firstLevel', language)]}>
      <div class="two">
        <div>
          <p class="reading">{formulaText(figure, indicator, language)}</p>
          {indicator.breaks.map((one) => (
            <p class="note gap">
              {typeset(`${one.label[language]} (${periodText(one.at, language)}) : ${one.note[language]}`, language)}
              {one.source && ` ${one.source}.`}
            </p>
          ))}
        </div>
        {isSum && parts.length > 1 && 'value' in figure.cell ? (
          <SumOfParts page={page} language={language} />
        ) : figure.of.length > 0 ? (
          <table class="sum">
            <caption class="unseen">{say('formula', language)}</caption>
            <tbody>
              {figure.of.map((one) => (
                <tr>
                  <th scope="row">
                    {periodText(one.period, language)}
                    <span class="sub">{one.perimeter.label[language]}</span>
                  </th>
                  <td>
                    <Value figure={one} language={language} bare />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <Terms page={page} language={language} />
        )}
      </div>
    </Section>
  )
}

function SumOfParts({ page, language }: Level) {
  const { figure, parts, perimeter } = page
  return (
    <table class="sum">
      <caption class="unseen">{say('madeOf', language)}</caption>
      <tbody>
        {parts.map((part, i) => (
          <tr>
            <th scope="row">
              {part.perimeter.label[language]}
              <span class="sub">
                {formatNumber(part.communes, { language, decimals: 0 })} {say('communes', language)}
              </span>
            </th>
            <td class="op">{i > 0 && '+'}</td>
            <td>
              <Value figure={part.figure} language={language} bare />
            </td>
          </tr>
        ))}
        <tr class="result">
          <th scope="row">
            {perimeter.label[language]}
            <span class="sub">
              {formatNumber(figure.perimeter.communes.length, { language, decimals: 0 })} {say('communes', language)}
            </span>
          </th>
          <td class="op">=</td>
          <td>
            <Value figure={figure} language={language} bare />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** The sums that a ratio divides, before any rounding that matters. */
function Terms({ page, language }: Level) {
  const { figure, rows, measures } = page
  if (rows.length === 0) return null
  return (
    <table class="sum">
      <caption class="unseen">{say('formula', language)}</caption>
      <tbody>
        {rows.map(({ term }, i) => {
          const measure = measures[i]
          return (
            <tr>
              <th scope="row">
                {measure?.label[language] ?? term.series}
                <span class="sub">
                  {term.column}, {periodText(term.period, language)}
                </span>
              </th>
              <td class="op">{operator(term, i)}</td>
              <td>{termText(term, measure?.unit ?? 'number', language)}</td>
            </tr>
          )
        })}
        {'value' in figure.cell && (
          <tr class="result">
            <th scope="row">{page.indicator.label[language]}</th>
            <td class="op">=</td>
            <td>
              <Value figure={figure} language={language} bare />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function operator({ role, sign }: FigureTerm, i: number): string {
  if (role === 'denominator') return '÷'
  return sign < 0 ? MINUS : i > 0 ? '+' : ''
}

function termText(term: FigureTerm, unit: string, language: Level['language']): string {
  const { cell, lowerBound } = term
  if ('value' in cell) {
    const decimals = Number.isInteger(cell.value) ? 0 : Math.abs(cell.value) < 1000 ? 2 : 0
    return formatValue(cell.value, unit, { language, decimals })
  }
  if (lowerBound === undefined) return '–'
  return `${say('lowerBound', language)} ${formatNumber(lowerBound, { language, decimals: 0 })}`
}

export function PerimeterLevel({ page, language }: Level) {
  const { figure, perimeter, rows } = page
  const [first] = rows
  const number = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Section title={say('perimeter', language)} notes={[say('secondLevel', language)]}>
      <dl class="sheet">
        <div>
          <dt>{say('version', language)}</dt>
          <dd>
            <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>,{' '}
            {dayText(figure.geography, language)} <span class="quiet">({figure.perimeter.version})</span>
          </dd>
        </div>
        {first && (
          <div>
            <dt>{say('content', language)}</dt>
            <dd>
              {number(first.term.expected)} · {number(first.term.present)} {say('found', language)},{' '}
              {number(first.term.missing.length)} {say('absent', language)}, {number(first.term.withheld.length)}{' '}
              {say('withheld', language)}
            </dd>
          </div>
        )}
        {perimeter.source && (
          <div>
            <dt>{say('source', language)}</dt>
            <dd>{perimeter.source}</dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

export function RowsLevel({ page, language }: Level) {
  const { rows, measures } = page
  const [first] = rows
  if (!first) return null
  const columns = rows.map(({ term }, i) => ({ term, measure: measures[i] }))
  const byTerritory = rows.map((one) => new Map(one.rows.map((row) => [row.territory, row])))
  const sorted = first.rows.toSorted((a, b) => valueOf(b.cell) - valueOf(a.cell))
  const hidden = sorted.length - ROWS_SHOWN
  return (
    <Section title={say('rows', language)} notes={[say('thirdLevel', language)]}>
      <div class="scroll" tabindex={0} role="region" aria-label={say('rows', language)}>
        <table class="table">
          <caption class="unseen">{say('rows', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('code', language)}</th>
              <th scope="col">{say('territory', language)}</th>
              {columns.map(({ term }) => (
                <th scope="col" class="n">
                  {term.column}
                  <span class="sub">{periodText(term.period, language)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            {sorted.slice(0, ROWS_SHOWN).map(({ territory, name }) => (
              <tr>
                <td>{codeOf(territory)}</td>
                <th scope="row">{name}</th>
                {byTerritory.map((known) => {
                  const cell = known.get(territory)?.cell ?? { status: 'O' as const }
                  return (
                    <td class="n">
                      <CellText cell={cell} decimals={decimalsOf(cell)} language={language} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note gap">
        {hidden > 0 && `… ${formatNumber(hidden, { language, decimals: 0 })} ${say('moreRows', language)}. `}
        <a href="?format=csv">{say('allRows', language)}</a>
      </p>
    </Section>
  )
}

function valueOf(cell: Parameters<typeof CellText>[0]['cell']): number {
  return 'value' in cell ? cell.value : -Infinity
}

function decimalsOf(cell: Parameters<typeof CellText>[0]['cell']): number {
  return 'value' in cell && !Number.isInteger(cell.value) ? 2 : 0
}

export function FileLevel({ page, language }: Level) {
  const seen = [...new Set(page.rows.map(({ term }) => term.vintage))]
  return (
    <Section title={say('file', language)} notes={[say('atBottom', language)]}>
      {seen.flatMap((id) => {
        const found = page.sources.get(id)
        if (!found) return []
        const { vintage, source } = found
        const columns = new Set(page.rows.filter(({ term }) => term.vintage === id).map(({ term }) => term.column))
        return [
          <dl class="sheet gap">
            <div>
              <dt>{say('dataset', language)}</dt>
              <dd>
                {source.label[language]}, {vintage.edition}
              </dd>
            </div>
            <div>
              <dt>{say('producer', language)}</dt>
              <dd>
                {source.producer[language]} ({source.licence[language]})
              </dd>
            </div>
            <div>
              <dt>{say('file', language)}</dt>
              <dd class="mono">
                {vintage.file.name}, {say('column', language).toLowerCase()} {[...columns].join(', ')}
              </dd>
            </div>
            <div>
              <dt>{say('digest', language)}</dt>
              <dd class="mono">sha256 {vintage.file.sha256}</dd>
            </div>
            {vintage.notice && (
              <div>
                <dt>{say('notes', language)}</dt>
                <dd>{typeset(vintage.notice[language], language)}</dd>
              </div>
            )}
          </dl>
        ]
      })}
    </Section>
  )
}
