/** The shaft: from the definition at the surface, by formula, perimeter and rows, down to the file. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { colon, communesText, download } from './figure-links.ts'
import type { FigurePart, TermView, VintageView } from './figure-view.ts'
import { formulaText } from './formula-text.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { CellText, Value, valueText } from './value.tsx'

export function Shaft({ page, language }: FigurePart) {
  const part = { page, language }
  return (
    <div class="shaft">
      <Definition {...part} />
      <Formula {...part} />
      <Members {...part} />
      <Rows {...part} />
      <Files {...part} />
    </div>
  )
}

function Definition({ page, language }: FigurePart) {
  const { definition, field, notes } = page.indicator
  return (
    <Section title={say('definition', language)} notes={[say('atSurface', language)]}>
      <p class="reading">{typeset(definition[language], language)}</p>
      {field && (
        <p class="note gap reading">
          {say('field', language)}
          {colon(language)}
          {typeset(field[language], language)}
        </p>
      )}
      {notes.map((note) => (
        <p class="note gap reading">{typeset(note[language], language)}</p>
      ))}
    </Section>
  )
}

function Formula({ page, language }: FigurePart) {
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
  if (formula.kind === 'level') return <p class="reading">{say('asPublished', language)}</p>
  return null
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

/** Census sums have decimals that are no precision: whole numbers are enough, small numbers keep two. */
function decimalsOf({ cell }: FigureTerm): number {
  if (!('value' in cell) || Number.isInteger(cell.value)) return 0
  return Math.abs(cell.value) < 1000 ? 2 : 0
}

function operator(terms: readonly TermView[], i: number): string {
  const [before, here] = [terms[i - 1]?.term, terms[i]?.term]
  if (!before || !here) return ''
  if (here.role !== before.role) return '÷'
  return here.sign < 0 ? '−' : '+'
}

