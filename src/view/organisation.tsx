/** The page of an organisation: what it is on a day, what happened to its line, who holds office in it. */

import { FORMS, KINDS } from '../domain/organisations/form.ts'
import type { ListMember, OrganisationList } from '../domain/organisations/list.ts'
import { formOn, type Organisation, type Span } from '../domain/organisations/organisation.ts'
import type { Mandate, Person } from '../domain/organisations/person.ts'
import type { TimelineEvent } from '../domain/organisations/timeline.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { Act } from './access-form.tsx'
import { ChangeList, type ShownChange } from './journal.tsx'
import { DayFields, DayNotice, dayQuery, type ShownWhen } from './directory-dates.tsx'
import { OrganisationLink } from './directory.tsx'
import { tell } from './directory-messages.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { AsWritten, Quoting, writtenIn } from './passage.tsx'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

type Office = { readonly person: Pick<Person, 'id' | 'name' | 'example'>; readonly mandate: Mandate }

export type OrganisationProps = ShownWhen & {
  readonly frame: Frame
  readonly organisation: Organisation
  readonly name: string
  /** Undefined where it has none, or is a commune known by its code. */
  readonly territoryLabel: Text | undefined
  readonly replacedBy?: Organisation
  readonly lists: readonly (readonly [OrganisationList, ListMember])[]
  readonly timeline: readonly TimelineEvent[]
  readonly offices: readonly Office[]
  readonly undated: readonly Office[]
  readonly kin: readonly Organisation[]
  readonly changes: readonly ShownChange[]
  /** What whoever reads may do with it; absent for most. */
  readonly tools?: RecordTools
}

export type RecordTools = {
  readonly token: string
  readonly mayEdit: boolean
  readonly mayMerge: boolean
  readonly mayReadJournal: boolean
  /** The last change, when it is the reader’s own and can be taken back. */
  readonly undo?: number
}

