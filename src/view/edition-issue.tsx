/** The public page of an issue: what it is, how it is read and taken away, how it is cited and verified, what became of it. */

import type { Publication } from '../domain/editions/archive.ts'
import type { Erratum } from '../domain/editions/erratum.ts'
import type { Issue } from '../domain/editions/issue.ts'
import type { FrozenVerdict } from '../domain/editions/archive.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { citedName } from './difference-text.ts'
import { colon } from './figure-links.ts'
import { Citation, Digest, Take, type IssuePart } from './edition-issue-take.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { editionPath, pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

/** The files of the issue as far as they are made. */
export type ShownFiles =
  | { readonly status: 'made'; readonly files: ReadonlyMap<string, number> }
  | { readonly status: 'pages'; readonly files: ReadonlyMap<string, number>; readonly pdf: 'making' | 'failed' }
  | { readonly status: 'making' | 'failed' }

export type IssueProps = {
  readonly frame: Frame
  readonly issue: Issue
  readonly publication: Publication
  readonly files: ShownFiles
  readonly errata: readonly Erratum[]
  /** Figures that say another thing now, and no erratum tells. */
  readonly changed: number
  /** Figures that can be asked no more. */
  readonly gone: readonly { readonly cited: Cited; readonly why: Text }[]
  /** Earlier publications of the same edition. */
  readonly before: readonly Publication[]
  readonly others: readonly { readonly id: string; readonly title: string; readonly day: string }[]
  /** Where it is read, with the host. */
  readonly address: string
}

export function EditionIssuePage(props: IssueProps) {
  const { frame, issue, publication, files, errata, changed, gone, before, others, address } = props
  const { language } = frame
  const { edition } = issue
  const part = { issue, publication, language }
  const read = `${editionPath(language, edition.id, 'read')}/`
  return (
    <Page frame={frame} title={edition.title} description={edition.subtitle} current="editions">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('editions', language), word(TITLES.all, language)]
        ]}
        here={edition.title}
      />
      <div class="title">
        <div>
          <h1 lang={edition.language}>{typeset(edition.title, edition.language)}</h1>
          <p class="under">
            {edition.publisher}, {dayText(edition.day, language)}
          </p>
        </div>
        {'files' in files && (
          <div class="actions">
            <a class="button solid" href={read}>
              {word(TITLES.read, language)}
            </a>
          </div>
        )}
      </div>
      <p class="standfirst" lang={edition.language}>
        {typeset(edition.subtitle, edition.language)}
      </p>
      <Making files={files} language={language} />
      <dl class="identity">
        {(
          [
            [{ fr: 'chiffres cités', en: 'figures cited' }, issue.cited.length],
            [{ fr: 'graphiques et cartes', en: 'charts and maps' }, issue.places.filter(isChart).length],
            [{ fr: 'sources', en: 'sources' }, issue.sources.size],
            [{ fr: 'errata', en: 'errata' }, errata.length]
          ] as const
        ).map(([name, count]) => (
          <div>
            <dt>{word(name, language)}</dt>
            <dd>{formatNumber(count, { language, decimals: 0 })}</dd>
          </div>
        ))}
      </dl>
      {issue.cover && 'files' in files && <Cover {...part} cover={issue.cover} />}
      <Contents {...part} />
      {'files' in files && <Take {...part} files={files.files} />}
      <Citation {...part} address={address} />
      <Verdicts verdicts={issue.verdicts} language={language} />
      <Since {...part} errata={errata} changed={changed} gone={gone} others={others} />
      <Digest {...part} before={before} zone={frame.zone} />
    </Page>
  )
}

function isChart({ kind }: Issue['places'][number]): boolean {
  return kind === 'chart'
}

function Making({ files, language }: { readonly files: ShownFiles; readonly language: Language }) {
  if (files.status === 'made') return null
  const isFailed = files.status === 'failed' || (files.status === 'pages' && files.pdf === 'failed')
  const text = files.status === 'pages' ? (isFailed ? MAKING.noPdf : MAKING.pdf) : isFailed ? MAKING.failed : MAKING.all
  return (
    <p class={`notice wide-gap${isFailed ? ' care' : ''}`} role="status">
      {word(text, language)}
    </p>
  )
}

const MAKING = {
  all: {
    fr: 'Étape 1 sur 2 : les pages de cette édition se préparent. Rechargez cette page dans quelques secondes.',
    en: 'Step 1 of 2: the pages of this edition are being made. Load this page again in a few seconds.'
  },
  pdf: {
    fr: 'Étape 2 sur 2 : l’édition se lit en ligne ; son PDF se prépare. Rechargez cette page dans quelques secondes.',
    en: 'Step 2 of 2: the edition reads on line; its PDF is being made. Load this page again in a few seconds.'
  },
  noPdf: {
    fr: 'Le PDF n’a pas pu être composé : l’administration du service en est avertie. L’édition se lit en ligne, et ses données se téléchargent.',
    en: 'The PDF could not be typeset: the administrators of the service are told. The edition reads on line, and its data can be downloaded.'
  },
  failed: {
    fr: 'Les fichiers de cette édition n’ont pas pu être préparés : l’administration du service en est avertie. Rien n’est perdu, l’édition figée est intacte.',
    en: 'The files of this edition could not be made: the administrators of the service are told. Nothing is lost, the frozen edition is whole.'
  }
} as const satisfies Record<string, Text>

