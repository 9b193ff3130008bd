/** Documents, claims and the conflicts among them: read by everyone, decided under a name. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Action } from '../domain/access/action.ts'
import { may } from '../domain/access/policy.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import { authorOf } from '../usecases/access-invitations.ts'
import { claimSeen, figuresAlike, linkClaim, undoableEntry, validateReading } from '../usecases/claim-edits.ts'
import { closeConflict, decisionSeen, ruleClaim, type Decider } from '../usecases/claim-changes.ts'
import {
  claimPage,
  claimRows,
  conflictPage,
  documentPage,
  documentsPage,
  shownConflicts,
  type ClaimContext
} from '../usecases/claims.ts'
import type { GivenDecision, Signing } from '../view/claim-decision.tsx'
import type { ClaimEdit } from '../view/claim-forms.tsx'
import { ClaimPage, DocumentPage, DocumentsPage, type ClaimProps } from '../view/claims.tsx'
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
  const mayImport = may(c.get('visitor').actor, 'claim.import', {}).allowed
  return c.html(<DocumentsPage frame={frameOf(c)} {...page} mayImport={mayImport} />, 200, OF_THE_MINUTE)
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
  const given = await form(c, z.object({ seen: typed, verdict: typed, reason: typed }))
  const portal = c.get('portal')
  try {
    await ruleClaim(deciderOf(c), claimContext(portal), portal.claims, { claim: id, ...given })
  } catch (error) {
    if (!mayMend(error)) throw error
    return sendClaim(c, id, { problem: error.text, given: { choice: given.verdict, reason: given.reason } })
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
  const given = await form(c, z.object({ seen: typed, cause: typed, reason: typed }))
  const portal = c.get('portal')
  try {
    await closeConflict(deciderOf(c), claimContext(portal), portal.claims, { conflict: id, ...given })
  } catch (error) {
    if (!mayMend(error)) throw error
    return sendConflict(c, id, { problem: error.text, given: { choice: given.cause, reason: given.reason } })
  }
  return c.redirect(pathTo('conflicts', languageOf(c.req.path), id), 303)
})

claims.on('POST', ['/affirmations/:id/reading', '/en/claims/:id/reading'], guarded('claim.validate'), async (c) => {
  const id = c.req.param('id')
  const fields = await form(c, z.object({ seen: typed, value: typed, max: typed, reason: typed }))
  return edited(c, 'reading', fields, () => validateReading(deciderOf(c), { claim: id, ...fields }))
})

claims.on('POST', ['/affirmations/:id/link', '/en/claims/:id/link'], guarded('claim.link'), async (c) => {
  const id = c.req.param('id')
  const { proposal, ...fields } = await form(
    c,
    z.object({ seen: typed, indicator: typed, perimeter: typed, period: typed, proposal: typed })
  )
  // « population pma 2018 » of a button, « none » of the one that undoes the link.
  const [indicator = '', perimeter = '', period = ''] = proposal === 'none' ? [] : proposal.split(' ')
  const asked = proposal === '' ? fields : { seen: fields.seen, indicator, perimeter, period }
  if (proposal === '' && fields.indicator === '')
    return sendClaim(c, id, {}, { form: 'link', problem: UNCHOSEN, fields })
  const { observatory } = c.get('portal')
  return edited(c, 'link', asked, () => linkClaim(deciderOf(c), observatory, { claim: id, ...asked }))
})

const typed = z.string().max(5000).default('')

const UNCHOSEN: Text = { fr: 'Choisissez un indicateur.', en: 'Choose an indicator.' }

/** Told on the page, above what was typed. */
function mayMend(error: unknown): error is InvalidInput | Refused {
  return error instanceof InvalidInput || (error instanceof Refused && error.reason === 'changed-since')
}

/** Back to the claim, with what was typed when it is to be put right. */
async function edited(
  c: Context<PortalEnv>,
  kind: ClaimEdit['form'],
  fields: Readonly<Record<string, string>>,
  act: () => Promise<void>
): Promise<Response> {
  const id = c.req.param('id') ?? ''
  try {
    await act()
  } catch (error) {
    if (!mayMend(error)) throw error
    return sendClaim(c, id, {}, { form: kind, problem: error.text, fields })
  }
  return c.redirect(pathTo('claims', languageOf(c.req.path), id), 303)
}

type Mistake = { readonly problem: Text; readonly given: GivenDecision }

async function sendClaim(
  c: Context<PortalEnv>,
  id: string,
  mistake: Partial<Mistake> = {},
  edit?: ClaimEdit
): Promise<Response> {
  const portal = c.get('portal')
  const page = await claimPage(claimContext(portal), portal.claims, id)
  const language = languageOf(c.req.path)
  const nameOf = ({ indicator }: Figure): string => indicatorOf(portal.observatory.registry, indicator).label[language]
  // One token a page: with two, the cookie of a first visit would be that of the second alone.
  const signing = signingOf(c, 'claim.rule', decisionSeen(page.ruling, page.stamp))
  const editing = await editingOf(c, page.claim, signing?.token, edit)
  const own = { ...(signing && { signing }), ...(editing && { editing }) }
  const view = <ClaimPage frame={frameOf(c)} {...page} nameOf={nameOf} {...own} {...mistake} />
  return c.html(view, edit ? 422 : mistake.problem ? 400 : 200, OF_THE_MINUTE)
}

async function sendConflict(c: Context<PortalEnv>, id: string, mistake?: Mistake): Promise<Response> {
  const portal = c.get('portal')
  const conflict = await conflictPage(claimContext(portal), portal.claims, id)
  const signing = signingOf(c, 'conflict.close', decisionSeen(conflict.state, conflict.stamp))
  const view = <ConflictPage frame={frameOf(c)} conflict={conflict} {...(signing && { signing })} {...mistake} />
  return c.html(view, mistake ? 400 : 200, OF_THE_MINUTE)
}

/** Undefined for whoever may not change the claim. */
async function editingOf(
  c: Context<PortalEnv>,
  claim: Claim,
  token: string | undefined,
  edit?: ClaimEdit
): Promise<ClaimProps['editing']> {
  if (token === undefined || !may(c.get('visitor').actor, 'claim.validate', {}).allowed) return undefined
  const { observatory } = c.get('portal')
  const { folder } = observatory
  const undoable = await undoableEntry(accessOf(c).db, claim.id, authorOf(signedIn(c).actor))
  return {
    token,
    seen: claimSeen(claim),
    alike: await figuresAlike(observatory, claim),
    indicators: folder.indicators,
    perimeters: folder.perimeters,
    ...(edit && { edit }),
    ...(undoable !== undefined && { undoable })
  }
}

/** A form is shown to whoever may send it. */
function signingOf(c: Context<PortalEnv>, action: Action, seen: string): Signing | undefined {
  const isAllowed = c.get('access') !== undefined && may(c.get('visitor').actor, action, {}).allowed
  return isAllowed ? { token: formToken(c), seen } : undefined
}

function deciderOf(c: Context<PortalEnv>): Decider {
  const { account } = signedIn(c)
  return { db: accessOf(c).db, authorship: { actor: `account:${account.id}` }, name: account.name }
}

export function claimContext(portal: Portal): ClaimContext {
  const { observatory, organisations, today } = portal
  return { observatory, organisations: async () => (await organisations.register()).organisations, today }
}
