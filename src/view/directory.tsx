/** The public directory: organisations found by any of their names, lists computed from the register. */

import { FORMS, KINDS, KIND_NAMES, type Kind } from '../domain/organisations/form.ts'
import type { ListDifference, ListMember, OrganisationList } from '../domain/organisations/list.ts'
import { formOn, nameOn, type Organisation } from '../domain/organisations/organisation.ts'
import type { Language } from '../domain/shared/text.ts'
import { DayFields, DayNotice, dayQuery, type ShownWhen } from './directory-dates.tsx'
import { tell } from './directory-messages.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { AsWritten } from './passage.tsx'
import { pathTo, QUERY } from './paths.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'

type Members = { readonly list: OrganisationList; readonly members: readonly ListMember[] }

export type DirectoryProps = ShownWhen & {
  readonly frame: Frame
  readonly text: string
  readonly kind: Kind | undefined
  readonly organisations: readonly Organisation[]
  readonly lists: readonly Members[]
  /** What whoever reads may do to the register. */
  readonly may: { readonly add: boolean; readonly seePeople: boolean }
}

export function DirectoryPage({ frame, text, kind, organisations, lists, may, ...shown }: DirectoryProps) {
  const { language } = frame
  const { day } = shown.when
  const address = pathTo('directory', language)
  return (
    <Page
      frame={frame}
      title={tell('directory', language)}
      current="directory"
      description={typeset(tell('directoryLead', language), language)}
    >
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={tell('directory', language)} />
      <div class="title">
        <h1>{tell('directory', language)}</h1>
        {may.add && (
          <div class="actions">
            <a class="button small" href={pathTo('newOrganisation', language)}>
              {tell('addOne', language)}
            </a>
            <a class="button small" href={pathTo('importOrganisations', language)}>
              {tell('importThem', language)}
            </a>
            <a class="button small" href={pathTo('mergeOrganisations', language)}>
              {tell('merge', language)}
            </a>
            {may.seePeople && (
              <a class="button small" href={pathTo('people', language)}>
                {tell('people', language)}
              </a>
            )}
          </div>
        )}
      </div>
      <p class="standfirst">{typeset(tell('directoryLead', language), language)}</p>
      <DayNotice shown={shown} language={language} address={address} />
      <form class="row wide-gap" action={address} role="search">
        <div class="field">
          <label for="text">{tell('find', language)}</label>
          <input id="text" name={QUERY.text[language]} type="search" value={text} maxlength={100} />
        </div>
        <div class="field">
          <label for="kind">{tell('kind', language)}</label>
          <select id="kind" name={QUERY.kind[language]}>
            <option value="">{tell('allKinds', language)}</option>
            {KIND_NAMES.map((one) => (
              <option value={one} selected={one === kind}>
                {KINDS[one][language]}
              </option>
            ))}
          </select>
        </div>
        <DayFields shown={shown} language={language} />
        <button class="button solid">{tell('show', language)}</button>
      </form>
      {lists.length > 0 && (
        <Section id="lists" title={tell('lists', language)} notes={[tell('listsNote', language)]}>
          <table class="table">
            <caption class="unseen">{tell('lists', language)}</caption>
            <tbody>
              {lists.map(({ list, members }) => (
                <tr>
                  <th scope="row">
                    <a href={`${pathTo('lists', language, list.id)}${dayQuery(shown, language)}`}>
                      {typeset(list.label[language], language)}
                    </a>
                    <span class="sub">
                      <AsWritten text={list.source} language={language} />
                    </span>
                  </th>
                  <td class="n">
                    {formatNumber(members.length, { language, decimals: 0 })} {tell('members', language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section
        id="found"
        title={tell('found', language)}
        notes={[
          `${formatNumber(organisations.length, { language, decimals: 0 })} ${tell(organisations.length > 1 ? 'organisations' : 'organisation', language)}`
        ]}
      >
        {organisations.length === 0 ? (
          <p class="notice">
            {typeset(tell(text === '' && !kind ? 'emptyRegister' : 'nothingFound', language), language)}
          </p>
        ) : (
          <table class="table">
            <caption class="unseen">{tell('found', language)}</caption>
            <thead>
              <tr>
                <th scope="col">{tell('organisation', language)}</th>
                <th scope="col">{tell('inLists', language)}</th>
              </tr>
            </thead>
            <tbody class="scan">
              {organisations.map((organisation) => (
                <tr>
                  <th scope="row">
                    <OrganisationLink organisation={organisation} shown={shown} language={language} />
                    <span class="sub">{detail(organisation, day, language)}</span>
                  </th>
                  <td>
                    {lists
                      .filter(({ members }) => members.some((one) => one.organisation.id === organisation.id))
                      .map(({ list }) => (
                        <span class="sub">{typeset(list.label[language], language)}</span>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </Page>
  )
}

export type ListProps = ShownWhen & {
  readonly frame: Frame
  readonly list: OrganisationList
  readonly members: readonly ListMember[]
  readonly others: readonly OrganisationList[]
  readonly against?: { readonly list: OrganisationList; readonly difference: ListDifference }
}

export function ListPage({ frame, list, members, others, against, ...shown }: ListProps) {
  const { language } = frame
  const address = pathTo('lists', language, list.id)
  const title = typeset(list.label[language], language)
  return (
    <TitledPage
      frame={frame}
      title={title}
      current="directory"
      trail={[[`${pathTo('directory', language)}${dayQuery(shown, language)}`, tell('directory', language)]]}
    >
      <p class="standfirst">
        {formatNumber(members.length, { language, decimals: 0 })} {tell('members', language)}.{' '}
        {tell('source', language)}
        {language === 'fr' ? '\u00a0: ' : ': '}
        <AsWritten text={list.source} language={language} />.
      </p>
      <DayNotice shown={shown} language={language} address={address} />
      <form class="row wide-gap" action={address}>
        {others.length > 0 && (
          <div class="field">
            <label for="against">{tell('compareWith', language)}</label>
            <select id="against" name={QUERY.with[language]}>
              <option value="">–</option>
              {others.map((other) => (
                <option value={other.id} selected={other.id === against?.list.id}>
                  {other.label[language]}
                </option>
              ))}
            </select>
          </div>
        )}
        <DayFields shown={shown} language={language} />
        <button class="button solid">{tell('show', language)}</button>
      </form>
      {against && <Difference list={list} against={against} shown={shown} language={language} />}
      <Section id="members" title={tell('memberList', language)}>
        <table class="table">
          <caption class="unseen">{title}</caption>
          <tbody class="scan">
            {members.map(({ organisation, participation, active, formerly }) => (
              <tr>
                <th scope="row">
                  <OrganisationLink organisation={organisation} shown={shown} language={language} />
                  {formerly.map((one) => (
                    <span class="sub">
                      {tell('formerly', language)} <AsWritten text={nameOn(one, shown.when.day)} language={language} />
                    </span>
                  ))}
                  {!active && (
                    <span class="sub">
                      {tell('noLonger', language)}
                      {participation.to && ` (${tell('until', language)} ${dayText(participation.to, language)})`}
                    </span>
                  )}
                </th>
                <td>{detail(organisation, shown.when.day, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </TitledPage>
  )
}

function Difference({
  list,
  against,
  shown,
  language
}: {
  readonly list: OrganisationList
  readonly against: { readonly list: OrganisationList; readonly difference: ListDifference }
  readonly shown: ShownWhen
  readonly language: Language
}) {
  const { both, onlyFirst, onlySecond } = against.difference
  const parts = [
    [onlyIn(list, language), onlyFirst],
    [onlyIn(against.list, language), onlySecond],
    [tell('inBoth', language), both]
  ] as const
  return (
    <Section id="difference" title={tell('difference', language)}>
      {parts.map(([title, organisations], i) => (
        <div class={i > 0 ? 'wide-gap' : undefined}>
          <h3>
            {typeset(title, language)} ({formatNumber(organisations.length, { language, decimals: 0 })})
          </h3>
          {organisations.length === 0 ? (
            <p class="note">{tell('nobody', language)}</p>
          ) : (
            <ul class="hits">
              {organisations.map((organisation) => (
                <li>
                  <OrganisationLink organisation={organisation} shown={shown} language={language} />
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </Section>
  )
}

/** Under its name of that day. */
export function OrganisationLink({
  organisation,
  shown,
  language
}: {
  readonly organisation: Organisation
  readonly shown: ShownWhen
  readonly language: Language
}) {
  return (
    <a href={`${pathTo('organisations', language, organisation.id)}${dayQuery(shown, language)}`}>
      <AsWritten text={nameOn(organisation, shown.when.day)} language={language} />
    </a>
  )
}

function onlyIn({ label }: OrganisationList, language: Language): string {
  return `${tell('onlyIn', language)} ${language === 'fr' ? `« ${label.fr} »` : `“${label.en}”`}`
}

function detail(organisation: Organisation, day: string, language: Language): string {
  const form = formOn(organisation, day)
  return form ? FORMS[form.form][language] : KINDS[organisation.kind][language]
}
