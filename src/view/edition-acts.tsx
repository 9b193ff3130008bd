/** What is to be done next of an issue, by whom, and the forms that do it. */

import type { Publication } from '../domain/editions/archive.ts'
import type { EditionStep } from '../domain/editions/transition.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { Act, word } from './access-form.tsx'
import { isOnItsWay, OnItsWay, type ShownFreezing } from './edition-freezing.tsx'
import { hourText, placeOf } from './edition-hour.ts'
import type { Frame } from './layout.tsx'
import { formatNumber } from './number.ts'
import { editionPath } from './paths.ts'

export type ActsProps = {
  readonly frame: Pick<Frame, 'language'>
  /** Empty for whoever takes no step. */
  readonly token: string
  readonly edition: WrittenEdition
  readonly title: string
  /** Steps that the one who reads may take, whatever the state. */
  readonly may: Readonly<Record<EditionStep, boolean>>
  /** Undefined where the text cannot be read. */
  readonly checked?: { readonly figures: number; readonly faults: number; readonly warnings: number }
  readonly freezing: ShownFreezing
  readonly producers: readonly { readonly refused: number; readonly waiting: number }[]
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Proposed as the last day to answer. */
  readonly answerBy: string
  /** Proposed as the hour of the embargo, on the clocks of the observatory; empty: none. */
  readonly embargo: { readonly day: string; readonly hour: string }
  readonly zone: string
  /** The latest first. */
  readonly publications: readonly Publication[]
  /** What was typed, when something is to be put right. */
  readonly given?: Readonly<Record<string, string>>
}

export function EditionActs(props: ActsProps) {
  const { edition } = props
  switch (edition.state) {
    case 'draft':
      return <Submit {...props} />
    case 'checking':
      return (
        <>
          <Approve {...props} />
          <Back {...props} step="reopen" />
        </>
      )
    case 'approved':
      return (
        <>
          <Freeze {...props} />
          <Back {...props} step="reopen" />
        </>
      )
    case 'frozen':
      return (
        <>
          <Publish {...props} />
          <Back {...props} step="reopen" />
        </>
      )
    case 'published':
      return (
        <>
          <Published {...props} />
          {isHidden(props) && <Back {...props} step="withdraw" />}
        </>
      )
  }
}

function Say({ frame: { language }, text }: Pick<ActsProps, 'frame'> & { readonly text: Text }) {
  return <p class="reading">{word(text, language)}</p>
}

function Submit(props: ActsProps) {
  const { frame, token, edition, checked, may, answerBy, given } = props
  const { language } = frame
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const report = editionPath(language, edition.id, 'check')
  if (!checked) return <Say {...props} text={UNREADABLE} />
  if (checked.faults > 0) {
    return (
      <p class="reading">
        <a href={report}>
          {word(
            {
              fr: `${whole(checked.faults)} ${checked.faults > 1 ? 'défauts' : 'défaut'} à corriger`,
              en: `${whole(checked.faults)} ${checked.faults > 1 ? 'faults' : 'fault'} to mend`
            },
            language
          )}
        </a>{' '}
        {word(
          { fr: 'avant de soumettre l’édition à ses producteurs.', en: 'before the issue is submitted.' },
          language
        )}
      </p>
    )
  }
  return (
    <>
      <p class="reading">
        {word(countText(checked.figures, FIGURES, whole), language)},{' '}
        {word({ fr: 'aucun défaut', en: 'no fault' }, language)},{' '}
        <a href={report}>{word(countText(checked.warnings, POINTS, whole), language)}</a>
        {word(
          checked.figures === 0
            ? {
                fr: '. Il n’y a rien à demander à des producteurs : soumise, elle peut être approuvée aussitôt.',
                en: '. There is nothing to ask of producers: once submitted, it may be approved at once.'
              }
            : { fr: '. L’édition peut aller chez ses producteurs.', en: '. The issue may go to its producers.' },
          language
        )}
      </p>
      {may.submit ? (
        <form method="post" action={stepPath(edition, language, 'submit')} class="row gap">
          <input type="hidden" name="token" value={token} />
          {checked.figures === 0 ? (
            <input type="hidden" name="answerBy" value={answerBy} />
          ) : (
            <p class="field">
              <label for="answerBy">
                {word({ fr: 'Dernier jour pour répondre', en: 'Last day to answer' }, language)}
              </label>
              <input id="answerBy" name="answerBy" type="date" value={given?.['answerBy'] ?? answerBy} required />
            </p>
          )}
          <button class="button solid" type="submit">
            {word(checked.figures === 0 ? TO_APPROVAL : TO_PRODUCERS, language)}
          </button>
        </form>
      ) : (
        <Say {...props} text={WRITER_DOES} />
      )}
    </>
  )
}

