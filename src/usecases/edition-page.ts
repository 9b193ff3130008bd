/** The page of an issue for those who work on it: where it stands, who is waited for, what became of it; and their list. */

import type { FrozenNote, Publication } from '../domain/editions/archive.ts'
import { blocks } from '../domain/editions/problem.ts'
import { standingOf, type AskedFigure, type Verdict } from '../domain/editions/verdict.ts'
import { EDITION_STATES, type EditionState, type WrittenEdition } from '../domain/editions/writing.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { findVerdicts } from '../store/edition-verdicts.ts'
import { findAuthors, findEntries } from '../store/journal.ts'
import { findRecipients } from '../store/notifications.ts'
import {
  askedFigures,
  drawnEdition,
  isCheckedSoon,
  namesOfAsked,
  titleIn,
  writtenEdition,
  type DeskContext
} from './edition-desk.ts'
import { freezingOf, type Freezing } from './edition-freezing.ts'
import type { EditionReader } from './edition-reader.ts'
import type { FigureAnswer } from './figures.ts'

/** What is asked of one producer, counted. */
export type AskedProducer = {
  /** Of the register, or `OBSERVATORY`. */
  readonly organisation: string
  readonly name: Text
  readonly asked: number
  readonly validated: number
  readonly silent: number
  readonly refused: number
  /** Those whose value has changed since they were validated included. */
  readonly waiting: number
  readonly changed: number
  /** Accounts that may answer in its name. */
  readonly accounts: number
}

export type Refusal = {
  readonly figure: Text
  readonly name: Text
  readonly organisation: string
  readonly verdict: Verdict
}

export type EditionStep = {
  /** ISO instant in UTC. */
  readonly at: string
  readonly to: EditionState
  /** Undefined when it came. */
  readonly from?: EditionState
  readonly by?: string
  readonly reason?: string
}

export type EditionPage = {
  readonly edition: WrittenEdition
  readonly title: string
  readonly subtitle: string
  /** Of the issue; French where it cannot be read. */
  readonly written: Language
  /** What its settings ask for: an ISO instant. */
  readonly embargo?: string
  /** Undefined where the text could not be read at all: then why, and where. */
  readonly checked?: { readonly figures: number; readonly faults: number; readonly warnings: number }
  /** The first check goes on, and tells the rest. */
  readonly isChecking: boolean
  readonly unreadable?: { readonly why: Text; readonly place: Place | undefined }
  readonly producers: readonly AskedProducer[]
  readonly refusals: readonly Refusal[]
  readonly frozen: readonly FrozenNote[]
  readonly publications: readonly Publication[]
  readonly freezing: Freezing
  /** The latest first. */
  readonly steps: readonly EditionStep[]
}

/**
 * @param isHurried shown at once with what is known, while a check that takes long goes on
 * @throws {NotFound}
 */
export async function editionPage(
  context: DeskContext,
  id: string,
  { isHurried = false }: { readonly isHurried?: boolean } = {}
): Promise<EditionPage> {
  const { access, editions } = context
  // Before its state: what ends meanwhile is shown as still on its way, never as not begun.
  const freezing = await freezingOf(context, id)
  const edition = await writtenEdition(context, id)
  const [verdicts, frozen, publications, steps] = await Promise.all([
    findVerdicts(access.db, id),
    editions.frozen(id),
    editions.publications(),
    stepsOf(access.db, id)
  ])
  const rest = {
    ...{ edition, frozen, steps, freezing },
    publications: publications.filter((one) => one.edition === id),
    isChecking: false
  }
  if (isHurried && !(await isCheckedSoon(context, id))) {
    const title = titleIn(id, await editions.files(id))
    return { ...rest, title, subtitle: '', written: 'fr', isChecking: true, producers: [], refusals: [] }
  }
  try {
    const drawn = await drawnEdition(context, id)
    const asked = await askedFigures(context, drawn)
    const faults = drawn.problems.filter(blocks).length
    const { title, subtitle, language: written, embargo } = drawn.edition
    return {
      ...rest,
      ...{ title, subtitle, written, ...(embargo !== undefined && { embargo }) },
      checked: { figures: asked.length, faults, warnings: drawn.problems.length - faults },
      producers: await producersAsked(context, asked, verdicts),
      refusals: await refusalsIn(context, asked, verdicts, drawn.answers)
    }
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    const unreadable = { why: error.text, place: error.place }
    return { ...rest, title: id, subtitle: '', written: 'fr', unreadable, producers: [], refusals: [] }
  }
}

