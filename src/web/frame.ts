/** What a page takes from its request: its language, its own address, its twin in the other language. */

import type { Context } from 'hono'
import type { Language } from '../domain/shared/text.ts'
import type { Frame } from '../view/layout.tsx'
import { twinOf } from '../view/paths.ts'
import type { PortalEnv } from './portal.ts'

export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'fr'
}

export function frameOf(c: Context<PortalEnv>): Frame {
  const { observatory, assets } = c.get('portal')
  const { name, demonstration } = observatory.folder.settings
  const url = new URL(c.req.url)
  return {
    language: languageOf(c.req.path),
    assets: assets.links,
    observatory: name,
    demonstration,
    twin: twinOf(`${url.pathname}${url.search}`)
  }
}
