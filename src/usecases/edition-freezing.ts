/**
 * An issue frozen: its figures asked again, compared with what was validated, drawn, and put where nothing changes. It is
 * asked for in the registry and done from the queue, in one transaction: a stop in the middle leaves what was asked.
 */

import type { ArchivedEdition, FrozenVerdict } from '../domain/editions/archive.ts'
import { EDITION_STEPS, nextState } from '../domain/editions/transition.ts'
import { standingOf, type AskedFigure, type Verdict } from '../domain/editions/verdict.ts'
import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { NotFound, ObservatoryError, Refused } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { findAccount } from '../store/access.ts'
import type { Db } from '../store/database.ts'
import { insertArchive } from '../store/edition-archive.ts'
import {
  beginFreezing,
  deleteFreezing,
  endFreezing,
  findFreezing,
  findFreezingState,
  saveFreezing
} from '../store/edition-freezing.ts'
import { findVerdicts, saveEditionState } from '../store/edition-verdicts.ts'
import { findEditionFiles, findWrittenEdition } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import {
  askedFigures,
  drawnEdition,
  namesOfAsked,
  noEdition,
  sameTexts,
  titleIn,
  type DeskContext
} from './edition-desk.ts'
import { step, type Stepper } from './edition-flow.ts'
import { askForFiles, askForFreezing, freezingKey } from './edition-jobs.ts'
import { tellUnfrozen } from './edition-news.ts'
import { freezeEdition, photographsIn } from './edition-freeze.ts'
import { frozenTables } from './edition-rows.ts'
import type { FigureAnswer } from './figures.ts'
import { sha256 } from './open.ts'
import { signatureOf } from './signature.ts'

/** Named in a refusal; the page of the issue has them all. */
const MOST_NAMED = 5

/** @throws {Refused} 'edition-changed' when a value is no more what was validated; 'edition-unsound'; 'step' */
async function freezeIssue(
  context: DeskContext,
  { actor, name }: Stepper,
  id: string,
  tell: (now: FreezingStep) => void
): Promise<void> {
  const { access, observatory, readAsset, today } = context
  tell('figures')
  const drawn = await drawnEdition(context, id)
  const asked = await askedFigures(context, drawn)
  const verdicts = await findVerdicts(access.db, id)
  refuseChanged(context, changedSince(asked, verdicts), drawn.answers)
  const frozen = freezeEdition(observatory, drawn, drawn.drawings, today)
  tell('rows')
  const photographs = new Map<string, Uint8Array>()
  for (const [file, path] of photographsIn(drawn)) photographs.set(file, await readAsset(path))
  const archived: ArchivedEdition = {
    frozen,
    rows: await frozenTables(observatory, frozen),
    photographs: Object.fromEntries([...photographs].map(([file, bytes]) => [file, sha256(bytes)])),
    verdicts: await frozenVerdicts(context, asked, verdicts, frozen.edition.language)
  }
  tell('keeping')
  await step(context, actor, id, 'freeze', '', async (transaction, { state, answerBy }) => {
    if (!sameTexts(drawn.texts, await findEditionFiles(transaction, id))) throw new Refused('changed-since', WRITTEN)
    const digest = await insertArchive(transaction, archived, photographs, name)
    await askForFiles(transaction, digest, access.now())
    await saveEditionState(transaction, { id, state, frozen: digest, ...(answerBy !== undefined && { answerBy }) })
  })
}

/** Those that nobody has said anything of for the value that they have now. */
function changedSince(asked: readonly AskedFigure[], verdicts: readonly Verdict[]): readonly string[] {
  return asked
    .filter((one) =>
      one.organisations.some((organisation) => {
        const { status } = standingOf(one, organisation, verdicts)
        return status === 'waiting' || status === 'refused'
      })
    )
    .map(({ key }) => key)
}

function refuseChanged(
  { observatory }: DeskContext,
  keys: readonly string[],
  answers: ReadonlyMap<string, FigureAnswer>
): void {
  if (keys.length === 0) return
  const named = (language: Language): string =>
    keys
      .slice(0, MOST_NAMED)
      .flatMap((key) => {
        const figure = answers.get(key)?.figure
        if (!figure) return []
        const { label } = indicatorOf(observatory.registry, figure.indicator)
        return [`${label[language]}, ${figure.perimeter.label[language]}, ${figure.period}`]
      })
      .join(' ; ')
  const more = keys.length > MOST_NAMED ? '…' : ''
  throw new Refused('edition-changed', {
    fr: `${keys.length} chiffres n’ont plus la valeur qui a été validée (${named('fr')}${more}). Rouvrez l’édition et soumettez-la de nouveau : ces chiffres seuls seront redemandés.`,
    en: `${keys.length} figures have no longer the value that was validated (${named('en')}${more}). Reopen the issue and submit it again: these figures alone will be asked again.`
  })
}

async function frozenVerdicts(
  context: DeskContext,
  asked: readonly AskedFigure[],
  verdicts: readonly Verdict[],
  language: Language
): Promise<readonly FrozenVerdict[]> {
  const names = await namesOfAsked(context, [...new Set(asked.flatMap(({ organisations }) => organisations))])
  return asked.flatMap(({ organisations, ...figure }) =>
    organisations.flatMap((organisation): readonly FrozenVerdict[] => {
      const standing = standingOf(figure, organisation, verdicts)
      if (standing.status !== 'validated' && standing.status !== 'silent') return []
      const { isReported, on } = standing.verdict
      const said = standing.status === 'silent' ? 'silent' : isReported ? 'reported' : 'validated'
      return [{ figure: figure.key, organisation: names.get(organisation)?.[language] ?? organisation, said, on }]
    })
  )
}

