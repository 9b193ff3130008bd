/** The workspace of who is signed in: what waits, one search over everything, their organisation, what has changed. */

import { WAITING_KINDS, type Waiting } from '../domain/access/waiting.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { LegalForm } from '../domain/organisations/organisation.ts'
import { FORMS } from '../domain/organisations/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { DoubtedFigure, DoubtTag, type DoubtView } from './doubt.tsx'
import { HitList, type Hit } from './hit-list.tsx'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Page, Section, type Frame } from './layout.tsx'
import { formatNumber } from './number.ts'
import { AsWritten } from './passage.tsx'
import { pathTo, twinOf } from './paths.ts'
import { periodText } from './period-text.ts'
import { dayText } from './territory-members.tsx'
import { Value } from './value.tsx'

export type OwnOrganisation = {
  readonly id: string
  readonly name: string
  readonly form?: LegalForm['form']
  readonly site?: string
  readonly offices: readonly { readonly name: string; readonly office: Text }[]
  readonly changes: readonly ShownChange[]
}

export type FoundView = {
  readonly hits: readonly Hit[]
  readonly figures: readonly { readonly figure: Figure; readonly label: string }[]
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly people: readonly { readonly name: string; readonly office: Text; readonly organisation: string }[]
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly email: string }[]
  readonly doubts: readonly DoubtView[]
  readonly changes: readonly ShownChange[]
}

export type WorkspaceProps = {
  readonly frame: Frame
  readonly name: string
  readonly roles: readonly string[]
  readonly waiting: readonly Waiting[]
  readonly unread: number
  readonly communes: readonly { readonly code: string; readonly name: string }[]
  readonly organisations: readonly OwnOrganisation[]
  readonly changes: { readonly scope: 'all' | 'own' | 'none'; readonly list: readonly ShownChange[] }
  /** What was searched for, with what was found. */
  readonly search?: { readonly text: string; readonly found: FoundView }
}

export function WorkspacePage(props: WorkspaceProps) {
  const { frame, name, roles, communes, search } = props
  const { language } = frame
  const title = word({ fr: 'Mon espace', en: 'My workspace' }, language)
  return (
    <Page frame={frame} title={title}>
      <div class="title">
        <div>
          <h1>{title}</h1>
          <p class="under">
            <bdi>{name}</bdi>
            {roles.length > 0 && ` · ${roles.join(', ')}`}
          </p>
        </div>
        <div class="actions">
          {communes.map((commune) => (
            <a class="button small" href={pathTo('communes', language, commune.code)}>
              {commune.name}
            </a>
          ))}
        </div>
      </div>
      <form class="wide-gap reading" action={pathTo('workspace', language)} role="search">
        <label for="q" class="note">
          {word(
            {
              fr: 'Chercher partout : chiffres, territoires, organismes, personnes, doutes, journal',
              en: 'Search everything: figures, territories, organisations, people, doubts, journal'
            },
            language
          )}
        </label>
        <div class="search">
          <input id="q" name="q" type="search" value={search?.text ?? ''} autocomplete="off" maxlength={200} />
          <button type="submit">{word({ fr: 'Chercher', en: 'Search' }, language)}</button>
        </div>
      </form>
      {search && <Results {...search} frame={frame} />}
      <WaitingSection {...props} />
      {props.organisations.map((one) => (
        <Own organisation={one} frame={frame} />
      ))}
      <Changes {...props} />
    </Page>
  )
}

