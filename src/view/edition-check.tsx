/** The check report of an issue: faults and what is to be known, chapter by chapter, each with its line; printed, or CSV. */

import type { EditionProblem } from '../domain/editions/problem.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import type { CsvCell } from './csv.ts'
import { editionTrail } from './edition-desk.tsx'
import { problemText } from './edition-problems.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { editionPath, pathTo, QUERY } from './paths.ts'

export type CheckLine = {
  readonly problem: EditionProblem
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string }
  readonly mendings: readonly string[]
}

type CheckChapter = {
  readonly id: string
  readonly title: string
  readonly faults: readonly CheckLine[]
  readonly warnings: readonly CheckLine[]
}

export type CheckProps = {
  readonly frame: Frame
  readonly edition: { readonly id: string }
  readonly title: string
  /** The language of the issue. */
  readonly language: Language
  readonly figures: number
  readonly faults: number
  readonly warnings: number
  readonly chapters: readonly CheckChapter[]
  readonly miscounts: readonly { readonly title: Text; readonly announced: number; readonly listed: number }[]
}

export function CheckPage(props: CheckProps) {
  const { frame, edition, title: name, language: written, figures, faults, warnings, chapters, miscounts } = props
  const { language } = frame
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const title = word({ fr: 'Rapport de vérification', en: 'Check report' }, language)
  return (
    <Page frame={frame} title={`${title}, ${name}`}>
      <Trail links={[...editionTrail(language), [editionPath(language, edition.id, 'desk'), name]]} here={title} />
      <div class="title">
        <div>
          <h1>{title}</h1>
          <p class="under" lang={written}>
            {name}
          </p>
        </div>
        <div class="actions">
          <a class="button small" href={`${editionPath(language, edition.id, 'check')}.csv`}>
            CSV
          </a>
        </div>
      </div>
      <p class="standfirst">
        {word(
          {
            fr: `${whole(figures)} chiffres cités, ${whole(faults)} ${faults > 1 ? 'défauts' : 'défaut'} à corriger, ${whole(warnings)} ${warnings > 1 ? 'points' : 'point'} à savoir.`,
            en: `${whole(figures)} figures cited, ${whole(faults)} ${faults === 1 ? 'fault' : 'faults'} to mend, ${whole(warnings)} ${warnings === 1 ? 'point' : 'points'} to know.`
          },
          language
        )}
      </p>
      {faults === 0 && (
        <p class="notice wide-gap">
          {word(
            { fr: 'Aucun défaut : l’édition peut être soumise.', en: 'No fault: the issue may be submitted.' },
            language
          )}
        </p>
      )}
      <Weight {...props} kind="faults" heading={{ fr: 'Défauts', en: 'Faults' }} />
      <Weight {...props} kind="warnings" heading={{ fr: 'À savoir', en: 'To know' }} />
      {miscounts.length > 0 && (
        <Section
          title={word({ fr: 'Annoncé, listé', en: 'Announced, listed' }, language)}
          notes={[
            <a href={pathTo('commitments', language)}>
              {word({ fr: 'Les propositions', en: 'The propositions' }, language)}
            </a>
          ]}
        >
          <table class="table reading">
            <caption class="unseen">
              {word({ fr: 'Nombres annoncés et nombres listés', en: 'Announced and listed numbers' }, language)}
            </caption>
            <thead>
              <tr>
                <th scope="col">{word({ fr: 'ce qui est compté', en: 'what is counted' }, language)}</th>
                <th scope="col" class="n">
                  {word({ fr: 'annoncé', en: 'announced' }, language)}
                </th>
                <th scope="col" class="n">
                  {word({ fr: 'listé', en: 'listed' }, language)}
                </th>
              </tr>
            </thead>
            <tbody>
              {miscounts.map((one) => (
                <tr>
                  <th scope="row">{word(one.title, language)}</th>
                  <td class="n">{whole(one.announced)}</td>
                  <td class="n">{whole(one.listed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {chapters.length === 0 && miscounts.length === 0 && (
        <p class="quiet wide-gap">{word({ fr: 'Rien à signaler.', en: 'Nothing to tell.' }, language)}</p>
      )}
    </Page>
  )
}

function Weight({
  frame: { language },
  edition,
  language: written,
  chapters,
  kind,
  heading
}: CheckProps & { readonly kind: 'faults' | 'warnings'; readonly heading: Text }) {
  const own = chapters.filter((chapter) => chapter[kind].length > 0)
  if (own.length === 0) return null
  return (
    <Section title={word(heading, language)}>
      {own.map((chapter) => (
        <>
          <h3 class="wide-gap" lang={written}>
            {chapter.title}
          </h3>
          <ol class="sayings">
            {chapter[kind].map((line) => (
              <Line line={line} language={language} written={written} edition={edition.id} chapter={chapter.id} />
            ))}
          </ol>
        </>
      ))}
    </Section>
  )
}

function Line({
  line: { problem, excerpt, mendings },
  language,
  written,
  edition,
  chapter
}: {
  readonly line: CheckLine
  readonly language: Language
  readonly written: Language
  readonly edition: string
  readonly chapter: string
}) {
  const { line, column } = problem.position
  const there = `${editionPath(language, edition, 'write')}?${QUERY.chapter[language]}=${encodeURIComponent(chapter)}&${QUERY.line[language]}=${line}`
  return (
    <li>
      <p class="reading">
        <a href={there}>
          {word({ fr: `ligne ${line}, colonne ${column}`, en: `line ${line}, column ${column}` }, language)}
        </a>{' '}
        {typeset(problemText(problem)[language], language)}
      </p>
      <p class="note told" lang={written}>
        {excerpt.before}
        <u>{excerpt.marked}</u>
        {excerpt.after}
      </p>
      {mendings.length > 0 && (
        <p class="note told">
          {word({ fr: 'À la place :', en: 'Instead:' }, language)}{' '}
          {mendings.map((one, i) => (
            <>
              {i > 0 && ' · '}
              <code>{one}</code>
            </>
          ))}
        </p>
      )}
    </li>
  )
}

/** The same as a table, its head first. */
export function checkRows(
  { chapters }: Pick<CheckProps, 'chapters'>,
  language: Language
): readonly (readonly CsvCell[])[] {
  const head = {
    fr: ['poids', 'nature', 'chapitre', 'ligne', 'colonne', 'texte', 'message', 'à la place'],
    en: ['weight', 'kind', 'chapter', 'line', 'column', 'text', 'message', 'instead']
  }[language]
  const rows = chapters.flatMap(({ id, faults, warnings }) => [
    ...faults.map((line) => rowOf({ fr: 'défaut', en: 'fault' }[language], id, line, language)),
    ...warnings.map((line) => rowOf({ fr: 'à savoir', en: 'to know' }[language], id, line, language))
  ])
  return [head, ...rows]
}

function rowOf(weight: string, chapter: string, line: CheckLine, language: Language): readonly CsvCell[] {
  const { problem, excerpt, mendings } = line
  const { line: at, column } = problem.position
  return [
    ...[weight, problem.kind, chapter, at, column, excerpt.marked],
    ...[typeset(problemText(problem)[language], language), mendings.join(' ')]
  ]
}
