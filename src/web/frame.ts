/** What a page takes from its request and from the observatory: language, addresses, name, files. */

import type { Context } from 'hono'
import { zoneOf as zoneIn } from '../domain/indicators/settings.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Frame } from '../view/layout.tsx'
import { canonicalOf, twinOf } from '../view/paths.ts'
import type { PortalEnv } from './portal.ts'

const PRODUCT: Text = { fr: 'Chevalement', en: 'Chevalement' }

export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'fr'
}

/** Where the observatory is: its clocks tell the hours. */
export function zoneOf(c: Context<PortalEnv>): string {
  return zoneIn(c.get('portal').observatory.folder.settings)
}

export function frameOf(c: Context<PortalEnv>): Frame {
  const { observatory, assets } = c.get('portal')
  const { name, demonstration } = observatory.folder.settings
  const url = new URL(c.req.url)
  return {
    language: languageOf(c.req.path),
    assets: assets.links,
    brand: assets.appearance.theme.name ?? PRODUCT,
    observatory: name,
    demonstration,
    zone: zoneOf(c),
    canonical: canonicalOf(`${url.pathname}${url.search}`),
    twin: twinOf(`${url.pathname}${url.search}`),
    desk: c.get('desk'),
    door: c.get('access') === undefined ? 'none' : c.get('visitor').kind === 'account' ? 'account' : 'signIn'
  }
}
