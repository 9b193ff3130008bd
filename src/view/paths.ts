/** Addresses of pages in each language: `/territoires/pma`, `/en/territories/pma`. */

import { LANGUAGES, type Language } from '../domain/shared/text.ts'

const ROOTS = {
  home: { fr: '/', en: '/en/' },
  territories: { fr: '/territoires', en: '/en/territories' },
  indicators: { fr: '/indicateurs', en: '/en/indicators' },
  figures: { fr: '/chiffres', en: '/en/figures' },
  lists: { fr: '/annuaire/listes', en: '/en/directory/lists' },
  newOrganisation: { fr: '/annuaire/ajouter', en: '/en/directory/add' },
  importOrganisations: { fr: '/annuaire/importer', en: '/en/directory/import' },
  mergeOrganisations: { fr: '/annuaire/fusionner', en: '/en/directory/merge' },
  people: { fr: '/personnes', en: '/en/people' },
  myData: { fr: '/mes-donnees', en: '/en/my-data' },
  requests: { fr: '/demandes', en: '/en/requests' },
  retention: { fr: '/conservation', en: '/en/retention' },
  drafts: { fr: '/brouillons', en: '/en/drafts' },
  register: { fr: '/journal/registre', en: '/en/journal/register' },
  directory: { fr: '/annuaire', en: '/en/directory' },
  organisations: { fr: '/organisations', en: '/en/organisations' },
  journal: { fr: '/journal', en: '/en/journal' },
  report: { fr: '/signaler', en: '/en/report' },
  followed: { fr: '/doutes/suivi', en: '/en/doubts/follow' },
  doubts: { fr: '/doutes', en: '/en/doubts' },
  communes: { fr: '/communes', en: '/en/communes' },
  workspace: { fr: '/espace', en: '/en/workspace' },
  search: { fr: '/recherche', en: '/en/search' },
  importLeads: { fr: '/propositions/pistes/importer', en: '/en/propositions/leads/import' },
  leads: { fr: '/propositions/pistes', en: '/en/propositions/leads' },
  reviewCommitments: { fr: '/propositions/revue', en: '/en/propositions/review' },
  commitmentActions: { fr: '/propositions/actions', en: '/en/propositions/actions' },
  commitments: { fr: '/propositions', en: '/en/propositions' },
  documents: { fr: '/documents', en: '/en/documents' },
  importClaims: { fr: '/affirmations/importer', en: '/en/claims/import' },
  claims: { fr: '/affirmations', en: '/en/claims' },
  conflicts: { fr: '/contradictions', en: '/en/conflicts' },
  sources: { fr: '/sources', en: '/en/sources' },
  newEdition: { fr: '/editions/nouvelle', en: '/en/editions/new' },
  editions: { fr: '/editions', en: '/en/editions' },
  compare: { fr: '/comparer', en: '/en/compare' },
  speech: { fr: '/discours', en: '/en/speech' },
  classKit: { fr: '/kit-classe', en: '/en/class-kit' },
  workshop: { fr: '/atelier', en: '/en/workshop' },
  catalogue: { fr: '/catalogue', en: '/en/catalogue' },
  freshness: { fr: '/fraicheur', en: '/en/freshness' },
  method: { fr: '/methode', en: '/en/method' },
  geographies: { fr: '/geographies', en: '/en/geographies' },
  glossary: { fr: '/glossaire', en: '/en/glossary' },
  entries: { fr: '/a-z', en: '/en/a-z' },
  accessibility: { fr: '/accessibilite', en: '/en/accessibility' },
  legal: { fr: '/mentions-legales', en: '/en/legal-notice' },
  privacy: { fr: '/donnees-personnelles', en: '/en/personal-data' },
  style: { fr: '/style', en: '/en/style' },
  offline: { fr: '/hors-ligne', en: '/en/offline' },
  signIn: { fr: '/connexion', en: '/en/sign-in' },
  recovery: { fr: '/oubli', en: '/en/recovery' },
  invitation: { fr: '/invitation', en: '/en/invitation' },
  account: { fr: '/compte', en: '/en/account' },
  access: { fr: '/acces', en: '/en/access' },
  address: { fr: '/adresse', en: '/en/address' },
  notifications: { fr: '/avis', en: '/en/notifications' },
  service: { fr: '/service', en: '/en/service' },
  health: { fr: '/sante', en: '/en/health' }
} as const satisfies Record<string, Record<Language, string>>

/** What follows the name of an edition in its addresses. */
const EDITION_PARTS = {
  write: { fr: 'rediger', en: 'write' },
  settings: { fr: 'reglages', en: 'settings' },
  photographs: { fr: 'photographies', en: 'photographs' },
  texts: { fr: 'textes.zip', en: 'texts.zip' },
  desk: { fr: 'suivi', en: 'desk' },
  check: { fr: 'verifier', en: 'check' },
  figures: { fr: 'chiffres', en: 'figures' },
  read: { fr: 'lire', en: 'read' },
  errata: { fr: 'errata', en: 'errata' },
  compare: { fr: 'comparer', en: 'compare' }
} as const satisfies Record<string, Record<Language, string>>

/** Where a proposition or an action is given another title: after its own address. */
export function wordingPart(language: Language): string {
  return { fr: 'titre', en: 'title' }[language]
}

/** Stands where the name of an edition does, before the digest of one that was frozen. */
const FROZEN: Readonly<Record<Language, string>> = { fr: 'figees', en: 'frozen' }

