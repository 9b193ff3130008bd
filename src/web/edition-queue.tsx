/** The queue of a producer: figures of an issue that stand on its data, answered group by group. */

import { Hono, type Context } from 'hono'
import { may } from '../domain/access/policy.ts'
import type { Passage, Piece } from '../domain/editions/passage.ts'
import { mentionKey } from '../domain/editions/answer.ts'
import { OBSERVATORY } from '../domain/editions/verdict.ts'
import {
  CHANGED,
  GROUPINGS,
  groupsOf,
  groupToRead,
  progressOf,
  QUEUE_FILTERS,
  type Grouping,
  type Queued,
  type QueueGroup
} from '../domain/editions/verdict-queue.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { numberText } from '../edition/words.ts'
import { subjectOfEdition } from '../usecases/edition-desk.ts'
import { figuresIn } from '../usecases/edition-freeze.ts'
import { editionPage } from '../usecases/edition-page.ts'
import {
  ANSWERS,
  giveVerdicts,
  verdictQueue,
  type GivenAnswer,
  type GivenVerdicts,
  type QueueFigure,
  type VerdictQueue
} from '../usecases/edition-verdicts.ts'
import { behalfOf } from '../usecases/signature.ts'
import {
  FILTER_WORDS,
  groupNamed,
  GROUPING_WORDS,
  QueuePage,
  queueQuery,
  QueuesPage,
  WHOLE,
  type QueuePlace
} from '../view/edition-queue.tsx'
import type { ShownAsked, ShownPassage } from '../view/edition-queue-figure.tsx'
import type { GivenGroup } from '../view/edition-queue-group.tsx'
import { QUERY } from '../view/paths.ts'
import { queuePath } from '../view/edition-desk.tsx'
import { formToken, signedIn } from './access.ts'
import { readForm } from './drafts.ts'
import { deskContext, idOf, readBy } from './editions.tsx'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

export const editionQueue = new Hono<PortalEnv>()

const QUEUES = ['/editions/:id/chiffres', '/en/editions/:id/figures']
const QUEUE = QUEUES.map((path) => `${path}/:organisation`)

/** Whoever answers for one organisation alone is led to its queue. */
editionQueue.on('GET', QUEUES, guarded('edition.read-draft', readBy), async (c) => {
  const { edition, title, producers } = await editionPage(deskContext(c), idOf(c))
  const own = producers.filter(({ organisation }) => behalfOf(signedIn(c).actor).includes(organisation))
  const [only, ...more] = own
  const language = languageOf(c.req.path)
  if (only && more.length === 0) return c.redirect(queuePath(language, edition.id, only.organisation), 303)
  const shown = own.length > 0 ? own : producers
  return c.html(<QueuesPage frame={frameOf(c)} edition={edition} title={title} producers={shown} />, 200, OF_THE_MINUTE)
})

editionQueue.on('GET', QUEUE, guarded('edition.read-draft', readBy), (c) => sendQueue(c))

editionQueue.on('POST', QUEUE, guarded('edition.validate', answeredBy), async (c) => {
  const fields = await readForm(c)
  const { actor, account } = signedIn(c)
  const organisation = organisationOf(c)
  try {
    const given = givenIn(fields)
    const { validated, refused, withdrawn } = await giveVerdicts(
      deskContext(c),
      { actor, name: account.name },
      { id: idOf(c), organisation },
      given
    )
    const language = languageOf(c.req.path)
    const place = { ...askedOf(c), group: fields['group'] ?? '' }
    const path = queueQuery(queuePath(language, idOf(c), organisation), language, place)
    return c.redirect(`${path}&${QUERY.done[language]}=${validated}-${refused}-${withdrawn}`, 303)
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return sendQueue(c, { problem: error.text, given: againFrom(fields) })
  }
})

/** Of the figures that were on the page, in the group whose button was pressed. */
function givenIn(fields: FormFields): GivenVerdicts {
  const isWithdrawn = fields['decide'] === 'withdraw'
  const answers = ranksIn(fields).flatMap((i): readonly GivenAnswer[] => {
    const [key, stamp] = [fields[`figures.${i}.key`], fields[`figures.${i}.stamp`]]
    const chosen = ANSWERS.find((one) => one === (isWithdrawn ? 'withdrawn' : fields[`figures.${i}.answer`]))
    return key !== undefined && stamp !== undefined && chosen ? [{ key, stamp, answer: chosen }] : []
  })
  return {
    answers,
    comment: fields['comment'] ?? '',
    origin: fields['origin'] ?? '',
    hasLooked: fields['looked'] === 'yes'
  }
}

/** Values may have moved meanwhile: what was chosen is found again by the key of the figure. */
function againFrom(fields: FormFields): GivenGroup {
  const answers = ranksIn(fields).flatMap((i): readonly (readonly [string, string])[] => {
    const [key, answer] = [fields[`figures.${i}.key`], fields[`figures.${i}.answer`]]
    return key !== undefined && answer !== undefined ? [[key, answer]] : []
  })
  return { group: fields['group'] ?? '', fields, answers: new Map(answers) }
}

function ranksIn(fields: FormFields): readonly string[] {
  return Object.keys(fields).flatMap((name) => /^figures\.(\d{1,4})\.key$/.exec(name)?.[1] ?? [])
}

/** How the queue is read: what is left, by chapter, unless the address says otherwise. */
function askedOf(c: Context<PortalEnv>): QueuePlace {
  const [by, show, group] = [queryOf(c, 'by'), queryOf(c, 'show'), queryOf(c, 'group')]
  return {
    ...(group !== undefined && { group: groupNamed(group) }),
    by: GROUPINGS.find((one) => isNamed(GROUPING_WORDS[one], by)) ?? 'chapter',
    filter: QUEUE_FILTERS.find((one) => isNamed(FILTER_WORDS[one], show)) ?? 'left'
  }
}

