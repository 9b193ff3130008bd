/**
 * The guard of every route. A route declares its action; one that declares none is refused. What the policy is asked
 * about is the stored record that the address names, never what a form says of it.
 */

import type { Context, Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Action } from '../domain/access/action.ts'
import { may, type Subject } from '../domain/access/policy.ts'
import { refusalText } from '../domain/access/refusal.ts'
import { Refused } from '../domain/shared/errors.ts'
import { pathTo } from '../view/paths.ts'
import { languageOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'

type SubjectOf = (c: Context<PortalEnv>) => Subject | Promise<Subject>

/** Actions by the handler that declares them. */
const DECLARED = new WeakMap<object, Action>()

/** Handlers of the routes that `reading` has declared. */
const READ = new WeakSet<object>()

/** Declares what a route does, and lets pass whom the policy allows; stands before the handler. */
export function guarded(action: Action, subjectOf: SubjectOf = nothing): MiddlewareHandler<PortalEnv> {
  const guard: MiddlewareHandler<PortalEnv> = async (c, next) => {
    const { actor } = c.get('visitor')
    const decision = may(actor, action, await subjectOf(c))
    if (decision.allowed) return next()
    const language = languageOf(c.req.path)
    const isPage = c.req.method === 'GET'
    if (isPage && decision.reason === 'sign-in' && c.get('access')) {
      const there = encodeURIComponent(new URL(c.req.url).pathname)
      return c.redirect(`${pathTo('signIn', language)}?${language === 'fr' ? 'vers' : 'to'}=${there}`, 303)
    }
    if (isPage && decision.reason === 'second-factor') return c.redirect(`${pathTo('account', language)}/codes`, 303)
    throw new Refused(decision.reason, refusalText(action, decision))
  }
  DECLARED.set(guard, action)
  return guard
}

/** Declares that every route of a router reads what everyone may read; a form posted there changes nothing. */
export function reading(router: Hono<PortalEnv>): Hono<PortalEnv> {
  for (const { method, handler } of router.routes) {
    if (method === 'ALL') continue
    DECLARED.set(handler, 'page.read')
    READ.add(handler)
  }
  return router
}

/** Whether the route of this request is one that everyone may read, whoever asks. */
export function isReading(c: Context<PortalEnv>): boolean {
  return matchedRoutes(c).some(({ handler }) => READ.has(handler))
}

/** Refuses the routes that declare nothing; what matches no route is not found, as before. */
export const denyUndeclared: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const ends = matchedRoutes(c).filter(({ method }) => method !== 'ALL')
  if (ends.length > 0 && !ends.some(({ handler }) => DECLARED.has(handler))) {
    throw new Refused('role', { fr: 'Cette adresse n’est ouverte à personne.', en: 'This address is open to nobody.' })
  }
  return next()
}

/** The action that the route of this request declares. */
export function actionOf(c: Context<PortalEnv>): Action | undefined {
  return matchedRoutes(c)
    .map(({ handler }) => DECLARED.get(handler))
    .find((action) => action !== undefined)
}

export type RouteRow = { readonly method: string; readonly path: string; readonly action: Action | undefined }

/** Every route of the portal with what it declares: what a test walks. */
export function routeTable(app: Hono<PortalEnv>): readonly RouteRow[] {
  const rows = new Map<string, RouteRow>()
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue
    const key = `${method} ${path}`
    const action = rows.get(key)?.action ?? DECLARED.get(handler)
    rows.set(key, { method, path, action })
  }
  return [...rows.values()]
}

function nothing(): Subject {
  return {}
}
