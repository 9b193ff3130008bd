/** Documents, claims and the conflicts among them: read by everyone, decided under a name. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Action } from '../domain/access/action.ts'
import { may } from '../domain/access/policy.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { closeConflict, ruleClaim, type Decider } from '../usecases/claim-changes.ts'
import {
  claimPage,
  claimRows,
  conflictPage,
  documentPage,
  documentsPage,
  shownConflicts,
  type ClaimContext
} from '../usecases/claims.ts'
import { ClaimPage, DocumentPage, DocumentsPage } from '../view/claims.tsx'
import { ConflictPage, ConflictsPage } from '../view/conflicts.tsx'
import { csvText } from '../view/csv.ts'
import { pathTo } from '../view/paths.ts'
import { accessOf, formToken, signedIn } from './access.ts'
import { fileName, sendCsv } from './downloads.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { Portal, PortalEnv } from './portal.ts'
import { form } from './sign-in.tsx'

export const claims = new Hono<PortalEnv>()

claims.on('GET', ['/documents', '/en/documents'], guarded('page.read'), async (c) => {
  const portal = c.get('portal')
  const page = await documentsPage(claimContext(portal), portal.claims)
  return c.html(<DocumentsPage frame={frameOf(c)} {...page} />, 200, OF_THE_MINUTE)
})

claims.on('GET', ['/documents/:id', '/en/documents/:id'], guarded('page.read'), async (c) => {
  const portal = c.get('portal')
  const page = await documentPage(claimContext(portal), portal.claims, c.req.param('id'))
  return c.html(<DocumentPage frame={frameOf(c)} {...page} />, 200, OF_THE_MINUTE)
})

claims.on('GET', ['/documents/:id/claims.csv', '/en/documents/:id/claims.csv'], guarded('page.download'), async (c) => {
  const portal = c.get('portal')
  const id = c.req.param('id')
  const rows = claimRows(await portal.claims.register(), id)
  return sendCsv(c, fileName([id]), csvText(rows))
})

claims.on('GET', ['/affirmations/:id', '/en/claims/:id'], guarded('page.read'), (c) => sendClaim(c, c.req.param('id')))

claims.on('POST', ['/affirmations/:id/rule', '/en/claims/:id/rule'], guarded('claim.rule'), async (c) => {
  const id = c.req.param('id')
  const given = await form(c, z.object({ verdict: z.string().default(''), reason: z.string().default('') }))
  const portal = c.get('portal')
  try {
    await ruleClaim(deciderOf(c), claimContext(portal), portal.claims, { claim: id, ...given })
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return sendClaim(c, id, { problem: error.text, given: given.reason })
  }
  return c.redirect(pathTo('claims', languageOf(c.req.path), id), 303)
})

claims.on('GET', ['/contradictions', '/en/conflicts'], guarded('page.read'), async (c) => {
  const portal = c.get('portal')
  const conflicts = await shownConflicts(claimContext(portal), await portal.claims.register())
  return c.html(<ConflictsPage frame={frameOf(c)} conflicts={conflicts} />, 200, OF_THE_MINUTE)
})

claims.on('GET', ['/contradictions/:id', '/en/conflicts/:id'], guarded('page.read'), (c) =>
  sendConflict(c, c.req.param('id'))
)

claims.on('POST', ['/contradictions/:id/close', '/en/conflicts/:id/close'], guarded('conflict.close'), async (c) => {
  const id = c.req.param('id')
  const given = await form(c, z.object({ cause: z.string().default(''), reason: z.string().default('') }))
  const portal = c.get('portal')
  try {
    await closeConflict(deciderOf(c), claimContext(portal), portal.claims, { conflict: id, ...given })
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return sendConflict(c, id, { problem: error.text, given: given.reason })
  }
  return c.redirect(pathTo('conflicts', languageOf(c.req.path), id), 303)
})

type Mistake = { readonly problem: Text; readonly given: string }

async function sendClaim(c: Context<PortalEnv>, id: string, mistake?: Mistake): Promise<Response> {
  const portal = c.get('portal')
  const page = await claimPage(claimContext(portal), portal.claims, id)
  const language = languageOf(c.req.path)
  const nameOf = ({ indicator }: Figure): string => indicatorOf(portal.observatory.registry, indicator).label[language]
  const view = <ClaimPage frame={frameOf(c)} {...page} nameOf={nameOf} {...tokenFor(c, 'claim.rule')} {...mistake} />
  return c.html(view, mistake ? 400 : 200, OF_THE_MINUTE)
}

async function sendConflict(c: Context<PortalEnv>, id: string, mistake?: Mistake): Promise<Response> {
  const portal = c.get('portal')
  const conflict = await conflictPage(claimContext(portal), portal.claims, id)
  const view = <ConflictPage frame={frameOf(c)} conflict={conflict} {...tokenFor(c, 'conflict.close')} {...mistake} />
  return c.html(view, mistake ? 400 : 200, OF_THE_MINUTE)
}

/** A form is shown to whoever may send it. */
function tokenFor(c: Context<PortalEnv>, action: Action): { readonly token?: string } {
  const isAllowed = c.get('access') !== undefined && may(c.get('visitor').actor, action, {}).allowed
  return isAllowed ? { token: formToken(c) } : {}
}

function deciderOf(c: Context<PortalEnv>): Decider {
  const { account } = signedIn(c)
  return { db: accessOf(c).db, authorship: { actor: `account:${account.id}` }, name: account.name }
}

export function claimContext(portal: Portal): ClaimContext {
  const { observatory, organisations, today } = portal
  return { observatory, organisations: async () => (await organisations.register()).organisations, today }
}
