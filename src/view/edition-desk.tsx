/** Issues of the booklet for those who work on them: their list, and for each where it stands and what to do next. */

import type { FrozenNote, Publication } from '../domain/editions/archive.ts'
import { STATE_WORDS } from '../domain/editions/transition.ts'
import { EDITION_STATES, type EditionState, type WrittenEdition } from '../domain/editions/writing.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { EditionActs, type ActsProps } from './edition-acts.tsx'
import { Checking } from './edition-checking.tsx'
import { reasonWords } from './journal-words.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { editionPath, frozenPath, pathTo } from './paths.ts'
import { hourText } from './edition-hour.ts'
import { dayText } from './territory-members.tsx'

export type DeskProducer = {
  readonly organisation: string
  readonly name: Text
  readonly asked: number
  readonly validated: number
  readonly silent: number
  readonly refused: number
  readonly waiting: number
  readonly changed: number
  readonly accounts: number
}

export type DeskStep = {
  readonly at: string
  readonly to: EditionState
  readonly from?: EditionState
  readonly by?: string
  readonly reason?: string
}

export type DeskProps = Omit<ActsProps, 'producers'> & {
  readonly frame: Frame
  readonly subtitle: string
  /** The language of the issue. */
  readonly written: Language
  readonly unreadable?: { readonly why: Text }
  /** The first check goes on: what it tells is not known yet. */
  readonly isChecking: boolean
  readonly producers: readonly DeskProducer[]
  readonly refusals: readonly {
    readonly figure: Text
    readonly name: Text
    readonly verdict: { readonly comment?: string; readonly author: string; readonly on: string }
  }[]
  readonly frozen: readonly FrozenNote[]
  readonly publications: readonly Publication[]
  readonly steps: readonly DeskStep[]
  readonly zone: string
  /** Why what was sent did not do. */
  readonly problem?: Text
}

export function editionTrail(language: Language): readonly (readonly [string, string])[] {
  return [
    [pathTo('home', language), say('home', language)],
    [pathTo('editions', language), word(EDITIONS, language)]
  ]
}

const EDITIONS: Text = { fr: 'Éditions', en: 'Editions' }

/** What an organisation is called in the address of its queue; the observatory has none in the register. */
export function queuePath(language: Language, id: string, organisation: string): string {
  return `${editionPath(language, id, 'figures')}/${organisation === '' ? '-' : encodeURIComponent(organisation)}`
}

export function EditionDeskPage(props: DeskProps) {
  const { frame, edition, title, subtitle, unreadable, isChecking, problem, producers } = props
  const { language } = frame
  const parts = [
    [
      'write',
      edition.state === 'draft' ? { fr: 'Écrire', en: 'Write' } : { fr: 'Relire le texte', en: 'Read the text' }
    ],
    ['check', { fr: 'Rapport de vérification', en: 'Check report' }],
    ...(producers.length > 0 ? ([['figures', { fr: 'Chiffres à valider', en: 'Figures to validate' }]] as const) : []),
    ...(edition.state === 'published' ? ([['errata', { fr: 'Errata', en: 'Errata' }]] as const) : [])
  ] as const
  return (
    <Page frame={frame} title={title}>
      <Trail links={editionTrail(language)} here={title} />
      <div class="title">
        <div>
          <h1 lang={props.written}>{title}</h1>
          {subtitle !== '' && <p class="under">{subtitle}</p>}
        </div>
        <div class="actions">
          {parts.map(([part, text]) => (
            <a class="button small" href={editionPath(language, edition.id, part)}>
              {word(text, language)}
            </a>
          ))}
        </div>
      </div>
      {problem && (
        <p class="notice grave wide-gap" role="alert">
          {word(problem, language)}
        </p>
      )}
      {unreadable && (
        <p class="notice grave wide-gap" role="alert">
          {word({ fr: 'Le texte ne peut pas être lu :', en: 'The text cannot be read:' }, language)}{' '}
          {word(unreadable.why, language)}
        </p>
      )}
      <StateLine state={edition.state} language={language} />
      <Section title={word({ fr: 'À faire', en: 'To do' }, language)}>
        {isChecking && <Checking language={language} />}
        {!(isChecking && ['draft', 'checking'].includes(edition.state)) && <EditionActs {...props} />}
      </Section>
      {producers.length > 0 && <Producers {...props} />}
      <Frozen {...props} />
      <Steps {...props} />
    </Page>
  )
}

