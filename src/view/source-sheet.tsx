/** The sheet of a source: what a producer wants to see of his data here, and what readers must know of them. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language } from '../domain/shared/text.ts'
import type { VintageChanges } from '../domain/sources/changes.ts'
import type { Vintage } from '../domain/sources/source.ts'
import { SourceIssues, type SourceIssue } from './edition-citings.tsx'
import { ChangeLine } from './freshness.tsx'
import { FreshnessTag } from './freshness-tag.tsx'
import { nextText } from './freshness-text.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { AsWritten } from './passage.tsx'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { Standing, type StandingProps } from './source-standing.tsx'
import type { SourceLine } from './sources.tsx'
import { dayText } from './territory-members.tsx'
import { Value } from './value.tsx'

export type SourceSheetProps = {
  readonly frame: Frame
  readonly sheet: SourceLine & {
    readonly vintages: readonly (Vintage & { readonly changes?: VintageChanges })[]
    readonly uses: readonly { readonly indicator: Indicator; readonly figure?: Figure }[]
  }
  /** Issues of the booklet that stand on it. */
  readonly issues: readonly SourceIssue[]
  readonly standing: StandingProps
}

/** Vintages with hundreds of series say how many. */
const MOST_SERIES = 12

export function SourceSheetPage({ frame, sheet, issues, standing }: SourceSheetProps) {
  const { language } = frame
  const { source, vintages, freshness } = sheet
  return (
    <Page frame={frame} title={source.label[language]} description={source.notice[language]} current="sources">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('sources', language), say('sources', language)]
        ]}
        here={source.label[language]}
      />
      <div class="title">
        <div>
          <h1>{source.label[language]}</h1>
          <p class="under">{source.producer[language]}</p>
        </div>
        <FreshnessTag freshness={freshness} language={language} />
      </div>
      <div class="two wide-gap">
        <p class="reading">{typeset(source.notice[language], language)}</p>
        <dl class="sheet">
          <Line name={say('licence', language)}>{source.licence[language]}</Line>
          <Line name={{ fr: 'Dernière édition', en: 'Latest edition' }[language]}>{vintages[0]?.edition ?? '–'}</Line>
          <Line name={{ fr: 'Prochaine', en: 'Next' }[language]}>{nextText(freshness, language)}</Line>
          <Line name={{ fr: 'Rythme', en: 'Rhythm' }[language]}>{rhythmText(source.everyMonths, language)}</Line>
          {source.disclosure && (
            <Line name={{ fr: 'Secret', en: 'Secrecy' }[language]}>
              {
                {
                  fr: `Au moins ${source.disclosure.minUnits} unités ; aucune au-delà de ${formatNumber(100 * source.disclosure.maxShare, { language, decimals: 0 })}\u202f%.`,
                  en: `At least ${source.disclosure.minUnits} units; none above ${formatNumber(100 * source.disclosure.maxShare, { language, decimals: 0 })}%.`
                }[language]
              }{' '}
              <AsWritten text={source.disclosure.basis} language={language} />
            </Line>
          )}
          {source.url && (
            <Line name={{ fr: 'Chez le producteur', en: 'At the producer’s' }[language]}>
              <a class="mono" href={source.url}>
                <Pieces text={source.url.replace(/^https?:\/\/(www\.)?/, '')} after="/" />
              </a>
            </Line>
          )}
        </dl>
      </div>
      <Section
        title={{ fr: 'Livraisons', en: 'Deliveries' }[language]}
        notes={[
          {
            fr: 'Un millésime ne change jamais. Une correction est un nouveau millésime.',
            en: 'A vintage never changes. A correction is a new vintage.'
          }[language]
        ]}
      >
        {vintages.map((vintage) => (
          <Delivery vintage={vintage} language={language} />
        ))}
      </Section>
      <Uses frame={frame} sheet={sheet} />
      <SourceIssues issues={issues} language={language} />
      <Standing {...standing} language={language} />
    </Page>
  )
}

