/** The queue of one producer: every figure of an issue that stands on its data, to be validated or refused. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { mentionsOf } from '../domain/editions/edition.ts'
import { mentionKey } from '../domain/editions/answer.ts'
import { passagesOf, type Passage } from '../domain/editions/passage.ts'
import { isOwnWord, OBSERVATORY, standingOf, type Verdict, type VerdictStanding } from '../domain/editions/verdict.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { indicatorOf, sourceOf } from '../domain/indicators/registry.ts'
import type { FigureQuestion } from '../domain/indicators/request.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { deleteVerdict, findVerdicts, saveVerdict } from '../store/edition-verdicts.ts'
import { findWrittenEdition } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import {
  askedFigures,
  chartedPoints,
  drawnEdition,
  namesOfAsked,
  noEdition,
  writtenEdition,
  type DeskContext
} from './edition-desk.ts'
import { figuresIn } from './edition-freeze.ts'
import { tellRefused } from './edition-news.ts'
import { previousFigures, type Previous } from './edition-previous.ts'
import type { FigureAnswer } from './figures.ts'
import { signatureOf } from './signature.ts'

export type QueueFigure = {
  readonly key: string
  readonly stamp: string
  readonly question: FigureQuestion
  readonly answer: FigureAnswer
  readonly indicator: Indicator
  readonly passages: readonly Passage[]
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
  /** What was known of it before; undefined where nothing was. */
  readonly previous: Previous | undefined
  readonly standing: VerdictStanding
}

export type VerdictQueue = {
  readonly edition: WrittenEdition
  readonly title: string
  readonly language: Language
  readonly organisation: string
  readonly name: Text
  /** In reading order. */
  readonly figures: readonly QueueFigure[]
  /** Of all chapters, for numbers inside the sentences. */
  readonly answers: ReadonlyMap<string, FigureAnswer>
}

/** @throws {NotFound} no such edition, or nothing in it is of that organisation */
export async function verdictQueue(context: DeskContext, id: string, organisation: string): Promise<VerdictQueue> {
  const { observatory, access } = context
  const written = await writtenEdition(context, id)
  const drawn = await drawnEdition(context, id)
  const { edition, answers } = drawn
  const asked = (await askedFigures(context, drawn)).filter((one) => one.organisations.includes(organisation))
  if (asked.length === 0) throw new NotFound(NOTHING_OF)
  const verdicts = await findVerdicts(access.db, id)
  const passages = passagesOf(edition)
  const shown = chartedPoints(drawn)
  const questions = new Map(
    edition.chapters.flatMap((chapter) =>
      [...mentionsOf(chapter)].map((mention) => [mentionKey(mention), mention.question] as const)
    )
  )
  const previous = await previousFigures(
    context,
    id,
    asked.flatMap(({ key }) => {
      const answer = answers.get(key)
      return answer ? [[key, answer] as const] : []
    })
  )
  const figures = asked.flatMap(({ key, stamp }): readonly QueueFigure[] => {
    const [answer, question] = [answers.get(key), questions.get(key)]
    if (!answer || !question) return []
    const ids = [...new Set([...figuresIn(answer), ...(shown.get(key) ?? [])].flatMap(({ vintages }) => vintages))]
    const vintages = ids.flatMap((one) => {
      const vintage = observatory.registry.vintages.get(one)
      return vintage ? [{ vintage, source: sourceOf(observatory.registry, vintage) }] : []
    })
    return [
      {
        ...{ key, stamp, question, answer, vintages },
        indicator: indicatorOf(observatory.registry, question.indicator),
        passages: passages.get(key) ?? [],
        previous: previous.get(key),
        standing: standingOf({ key, stamp }, organisation, verdicts)
      }
    ]
  })
  const names = await namesOfAsked(context, [organisation])
  return {
    ...{ edition: written, title: edition.title, language: edition.language, organisation, figures, answers },
    name: names.get(organisation) ?? { fr: organisation, en: organisation }
  }
}

/** `withdrawn`: what was said before is taken back, and the figure waits again. */
export const ANSWERS = ['validated', 'refused', 'withdrawn'] as const

export type GivenAnswer = {
  readonly key: string
  /** What was seen of it: one that has changed since is not decided upon. */
  readonly stamp: string
  readonly answer: (typeof ANSWERS)[number]
}

export type GivenVerdicts = {
  readonly answers: readonly GivenAnswer[]
  /** Why, for all that are refused. */
  readonly comment: string
  /** How the answer of the organisation came, where another writes it down; empty otherwise. */
  readonly origin: string
  /** Whether those that are validated are said to have been looked at. */
  readonly hasLooked: boolean
}

/** What became of a queue, counted. */
export type Answered = Readonly<Record<(typeof ANSWERS)[number], number>>

/** Characters. */
const LONGEST_COMMENT = 2000

/**
 * All of them, or none. A verdict that the observatory writes down for an organisation says how it came.
 *
 * @throws {InvalidInput} no answer at all, one for a figure that the organisation answered for itself, told by another,
 *   some validated that nobody says to have looked at, a refusal without a comment
 * @throws {Refused} 'changed-since' when a value is no more what was seen; when the issue is not with its producers
 */