/** Those that the actor works on, the latest first. */
export async function listEditions(
  editions: EditionReader
): Promise<readonly (WrittenEdition & { readonly title: string })[]> {
  const all = await editions.list()
  return Promise.all(all.map(async (one) => ({ ...one, title: titleIn(one.id, await editions.files(one.id)) })))
}

async function producersAsked(
  context: DeskContext,
  asked: readonly AskedFigure[],
  verdicts: readonly Verdict[]
): Promise<readonly AskedProducer[]> {
  const ids = [...new Set(asked.flatMap(({ organisations }) => organisations))].toSorted()
  const names = await namesOfAsked(context, ids)
  return Promise.all(
    ids.map(async (organisation) => {
      const own = asked.filter(({ organisations }) => organisations.includes(organisation))
      const standings = own.map((one) => standingOf(one, organisation, verdicts))
      const count = (status: string): number => standings.filter((one) => one.status === status).length
      const audience =
        organisation === '' ? ({ role: 'validator' } as const) : ({ role: 'producer', organisation } as const)
      return {
        ...{ organisation, name: names.get(organisation) ?? { fr: organisation, en: organisation } },
        asked: own.length,
        validated: count('validated'),
        silent: count('silent'),
        refused: count('refused'),
        waiting: count('waiting'),
        changed: standings.filter((one) => one.status === 'waiting' && one.void !== undefined).length,
        accounts: (await findRecipients(context.access.db, audience)).length
      }
    })
  )
}

async function refusalsIn(
  context: DeskContext,
  asked: readonly AskedFigure[],
  verdicts: readonly Verdict[],
  answers: ReadonlyMap<string, FigureAnswer>
): Promise<readonly Refusal[]> {
  const names = await namesOfAsked(context, [...new Set(verdicts.map(({ organisation }) => organisation))])
  return asked.flatMap(({ organisations, ...figure }) =>
    organisations.flatMap((organisation): readonly Refusal[] => {
      const standing = standingOf(figure, organisation, verdicts)
      const answer = answers.get(figure.key)
      if (standing.status !== 'refused' || !answer) return []
      const { indicator, perimeter, period } = answer.figure
      const { label } = indicatorOf(context.observatory.registry, indicator)
      const named = {
        fr: `${label.fr}, ${perimeter.label.fr}, ${period}`,
        en: `${label.en}, ${perimeter.label.en}, ${period}`
      }
      const name = names.get(organisation) ?? { fr: organisation, en: organisation }
      return [{ figure: named, name, organisation, verdict: standing.verdict }]
    })
  )
}

/** Entries are many where texts are; of the record itself they are few. */
const MOST_STEPS = 200

async function stepsOf(db: Db, id: string): Promise<readonly EditionStep[]> {
  const record = { relation: 'edition', key: id }
  const entries = await findEntries(db, { relations: ['edition'], record, limit: MOST_STEPS })
  const authors = await findAuthors(
    db,
    entries.map(({ actor }) => actor)
  )
  return entries.toReversed().flatMap(({ at, before, after, actor, reason }): readonly EditionStep[] => {
    const [from, to] = [stateIn(before), stateIn(after)]
    if (!to || from === to) return []
    const by = authors.get(actor)
    return [{ at, to, ...(from && { from }), ...(by !== undefined && { by }), ...(reason !== null && { reason }) }]
  })
}

function stateIn(fields: Readonly<Record<string, unknown>> | null): EditionState | undefined {
  return EDITION_STATES.find((state) => state === fields?.['state'])
}