/** Names of what may follow a question mark. */
export const QUERY = {
  asOf: { fr: 'au', en: 'as-of' },
  day: { fr: 'jour', en: 'day' },
  known: { fr: 'connu', en: 'known' },
  text: { fr: 'q', en: 'q' },
  kind: { fr: 'domaine', en: 'field' },
  from: { fr: 'debut', en: 'from' },
  end: { fr: 'fin', en: 'end' },
  with: { fr: 'avec', en: 'with' },
  geography: { fr: 'geographie', en: 'geography' },
  period: { fr: 'periode', en: 'period' },
  on: { fr: 'sur', en: 'on' },
  territory: { fr: 'territoire', en: 'territory' },
  map: { fr: 'carte', en: 'map' },
  territories: { fr: 'territoires', en: 'territories' },
  indicators: { fr: 'indicateurs', en: 'indicators' },
  across: { fr: 'abscisse', en: 'across' },
  up: { fr: 'ordonnee', en: 'up' },
  peers: { fr: 'pairs', en: 'peers' },
  like: { fr: 'comme', en: 'like' },
  add: { fr: 'ajouter', en: 'add' },
  remove: { fr: 'retirer', en: 'remove' },
  perimeter: { fr: 'perimetre', en: 'perimeter' },
  review: { fr: 'revoir', en: 'review' },
  others: { fr: 'autres', en: 'others' },
  year: { fr: 'annee', en: 'year' },
  chart: { fr: 'graphique', en: 'chart' },
  cuts: { fr: 'classes', en: 'classes' },
  since: { fr: 'depuis', en: 'since' },
  to: { fr: 'vers', en: 'to' },
  chapter: { fr: 'chapitre', en: 'chapter' },
  line: { fr: 'ligne', en: 'line' },
  by: { fr: 'par', en: 'by' },
  show: { fr: 'montrer', en: 'show' },
  group: { fr: 'groupe', en: 'group' },
  done: { fr: 'fait', en: 'done' }
} as const satisfies Record<string, Record<Language, string>>

export type Root = keyof typeof ROOTS

const ROOT_NAMES = Object.keys(ROOTS) as Root[]

/** The page whose address begins with this word, in either language: `territoires`, `territories`. */
export function rootNamed(word: string): Root | undefined {
  return ROOT_NAMES.find(
    (root) => root !== 'home' && LANGUAGES.some((language) => ROOTS[root][language].endsWith(`/${word}`))
  )
}

export function pathTo(root: Root, language: Language, id?: string): string {
  return id === undefined ? ROOTS[root][language] : `${ROOTS[root][language]}/${encodeURIComponent(id)}`
}

/** `/editions/2022/verifier`: a page of an issue, for those who work on it or for all. */
export function editionPath(language: Language, id: string, part?: keyof typeof EDITION_PARTS): string {
  const own = pathTo('editions', language, id)
  return part === undefined ? own : `${own}/${EDITION_PARTS[part][language]}`
}

/** `/editions/figees/…`: an issue that changes no more, by the digest of what it says. */
export function frozenPath(language: Language, digest: string): string {
  return `${pathTo('editions', language)}/${FROZEN[language]}/${digest}`
}

/** What does not change what a page is about: whom it is compared with, how far a form was filled in. */
const PASSING: readonly string[] = ['with', 'review', 'add', 'remove', 'others', 'since', 'done']

/** The one address of what a page shows: what we know of the question, in our order; what others add is left out. */
export function canonicalOf(address: string): string {
  const [path = '/', query = ''] = address.split('?')
  const language: Language = path === '/en' || path.startsWith('/en/') ? 'en' : 'fr'
  const asked = query.split('&').map((pair) => pair.split('=', 2))
  const kept = Object.entries(QUERY).flatMap(([name, own]) => {
    if (PASSING.includes(name)) return []
    const names: readonly string[] = [own.fr, own.en]
    return asked.flatMap(([key = '', value = '']) =>
      names.includes(key) && value !== '' ? [`${own[language]}=${value}`] : []
    )
  })
  const bare = path === '/en' ? ROOTS.home.en : path
  return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`
}

/** The same page in the other language: `/territoires/pma?avec=nord` and `/en/territories/pma?with=nord`. */
export function twinOf(address: string): string {
  const [path = '/', query] = address.split('?')
  const from: Language = path === '/en' || path.startsWith('/en/') ? 'en' : 'fr'
  const to = LANGUAGES.find((language) => language !== from) ?? 'fr'
  const root = Object.values(ROOTS).find((one) => path === one[from] || path.startsWith(`${one[from]}/`))
  const rest = root && root !== ROOTS.home ? path.slice(root[from].length) : ''
  const there = (root ?? ROOTS.home)[to] + (root === ROOTS.editions ? editionTwin(rest) : rest)
  return query === undefined ? there : `${there}?${query.split('&').map(translate).join('&')}`

  /** « /2022/rediger » and « /figees/… » */
  function editionTwin(after: string): string {
    const [, first = '', second = '', ...more] = after.split('/')
    if (first === FROZEN[from]) return ['', FROZEN[to], second, ...more].join('/')
    const part = Object.values(EDITION_PARTS).find((one) => one[from] === second)
    return part ? ['', first, part[to], ...more].join('/') : after
  }

  function translate(pair: string): string {
    const [name = '', ...value] = pair.split('=')
    const known = Object.values(QUERY).find((one) => one[from] === name)
    return [known ? known[to] : name, ...value].join('=')
  }
}
