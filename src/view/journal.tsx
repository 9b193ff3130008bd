/** What changed in the register between two days, as sentences. */

import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { tell } from './directory-messages.ts'
import { reasonWords } from './journal-words.ts'
import { Section, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { Quoting } from './passage.tsx'
import { pathTo, QUERY } from './paths.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'

export type ShownChange = {
  readonly entry: number
  readonly at: string
  readonly title: Text
  readonly fields: readonly Text[]
  readonly reason: string | null
  readonly onBehalf: string | null
}

export type JournalProps = {
  readonly frame: Frame
  readonly from: string
  readonly to: string
  readonly today: string
  readonly changes: readonly ShownChange[]
  readonly isCut: boolean
}

export function JournalPage({ frame, from, to, today, changes, isCut }: JournalProps) {
  const { language, zone } = frame
  const title = tell('journal', language)
  const days = [...new Set(changes.map(({ at }) => dayThere(zone, new Date(at))))]
  return (
    <TitledPage
      frame={frame}
      title={title}
      description={typeset(tell('journalLead', language), language)}
      trail={[[pathTo('directory', language), tell('directory', language)]]}
      lead={typeset(tell('journalLead', language), language)}
    >
      <form class="row wide-gap" action={pathTo('journal', language)}>
        <div class="field">
          <label for="from">{tell('from', language)}</label>
          <input id="from" name={QUERY.from[language]} type="date" value={from} max={today} />
        </div>
        <div class="field">
          <label for="to">{tell('to', language)}</label>
          <input id="to" name={QUERY.end[language]} type="date" value={to} max={today} />
        </div>
        <button class="button solid">{tell('show', language)}</button>
      </form>
      {days.length === 0 && <p class="notice wide-gap">{tell('noChange', language)}</p>}
      {days.map((day) => (
        <Section title={dayText(day, language)}>
          <ChangeList changes={changes.filter(({ at }) => dayThere(zone, new Date(at)) === day)} frame={frame} dated />
        </Section>
      ))}
      {isCut && <p class="notice wide-gap">{tell('journalCut', language)}</p>}
      <p class="note wide-gap">{tell('verifyHint', language)}</p>
    </TitledPage>
  )
}

export function ChangeList({
  changes,
  frame: { language, zone },
  dated = false
}: {
  readonly changes: readonly ShownChange[]
  readonly frame: Pick<Frame, 'language' | 'zone'>
  /** Under a title that says the day already. */
  readonly dated?: boolean
}) {
  return (
    <table class="table told">
      <caption class="unseen">{tell('journal', language)}</caption>
      <tbody>
        {changes.map(({ entry, at, title, fields, reason, onBehalf }) => (
          <tr>
            <th scope="row">
              <Quoting text={title[language]} language={language} />
              {fields.map((field) => (
                <span class="sub">{typeset(field[language], language)}</span>
              ))}
              {reason && (
                <span class="sub">
                  {tell('reason', language)}
                  {language === 'fr' ? '\u00a0: ' : ': '}
                  {typeset(reasonWords(reason, language), language)}
                </span>
              )}
            </th>
            <td class="keep">
              {!dated && <time datetime={at}>{dayText(dayThere(zone, new Date(at)), language)}</time>}
              <span class="sub">
                {onBehalf && `${tell('onBehalf', language)} ${onBehalf}, `}
                {tell('entry', language)} {entry}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
