/** After an import or a load: the figures of editions asked again, and whoever answers for them told, once. */

import { figureStamp, standingOf, stampOf, type Verdict } from '../domain/editions/verdict.ts'
import { differenceStamp } from '../domain/editions/difference.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Issue } from '../domain/editions/issue.ts'
import { parseFigureAddress, type FigureQuestion } from '../domain/indicators/request.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { Db } from '../store/database.ts'
import { takeWarnings, type Warning } from '../store/edition-errata.ts'
import { findVerdicts } from '../store/edition-verdicts.ts'
import type { Audience } from '../store/notifications.ts'
import { recallIssue, askAgain } from './edition-differences.ts'
import { figuresIn } from './edition-freeze.ts'
import type { EditionReader } from './edition-reader.ts'
import { publicIssues } from './edition-published.ts'
import { notify } from './notifications.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'
import { producersOf } from './producers.ts'

export type WarningContext = {
  readonly observatory: OpenObservatory
  readonly editions: EditionReader
  readonly organisations: RegisterReader
  readonly now: Date
}

/** @returns how many changes were told, each to all whom it concerns */
export async function reviewEditions(transaction: Db, context: WarningContext): Promise<number> {
  const published = await reviewPublished(transaction, context)
  return published + (await reviewVerdicts(transaction, context))
}

/** Those who write, and the producers of what has changed. */
async function reviewPublished(transaction: Db, context: WarningContext): Promise<number> {
  const { observatory, editions, now } = context
  let told = 0
  for (const { issue } of await publicIssues(editions, now)) {
    const recalled = await recallIssue(observatory, issue)
    const warnings = recalled.map((one): Warning => ({
      edition: issue.edition.id,
      subject: issue.digest,
      figure: one.cited.key,
      stamp: one.status === 'differs' ? differenceStamp(one.difference) : one.status
    }))
    const fresh = new Set((await takeWarnings(transaction, warnings, now)).map(({ figure }) => figure))
    if (fresh.size === 0) continue
    told += fresh.size
    const cited = recalled.flatMap((one) => (fresh.has(one.cited.key) ? [one.cited] : []))
    const label = countLabel(issue, cited.length)
    const path = `/editions/${encodeURIComponent(issue.edition.id)}/errata`
    for (const to of [...WRITERS, ...(await producersOfCited(context, cited))]) {
      await notify(transaction, { kind: 'edition.changed', to, label, path }, now)
    }
  }
  return told
}

/** Verdicts of issues that are not out yet: void with another value, they are asked for again. */
async function reviewVerdicts(transaction: Db, context: WarningContext): Promise<number> {
  const { observatory, editions, now } = context
  let told = 0
  for (const { id, state } of await editions.list()) {
    if (state !== 'checking' && state !== 'approved') continue
    const byOrganisation = new Map<string, Warning[]>()
    // What charts show beside is compared when the issue is frozen.
    const verdicts = (await findVerdicts(transaction, id)).map((one) => ({ ...one, stamp: figureStamp(one.stamp) }))
    for (const { figure, organisation } of verdicts) {
      const stamp = await stampNow(observatory, figure)
      if (!isVoid(figure, organisation, stamp, verdicts)) continue
      const warning = { edition: id, subject: `verdict ${organisation}`, figure, stamp }
      byOrganisation.set(organisation, [...(byOrganisation.get(organisation) ?? []), warning])
    }
    for (const [organisation, warnings] of byOrganisation) {
      const fresh = await takeWarnings(transaction, warnings, now)
      if (fresh.length === 0) continue
      told += fresh.length
      const label = countLabel({ edition: { id, title: id } }, fresh.length)
      const path = `/editions/${encodeURIComponent(id)}/chiffres`
      const own: readonly Audience[] = organisation === '' ? [] : [{ organisation }]
      for (const to of [...own, ...WRITERS]) await notify(transaction, { kind: 'edition.void', to, label, path }, now)
    }
  }
  return told
}

function isVoid(key: string, organisation: string, stamp: string, verdicts: readonly Verdict[]): boolean {
  const standing = standingOf({ key, stamp }, organisation, verdicts)
  return standing.status === 'waiting' && standing.void !== undefined
}

/** What a figure says now, as a verdict remembers it; « gone » where it can be asked no more. */
async function stampNow(observatory: OpenObservatory, key: string): Promise<string> {
  const now = await askAgain(observatory, questionOf(key))
  return 'why' in now ? 'gone' : stampOf(now)
}

/** The question of a mention, from its key. */
function questionOf(key: string): FigureQuestion {
  const [address = '', from, versus] = key.split(' ')
  return {
    ...parseFigureAddress(address),
    ...(from && { from: parsePeriod(from) }),
    ...(versus && { versus: parsePerimeterId(versus) })
  }
}

/** Producers of a figure that an erratum corrects: it bears their name. */
export async function tellCorrected(
  transaction: Db,
  context: WarningContext & { readonly by: string },
  issue: Issue,
  cited: Cited
): Promise<void> {
  const { by, now } = context
  const label = {
    fr: `${issue.edition.title}, ${cited.indicator.label.fr}`,
    en: `${issue.edition.title}, ${cited.indicator.label.en}`
  }
  const path = `/editions/${encodeURIComponent(issue.edition.id)}/errata`
  for (const to of await producersOfCited(context, [cited])) {
    await notify(transaction, { kind: 'edition.corrected', to, by, label, path }, now)
  }
}

async function producersOfCited(
  { observatory, organisations }: Pick<WarningContext, 'observatory' | 'organisations'>,
  cited: readonly Cited[]
): Promise<readonly Audience[]> {
  const register = await organisations.register()
  const figures = cited.flatMap(({ answer }) => figuresIn(answer))
  const vintages = [...new Set(figures.flatMap((figure) => figure.vintages))]
  return producersOf(observatory, register.organisations, { vintages }).map((organisation) => ({ organisation }))
}

const WRITERS: readonly Audience[] = [{ role: 'study-officer' }, { role: 'editor' }]

function countLabel({ edition }: { readonly edition: Pick<Issue['edition'], 'id' | 'title'> }, count: number) {
  const many = count > 1
  return {
    fr: `${edition.title} (${count} ${many ? 'chiffres' : 'chiffre'})`,
    en: `${edition.title} (${count} ${many ? 'figures' : 'figure'})`
  }
}
