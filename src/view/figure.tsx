/** The page of a figure: the number, the five things it carries, and the shaft that goes down to its file. */

import { isContested } from '../domain/indicators/caution.ts'
import type { Caution, Figure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { FigureDoubts, reportAddress, type DoubtView } from './doubt.tsx'
import { Citings, type CitingIssue } from './edition-citings.tsx'
import { colon, communesText, download } from './figure-links.ts'
import { Cite, Elsewhere, OtherPeriods, Serves } from './figure-more.tsx'
import { Shaft } from './figure-shaft.tsx'
import type { FigurePart, FigureView } from './figure-view.ts'
import { Page, Trail, type Frame } from './layout.tsx'
import { say, typeset, type Message } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { cautionText, reasonText } from './reason-text.ts'
import { isKnown, unitOf } from './units.ts'
import { absenceWord, addressOf, Value, valueText } from './value.tsx'

export type FigureProps = {
  readonly frame: Frame
  readonly page: FigureView
  /** Those that were let through. */
  readonly doubts: readonly DoubtView[]
  /** Issues of the booklet that cite it. */
  readonly citing: readonly CitingIssue[]
}

export function FigurePage({ frame, page, doubts, citing }: FigureProps) {
  const { language } = frame
  const { figure, indicator } = page
  const place = figure.perimeter.label[language]
  const name = indicator.label[language]
  const shown = bigText(figure, language)
  const part = { page, language }
  return (
    <Page
      frame={frame}
      title={`${name}, ${place}, ${periodText(figure.period, language)}${colon(language)}${shown}`}
      description={typeset(indicator.definition[language], language)}
      current="indicators"
    >
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('territories', language, figure.perimeter.id), place]
        ]}
        here={name}
      />
      <Day {...part} mayReport={frame.door !== 'none'} />
      <Doubts {...part} />
      <FigureDoubts doubts={doubts} language={language} />
      <Citings citing={citing} language={language} />
      <Shaft {...part} />
      <OtherPeriods {...part} />
      <Elsewhere {...part} />
      <Serves {...part} />
      <Cite {...part} author={frame.observatory[language]} />
    </Page>
  )
}

