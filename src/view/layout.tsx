/** The frame of every page: head, navigation, content, foot. */

import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import type { Level } from '../domain/service/health.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { say, typeset } from './messages.ts'
import { pathTo, twinOf, type Root } from './paths.ts'

/** Addresses of the files that pages link to; their names hold their content's hash. */
export type Assets = {
  readonly style: string
  readonly sans: string
  readonly icon: string
  /** Of another observatory; absent: the headframe. */
  readonly logo?: { readonly light: string; readonly dark?: string }
  /** What the editor of editions adds to the sheet. */
  readonly desk: string
  /** The script that keeps read pages for when there is no network. */
  readonly offline: string
  /** Scripts of the pages where a finger moves something, by name. */
  readonly islands: Readonly<Record<string, string>>
}

export type Frame = {
  readonly language: Language
  readonly assets: Assets
  readonly observatory: Text
  /** At the head and the foot: the product, or what the theme says instead. */
  readonly brand: Text
  readonly demonstration: boolean
  /** Of the IANA database: whose clocks hours are told by. */
  readonly zone: string
  /** The one address of this page, whatever else was asked. */
  readonly canonical: string
  /** This page in the other language. */
  readonly twin: string
  /** Where accounts are: the way in, one's own, or none on a portal that is only read. */
  readonly door: 'none' | 'signIn' | 'account'
  /** For whoever is signed in: notifications unread and, for administrators, how the service is. */
  readonly desk: { readonly unread: number; readonly level: Level | undefined } | undefined
}

export type PageProps = {
  readonly frame: Frame
  readonly title: string
  readonly description?: string
  readonly current?: Root
  readonly children?: Child
}

