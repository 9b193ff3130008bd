/** Addresses of pages in each language: `/territoires/pma`, `/en/territories/pma`. */

import { LANGUAGES, type Language } from '../domain/shared/text.ts'

const ROOTS = {
  home: { fr: '/', en: '/en/' },
  territories: { fr: '/territoires', en: '/en/territories' },
  indicators: { fr: '/indicateurs', en: '/en/indicators' },
  figures: { fr: '/chiffres', en: '/en/figures' },
  search: { fr: '/recherche', en: '/en/search' },
  sources: { fr: '/sources', en: '/en/sources' }
} as const satisfies Record<string, Record<Language, string>>

/** Names of what may follow a question mark. */
export const QUERY = {
  with: { fr: 'avec', en: 'with' },
  geography: { fr: 'geographie', en: 'geography' },
  period: { fr: 'periode', en: 'period' },
  on: { fr: 'sur', en: 'on' }
} as const satisfies Record<string, Record<Language, string>>

export type Root = keyof typeof ROOTS

export function pathTo(root: Root, language: Language, id?: string): string {
  return id === undefined ? ROOTS[root][language] : `${ROOTS[root][language]}/${encodeURIComponent(id)}`
}

/** The same page in the other language: `/territoires/pma?avec=nord` and `/en/territories/pma?with=nord`. */
export function twinOf(address: string): string {
  const [path = '/', query] = address.split('?')
  const from: Language = path === '/en' || path.startsWith('/en/') ? 'en' : 'fr'
  const to = LANGUAGES.find((language) => language !== from) ?? 'fr'
  const root = Object.values(ROOTS).find((one) => path === one[from] || path.startsWith(`${one[from]}/`))
  const rest = root && root !== ROOTS.home ? path.slice(root[from].length) : ''
  const there = (root ?? ROOTS.home)[to] + rest
  return query === undefined ? there : `${there}?${query.split('&').map(translate).join('&')}`

  function translate(pair: string): string {
    const [name = '', ...value] = pair.split('=')
    const known = Object.values(QUERY).find((one) => one[from] === name)
    return [known ? known[to] : name, ...value].join('=')
  }
}
