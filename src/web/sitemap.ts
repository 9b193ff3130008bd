/** Addresses that search engines are told of: pages that say something of their own, in both languages (sitemaps.org). */

import type { Context } from 'hono'
import { LANGUAGES, type Language } from '../domain/shared/text.ts'
import { publicIssues } from '../usecases/edition-published.ts'
import { editionPath, pathTo, type Root } from '../view/paths.ts'
import { clockOf } from './edition-files.tsx'
import type { PortalEnv } from './portal.ts'

const ROOTS: readonly Root[] = [
  'home',
  'territories',
  'indicators',
  'sources',
  'editions',
  'catalogue',
  'freshness',
  'method',
  'glossary',
  'entries',
  'documents',
  'doubts',
  'directory'
]

export async function sendSitemap(c: Context<PortalEnv>): Promise<Response> {
  const { observatory, editions } = c.get('portal')
  const { perimeters, indicators, sources } = observatory.folder
  const issues = await publicIssues(editions, clockOf(c))
  const pathsIn = (language: Language): readonly string[] => [
    ...ROOTS.map((root) => pathTo(root, language)),
    ...perimeters.map(({ id }) => pathTo('territories', language, id)),
    ...indicators.map(({ id }) => pathTo('indicators', language, id)),
    ...sources.map(({ id }) => pathTo('sources', language, id)),
    ...issues.map(({ issue }) => editionPath(language, issue.edition.id))
  ]
  // A chapter is read in the language it was written in.
  const chapters = issues.flatMap(({ issue: { edition, places } }) =>
    places
      .filter(({ kind }) => kind === 'chapter')
      .map(({ path }) => `${editionPath(edition.language, edition.id, 'read')}/${path}`)
  )
  const origin = originOf(c) ?? new URL(c.req.url).origin
  const lines = [...LANGUAGES.flatMap(pathsIn), ...chapters].map(
    (path) => `<url><loc>${escaped(origin + path)}</loc></url>`
  )
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...lines,
    '</urlset>',
    ''
  ].join('\n')
  return c.body(text, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
}

/** For robots.txt; none where the portal does not know its own address. */
export function sitemapLine(c: Context<PortalEnv>): readonly string[] {
  const origin = originOf(c)
  return origin === undefined ? [] : [`Sitemap: ${origin}/sitemap.xml`]
}

/** Where the portal says that it is, whatever host a request names. */
function originOf(c: Context<PortalEnv>): string | undefined {
  const access = c.get('access')
  return access && new URL(access.settings.origin).origin
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