function Cover({ issue, cover, language }: IssuePart & { readonly cover: NonNullable<Issue['cover']> }) {
  const source = `${editionPath(language, issue.edition.id, 'read')}/photographies/${encodeURIComponent(cover.file)}`
  return (
    <figure class="cover wide-gap">
      <img class="pictured" src={source} alt={cover.alternative} lang={issue.edition.language} />
      <figcaption class="note">
        {cover.credit}, {cover.licence}
      </figcaption>
    </figure>
  )
}

function Contents({ issue, language }: IssuePart) {
  const chapters = issue.places.filter(({ kind }) => kind === 'chapter')
  return (
    <Section title={word(TITLES.contents, language)}>
      <ol class="facts" lang={issue.edition.language}>
        {chapters.map(({ title, path }) => (
          <li>
            <a href={`${editionPath(language, issue.edition.id, 'read')}/${path}`}>
              {typeset(title, issue.edition.language)}
            </a>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** By organisation: how many it validated, how many it was asked about and said nothing, and until when. */
function Verdicts({
  verdicts,
  language
}: {
  readonly verdicts: readonly FrozenVerdict[]
  readonly language: Language
}) {
  const groups = new Map<string, FrozenVerdict[]>()
  for (const one of verdicts) {
    const key = `${one.organisation} ${one.said}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return (
    <Section id="validations" title={word(TITLES.verdicts, language)} notes={[word(TITLES.verdictsNote, language)]}>
      {groups.size === 0 ? (
        <p class="quiet">
          {word(
            {
              fr: 'Aucun producteur n’a été interrogé avant la parution de cette édition.',
              en: 'No producer was asked before this edition came out.'
            },
            language
          )}
        </p>
      ) : (
        <table class="table">
          <caption class="unseen">{word(TITLES.verdicts, language)}</caption>
          <thead>
            <tr>
              <th scope="col">{word({ fr: 'Organisme', en: 'Organisation' }, language)}</th>
              <th scope="col">{word({ fr: 'Dit', en: 'Said' }, language)}</th>
              <th scope="col" class="n">
                {word({ fr: 'Chiffres', en: 'Figures' }, language)}
              </th>
              <th scope="col">{word({ fr: 'Le', en: 'On' }, language)}</th>
            </tr>
          </thead>
          <tbody class="scan">
            {[...groups.values()].map((group) => (
              <VerdictRow group={group} language={language} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function VerdictRow({ group, language }: { readonly group: readonly FrozenVerdict[]; readonly language: Language }) {
  const [first] = group
  const last = group
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  if (!first || last === undefined) return null
  return (
    <tr>
      <th scope="row">{first.organisation}</th>
      <td>
        <span class={`tag${first.said === 'silent' ? '' : ' good'}`}>{word(SAID[first.said], language)}</span>
      </td>
      <td class="n">{formatNumber(group.length, { language, decimals: 0 })}</td>
      <td>{dayText(last, language)}</td>
    </tr>
  )
}

const SAID: Readonly<Record<FrozenVerdict['said'], Text>> = {
  validated: { fr: 'validé', en: 'validated' },
  reported: { fr: 'validé, d’après l’observatoire', en: 'validated, as the observatory reports' },
  silent: { fr: 'aucune objection reçue', en: 'no objection received' }
}

function Since(props: IssuePart & Pick<IssueProps, 'errata' | 'changed' | 'gone' | 'others'>) {
  const { issue, errata, changed, gone, others, language } = props
  const { id } = issue.edition
  const errataPath = editionPath(language, id, 'errata')
  const count = (number: number): string => formatNumber(number, { language, decimals: 0 })
  return (
    <Section id="since" title={word(TITLES.since, language)}>
      <ul class="facts">
        <li>
          <a href={errataPath}>{word({ fr: 'Errata', en: 'Errata' }, language)}</a>
          {colon(language)}
          {count(errata.length)}
        </li>
        <li>
          <a href={`${errataPath}#changed`}>
            {word({ fr: 'Chiffres qui ont changé depuis', en: 'Figures that have changed since' }, language)}
          </a>
          {colon(language)}
          {count(changed)}
        </li>
        {others.map((other) => (
          <li>
            <a href={pathTo('editions', language, other.id)}>{other.title}</a>, {dayText(other.day, language)},{' '}
            <a href={comparePath(language, id, other.id)}>
              {word({ fr: 'comparer chiffre par chiffre', en: 'compare figure by figure' }, language)}
              <span class="unseen"> {other.title}</span>
            </a>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <div class="notice care gap">
          <p>
            {word(
              {
                fr: 'Ces chiffres se lisent toujours dans l’édition, mais ne peuvent plus être demandés à l’observatoire :',
                en: 'These figures still read in the edition, but can be asked of the observatory no more:'
              },
              language
            )}
          </p>
          <ul class="facts">
            {gone.map(({ cited, why }) => (
              <li>
                {citedName(cited, language)}
                <span class="sub">{typeset(why[language], language)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

/** The page that compares two issues. */
function comparePath(language: Language, id: string, other: string): string {
  const name = { fr: 'avec', en: 'with' }[language]
  return `${editionPath(language, id, 'compare')}?${name}=${encodeURIComponent(other)}`
}

const TITLES = {
  all: { fr: 'Éditions', en: 'Editions' },
  read: { fr: 'Lire en ligne', en: 'Read on line' },
  contents: { fr: 'Sommaire', en: 'Contents' },
  verdicts: { fr: 'Validations', en: 'Validations' },
  verdictsNote: {
    fr: 'Ce que les producteurs ont dit des chiffres qui portent leur nom, avant la parution.',
    en: 'What producers said of the figures that bear their name, before it came out.'
  },
  since: { fr: 'Ce qui a changé depuis', en: 'What has changed since' }
} as const satisfies Record<string, Text>
