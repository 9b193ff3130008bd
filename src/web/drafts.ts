/**
 * Forms that lose nothing: what is typed is saved while it is typed, and what is sent after the session ended waits for
 * whoever signs in again. A form uses `KeptForm`; its page calls `openForm`, its route `readForm`, then `forgetForm`.
 */

import { randomBytes } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { may } from '../domain/access/policy.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import {
  forgetDraft,
  keepDraft,
  keepLateForm,
  openDraft,
  recoverLateForm,
  writerWord,
  type Drafting
} from '../usecases/drafts.ts'
import { hourText } from '../view/edition-hour.ts'
import { pathTo, twinOf } from '../view/paths.ts'
import { accessOf, fieldsOf, isFromElsewhere, jsonOf, largestFor, signedIn } from './access.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { languageOf, zoneOf } from './frame.ts'
import { actionOf, guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

/** What the form itself carries, and no draft keeps. */
const PASSING: readonly string[] = ['token', 'save', 'more', 'writer', 'alike']

const MOST_FIELDS = 2000

export const drafts = new Hono<PortalEnv>()

const kept = z.object({ form: z.string().startsWith('/').max(300), fields: z.record(z.string().max(100), z.string()) })

drafts.on('POST', ['/brouillons', '/en/drafts'], guarded('draft.keep', own), async (c) => {
  const read = kept.safeParse(await jsonOf(c))
  if (!read.success || Object.keys(read.data.fields).length > MOST_FIELDS) throw new InvalidInput(UNREADABLE)
  const { form, fields } = read.data
  const now = accessOf(c).now()
  await keepDraft(draftingOf(c, form), withoutPassing(fields), now)
  return c.json({ saved: now.toISOString() }, 200, { 'Cache-Control': 'no-store' })
})

/** What a form shows first: what was sent after the session ended, else its draft, else what is stored. */
export async function openForm(
  c: Context<PortalEnv>,
  stored: FormFields
): Promise<{ readonly fields: FormFields; readonly restored?: string }> {
  if (c.get('visitor').kind === 'anonymous') return { fields: stored }
  if (c.req.query('brouillon') === 'non' || c.req.query('draft') === 'no') return { fields: signed(c, stored) }
  const drafting = draftingOf(c, c.req.path)
  const word = readCookie(c, 'kept')
  if (word !== undefined) await recoverLateForm(drafting, word, accessOf(c).now())
  const draft = await openDraft(drafting)
  if (!draft) return { fields: signed(c, stored) }
  return { fields: signed(c, draft.fields), restored: hourText(draft.savedAt, zoneOf(c), languageOf(c.req.path)) }
}

/** Every text of the form that was sent, files left out. */
export async function readForm(c: Context<PortalEnv>): Promise<FormFields> {
  const texts = Object.entries(await fieldsOf(c)).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string'
  )
  if (texts.length > MOST_FIELDS) throw new InvalidInput(UNREADABLE)
  // A browser ends lines as mail does.
  return signed(c, Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\r\n', '\n')])))
}

/** Shown again, it is the form of whoever is signed in. */
function signed(c: Context<PortalEnv>, fields: FormFields): FormFields {
  const visitor = c.get('visitor')
  if (visitor.kind === 'anonymous') return fields
  return { ...fields, writer: writerWord(accessOf(c).settings.secret, visitor.account.id) }
}

/** What was sent and could not be saved: found again when the form is opened. */
export function keepForm(c: Context<PortalEnv>, fields: FormFields): Promise<void> {
  return keepDraft(draftingOf(c, c.req.path), withoutPassing(fields), accessOf(c).now())
}

export async function forgetForm(c: Context<PortalEnv>): Promise<void> {
  await forgetDraft(draftingOf(c, c.req.path))
}

/** As long as what waits is kept. */
const LATE_SECONDS = 31 * 24 * 3600

/** Keeps what is sent by somebody whose session has ended, and leads to the door. Stands before forms are checked. */
export const keepLateForms: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const action = c.req.method === 'POST' && c.get('access') ? actionOf(c) : undefined
  const visitor = c.get('visitor')
  // Who is signed in is not asked who they are: a page that anybody may read stays that of all.
  if (action === undefined || visitor.kind === 'account') return next()
  if (may(visitor.actor, action, {}).allowed || !isFromHere(c)) return next()
  // What is larger is refused where forms are checked.
  if (!(Number(c.req.header('content-length')) <= Math.min(largestFor(action), largestFor('draft.keep')))) return next()
  const fields = await readForm(c)
  const { writer } = fields
  if (writer === undefined) return next()
  // Two forms of one browser wait under one word.
  const known = readCookie(c, 'kept')
  const word = known !== undefined && /^[\w-]{32}$/.test(known) ? known : randomBytes(24).toString('base64url')
  const late = { word, writer, form: inFrench(c.req.path), fields: withoutPassing(fields) }
  if (!(await keepLateForm(accessOf(c), late))) return next()
  writeCookie(c, 'kept', word, LATE_SECONDS)
  const language = languageOf(c.req.path)
  const to = encodeURIComponent(c.req.path)
  return c.redirect(`${pathTo('signIn', language)}?${language === 'fr' ? 'vers' : 'to'}=${to}`, 303)
}

/** A browser says so; what says nothing is not believed. */
function isFromHere(c: Context<PortalEnv>): boolean {
  const isTold = c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') === 'same-origin'
  return isTold && !isFromElsewhere(c)
}

function draftingOf(c: Context<PortalEnv>, path: string): Drafting {
  return { db: accessOf(c).db, actor: signedIn(c).actor, form: inFrench(path) }
}

function own(c: Context<PortalEnv>) {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.id } : {}
}

function inFrench(path: string): string {
  return languageOf(path) === 'en' ? twinOf(path) : path
}

function withoutPassing(fields: FormFields): FormFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !PASSING.includes(name)))
}

const UNREADABLE = {
  fr: 'Ce formulaire n’a pas pu être lu : rouvrez la page et recommencez.',
  en: 'This form could not be read: open the page again and start over.'
}