function Approve(props: ActsProps) {
  const { frame, token, edition, may, producers, today } = props
  const { language } = frame
  const refused = producers.reduce((sum, one) => sum + one.refused, 0)
  const waiting = producers.reduce((sum, one) => sum + one.waiting, 0)
  const isOver = edition.answerBy !== undefined && today > edition.answerBy
  if (refused > 0) return <Say {...props} text={REFUSED} />
  if (waiting > 0 && !isOver) return <Say {...props} text={WAITING} />
  return (
    <>
      <Say {...props} text={waiting > 0 ? SILENT : ANSWERED} />
      {may.approve ? (
        <div class="gap">
          <Act
            action={stepPath(edition, language, 'approve')}
            token={token}
            label={word({ fr: 'Approuver l’édition', en: 'Approve the issue' }, language)}
          />
        </div>
      ) : (
        <Say {...props} text={APPROVER_DOES} />
      )}
    </>
  )
}

function Freeze(props: ActsProps) {
  const { frame, token, edition, may, freezing, zone } = props
  const { language } = frame
  if (isOnItsWay(freezing)) {
    return <OnItsWay freezing={freezing} again={editionPath(language, edition.id, 'desk')} {...{ language, zone }} />
  }
  return (
    <>
      {freezing.status === 'failed' && (
        <p class="notice grave" role="alert">
          {word(freezing.why, language)}
        </p>
      )}
      <Say {...props} text={TO_FREEZE} />
      {may.freeze ? (
        <div class="gap">
          <Act
            action={stepPath(edition, language, 'freeze')}
            token={token}
            label={word({ fr: 'Figer l’édition', en: 'Freeze the issue' }, language)}
          />
        </div>
      ) : (
        <Say {...props} text={APPROVER_DOES} />
      )}
    </>
  )
}

function Publish(props: ActsProps) {
  const { frame, token, edition, may, embargo, zone, given } = props
  const { language } = frame
  if (!may.publish) return <Say {...props} text={APPROVER_DOES} />
  const place = placeOf(zone)
  return (
    <>
      <Say {...props} text={TO_PUBLISH} />
      <form method="post" action={stepPath(edition, language, 'publish')} class="row gap">
        <input type="hidden" name="token" value={token} />
        <p class="field">
          <label for="day">
            {word({ fr: 'Embargo jusqu’au (facultatif)', en: 'Embargo until (optional)' }, language)}
          </label>
          <input id="day" name="day" type="date" value={given?.['day'] ?? embargo.day} />
        </p>
        <p class="field">
          <label for="hour">{word({ fr: `à l’heure de ${place}`, en: `at the hour of ${place}` }, language)}</label>
          <input id="hour" name="hour" type="time" value={given?.['hour'] ?? embargo.hour} />
        </p>
        <button class="button solid" type="submit">
          {word({ fr: 'Publier', en: 'Publish' }, language)}
        </button>
      </form>
    </>
  )
}

/** Until its hour an issue is published and nobody reads it. */
function Published(props: ActsProps) {
  const { frame, edition, publications, zone } = props
  const { language } = frame
  const embargo = publications[0]?.embargo
  return (
    <p class="reading">
      {embargo === undefined || !isHidden(props) ? (
        <>
          {word({ fr: 'L’édition est publiée :', en: 'The issue is published:' }, language)}{' '}
          <a href={editionPath(language, edition.id)}>{word({ fr: 'sa page', en: 'its page' }, language)}</a>.
        </>
      ) : (
        word(hiddenUntil(hourText(embargo, zone, 'fr'), hourText(embargo, zone, 'en')), language)
      )}{' '}
      {word(PUBLISHED, language)}
    </p>
  )
}

/** Its hour is to come, or was today. */
function isHidden({ publications, zone, today }: ActsProps): boolean {
  const embargo = publications[0]?.embargo
  return embargo !== undefined && dayThere(zone, embargo) >= today
}

function hiddenUntil(fr: string, en: string): Text {
  return {
    fr: `L’édition paraît le ${fr} : personne ne la lit avant, sauf ceux qui y travaillent.`,
    en: `The issue comes out on ${en}: nobody reads it before, but those who work on it.`
  }
}

type Counted = Readonly<Record<'none' | 'one' | 'many', Text>>

function countText(count: number, { none, one, many }: Counted, whole: (value: number) => string): Text {
  if (count === 0) return none
  const { fr, en } = count === 1 ? one : many
  return { fr: `${whole(count)} ${fr}`, en: `${whole(count)} ${en}` }
}

