/** The register read by people: the directory, one organisation, lists side by side; today, or as it was known. */

import type { Kind } from '../domain/organisations/form.ts'
import {
  compareMembers,
  listsOf,
  membersOn,
  type ListDifference,
  type ListMember,
  type OrganisationList
} from '../domain/organisations/list.ts'
import { nameOn, type Organisation } from '../domain/organisations/organisation.ts'
import { isHeldOn, type Mandate, type Person } from '../domain/organisations/person.ts'
import { organisationIn, type Register } from '../domain/organisations/register.ts'
import { searchOrganisations } from '../domain/organisations/search.ts'
import { timelineOf, type TimelineEvent } from '../domain/organisations/timeline.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { ShownIssues } from '../domain/journal/entry.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere, endOf } from '../domain/shared/time-zone.ts'
import type { Db } from '../store/database.ts'
import { findDefinition, findFirstInstant } from '../store/journal.ts'
import { findRegister } from '../store/organisations.ts'
import { instantsOf, listChanges, MOST_CHANGES, type Change, type ChangeQuery, type Labels } from './journal.ts'

/** What the pages of the register ask; a fixture answers it without a database. */
export type RegisterReader = {
  /** As it is, or as it was known at the end of a day. */
  readonly register: (day?: string) => Promise<Register>
  /** From one day to another, both included. */
  readonly changes: (query: ChangeQuery) => Promise<readonly Change[]>
  /** What defines an indicator, a source or a perimeter, as it is or as it was at the end of a day. */
  readonly definition: (
    relation: DefinedRelation,
    id: string,
    day?: string
  ) => Promise<Readonly<Record<string, unknown>> | undefined>
  /** The day of the first entry: nothing was known before. Undefined before anything was written. */
  readonly firstDay: () => Promise<string | undefined>
}

export type DefinedRelation = 'indicator' | 'source' | 'perimeter'

/** @param zone where its days begin and end */
export function makeRegisterReader(db: Db, zone: string): RegisterReader {
  return {
    register: (day) => findRegister(db, day && endOf(zone, day)),
    changes: (query) => listChanges(db, { ...query, ...instantsOf(zone, query) }),
    definition: (relation, id, day) => findDefinition(db, relation, id, day && endOf(zone, day)),
    async firstDay() {
      const instant = await findFirstInstant(db)
      return instant && dayThere(zone, new Date(instant))
    }
  }
}

/** The day that a page is about, and what it rests on. */
export type When = {
  readonly day: string
  /** `then`: what was known at the end of that day. `now`: what is known today of that day. */
  readonly known: 'now' | 'then'
}

export type Dated = {
  readonly when: When
  readonly today: string
  /** Nothing was known then: the day the register began. */
  readonly before?: string
}

export type DirectoryPage = Dated & {
  readonly text: string
  readonly kind: Kind | undefined
  readonly organisations: readonly Organisation[]
  readonly lists: readonly { readonly list: OrganisationList; readonly members: readonly ListMember[] }[]
}

export async function directoryPage(
  reader: RegisterReader,
  asked: { readonly text: string; readonly kind: Kind | undefined; readonly when: When; readonly today: string }
): Promise<DirectoryPage> {
  const { text, kind, when, today } = asked
  const register = await registerAt(reader, when, today)
  const wanted = register.organisations.filter((one) => one.mergedInto === undefined && (!kind || one.kind === kind))
  const found = searchOrganisations(wanted, text)
  const byName = (a: Organisation, b: Organisation): number =>
    nameOn(a, when.day).localeCompare(nameOn(b, when.day), 'fr')
  return {
    ...(await dated(reader, register, { when, today })),
    text,
    kind,
    organisations: text ? found : found.toSorted(byName),
    lists: register.lists.map((list) => ({ list, members: membersOn(register, list, when.day) }))
  }
}

export type ListPage = Dated & {
  readonly list: OrganisationList
  readonly members: readonly ListMember[]
  readonly others: readonly OrganisationList[]
  readonly against?: { readonly list: OrganisationList; readonly difference: ListDifference }
}

/** @throws {NotFound} */
export async function listPage(
  reader: RegisterReader,
  id: string,
  asked: { readonly against: string | undefined; readonly when: When; readonly today: string }
): Promise<ListPage> {
  const { against, when, today } = asked
  const register = await registerAt(reader, when, today)
  const list = listIn(register, id)
  const members = membersOn(register, list, when.day)
  const other = against === undefined || against === id ? undefined : listIn(register, against)
  return {
    ...(await dated(reader, register, { when, today })),
    list,
    members,
    others: register.lists.filter((one) => one.id !== id),
    ...(other && {
      against: { list: other, difference: compareMembers(members, membersOn(register, other, when.day)) }
    })
  }
}

export type Office = { readonly person: Pick<Person, 'id' | 'name' | 'example'>; readonly mandate: Mandate }

export type OrganisationPage = Dated & {
  readonly organisation: Organisation
  readonly name: string
  /** The record that goes on, when this one was found to be a duplicate. */
  readonly replacedBy?: Organisation
  readonly lists: readonly (readonly [OrganisationList, ListMember])[]
  readonly timeline: readonly TimelineEvent[]
  readonly offices: readonly Office[]
  /** Of which the source gives no date. */
  readonly undated: readonly Office[]
  /** What it follows or absorbed, what followed it. */
  readonly kin: readonly Organisation[]
  readonly changes: readonly Change[]
}

