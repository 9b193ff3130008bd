/** Doubts about figures: reported by anyone, followed by a secret link, answered in public. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { may } from '../domain/access/policy.ts'
import { USUAL_DELAY } from '../domain/indicators/doubt.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseFigureAddress, type FigureRequest } from '../domain/indicators/request.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { acceptDoubt, answerDoubt, assignDoubt, officersFor, refuseDoubt } from '../usecases/doubt-answers.ts'
import { tellDoubts } from '../usecases/doubt-page.ts'
import {
  doubtOf,
  followDoubt,
  forgetReporter,
  hasReporter,
  reportDoubt,
  subjectOf,
  subjectOfDoubt,
  type DoubtContext
} from '../usecases/doubts.ts'
import { findFigure } from '../usecases/figures.ts'
import { DoubtPage } from '../view/doubt-desk.tsx'
import { FollowPage, ReportPage } from '../view/doubt-form.tsx'
import { DoubtsPage } from '../view/doubt.tsx'
import { pathTo } from '../view/paths.ts'
import { accessOf, clientOf, formToken, signedIn } from './access.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { Portal, PortalEnv } from './portal.ts'
import { form } from './sign-in.tsx'

/** A form of one browser, a link that is secret: kept by nobody, found by no search. */
const OF_ONE = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' } as const

const MOST = 200

export const doubts = new Hono<PortalEnv>()

doubts.on('GET', ['/signaler/*', '/en/report/*'], guarded('doubt.report'), (c) => reportPage(c))

const report = z.object({
  text: z.string(),
  email: z.string().max(300).default(''),
  consents: z.literal('yes').optional(),
  website: z.string().default('')
})

doubts.on('POST', ['/signaler/*', '/en/report/*'], guarded('doubt.report'), async (c) => {
  const { text, email, consents, website } = await form(c, report)
  const language = languageOf(c.req.path)
  const from = { actor: c.get('visitor').actor, client: clientOf(c) }
  const given = { text, email, consents: consents === 'yes', trap: website, language }
  try {
    const word = await reportDoubt(contextOf(c), requestOf(c), given, from)
    return c.redirect(pathTo(website === '' ? 'followed' : 'doubts', language, website === '' ? word : undefined), 303)
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return reportPage(c, { text, email }, error.text)
  }
})

doubts.on(
  'GET',
  ['/doutes', '/en/doubts'],
  guarded('doubt.read', () => ({ state: 'open' })),
  async (c) => {
    const portal = c.get('portal')
    const told = await tellDoubts(portal, await portal.doubts.list({ limit: MOST }))
    const page = (
      <DoubtsPage
        frame={frameOf(c)}
        waiting={told.filter(({ status }) => status === 'open').toReversed()}
        answered={told.filter(({ status }) => status === 'answered')}
        delay={delayOf(portal)}
      />
    )
    return c.html(page, 200, OF_THE_MINUTE)
  }
)

doubts.on('GET', ['/doutes/suivi/:word', '/en/doubts/follow/:word'], guarded('doubt.follow'), async (c) => {
  const access = accessOf(c)
  const word = c.req.param('word')
  const stored = await followDoubt(access, word)
  const [doubt] = await tellDoubts(c.get('portal'), [stored])
  if (!doubt) return c.notFound()
  const path = pathTo('followed', languageOf(c.req.path), word)
  const page = (
    <FollowPage
      frame={frameOf(c)}
      token={formToken(c)}
      doubt={doubt}
      link={new URL(path, access.settings.origin).href}
      hasAddress={await hasReporter(access, doubt.id)}
    />
  )
  return c.html(page, 200, OF_ONE)
})

doubts.on(
  'POST',
  ['/doutes/suivi/:word/forget', '/en/doubts/follow/:word/forget'],
  guarded('doubt.follow'),
  async (c) => {
    const word = c.req.param('word')
    await forgetReporter(accessOf(c), word)
    return c.redirect(pathTo('followed', languageOf(c.req.path), word), 303)
  }
)

doubts.on('GET', ['/doutes/:id', '/en/doubts/:id'], guarded('doubt.read', named), (c) =>
  doubtPage(c, c.req.param('id'))
)