function isNamed({ fr, en }: Text, word: string | undefined): boolean {
  return word === fr || word === en
}

async function sendQueue(
  c: Context<PortalEnv>,
  again?: { readonly problem: Text; readonly given: GivenGroup }
): Promise<Response> {
  const organisation = organisationOf(c)
  const queue = await verdictQueue(deskContext(c), idOf(c), organisation)
  const { actor } = signedIn(c)
  const language = languageOf(c.req.path)
  const subject = subjectOfEdition(queue.edition, organisation)
  const mayDecide = may(actor, 'edition.validate', subject).allowed
  const { by, filter, group: place } = askedOf(c)
  const figures = queue.figures.map((one) => ({ ...one, groups: groupsNaming(one) }))
  const groups = groupsOf(figures, { by, filter })
  const read = groupToRead(groups, again?.given.group ?? place)
  const isWhole = place === WHOLE
  const [, validated, refused, withdrawn] = /^(\d{1,4})-(\d{1,4})-(\d{1,4})$/.exec(queryOf(c, 'done') ?? '') ?? []
  const view = (
    <QueuePage
      frame={frameOf(c)}
      token={mayDecide ? formToken(c) : ''}
      edition={queue.edition}
      title={queue.title}
      written={queue.language}
      organisation={organisation}
      name={queue.name}
      {...{ by, filter, progress: progressOf(figures) }}
      groups={groups.map((group) => ({
        ...group,
        count: group.figures.length,
        title: titleOf(group, by, figures, language),
        figures: isWhole || group === read ? group.figures.map((one) => shown(c, queue, one, language)) : []
      }))}
      place={place}
      isReporting={organisation !== OBSERVATORY && !behalfOf(actor).includes(organisation)}
      {...(withdrawn !== undefined && {
        done: { validated: Number(validated), refused: Number(refused), withdrawn: Number(withdrawn) }
      })}
      {...again}
    />
  )
  return c.html(view, again ? 422 : 200, OF_THE_MINUTE)
}

type Grouped = QueueFigure & Queued

function groupsNaming({ passages: [first], indicator, vintages }: QueueFigure): Queued['groups'] {
  const sources = new Set(vintages.map(({ source }) => source.id))
  return { chapter: first?.chapter ?? '-', indicator: indicator.id, source: [...sources].join(' ') || '-' }
}

/** What the figures of a group have in common, in words. */
function titleOf({ id }: QueueGroup<Grouped>, by: Grouping, figures: readonly Grouped[], language: Language): string {
  const one = figures.find(({ groups }) => groups[by] === id)
  if (id === CHANGED || !one) return SINCE[language]
  const sources = new Map(one.vintages.map(({ source }) => [source.id, source]))
  const titles = {
    chapter: one.passages[0]?.title ?? id,
    indicator: one.indicator.label[language],
    source: [...sources.values()].map(({ producer, label }) => `${producer[language]}, ${label[language]}`).join(' ; ')
  }
  return titles[by]
}

const SINCE: Text = {
  fr: 'Changés depuis votre réponse : à revoir',
  en: 'Changed since your answer: to be seen again'
}

function shown(c: Context<PortalEnv>, queue: VerdictQueue, one: QueueFigure, language: Language): ShownAsked {
  const { key, stamp, answer, indicator, passages, vintages, previous, standing } = one
  return {
    ...{ key, stamp, figure: answer.figure, vintages, previous, standing },
    others: figuresIn(answer).slice(1),
    name: indicator.label[language],
    passages: passages.map((passage) => shownPassage(c, queue, passage, key))
  }
}

function shownPassage(c: Context<PortalEnv>, queue: VerdictQueue, passage: Passage, key: string): ShownPassage {
  const { chapter, title, position } = passage
  return { chapter, title, line: position.line, pieces: piecesOf(c, queue, passage, key) }
}

function piecesOf(
  c: Context<PortalEnv>,
  { language, answers }: VerdictQueue,
  passage: Passage,
  key: string
): ShownPassage['pieces'] {
  const { registry } = c.get('portal').observatory
  switch (passage.kind) {
    case 'sentence':
      return passage.of.map((piece: Piece) => {
        if (piece.kind === 'text') return { text: piece.text, isIt: false }
        if (piece.kind === 'claim') return { text: `[${piece.claim}]`, isIt: false }
        const own = mentionKey(piece.mention)
        const answer = answers.get(own)
        const indicator = answer && indicatorOf(registry, answer.figure.indicator)
        const text = answer && indicator ? numberText(answer, indicator, piece, language) : '–'
        return { text, isIt: own === key }
      })
    case 'told':
    case 'chart':
      return [{ text: BLOCKS[passage.kind][language], isIt: false }]
    case 'panel':
    case 'table':
      return [{ text: `${BLOCKS[passage.kind][language]} ${passage.block}`, isIt: false }]
  }
}

const BLOCKS: Readonly<Record<Exclude<Passage['kind'], 'sentence'>, Text>> = {
  told: { fr: 'Phrase écrite d’après le chiffre', en: 'A sentence written from the figure' },
  chart: { fr: 'Graphique', en: 'Chart' },
  panel: { fr: 'Chiffres clés :', en: 'Key figures:' },
  table: { fr: 'Tableau :', en: 'Table:' }
}

/** A dash stands for the observatory, which is not in the register. */
function organisationOf(c: Context<PortalEnv>): string {
  const asked = c.req.param('organisation') ?? ''
  return asked === '-' ? OBSERVATORY : asked
}

async function answeredBy(c: Context<PortalEnv>) {
  return subjectOfEdition(await c.get('portal').editions.find(idOf(c)), organisationOf(c))
}