/** @throws {NotFound} with what is near */
export async function organisationPage(
  reader: RegisterReader,
  id: string,
  { when, today }: { readonly when: When; readonly today: string }
): Promise<OrganisationPage> {
  const register = await registerAt(reader, when, today)
  const organisation = organisationIn(register, id)
  if (!organisation) throw await unknownOrganisation(reader, id, when)
  const offices = register.people.flatMap(({ mandates, ...person }) =>
    mandates.filter((one) => one.organisation === id).map((mandate) => ({ person, mandate }))
  )
  const replacedBy = organisation.mergedInto && organisationIn(register, organisation.mergedInto)
  const kin = register.organisations.filter(
    (other) =>
      other.predecessors.some((one) => one.organisation === id) ||
      organisation.predecessors.some((one) => one.organisation === other.id) ||
      other.mergedInto === id
  )
  return {
    ...(await dated(reader, register, { when, today })),
    organisation,
    name: nameOn(organisation, when.day),
    ...(replacedBy && { replacedBy }),
    lists: listsOf(register, id, when.day),
    timeline: timelineOf(register, organisation),
    offices: offices.filter(({ mandate }) => isHeldOn(mandate, when.day)),
    undated: offices.filter(({ mandate: { from, to, attested } }) => (from ?? to ?? attested) === undefined),
    kin,
    changes: await publicChanges(reader, {
      record: { relation: 'organisation', key: id },
      labels: registerLabels(register),
      ...(when.known === 'then' && { to: when.day })
    })
  }
}

export type JournalPage = {
  readonly from: string
  readonly to: string
  readonly today: string
  readonly changes: readonly Change[]
  /** Whether there are earlier ones that are not listed. */
  readonly isCut: boolean
}

/** What changed between two days, both included. @throws {InvalidInput} when they are the wrong way round */
export async function journalPage(
  reader: RegisterReader,
  asked: { readonly from: string; readonly to: string; readonly today: string; readonly issues?: ShownIssues }
): Promise<JournalPage> {
  const { from, to, today, issues = [] } = asked
  if (from > to) {
    throw new InvalidInput({
      fr: `le premier jour (${dayWords(from).fr}) vient après le dernier (${dayWords(to).fr})`,
      en: `the first day (${dayWords(from).en}) comes after the last (${dayWords(to).en})`
    })
  }
  const labels = registerLabels(await reader.register())
  const changes = await publicChanges(reader, { from, to, issues, labels })
  return { from, to, today, changes, isCut: changes.length === MOST_CHANGES }
}

/** A reason may name people: it is for those who keep the register, and a public page leaves it out. */
async function publicChanges(reader: RegisterReader, query: ChangeQuery): Promise<readonly Change[]> {
  return (await reader.changes(query)).map((one) => ({ ...one, reason: null }))
}

/** @throws {InvalidInput} when what was known is asked of a day to come */
function registerAt(reader: RegisterReader, { day, known }: When, today: string): Promise<Register> {
  if (known === 'now') return reader.register()
  if (day > today) {
    throw new InvalidInput({
      fr: `le ${dayWords(day).fr} est à venir : attendu un jour passé, ou ce jour`,
      en: `${dayWords(day).en} is yet to come: expected a day gone by, or this one`
    })
  }
  return reader.register(day)
}

/** When nothing is known, the reader is told since when something is. */
async function dated(
  reader: RegisterReader,
  { organisations }: Register,
  { when, today }: { readonly when: When; readonly today: string }
): Promise<Dated> {
  const isEmpty = when.known === 'then' && organisations.length === 0
  const first = isEmpty ? await reader.firstDay() : undefined
  return { when, today, ...(first !== undefined && when.day < first && { before: first }) }
}

function listIn({ lists }: Register, id: string): OrganisationList {
  const list = lists.find((one) => one.id === id)
  if (list) return list
  const known = lists.map((one) => one.id).join(', ')
  throw new NotFound({
    fr: `La liste « ${id} » n’existe pas. Il y a : ${known || 'aucune liste'}`,
    en: `There is no list "${id}". There are: ${known || 'none'}`
  })
}

/** An organisation that is known today was not yet, or no longer, at the time. */
async function unknownOrganisation(reader: RegisterReader, id: string, { day, known }: When): Promise<NotFound> {
  const now = known === 'then' ? organisationIn(await reader.register(), id) : undefined
  return now
    ? new NotFound({
        fr: `Le registre ne connaissait pas encore « ${nameOn(now, day)} » le ${dayWords(day).fr}`,
        en: `The register did not know "${nameOn(now, day)}" yet on ${dayWords(day).en}`
      })
    : new NotFound({ fr: `L’organisme « ${id} » n’existe pas`, en: `There is no organisation "${id}"` })
}

/** Records by their names of today. */
export function registerLabels({ organisations, lists, people }: Register): Labels {
  const same = (text: string): Text => ({ fr: text, en: text })
  const byRelation: Readonly<Record<string, ReadonlyMap<string, Text>>> = {
    organisation: new Map(organisations.map(({ id, names }) => [id, same(names.at(-1)?.name ?? id)])),
    organisation_list: new Map(lists.map(({ id, label }) => [id, label])),
    mandate: new Map(
      people.flatMap(({ id, name, mandates }) =>
        mandates.map(({ office }, i): readonly [string, Text] => [
          `${id}-${String(i + 1).padStart(2, '0')}`,
          { fr: `${name}, ${office.fr}`, en: `${name}, ${office.en}` }
        ])
      )
    )
  }
  return (relation, key) => byRelation[relation]?.get(key)
}
