/** Claims that contradict each other: the list, and one with its arithmetic, both quotations and a proposed explanation. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Conflict } from '../domain/sources/conflict.ts'
import type { Document } from '../domain/sources/document.ts'
import { CAUSES, type Closing, type Decision } from '../domain/sources/ruling.ts'
import { CAUSE_WORDS, claimAmount, dateText } from './claim-text.ts'
import { REASONS, stepText } from './conflict-text.ts'
import { DecisionForm, DecisionNote, type GivenDecision, type Signing } from './claim-decision.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'

export type Stated = { readonly claim: Claim; readonly document: Document }

export type ConflictView = Conflict & {
  readonly state: Decision<Closing>
  readonly stated: readonly Stated[]
}

const TITLE: Text = { fr: 'Contradictions', en: 'Conflicts' }
const STATES: Readonly<Record<Decision<Closing>['status'], Text>> = {
  open: { fr: 'ouverte', en: 'open' },
  closed: { fr: 'close', en: 'closed' },
  reopened: { fr: 'rouverte', en: 'reopened' }
}
const TONES = { open: ' care', closed: ' good', reopened: ' grave' } as const

export function ConflictsPage({
  frame,
  conflicts
}: {
  readonly frame: Frame
  readonly conflicts: readonly ConflictView[]
}) {
  const { language } = frame
  const isOpen = ({ state }: ConflictView): boolean => state.status !== 'closed'
  const [open, closed] = [conflicts.filter(isOpen), conflicts.filter((one) => !isOpen(one))]
  const lead: Text = {
    fr: 'Ce que des documents affirment et qui ne peut pas être vrai ensemble, ou qui ne peut pas se vérifier. La machine le trouve et propose une explication ; une personne la confirme et signe.',
    en: 'What documents state and cannot all be right, or cannot be checked. The machine finds it and proposes an explanation; a person confirms and signs it.'
  }
  return (
    <Page frame={frame} title={TITLE[language]} description={lead[language]}>
      <Trail links={documentTrail(language)} here={TITLE[language]} />
      <div class="title">
        <h1>{TITLE[language]}</h1>
      </div>
      <p class="standfirst">{typeset(lead[language], language)}</p>
      {conflicts.length === 0 && (
        <p class="notice wide-gap">
          {typeset(
            { fr: 'Aucune affirmation n’en contredit une autre.', en: 'No claim contradicts another.' }[language],
            language
          )}
        </p>
      )}
      {open.length > 0 && (
        <Section title={`${{ fr: 'À expliquer', en: 'To be explained' }[language]} (${counted(open, language)})`}>
          <ConflictTable conflicts={open} untold="open" language={language} />
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={`${{ fr: 'Closes', en: 'Closed' }[language]} (${counted(closed, language)})`}>
          <ConflictTable conflicts={closed} untold="closed" language={language} />
        </Section>
      )}
    </Page>
  )
}

export function ConflictTable({
  conflicts,
  untold,
  language
}: {
  readonly conflicts: readonly ConflictView[]
  /** The state that the heading above tells already. */
  readonly untold?: ConflictView['state']['status']
  readonly language: Language
}) {
  return (
    <table class="table">
      <caption class="unseen">{TITLE[language]}</caption>
      <tbody>
        {conflicts.map(({ id, reason, steps, stated, state }) => (
          <tr>
            <th scope="row">
              <a href={pathTo('conflicts', language, id)}>{aboutText(stated, language)}</a>
              <span class="sub">{typeset(REASONS[reason].title[language], language)}</span>
              {steps.slice(0, 1).map((step) => (
                <span class="sub">{stepText(step, language)}</span>
              ))}
            </th>
            <td>{state.status !== untold && <StateTag state={state} language={language} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function StateTag({ state, language }: { readonly state: Decision<Closing>; readonly language: Language }) {
  return <span class={`tag${TONES[state.status]}`}>{STATES[state.status][language]}</span>
}

/** Claims shown of a conflict that has hundreds. */
const MOST_QUOTED = 12

export type ConflictProps = {
  readonly frame: Frame
  readonly conflict: ConflictView
  /** Absent for whoever may not close it. */
  readonly signing?: Signing
  readonly problem?: Text
  readonly given?: GivenDecision
}

export function ConflictPage({ frame, conflict, signing, problem, given }: ConflictProps) {
  const { language } = frame
  const { reason, steps, stated, state, id } = conflict
  const title = typeset(REASONS[reason].title[language], language)
  const about = aboutText(stated, language)
  return (
    <Page frame={frame} title={`${title}, ${about}`}>
      <Trail links={[...documentTrail(language), [pathTo('conflicts', language), TITLE[language]]]} here={title} />
      <div class="title">
        <h1>{title}</h1>
        <div class="tags">
          <StateTag state={state} language={language} />
        </div>
      </div>
      <p class="standfirst">{about}</p>
      {steps.length > 0 && (
        <Section title={{ fr: 'Le calcul', en: 'The arithmetic' }[language]}>
          <ul class="hits">
            {steps.map((step) => (
              <li>{stepText(step, language)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={{ fr: 'Ce qui est affirmé', en: 'What is stated' }[language]}>
        <ul class="hits">
          {stated.slice(0, MOST_QUOTED).map((one) => (
            <li>
              <Quotation {...one} language={language} />
            </li>
          ))}
        </ul>
        {stated.length > MOST_QUOTED && (
          <p class="note">
            {{ fr: 'et', en: 'and' }[language]} {formatNumber(stated.length - MOST_QUOTED, { language, decimals: 0 })}{' '}
            {{ fr: 'autres', en: 'others' }[language]}
          </p>
        )}
      </Section>
      <Section title={{ fr: 'Explication proposée', en: 'Proposed explanation' }[language]}>
        <p class="reading">{typeset(REASONS[reason].why[language], language)}</p>
        <DecisionNote decision={state} words={CAUSE_WORDS} chosen={(one) => one.cause} language={language} />
        {signing && (
          <DecisionForm
            action={`${pathTo('conflicts', language, id)}/close`}
            signing={signing}
            legend={{ fr: 'Clore cette contradiction', en: 'Close this conflict' }}
            name="cause"
            choices={CAUSES.map((cause) => [cause, CAUSE_WORDS[cause]])}
            isDecided={state.status !== 'open'}
            language={language}
            {...(problem && { problem })}
            {...(given && { given })}
          />
        )}
      </Section>
    </Page>
  )
}

/** In the language of the document, between the marks of the page. */
export function Quoted({ text, language }: { readonly text: string; readonly language: Language }) {
  const [before, after] = language === 'fr' ? ['«\u00a0', '\u00a0»'] : ['“', '”']
  return (
    <>
      {before}
      <span lang="fr">{text}</span>
      {after}
    </>
  )
}

/** The words, in their own language, then what is read in them and where. */
function Quotation({ claim, document, language }: Stated & { readonly language: Language }) {
  const about = [claim.perimeter, claim.period].filter((part) => part !== undefined).join(', ')
  return (
    <>
      <Quoted text={claim.quote} language={language} />{' '}
      <a href={pathTo('claims', language, claim.id)}>
        {claim.subject}, {claim.measure}
      </a>{' '}
      <strong>{claimAmount(claim, language)}</strong>
      <div class="note">
        {about === '' ? '' : `${about} — `}
        <a href={pathTo('documents', language, document.id)}>{document.title}</a>, {document.producer},{' '}
        {dateText(document.date, language)}
      </div>
    </>
  )
}

export function documentTrail(language: Language): readonly (readonly [string, string])[] {
  return [
    [pathTo('home', language), say('home', language)],
    [pathTo('documents', language), 'Documents']
  ]
}

/** The subjects, each once. */
function aboutText(stated: readonly Stated[], language: Language): string {
  const subjects = [...new Set(stated.map(({ claim }) => `${claim.subject}, ${claim.measure}`))]
  const [first = '', second] = subjects
  const more = subjects.length - 2
  const tail = more > 0 ? ` ; ${language === 'fr' ? `et ${more} de plus` : `and ${more} more`}` : ''
  return typeset(`${first}${second === undefined ? '' : ` ; ${second}`}${tail}`, language)
}

function counted(all: readonly unknown[], language: Language): string {
  return formatNumber(all.length, { language, decimals: 0 })
}