type FreezingStep = 'figures' | 'rows' | 'keeping'

/** What takes some seconds goes on while the page says so. */
export type Freezing =
  | { readonly status: 'idle' }
  | { readonly status: 'waiting' }
  /** A fault of ours held it up: it is tried again at that instant. */
  | { readonly status: 'delayed'; readonly until: Date }
  | { readonly status: 'running'; readonly step: FreezingStep }
  | { readonly status: 'failed'; readonly why: Text }

/** How far this process is with those that it has taken up. */
const UNDER_WAY = new WeakMap<Db, Map<string, FreezingStep>>()

export async function freezingOf({ access }: Pick<DeskContext, 'access'>, id: string): Promise<Freezing> {
  const asked = await findFreezingState(access.db, id, freezingKey(id))
  if (!asked) return { status: 'idle' }
  if (asked.why) return { status: 'failed', why: asked.why }
  const running = UNDER_WAY.get(access.db)?.get(id)
  if (running) return { status: 'running', step: running }
  const { job } = asked
  if (!job || job.status === 'failed') return { status: 'failed', why: FAULT }
  return job.attempts > 0 ? { status: 'delayed', until: job.runAt } : { status: 'waiting' }
}

/**
 * Keeps what is asked, to be done by whoever takes work from the queue. What waits already is asked once.
 *
 * @throws {Refused} 'step' when the issue is not approved; by the policy
 */
export async function askToFreeze({ access }: Pick<DeskContext, 'access'>, actor: Actor, id: string): Promise<void> {
  const { db, now } = access
  await change(db, signatureOf(actor, {}), async (transaction) => {
    const found = await findWrittenEdition(transaction, id, { forUpdate: true })
    if (!found) throw new NotFound(noEdition(id))
    nextState(found.state, 'freeze')
    mustBeAllowed(actor, EDITION_STEPS.freeze.action, { state: found.state })
    if (actor.kind !== 'account') return
    const { account, usedSecondFactor } = actor
    const known = await findFreezingState(transaction, id, freezingKey(id))
    if (known && !known.why && known.job?.attempts === 0) return
    await saveFreezing(transaction, id, { account, usedSecondFactor, askedAt: now(), why: undefined })
    await askForFreezing(transaction, id, now())
  })
}

/** Of a freeze that ends its process each time. */
const MOST_TRIES = 3

/** Who asked is told what refused it; a fault of ours is thrown, and tried again. Gone meanwhile, nothing is done. */
export async function freezeAsked(context: DeskContext, transaction: Db, id: string): Promise<void> {
  const { access } = context
  const asked = await findFreezing(transaction, id)
  if (!asked || asked.why) return
  if ((await beginFreezing(access.db, id)) > MOST_TRIES) {
    await refuseFreezing(transaction, id, KILLED, access.now())
    return
  }
  const account = await change(transaction, { actor: 'system' }, () => findAccount(transaction, asked.account))
  if (!account) return
  const { name, person, grants, closedAt } = account
  const actor: Actor = {
    kind: 'account',
    account: account.id,
    ...(person !== undefined && { person }),
    grants: closedAt ? [] : grants,
    usedSecondFactor: asked.usedSecondFactor
  }
  const all = UNDER_WAY.get(access.db) ?? new Map<string, FreezingStep>()
  UNDER_WAY.set(access.db, all)
  try {
    const own = { ...context, access: { ...access, db: transaction } }
    await freezeIssue(own, { actor, name }, id, (now) => void all.set(id, now))
    await deleteFreezing(transaction, id)
  } catch (error) {
    if (!(error instanceof ObservatoryError)) {
      await endFreezing(access.db, id)
      throw error
    }
    await refuseFreezing(transaction, id, error.text, access.now())
  } finally {
    all.delete(id)
  }
}

/** What no try could do: a fault of ours, which is in the log. */
export function giveUpFreezing(db: Db, id: string, now: Date): Promise<void> {
  return change(db, { actor: 'system' }, (transaction) => refuseFreezing(transaction, id, FAULT, now))
}

async function refuseFreezing(transaction: Db, id: string, why: Text, now: Date): Promise<void> {
  const asked = await findFreezing(transaction, id)
  if (!asked) return
  await saveFreezing(transaction, id, { ...asked, why })
  const title = titleIn(id, await findEditionFiles(transaction, id))
  await change(transaction, { actor: 'system' }, () =>
    tellUnfrozen(transaction, { id, title, why, to: asked.account }, now)
  )
}

const WRITTEN: Text = {
  fr: 'Quelqu’un a écrit dans l’édition pendant qu’elle était figée. Rien n’a changé.',
  en: 'Somebody wrote in the edition while it was being frozen. Nothing has changed.'
}
const KILLED: Text = {
  fr: 'L’édition n’a pas pu être figée : le service s’est arrêté pendant chacun des trois essais. Rien n’a changé. Prévenez qui tient le service avant de réessayer : la mémoire manque peut-être.',
  en: 'The edition could not be frozen: the service ended during each of three tries. Nothing has changed. Tell who runs the service before you try again: memory may be short.'
}
const FAULT: Text = {
  fr: 'L’édition n’a pas pu être figée, par une faute du service, qui est notée. Rien n’a changé : réessayez.',
  en: 'The edition could not be frozen, by a fault of the service, which is noted. Nothing has changed: try again.'
}
