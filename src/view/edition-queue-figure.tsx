/** One figure that its producer is asked about: what is printed, what it stands on, what was known; and the answer. */

import { isOwnWord, valueSeen, type Verdict, type VerdictStanding } from '../domain/editions/verdict.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { word } from './access-form.tsx'
import { colon } from './figure-links.ts'
import { typeset } from './messages.ts'
import { editionPath, pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'
import { addressOf, Value, valueText } from './value.tsx'

/** A sentence in pieces, the number in question marked. */
export type ShownPassage = {
  readonly chapter: string
  readonly title: string
  readonly line: number
  readonly pieces: readonly { readonly text: string; readonly isIt: boolean }[]
}

export type ShownAsked = {
  readonly key: string
  readonly stamp: string
  readonly figure: Figure
  /** What it is counted from, and the other place. */
  readonly others: readonly Figure[]
  readonly name: string
  readonly passages: readonly ShownPassage[]
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  readonly previous:
    | {
        readonly figure: Figure
        readonly kind: 'edition' | 'vintage' | 'period'
        readonly title?: string
        readonly vintage?: string
      }
    | undefined
  readonly standing: VerdictStanding
}

export type AskedProps = {
  readonly asked: ShownAsked
  readonly language: Language
  /** Of the issue. */
  readonly written: Language
  readonly edition: string
  /** On the page. */
  readonly id: string
  /** Of the field, in the form of its group; undefined for whoever only reads it. */
  readonly rank: number | undefined
  /** What was chosen, when it could not be kept. */
  readonly chosen: string | undefined
  /** Whether the reader answers for another: what the organisation said itself is not theirs to change. */
  readonly isReporting: boolean
}

export function Asked({ asked, language, written, edition, id, rank, chosen, isReporting }: AskedProps) {
  const { figure, others, name, passages, previous, standing } = asked
  const isTheirs = isReporting && isOwnWord(standing)
  const isPlain = standing.status === 'waiting' && !standing.void && rank !== undefined
  return (
    <div class="queued" id={id}>
      <div>
        <h3>{name}</h3>
        <p class="note">
          {figure.perimeter.label[language]}, {periodText(figure.period, language)}
        </p>
      </div>
      <div>
        <p class="finding">
          <Value figure={figure} language={language} />
        </p>
        {others.map((one) => (
          <p class="note">
            {one.perimeter.label[language]}, {periodText(one.period, language)}
            {colon(language)}
            <Value figure={one} language={language} />
          </p>
        ))}
        <p class="note">
          {word({ fr: 'Auparavant', en: 'Before' }, language)}
          {colon(language)}
          {previous ? <Before previous={previous} language={language} /> : word(NOTHING_BEFORE, language)}
        </p>
      </div>
      <div>
        <ul class="lines" lang={written}>
          {passages.map(({ chapter, title, line, pieces }) => (
            <li>
              {pieces.map(({ text, isIt }) => (isIt ? <mark>{text}</mark> : text))}{' '}
              <span class="note" lang={language}>
                <a href={`${editionPath(language, edition, 'write')}/${encodeURIComponent(chapter)}`}>{title}</a>,{' '}
                {word({ fr: `ligne ${line}`, en: `line ${line}` }, language)}
              </span>
            </li>
          ))}
        </ul>
        {!isPlain && (
          <p class="note">
            <Standing {...{ standing, figure, language }} />
            {isTheirs && `. ${word(THEIRS, language)}`}
          </p>
        )}
        <div class="replies">
          {rank !== undefined && !isTheirs && <Answers {...{ asked, language, rank, chosen }} />}
          <Lineage asked={asked} language={language} />
        </div>
      </div>
    </div>
  )
}

function Answers({
  asked: { key, stamp, figure, name, standing },
  language,
  rank,
  chosen
}: Pick<AskedProps, 'asked' | 'language' | 'chosen'> & { readonly rank: number }) {
  return (
    <fieldset class="answers">
      <legend class="unseen">
        {word({ fr: 'Votre réponse', en: 'Your answer' }, language)}
        {colon(language)}
        {name}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
      </legend>
      <input type="hidden" name={`figures.${rank}.key`} value={key} />
      <input type="hidden" name={`figures.${rank}.stamp`} value={stamp} />
      {answersTo(standing).map(([value, label], i) => (
        <label>
          <input
            type="radio"
            name={`figures.${rank}.answer`}
            value={value}
            checked={chosen === undefined ? i === 0 : chosen === value}
          />{' '}
          {word(label, language)}
        </label>
      ))}
    </fieldset>
  )
}

function Lineage({ asked: { figure, name, vintages }, language }: Pick<AskedProps, 'asked' | 'language'>) {
  return (
    <details class="data">
      <summary>
        {word({ fr: 'Fichiers et calcul', en: 'Files and computation' }, language)}
        <span class="unseen">
          {' '}
          {name}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
        </span>
      </summary>
      <ul class="note">
        {vintages.map(({ vintage, source }) => (
          <li>
            {source.producer[language]}, <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>,{' '}
            {vintage.edition} ({vintage.file.name})
          </li>
        ))}
        <li>
          <a href={addressOf(figure, language)}>
            {word({ fr: 'formule, lignes et méthode', en: 'formula, rows and method' }, language)}
            <span class="unseen">
              {' '}
              {name}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
            </span>
          </a>
        </li>
      </ul>
    </details>
  )
}

/** The first is what is done when nothing is chosen: one more that was looked at, or an answer that stays. */
function answersTo({ status }: VerdictStanding): readonly (readonly [string, Text])[] {
  if (status === 'waiting') return [VALIDATE, LATER, REFUSE]
  return [['', KEEP], status === 'validated' ? REFUSE : VALIDATE, ['withdrawn', WITHDRAW]]
}

const VALIDATE = ['validated', { fr: 'Valider', en: 'Validate' }] as const
const LATER = ['', { fr: 'Plus tard', en: 'Later' }] as const
const REFUSE = ['refused', { fr: 'Refuser', en: 'Refuse' }] as const
const KEEP: Text = { fr: 'Garder ma réponse', en: 'Keep my answer' }
const WITHDRAW: Text = { fr: 'Retirer ma réponse', en: 'Take my answer back' }

function Standing({
  standing,
  figure,
  language
}: {
  readonly standing: VerdictStanding
  readonly figure: Figure
  readonly language: Language
}) {
  if (standing.status === 'waiting') {
    return (
      <>
        <span class={standing.void ? 'tag care' : 'tag'}>{word(standing.void ? AGAIN : WAITS, language)}</span>
        {standing.void && ` ${word(saidBefore(standing.void, figure), language)}`}
      </>
    )
  }
  const { verdict } = standing
  const tone = { validated: 'tag good', refused: 'tag grave', silent: 'tag' }[standing.status]
  return (
    <>
      <span class={tone}>{word(SAID[standing.status], language)}</span> {dayText(verdict.on, language)},{' '}
      <bdi>{verdict.author}</bdi>
      {verdict.isReported && ` (${word(REPORTED, language)})`}
      {verdict.comment !== undefined && `${colon(language)}${typeset(verdict.comment, language)}`}
    </>
  )
}

function Before({
  previous,
  language
}: {
  readonly previous: NonNullable<ShownAsked['previous']>
  readonly language: Language
}) {
  const { kind, figure, title, vintage } = previous
  const where = {
    edition: { fr: `dans « ${title ?? ''} »`, en: `in “${title ?? ''}”` },
    vintage: { fr: `dans le fichier précédent, ${vintage ?? ''}`, en: `in the earlier file, ${vintage ?? ''}` },
    period: { fr: 'la période d’avant', en: 'the period before' }
  }[kind]
  return (
    <>
      <Value figure={figure} language={language} />, {periodText(figure.period, language)}, {word(where, language)}
    </>
  )
}

/** « validé le 3 novembre 2026 pour 1 204 » */
function saidBefore({ decision, on, stamp, comment }: Verdict, figure: Figure): Text {
  const seen = valueSeen(stamp)
  const text = (language: Language): string => {
    const what = seen === undefined ? '' : { fr: ' pour ', en: ' for ' }[language] + valueText(figure, seen, language)
    const why = comment === undefined ? '' : `${colon(language)}${comment}`
    return `${SAID[decision][language]} ${{ fr: 'le', en: 'on' }[language]} ${dayText(on, language)}${what}${why}`
  }
  return { fr: text('fr'), en: text('en') }
}

const SAID: Readonly<Record<'validated' | 'refused' | 'silent', Text>> = {
  validated: { fr: 'validé', en: 'validated' },
  refused: { fr: 'refusé', en: 'refused' },
  silent: { fr: 'sans objection reçue', en: 'no objection received' }
}
const WAITS: Text = { fr: 'à regarder', en: 'to look at' }
const AGAIN: Text = { fr: 'à revoir : la valeur a changé depuis', en: 'to be seen again: its value has changed since' }
const REPORTED: Text = { fr: 'transmis par l’observatoire', en: 'passed on by the observatory' }
const THEIRS: Text = {
  fr: 'L’organisme a répondu lui-même : lui seul change sa réponse',
  en: 'The organisation answered itself: it alone changes its answer'
}
const NOTHING_BEFORE: Text = { fr: 'rien n’était connu', en: 'nothing was known' }
