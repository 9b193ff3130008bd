/** Figures of an issue that wait for one producer: what is printed, what it stands on, what was known before; yes or no. */

import type { VerdictStanding } from '../domain/editions/verdict.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { word } from './access-form.tsx'
import { editionTrail, queuePath } from './edition-desk.tsx'
import { colon } from './figure-links.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { editionPath } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'
import { addressOf, Value } from './value.tsx'

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

export type QueueProps = {
  readonly frame: Frame
  /** Empty for whoever only reads. */
  readonly token: string
  readonly edition: WrittenEdition
  readonly title: string
  readonly written: Language
  readonly organisation: string
  readonly name: Text
  readonly figures: readonly ShownAsked[]
  /** Of the observatory, answering for an organisation that is not theirs. */
  readonly isReporting: boolean
  readonly problem?: Text
  /** What was typed and ticked, by the names of fields. */
  readonly given?: Readonly<Record<string, string>>
}

export function QueuePage(props: QueueProps) {
  const { frame, token, edition, title: name, organisation, figures, problem, isReporting, given } = props
  const { language } = frame
  const title = word({ fr: 'Chiffres à valider', en: 'Figures to validate' }, language)
  const waiting = figures.filter(({ standing }) => standing.status === 'waiting')
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const isOpen = token !== ''
  return (
    <Page frame={frame} title={`${title}, ${name}`}>
      <Trail links={[...editionTrail(language), [editionPath(language, edition.id, 'desk'), name]]} here={title} />
      <div class="title">
        <div>
          <h1>{title}</h1>
          <p class="under">
            {word(props.name, language)} · <span lang={props.written}>{name}</span>
          </p>
        </div>
      </div>
      {problem && (
        <p class="notice grave wide-gap" role="alert">
          {word(problem, language)}
        </p>
      )}
      <p class="standfirst">
        {word(
          {
            fr: `${whole(waiting.length)} à regarder sur ${whole(figures.length)}.`,
            en: `${whole(waiting.length)} to look at out of ${whole(figures.length)}.`
          },
          language
        )}{' '}
        {edition.answerBy !== undefined &&
          word(
            {
              fr: `Réponse attendue jusqu’au ${dayText(edition.answerBy, 'fr')} ; ce qui reste sans réponse sera publié « sans objection reçue ».`,
              en: `An answer is expected until ${dayText(edition.answerBy, 'en')}; what is left unanswered will be published as “no objection received”.`
            },
            language
          )}
      </p>
      {!isOpen && <p class="notice wide-gap">{word(CLOSED, language)}</p>}
      <form method="post" action={queuePath(language, edition.id, organisation)} class="queue wide-gap">
        {isOpen && (
          <>
            <input type="hidden" name="token" value={token} />
            <Decide {...props} place="top" />
            {isReporting && (
              <p class="field gap">
                <label for="origin">{word(ORIGIN, language)}</label>
                <input id="origin" name="origin" value={given?.['origin'] ?? ''} maxlength={500} />
              </p>
            )}
          </>
        )}
        {figures.map((asked, i) => (
          <Asked {...props} asked={asked} index={i} />
        ))}
        {isOpen && <Decide {...props} place="foot" />}
      </form>
    </Page>
  )
}

/** First in the form: what the Enter key does. */
function Decide({ frame: { language }, place }: QueueProps & { readonly place: 'top' | 'foot' }) {
  return (
    <p class={place === 'foot' ? 'wide-gap' : undefined}>
      <button class="button solid" type="submit" name="decide" value="validate">
        {word({ fr: 'Valider les chiffres cochés', en: 'Validate the figures ticked' }, language)}
      </button>
    </p>
  )
}

