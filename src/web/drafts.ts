/**
 * Forms that lose nothing: what is typed is saved while it is typed, and what is sent after the session ended waits for
 * whoever signs in again. A form uses `KeptForm`; its page calls `openForm`, its route `readForm`, then `forgetForm`.
 */

import { randomBytes } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { may } from '../domain/access/policy.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import { forgetDraft, keepDraft, openDraft, type Drafting } from '../usecases/drafts.ts'
import { pathTo, twinOf } from '../view/paths.ts'
import { accessOf, fieldsOf, isFromElsewhere, isSecure, jsonOf, LARGEST_FORM, PRIVATE, signedIn } from './access.ts'
import { languageOf } from './frame.ts'
import { actionOf, guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

/** What the form itself carries, and no draft keeps. */
const PASSING: readonly string[] = ['token', 'save', 'more', 'kept', 'alike']

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
  if (c.req.query('brouillon') === 'non' || c.req.query('draft') === 'no') return { fields: stored }
  const drafting = draftingOf(c, c.req.path)
  const late = takeLate(c, drafting.form)
  if (late) await keepDraft(drafting, late, accessOf(c).now())
  const draft = await openDraft(drafting)
  if (!draft) return { fields: stored }
  return { fields: draft.fields, restored: hourOf(draft.savedAt) }
}

/** Every text of the form that was sent, files left out. */
export async function readForm(c: Context<PortalEnv>): Promise<FormFields> {
  const texts = Object.entries(await fieldsOf(c)).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string'
  )
  if (texts.length > MOST_FIELDS) throw new InvalidInput(UNREADABLE)
  // A browser ends lines as mail does.
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\r\n', '\n')]))
}

export async function forgetForm(c: Context<PortalEnv>): Promise<void> {
  await forgetDraft(draftingOf(c, c.req.path))
}

type Late = { readonly form: string; readonly fields: FormFields; readonly until: number }

/** Forms sent after their session had ended, by a word that only their browser has: in memory, for an hour. */
const LATE = new Map<string, Late>()
const MOST_LATE = 200
const LATE_SECONDS = 3600
const LATE_COOKIE = 'chevalement.kept'

/** Keeps what is sent by somebody whose session has ended, and leads to the door. Stands before forms are checked. */
export const keepLateForms: MiddlewareHandler<PortalEnv> = async (c, next) => {
  const action = c.req.method === 'POST' && c.get('access') ? actionOf(c) : undefined
  const visitor = c.get('visitor')
  // Who is signed in is not asked who they are: a page that anybody may read stays that of all.
  if (action === undefined || visitor.kind === 'account') return next()
  if (may(visitor.actor, action, {}).allowed || !isFromHere(c)) return next()
  // What is larger is refused where forms are checked.
  if (!(Number(c.req.header('content-length')) <= LARGEST_FORM)) return next()
  const fields = await readForm(c)
  if (fields['kept'] !== 'yes') return next()
  const access = accessOf(c)
  const word = randomBytes(24).toString('base64url')
  const now = access.now().getTime()
  for (const [old, { until }] of LATE) if (until < now || LATE.size >= MOST_LATE) LATE.delete(old)
  LATE.set(word, { form: inFrench(c.req.path), fields: withoutPassing(fields), until: now + LATE_SECONDS * 1000 })
  setCookie(c, LATE_COOKIE, word, { ...PRIVATE, maxAge: LATE_SECONDS, secure: isSecure(access) })
  const language = languageOf(c.req.path)
  const to = encodeURIComponent(c.req.path)
  return c.redirect(`${pathTo('signIn', language)}?${language === 'fr' ? 'vers' : 'to'}=${to}`, 303)
}

/** A browser says so; what says nothing is not believed. */
function isFromHere(c: Context<PortalEnv>): boolean {
  const isTold = c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') === 'same-origin'
  return isTold && !isFromElsewhere(c)
}

function takeLate(c: Context<PortalEnv>, form: string): FormFields | undefined {
  const word = getCookie(c, LATE_COOKIE)
  const late = word === undefined ? undefined : LATE.get(word)
  if (word === undefined || late?.form !== form) return undefined
  LATE.delete(word)
  deleteCookie(c, LATE_COOKIE, { path: '/' })
  return late.until < accessOf(c).now().getTime() ? undefined : late.fields
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

/** `2026-11-22 14:05`, in UTC as everywhere. */
function hourOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const UNREADABLE = {
  fr: 'Ce formulaire n’a pas pu être lu : rouvrez la page et recommencez.',
  en: 'This form could not be read: open the page again and start over.'
}