doubts.on('POST', ['/doutes/:id/accept', '/en/doubts/:id/accept'], guarded('doubt.moderate', named), (c) =>
  act(c, c.req.param('id'), () => acceptDoubt(contextOf(c), signedIn(c).actor, c.req.param('id')))
)

doubts.on('POST', ['/doutes/:id/refuse', '/en/doubts/:id/refuse'], guarded('doubt.moderate', named), async (c) => {
  const { reason } = await form(c, z.object({ reason: z.string() }))
  return act(c, c.req.param('id'), () => refuseDoubt(contextOf(c), signedIn(c).actor, c.req.param('id'), reason))
})

doubts.on('POST', ['/doutes/:id/assign', '/en/doubts/:id/assign'], guarded('doubt.assign', named), async (c) => {
  const { officer } = await form(c, z.object({ officer: z.string() }))
  return act(c, c.req.param('id'), () => assignDoubt(contextOf(c), signedIn(c).actor, c.req.param('id'), officer))
})

doubts.on('POST', ['/doutes/:id/answer', '/en/doubts/:id/answer'], guarded('doubt.answer', named), async (c) => {
  const given = await form(c, z.object({ text: z.string(), outcome: z.string().default('') }))
  return act(c, c.req.param('id'), () => answerDoubt(contextOf(c), signedIn(c).actor, c.req.param('id'), given), given)
})

function named(c: Context<PortalEnv>) {
  return subjectOfDoubt(contextOf(c), c.req.param('id') ?? '')
}

/** What a doubt does to a page is seen at once by those who come after. */
async function act(
  c: Context<PortalEnv>,
  id: string,
  step: () => Promise<void>,
  given?: { readonly text: string; readonly outcome: string }
) {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return doubtPage(c, id, { problem: error.text, ...(given && { given }) })
  }
  c.get('portal').doubts.forget()
  return c.redirect(pathTo('doubts', languageOf(c.req.path), id), 303)
}

async function doubtPage(
  c: Context<PortalEnv>,
  id: string,
  again: { readonly problem?: Text; readonly given?: { readonly text: string; readonly outcome: string } } = {}
) {
  const context = contextOf(c)
  const { actor } = c.get('visitor')
  const stored = await doubtOf(context.access.db, id)
  const [doubt] = await tellDoubts(context, [stored])
  if (!doubt) return c.notFound()
  const subject = subjectOf(context, stored.doubt)
  const mayAssign = may(actor, 'doubt.assign', subject).allowed
  const page = (
    <DoubtPage
      frame={frameOf(c)}
      token={actor.kind === 'account' ? formToken(c) : ''}
      doubt={doubt}
      may={{
        moderate: may(actor, 'doubt.moderate', subject).allowed,
        answer: may(actor, 'doubt.answer', subject).allowed,
        assign: mayAssign
      }}
      officers={mayAssign ? await officersFor(context.access.db, context, stored.doubt) : []}
      {...again}
    />
  )
  return c.html(page, again.problem ? 422 : 200, OF_THE_MINUTE)
}

async function reportPage(
  c: Context<PortalEnv>,
  given?: { readonly text: string; readonly email: string },
  problem?: Text
) {
  const portal = c.get('portal')
  const { observatory } = portal
  const figure = await findFigure(observatory, requestOf(c))
  const { pathname, search } = new URL(c.req.url)
  const page = (
    <ReportPage
      frame={frameOf(c)}
      token={formToken(c)}
      figure={figure}
      indicator={indicatorOf(observatory.registry, figure.indicator).label}
      action={pathname + search}
      delay={delayOf(portal)}
      {...(given && { given })}
      {...(problem && { problem })}
    />
  )
  return c.html(page, problem ? 422 : 200, OF_ONE)
}

/** The address of the form is that of the figure, under another root. */
function requestOf(c: Context<PortalEnv>): FigureRequest {
  const { pathname, search } = new URL(c.req.url)
  const language = languageOf(pathname)
  return parseFigureAddress(pathTo('figures', language) + pathname.slice(pathTo('report', language).length) + search)
}

function contextOf(c: Context<PortalEnv>): DoubtContext {
  const { observatory, organisations, today } = c.get('portal')
  return { access: accessOf(c), observatory, organisations, today }
}

function delayOf({ observatory }: Portal): number {
  return observatory.folder.settings.doubts?.workingDays ?? USUAL_DELAY
}
