/** The site of an issue, file by file: as it was frozen, what the portal has to say of it above. */

import { Hono, type Context } from 'hono'
import { may } from '../domain/access/policy.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { findIssue, isDigestPublic, NO_ISSUE, publicIssue, publicIssues } from '../usecases/edition-published.ts'
import { EditionBanner } from '../view/edition-banner.tsx'
import { frozenPath, editionPath } from '../view/paths.ts'
import { languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'

export const editionFiles = new Hono<PortalEnv>()

editionFiles.on('GET', ['/editions/:id/lire/*', '/en/editions/:id/read/*'], guarded('page.read'), async (c) => {
  const id = c.req.param('id') ?? ''
  const root = editionPath(languageOf(c.req.path), id, 'read')
  const { issue } = await publicIssue(c.get('portal').editions, id, clockOf(c))
  return sendFile(c, { root, digest: issue.digest, isForEver: false })
})

editionFiles.on(
  'GET',
  ['/editions/figees/:digest/*', '/en/editions/frozen/:digest/*'],
  guarded('page.read'),
  async (c) => {
    const digest = c.req.param('digest') ?? ''
    const { editions } = c.get('portal')
    const isOut = await isDigestPublic(editions, digest, clockOf(c))
    const { actor } = c.get('visitor')
    // Those who work on it read it before it is out, and nothing of it is kept on the way.
    const mayRead = isOut || may(actor, 'edition.read-draft', { state: 'frozen' }).allowed
    if (!mayRead) throw new NotFound(NO_ISSUE)
    const root = frozenPath(languageOf(c.req.path), digest)
    const response = await sendFile(c, { root, digest, isForEver: true })
    if (!isOut) response.headers.set('Cache-Control', 'private, no-store')
    return response
  }
)

const FOR_EVER = 'public, max-age=31536000, immutable'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  cff: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  woff2: 'font/woff2',
  pdf: 'application/pdf',
  zip: 'application/zip',
  parquet: 'application/vnd.apache.parquet'
}

/** To be kept in a file, not opened in place of the page. */
const SAVED = /\.(?:csv|parquet|zip|cff|md)$|^archive\.json$/

async function sendFile(
  c: Context<PortalEnv>,
  { root, digest, isForEver }: { readonly root: string; readonly digest: string; readonly isForEver: boolean }
): Promise<Response> {
  const { pathname } = new URL(c.req.url)
  const { published, editions } = c.get('portal')
  const state = await published.state(digest)
  if (!('files' in state)) {
    // Its page says how far they are.
    const issue = await findIssue(editions, digest)
    if (!issue) throw new NotFound(NO_ISSUE)
    return c.redirect(editionPath(languageOf(c.req.path), issue.edition.id), 303)
  }
  // Links of the site are relative to its root.
  if (pathname.split('/').length === root.split('/').length) return c.redirect(`${root}/`, 301)
  const path = decoded(pathname.split('/').slice(root.split('/').length).join('/')) || 'index.html'
  const bytes = await published.read(digest, path)
  if (!bytes) throw new NotFound(noPage(path))
  const type = TYPES[path.replace(/^.*\./, '')] ?? 'application/octet-stream'
  const headers = {
    'Content-Type': type,
    ...(SAVED.test(path) && { 'Content-Disposition': `attachment; filename="${path.replace(/^.*\//, '')}"` })
  }
  if (!path.endsWith('.html')) {
    const isKept = isForEver && state.status === 'made'
    return c.body(bytes, 200, { ...headers, ...(isKept && { 'Cache-Control': FOR_EVER }) })
  }
  const banner = await bannerFor(c, digest)
  if (banner === '') return c.body(bytes, 200, headers)
  const page = new TextDecoder().decode(bytes)
  // Above the page, after the link that skips its head.
  const at = page.indexOf('<header')
  return c.body(at < 0 ? page : page.slice(0, at) + banner + page.slice(at), 200, headers)
}

/** Empty where there is nothing to say. */
async function bannerFor(c: Context<PortalEnv>, digest: string): Promise<string> {
  const { editions, published } = c.get('portal')
  const issue = await findIssue(editions, digest)
  if (!issue) return ''
  const { id } = issue.edition
  const errata = (await published.errata(id)).filter((one) => one.digest === digest).length
  const latest = (await publicIssues(editions, clockOf(c))).find(({ publication }) => publication.edition === id)
  const isOld = latest !== undefined && latest.issue.digest !== digest
  if (errata === 0 && !isOld) return ''
  return String(<EditionBanner {...{ id, errata, isOld }} language={languageOf(c.req.path)} />)
}

function noPage(path: string) {
  return {
    fr: `Cette édition n’a pas de page « ${path} » : revenez à son sommaire`,
    en: `This edition has no page "${path}": go back to its contents`
  }
}

/** A stray `%` stands for itself: no file bears that name. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What embargoes are read by. */
export function clockOf(c: Context<PortalEnv>): Date {
  return c.get('access')?.now() ?? new Date()
}