function Asked(props: QueueProps & { readonly asked: ShownAsked; readonly index: number }) {
  const { frame, token, written, edition, asked, index, given } = props
  const { language } = frame
  const { key, stamp, figure, others, name, passages, vintages, previous, standing } = asked
  const isOpen = token !== ''
  return (
    <Section
      id={`figure-${index + 1}`}
      title={name}
      notes={[
        `${figure.perimeter.label[language]}, ${periodText(figure.period, language)}`,
        <Standing {...{ standing, language }} />
      ]}
    >
      <p class="finding">
        <Value figure={figure} language={language} />
        {others.map((one) => (
          <span class="note">
            {' '}
            {one.perimeter.label[language]}, {periodText(one.period, language)}
            {colon(language)}
            <Value figure={one} language={language} />
          </span>
        ))}
      </p>
      <ul class="lines gap" lang={written}>
        {passages.map(({ chapter, title, line, pieces }) => (
          <li>
            {pieces.map(({ text, isIt }) => (isIt ? <mark>{text}</mark> : text))}{' '}
            <span class="note" lang={language}>
              <a href={`${editionPath(language, edition.id, 'write')}/${encodeURIComponent(chapter)}`}>{title}</a>,{' '}
              {word({ fr: `ligne ${line}`, en: `line ${line}` }, language)}
            </span>
          </li>
        ))}
      </ul>
      <dl class="sheet gap">
        <div>
          <dt>{word({ fr: 'Fichiers', en: 'Files' }, language)}</dt>
          <dd>
            {vintages.map(({ vintage, source }) => (
              <span class="told">
                {source.producer[language]}, {source.label[language]}, {vintage.edition} ({vintage.file.name}){' '}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{word({ fr: 'Calcul', en: 'Computation' }, language)}</dt>
          <dd>
            <a href={addressOf(figure, language)}>
              {word({ fr: 'formule, lignes et méthode', en: 'formula, rows and method' }, language)}
            </a>
          </dd>
        </div>
        <div>
          <dt>{word({ fr: 'Auparavant', en: 'Before' }, language)}</dt>
          <dd>{previous ? <Before previous={previous} language={language} /> : word(NOTHING_BEFORE, language)}</dd>
        </div>
      </dl>
      {isOpen && (
        <div class="gap">
          <input type="hidden" name={`figures.${index}.key`} value={key} />
          <input type="hidden" name={`figures.${index}.stamp`} value={stamp} />
          <p>
            <label>
              <input
                type="checkbox"
                name={`figures.${index}.looked`}
                value="yes"
                checked={given?.[`figures.${index}.looked`] === 'yes'}
              />{' '}
              {word({ fr: 'J’ai regardé ce chiffre', en: 'I have looked at this figure' }, language)}
              <span class="unseen">
                {' '}
                {name}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
              </span>
            </label>
          </p>
          <details class="data" open={given?.['decide'] === `refuse:${index}`}>
            <summary>{word({ fr: 'Refuser ce chiffre', en: 'Refuse this figure' }, language)}</summary>
            <p class="field">
              <label for={`comment-${index}`}>
                {word({ fr: 'Pourquoi, en une phrase ou deux', en: 'Why, in a sentence or two' }, language)}
              </label>
              <textarea id={`comment-${index}`} name={`figures.${index}.comment`} rows={3} maxlength={2000}>
                {given?.[`figures.${index}.comment`] ?? ''}
              </textarea>
            </p>
            <button class="button small" type="submit" name="decide" value={`refuse:${index}`}>
              {word({ fr: 'Refuser', en: 'Refuse' }, language)}
              <span class="unseen">
                {' '}
                {name}, {figure.perimeter.label[language]}
              </span>
            </button>
          </details>
        </div>
      )}
    </Section>
  )
}

function Standing({ standing, language }: { readonly standing: VerdictStanding; readonly language: Language }) {
  if (standing.status === 'waiting') {
    return (
      <>
        <span class={standing.void ? 'tag care' : 'tag'}>{word(standing.void ? AGAIN : WAITS, language)}</span>
        {standing.void && ` ${dayText(standing.void.on, language)}`}
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

export type QueuesProps = {
  readonly frame: Frame
  readonly edition: WrittenEdition
  readonly title: string
  readonly producers: readonly {
    readonly organisation: string
    readonly name: Text
    readonly asked: number
    readonly waiting: number
  }[]
}

/** Where somebody answers for several, or for none. */
export function QueuesPage({ frame, edition, title: name, producers }: QueuesProps) {
  const { language } = frame
  const title = word({ fr: 'Chiffres à valider', en: 'Figures to validate' }, language)
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Page frame={frame} title={`${title}, ${name}`}>
      <Trail links={[...editionTrail(language), [editionPath(language, edition.id, 'desk'), name]]} here={title} />
      <div class="title">
        <h1>{title}</h1>
      </div>
      {producers.length === 0 ? (
        <p class="quiet wide-gap">
          {word({ fr: 'L’édition ne cite aucun chiffre.', en: 'The issue cites no figure.' }, language)}
        </p>
      ) : (
        <ul class="hits">
          {producers.map(({ organisation, name: whose, asked, waiting }) => (
            <li>
              <a href={queuePath(language, edition.id, organisation)}>{word(whose, language)}</a>{' '}
              <span class="note">
                {word(
                  {
                    fr: `${whole(waiting)} à regarder sur ${whole(asked)}`,
                    en: `${whole(waiting)} to look at out of ${whole(asked)}`
                  },
                  language
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

const SAID: Readonly<Record<'validated' | 'refused' | 'silent', Text>> = {
  validated: { fr: 'validé', en: 'validated' },
  refused: { fr: 'refusé', en: 'refused' },
  silent: { fr: 'sans objection reçue', en: 'no objection received' }
}
const WAITS: Text = { fr: 'à regarder', en: 'to look at' }
const AGAIN: Text = { fr: 'à revoir : la valeur a changé depuis', en: 'to be seen again: its value has changed since' }
const REPORTED: Text = { fr: 'transmis par l’observatoire', en: 'passed on by the observatory' }
const NOTHING_BEFORE: Text = { fr: 'rien n’était connu', en: 'nothing was known' }
const CLOSED: Text = {
  fr: 'Ces chiffres se lisent ici ; les valider revient à l’organisme, tant que l’édition est chez ses producteurs.',
  en: 'These figures are read here; the organisation validates them, while the issue is with its producers.'
}
const ORIGIN: Text = {
  fr: 'Comment la réponse de l’organisme vous est parvenue (lettre, courriel, date)',
  en: 'How the answer of the organisation reached you (letter, e-mail, date)'
}
