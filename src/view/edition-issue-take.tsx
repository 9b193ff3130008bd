/** What a reader takes of an issue: its files with their sizes, the sentence that cites it, the digest that proves it. */

import type { Publication } from '../domain/editions/archive.ts'
import type { Issue } from '../domain/editions/issue.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { word } from './access-form.tsx'
import { colon } from './figure-links.ts'
import { Section } from './layout.tsx'
import { formatNumber } from './number.ts'
import { editionPath, frozenPath } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type IssuePart = { readonly issue: Issue; readonly publication: Publication; readonly language: Language }

/** What is worth a line of its own: the rest stands beside it in the descriptor. */
const TAKEN: readonly (readonly [RegExp, Text])[] = [
  [/^[^/]+\.pdf$/, { fr: 'PDF, accessible et imprimable', en: 'PDF, accessible and ready to print' }],
  [/^[^/]+\.zip$/, { fr: 'Tout, en une archive', en: 'Everything, in one archive' }],
  [/^donnees\/figures\.csv$/, { fr: 'Chiffres cités', en: 'Figures cited' }],
  [/^donnees\/terms\.csv$/, { fr: 'Sommes derrière les chiffres', en: 'Sums behind the figures' }],
  [/^donnees\/claims\.csv$/, { fr: 'Affirmations citées', en: 'Claims cited' }],
  [/^donnees\/rows[^/]*\.(?:csv|parquet)$/, { fr: 'Lignes derrière les sommes', en: 'Rows behind the sums' }],
  [
    /^donnees\/datapackage\.json$/,
    { fr: 'Description des données (Data Package)', en: 'Description of the data (Data Package)' }
  ],
  [/^donnees\/METHOD\.md$/, { fr: 'Notes de méthode', en: 'Method notes' }],
  [/^donnees\/LICENCES\.txt$/, { fr: 'Licences', en: 'Licences' }],
  [/^archive\.json$/, { fr: 'Édition figée entière, pour vérifier', en: 'Whole frozen edition, to verify' }]
]

export function Take({ issue, files, language }: IssuePart & { readonly files: ReadonlyMap<string, number> }) {
  const lines = TAKEN.flatMap(([pattern, name]) =>
    [...files].filter(([path]) => pattern.test(path)).map(([path, bytes]) => ({ path, bytes, name }))
  )
  const base = editionPath(language, issue.edition.id, 'read')
  return (
    <Section
      id="take"
      title={word(TITLES.take, language)}
      notes={[word({ fr: `Licence : ${issue.edition.licence}.`, en: `Licence: ${issue.edition.licence}.` }, language)]}
    >
      <table class="table">
        <caption class="unseen">{word(TITLES.take, language)}</caption>
        <thead>
          <tr>
            <th scope="col">{word({ fr: 'Fichier', en: 'File' }, language)}</th>
            <th scope="col" class="n">
              {word({ fr: 'Taille', en: 'Size' }, language)}
            </th>
          </tr>
        </thead>
        <tbody class="scan">
          {lines.map(({ path, bytes, name }) => (
            <tr>
              <th scope="row">
                <a href={`${base}/${path}`}>
                  {word(name, language)}
                  <span class="unseen"> {path}</span>
                </a>
                <span class="sub mono">{path.replace(/^.*\//, '')}</span>
              </th>
              <td class="n">{sizeText(bytes, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** No file is of nothing: the smallest are of one. */
function sizeText(bytes: number, language: Language): string {
  const [unit, divisor] = bytes < 1e6 ? ['kB', 1e3] : ['MB', 1e6]
  const name = language === 'fr' ? (unit === 'kB' ? 'ko' : 'Mo') : unit
  const number = formatNumber(Math.max(1, bytes / Number(divisor)), { language, decimals: unit === 'kB' ? 0 : 1 })
  return `${number}\u00a0${name}`
}

/** Publisher, title, day, address and digest: what a reader copies. */
export function citationText(issue: Issue, address: string, language: Language): string {
  const { publisher, title, day } = issue.edition
  const quoted = language === 'fr' ? `«\u00a0${title}\u00a0»` : `“${title}”`
  const digest = { fr: 'empreinte SHA-256', en: 'SHA-256 digest' }[language]
  return `${publisher}, ${quoted}, ${dayText(day, language)}, ${address}, ${digest} ${issue.digest}.`
}

export function Citation({ issue, address, language }: IssuePart & { readonly address: string }) {
  const own = editionPath(language, issue.edition.id)
  return (
    <Section id="cite" title={word(TITLES.cite, language)} notes={[word(TITLES.citeNote, language)]}>
      <p class="cited">{citationText(issue, address, language)}</p>
      <p class="actions gap">
        <a class="button small" href={`${own}/citation.txt`}>
          {word({ fr: 'Cette phrase, en texte', en: 'This sentence, as text' }, language)}
        </a>
        <a class="button small" href={`${own}/CITATION.cff`}>
          CITATION.cff
        </a>
      </p>
    </Section>
  )
}

export function Digest({
  issue,
  publication,
  before,
  language,
  zone
}: IssuePart & { readonly before: readonly Publication[]; readonly zone: string }) {
  const own = frozenPath(language, issue.digest)
  return (
    <Section id="verify" title={word(TITLES.verify, language)} notes={[word(TITLES.verifyNote, language)]}>
      <p class="reading">
        {word({ fr: 'Figée le', en: 'Frozen on' }, language)} {dayText(issue.frozenOn, language)},{' '}
        {word({ fr: 'publiée le', en: 'published on' }, language)}{' '}
        {dayText(dayThere(zone, publication.publishedAt), language)}.{' '}
        {word({ fr: 'Empreinte', en: 'Digest' }, language)} <span class="mono">{issue.digest.slice(0, 12)}…</span>
      </p>
      <details class="gap">
        <summary>{word({ fr: 'Vérifier soi-même', en: 'Verify it oneself' }, language)}</summary>
        <p class="reading gap">
          {word(
            {
              fr: 'Téléchargez archive.json, puis calculez son empreinte : elle doit être celle-ci, lettre pour lettre.',
              en: 'Download archive.json, then compute its digest: it must be this one, letter for letter.'
            },
            language
          )}
        </p>
        <p class="gap">
          <code class="mono">sha256sum archive.json</code>
        </p>
        <p class="gap">
          <code class="mono">{issue.digest}</code>
        </p>
      </details>
      <p class="note gap">
        {word({ fr: 'Son adresse pour toujours', en: 'Its address for ever' }, language)}
        {colon(language)}
        <a class="mono" href={`${own}/`}>
          {own}/
        </a>
      </p>
      {before.length > 0 && (
        <ul class="facts gap">
          {before.map(({ digest, publishedAt }) => (
            <li>
              <a href={`${frozenPath(language, digest)}/`}>
                {word({ fr: 'Publication précédente, du', en: 'Earlier publication, of' }, language)}{' '}
                {dayText(dayThere(zone, publishedAt), language)}
              </a>{' '}
              <span class="mono">{digest.slice(0, 12)}…</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const TITLES = {
  take: { fr: 'À emporter', en: 'To take away' },
  cite: { fr: 'Citer', en: 'Cite' },
  citeNote: {
    fr: 'L’empreinte dit quelle version a été lue, et le dira toujours.',
    en: 'The digest says which version was read, and always will.'
  },
  verify: { fr: 'Vérifier', en: 'Verify' },
  verifyNote: {
    fr: 'Une édition figée ne change plus. Ses corrections sont publiées à côté, dans les errata.',
    en: 'A frozen edition changes no more. Its corrections are published beside it, in the errata.'
  }
} as const satisfies Record<string, Text>
