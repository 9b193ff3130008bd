/** Figures of an issue that wait for one producer: in groups, what changed first, with how far the answers have come. */

import {
  CHANGED,
  GROUPINGS,
  QUEUE_FILTERS,
  type Grouping,
  type QueueFilter,
  type QueueProgress
} from '../domain/editions/verdict-queue.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { editionTrail, queuePath } from './edition-desk.tsx'
import { GroupOfFigures, progressText, type GivenGroup, type ShownGroup } from './edition-queue-group.tsx'
import { Page, Trail, type Frame } from './layout.tsx'
import { formatNumber } from './number.ts'
import { colon } from './figure-links.ts'
import { editionPath, QUERY } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type QueueProps = {
  readonly frame: Frame
  /** Empty for whoever only reads. */
  readonly token: string
  readonly edition: WrittenEdition
  readonly title: string
  readonly written: Language
  readonly organisation: string
  readonly name: Text
  readonly progress: QueueProgress
  readonly by: Grouping
  readonly filter: QueueFilter
  /** All are named, with how far they are; those that are read have their figures. */
  readonly groups: readonly ShownGroup[]
  /** What the address asks for: a group, `WHOLE`, or nothing yet. */
  readonly place: string | undefined
  /** Of the observatory, answering for an organisation that is not theirs. */
  readonly isReporting: boolean
  /** What was just kept. */
  readonly done?: { readonly validated: number; readonly refused: number; readonly withdrawn: number }
  readonly problem?: Text
  readonly given?: GivenGroup
}

export function QueuePage(props: QueueProps) {
  const { frame, token, edition, title: name, organisation, groups, problem, done, by, filter, progress } = props
  const { language } = frame
  const title = word({ fr: 'Chiffres à valider', en: 'Figures to validate' }, language)
  const isOpen = token !== ''
  const path = queuePath(language, edition.id, organisation)
  const shown = groups.flatMap((group, i) => (group.figures.length > 0 ? [[group, i] as const] : []))
  const isWhole = props.place === WHOLE
  const form =
    isOpen && !isWhole
      ? { token, action: queueQuery(path, language, { by, filter }), isReporting: props.isReporting }
      : undefined
  return (
    <Page frame={frame} title={`${title}, ${name}`}>
      {frame.assets.desk !== undefined && <link rel="stylesheet" href={frame.assets.desk} />}
      <Trail links={[...editionTrail(language), [editionPath(language, edition.id, 'desk'), name]]} here={title} />
      <div class="title">
        <div>
          <h1>{title}</h1>
          <p class="under">
            {word(props.name, language)} · <span lang={props.written}>{name}</span>
          </p>
        </div>
      </div>
      {problem && (
        <p class="notice grave wide-gap" role="alert">
          {word(problem, language)}
        </p>
      )}
      {done && (
        <p class="notice wide-gap" role="status">
          {word(doneText(done), language)}{' '}
          {isOpen && <a href={queueQuery(path, language, { by, filter: 'answered' })}>{word(COME_BACK, language)}</a>}
        </p>
      )}
      <p class="standfirst">
        <strong>{word(progressText(progress), language)}</strong> {word(leftText(progress, edition.answerBy), language)}
      </p>
      {!isOpen && <p class="notice wide-gap">{word(CLOSED, language)}</p>}
      <Choices {...{ props, path }} />
      <Overview {...{ props, path }} />
      <div class="queue">
        {shown.map(([group, rank]) => (
          <GroupOfFigures
            {...{ group, rank, language, form }}
            written={props.written}
            edition={edition.id}
            given={props.given}
          />
        ))}
        {shown.length === 0 && <p class="quiet wide-gap">{word(EMPTY[filter], language)}</p>}
      </div>
      {!isWhole && <Onward {...{ props, path }} />}
    </Page>
  )
}

type PartProps = { readonly props: QueueProps; readonly path: string }

/** Every group with how far it is; folded once one of them was chosen. */
function Overview({ props: { frame, by, filter, groups, place }, path }: PartProps) {
  const { language } = frame
  const whole = { by, filter, group: WHOLE }
  return (
    <nav class="wide-gap" aria-label={word({ fr: 'Groupes', en: 'Groups' }, language)}>
      <details class="data" open={place === undefined || place === WHOLE}>
        <summary>{word(allGroups(groups.length), language)}</summary>
        <ul class="facts overview">
          {groups.map(({ id, title, count, figures, asked, answered }) => (
            <li>
              {count > 0 ? (
                <a
                  href={queueQuery(path, language, { by, filter, group: id })}
                  aria-current={place !== WHOLE && figures.length > 0 ? 'true' : undefined}
                >
                  {title}
                </a>
              ) : (
                title
              )}{' '}
              <span class="note">{word(progressText({ asked, answered }), language)}</span>
            </li>
          ))}
        </ul>
      </details>
      {place !== WHOLE && (
        <p class="note gap">
          <a href={queueQuery(path, language, whole)}>{word(READ_ALL, language)}</a>
        </p>
      )}
    </nav>
  )
}