function Members({ page, language }: FigurePart) {
  const { figure, perimeter, terms } = page
  const { version, communes } = figure.perimeter
  const worst = terms
    .map(({ term }) => term)
    .toSorted((a, b) => b.missing.length + b.withheld.length - a.missing.length - a.withheld.length)[0]
  return (
    <Section title={say('perimeter', language)} notes={[say('secondLevel', language)]}>
      <dl class="sheet">
        <div>
          <dt>{say('territory', language)}</dt>
          <dd>
            <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
          </dd>
        </div>
        <div>
          <dt>{say('geographyWord', language)}</dt>
          <dd>
            {periodText(figure.geography as Figure['period'], language)}, {communesText(communes.length, language)}
          </dd>
        </div>
        <div>
          <dt>{say('version', language)}</dt>
          <dd class="mono">{version}</dd>
        </div>
        {worst && (
          <div>
            <dt>{say('content', language)}</dt>
            <dd>{contentText(worst, language)}</dd>
          </div>
        )}
        {perimeter.note && (
          <div>
            <dt>{say('notes', language)}</dt>
            <dd>{typeset(perimeter.note[language], language)}</dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

function contentText({ over, expected, present, missing, withheld }: FigureTerm, language: Language): string {
  const count = (n: number): string => formatNumber(n, { language, decimals: 0 })
  if (over !== 'members') return say('publishedForIt', language)
  const parts = [
    `${count(expected)} ${say('expected', language)}`,
    `${count(present)} ${say('found', language)}`,
    ...(missing.length > 0 ? [`${count(missing.length)} ${say('absent', language)}`] : []),
    ...(withheld.length > 0 ? [`${count(withheld.length)} ${say('withheld', language)}`] : [])
  ]
  return parts.join(', ')
}

/** Enough to see what the rows are; the file has them all. */
const SHOWN = 6
const MOST_COLUMNS = 4

type Row = { readonly territory: TermView['rows'][number]['territory']; readonly name: string }

function Rows({ page, language }: FigurePart) {
  const { figure, terms, groups } = page
  const columns = terms.slice(0, MOST_COLUMNS)
  const [first] = columns
  if (!first || first.rows.length === 0) return null
  const cells = columns.map(({ rows }) => new Map(rows.map(({ territory, cell }) => [territory, cell])))
  const valueOf = (row: Row): number => {
    const cell = cells[0]?.get(row.territory)
    return cell && 'value' in cell ? cell.value : -Infinity
  }
  const rows: readonly Row[] = first.rows.toSorted((a, b) => valueOf(b) - valueOf(a))
  const isLong = rows.length > SHOWN + 2
  const head = isLong ? rows.slice(0, SHOWN) : rows
  const [last] = isLong ? rows.slice(-1) : []
  const hasGroups = rows.some(({ territory }) => groups.has(territory)) && rows.length > 1
  const line = (row: Row) => (
    <tr>
      <td class="mono">{codeOf(row.territory)}</td>
      <th scope="row">{row.name}</th>
      {hasGroups && <td class="large">{groups.get(row.territory)}</td>}
      {columns.map(({ term }, i) => (
        <td class="n">
          <CellText
            cell={cells[i]?.get(row.territory) ?? { status: 'O' }}
            decimals={decimalsOf(term)}
            language={language}
          />
        </td>
      ))}
    </tr>
  )
  return (
    <Section
      title={say('rows', language)}
      notes={[say('thirdLevel', language), ...(isLong ? [say('fromLargest', language)] : [])]}
    >
      <div class="scroll">
        <table class="table">
          <caption class="unseen">{say('rows', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('code', language)}</th>
              <th scope="col">{say('territory', language)}</th>
              {hasGroups && (
                <th scope="col" class="large">
                  {say('epci', language)}
                </th>
              )}
              {columns.map(({ term }) => (
                <th scope="col" class="n">
                  {term.column}
                  {new Set(columns.map((one) => one.term.period)).size > 1 && (
                    <span class="sub">{periodText(term.period, language)}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            {head.map(line)}
            {last && (
              <>
                <tr>
                  <td colspan={2 + (hasGroups ? 1 : 0) + columns.length} class="quiet">
                    … {formatNumber(rows.length - SHOWN - 1, { language, decimals: 0 })} {say('moreRows', language)}
                  </td>
                </tr>
                {line(last)}
              </>
            )}
          </tbody>
        </table>
      </div>
      <p class="note gap">
        <a href={download(figure, language, 'csv')}>{say('allRows', language)}</a>
      </p>
    </Section>
  )
}

function Files({ page, language }: FigurePart) {
  const { vintages, terms } = page
  if (vintages.length === 0) return null
  return (
    <Section title={say('file', language)} notes={[say('atBottom', language)]}>
      {vintages.map((one) => (
        <FileSheet one={one} terms={terms} language={language} />
      ))}
    </Section>
  )
}

function FileSheet({
  one: { vintage, source },
  terms,
  language
}: {
  readonly one: VintageView
  readonly terms: readonly TermView[]
  readonly language: Language
}) {
  const columns = [...new Set(terms.filter(({ term }) => term.vintage === vintage.id).map(({ term }) => term.column))]
  return (
    <dl class="sheet">
      <div>
        <dt>{say('dataset', language)}</dt>
        <dd>
          {source.url ? <a href={source.url}>{source.label[language]}</a> : source.label[language]},{' '}
          {say('editionOf', language)} {vintage.edition}
        </dd>
      </div>
      <div>
        <dt>{say('producer', language)}</dt>
        <dd>
          {source.producer[language]}, {source.licence[language]}
        </dd>
      </div>
      <div>
        <dt>{say('file', language)}</dt>
        <dd class="mono">
          {vintage.file.name}
          {columns.length > 0 && `, ${say('columns', language)} ${columns.join(', ')}`}
        </dd>
      </div>
      <div>
        <dt>{say('codesOf', language)}</dt>
        <dd>COG {vintage.cog}</dd>
      </div>
      <div>
        <dt>{say('digest', language)}</dt>
        <dd class="mono">sha256 {vintage.file.sha256}</dd>
      </div>
    </dl>
  )
}