const FIGURES: Counted = {
  none: { fr: 'Aucun chiffre', en: 'No figure' },
  one: { fr: 'chiffre', en: 'figure' },
  many: { fr: 'chiffres', en: 'figures' }
}
const POINTS: Counted = {
  none: { fr: 'aucun point à savoir', en: 'no point to know' },
  one: { fr: 'point à savoir', en: 'point to know' },
  many: { fr: 'points à savoir', en: 'points to know' }
}

/** A step back, which wants a reason. */
function Back(props: ActsProps & { readonly step: keyof typeof BACK }) {
  const { frame, token, edition, may, given, step } = props
  const { language } = frame
  if (!may[step]) return null
  return (
    <details class="data" open={given?.['reason'] !== undefined}>
      <summary>{word(BACK[step].title, language)}</summary>
      <form method="post" action={stepPath(edition, language, step)} class="row gap">
        <input type="hidden" name="token" value={token} />
        <p class="field">
          <label for="reason">{word({ fr: 'Pourquoi', en: 'Why' }, language)}</label>
          <input id="reason" name="reason" value={given?.['reason'] ?? ''} maxlength={300} required />
        </p>
        <button class="button" type="submit">
          {word(BACK[step].button, language)}
        </button>
      </form>
    </details>
  )
}

const BACK = {
  reopen: {
    title: { fr: 'Rouvrir l’édition à l’écriture', en: 'Open the issue to writing again' },
    button: { fr: 'Rouvrir', en: 'Reopen' }
  },
  withdraw: {
    title: { fr: 'Retirer l’édition avant son heure', en: 'Take the issue back before its hour' },
    button: { fr: 'Retirer', en: 'Take back' }
  }
} as const satisfies Partial<Record<EditionStep, Readonly<Record<'title' | 'button', Text>>>>

/** The same word in both languages, as of any form. */
function stepPath({ id }: WrittenEdition, language: 'fr' | 'en', step: EditionStep): string {
  return `${editionPath(language, id)}/${step}`
}

const TO_PRODUCERS: Text = { fr: 'Soumettre aux producteurs', en: 'Submit to producers' }
const TO_APPROVAL: Text = { fr: 'Soumettre à l’approbation', en: 'Submit for approval' }
const UNREADABLE: Text = {
  fr: 'Corrigez d’abord ce qui empêche de lire le texte.',
  en: 'First mend what keeps the text from being read.'
}
const WRITER_DOES: Text = {
  fr: 'Un chargé d’études ou un rédacteur la soumet.',
  en: 'A study officer or an editor submits it.'
}
const APPROVER_DOES: Text = {
  fr: 'Un validateur ou un chargé d’études fait ce pas.',
  en: 'A validator or a study officer takes this step.'
}
const REFUSED: Text = {
  fr: 'Un producteur refuse un chiffre, ci-dessous : rouvrez l’édition pour le corriger, ou attendez qu’il revienne sur son refus.',
  en: 'A producer refuses a figure, below: reopen the issue to mend it, or wait until the refusal is taken back.'
}
const WAITING: Text = {
  fr: 'Des producteurs n’ont pas encore répondu, et leur délai court : l’édition pourra être approuvée quand tous auront répondu, ou le lendemain du dernier jour.',
  en: 'Producers have not answered yet, and their delay runs: the issue may be approved once all have answered, or the day after the last one.'
}
const SILENT: Text = {
  fr: 'Le délai est passé, et personne ne refuse : ce qui est resté sans réponse sera montré « sans objection reçue ».',
  en: 'The delay is over, and nobody refuses: what was left unanswered will be shown as “no objection received”.'
}
const ANSWERED: Text = {
  fr: 'Tous les chiffres sont validés.',
  en: 'All figures are validated.'
}
const TO_FREEZE: Text = {
  fr: 'Figer demande tous les chiffres une dernière fois, les compare à ce qui a été validé, dessine les graphiques et garde le tout sous son empreinte. Rien n’y change plus ensuite.',
  en: 'Freezing asks all figures one last time, compares them with what was validated, draws the charts and keeps all of it under its digest. Nothing changes in it afterwards.'
}
const TO_PUBLISH: Text = {
  fr: 'L’édition est figée. Sans heure d’embargo, elle paraît tout de suite ; avec, personne ne la lit avant, sauf ceux qui y travaillent.',
  en: 'The issue is frozen. Without an hour of embargo, it is out at once; with one, nobody reads it before, but those who work on it.'
}
const PUBLISHED: Text = {
  fr: 'Son texte et ses chiffres ne changent plus ; une erreur se corrige par un erratum public.',
  en: 'Its text and figures change no more; an error is corrected by a public erratum.'
}