function StateLine({ state, language }: { readonly state: EditionState; readonly language: Language }) {
  const at = EDITION_STATES.indexOf(state)
  return (
    <ol class="tags wide-gap" aria-label={word({ fr: 'Étapes', en: 'Steps' }, language)}>
      {EDITION_STATES.map((one, i) => (
        <li aria-current={i === at ? 'step' : undefined}>
          <span class={i < at ? 'tag good' : i === at ? 'tag care' : 'tag'}>
            {i < at ? '✓ ' : i === at ? '● ' : ''}
            {word(STATE_WORDS[one], language)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Producers({ frame: { language }, edition, producers, refusals }: DeskProps) {
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const isAsked = edition.state !== 'draft'
  return (
    <Section
      title={word({ fr: 'Producteurs', en: 'Producers' }, language)}
      notes={[
        word(
          edition.answerBy === undefined
            ? {
                fr: 'Chaque chiffre est demandé aux organismes dont il porte les données.',
                en: 'Each figure is asked of the organisations whose data it stands on.'
              }
            : {
                fr: `Réponse jusqu’au ${dayText(edition.answerBy, 'fr')} compris. Sans réponse à cette date, un chiffre est « sans objection reçue », jamais « validé ».`,
                en: `Answers until ${dayText(edition.answerBy, 'en')} included. Unanswered by then, a figure is “no objection received”, never “validated”.`
              },
          language
        )
      ]}
    >
      <div
        class="scroll"
        tabindex={0}
        role="region"
        aria-label={word({ fr: 'Producteurs', en: 'Producers' }, language)}
      >
        <table class="table answering">
          <caption class="unseen">{word({ fr: 'Producteurs', en: 'Producers' }, language)}</caption>
          <thead>
            <tr>
              <th scope="col">{word({ fr: 'organisme', en: 'organisation' }, language)}</th>
              {COUNTS.map(([, text]) => (
                <th scope="col" class="n">
                  {word(text, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {producers.map((one) => (
              <tr>
                <th scope="row">
                  <a href={queuePath(language, edition.id, one.organisation)}>{word(one.name, language)}</a>
                  {one.organisation === '' && <span class="sub">{word(OWN, language)}</span>}
                  {isAsked && one.accounts === 0 && one.waiting > 0 && (
                    <span class="sub">{word(NOBODY, language)}</span>
                  )}
                  {one.changed > 0 && (
                    <span class="sub">
                      {whole(one.changed)} {word(CHANGED, language)}
                    </span>
                  )}
                </th>
                {COUNTS.map(([count]) => (
                  <td class="n">{whole(one[count])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refusals.length > 0 && (
        <>
          <h3 class="wide-gap">{word({ fr: 'Refusés', en: 'Refused' }, language)}</h3>
          <ul class="lines">
            {refusals.map(({ figure, name, verdict }) => (
              <li>
                <span class="tag grave">{word(name, language)}</span> {word(figure, language)}
                <p class="note">
                  {verdict.comment} ({verdict.author}, {dayText(verdict.on, language)})
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

const COUNTS = [
  ['asked', { fr: 'demandés', en: 'asked' }],
  ['validated', { fr: 'validés', en: 'validated' }],
  ['refused', { fr: 'refusés', en: 'refused' }],
  ['waiting', { fr: 'sans réponse', en: 'unanswered' }],
  ['silent', { fr: 'sans objection reçue', en: 'no objection received' }]
] as const

const OWN: Text = {
  fr: 'pour les producteurs qui ne sont pas dans le registre : un validateur répond',
  en: 'for producers that are not in the register: a validator answers'
}
const NOBODY: Text = {
  fr: 'aucun compte ne peut répondre en son nom : invitez-le, ou un validateur transmettra sa réponse',
  en: 'no account may answer in its name: invite it, or a validator will pass its answer on'
}
const CHANGED: Text = {
  fr: 'valeurs changées depuis leur validation : à revoir',
  en: 'values changed since they were validated: to be seen again'
}

function Frozen({ frame: { language }, frozen, publications, zone }: DeskProps) {
  if (frozen.length === 0) return null
  return (
    <Section title={word({ fr: 'Ce qui est figé', en: 'What is frozen' }, language)}>
      <dl class="sheet dated">
        {frozen.map(({ digest, frozenOn, author }) => {
          const publication = publications.find((one) => one.digest === digest)
          return (
            <div>
              <dt>{dayText(frozenOn, language)}</dt>
              <dd>
                <a class="mono" href={frozenPath(language, digest)}>
                  {digest}
                </a>
                <span class="note">
                  {' '}
                  {author}
                  {publication && ` · ${publishedText(publication, zone, language)}`}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
    </Section>
  )
}

function publishedText({ publishedAt, embargo }: Publication, zone: string, language: Language): string {
  const at = hourText(publishedAt, zone, language)
  const said = { fr: `publiée le ${at}`, en: `published on ${at}` }[language]
  if (!embargo) return said
  const until = hourText(embargo, zone, language)
  return `${said}, ${{ fr: `sous embargo jusqu’au ${until}`, en: `under embargo until ${until}` }[language]}`
}

function Steps({ frame: { language }, steps, zone }: DeskProps) {
  if (steps.length === 0) return null
  return (
    <Section title={word({ fr: 'Historique', en: 'History' }, language)}>
      <table class="table told">
        <caption class="unseen">{word({ fr: 'Historique', en: 'History' }, language)}</caption>
        <tbody>
          {steps.map(({ at, from, to, by, reason }) => (
            <tr>
              <th scope="row">
                {from && `${word(STATE_WORDS[from], language)} → `}
                {word(STATE_WORDS[to], language)}
                {reason !== undefined && <span class="sub">{typeset(reasonWords(reason, language), language)}</span>}
              </th>
              <td class="keep">
                <time datetime={at}>{hourText(new Date(at), zone, language)}</time>
                {by !== undefined && <span class="sub">{by}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

export type EditionsProps = {
  readonly frame: Frame
  /** Those that the public reads. */
  readonly issues: readonly {
    readonly id: string
    readonly title: string
    readonly subtitle: string
    readonly on: string
  }[]
  /** For those who work on them; empty for others. */
  readonly written: readonly (WrittenEdition & { readonly title: string })[]
  /** Who may begin another. */
  readonly mayBegin: boolean
}

export function EditionsPage({ frame, issues, written, mayBegin }: EditionsProps) {
  const { language } = frame
  const title = word(EDITIONS, language)
  return (
    <Page frame={frame} title={title} description={word(LEAD, language)}>
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={title} />
      <div class="title">
        <h1>{title}</h1>
        {mayBegin && (
          <div class="actions">
            <a class="button small" href={pathTo('newEdition', language)}>
              {word({ fr: 'Commencer une édition', en: 'Begin an edition' }, language)}
            </a>
          </div>
        )}
      </div>
      <p class="standfirst">{word(LEAD, language)}</p>
      <Section title={word({ fr: 'À lire', en: 'To read' }, language)}>
        {issues.length === 0 ? (
          <p class="quiet">
            {word({ fr: 'Aucune édition n’est encore parue.', en: 'No issue is out yet.' }, language)}
          </p>
        ) : (
          <ul class="hits">
            {issues.map((one) => (
              <li>
                <a href={editionPath(language, one.id)}>{one.title}</a>
                <p class="note">
                  {one.subtitle} · {dayText(one.on, language)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {written.length > 0 && (
        <Section title={word({ fr: 'En préparation', en: 'In preparation' }, language)}>
          <ul class="hits">
            {written.map(({ id, title: name, state, answerBy }) => (
              <li>
                <a href={editionPath(language, id, 'desk')}>{name}</a>{' '}
                <span class="tag">{word(STATE_WORDS[state], language)}</span>
                {state === 'checking' && answerBy !== undefined && (
                  <p class="note">
                    {word({ fr: 'réponse des producteurs jusqu’au', en: 'producers answer until' }, language)}{' '}
                    {dayText(answerBy, language)}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

const LEAD: Text = {
  fr: 'Le livret de l’observatoire, une édition après l’autre : chaque nombre y est un chiffre, validé par qui le produit, et ce qui est paru ne change plus.',
  en: 'The booklet of the observatory, one issue after another: every number in it is a figure, validated by those who produce it, and what is out changes no more.'
}
