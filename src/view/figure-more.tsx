/** Beside the shaft: the same figure at other periods and in other files, what it serves to, how to cite it. */

import type { Figure } from '../domain/indicators/figure.ts'
import { periodType } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { DrawnData } from './drawn-data.tsx'
import { colon, download } from './figure-links.ts'
import type { FigurePart } from './figure-view.ts'
import { Section } from './layout.tsx'
import { liftedNotes } from './lifted-notes.tsx'
import { LineChart } from './line-chart.tsx'
import { say, typeset } from './messages.ts'
import { formatCell } from './number.ts'
import { Unbroken } from './passage.tsx'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { Value, valueText } from './value.tsx'

/** With more, a line reads better than rows. */
const FEW = 12

export function OtherPeriods({ page, language }: FigurePart) {
  const { figure, indicator, periods } = page
  const known = periods.filter(({ cell, period }) => 'value' in cell && periodType(period) !== 'span')
  if (known.length < 2 || !('value' in figure.cell)) return null
  const notes = [
    say('otherPeriodsNote', language),
    ...indicator.breaks.map((one) => (
      <>
        <strong>{one.label[language]}.</strong> {typeset(one.note[language], language)}
      </>
    )),
    ...liftedNotes(indicator, language)
  ]
  return (
    <Section id="periods" title={say('otherPeriods', language)} notes={notes}>
      {known.length > FEW ? (
        <Long figure={figure} known={known} page={page} language={language} />
      ) : (
        <Few figure={figure} known={known} language={language} />
      )}
    </Section>
  )
}

type Known = { readonly figure: Figure; readonly known: readonly Figure[]; readonly language: Language }

