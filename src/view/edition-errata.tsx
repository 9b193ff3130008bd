/** The errata of an issue: what was corrected, for everyone; what differs now, to be corrected by those who may. */

import { differenceStamp } from '../domain/editions/difference.ts'
import { REASON_LENGTHS, type Erratum } from '../domain/editions/erratum.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Issue } from '../domain/editions/issue.ts'
import type { Difference } from '../domain/editions/difference.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import type { CsvCell } from './csv.ts'
import { causesText, cellNumber, citedAddress, citedName, gapText, PARTS, shownPart } from './difference-text.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { editionPath, frozenPath, pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type ErratumLine = { readonly erratum: Erratum; readonly cited?: Cited }

type Proposal = { readonly cited: Cited; readonly difference: Difference }

export type ErrataProps = {
  readonly frame: Frame
  readonly issue: Issue
  readonly errata: readonly ErratumLine[]
  readonly proposals: readonly Proposal[]
  readonly gone: readonly { readonly cited: Cited; readonly why: Text }[]
  /** Absent for whoever may not correct. */
  readonly token?: string
  /** What is to be put right, in the form of that figure. */
  readonly mistake?: { readonly figure: string; readonly problem: Text; readonly given: string }
}

export function ErrataPage({ frame, issue, errata, proposals, gone, token, mistake }: ErrataProps) {
  const { language } = frame
  const { edition } = issue
  const title = `${word(TITLES.errata, language)}, ${edition.title}`
  const own = editionPath(language, edition.id, 'errata')
  const isLost = mistake && !proposals.some(({ cited }) => cited.key === mistake.figure)
  return (
    <Page frame={frame} title={title} description={word(TITLES.lead, language)} current="editions">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('editions', language), word(TITLES.all, language)],
          [editionPath(language, edition.id), edition.title]
        ]}
        here={word(TITLES.errata, language)}
      />
      <div class="title">
        <h1>
          {word(TITLES.errata, language)},{' '}
          <span lang={edition.language}>{typeset(edition.title, edition.language)}</span>
        </h1>
        <div class="actions">
          <a class="button small" href={`${own}.csv`}>
            CSV
          </a>
          <a class="button small" href={`${own}.atom`}>
            {word({ fr: 'Flux Atom', en: 'Atom feed' }, language)}
          </a>
        </div>
      </div>
      <p class="standfirst">{word(TITLES.lead, language)}</p>
      {isLost && mistake && (
        <p class="notice grave" role="alert">
          {word(mistake.problem, language)}
        </p>
      )}
      <Section title={word(TITLES.errata, language)}>
        {errata.length === 0 ? (
          <p class="quiet">
            {word({ fr: 'Aucun erratum pour cette édition.', en: 'No erratum to this edition.' }, language)}
          </p>
        ) : (
          <div class="scroll" tabindex={0} role="region" aria-label={word(TITLES.errata, language)}>
            <table class="table">
              <caption class="unseen">{word(TITLES.errata, language)}</caption>
              <thead>
                <tr>
                  {HEADS.map((head) => (
                    <th scope="col">{word(head, language)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {errata.map((line) => (
                  <ErratumRow line={line} language={language} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
      <Section id="changed" title={word(TITLES.changed, language)} notes={[word(TITLES.changedNote, language)]}>
        {proposals.length === 0 && (
          <p class="quiet">{word(gone.length > 0 ? TITLES.othersSame : TITLES.allSame, language)}</p>
        )}
        {proposals.map((proposal) => (
          <ProposalCard
            {...{ issue, proposal, language }}
            {...(token !== undefined && { token })}
            {...(mistake?.figure === proposal.cited.key && { mistake })}
          />
        ))}
      </Section>
      {gone.length > 0 && (
        <Section title={word(TITLES.gone, language)} notes={[word(TITLES.goneNote, language)]}>
          <ul class="facts">
            {gone.map(({ cited, why }) => (
              <li>
                <a href={frozenFigure(issue, cited, language)}>{citedName(cited, language)}</a>
                <span class="sub">{typeset(why[language], language)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

const HEADS: readonly Text[] = [
  { fr: 'Chiffre', en: 'Figure' },
  { fr: 'Publié', en: 'Published' },
  { fr: 'Corrigé', en: 'Corrected' },
  { fr: 'Le', en: 'On' },
  { fr: 'Motif', en: 'Reason' }
]

/** Where a figure is read in the issue, for ever. */
export function frozenFigure({ digest }: Pick<Issue, 'digest'>, { name }: Cited, language: Language): string {
  return `${frozenPath(language, digest)}/chiffres.html#${name}`
}

function ErratumRow({
  line: { erratum, cited },
  language
}: {
  readonly line: ErratumLine
  readonly language: Language
}) {
  const { digest, was, now, statedOn, reason, id } = erratum
  const part = PARTS[was.part]
  return (
    <tr id={`erratum-${id}`}>
      <th scope="row">
        {cited ? citedName(cited, language) : erratum.figure}
        {part && <span class="sub">{word(part, language)}</span>}
      </th>
      <td>
        {cited ? (
          <a class="figure" href={frozenFigure({ digest }, cited, language)}>
            {shownPart(was, was.part, language)}
          </a>
        ) : (
          shownPart(was, was.part, language)
        )}
      </td>
      <td>
        {cited ? (
          <a class="figure" href={citedAddress(cited, language)}>
            {shownPart(now, now.part, language)}
          </a>
        ) : (
          shownPart(now, now.part, language)
        )}
      </td>
      <td class="whole">{dayText(statedOn, language)}</td>
      <td>{reason}</td>
    </tr>
  )
}

function ProposalCard({
  issue,
  proposal: { cited, difference },
  language,
  token,
  mistake
}: Pick<ErrataProps, 'issue' | 'token' | 'mistake'> & { readonly proposal: Proposal; readonly language: Language }) {
  const part = PARTS[difference.part]
  const id = cited.name
  const reasonId = `reason-${id}`
  return (
    <article class="delivery" id={id}>
      <h3>
        {citedName(cited, language)}
        {part && ` (${word(part, language)})`}
      </h3>
      <p class="gap">
        <a class="figure" href={frozenFigure(issue, cited, language)}>
          {shownPart(difference.then, difference.part, language)}
        </a>{' '}
        →{' '}
        <a class="figure" href={citedAddress(cited, language)}>
          {shownPart(difference.now, difference.part, language)}
        </a>{' '}
        <span class="note">
          {word({ fr: 'écart', en: 'difference' }, language)} {gapText(difference, language)}
        </span>
      </p>
      <p class="note">{causesText(difference, language)}</p>
      {token !== undefined && (
        <form method="post" action={editionPath(language, issue.edition.id, 'errata')} class="lines gap">
          {mistake && (
            <p class="notice grave" role="alert">
              {word(mistake.problem, language)}
            </p>
          )}
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="figure" value={cited.key} />
          <input type="hidden" name="stamp" value={differenceStamp(difference)} />
          <p class="field">
            <label for={reasonId}>
              {word({ fr: 'Motif de l’erratum', en: 'Reason of the erratum' }, language)}
              <span class="unseen"> : {citedName(cited, language)}</span>
            </label>
            <span class="hint" id={`${reasonId}-hint`}>
              {word(TITLES.hint, language)}
            </span>
            <textarea
              id={reasonId}
              name="reason"
              rows={2}
              required
              minlength={REASON_LENGTHS.least}
              maxlength={REASON_LENGTHS.most}
              aria-describedby={`${reasonId}-hint`}
            >
              {mistake?.given}
            </textarea>
          </p>
          <p>
            <button type="submit" class="button small">
              {word({ fr: 'Publier l’erratum', en: 'Publish the erratum' }, language)}
              <span class="unseen"> : {citedName(cited, language)}</span>
            </button>
          </p>
        </form>
      )}
    </article>
  )
}

/** The same table for programs. */
export function errataRows(lines: readonly ErratumLine[], language: Language): readonly (readonly CsvCell[])[] {
  const head = ['figure', 'part', 'was', 'was_unrounded', 'now', 'now_unrounded', 'unit', 'date', 'reason', 'digest']
  return [
    head,
    ...lines.map(({ erratum: { was, now, ...erratum }, cited }) => [
      cited ? citedName(cited, language) : erratum.figure,
      was.part,
      shownPart(was, was.part, language),
      cellNumber(was.cell),
      shownPart(now, now.part, language),
      cellNumber(now.cell),
      was.unit,
      erratum.statedOn,
      erratum.reason,
      erratum.digest
    ])
  ]
}

/** RFC 4287. @param origin of the portal, without a slash at its end */
export function errataFeed(
  {
    issue,
    errata,
    origin,
    updated
  }: {
    readonly issue: Issue
    readonly errata: readonly ErratumLine[]
    readonly origin: string
    /** ISO instant: of the last erratum, or of the publication. */
    readonly updated: string
  },
  language: Language
): string {
  const own = `${origin}${editionPath(language, issue.edition.id, 'errata')}`
  const entries = errata.map(({ erratum, cited }) => {
    const { id, was, now, statedOn, reason } = erratum
    const name = cited ? citedName(cited, language) : erratum.figure
    const told = `${shownPart(was, was.part, language)} → ${shownPart(now, now.part, language)}. ${reason}`
    return [
      '  <entry>',
      `    <id>urn:uuid:${id}</id>`,
      `    <title>${escaped(name)}</title>`,
      `    <link href="${escaped(`${own}#erratum-${id}`)}"/>`,
      `    <updated>${statedOn}T00:00:00Z</updated>`,
      `    <summary>${escaped(told)}</summary>`,
      '  </entry>'
    ].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <id>${escaped(own)}</id>`,
    `  <title>${escaped(`${word(TITLES.errata, language)}, ${issue.edition.title}`)}</title>`,
    `  <link href="${escaped(own)}"/>`,
    `  <link rel="self" href="${escaped(own)}.atom"/>`,
    `  <author><name>${escaped(issue.edition.publisher)}</name></author>`,
    `  <updated>${updated}</updated>`,
    ...entries,
    '</feed>',
    ''
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const TITLES = {
  all: { fr: 'Éditions', en: 'Editions' },
  errata: { fr: 'Errata', en: 'Errata' },
  lead: {
    fr: 'Ce qui a été corrigé depuis la parution. L’édition figée et son PDF restent tels qu’ils ont paru.',
    en: 'What was corrected since it came out. The frozen edition and its PDF stay as they came out.'
  },
  changed: { fr: 'Chiffres qui ont changé depuis', en: 'Figures that have changed since' },
  changedNote: {
    fr: 'Chaque chiffre cité est demandé de nouveau à l’observatoire. Une révision n’est pas toujours une erreur : un erratum dit laquelle en était une.',
    en: 'Each figure cited is asked of the observatory again. A revision is not always an error: an erratum says which was one.'
  },
  allSame: {
    fr: 'Tous les chiffres cités disent encore la même chose, ou un erratum le dit.',
    en: 'Every figure cited still says the same, or an erratum tells it.'
  },
  othersSame: {
    fr: 'Ceux qui peuvent encore être demandés disent la même chose, ou un erratum le dit ; les autres sont plus bas.',
    en: 'Those that can still be asked say the same, or an erratum tells it; the others are below.'
  },
  gone: { fr: 'Chiffres qui ne peuvent plus être demandés', en: 'Figures that can be asked no more' },
  goneNote: {
    fr: 'L’édition se lit toujours : elle porte ses chiffres avec elle.',
    en: 'The edition still reads: it carries its figures with it.'
  },
  hint: {
    fr: 'Publié avec l’erratum : qui s’est trompé, où, et comment on l’a su.',
    en: 'Published with the erratum: who erred, where, and how it was found.'
  }
} as const satisfies Record<string, Text>