export async function giveVerdicts(
  context: DeskContext,
  { actor, name }: { readonly actor: Actor; readonly name: string },
  { id, organisation }: { readonly id: string; readonly organisation: string },
  given: GivenVerdicts
): Promise<Answered> {
  const { answers } = given
  const [comment, origin] = [given.comment.trim().slice(0, LONGEST_COMMENT), given.origin.trim()]
  const done = countOf(answers)
  const isReported = organisation !== OBSERVATORY && !answersFor(actor, organisation)
  if (answers.length === 0) throw new InvalidInput(NO_ANSWER)
  if (done.validated > 0 && !given.hasLooked) throw new InvalidInput(NOT_LOOKED)
  if (done.refused > 0 && comment === '') throw new InvalidInput(NO_COMMENT)
  if (isReported && origin === '' && done.validated + done.refused > 0) throw new InvalidInput(NO_ORIGIN)
  const drawn = await drawnEdition(context, id)
  const asked = (await askedFigures(context, drawn)).filter((one) => one.organisations.includes(organisation))
  const known = new Map(asked.map(({ key, stamp }) => [key, stamp]))
  if (answers.some(({ key, stamp }) => known.get(key) !== stamp)) throw new Refused('changed-since', OTHER_VALUE)
  await change(context.access.db, signatureOf(actor, { behalf: organisation }), async (transaction) => {
    const found = await findWrittenEdition(transaction, id, { forUpdate: true })
    if (!found) throw new NotFound(noEdition(id))
    mustBeAllowed(actor, 'edition.validate', { state: found.state, organisations: [organisation] })
    const before = await findVerdicts(transaction, id)
    for (const { key: figure, stamp, answer } of answers) {
      const standing = standingOf({ key: figure, stamp }, organisation, before)
      if (isReported && isOwnWord(standing)) throw new InvalidInput(answeredItself(standing.verdict))
      if (answer === 'withdrawn') {
        await deleteVerdict(transaction, id, { figure, organisation })
        continue
      }
      const said = isReported ? (answer === 'refused' ? `${comment} (${origin})` : origin) : comment
      const verdict: Verdict = {
        ...{ figure, organisation, decision: answer, stamp, isReported },
        ...((answer === 'refused' || isReported) && { comment: said }),
        ...{ author: name, on: context.today }
      }
      await saveVerdict(transaction, id, verdict, actor.kind === 'account' ? actor.account : undefined)
    }
    const [first, ...others] = answers.filter(({ answer }) => answer === 'refused')
    if (!first) return
    const label = severalFigures(nameOfFigure(context, drawn.answers.get(first.key)), others.length)
    await tellRefused({ ...context, transaction, by: actor }, { id, title: drawn.edition.title, figure: label })
  })
  return done
}

function countOf(answers: readonly GivenAnswer[]): Answered {
  const count = (wanted: GivenAnswer['answer']): number => answers.filter(({ answer }) => answer === wanted).length
  return { validated: count('validated'), refused: count('refused'), withdrawn: count('withdrawn') }
}

/** @param others refused with the same words */
function severalFigures(first: Text, others: number): Text {
  if (others === 0) return first
  return { fr: `${first.fr}, et ${others} de plus`, en: `${first.en}, and ${others} more` }
}

/** Whether it is its own word. */
function answersFor(actor: Actor, organisation: string): boolean {
  return (
    actor.kind === 'account' &&
    actor.grants.some((grant) => grant.role === 'producer' && grant.organisation === organisation)
  )
}

/** « Population, Pôle métropolitain de l’Artois, 2018 ». */
function nameOfFigure({ observatory }: DeskContext, answer: FigureAnswer | undefined): Text {
  if (!answer) return { fr: 'un chiffre', en: 'a figure' }
  const { indicator, perimeter, period } = answer.figure
  const what = indicatorOf(observatory.registry, indicator).label
  return {
    fr: `${what.fr}, ${perimeter.label.fr}, ${period}`,
    en: `${what.en}, ${perimeter.label.en}, ${period}`
  }
}

function answeredItself({ author, on }: Verdict): Text {
  const day = dayWords(on)
  return {
    fr: `L’organisme a déjà répondu lui-même pour un de ces chiffres (${author}, le ${day.fr}) : lui seul change ou retire sa réponse. Rien n’a été gardé.`,
    en: `The organisation has already answered itself for one of these figures (${author}, on ${day.en}): it alone changes its answer or takes it back. Nothing was kept.`
  }
}

const NOTHING_OF: Text = {
  fr: 'Aucun chiffre de cette édition n’est à valider par cet organisme : ses textes ont pu changer',
  en: 'No figure of this edition is for this organisation to validate: its texts may have changed'
}
const NO_ANSWER: Text = {
  fr: 'Tous les chiffres de ce groupe sont gardés pour plus tard : choisissez une réponse pour l’un d’eux au moins',
  en: 'All the figures of this group are left for later: choose an answer for one of them at least'
}
const NOT_LOOKED: Text = {
  fr: 'Une validation engage votre organisme : cochez « J’ai vu chacun des chiffres que je valide », ou gardez pour plus tard ceux que vous n’avez pas vus',
  en: 'A validation binds your organisation: tick “I have seen each figure that I validate”, or leave for later those that you have not seen'
}
const NO_COMMENT: Text = {
  fr: 'Dites pourquoi vous refusez : ceux qui écrivent l’édition ne peuvent rien corriger sans le savoir',
  en: 'Say why you refuse: those who write the edition can mend nothing without it'
}
const NO_ORIGIN: Text = {
  fr: 'Vous répondez pour un organisme qui n’est pas le vôtre : dites comment sa réponse vous est parvenue (lettre, courriel, date)',
  en: 'You answer for an organisation that is not yours: say how its answer reached you (letter, e-mail, date)'
}
const OTHER_VALUE: Text = {
  fr: 'Une valeur a changé pendant que vous la regardiez : rien n’a été gardé. La page montre maintenant la nouvelle.',
  en: 'A value changed while you were looking at it: nothing was kept. The page now shows the new one.'
}
