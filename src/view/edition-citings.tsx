/** Which issues of the booklet cite a figure or stand on a source, and what was corrected of them. */

import type { Difference } from '../domain/editions/difference.ts'
import type { Erratum } from '../domain/editions/erratum.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Issue, IssuePlace } from '../domain/editions/issue.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { citedAddress, citedName, citedValue, shownPart } from './difference-text.ts'
import { frozenFigure, type ErratumLine } from './edition-errata.tsx'
import { colon } from './figure-links.ts'
import { Section } from './layout.tsx'
import { writtenIn } from './passage.tsx'
import { editionPath } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type CitingIssue = {
  readonly issue: Issue
  readonly cited: readonly Cited[]
  readonly errata: readonly Erratum[]
}

/** « Cité dans Dix ans après, corrigé le 3 mars 2027. » */
export function Citings({
  citing,
  language
}: {
  readonly citing: readonly CitingIssue[]
  readonly language: Language
}) {
  if (citing.length === 0) return null
  return (
    <Section
      id="issues"
      title={word({ fr: 'Cité dans', en: 'Cited in' }, language)}
      notes={[
        word(
          {
            fr: 'Une édition garde le chiffre tel qu’il était quand elle a paru.',
            en: 'An edition keeps the figure as it was when it came out.'
          },
          language
        )
      ]}
    >
      <ul class="facts">
        {citing.map(({ issue, cited, errata: [last] }) => {
          const [first] = cited
          return (
            <li>
              <a href={editionPath(language, issue.edition.id)} lang={issue.edition.language}>
                {issue.edition.title}
              </a>
              , {dayText(issue.edition.day, language)}
              {first && (
                <>
                  {' '}
                  (
                  <a class="figure" href={frozenFigure(issue, first, language)}>
                    {citedValue(first, language)}
                  </a>
                  )
                </>
              )}
              {last && (
                <>
                  {', '}
                  <a href={`${editionPath(language, issue.edition.id, 'errata')}#erratum-${last.id}`}>
                    {word({ fr: 'corrigé le', en: 'corrected on' }, language)} {dayText(last.statedOn, language)}
                  </a>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

export type SourceIssue = {
  readonly issue: Issue
  readonly vintages: readonly string[]
  readonly cited: readonly Cited[]
  readonly charts: readonly IssuePlace[]
  /** Say another thing now, and no erratum tells it. */
  readonly proposals: readonly { readonly cited: Cited; readonly difference: Difference }[]
  /** Can be asked no more. */
  readonly gone: readonly { readonly cited: Cited; readonly why: Text }[]
  readonly errata: readonly ErratumLine[]
}

export function SourceIssues({
  issues,
  language
}: {
  readonly issues: readonly SourceIssue[]
  readonly language: Language
}) {
  return (
    <Section id="issues" title={word({ fr: 'Éditions qui la citent', en: 'Editions that cite it' }, language)}>
      {issues.length === 0 && (
        <p class="quiet">
          {word(
            { fr: 'Aucune édition publiée ne la cite encore.', en: 'No published edition cites it yet.' },
            language
          )}
        </p>
      )}
      {issues.map(({ issue, vintages, cited, charts, ...since }) => (
        <article class="delivery">
          <h3>
            <a href={editionPath(language, issue.edition.id)} lang={issue.edition.language}>
              {issue.edition.title}
            </a>
          </h3>
          <p class="note">
            {issue.edition.publisher}, {dayText(issue.edition.day, language)}.{' '}
            {word({ fr: 'Millésimes', en: 'Vintages' }, language)} {vintages.join(', ')}.
          </p>
          <details class="gap">
            <summary>{countsText(cited.length, charts.length, language)}</summary>
            <ul class="facts gap">
              {cited.map((one) => (
                <li>
                  <a href={citedAddress(one, language)}>{citedName(one, language)}</a>{' '}
                  <a class="figure" href={frozenFigure(issue, one, language)}>
                    {citedValue(one, language)}
                  </a>
                </li>
              ))}
              {charts.map(({ title, path }) => (
                <li>
                  <a href={`${editionPath(language, issue.edition.id, 'read')}/${path}`}>
                    {word({ fr: 'Graphique :', en: 'Chart:' }, language)} {title}
                  </a>
                </li>
              ))}
            </ul>
          </details>
          <ToCheck issue={issue} {...since} language={language} />
          <Corrected issue={issue} {...since} language={language} />
        </article>
      ))}
    </Section>
  )
}

function ToCheck({
  issue,
  proposals,
  gone,
  language
}: Pick<SourceIssue, 'issue' | 'proposals' | 'gone'> & { readonly language: Language }) {
  const count = proposals.length + gone.length
  if (count === 0) return null
  const page = editionPath(language, issue.edition.id, 'errata')
  return (
    <div class="notice gap">
      <p>
        <strong>{word({ fr: 'À vérifier', en: 'To be checked' }, language)}</strong>
        {colon(language)}
        {word({ fr: 'ce qui a changé depuis la parution.', en: 'what has changed since it came out.' }, language)}{' '}
        <a href={`${page}#changed`}>{word({ fr: 'Le détail et les raisons', en: 'Details and reasons' }, language)}</a>
      </p>
      <ul class="facts gap">
        {proposals.slice(0, MOST_TO_CHECK).map(({ cited, difference: { part, then, now } }) => (
          <li>
            {citedName(cited, language)}
            {colon(language)}
            <a class="figure" href={frozenFigure(issue, cited, language)}>
              {shownPart(then, part, language)}
            </a>
            {word({ fr: ', aujourd’hui ', en: ', today ' }, language)}
            <a class="figure" href={citedAddress(cited, language)}>
              {shownPart(now, part, language)}
            </a>
          </li>
        ))}
        {gone.slice(0, Math.max(0, MOST_TO_CHECK - proposals.length)).map(({ cited, why }) => (
          <li>
            <a href={frozenFigure(issue, cited, language)}>{citedName(cited, language)}</a>
            <span class="sub">{word(why, language)}</span>
          </li>
        ))}
        {count > MOST_TO_CHECK && (
          <li>
            <a href={`${page}#changed`}>
              {word({ fr: `Les ${count} chiffres`, en: `All ${count} figures` }, language)}
            </a>
          </li>
        )}
      </ul>
    </div>
  )
}

/** The others are read on the page of errata. */
const MOST_TO_CHECK = 8

function Corrected({
  issue,
  errata,
  language
}: Pick<SourceIssue, 'issue' | 'errata'> & { readonly language: Language }) {
  if (errata.length === 0) return null
  return (
    <ul class="facts gap">
      {errata.map(({ erratum: { id, was, now, statedOn, reason }, cited }) => (
        <li>
          <a href={`${editionPath(language, issue.edition.id, 'errata')}#erratum-${id}`}>
            {word({ fr: 'Erratum du', en: 'Erratum of' }, language)} {dayText(statedOn, language)}
          </a>
          {colon(language)}
          {cited && `${citedName(cited, language)}, `}
          {shownPart(was, was.part, language)} → {shownPart(now, now.part, language)}
          <span class="sub" lang={writtenIn(language)}>
            {reason}
          </span>
        </li>
      ))}
    </ul>
  )
}

function countsText(figures: number, charts: number, language: Language): string {
  const many = (count: number): string => (count > 1 ? 's' : '')
  return {
    fr: `${figures} chiffre${many(figures)} cité${many(figures)}, ${charts} graphique${many(charts)}`,
    en: `${figures} figure${many(figures)} cited, ${charts} chart${many(charts)}`
  }[language]
}