export function OrganisationPage(props: OrganisationProps) {
  const {
    frame,
    organisation,
    name,
    replacedBy,
    lists,
    timeline,
    offices,
    undated,
    kin,
    changes,
    territoryLabel,
    tools,
    ...shown
  } = props
  const { language } = frame
  const address = pathTo('organisations', language, organisation.id)
  return (
    <Page frame={frame} title={name} current="directory">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [`${pathTo('directory', language)}${dayQuery(shown, language)}`, tell('directory', language)]
        ]}
        here={name}
      />
      <div class="title">
        <h1 lang={writtenIn(language)}>{name}</h1>
        {tools && <Tools tools={tools} id={organisation.id} language={language} />}
      </div>
      {replacedBy && (
        <p class="notice care gap">
          {tell('replacedBy', language)}{' '}
          <OrganisationLink organisation={replacedBy} shown={shown} language={language} />.
        </p>
      )}
      <DayNotice shown={shown} language={language} address={address} />
      <form class="row wide-gap" action={address}>
        <DayFields shown={shown} language={language} />
        <button class="button">{tell('show', language)}</button>
      </form>
      <Identity
        organisation={organisation}
        territoryLabel={territoryLabel}
        kin={kin}
        shown={shown}
        language={language}
      />
      {lists.length > 0 && (
        <Section id="lists" title={tell('lists', language)} notes={[tell('listsNote', language)]}>
          <ul class="hits">
            {lists.map(([list, { active, participation }]) => (
              <li>
                <a href={`${pathTo('lists', language, list.id)}${dayQuery(shown, language)}`}>
                  {typeset(list.label[language], language)}
                </a>
                {!active && ` (${tell('noLonger', language)})`}
                <span class="note">
                  {spanText(participation, language)} <AsWritten text={participation.source} language={language} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="timeline" title={tell('timeline', language)} notes={[tell('timelineNote', language)]}>
        {timeline.length === 0 ? (
          <p class="note">{tell('nothingDated', language)}</p>
        ) : (
          <dl class="sheet">
            {timeline.map(({ on, text, source }) => (
              <div>
                <dt>{on ? dayText(on, language).replaceAll('\u00a0', ' ') : tell('undatedEvent', language)}</dt>
                <dd>
                  {typeset(text[language], language)}
                  {source && (
                    <span class="note">
                      {' '}
                      <AsWritten text={source} language={language} />
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
      <Section id="offices" title={tell('offices', language)} notes={[tell('officesNote', language)]}>
        <Offices offices={offices} language={language} />
        {undated.length > 0 && (
          <div class="wide-gap">
            <h3>{tell('undatedOffices', language)}</h3>
            <Offices offices={undated} language={language} />
          </div>
        )}
      </Section>
      {changes.length > 0 && (
        <Section id="changes" title={tell('changes', language)}>
          <ChangeList changes={changes} frame={frame} />
        </Section>
      )}
    </Page>
  )
}

function Tools({
  tools: { token, mayEdit, mayMerge, mayReadJournal, undo },
  id,
  language
}: {
  readonly tools: RecordTools
  readonly id: string
  readonly language: Language
}) {
  return (
    <div class="actions">
      {mayEdit && (
        <a class="button small" href={`${pathTo('organisations', language, id)}/edit`}>
          {tell('correct', language)}
        </a>
      )}
      {mayReadJournal && (
        <a class="button small" href={`${pathTo('register', language)}?organisation=${id}`}>
          {tell('journal', language)}
        </a>
      )}
      {mayMerge && (
        <a class="button small" href={`${pathTo('mergeOrganisations', language)}?kept=${id}`}>
          {tell('merge', language)}
        </a>
      )}
      {undo !== undefined && (
        <Act action={`${pathTo('register', language)}/${undo}/undo`} token={token} label={tell('undoMine', language)} />
      )}
    </div>
  )
}

function Identity({
  organisation,
  territoryLabel,
  kin,
  shown,
  language
}: {
  readonly organisation: Organisation
  readonly territoryLabel: Text | undefined
  readonly kin: readonly Organisation[]
  readonly shown: ShownWhen
  readonly language: Language
}) {
  const { kind, names, aliases, territory, contact, note } = organisation
  const form = formOn(organisation, shown.when.day)
  return (
    <Section id="identity" title={tell('identity', language)} notes={note ? [typeset(note[language], language)] : []}>
      <dl class="sheet">
        <div>
          <dt>{tell('kind', language)}</dt>
          <dd>{KINDS[kind][language]}</dd>
        </div>
        <div>
          <dt>{capital(tell('form', language))}</dt>
          <dd>
            {FORMS[form?.form ?? 'unknown'][language]} {form && <span class="note">{spanText(form, language)}</span>}
          </dd>
        </div>
        <div>
          <dt>{tell('names', language)}</dt>
          <dd>
            {names.map((one) => (
              <p>
                <AsWritten text={one.name} language={language} /> <span class="note">{spanText(one, language)}</span>
              </p>
            ))}
          </dd>
        </div>
        {aliases.length > 0 && (
          <div>
            <dt>{tell('aliases', language)}</dt>
            <dd lang={writtenIn(language)}>{aliases.join(', ')}</dd>
          </div>
        )}
        {territory && (
          <div>
            <dt>{tell('territory', language)}</dt>
            <dd>
              <a href={pathTo('territories', language, territory)}>{territoryLabel?.[language] ?? territory}</a>
            </dd>
          </div>
        )}
        {contact?.site && (
          <div>
            <dt>{tell('site', language)}</dt>
            <dd>
              <a href={contact.site}>{contact.site}</a>
            </dd>
          </div>
        )}
        {contact?.address && (
          <div>
            <dt>{tell('address', language)}</dt>
            <dd lang={writtenIn(language)}>{contact.address}</dd>
          </div>
        )}
        {kin.length > 0 && (
          <div>
            <dt>{tell('kin', language)}</dt>
            <dd>
              {kin.map((one) => (
                <p>
                  <OrganisationLink organisation={one} shown={shown} language={language} />
                </p>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </Section>
  )
}

function Offices({ offices, language }: { readonly offices: readonly Office[]; readonly language: Language }) {
  if (offices.length === 0) return <p class="note">{tell('noOffice', language)}</p>
  return (
    <table class="table">
      <caption class="unseen">{tell('offices', language)}</caption>
      <tbody>
        {offices.map(({ person, mandate }) => (
          <tr>
            <th scope="row">
              {person.name} {person.example && <span class="tag">{tell('invented', language)}</span>}
            </th>
            <td>
              <Quoting text={mandate.office[language]} language={language} />
              <span class="sub">
                {spanText(mandate, language)} <AsWritten text={mandate.source} language={language} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** « depuis le 1er avril 2021, jusqu’au … », or the day it is attested on. */
function spanText({ from, to, attested }: Span & { readonly attested?: string }, language: Language): string {
  const parts = [
    from && `${tell('since', language)} ${dayText(from, language)}`,
    from === undefined && attested && `${tell('attested', language)} ${dayText(attested, language)}`,
    to && `${tell('until', language)} ${dayText(to, language)}`
  ].filter((part): part is string => typeof part === 'string' && part !== '')
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