function Day({ page, language, mayReport }: FigurePart & { readonly mayReport: boolean }) {
  const { figure, indicator, perimeter, vintages } = page
  const hasValue = 'value' in figure.cell
  const producers = [
    ...new Set(vintages.map(({ source }) => `${source.producer[language]}, ${source.label[language]}`))
  ]
  return (
    <div class="day">
      <div>
        <h1>
          <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>,{' '}
          <a href={pathTo('territories', language, perimeter.id)}>{figure.perimeter.label[language]}</a>
        </h1>
        <p class={hasValue ? 'big' : 'big word'}>{bigText(figure, language)}</p>
        <p class="unit">{unitLine(figure, language)}</p>
        <p class="note gap">
          <a href="#cite">{say('cite', language)}</a> ·{' '}
          <a href={download(figure, language, 'csv')}>{say('download', language)} (CSV)</a> ·{' '}
          <a href={download(figure, language, 'json')}>JSON</a>
        </p>
        {mayReport && (
          <p class="gap">
            <a class="button small" href={reportAddress(figure, language)} rel="nofollow">
              {language === 'fr' ? 'Signaler un doute' : 'Report a doubt'}
            </a>
          </p>
        )}
      </div>
      <dl class="sheet">
        <div>
          <dt>{say('perimeter', language)}</dt>
          <dd>
            {communesText(figure.perimeter.communes.length, language)}, {say('geography', language)}{' '}
            {figure.geography.slice(0, 4)}
          </dd>
        </div>
        <div>
          <dt>{say('period', language)}</dt>
          <dd>{periodText(figure.period, language)}</dd>
        </div>
        <div>
          <dt>{say('source', language)}</dt>
          <dd>{producers.length === 0 ? say('none', language) : producers.join(' ; ')}</dd>
        </div>
        <div>
          <dt>{say('method', language)}</dt>
          <dd>{say(methodOf(page), language)}</dd>
        </div>
        <div>
          <dt>{say('status', language)}</dt>
          <dd class="tags">
            <State figure={figure} language={language} />
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** The number as large as it goes, its sign or % with it; or the word of its absence. */
function bigText(figure: Figure, language: Language): string {
  if (!('value' in figure.cell)) return absenceWord(figure, language)
  const about = figure.cell.status === 'E' ? '≈\u202f' : ''
  return about + valueText(figure, figure.cell.value, language, { bare: true, signed: isSigned(figure) })
}

function isSigned({ of, unit }: Figure): boolean {
  return of.length > 0 && unit !== 'index' && unit !== 'rank'
}

/** « habitants en 2018 »; a sign is already beside the number. */
function unitLine(figure: Figure, language: Language): string {
  const when = atPeriod(figure.period, language)
  if (!('value' in figure.cell)) return when
  const unit = unitOf(figure.unit)
  if (figure.ranking) {
    const peers = formatNumber(figure.ranking.peers, { language, decimals: 0 })
    return `${language === 'fr' ? 'sur' : 'of'} ${peers}, ${when}`
  }
  if (unit.form !== 'word') return when
  const words = Math.abs(figure.cell.value) < 2 ? unit.one[language] : unit.many[language]
  return isKnown(figure.unit) ? `${words} ${when}` : when
}

const LEVEL_METHODS = { members: 'methodSum', parts: 'methodParts', territory: 'methodAsIs' } as const

function methodOf({ indicator, figure }: FigureView): Message {
  const { formula } = indicator
  if (figure.reason === 'not-additive') return 'methodNone'
  if (formula.kind === 'level') return LEVEL_METHODS[figure.terms[0]?.over ?? 'territory']
  if (formula.kind === 'change') return 'methodChange'
  if (formula.kind === 'rank') return 'methodRank'
  if (formula.kind === 'weighted-mean') return 'methodMean'
  if (formula.kind === 'index') return 'methodIndex'
  return 'methodRatio'
}

function State({ figure, language }: { readonly figure: Figure; readonly language: Language }) {
  const { cell, terms, cautions } = figure
  return (
    <>
      {cell.status === 'A' && (
        <span class="tag good">
          {say(
            terms.every(({ over }) => over === 'territory') && terms.length > 0 ? 'published' : 'computed',
            language
          )}
        </span>
      )}
      {cell.status === 'E' && <span class="tag care">{say('estimated', language)}</span>}
      {cell.status === 'P' && <span class="tag care">{say('provisional', language)}</span>}
      {cell.status === 'Q' && <span class="tag care">{say('protectedValue', language)}</span>}
      {cell.status === 'O' && <span class="tag grave">{say('noValue', language)}</span>}
      {cell.status === 'M' && <span class="tag">{say('notApplicable', language)}</span>}
      {isContested(cautions) && (
        <a class="tag grave" href={cautions.some(isDrawnApart) ? '#elsewhere' : '#doubts'}>
          {say('contestedBy', language)}
        </a>
      )}
    </>
  )
}

/** With more, they stand in columns. */
const MANY_OFFERS = 8

/** Contests of the figure itself have a section of their own, with all that others say; those of a part do not. */
function isDrawnApart(caution: Caution): boolean {
  return caution.kind === 'contested' && caution.item === undefined
}

/** Why there is no value, and with what care to read the one there is. */
function Doubts({ page, language }: FigurePart) {
  const { figure } = page
  const { reason, cautions, unit, decimals, offers } = figure
  const shown = cautions.filter((caution) => !isDrawnApart(caution))
  const bound = lowerBound(figure, language)
  if (!reason && shown.length === 0 && offers.length === 0) return null
  return (
    <div class="doubts" id="doubts">
      {reason && !('value' in figure.cell) && (
        <p class="notice grave">
          <strong>{say('noAnswer', language)}</strong> {reasonText(reason, language)}
          {bound && ` ${bound}`}
        </p>
      )}
      {reason === 'no-vintage' && <KnownPeriods periods={page.periods} language={language} />}
      {offers.length > 0 && (
        <div class="offers">
          <h2>{say('offers', language)}</h2>
          <p class="note">{say('offersNote', language)}</p>
          <ul class={offers.length > MANY_OFFERS ? 'many' : undefined}>
            {offers.map(({ perimeter, label, cell }) => (
              <li>
                <span>{label[language]}</span>
                {'value' in cell ? (
                  <a
                    class="figure"
                    href={addressOf({ ...figure, perimeter: { ...figure.perimeter, id: perimeter } }, language)}
                  >
                    {valueText(figure, cell.value, language)}
                  </a>
                ) : (
                  <span class="quiet">{absenceWord({ ...figure, cell }, language)}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown.length > 0 && (
        <ul class="notice care">
          {shown.map((caution, i) => (
            <li>
              {i === 0 && <strong>{say('caution', language)}. </strong>}
              {cautionText(caution, { language, unit, decimals })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Beyond, the first and the last say enough: the page of each leads to all. */
const MOST_PERIODS = 12

/** Where no vintage holds the period: those that one may ask instead. */
function KnownPeriods({ periods, language }: Pick<FigureView, 'periods'> & { readonly language: Language }) {
  const known = periods.filter(({ cell }) => 'value' in cell)
  if (known.length === 0) return null
  const shown = known.length > MOST_PERIODS ? [...known.slice(0, 1), ...known.slice(1 - MOST_PERIODS)] : known
  return (
    <div class="offers">
      <h2>{say('knownPeriods', language)}</h2>
      <ul class={shown.length > MANY_OFFERS ? 'many' : undefined}>
        {shown.map((one) => (
          <li>
            <span>{periodText(one.period, language)}</span>
            <Value figure={one} language={language} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What an incomplete count still says. */
function lowerBound({ reason, terms, unit, decimals }: Figure, language: Language): string | undefined {
  const [term, ...more] = terms
  if (reason !== 'incomplete' || !term || more.length > 0 || term.lowerBound === undefined) return undefined
  const gaps = formatNumber(term.missing.length + term.withheld.length, { language, decimals: 0 })
  const bound = valueText({ unit, decimals }, term.lowerBound, language)
  const all = formatNumber(term.expected, { language, decimals: 0 })
  return {
    fr: `Manquent ${gaps} communes sur ${all}\u202f; au moins ${bound}.`,
    en: `${gaps} communes of ${all} are missing; at least ${bound}.`
  }[language]
}
