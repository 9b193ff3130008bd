/** What issues on their way wait for: the figures of a producer, and the next step of whoever may take it. */

import { zoneOf } from '../domain/indicators/settings.ts'
import type { Action } from '../domain/access/action.ts'
import { may } from '../domain/access/policy.ts'
import type { Waiting } from '../domain/access/waiting.ts'
import { EDITION_STEPS, type EditionStep } from '../domain/editions/transition.ts'
import { OBSERVATORY } from '../domain/editions/verdict.ts'
import type { EditionState } from '../domain/editions/writing.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import type { DeskContext } from './edition-desk.ts'
import { editionPage, type AskedProducer, type EditionPage } from './edition-page.ts'
import { behalfOf } from './signature.ts'
import type { AccountActor } from './waiting.ts'

type One = Omit<Waiting, 'kind'>

/** Of each issue with its producers: for a producer its own figures, for a validator those that nobody else answers for. */
export async function figuresWaiting(context: DeskContext, actor: AccountActor): Promise<readonly One[]> {
  const own = new Set(behalfOf(actor))
  return pagesAt(context, ['checking'], actor, 'edition.read-draft', (page) =>
    page.producers
      .filter(({ organisation, accounts }) => own.has(organisation) || organisation === OBSERVATORY || accounts === 0)
      .filter(
        ({ organisation, waiting }) =>
          waiting > 0 && may(actor, 'edition.validate', { state: 'checking', organisations: [organisation] }).allowed
      )
      .map((producer) => figuresOf(context, page, producer))
  )
}

/** Issues that are held back by a refusal, or that nothing holds back from their next step. */
export async function issuesWaiting(context: DeskContext, actor: AccountActor): Promise<readonly One[]> {
  const all = await Promise.all(
    (['approve', 'freeze', 'publish'] as const).map((step) => {
      const { from, action } = EDITION_STEPS[step]
      return pagesAt(context, from, actor, action, (page) => {
        const what = nextOf(context, page, step)
        return what ? [issueOf(context, page, what)] : []
      })
    })
  )
  return all.flat()
}

/** No issue is read whose state asks nothing of the actor. */
async function pagesAt(
  context: DeskContext,
  states: readonly EditionState[],
  actor: AccountActor,
  action: Action,
  tell: (page: EditionPage) => readonly One[]
): Promise<readonly One[]> {
  const all = (await context.editions.list()).filter(
    ({ state }) => states.includes(state) && may(actor, action, { state }).allowed
  )
  return (await Promise.all(all.map(async ({ id }) => tell(await editionPage(context, id))))).flat()
}

function nextOf({ today }: DeskContext, page: EditionPage, step: keyof typeof NEXT): Text | undefined {
  const { edition, producers, checked } = page
  if (step !== 'approve') return NEXT[step]
  if (producers.some(({ refused }) => refused > 0)) return REFUSED
  const isOver = edition.answerBy !== undefined && today > edition.answerBy
  const isAnswered = isOver || producers.every(({ waiting }) => waiting === 0)
  return checked && isAnswered ? NEXT.approve : undefined
}

function figuresOf(context: DeskContext, page: EditionPage, { organisation, name, waiting }: AskedProducer): One {
  const { edition, title } = page
  const { today } = context
  const queue = organisation === OBSERVATORY ? '-' : encodeURIComponent(organisation)
  return {
    title: {
      fr: `${title} : ${waiting} ${waiting > 1 ? 'chiffres' : 'chiffre'}, ${name.fr}`,
      en: `${title}: ${waiting} ${waiting > 1 ? 'figures' : 'figure'}, ${name.en}`
    },
    path: `${pathOf(page)}/chiffres/${queue}`,
    since: sinceOf(context, page),
    ...(edition.answerBy !== undefined && { due: edition.answerBy }),
    isLate: edition.answerBy !== undefined && edition.answerBy < today
  }
}

function issueOf(context: DeskContext, page: EditionPage, what: Text): One {
  const { title } = page
  return {
    title: { fr: `${title} : ${what.fr}`, en: `${title}: ${what.en}` },
    path: `${pathOf(page)}/suivi`,
    since: sinceOf(context, page),
    isLate: false
  }
}

function pathOf({ edition }: EditionPage): string {
  return `/editions/${encodeURIComponent(edition.id)}`
}

/** The day of the step that led to where the issue stands. */
function sinceOf({ observatory, today }: DeskContext, { steps: [last] }: EditionPage): string {
  const zone = zoneOf(observatory.folder.settings)
  return last ? dayThere(zone, new Date(last.at)) : today
}

const REFUSED: Text = {
  fr: 'un chiffre refusé la retient, à rouvrir pour le corriger',
  en: 'a refused figure holds it back, to be reopened and mended'
}

const NEXT = {
  approve: { fr: 'à approuver', en: 'to approve' },
  freeze: { fr: 'à figer', en: 'to freeze' },
  publish: { fr: 'à publier', en: 'to publish' }
} as const satisfies Partial<Record<EditionStep, Text>>
