/** Addresses of pages in each language: `/territoires/pma`, `/en/territories/pma`. */

import type { Language } from '../domain/shared/text.ts'

const ROOTS = {
  home: { fr: '/', en: '/en/' },
  territories: { fr: '/territoires', en: '/en/territories' },
  indicators: { fr: '/indicateurs', en: '/en/indicators' },
  search: { fr: '/recherche', en: '/en/search' },
  sources: { fr: '/sources', en: '/en/sources' }
} as const satisfies Record<string, Record<Language, string>>

export type Root = keyof typeof ROOTS

export function pathTo(root: Root, language: Language, id?: string): string {
  return id === undefined ? ROOTS[root][language] : `${ROOTS[root][language]}/${encodeURIComponent(id)}`
}
