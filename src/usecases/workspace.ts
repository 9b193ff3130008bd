/** What somebody finds after signing in: what waits, their organisation, what changed that concerns them, a search of all. */

import { may } from '../domain/access/policy.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import { nameOn } from '../domain/organisations/organisation.ts'
import { searchOrganisations } from '../domain/organisations/search.ts'
import { addDays } from '../domain/shared/day.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { nameOf } from '../domain/territories/geography.ts'
import { foldName } from '../domain/territories/names.ts'
import { parsePerimeterId, resolveIfAny } from '../domain/territories/resolve.ts'
import { territoryOf, type CommuneCode } from '../domain/territories/territory.ts'
import type { Waiting } from '../domain/access/waiting.ts'
import { listDoubts } from '../store/doubts.ts'
import { listAccounts, type Account } from '../store/access.ts'
import { countUnread } from '../store/notifications.ts'
import { dayKnown } from './commune-page.ts'
import { tellDoubts, type ToldDoubt } from './doubt-page.ts'
import { subjectOf, type DoubtContext } from './doubts.ts'
import type { DeskContext } from './edition-desk.ts'
import type { Change, ChangeQuery } from './journal.ts'
import { organisationPage, registerLabels, type OrganisationPage } from './organisations.ts'
import { searchObservatory, type SearchAnswer } from './search.ts'
import { behalfOf } from './signature.ts'
import { waitingFor, type AccountActor } from './waiting.ts'

export type Workspace = {
  readonly waiting: readonly Waiting[]
  readonly unread: number
  /** Communes that a role is held for, with their pages. */
  readonly communes: readonly { readonly code: CommuneCode; readonly name: string }[]
  /** Organisations that a role is held for. */
  readonly organisations: readonly OrganisationPage[]
  /** Of all where the policy says so, else of one's own organisations and territories. */
  readonly changes: { readonly scope: 'all' | 'own' | 'none'; readonly list: readonly Change[] }
}

/** Days, and entries shown. */
const [RECENT_DAYS, MOST_CHANGES] = [30, 12]

export async function openWorkspace(context: DeskContext, actor: AccountActor): Promise<Workspace> {
  const { access, organisations: reader, today } = context
  const own = await Promise.all(
    behalfOf(actor).map((id) =>
      organisationPage(reader, id, { when: { day: today, known: 'now' }, today }).catch(ignoreGone)
    )
  )
  return {
    waiting: await waitingFor(context, actor),
    unread: await countUnread(access.db, actor.account),
    communes: communesOf(context, actor),
    organisations: own.filter((one) => one !== undefined),
    changes: await changesFor(context, actor, { from: addDays(today, -RECENT_DAYS) }, MOST_CHANGES)
  }
}

/** Where somebody arrives after signing in: an elected official with one commune, at its page. */
export function arrivalOf(
  context: Pick<DoubtContext, 'observatory' | 'today'>,
  actor: AccountActor
): CommuneCode | undefined {
  const elected = { ...actor, grants: actor.grants.filter(({ role }) => role === 'elected-official') }
  const [commune, ...others] = communesOf(context, elected)
  return others.length === 0 ? commune?.code : undefined
}

function communesOf(
  { observatory: { atlas }, today }: Pick<DoubtContext, 'observatory' | 'today'>,
  { grants }: AccountActor
): Workspace['communes'] {
  const day = dayKnown(today, atlas.geography.latest)
  const codes = grants.flatMap(({ territory }) => {
    const communes = territory && resolveIfAny(atlas, parsePerimeterId(territory), day)?.communes
    return communes && communes.length === 1 ? communes : []
  })
  return [...new Set(codes)].map((code) => ({ code, name: nameOf(atlas.geography, territoryOf('COM', code)) }))
}

/** Reasons are for those who keep the register: `journal.read` lets through who is concerned. */
async function changesFor(
  { organisations: reader }: DoubtContext,
  actor: AccountActor,
  { from }: Pick<ChangeQuery, 'from'>,
  most: number
): Promise<Workspace['changes']> {
  const register = await reader.register()
  const labels = registerLabels(register)
  if (may(actor, 'journal.read', {}).allowed) {
    const all = await reader.changes({
      ...(from !== undefined && { from }),
      ...(may(actor, 'edition.read-draft', {}).allowed && { issues: 'all' }),
      labels
    })
    return { scope: 'all', list: all.slice(0, most) }
  }
  const concerned = register.organisations.filter((one) => may(actor, 'journal.read', subjectOfRecord(one)).allowed)
  if (concerned.length === 0) return { scope: 'none', list: [] }
  const found = await Promise.all(
    concerned.map(({ id: key }) =>
      reader.changes({
        ...(from !== undefined && { from }),
        record: { relation: 'organisation', key },
        labels
      })
    )
  )
  return {
    scope: 'own',
    list: found
      .flat()
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, most)
  }
}

function subjectOfRecord({ id, territory }: Organisation) {
  return { organisations: [id], ...(territory !== undefined && { territories: [territory] }), state: 'active' } as const
}

export type Found = {
  readonly published: SearchAnswer
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** Holders of public offices, with the organisation of one of them. */
  readonly people: readonly { readonly name: string; readonly office: Text; readonly organisation: string }[]
  /** For those who may list them. */
  readonly accounts: readonly Pick<Account, 'id' | 'name' | 'email'>[]
  readonly doubts: readonly ToldDoubt[]
  readonly changes: readonly Change[]
}

/** Of each kind. */
const MOST_FOUND = 8
/** Doubts and entries that are looked through. */
const MOST_READ = 200

/** One search over everything that the one who asks may see. */
export async function searchEverything(context: DoubtContext, actor: AccountActor, text: string): Promise<Found> {
  const { access, observatory, organisations: reader, today } = context
  const words = foldName(text).split(' ').filter(Boolean)
  const register = await reader.register()
  const fits = (...texts: readonly string[]): boolean => {
    const folded = foldName(texts.join(' '))
    return words.every((word) => folded.includes(word))
  }
  const [published, stored, { list }] = await Promise.all([
    searchObservatory(observatory, text, MOST_FOUND),
    listDoubts(access.db, { limit: MOST_READ }),
    changesFor(context, actor, {}, MOST_READ)
  ])
  const readable = stored.filter(
    ({ doubt }) =>
      fits(doubt.text, doubt.about.indicator) && may(actor, 'doubt.read', subjectOf(context, doubt)).allowed
  )
  const mayList = may(actor, 'account.list', {}).allowed
  return {
    published,
    organisations: searchOrganisations(
      register.organisations.filter(({ mergedInto }) => mergedInto === undefined),
      text
    )
      .slice(0, MOST_FOUND)
      .map((one) => ({ id: one.id, name: nameOn(one, today) })),
    people: register.people
      .filter(({ name }) => fits(name))
      .flatMap(({ name, mandates }) =>
        mandates.slice(-1).map(({ office, organisation }) => ({ name, office, organisation }))
      )
      .slice(0, MOST_FOUND),
    accounts: mayList
      ? (await listAccounts(access.db)).filter(({ name, email }) => fits(name, email)).slice(0, MOST_FOUND)
      : [],
    doubts: await tellDoubts(context, readable.slice(0, MOST_FOUND)),
    changes: list.filter(({ title, fields }) => fits(title.fr, ...fields.map(({ fr }) => fr))).slice(0, MOST_FOUND)
  }
}

function ignoreGone(error: unknown): undefined {
  if (error instanceof NotFound) return undefined
  throw error
}
