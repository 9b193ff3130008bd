/** The queue of a producer: figures of an issue that stand on its data, validated many at once or refused one by one. */

import { Hono, type Context } from 'hono'
import { may } from '../domain/access/policy.ts'
import type { Passage, Piece } from '../domain/editions/passage.ts'
import { mentionKey } from '../domain/editions/answer.ts'
import { OBSERVATORY } from '../domain/editions/verdict.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { numberText } from '../edition/words.ts'
import { subjectOfEdition } from '../usecases/edition-desk.ts'
import { figuresIn } from '../usecases/edition-freeze.ts'
import { editionPage } from '../usecases/edition-page.ts'
import { giveVerdicts, verdictQueue, type QueueFigure, type VerdictQueue } from '../usecases/edition-verdicts.ts'
import { behalfOf } from '../usecases/signature.ts'
import { QueuePage, QueuesPage, type ShownAsked, type ShownPassage } from '../view/edition-queue.tsx'
import { queuePath } from '../view/edition-desk.tsx'
import { formToken, signedIn } from './access.ts'
import { readForm } from './drafts.ts'
import { deskContext, idOf, readBy } from './editions.tsx'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import { OF_THE_MINUTE } from './organisations.tsx'
import type { PortalEnv } from './portal.ts'

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
    const verdicts = verdictsIn(fields)
    await giveVerdicts(deskContext(c), { actor, name: account.name }, { id: idOf(c), organisation }, verdicts)
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return sendQueue(c, { problem: error.text, given: fields })
  }
  return c.redirect(queuePath(languageOf(c.req.path), idOf(c), organisation), 303)
})

/** One is refused by its own button; those ticked are validated together. */
function verdictsIn(fields: FormFields) {
  const [, index] = /^refuse:(\d{1,4})$/.exec(fields['decide'] ?? '') ?? []
  const of = (i: string): readonly (readonly [string, string])[] => {
    const [key, stamp] = [fields[`figures.${i}.key`], fields[`figures.${i}.stamp`]]
    return key !== undefined && stamp !== undefined ? [[key, stamp]] : []
  }
  const origin = (fields['origin'] ?? '').trim()
  if (index !== undefined) {
    const said = (fields[`figures.${index}.comment`] ?? '').trim()
    const comment = said !== '' && origin !== '' ? `${said} (${origin})` : said
    return { decision: 'refused', comment, seen: new Map(of(index)) } as const
  }
  const ticked = Object.keys(fields).flatMap((name) => /^figures\.(\d{1,4})\.looked$/.exec(name)?.[1] ?? [])
  return { decision: 'validated', comment: origin, seen: new Map(ticked.flatMap(of)) } as const
}

async function sendQueue(
  c: Context<PortalEnv>,
  again?: { readonly problem: Text; readonly given: FormFields }
): Promise<Response> {
  const organisation = organisationOf(c)
  const queue = await verdictQueue(deskContext(c), idOf(c), organisation)
  const { actor } = signedIn(c)
  const language = languageOf(c.req.path)
  const subject = subjectOfEdition(queue.edition, organisation)
  const mayDecide = may(actor, 'edition.validate', subject).allowed
  const view = (
    <QueuePage
      frame={frameOf(c)}
      token={mayDecide ? formToken(c) : ''}
      edition={queue.edition}
      title={queue.title}
      written={queue.language}
      organisation={organisation}
      name={queue.name}
      figures={queue.figures.map((one) => shown(c, queue, one, language))}
      isReporting={organisation !== OBSERVATORY && !behalfOf(actor).includes(organisation)}
      {...again}
    />
  )
  return c.html(view, again ? 422 : 200, OF_THE_MINUTE)
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