/** To the groups before and after the one that is read, of those that have something to show. */
function Onward({ props: { frame, token, by, filter, groups }, path }: PartProps) {
  const { language } = frame
  const full = groups.filter(({ count }) => count > 0)
  const at = full.findIndex(({ figures }) => figures.length > 0)
  const ways = [
    [full[at - 1], { fr: 'Groupe précédent', en: 'Previous group' }],
    [full[at + 1], { fr: 'Groupe suivant', en: 'Next group' }]
  ] as const
  if (full.length < 2) return null
  return (
    <nav class="wide-gap" aria-label={word({ fr: 'De groupe en groupe', en: 'From group to group' }, language)}>
      <ul class="buttons">
        {ways.map(
          ([group, label]) =>
            group && (
              <li>
                <a class="button" href={queueQuery(path, language, { by, filter, group: group.id })}>
                  {word(label, language)}
                  {colon(language)}
                  {group.title}
                </a>
              </li>
            )
        )}
      </ul>
      {token !== '' && <p class="note gap">{word(NOT_SENT, language)}</p>}
    </nav>
  )
}

/** How they are grouped, and which of them are shown. */
function Choices({ props, path }: PartProps) {
  const { frame, by, filter } = props
  const { language } = frame
  const link = (next: { readonly by: Grouping; readonly filter: QueueFilter }, label: Text) => (
    <li>
      <a
        href={queueQuery(path, language, next)}
        aria-current={next.by === by && next.filter === filter ? 'true' : undefined}
      >
        {word(label, language)}
      </a>
    </li>
  )
  return (
    <>
      <nav class="jumps" aria-label={word({ fr: 'Montrer', en: 'Show' }, language)}>
        <ul>{QUEUE_FILTERS.map((one) => link({ by, filter: one }, FILTER_TEXTS[one]))}</ul>
      </nav>
      <nav class="jumps" aria-label={word({ fr: 'Grouper', en: 'Group' }, language)}>
        <ul>{GROUPINGS.map((one) => link({ by: one, filter }, GROUPING_TEXTS[one]))}</ul>
      </nav>
    </>
  )
}

/** Where one is in a queue: a group of it, `WHOLE` for all of them on one page, or the first that has something to show. */
export type QueuePlace = { readonly by: Grouping; readonly filter: QueueFilter; readonly group?: string }

/** No chapter, indicator or source bears such a name. */
export const WHOLE = '*'
const CHANGED_WORD = '~'

/** The words of the address, in either language. */
export const GROUPING_WORDS: Readonly<Record<Grouping, Text>> = {
  chapter: { fr: 'chapitre', en: 'chapter' },
  indicator: { fr: 'indicateur', en: 'indicator' },
  source: { fr: 'source', en: 'source' }
}
export const FILTER_WORDS: Readonly<Record<QueueFilter, Text>> = {
  left: { fr: 'reste', en: 'left' },
  answered: { fr: 'repondu', en: 'answered' },
  all: { fr: 'tout', en: 'all' }
}

export function queueQuery(path: string, language: Language, { by, filter, group }: QueuePlace): string {
  const [show, grouping] = [FILTER_WORDS[filter][language], GROUPING_WORDS[by][language]]
  const one = group === undefined ? '' : `&${QUERY.group[language]}=${encodeURIComponent(group || CHANGED_WORD)}`
  return `${path}?${QUERY.show[language]}=${show}&${QUERY.by[language]}=${grouping}${one}`
}

/** As the address names it. */
export function groupNamed(word: string): string {
  return word === CHANGED_WORD ? CHANGED : word
}

function allGroups(count: number): Text {
  return { fr: `Les groupes (${count})`, en: `Groups (${count})` }
}

