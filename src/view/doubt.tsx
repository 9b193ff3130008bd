/** A doubt about a figure: what was written, what is read then and now, the answer and who signs it. */

import type { Language } from '../domain/shared/text.ts'
import { isSameShown, OUTCOMES, REFUSALS, type Shown } from '../domain/indicators/doubt.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { figureAddress } from '../domain/indicators/request.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Section, type Frame } from './layout.tsx'
import { ABSENCES, formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'
import { addressOf, valueText } from './value.tsx'

export type AnswerView = {
  readonly on: string
  readonly outcome: keyof typeof OUTCOMES
  readonly text: string
  readonly shown: Shown
  readonly name: string
  readonly organisation?: { readonly id: string; readonly name: string }
}

export type DoubtView = {
  readonly id: string
  readonly status: 'received' | 'open' | 'refused' | 'answered'
  readonly text: string
  readonly receivedOn: string
  readonly dueOn: string
  readonly isLate: boolean
  readonly refusal?: keyof typeof REFUSALS
  readonly indicator: Text
  readonly place: Text
  readonly period: Period
  readonly about: Parameters<typeof figureAddress>[0]
  readonly doubted: Shown
  readonly now?: Shown
  readonly officer?: string
  readonly answers: readonly AnswerView[]
}

type Part = { readonly doubt: DoubtView; readonly language: Language }

/** At its figure: the section that readers see, when there is something in it. */
export function FigureDoubts({
  doubts,
  language
}: {
  readonly doubts: readonly DoubtView[]
  readonly language: Language
}) {
  if (doubts.length === 0) return null
  return (
    <Section id="questions" title={word(TITLES.atFigure, language)} notes={[word(TITLES.atFigureNote, language)]}>
      {doubts.map((doubt) => (
        <DoubtCard doubt={doubt} language={language} />
      ))}
    </Section>
  )
}

/** The whole of a doubt, but for the figure's name where the page says it. */
export function DoubtCard({ doubt, language }: Part) {
  const isPublic = doubt.status === 'open' || doubt.status === 'answered'
  const day = dayText(doubt.receivedOn, language)
  const reported = `${word({ fr: 'Signalé le', en: 'Reported on' }, language)} ${day}`
  return (
    <article class="doubt" aria-label={`${word(TITLES.doubt, language)}, ${day}`}>
      <p class="note">
        {isPublic ? <a href={pathTo('doubts', language, doubt.id)}>{reported}</a> : reported}{' '}
        <DoubtTag doubt={doubt} language={language} />
      </p>
      <blockquote class="words">{doubt.text}</blockquote>
      {doubt.answers.map((answer) => (
        <Answer answer={answer} language={language} />
      ))}
      <Awaited doubt={doubt} language={language} />
    </article>
  )
}

function Answer({ answer, language }: { readonly answer: AnswerView; readonly language: Language }) {
  const { outcome, on, name, organisation, text } = answer
  return (
    <div class="answer">
      <p>
        <span class={`tag ${outcome === 'stands' ? '' : 'good'}`}>{word(capital(OUTCOMES[outcome]), language)}</span>
      </p>
      <p class="words">{text}</p>
      <p class="note">
        {dayText(on, language)}, <bdi>{name}</bdi>
        {organisation && (
          <>
            , <a href={pathTo('organisations', language, organisation.id)}>{organisation.name}</a>
          </>
        )}
      </p>
    </div>
  )
}

/** What is still to come, and from whom. */
function Awaited({ doubt, language }: Part) {
  const { status, answers, officer, dueOn, isLate, doubted, now } = doubt
  if (status === 'refused' && doubt.refusal) {
    return (
      <p class="note">
        {word({ fr: 'Non publié : le signalement', en: 'Not published: the report' }, language)}{' '}
        {word(REFUSALS[doubt.refusal], language)}.
      </p>
    )
  }
  if (status !== 'open' && status !== 'received') return null
  const last = answers.at(-1)?.shown ?? doubted
  return (
    <p class="note">
      {answers.length > 0 && now && !isSameShown(last, now) && (
        <>
          {word(REOPENED, language)} {shownText(last, language)} → {shownText(now, language)}.{' '}
        </>
      )}
      {word(isLate ? WAS_DUE : DUE, language)} {dayText(dueOn, language)}
      {officer !== undefined && (
        <>
          {' '}
          {word({ fr: 'de', en: 'from' }, language)} <bdi>{officer}</bdi>
        </>
      )}
      .
    </p>
  )
}

export function DoubtTag({ doubt, language }: Part) {
  const { status, isLate, answers } = doubt
  if (isLate) return <span class="tag grave">{word({ fr: 'Réponse en retard', en: 'Answer overdue' }, language)}</span>
  const name = status === 'open' && answers.length > 0 ? 'reopened' : status
  return <span class={`tag ${name === 'answered' ? 'good' : 'care'}`}>{word(STATUSES[name], language)}</span>
}

/** « Taux de vacance, Lens, 2022 », which opens the figure. */
export function DoubtedFigure({ doubt, language }: Part) {
  return (
    <a href={figureAddress(doubt.about, language)}>
      {doubt.indicator[language]}, {doubt.place[language]}, {periodText(doubt.period, language)}
    </a>
  )
}

/** As it was read; an absence in its word. */
export function shownText({ cell, unit, decimals }: Shown, language: Language): string {
  return 'value' in cell ? valueText({ unit, decimals }, cell.value, language) : ABSENCES[cell.status][language]
}

/** The way from a figure to its form. */
export function reportAddress(figure: Figure, language: Language): string {
  return pathTo('report', language) + addressOf(figure, language).slice(pathTo('figures', language).length)
}

export type DoubtsProps = {
  readonly frame: Frame
  readonly waiting: readonly DoubtView[]
  readonly answered: readonly DoubtView[]
  /** Working days. */
  readonly delay: number
}

/** All that was let through: what waits, what is late, what was answered. */
export function DoubtsPage({ frame, waiting, answered, delay }: DoubtsProps) {
  const { language } = frame
  const late = waiting.filter(({ isLate }) => isLate)
  const count = (number: number): string => formatNumber(number, { language, decimals: 0 })
  const lead = {
    fr: `Chacun peut signaler un doute depuis la page d’un chiffre. Un agent relit avant publication ; la réponse est publique, signée, et due sous ${delay} jours ouvrés.`,
    en: `Anyone may report a doubt from the page of a figure. An officer reads it before it is published; the answer is public, signed, and due within ${delay} working days.`
  }
  return (
    <TitledPage
      frame={frame}
      title={word(TITLES.all, language)}
      description={word(lead, language)}
      lead={word(lead, language)}
    >
      <dl class="identity">
        {(
          [
            [{ fr: 'attendent une réponse', en: 'await an answer' }, waiting.length],
            [{ fr: 'en retard', en: 'overdue' }, late.length],
            [{ fr: 'ont reçu leur réponse', en: 'answered' }, answered.length]
          ] as const
        ).map(([name, number]) => (
          <div>
            <dt>{word(name, language)}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
      </dl>
      <DoubtSection
        title={TITLES.waiting}
        doubts={[...late, ...waiting.filter(({ isLate }) => !isLate)]}
        {...{ language }}
      />
      <DoubtSection title={TITLES.answered} doubts={answered} {...{ language }} />
    </TitledPage>
  )
}

function DoubtSection({
  title,
  doubts,
  language
}: {
  readonly title: Text
  readonly doubts: readonly DoubtView[]
  readonly language: Language
}) {
  return (
    <Section title={word(title, language)}>
      {doubts.length === 0 && (
        <p class="quiet">{word({ fr: 'Aucun pour le moment.', en: 'None for now.' }, language)}</p>
      )}
      {doubts.map((doubt) => (
        <div class="doubted">
          <h3>
            <DoubtedFigure doubt={doubt} language={language} />
          </h3>
          <DoubtCard doubt={doubt} language={language} />
        </div>
      ))}
    </Section>
  )
}

function capital({ fr, en }: Text): Text {
  const raised = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)
  return { fr: raised(fr), en: raised(en) }
}

const STATUSES: Readonly<Record<DoubtView['status'] | 'reopened', Text>> = {
  received: { fr: 'En cours de relecture', en: 'Being read' },
  open: { fr: 'Attend une réponse', en: 'Awaits an answer' },
  reopened: { fr: 'Rouvert : le chiffre a changé', en: 'Reopened: the figure has changed' },
  answered: { fr: 'Répondu', en: 'Answered' },
  refused: { fr: 'Non publié', en: 'Not published' }
}

const REOPENED: Text = { fr: 'Le chiffre a changé depuis la réponse :', en: 'The figure has changed since the answer:' }
const DUE: Text = { fr: 'Réponse attendue au plus tard le', en: 'An answer is due by' }
const WAS_DUE: Text = { fr: 'La réponse était attendue le', en: 'The answer was due on' }

const TITLES = {
  doubt: { fr: 'Doute', en: 'Doubt' },
  all: { fr: 'Doutes et réponses', en: 'Doubts and answers' },
  waiting: { fr: 'En attente de réponse', en: 'Awaiting an answer' },
  answered: { fr: 'Répondus', en: 'Answered' },
  atFigure: { fr: 'Doutes et réponses', en: 'Doubts and answers' },
  atFigureNote: {
    fr: 'Ce que des lecteurs ont mis en doute, et ce qui leur a été répondu.',
    en: 'What readers doubted, and what they were answered.'
  }
} as const satisfies Record<string, Text>