/** Differences with the figure shown, as bars from a drawn zero. */
function Few({ figure, known, language }: Known) {
  const base = 'value' in figure.cell ? figure.cell.value : 0
  const gaps = known.map(({ cell }) => ('value' in cell ? cell.value - base : 0))
  const most = Math.max(...gaps.map(Math.abs)) || 1
  const unit = figure.unit === 'percent' ? 'points' : figure.unit
  return (
    <table class="table">
      <caption class="unseen">{say('otherPeriods', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('period', language)}</th>
          <th scope="col" class="n">
            {say('value', language)}
          </th>
          <th scope="col" class="n">
            {say('gapWith', language)} {periodText(figure.period, language)}
          </th>
          <th scope="col" class="large gauge">
            <span class="unseen">{say('gapDrawn', language)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {known.map((one, i) => {
          const gap = gaps[i] ?? 0
          const isSubject = one.period === figure.period
          const size = (48 * Math.abs(gap)) / most
          return (
            <tr class={isSubject ? 'subject' : undefined}>
              <th scope="row">{periodText(one.period, language)}</th>
              <td class="n">
                <Value figure={one} language={language} bare />
              </td>
              <td class="n">
                {isSubject
                  ? '–'
                  : valueText({ unit, decimals: figure.decimals }, gap, language, { bare: true, signed: true })}
              </td>
              <td class="large gauge">
                <svg class="gap-bar" aria-hidden="true">
                  <line x1="50%" x2="50%" y1="0" y2="100%" />
                  <rect
                    x={`${(gap < 0 ? 50 - size : 50).toFixed(1)}%`}
                    width={`${size.toFixed(1)}%`}
                    y="25%"
                    height="50%"
                  />
                </svg>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Long({ figure, known, page, language }: Known & FigurePart) {
  const { indicator } = page
  const title = `${indicator.label[language]}, ${figure.perimeter.label[language]}`
  return (
    <>
      <LineChart
        title={title}
        language={language}
        breaks={indicator.breaks}
        lines={[{ label: '', figures: page.periods, mine: true }]}
      />
      <DrawnData
        title={title}
        heads={[say('period', language), say('value', language)]}
        rows={known.toReversed().map((one) => ({
          name: periodText(one.period, language),
          figures: [one],
          isOwn: one.period === figure.period
        }))}
        language={language}
      />
    </>
  )
}

/** Other editions of the same file, and other producers, who may differ. */
export function Elsewhere({ page, language }: FigurePart) {
  const { figure, others, vintages } = page
  if (figure.rivals.length === 0) return null
  const isContested = figure.cautions.some((caution) => caution.kind === 'contested' && caution.item === undefined)
  const [own] = vintages
  const base = 'value' in figure.cell ? figure.cell.value : undefined
  const { unit, decimals } = figure
  const style = { language, decimals }
  return (
    <Section
      id="elsewhere"
      title={say(isContested ? 'contestedTitle' : 'otherEditions', language)}
      notes={[say(isContested ? 'contestedNote' : 'otherEditionsNote', language)]}
    >
      <table class="table">
        <caption class="unseen">{say('otherEditions', language)}</caption>
        <thead>
          <tr>
            <th scope="col">{say('dataset', language)}</th>
            <th scope="col" class="large">
              {say('producer', language)}
            </th>
            <th scope="col" class="n">
              {say('value', language)}
            </th>
            <th scope="col" class="n">
              {say('gapWith', language)}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr class="subject">
            <th scope="row">
              {own ? `${own.source.label[language]}, ${own.vintage.edition}` : say('shownHere', language)}
            </th>
            <td class="large">{own?.source.producer[language]}</td>
            <td class="n">{formatCell(figure.cell, unit, style)}</td>
            <td class="n">–</td>
          </tr>
          {figure.rivals.map(({ vintage, cell }) => {
            const other = others.get(vintage)
            return (
              <tr>
                <th scope="row">{other ? `${other.source.label[language]}, ${other.vintage.edition}` : vintage}</th>
                <td class="large">{other?.source.producer[language]}</td>
                <td class="n">{formatCell(cell, unit, style)}</td>
                <td class="n">
                  {'value' in cell && base !== undefined
                    ? valueText({ unit, decimals }, cell.value - base, language, { bare: true, signed: true })
                    : '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Section>
  )
}

export function Serves({ page, language }: FigurePart) {
  const { servesTo } = page
  if (servesTo.length === 0) return null
  return (
    <Section id="serves" title={say('serves', language)}>
      <ul class="lines">
        {servesTo.map(({ id, label }) => (
          <li>
            <a href={pathTo('indicators', language, id)}>{label[language]}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Cite({ page, language, author }: FigurePart & { readonly author: string }) {
  const { figure, indicator, vintages } = page
  const sources = vintages.map(
    ({ source, vintage }) => `${source.producer[language]}, ${source.label[language]}, ${vintage.edition}`
  )
  const what = `${indicator.label[language]}, ${figure.perimeter.label[language]}, ${periodText(figure.period, language)}`
  const quoted = language === 'fr' ? `«\u00a0${what}\u00a0»` : `“${what}”`
  const address = language === 'fr' ? figure.address : englishAddress(figure)
  return (
    <Section id="cite" title={say('citeAndTake', language)} notes={[say('permanentNote', language)]}>
      <p class="cited">
        {author}, {quoted}, {say('geography', language)} {figure.geography.slice(0, 4)}.
        {sources.length > 0 && (
          <Unbroken text={` ${say('source', language)}${colon(language)}${sources.join(typeset(' ; ', language))}.`} />
        )}
      </p>
      <p class="note gap mono">
        <a href={address}>{address}</a>
      </p>
      <p class="actions gap">
        <a class="button small" href={download(figure, language, 'csv')}>
          {say('rowsCsv', language)}
        </a>
        <a class="button small" href={download(figure, language, 'json')}>
          {say('lineageJson', language)}
        </a>
      </p>
    </Section>
  )
}

function englishAddress({ address }: Figure): string {
  return address.replace(/^\/chiffres/, '/en/figures').replace('geographie=', 'geography=')
}
