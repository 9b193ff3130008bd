/** The public directory, the lists computed from the register, and the page of each organisation. */

import { Hono, type Context } from 'hono'
import { may, mayEver } from '../domain/access/policy.ts'
import { KIND_NAMES } from '../domain/organisations/form.ts'
import { authorOf } from '../usecases/access-invitations.ts'
import { organisationSubject } from '../usecases/organisation-forms.ts'
import { ownLastChange } from '../usecases/register-journal.ts'
import { directoryPage, listPage, organisationPage, type When } from '../usecases/organisations.ts'
import { parseDay } from '../usecases/journal.ts'
import { KNOWN_THEN } from '../view/directory-dates.tsx'
import { DirectoryPage, ListPage } from '../view/directory.tsx'
import { OrganisationPage, type RecordTools } from '../view/organisation.tsx'
import { accessOf, formToken } from './access.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

/** Written by people all day long, and shown on a day that passes. */
export const OF_THE_MINUTE = { 'Cache-Control': 'no-store' } as const

const LONGEST = 100

export const organisations = new Hono<PortalEnv>()

organisations.on('GET', ['/annuaire', '/en/directory'], guarded('organisation.read'), async (c) => {
  const text = (queryOf(c, 'text') ?? '').trim().slice(0, LONGEST)
  const kind = KIND_NAMES.find((one) => one === queryOf(c, 'kind'))
  const page = await directoryPage(c.get('portal').organisations, { text, kind, ...whenAsked(c) })
  const { actor } = c.get('visitor')
  const may = { add: mayEver(actor, 'organisation.create'), seePeople: mayEver(actor, 'person.list') }
  return c.html(<DirectoryPage frame={frameOf(c)} {...page} may={may} />, 200, OF_THE_MINUTE)
})

organisations.on(
  'GET',
  ['/annuaire/listes/:id', '/en/directory/lists/:id'],
  guarded('organisation.read'),
  async (c) => {
    const against = queryOf(c, 'with')
    const page = await listPage(c.get('portal').organisations, c.req.param('id'), { against, ...whenAsked(c) })
    return c.html(<ListPage frame={frameOf(c)} {...page} />, 200, OF_THE_MINUTE)
  }
)

organisations.on('GET', ['/organisations/:id', '/en/organisations/:id'], guarded('organisation.read'), async (c) => {
  const { organisations: reader, observatory } = c.get('portal')
  const page = await organisationPage(reader, c.req.param('id'), whenAsked(c))
  const { territory } = page.organisation
  const territoryLabel = territory && observatory.registry.perimeters.get(territory)?.label
  const tools = page.when.known === 'now' ? await toolsOf(c, page.organisation.id) : undefined
  return c.html(
    <OrganisationPage frame={frameOf(c)} territoryLabel={territoryLabel} {...page} {...(tools && { tools })} />,
    200,
    OF_THE_MINUTE
  )
})

/** For whoever is signed in: what the policy lets them do with the stored record. */
async function toolsOf(c: Context<PortalEnv>, id: string): Promise<RecordTools | undefined> {
  const visitor = c.get('visitor')
  if (visitor.kind === 'anonymous') return undefined
  const { actor } = visitor
  const { db } = accessOf(c)
  const subject = await organisationSubject(db, id)
  const mayEdit = may(actor, 'organisation.edit', subject).allowed
  const mayReadJournal = may(actor, 'journal.read', subject).allowed
  const undo = mayEdit ? await ownLastChange(db, { relation: 'organisation', key: id }, authorOf(actor)) : undefined
  if (!mayEdit && !mayReadJournal) return undefined
  return {
    token: formToken(c),
    mayEdit,
    mayReadJournal,
    mayMerge: may(actor, 'organisation.merge', subject).allowed,
    ...(undo !== undefined && { undo })
  }
}

/** `?au=` asks for what was known on that day; `?jour=` for that day, as it is known today, unless `connu=alors`. */
function whenAsked(c: Context<PortalEnv>): { readonly when: When; readonly today: string } {
  const { today } = c.get('portal')
  const asOf = queryOf(c, 'asOf')
  if (asOf !== undefined) return { when: { day: parseDay(asOf), known: 'then' }, today }
  const day = queryOf(c, 'day')
  const known = queryOf(c, 'known') === KNOWN_THEN[languageOf(c.req.path)] ? 'then' : 'now'
  return { when: { day: day === undefined ? today : parseDay(day), known }, today }
}