function leftText({ asked, answered, changed }: QueueProgress, answerBy: string | undefined): Text {
  const whole = (value: number, language: Language): string => formatNumber(value, { language, decimals: 0 })
  const left = asked - answered
  const again = {
    fr: changed > 0 ? `, dont ${whole(changed, 'fr')} dont la valeur a changé depuis votre réponse` : '',
    en: changed > 0 ? `, ${whole(changed, 'en')} of them changed since your answer` : ''
  }
  const day =
    answerBy === undefined || left === 0
      ? { fr: '', en: '' }
      : {
          fr: ` Réponse attendue jusqu’au ${dayText(answerBy, 'fr')} ; ce qui reste sans réponse sera publié « sans objection reçue ».`,
          en: ` An answer is expected until ${dayText(answerBy, 'en')}; what is left unanswered will be published as “no objection received”.`
        }
  return {
    fr: `ont une réponse ; ${whole(left, 'fr')} à regarder${again.fr}.${day.fr}`,
    en: `have an answer; ${whole(left, 'en')} to look at${again.en}.${day.en}`
  }
}

function doneText({ validated, refused, withdrawn }: NonNullable<QueueProps['done']>): Text {
  const told = (counts: readonly (readonly [number, string])[]): string =>
    counts.flatMap(([count, label]) => (count > 0 ? [`${label} ${count}`] : [])).join(' ; ')
  return {
    fr: `C’est gardé. ${told([
      [validated, 'Validés :'],
      [refused, 'Refusés :'],
      [withdrawn, 'Réponses retirées :']
    ])}.`,
    en: `Kept. ${told([
      [validated, 'Validated:'],
      [refused, 'Refused:'],
      [withdrawn, 'Answers taken back:']
    ])}.`.replaceAll(' ;', ';')
  }
}

export type QueuesProps = {
  readonly frame: Frame
  readonly edition: WrittenEdition
  readonly title: string
  readonly producers: readonly {
    readonly organisation: string
    readonly name: Text
    readonly asked: number
    readonly waiting: number
  }[]
}

/** Where somebody answers for several, or for none. */
export function QueuesPage({ frame, edition, title: name, producers }: QueuesProps) {
  const { language } = frame
  const title = word({ fr: 'Chiffres à valider', en: 'Figures to validate' }, language)
  const whole = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Page frame={frame} title={`${title}, ${name}`}>
      <Trail links={[...editionTrail(language), [editionPath(language, edition.id, 'desk'), name]]} here={title} />
      <div class="title">
        <h1>{title}</h1>
      </div>
      {producers.length === 0 ? (
        <p class="quiet wide-gap">
          {word({ fr: 'L’édition ne cite aucun chiffre.', en: 'The issue cites no figure.' }, language)}
        </p>
      ) : (
        <ul class="hits">
          {producers.map(({ organisation, name: whose, asked, waiting }) => (
            <li>
              <a href={queuePath(language, edition.id, organisation)}>{word(whose, language)}</a>{' '}
              <span class="note">
                {word(
                  {
                    fr: `${whole(waiting)} à regarder sur ${whole(asked)}`,
                    en: `${whole(waiting)} to look at out of ${whole(asked)}`
                  },
                  language
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

const READ_ALL: Text = {
  fr: 'Tous les groupes sur une page, à lire ou à imprimer',
  en: 'All groups on one page, to read or to print'
}
const NOT_SENT: Text = {
  fr: 'Ce qui est choisi ou écrit ici n’est gardé qu’une fois envoyé par son bouton.',
  en: 'What is chosen or written here is kept only once it is sent by its button.'
}
const COME_BACK: Text = {
  fr: 'Revenir sur une réponse, tant que l’édition est chez ses producteurs',
  en: 'Change an answer, while the issue is with its producers'
}
const CLOSED: Text = {
  fr: 'Ces chiffres se lisent ici ; les valider revient à l’organisme, tant que l’édition est chez ses producteurs.',
  en: 'These figures are read here; the organisation validates them, while the issue is with its producers.'
}
const FILTER_TEXTS: Readonly<Record<QueueFilter, Text>> = {
  left: { fr: 'Ce qui reste', en: 'What is left' },
  answered: { fr: 'Ce qui a une réponse', en: 'What has an answer' },
  all: { fr: 'Tout', en: 'All' }
}
const GROUPING_TEXTS: Readonly<Record<Grouping, Text>> = {
  chapter: { fr: 'Par chapitre', en: 'By chapter' },
  indicator: { fr: 'Par indicateur', en: 'By indicator' },
  source: { fr: 'Par source', en: 'By source' }
}
const EMPTY: Readonly<Record<QueueFilter, Text>> = {
  left: { fr: 'Tout a une réponse.', en: 'Everything has an answer.' },
  answered: { fr: 'Rien n’a encore de réponse.', en: 'Nothing has an answer yet.' },
  all: { fr: 'L’édition ne cite aucun chiffre.', en: 'The issue cites no figure.' }
}
