/** The state of the service: for administrators in pages, for monitors in a few words, in the head of each page. */

import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { z } from 'zod'
import { mayEver } from '../domain/access/policy.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { countOwnUnread } from '../usecases/notifications.ts'
import { discard, readQueue, retry } from '../usecases/queue.ts'
import { publicHealth, readService, type Service } from '../usecases/service.ts'
import { pathTo } from '../view/paths.ts'
import { QueuePage, ServicePage } from '../view/service.tsx'
import { accessOf, formToken, signedIn } from './access.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded, reading } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { form } from './sign-in.tsx'

/** Answers before anything else of the portal does: when the registry is down, this says so. */
export function monitored(service: Service | undefined): Hono<PortalEnv> {
  const router = new Hono<PortalEnv>()
  if (!service) return router
  router.on('GET', ['/sante', '/en/health'], async (c) => {
    const health = await publicHealth(service)
    return c.json(health, health.level === 'red' ? 503 : 200, { 'Cache-Control': 'no-store' })
  })
  return reading(router)
}

/** Notes how long each page took, by its route: nothing of who asked, nor of what. */
export function timePages(service: Service | undefined): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')
    if (service && route) service.notePage(`${route.method} ${route.path}`, performance.now() - started)
  }
}

/** What the head of a page tells whoever is signed in. */
export function keepDesk(service: Service | undefined): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    c.set('service', service)
    c.set('desk', undefined)
    const [access, visitor] = [c.get('access'), c.get('visitor')]
    if (access && visitor.kind === 'account' && c.req.method === 'GET') {
      const isTold = service && mayEver(visitor.actor, 'administration.read')
      const [unread, level] = await Promise.all([
        countOwnUnread(access, visitor.account.id),
        isTold ? service.health().then((health) => health.level) : undefined
      ])
      c.set('desk', { unread, level })
    }
    await next()
  }
}

export const serviceRoutes = new Hono<PortalEnv>()

serviceRoutes.on('GET', ['/service', '/en/service'], guarded('administration.read'), async (c) => {
  const service = c.get('service')
  if (!service) throw new NotFound(NO_SERVICE)
  const { health, slowPages, disk } = await readService(service, signedIn(c).actor)
  const { level, at, checks } = health
  return c.html(
    <ServicePage frame={frameOf(c)} level={level} at={at} checks={checks} slowPages={slowPages} disk={disk} />
  )
})

serviceRoutes.on('GET', ['/service/queue', '/en/service/queue'], guarded('administration.read'), (c) => queuePage(c))

serviceRoutes.on(
  'POST',
  ['/service/queue/:id/retry', '/en/service/queue/:id/retry'],
  guarded('administration.run'),
  (c) => orProblem(c, () => retry(accessOf(c), signedIn(c).actor, c.req.param('id')))
)

serviceRoutes.on(
  'POST',
  ['/service/queue/:id/discard', '/en/service/queue/:id/discard'],
  guarded('administration.run'),
  async (c) => {
    const { reason } = await form(c, z.object({ reason: z.string().max(2000).default('') }))
    return orProblem(c, () => discard(accessOf(c), signedIn(c).actor, c.req.param('id'), reason))
  }
)

async function queuePage(c: Context<PortalEnv>, problem?: Text) {
  const { waiting, failed, jobs, lastLetter } = await readQueue(accessOf(c), signedIn(c).actor)
  const page = (
    <QueuePage
      frame={frameOf(c)}
      token={formToken(c)}
      waiting={waiting}
      failed={failed}
      jobs={jobs}
      lastLetter={lastLetter}
      hasMail={accessOf(c).send !== undefined}
      {...(problem && { problem })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}

/** A job that is gone, or a reason that is missing, is told in the list. */
async function orProblem(c: Context<PortalEnv>, act: () => Promise<void>): Promise<Response> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof NotFound)) throw error
    return queuePage(c, error.text)
  }
  return c.redirect(`${pathTo('service', languageOf(c.req.path))}/queue`, 303)
}

const NO_SERVICE: Text = {
  fr: 'Ce portail ne mesure pas son état.',
  en: 'This portal does not measure its state.'
}
