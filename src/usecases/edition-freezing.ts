/** An issue frozen: its figures asked again, compared with what was validated, drawn, and put where nothing changes. */

import type { ArchivedEdition, FrozenVerdict } from '../domain/editions/archive.ts'
import { EDITION_STEPS, nextState } from '../domain/editions/transition.ts'
import { standingOf, type AskedFigure, type Verdict } from '../domain/editions/verdict.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { ObservatoryError, Refused } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { insertArchive } from '../store/edition-archive.ts'
import { findVerdicts, saveEditionState } from '../store/edition-verdicts.ts'
import { findEditionFiles } from '../store/editions.ts'
import {
  askedFigures,
  drawnEdition,
  namesOfAsked,
  sameTexts,
  writtenEdition,
  type DeskContext
} from './edition-desk.ts'
import { step, type Stepper } from './edition-flow.ts'
import { askForFiles } from './edition-jobs.ts'
import { freezeEdition, photographsIn } from './edition-freeze.ts'
import { frozenTables } from './edition-rows.ts'
import type { FigureAnswer } from './figures.ts'
import { sha256 } from './open.ts'

/** Named in a refusal; the page of the issue has them all. */
const MOST_NAMED = 5

/**
 * @returns the digest that names it for ever
 * @throws {Refused} 'edition-changed' when a value is no more what was validated; 'edition-unsound'; 'step'
 */
async function freezeIssue(context: DeskContext, { actor, name }: Stepper, id: string): Promise<string> {
  const { access, observatory, readAsset, today } = context
  const drawn = await drawnEdition(context, id)
  const asked = await askedFigures(context, drawn)
  const verdicts = await findVerdicts(access.db, id)
  refuseChanged(context, changedSince(asked, verdicts), drawn.answers)
  const frozen = freezeEdition(observatory, drawn, drawn.drawings, today)
  const photographs = new Map<string, Uint8Array>()
  for (const [file, path] of photographsIn(drawn)) photographs.set(file, await readAsset(path))
  const archived: ArchivedEdition = {
    frozen,
    rows: await frozenTables(observatory, frozen),
    photographs: Object.fromEntries([...photographs].map(([file, bytes]) => [file, sha256(bytes)])),
    verdicts: await frozenVerdicts(context, asked, verdicts, frozen.edition.language)
  }
  let digest = ''
  await step(context, actor, id, 'freeze', '', async (transaction, { state, answerBy }) => {
    if (!sameTexts(drawn.texts, await findEditionFiles(transaction, id))) throw new Refused('changed-since', WRITTEN)
    digest = await insertArchive(transaction, archived, photographs, name)
    await askForFiles(transaction, digest, access.now())
    await saveEditionState(transaction, { id, state, frozen: digest, ...(answerBy !== undefined && { answerBy }) })
  })
  return digest
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

/** What takes some seconds goes on while the page says so. */
export type Freezing = { readonly status: 'idle' | 'running' } | { readonly status: 'failed'; readonly why: Text }

const UNDER_WAY = new WeakMap<Db, Map<string, Freezing>>()

/** Of this process: after a stop nothing is under way, and nothing was kept. */
export function freezingOf({ access }: Pick<DeskContext, 'access'>, id: string): Freezing {
  return UNDER_WAY.get(access.db)?.get(id) ?? { status: 'idle' }
}

/**
 * Begins, and says so at once; a fault of ours is logged. Nothing begins twice.
 *
 * @returns settled when all is done
 * @throws {Refused} 'step' when the issue is not approved, or another state was found
 */
export async function beginFreezing(context: DeskContext, stepper: Stepper, id: string): Promise<Promise<void>[]> {
  const { state } = await writtenEdition(context, id)
  nextState(state, 'freeze')
  mustBeAllowed(stepper.actor, EDITION_STEPS.freeze.action, { state })
  const all = UNDER_WAY.get(context.access.db) ?? new Map<string, Freezing>()
  UNDER_WAY.set(context.access.db, all)
  if (all.get(id)?.status === 'running') return []
  all.set(id, { status: 'running' })
  const done = freezeIssue(context, stepper, id).then(
    () => void all.delete(id),
    (error: unknown) => {
      if (!(error instanceof ObservatoryError)) context.access.log(`freeze ${id}: ${String(error)}`)
      all.set(id, { status: 'failed', why: error instanceof ObservatoryError ? error.text : FAULT })
    }
  )
  return [done]
}

const WRITTEN: Text = {
  fr: 'Quelqu’un a écrit dans l’édition pendant qu’elle était figée. Rien n’a changé.',
  en: 'Somebody wrote in the edition while it was being frozen. Nothing has changed.'
}
const FAULT: Text = {
  fr: 'L’édition n’a pas pu être figée, par une faute du service, qui est notée. Rien n’a changé : réessayez.',
  en: 'The edition could not be frozen, by a fault of the service, which is noted. Nothing has changed: try again.'
}
