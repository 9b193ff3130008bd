/** The workspace of who is signed in, and where somebody arrives after signing in. */

import { Hono, type Context } from 'hono'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { formOn } from '../domain/organisations/organisation.ts'
import type { DoubtContext } from '../usecases/doubts.ts'
import type { OrganisationPage } from '../usecases/organisations.ts'
import { arrivalOf, openWorkspace, searchEverything, type Found } from '../usecases/workspace.ts'
import { grantText } from '../view/account.tsx'
import { pathTo } from '../view/paths.ts'
import { WorkspacePage, type FoundView, type OwnOrganisation } from '../view/workspace.tsx'
import { accessOf, signedIn } from './access.ts'
import { deskContext } from './editions.tsx'
import { frameOf, languageOf } from './frame.ts'
import { grantNames } from './grant-names.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'
import { hitsOf } from './search.tsx'

const LONGEST = 200

/** Of one’s own organisation, on a page that holds other things. */
const MOST_CHANGES = 5

export const workspace = new Hono<PortalEnv>()

workspace.on('GET', ['/espace', '/en/workspace'], guarded('workspace.read'), async (c) => {
  const { account, actor } = signedIn(c)
  const context = deskContext(c)
  const language = languageOf(c.req.path)
  const text = (queryOf(c, 'text') ?? '').trim().slice(0, LONGEST)
  const space = await openWorkspace(context, actor)
  const { named: shown } = await grantNames(c)
  const found = text === '' ? undefined : await searchEverything(context, actor, text)
  const page = (
    <WorkspacePage
      frame={frameOf(c)}
      name={account.name}
      roles={account.grants.map((grant) => grantText(shown(grant), language))}
      {...space}
      organisations={space.organisations.map(ownOf)}
      {...(found && { search: { text, found: foundOf(c, found) } })}
    />
  )
  return c.html(page)
})

/** An elected official arrives at their commune, everyone else at their workspace. */
workspace.on('GET', ['/espace/arrival', '/en/workspace/arrival'], guarded('workspace.read'), (c) => {
  const language = languageOf(c.req.path)
  const commune = arrivalOf(contextOf(c), signedIn(c).actor)
  return c.redirect(commune === undefined ? pathTo('workspace', language) : pathTo('communes', language, commune), 303)
})

function contextOf(c: Context<PortalEnv>): DoubtContext {
  const { observatory, organisations, today } = c.get('portal')
  return { access: accessOf(c), observatory, organisations, today }
}

function ownOf({ organisation, name, offices, changes, when }: OrganisationPage): OwnOrganisation {
  const form = formOn(organisation, when.day)?.form
  const site = organisation.contact?.site
  return {
    id: organisation.id,
    name,
    ...(form && { form }),
    ...(site !== undefined && { site }),
    offices: offices.map(({ person, mandate }) => ({ name: person.name, office: mandate.office })),
    changes: changes.slice(0, MOST_CHANGES)
  }
}

function foundOf(c: Context<PortalEnv>, { published, ...found }: Found): FoundView {
  const { registry } = c.get('portal').observatory
  const language = languageOf(c.req.path)
  return {
    ...found,
    hits: hitsOf(published.hits, language),
    figures: [...published.figures, ...published.near].map((figure) => ({
      figure,
      label: indicatorOf(registry, figure.indicator).label[language]
    }))
  }
}
