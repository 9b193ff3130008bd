/** Which issues of the booklet cite a figure or stand on a source, and what was corrected of them. */

import type { Erratum } from '../domain/editions/erratum.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Issue, IssuePlace } from '../domain/editions/issue.ts'
import type { Language } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { citedAddress, citedName, citedValue } from './difference-text.ts'
import { frozenFigure } from './edition-errata.tsx'
import { Section } from './layout.tsx'
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
      {issues.map(({ issue, vintages, cited, charts }) => (
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
        </article>
      ))}
    </Section>
  )
}

function countsText(figures: number, charts: number, language: Language): string {
  const many = (count: number): string => (count > 1 ? 's' : '')
  return {
    fr: `${figures} chiffre${many(figures)} cité${many(figures)}, ${charts} graphique${many(charts)}`,
    en: `${figures} figure${many(figures)} cited, ${charts} chart${many(charts)}`
  }[language]
}
