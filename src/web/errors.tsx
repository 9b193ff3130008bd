/** From what went wrong to a page that helps, with the right status. */

import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { REFUSAL_REASONS } from '../domain/access/refusal.ts'
import { ObservatoryError, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { holdersOf } from '../domain/territories/geography.ts'
import { listEntries, nearestEntries } from '../usecases/az.ts'
import { searchObservatory } from '../usecases/search.ts'
import type { Message } from '../view/messages.ts'
import type { Hit } from '../view/hit-list.tsx'
import { pathTo } from '../view/paths.ts'
import { ProblemPage } from '../view/problem.tsx'
import { ResendPage } from '../view/resend.tsx'
import { frameOf, languageOf } from './frame.ts'
import type { Portal, PortalEnv } from './portal.ts'
import { readAgain } from './resend.ts'
import { hitsOf } from './search.tsx'
import { straighten } from './straighten.ts'

const STATUSES: Readonly<Record<ObservatoryError['code'], readonly [ContentfulStatusCode, Message]>> = {
  'invalid-input': [400, 'badRequest'],
  'not-found': [404, 'notFound'],
  refused: [404, 'refusedTitle']
}

/** Reasons of accounts, beside those of the policy. */
const OF_ACCOUNTS = ['cross-site', 'no-demonstration', 'no-account', 'linked']

/** Reasons of accounts that say nothing of rights: what was sent is stale, or proves nothing. */
const UNPROVEN = ['passkey', 'provider', 'no-provider']

/** Refused by the policy, or a form that is not ours. */
const FORBIDDEN = [403, 'forbidden'] as const satisfies readonly [ContentfulStatusCode, Message]

/** It comes back by itself: whoever asks again is answered. */
const AWAY = [503, 'failed'] as const satisfies readonly [ContentfulStatusCode, Message]

const PROPOSED = 5

export type Log = (line: string) => void

/** Any other exception is a fault of ours: the stack goes to the log, one sentence to the reader. */
export function onError(log: Log): (error: Error, c: Context<PortalEnv>) => Promise<Response> {
  return async (error, c) => {
    if (error instanceof ObservatoryError) {
      const elsewhere = error instanceof Refused ? undefined : meantBy(c)
      if (elsewhere !== undefined) return c.redirect(elsewhere, 301)
      const [status, title] = statusOf(error)
      if (status === 503) {
        c.header('Retry-After', '2')
        const again = await sendAgain(c)
        if (again) return again
      }
      return explain(c, { status, title, text: error.text })
    }
    if (error instanceof HTTPException && error.status < 500) {
      return explain(c, { status: error.status, title: 'badRequest', text: UNREADABLE })
    }
    log(`${c.req.method} ${c.req.path} ${error.stack ?? error.message}`)
    return explain(c, { status: 500, title: 'failed', text: FAILED })
  }
  /** What breaks a page may break the page that says so: then one sentence, never nothing. */
  async function explain(c: Context<PortalEnv>, what: Problem): Promise<Response> {
    try {
      return await problem(c, what)
    } catch (error) {
      log(`${c.req.method} ${c.req.path} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      return c.text(what.text[languageOf(c.req.path)], what.status, { 'Cache-Control': 'no-store' })
    }
  }
}

/** What was typed is given back: whoever sent it may send it again. Undefined where nothing can be given back. */
async function sendAgain(c: Context<PortalEnv>): Promise<Response | undefined> {
  try {
    const carried = await readAgain(c)
    return (
      carried && c.html(<ResendPage frame={frameOf(c)} {...carried} />, 503, { 'Cache-Control': 'private, no-store' })
    )
  } catch {
    return undefined
  }
}

function statusOf(error: ObservatoryError): readonly [ContentfulStatusCode, Message] {
  if (isOfRights(error)) return FORBIDDEN
  if (error instanceof Refused && error.reason === 'database-unavailable') return AWAY
  const isUnproven = error instanceof Refused && UNPROVEN.includes(error.reason)
  return STATUSES[isUnproven ? 'invalid-input' : error.code]
}

function isOfRights(error: ObservatoryError): boolean {
  const reasons: readonly string[] = [...REFUSAL_REASONS, ...OF_ACCOUNTS]
  return error instanceof Refused && reasons.includes(error.reason)
}

export async function onNotFound(c: Context<PortalEnv>): Promise<Response> {
  const elsewhere = meantBy(c)
  if (elsewhere !== undefined) return c.redirect(elsewhere, 301)
  return problem(c, { status: 404, title: 'notFound', text: NO_PAGE })
}

/** The same question at the address that was meant. */
function meantBy(c: Context<PortalEnv>): string | undefined {
  if (c.req.method !== 'GET') return undefined
  const portal = portalOf(c)
  if (!portal) return undefined
  const { registry, folder } = portal.observatory
  const known = new Set<string>([
    ...registry.perimeters.keys(),
    ...registry.indicators.keys(),
    ...folder.sources.map(({ id }) => id)
  ])
  const meant = straighten(c.req.path, (word) => known.has(word))
  return meant === undefined ? undefined : meant + new URL(c.req.url).search
}

/** None where the observatory itself could not be opened. */
function portalOf(c: Context<PortalEnv>): Portal | undefined {
  return c.get('portal')
}

type Problem = { readonly status: ContentfulStatusCode; readonly title: Message; readonly text: Text }

async function problem(c: Context<PortalEnv>, { status, title, text }: Problem): Promise<Response> {
  const frame = frameOf(c)
  c.header('Cache-Control', 'no-store')
  if (isForMachines(c.req.path)) {
    return c.json({ error: { status, message: text[frame.language] } }, status)
  }
  const proposed = status === 404 ? await proposals(c) : []
  return c.html(<ProblemPage frame={frame} title={title} text={text[frame.language]} proposed={proposed} />, status)
}

/** What the last words of the address may have meant. */
async function proposals(c: Context<PortalEnv>): Promise<readonly Hit[]> {
  const { language } = frameOf(c)
  const meant = await indicatorsMeant(c)
  if (meant) return meant
  // A year in the address of an issue is no postcode.
  const issues = pathTo('editions', language)
  if (c.req.path.startsWith(`${issues}/`)) return [{ href: issues, title: ALL_ISSUES[language], detail: '' }]
  const words = decode(c.req.path)
    .split('/')
    .slice(language === 'en' ? 3 : 2)
    .filter((word) => word.length > 1)
    .flatMap((word) => [word, ...heirsOf(c, word)])
  const found = await Promise.all(
    words.map(
      async (word) => (await searchObservatory(c.get('portal').observatory, word.replaceAll('-', ' '), PROPOSED)).hits
    )
  )
  const unique = new Map(found.flat().map((hit) => [`${hit.document.kind} ${hit.document.id}`, hit]))
  return [...(await entriesMeant(c)), ...hitsOf([...unique.values()].slice(0, PROPOSED), language)]
}

/** Where an entry of the A to Z is asked for: the nearest, and the way to all of them. */
async function entriesMeant(c: Context<PortalEnv>): Promise<readonly Hit[]> {
  const { language } = frameOf(c)
  const all = pathTo('entries', language)
  const path = decode(c.req.path)
  if (!path.startsWith(`${all}/`)) return []
  const { observatory, readAsset } = c.get('portal')
  const near = nearestEntries(await listEntries(observatory.folder.files, readAsset), path.slice(all.length + 1))
  return [
    ...near.map(({ id, title }) => ({ href: pathTo('entries', language, id), title: title[language], detail: '' })),
    { href: all, title: ALL_ENTRIES[language], detail: '' }
  ]
}

const ALL_ISSUES: Text = { fr: 'Toutes les éditions', en: 'All issues' }
const ALL_ENTRIES: Text = { fr: 'Tout l’abécédaire', en: 'The whole A to Z' }

/** What stands where an indicator should: indicators alone, and the way to all of them. Undefined elsewhere. */
async function indicatorsMeant(c: Context<PortalEnv>): Promise<readonly Hit[] | undefined> {
  const { language } = frameOf(c)
  const [, root, word] = /^(?:\/en)?\/([^/]+)\/([^/]+)/.exec(decode(c.req.path)) ?? []
  if (!root || !word || !OF_INDICATORS.includes(`/${root}`)) return undefined
  const { observatory } = c.get('portal')
  if ([...observatory.registry.indicators.keys()].some((id) => id === word)) return undefined
  const { hits } = await searchObservatory(observatory, word.replaceAll('-', ' '), SEARCHED)
  const found = hits.filter(({ document: { kind } }) => kind === 'indicator').slice(0, PROPOSED)
  const all = { href: pathTo('indicators', language), title: ALL[language], detail: '' }
  return [...hitsOf(found, language), all]
}

const OF_INDICATORS = ['/indicateurs', '/indicators', '/chiffres', '/figures']
/** Among which indicators are looked for. */
const SEARCHED = 60
const ALL: Text = { fr: 'Tous les indicateurs', en: 'All indicators' }

/** A commune that is no more: those that hold its ground today. */
function heirsOf(c: Context<PortalEnv>, word: string): readonly string[] {
  if (!/^(?:COM-)?(?:\d\d|2[AB])\d{3}$/.test(word)) return []
  const { geography } = c.get('portal').observatory.atlas
  return holdersOf(geography, word.replace(/^COM-/, ''), geography.latest)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function isForMachines(path: string): boolean {
  return /\.(json|csv)$/.test(path)
}

const NO_PAGE: Text = {
  fr: 'Aucune page à cette adresse. Elle a pu être mal recopiée.',
  en: 'There is no page at this address. It may have been copied wrongly.'
}
const UNREADABLE: Text = { fr: 'La demande n’a pas pu être lue.', en: 'The request could not be read.' }
const FAILED: Text = {
  fr: 'La page n’a pas pu être faite. L’incident est noté ; réessayez, ou revenez à l’accueil.',
  en: 'The page could not be made. The incident is recorded; try again, or go back home.'
}
