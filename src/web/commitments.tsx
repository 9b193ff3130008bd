/** What was promised and what became of it: read by everyone, now or as it was known on a day. */

import { Hono, type Context } from 'hono'
import { mayEver, may } from '../domain/access/policy.ts'
import {
  actionPage,
  findCommitmentSummary,
  leadsPage,
  propositionPage,
  statePage,
  type CommitmentContext
} from '../usecases/commitments.ts'
import { authorOf } from '../usecases/access-invitations.ts'
import { ownLastChange } from '../usecases/register-journal.ts'
import { parseDay } from '../usecases/journal.ts'
import type { OwnChange } from '../view/commitment-tools.tsx'
import { ActionPage } from '../view/commitment-action.tsx'
import { actionRows, leadRows } from '../view/commitment-csv.ts'
import { LeadsPage } from '../view/commitment-leads.tsx'
import { PropositionPage } from '../view/commitment-page.tsx'
import { CommitmentsPage } from '../view/commitments.tsx'
import { csvText } from '../view/csv.ts'
import { accessOf, formToken } from './access.ts'
import { sendCsv } from './downloads.ts'
import { frameOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

export const commitments = new Hono<PortalEnv>()

commitments.on('GET', ['/propositions', '/en/propositions'], guarded('page.read'), async (c) => {
  const context = commitmentContext(c)
  const state = await statePage(context, c.req.query('set') || undefined)
  const { actor } = c.get('visitor')
  const tools = { review: mayEver(actor, 'commitment.review'), import: mayEver(actor, 'commitment.import') }
  const page = <CommitmentsPage frame={frameOf(c)} {...dayOf(context)} {...(state && { state })} may={tools} />
  return c.html(page, 200, OF_THE_MINUTE)
})

commitments.on(
  'GET',
  ['/propositions/actions/actions.csv', '/en/propositions/actions/actions.csv'],
  guarded('page.download'),
  async (c) => {
    const summary = await summaryOf(c)
    return sendCsv(c, 'actions', csvText(summary ? actionRows(summary) : []))
  }
)

commitments.on(
  'GET',
  ['/propositions/pistes/leads.csv', '/en/propositions/leads/leads.csv'],
  guarded('page.download'),
  async (c) => {
    const summary = await summaryOf(c)
    return sendCsv(c, 'leads', csvText(summary ? leadRows(summary) : []))
  }
)

commitments.on(
  'GET',
  ['/propositions/actions/:id', '/en/propositions/actions/:id'],
  guarded('page.read'),
  async (c) => {
    const context = commitmentContext(c)
    const page = await actionPage(context, c.req.param('id'))
    const subject = { organisations: page.action.carriers }
    const { actor } = c.get('visitor')
    const isNow = context.asOf === undefined
    const tools = {
      edit: isNow && may(actor, 'commitment.edit', subject).allowed,
      reword: isNow && may(actor, 'commitment.reword', {}).allowed
    }
    const undo = tools.edit || tools.reword ? await undoOf(c, 'commitment_action', page.action.id) : {}
    return c.html(<ActionPage frame={frameOf(c)} {...page} may={{ ...tools, ...undo }} />, 200, OF_THE_MINUTE)
  }
)

commitments.on('GET', ['/propositions/pistes', '/en/propositions/leads'], guarded('page.read'), async (c) => {
  const context = commitmentContext(c)
  const page = await leadsPage(context, c.req.query('set') || undefined)
  const { actor } = c.get('visitor')
  const edit = context.asOf === undefined && may(actor, 'commitment.edit', {}).allowed
  const tools = { import: mayEver(actor, 'commitment.import'), edit }
  const view = <LeadsPage frame={frameOf(c)} {...dayOf(context)} {...(page && { page })} may={tools} />
  return c.html(view, 200, OF_THE_MINUTE)
})

/** After the forms, whose addresses are longer or come first. */
export const propositions = new Hono<PortalEnv>()

propositions.on('GET', ['/propositions/:id', '/en/propositions/:id'], guarded('page.read'), async (c) => {
  const context = commitmentContext(c)
  const page = await propositionPage(context, c.req.param('id'))
  const { actor } = c.get('visitor')
  const isNow = context.asOf === undefined
  const tools = {
    edit: isNow && may(actor, 'commitment.review', {}).allowed,
    reword: isNow && may(actor, 'commitment.reword', {}).allowed
  }
  const undo = tools.edit || tools.reword ? await undoOf(c, 'proposition', page.stated.proposition.id) : {}
  return c.html(<PropositionPage frame={frameOf(c)} {...page} may={{ ...tools, ...undo }} />, 200, OF_THE_MINUTE)
})

/** One's own last change of a record, while it can be taken back. */
async function undoOf(
  c: Context<PortalEnv>,
  relation: 'proposition' | 'commitment_action',
  key: string
): Promise<{ readonly undo?: OwnChange }> {
  const entry = await ownLastChange(accessOf(c).db, { relation, key }, authorOf(c.get('visitor').actor))
  return entry === undefined ? {} : { undo: { entry, token: formToken(c) } }
}

export function commitmentContext(c: Context<PortalEnv>): CommitmentContext {
  const { observatory, commitments: reader, claims, organisations, today } = c.get('portal')
  const asOf = queryOf(c, 'asOf')
  return {
    observatory,
    reader,
    claims: claims.register,
    organisations: async () => (await organisations.register()).organisations,
    today,
    ...(asOf !== undefined && { asOf: parseDay(asOf) })
  }
}

function dayOf({ today, asOf }: CommitmentContext): { readonly today: string; readonly asOf?: string } {
  return { today, ...(asOf !== undefined && { asOf }) }
}

async function summaryOf(c: Context<PortalEnv>) {
  const { commitments: reader, claims } = c.get('portal')
  const [register, { claims: all }] = await Promise.all([reader.register(), claims.register()])
  return findCommitmentSummary(register, all, c.req.query('set') || undefined)
}