function Delivery({
  vintage,
  language
}: {
  readonly vintage: SourceSheetProps['sheet']['vintages'][number]
  readonly language: Language
}) {
  const { series, changes, notice, file } = vintage
  const shown = series.slice(0, MOST_SERIES)
  return (
    <article class="delivery" id={vintage.id}>
      <h3>
        {say('edition', language)} {vintage.edition}
      </h3>
      <p class="note">
        {{ fr: 'Reçue le', en: 'Received on' }[language]} {dayText(vintage.receivedOn, language)}, COG {vintage.cog},{' '}
        {formatNumber(vintage.rows, { language, decimals: 0 })} {{ fr: 'valeurs', en: 'values' }[language]}.{' '}
        <span class="mono">{file.name}</span>, SHA-256 <span class="mono">{file.sha256.slice(0, 12)}…</span>
      </p>
      {notice && <p class="notice gap">{typeset(sentences(notice[language]), language)}</p>}
      <div class="scroll" tabindex={0} role="region" aria-label={vintage.id}>
        <table class="table gap">
          <caption class="unseen">{vintage.id}</caption>
          <thead>
            <tr>
              <th scope="col">{{ fr: 'Série', en: 'Series' }[language]}</th>
              <th scope="col">{say('column', language)}</th>
              <th scope="col" class="large">
                {{ fr: 'Niveaux', en: 'Levels' }[language]}
              </th>
              <th scope="col">{{ fr: 'Périodes', en: 'Periods' }[language]}</th>
            </tr>
          </thead>
          <tbody class="scan">
            {shown.map(({ series: id, column, levels, periods }) => (
              <tr>
                <th scope="row" class="mono">
                  <Pieces text={id} after=":" />
                </th>
                <td class="mono">{column}</td>
                <td class="large">{levels.join(', ')}</td>
                <td class="whole">{periodsText(periods, language).replaceAll('\u00a0', ' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {series.length > shown.length && (
        <p class="note gap">
          {
            {
              fr: `Et ${series.length - shown.length} autres séries.`,
              en: `And ${series.length - shown.length} more series.`
            }[language]
          }
        </p>
      )}
      {changes && <ChangeLine changes={changes} language={language} />}
    </article>
  )
}

function Uses({ frame: { language }, sheet: { uses, source } }: Pick<SourceSheetProps, 'frame' | 'sheet'>) {
  return (
    <Section
      id="usages"
      title={{ fr: 'Ce qui s’en sert', en: 'What uses it' }[language]}
      notes={[
        {
          fr: 'Pour chacun, le dernier chiffre d’un territoire de la liste. Un tiret : une autre source répond à sa place.',
          en: 'For each, the latest figure of a listed territory. A dash: another source answers in its place.'
        }[language],
        {
          fr: `Citer : ${source.producer.fr}, ${source.label.fr}.`,
          en: `Cite: ${source.producer.en}, ${source.label.en}.`
        }[language]
      ].map((note) => typeset(note, language))}
    >
      <div class="scroll" tabindex={0} role="region" aria-label={say('indicators', language)}>
        <table class="table">
          <caption class="unseen">{say('indicators', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('indicator', language)}</th>
              <th scope="col" class="large">
                {say('territory', language)}
              </th>
              <th scope="col">{say('period', language)}</th>
              <th scope="col" class="n">
                {say('value', language)}
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {uses.map(({ indicator, figure }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
                </th>
                <td class="large">{figure?.perimeter.label[language]}</td>
                <td>{figure && periodText(figure.period, language).replaceAll('\u00a0', ' ')}</td>
                <td class="n">
                  {figure ? <Value figure={figure} language={language} /> : <span class="quiet">–</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** Remarks of a file are noted one after another, as a list would be: on a page they are sentences. */
function sentences(text: string): string {
  const begun = text.replaceAll(/(?<=^|\. )\p{Ll}/gu, (letter) => letter.toUpperCase())
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

/** A long name goes to the line where it is cut, never within a word or a number. */
function Pieces({ text, after }: { readonly text: string; readonly after: string }) {
  return (
    <>
      {text.split(after).map((piece, i) => (
        <>
          {i > 0 && (
            <>
              {after}
              <wbr />
            </>
          )}
          {piece}
        </>
      ))}
    </>
  )
}

function Line({ name, children }: { readonly name: string; readonly children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function rhythmText(months: number | undefined, language: Language): string {
  if (months === undefined) return { fr: 'pas de calendrier', en: 'no calendar' }[language]
  if (months === 12) return { fr: 'une édition par an', en: 'one edition a year' }[language]
  if (months === 3) return { fr: 'une édition par trimestre', en: 'one edition a quarter' }[language]
  return { fr: `une édition tous les ${months} mois`, en: `one edition every ${months} months` }[language]
}

function periodsText(
  periods: SourceSheetProps['sheet']['vintages'][number]['series'][number]['periods'],
  language: Language
): string {
  if (periods.length <= 3) return periods.map((period) => periodText(period, language)).join(', ')
  const [first, last] = [periods[0], periods.at(-1)]
  if (!first || !last) return ''
  const ends = `${periodText(first, language)}${language === 'fr' ? ' à ' : ' to '}${periodText(last, language)}`
  return `${ends} (${periods.length})`
}
