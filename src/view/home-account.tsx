/** Of the front page: what was promised and what became of it, the issue that is out and its corrections, what to do with figures. */

import type { CommitmentSummary } from '../domain/commitments/summary.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { promise } from './commitment-messages.ts'
import { FateBar, FateKey } from './commitment-picture.tsx'
import { coverageText } from './commitment-text.ts'
import { colon } from './figure-links.ts'
import { Section } from './layout.tsx'
import { typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { writtenIn } from './passage.tsx'
import { editionPath, pathTo, type Root } from './paths.ts'
import { periodText } from './period-text.ts'

/** An issue of the booklet that is out. */
export type IssueLine = {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  /** That the issue is written in. */
  readonly language: Language
  readonly on: string
  /** Errata stated since it came out. */
  readonly corrections: number
}

export type AccountProps = {
  /** The latest; absent as long as none is out. */
  readonly issue?: IssueLine
  /** Absent as long as nothing was promised. */
  readonly promised?: CommitmentSummary
  readonly language: Language
}

export function Account({ issue, promised, language }: AccountProps) {
  return (
    <Section
      id="account"
      title={word(WORDS.title, language)}
      notes={[
        word(WORDS.note, language),
        <a href={pathTo('doubts', language)}>{word(WORDS.doubts, language)}</a>,
        <a href={pathTo('documents', language)}>{word(WORDS.documents, language)}</a>
      ]}
    >
      <div class="two">
        {promised ? <Promised promised={promised} language={language} /> : <Nothing language={language} />}
        <div>
          <h3>{word(WORDS.issue, language)}</h3>
          {issue ? <Issue issue={issue} language={language} /> : <NoIssue language={language} />}
          <h3 class="wide-gap">{word(WORDS.use, language)}</h3>
          <ul class="facts gap">
            {USES.map(([root, name, text]) => (
              <li>
                <a href={pathTo(root, language)}>{word(name, language)}</a>
                <span class="note">
                  {colon(language)}
                  {word(text, language)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Section>
  )
}

function Nothing({ language }: { readonly language: Language }) {
  return (
    <div>
      <h3>
        <a href={pathTo('commitments', language)}>{promise('commitments', language)}</a>
      </h3>
      <p class="note gap">{word(WORDS.nothingPromised, language)}</p>
    </div>
  )
}

function Promised({ promised, language }: { readonly promised: CommitmentSummary; readonly language: Language }) {
  const here = pathTo('commitments', language)
  const { set, propositions, actions, leads } = promised
  return (
    <div>
      <h3>
        <a href={here}>{typeset(set.title[language], language)}</a>
      </h3>
      <div class="gap">
        <FateBar counted={actions} caption={promise('fates', language)} language={language} />
        <FateKey counted={actions} language={language} />
      </div>
      <p class="gap">
        {word(WORDS.actions, language)}
        {colon(language)}
        <strong>{coverageText(actions, language)}</strong>. {word(WORDS.leads, language)}
        {colon(language)}
        <strong>{coverageText(leads, language)}</strong>.
      </p>
      <table class="table gap">
        <caption class="unseen">{typeset(set.title[language], language)}</caption>
        <thead>
          <tr>
            <th scope="col">{promise('proposition', language)}</th>
            <th scope="col" class="n">
              {promise('coverage', language)}
            </th>
          </tr>
        </thead>
        <tbody class="scan">
          {propositions.map(({ proposition: { id, number, titles }, counted: { coverage } }) => (
            <tr>
              <th scope="row">
                {number}.{' '}
                <a href={pathTo('commitments', language, id)} lang={writtenIn(language)}>
                  {titles[0]?.title}
                </a>
              </th>
              <td class="n">
                {whole(coverage.withFate, language)} {word(WORDS.of, language)} {whole(coverage.of, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="gap">
        <a class="button small" href={here}>
          {word(WORDS.state, language)}
        </a>
      </p>
    </div>
  )
}

function NoIssue({ language }: { readonly language: Language }) {
  return (
    <p class="note gap">
      {word(WORDS.noIssue, language)} <a href={pathTo('editions', language)}>{word(WORDS.allIssues, language)}</a>
    </p>
  )
}

function Issue({ issue, language }: { readonly issue: IssueLine; readonly language: Language }) {
  const { id, title, subtitle, on, corrections } = issue
  return (
    <>
      <p class="card-name gap">
        <a href={editionPath(language, id)} lang={issue.language}>
          {typeset(title, issue.language)}
        </a>
      </p>
      <p lang={issue.language}>{typeset(subtitle, issue.language)}.</p>
      <p class="note">
        {word(WORDS.published, language)} {periodText(on as Period, language)}.{' '}
        <a href={editionPath(language, id, 'errata')}>{correctionsText(corrections, language)}</a>.
      </p>
      <p class="actions gap">
        <a class="button small" href={`${editionPath(language, id, 'read')}/`}>
          {word(WORDS.read, language)}
        </a>
        <a class="button small" href={pathTo('editions', language)}>
          {word(WORDS.allIssues, language)}
        </a>
      </p>
    </>
  )
}

function correctionsText(count: number, language: Language): string {
  if (count === 0) return word(WORDS.noCorrection, language)
  const many = count > 1 ? 's' : ''
  const number = whole(count, language)
  return { fr: `${number} correction${many} depuis`, en: `${number} correction${many} since` }[language]
}

function whole(count: number, language: Language): string {
  return formatNumber(count, { language, decimals: 0 })
}

function word(text: Text, language: Language): string {
  return typeset(text[language], language)
}

const USES: readonly (readonly [Root, Text, Text])[] = [
  [
    'speech',
    { fr: 'Préparer un discours', en: 'Prepare a speech' },
    { fr: 'des phrases à dire, chacune avec sa source', en: 'sentences to say, each with its source' }
  ],
  [
    'classKit',
    { fr: 'Kit de classe', en: 'Class kit' },
    { fr: 'dix chiffres, un graphique, une carte', en: 'ten figures, a chart, a map' }
  ],
  [
    'entries',
    { fr: 'De A à Z', en: 'From A to Z' },
    { fr: 'les mots et les lieux du territoire', en: 'the words and places of the territory' }
  ],
  [
    'conflicts',
    { fr: 'Contradictions', en: 'Conflicts' },
    { fr: 'ce que d’autres affirment, mis face aux chiffres', en: 'what others claim, set against the figures' }
  ]
]

const WORDS = {
  title: { fr: 'Rendre compte', en: 'Giving account' },
  note: {
    fr: 'Ce qui était promis et ce qui en est advenu ; ce qui a paru, et ce qui en fut corrigé.',
    en: 'What was promised and what became of it; what was published, and what was corrected.'
  },
  doubts: { fr: 'Doutes et réponses', en: 'Doubts and answers' },
  documents: { fr: 'Documents et affirmations', en: 'Documents and claims' },
  actions: { fr: 'Actions dont le sort est connu', en: 'Actions whose fate is known' },
  leads: { fr: 'Pistes dont le sort est connu', en: 'Leads whose fate is known' },
  of: { fr: 'sur', en: 'of' },
  state: { fr: 'L’état en une page, à imprimer', en: 'The state on one page, to print' },
  nothingPromised: {
    fr: 'Cet observatoire ne suit encore aucun engagement.',
    en: 'This observatory does not follow any commitment yet.'
  },
  issue: { fr: 'La dernière édition du livret', en: 'The latest issue of the booklet' },
  noIssue: {
    fr: 'Aucune édition n’est encore parue.',
    en: 'No issue is out yet.'
  },
  allIssues: { fr: 'Toutes les éditions', en: 'All issues' },
  read: { fr: 'Lire en ligne', en: 'Read online' },
  published: { fr: 'Publiée le', en: 'Published on' },
  noCorrection: { fr: 'Aucune correction depuis', en: 'No correction since' },
  use: { fr: 'S’en servir', en: 'Use them' }
} as const satisfies Record<string, Text>