function WaitingSection({ frame: { language }, waiting, unread }: WorkspaceProps) {
  const say = (text: Text): string => word(text, language)
  return (
    <Section
      title={say({ fr: 'Ce qui m’attend', en: 'What waits for me' })}
      notes={[
        <a href={pathTo('notifications', language)}>
          {unread === 0
            ? say({ fr: 'Mes avis', en: 'My notifications' })
            : `${formatNumber(unread, { language, decimals: 0 })} ${say(unread > 1 ? UNREAD.many : UNREAD.one)}`}
        </a>
      ]}
    >
      {waiting.length === 0 ? (
        <p class="quiet">{say({ fr: 'Rien ne vous attend.', en: 'Nothing waits for you.' })}</p>
      ) : (
        <ul class="news waits">
          {waiting.map(({ kind, title, path, since, due, isLate }) => (
            <li>
              <span class={`tag ${isLate ? 'grave' : ''}`}>{say(WAITING_KINDS[kind])}</span>
              <span>
                <a href={language === 'fr' ? path : twinOf(path)}>{title[language]}</a>
                <span class="sub">
                  {dayText(since, language)}
                  {due !== undefined &&
                    ` · ${say(isLate ? { fr: 'était attendu le', en: 'was due on' } : { fr: 'avant le', en: 'due by' })} ${dayText(due, language)}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Own({ organisation, frame }: { readonly organisation: OwnOrganisation; readonly frame: Frame }) {
  const { language } = frame
  const { id, name, form, site, offices, changes } = organisation
  return (
    <Section
      title={word({ fr: 'Mon organisme', en: 'My organisation' }, language)}
      notes={[
        <a href={pathTo('organisations', language, id)}>{word({ fr: 'Sa fiche', en: 'Its record' }, language)}</a>
      ]}
    >
      <h3>
        <AsWritten text={name} language={language} />
      </h3>
      {form && <p class="note">{word(FORMS[form], language)}</p>}
      {site !== undefined && (
        <p>
          <a href={site} rel="external">
            {site.replace(/^https?:\/\//, '')}
          </a>
        </p>
      )}
      {offices.length === 0 ? (
        <p class="note">
          {word({ fr: 'Aucun mandat en cours au registre.', en: 'No office held today in the register.' }, language)}
        </p>
      ) : (
        <ul class="plain gap">
          {offices.map((one) => (
            <li>
              {one.name}, {one.office[language]}
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && (
        <div class="gap">
          <ChangeList changes={changes} frame={frame} />
        </div>
      )}
    </Section>
  )
}

function Changes({ frame, changes }: WorkspaceProps) {
  const { language } = frame
  return (
    <Section
      title={word({ fr: 'Changements récents', en: 'Recent changes' }, language)}
      notes={[
        word(SCOPES[changes.scope], language),
        <a href={pathTo(changes.scope === 'all' ? 'register' : 'journal', language)}>
          {word({ fr: 'Journal', en: 'Journal' }, language)}
        </a>
      ]}
    >
      {changes.list.length > 0 && <ChangeList changes={changes.list} frame={frame} />}
      {changes.list.length === 0 && changes.scope !== 'none' && (
        <p class="quiet">{word({ fr: 'Rien en trente jours.', en: 'Nothing in thirty days.' }, language)}</p>
      )}
    </Section>
  )
}

function Results({ text, found, frame }: { readonly text: string; readonly found: FoundView; readonly frame: Frame }) {
  const { language } = frame
  const { hits, figures, organisations, people, accounts, doubts, changes } = found
  const say = (one: Text): string => word(one, language)
  const nothing = [hits, figures, organisations, people, accounts, doubts, changes].every((all) => all.length === 0)
  const link = (root: 'organisations' | 'access', id: string): string =>
    root === 'access' ? `${pathTo('access', language)}/accounts/${encodeURIComponent(id)}` : pathTo(root, language, id)
  return (
    <Section title={say({ fr: 'Résultats', en: 'Results' })} notes={[`« ${text} »`]}>
      {nothing && (
        <p class="notice">
          {say({
            fr: 'Rien ne répond à ces mots, parmi ce que vous pouvez voir.',
            en: 'Nothing answers to these words, among what you may see.'
          })}
        </p>
      )}
      {figures.length > 0 && (
        <>
          <h3>{say({ fr: 'Chiffres', en: 'Figures' })}</h3>
          <ul class="plain">
            {figures.map(({ figure, label }) => (
              <li>
                {label}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}{' '}
                <Value figure={figure} language={language} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Group
        title={{ fr: 'Territoires, indicateurs, thèmes', en: 'Territories, indicators, themes' }}
        hits={hits}
        language={language}
      />
      <Group
        title={{ fr: 'Organismes', en: 'Organisations' }}
        hits={organisations.map(({ id, name }) => ({ href: link('organisations', id), title: name, detail: '' }))}
        language={language}
      />
      <Group
        title={{ fr: 'Personnes', en: 'People' }}
        hits={people.map(({ name, office, organisation }) => ({
          href: link('organisations', organisation),
          title: name,
          detail: office[language]
        }))}
        language={language}
      />
      <Group
        title={{ fr: 'Comptes', en: 'Accounts' }}
        hits={accounts.map(({ id, name, email }) => ({ href: link('access', id), title: name, detail: email }))}
        language={language}
      />
      {doubts.length > 0 && (
        <>
          <h3 class="gap">{say({ fr: 'Doutes', en: 'Doubts' })}</h3>
          <ul class="plain">
            {doubts.map((doubt) => (
              <li>
                <a href={pathTo('doubts', language, doubt.id)}>{doubt.text.slice(0, 80)}</a>{' '}
                <DoubtTag doubt={doubt} language={language} />
                <span class="sub">
                  <DoubtedFigure doubt={doubt} language={language} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {changes.length > 0 && (
        <>
          <h3 class="gap">{say({ fr: 'Journal', en: 'Journal' })}</h3>
          <ChangeList changes={changes} frame={frame} />
        </>
      )}
    </Section>
  )
}

function Group({
  title,
  hits,
  language
}: {
  readonly title: Text
  readonly hits: readonly Hit[]
  readonly language: Language
}) {
  if (hits.length === 0) return null
  return (
    <>
      <h3 class="gap">{word(title, language)}</h3>
      <HitList hits={hits} caption={word(title, language)} />
    </>
  )
}

const UNREAD = {
  one: { fr: 'avis non lu', en: 'unread notification' },
  many: { fr: 'avis non lus', en: 'unread notifications' }
} as const satisfies Record<string, Text>

const SCOPES: Readonly<Record<WorkspaceProps['changes']['scope'], Text>> = {
  all: { fr: 'Dans tout le registre, depuis trente jours.', en: 'In the whole register, in thirty days.' },
  own: { fr: 'De ce qui vous concerne, depuis trente jours.', en: 'Of what concerns you, in thirty days.' },
  none: {
    fr: 'Votre rôle ne suit ni organisme ni territoire : ce qui change pour tous est au journal public.',
    en: 'Your role follows no organisation and no territory: what changes for everyone is in the public journal.'
  }
}
