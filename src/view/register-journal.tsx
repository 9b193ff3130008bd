/** The journal for those who keep the register: who, why, on whose behalf, and what can be taken back. */

import type { Language, Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { Act, word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { clockText } from './edition-hour.ts'
import type { ShownChange } from './journal.tsx'
import { authorWords, reasonWords } from './journal-words.ts'
import { Section, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { pathTo, QUERY } from './paths.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'

export type RegisterJournalProps = {
  readonly frame: Frame
  readonly token: string
  readonly from: string
  readonly to: string
  readonly today: string
  readonly organisation?: { readonly id: string; readonly name: string }
  readonly unclear?: {
    readonly text: string
    readonly choice: readonly { readonly id: string; readonly name: string }[]
  }
  readonly names: readonly string[]
  readonly changes: readonly (ShownChange & {
    readonly author: string
    readonly undo: 'none' | 'change' | 'together' | 'merge'
  })[]
  readonly isCut: boolean
}

export function RegisterJournalPage(props: RegisterJournalProps) {
  const { frame, token, from, to, today, organisation, unclear, names, changes, isCut } = props
  const { language, zone } = frame
  const title = organisation
    ? word({ fr: `Journal : ${organisation.name}`, en: `Journal: ${organisation.name}` }, language)
    : word({ fr: 'Journal du registre', en: 'Journal of the register' }, language)
  const days = [...new Set(changes.map(({ at }) => dayThere(zone, new Date(at))))]
  return (
    <TitledPage
      frame={frame}
      title={title}
      trail={[[pathTo('journal', language), tell('journal', language)]]}
      lead={word(LEAD, language)}
    >
      <form class="row wide-gap" action={pathTo('register', language)}>
        <div class="field">
          <label for="from">{tell('from', language)}</label>
          <input id="from" name={QUERY.from[language]} type="date" value={from} max={today} />
        </div>
        <div class="field">
          <label for="to">{tell('to', language)}</label>
          <input id="to" name={QUERY.end[language]} type="date" value={to} max={today} />
        </div>
        <div class="field">
          <label for="organisation">{word({ fr: 'Organisme', en: 'Organisation' }, language)}</label>
          <input
            id="organisation"
            name="organisation"
            list="known"
            value={organisation?.name ?? unclear?.text ?? ''}
            maxlength={200}
          />
          <datalist id="known">
            {names.map((name) => (
              <option value={name} />
            ))}
          </datalist>
        </div>
        <button class="button solid">{tell('show', language)}</button>
      </form>
      {unclear && <Unclear {...unclear} from={from} to={to} language={language} />}
      {!unclear && days.length === 0 && <p class="notice wide-gap">{tell('noChange', language)}</p>}
      {days.map((day) => (
        <Section title={dayText(day, language)}>
          <ul class="facts signed">
            {changes
              .filter(({ at }) => dayThere(zone, new Date(at)) === day)
              .map((change) => (
                <Signed change={change} token={token} frame={frame} />
              ))}
          </ul>
        </Section>
      ))}
      {isCut && <p class="notice wide-gap">{tell('journalCut', language)}</p>}
    </TitledPage>
  )
}

function Unclear({
  text,
  choice,
  from,
  to,
  language
}: NonNullable<RegisterJournalProps['unclear']> & {
  readonly from: string
  readonly to: string
  readonly language: Language
}) {
  if (choice.length === 0) {
    const none = {
      fr: `Aucun organisme du registre ne s’appelle « ${text} » : tapez un mot de son nom, ou son sigle.`,
      en: `No organisation of the register is called “${text}”: type a word of its name, or its acronym.`
    }
    return <p class="notice wide-gap">{word(none, language)}</p>
  }
  return (
    <Section title={word({ fr: 'Lequel ?', en: 'Which one?' }, language)}>
      <ul class="hits">
        {choice.map(({ id, name }) => {
          const asked = { [QUERY.from[language]]: from, [QUERY.end[language]]: to, organisation: id }
          return (
            <li>
              <a href={`${pathTo('register', language)}?${new URLSearchParams(asked).toString()}`}>{name}</a>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Signed({
  change: { entry, at, title, fields, reason, onBehalf, author, undo },
  token,
  frame: { language, zone }
}: {
  readonly change: RegisterJournalProps['changes'][number]
  readonly token: string
  readonly frame: Frame
}) {
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  return (
    <li id={`entry-${entry}`}>
      <strong>{typeset(title[language], language)}</strong>
      <span class="note">
        {' '}
        <time datetime={at}>{clockText(new Date(at), zone, language)}</time>, <bdi>{authorWords(author, language)}</bdi>
        {onBehalf && ` ${tell('onBehalf', language)} ${onBehalf}`}, {tell('entry', language)} {entry}
      </span>
      {fields.map((field) => (
        <span class="sub">{typeset(field[language], language)}</span>
      ))}
      {reason && (
        <span class="sub">
          {tell('reason', language)}
          {colon}
          {typeset(reasonWords(reason, language), language)}
        </span>
      )}
      {undo !== 'none' && (
        <Act
          action={`${pathTo('register', language)}/${entry}/undo`}
          token={token}
          label={word(UNDO[undo], language)}
        />
      )}
    </li>
  )
}

const UNDO = {
  change: { fr: 'Annuler ce changement', en: 'Undo this change' },
  together: { fr: 'Annuler tout ce qui a été écrit avec', en: 'Undo all that was written with it' },
  merge: { fr: 'Annuler cette fusion', en: 'Undo this merge' }
}
const LEAD: Text = {
  fr: 'Qui a changé quoi, pourquoi, pour le compte de qui. Un changement à vous, fusion ou rôle compris, s’annule tant que rien n’a été écrit dessus ; l’annulation s’écrit aussi.',
  en: 'Who changed what, why, on whose behalf. A change of yours, a merge or a role included, can be undone as long as nothing was written over it; undoing is written as well.'
}