export function Page({ frame, title, description, current, children }: PageProps) {
  const { language, assets, observatory, canonical, twin } = frame
  const other = language === 'fr' ? 'en' : 'fr'
  const name = observatory[language]
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === name ? name : `${title} · ${name}`}</title>
          {description && <meta name="description" content={description} />}
          <link rel="preload" href={assets.sans} as="font" type="font/woff2" crossorigin="" />
          <link rel="stylesheet" href={assets.style} />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          <link rel="canonical" href={canonical} />
          <link rel="alternate" hreflang={language} href={canonical} />
          <link rel="alternate" hreflang={other} href={twinOf(canonical)} />
          <script src={assets.offline} defer></script>
        </head>
        <body>
          <a class="skip" href="#content">
            {say('skip', language)}
          </a>
          <header class={frame.door === 'account' ? 'top own' : 'top'}>
            <div class="frame">
              <a class="brand" href={pathTo('home', language)}>
                <Brand frame={frame} />
              </a>
              <nav aria-label={say('mainNavigation', language)}>
                <ul>
                  {ROOTS.map((root) => (
                    <li class={ON_WIDE.has(root) ? 'large' : root === IN_MENU ? 'wide' : undefined}>
                      <a href={pathTo(root, language)} aria-current={current === root ? 'page' : undefined}>
                        {ROOT_WORDS[root][language]}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
              <div class="tools">
                <a href={twin} lang={other} hreflang={other}>
                  {say('otherLanguage', language)}
                </a>
                {frame.door === 'account' && <Own frame={frame} />}
                {frame.door === 'signIn' && (
                  <a href={pathTo('signIn', language)}>{typeset(SIGN_IN[language], language)}</a>
                )}
                <a class="button small" href={pathTo('search', language)}>
                  {say('search', language)}
                </a>
              </div>
            </div>
          </header>
          <main id="content" tabindex={-1}>
            <div class="frame">{children}</div>
          </main>
          <footer class="foot">
            <div class="frame">
              <span class="brand">
                <Brand frame={frame} />
              </span>
              <div>
                <p class="reading">{say('footer', language)}</p>
                {frame.demonstration && <p class="reading">{say('demonstration', language)}</p>}
                <p class="reading">{name}</p>
                <nav aria-label={FOOT_LABEL[language]}>
                  <ul>
                    {FOOT_LINKS.map(([root, text]) => (
                      <li>
                        <a href={pathTo(root, language)}>{typeset(text[language], language)}</a>
                      </li>
                    ))}
                  </ul>
                </nav>
              </div>
            </div>
          </footer>
        </body>
      </html>
    </>
  )
}

/** What readers come for; on a phone the first three, the others at the foot of every page; two beside a menu. */
const ROOTS = ['territories', 'indicators', 'sources', 'commitments', 'compare', 'directory'] as const

/** Leaves the narrowest row for the menu of whoever is signed in. */
const IN_MENU = 'sources'

const ON_WIDE: ReadonlySet<Root> = new Set(['commitments', 'compare', 'directory'])

const ROOT_WORDS = {
  territories: { fr: 'Territoires', en: 'Territories' },
  indicators: { fr: 'Indicateurs', en: 'Indicators' },
  sources: { fr: 'Sources', en: 'Sources' },
  commitments: { fr: 'Engagements', en: 'Commitments' },
  compare: { fr: 'Comparer', en: 'Compare' },
  directory: { fr: 'Annuaire', en: 'Directory' }
} as const satisfies Record<(typeof ROOTS)[number], Text>

/** What is theirs who are signed in: side by side where there is room, else under one word that opens without a script. */
function Own({ frame: { language, desk } }: { readonly frame: Frame }) {
  const { unread = 0, level } = desk ?? {}
  const told = unread > 0 ? ` (${unread})` : ''
  const links = [
    level && { root: 'service' as const, text: SERVICE[level], mark: `level ${level}` },
    desk && { root: 'notifications' as const, text: NOTICES, told, mark: unread > 0 ? 'unread' : '' },
    { root: 'workspace' as const, text: WORKSPACE, mark: '' },
    { root: 'account' as const, text: ACCOUNT, mark: '' }
  ].flatMap((one) => (one ? [{ told: '', ...one }] : []))
  const isAlarm = level === 'amber' || level === 'red'
  return (
    <>
      {links.map(({ root, text, told: count, mark }) => (
        <a class={`large ${mark}`.trim()} href={pathTo(root, language)}>
          {typeset(text[language] + count, language)}
        </a>
      ))}
      <details class="menu">
        <summary class={isAlarm ? `level ${level}` : unread > 0 ? 'unread' : undefined}>
          Menu{told}
          {isAlarm && <span class="unseen"> {typeset(SERVICE[level][language], language)}</span>}
        </summary>
        <ul>
          {links.map(({ root, text, told: count, mark }) => (
            <li>
              <a class={mark || undefined} href={pathTo(root, language)}>
                {typeset(text[language] + count, language)}
              </a>
            </li>
          ))}
          <li class="narrow">
            <a href={pathTo(IN_MENU, language)}>{ROOT_WORDS[IN_MENU][language]}</a>
          </li>
        </ul>
      </details>
    </>
  )
}

const NOTICES: Text = { fr: 'Avis', en: 'Notifications' }
const WORKSPACE: Text = { fr: 'Mon espace', en: 'My workspace' }
const ACCOUNT: Text = { fr: 'Mon compte', en: 'My account' }
const SIGN_IN: Text = { fr: 'Connexion', en: 'Sign in' }

/** In words: a colour alone tells nothing to those who do not see it. */
const SERVICE: Readonly<Record<Level, Text>> = {
  ok: { fr: 'Service', en: 'Service' },
  amber: { fr: 'Service : à regarder', en: 'Service: look' },
  red: { fr: 'Service : grave', en: 'Service: grave' }
}

const FOOT_LABEL: Text = { fr: 'Pied de page', en: 'Foot of the page' }

const FOOT_LINKS: readonly (readonly [Root, Text])[] = [
  ['compare', { fr: 'Comparer', en: 'Compare' }],
  ['speech', { fr: 'Préparer un discours', en: 'Prepare a speech' }],
  ['classKit', { fr: 'Kit de classe', en: 'Class kit' }],
  ['workshop', { fr: 'Atelier de périmètres', en: 'Perimeter workshop' }],
  ['catalogue', { fr: 'Catalogue', en: 'Catalogue' }],
  ['editions', { fr: 'Éditions du livret', en: 'Issues of the booklet' }],
  ['commitments', { fr: 'Engagements : promis, fait, inconnu', en: 'Commitments: promised, done, unknown' }],
  ['directory', { fr: 'Annuaire', en: 'Directory' }],
  ['journal', { fr: 'Journal', en: 'Journal' }],
  ['doubts', { fr: 'Doutes et réponses', en: 'Doubts and answers' }],
  ['sources', { fr: 'Sources', en: 'Sources' }],
  ['documents', { fr: 'Documents et affirmations', en: 'Documents and claims' }],
  ['freshness', { fr: 'Fraîcheur', en: 'Freshness' }],
  ['method', { fr: 'Méthode', en: 'Method' }],
  ['glossary', { fr: 'Glossaire', en: 'Glossary' }],
  ['entries', { fr: 'De A à Z', en: 'From A to Z' }],
  ['style', { fr: 'Style', en: 'Style' }],
  ['accessibility', { fr: 'Accessibilité : partiellement conforme', en: 'Accessibility: partially compliant' }],
  ['legal', { fr: 'Mentions légales', en: 'Legal notice' }],
  ['privacy', { fr: 'Données personnelles', en: 'Personal data' }]
]

/** Where the reader is: links from the home page down, the page itself last. */
export function Trail({
  links,
  here
}: {
  readonly links: readonly (readonly [string, string])[]
  readonly here: string
}) {
  return (
    <ol class="trail">
      {links.map(([href, text]) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
      <li aria-current="page">{here}</li>
    </ol>
  )
}

/** A long page, by its parts. */
export function Jumps({
  links,
  language
}: {
  readonly links: readonly (readonly [id: string, text: string])[]
  readonly language: Language
}) {
  return (
    <nav class="jumps" aria-label={ON_THIS_PAGE[language]}>
      <ul>
        {links.map(([id, text]) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const ON_THIS_PAGE: Text = { fr: 'Sur cette page', en: 'On this page' }

/** Brought by the script of every page: without it, the browser's own command prints the same. */
export function PrintButton({ language }: { readonly language: Language }) {
  return (
    <button class="button small" type="button" hidden data-print>
      {say('print', language)}
    </button>
  )
}

export type SectionProps = {
  readonly id?: string
  readonly title: string
  readonly notes?: readonly Child[]
  readonly children?: Child
}

export function Section({ id, title, notes = [], children }: SectionProps) {
  return (
    <section class="section" id={id}>
      <header>
        <h2>{title}</h2>
        {notes.map((note) => (
          <p class="note">{note}</p>
        ))}
      </header>
      <div>{children}</div>
    </section>
  )
}

export function SearchForm({ language, value = '' }: { readonly language: Language; readonly value?: string }) {
  return (
    <form action={pathTo('search', language)} role="search">
      <label for="q" class="note">
        {say('searchLabel', language)}
      </label>
      <div class="search">
        <input id="q" name="q" type="search" value={value} autocomplete="off" maxlength={200} />
        <button type="submit">{say('search', language)}</button>
      </div>
    </form>
  )
}

function Brand({ frame: { assets, brand, language } }: { readonly frame: Frame }) {
  const { logo } = assets
  return (
    <>
      {logo ? (
        <picture>
          {logo.dark && <source srcset={logo.dark} media="(prefers-color-scheme: dark)" />}
          <img src={logo.light} alt="" height={28} />
        </picture>
      ) : (
        <Headframe />
      )}
      <span>{brand[language]}</span>
    </>
  )
}

function Headframe() {
  return (
    <svg
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d="M5 26 11 9h6l6 17M8.5 17h11M2 26h24" />
      <circle cx="14" cy="6" r="4.2" />
      <path d="M14 10.2V26" stroke-width="1.4" />
    </svg>
  )
}
