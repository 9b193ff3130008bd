/** What a form carried, read again when it could not be kept: texts alone, never what opens an account. */

import type { Context } from 'hono'
import type { Action } from '../domain/access/action.ts'
import type { ResendProps } from '../view/resend.tsx'
import { pathTo } from '../view/paths.ts'
import { isFromElsewhere, largestFor } from './access.ts'
import { languageOf } from './frame.ts'
import { actionOf } from './guard.ts'
import type { PortalEnv } from './portal.ts'

/** Fields of a page that is sent again, at most. */
const MOST_FIELDS = 2000

/** Their forms hold passwords, codes and secret words: they are filled in again. */
const OF_ACCOUNTS = /^(session|account|invitation)\./
const SECRET = /password|secret/i

/**
 * Undefined for what is not a form of ours, of this browser, with something to give back. The token is the one that was
 * sent, never a new one: it is checked again with the form.
 */
export async function readAgain(c: Context<PortalEnv>): Promise<Omit<ResendProps, 'frame'> | undefined> {
  const action = c.req.method === 'POST' ? actionOf(c) : undefined
  if (action === undefined || !isCarried(c, action)) return undefined
  const form = await c.req.formData().catch(() => undefined)
  if (!form?.has('token')) return undefined
  const all = [...form].slice(0, MOST_FIELDS + 1)
  if (all.length > MOST_FIELDS) return undefined
  const { pathname, search } = new URL(c.req.url)
  return {
    action: `${pathname}${search}`,
    back: backOf(c),
    fields: all.flatMap(([name, value]) => (typeof value === 'string' && !SECRET.test(name) ? [[name, value]] : [])),
    files: all.flatMap(([name, value]) =>
      typeof value === 'string' || value.name === '' ? [] : [{ name, file: value.name }]
    )
  }
}

/** The page of the form, when the browser says it; home otherwise. */
function backOf(c: Context<PortalEnv>): string {
  const from = c.req.header('referer')
  const url = from !== undefined && URL.canParse(from) ? new URL(from) : undefined
  const isOurs = url !== undefined && url.host === (c.req.header('host') ?? new URL(c.req.url).host)
  return isOurs ? `${url.pathname}${url.search}` : pathTo('home', languageOf(c.req.path))
}

function isCarried(c: Context<PortalEnv>, action: Action): boolean {
  // Scripts keep what they send; what says no length, or is too long, was not read.
  const isForm = c.req.header('x-form-token') === undefined && c.get('access') !== undefined
  const isShort = Number(c.req.header('content-length')) <= largestFor(action)
  return isForm && isShort && !OF_ACCOUNTS.test(action) && !isFromElsewhere(c)
}
