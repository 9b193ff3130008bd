/** The shaft: from the definition at the surface, by formula, perimeter and rows, down to the file. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { colon, communesText, download } from './figure-links.ts'
import { decimalsOf, Formula } from './figure-formula.tsx'
import type { FigurePart, TermView, VintageView } from './figure-view.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { CellText } from './value.tsx'

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
            <dd>
              {figure.reason === 'not-additive' ? say('notPublishedForIt', language) : contentText(worst, language)}
            </dd>
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
  if (over === 'territory') return say('publishedForIt', language)
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
      <div class="scroll" tabindex={0} role="region" aria-label={say('rows', language)}>
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
