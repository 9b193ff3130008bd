/** Errata: what changed since an issue came out, proposed; what was corrected of it, stated for everyone. */

import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { differenceStamp, type Difference } from '../domain/editions/difference.ts'
import { corrects, parseErratumReason, type Erratum } from '../domain/editions/erratum.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { insertErratum } from '../store/edition-errata.ts'
import { change } from '../store/journal.ts'
import type { Access } from './access.ts'
import { mustStillBeAllowed } from './access-still.ts'
import { recallIssue, type Recalled } from './edition-differences.ts'
import type { EditionReader } from './edition-reader.ts'
import { publicIssue, type PublicIssue, type PublishedReader } from './edition-published.ts'
import { tellCorrected } from './edition-warnings.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'

export type IssueContext = {
  readonly observatory: OpenObservatory
  readonly editions: EditionReader
  readonly published: PublishedReader
  readonly organisations: RegisterReader
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** An erratum with the figure that it corrects, where the issue still tells which. */
export type ShownErratum = { readonly erratum: Erratum; readonly cited?: Cited }

export type ErrataPage = PublicIssue & {
  /** Of every publication of the edition, the latest first. */
  readonly errata: readonly ShownErratum[]
  /** What differs now and no erratum tells. */
  readonly proposals: readonly (Recalled & { readonly status: 'differs' })[]
  readonly gone: readonly (Recalled & { readonly status: 'gone' })[]
}

/** @throws {NotFound} */
export async function errataPage(context: IssueContext, id: string, now: Date): Promise<ErrataPage> {
  const { editions, published, observatory } = context
  const found = await publicIssue(editions, id, now)
  const [errata, recalled] = await Promise.all([published.errata(id), recallIssue(observatory, found.issue)])
  const cited = new Map(found.issue.cited.map((one) => [one.key, one]))
  return {
    ...found,
    errata: errata.map((erratum) => {
      const own = cited.get(erratum.figure)
      return { erratum, ...(own && { cited: own }) }
    }),
    proposals: recalled.flatMap((one) =>
      one.status === 'differs' && !isTold(errata, one.cited.key, one.difference) ? [one] : []
    ),
    gone: recalled.flatMap((one) => (one.status === 'gone' ? [one] : []))
  }
}

function isTold(errata: readonly Erratum[], figure: string, difference: Difference): boolean {
  return errata.some((one) => one.figure === figure && corrects(one, difference))
}

/** What the policy asks of an edition that is out. */
export async function subjectOfIssue({ editions }: Pick<IssueContext, 'editions'>, id: string): Promise<Subject> {
  const isOut = (await editions.publications()).some(({ edition }) => edition === id)
  return isOut ? { state: 'published' } : {}
}

/**
 * States one of the proposed corrections.
 *
 * @throws {NotFound} no such issue
 * @throws {InvalidInput} without a reason, or when what is proposed is no longer what was seen
 * @throws {Refused} by the policy
 */
export async function correctFigure(
  context: IssueContext & { readonly access: Access },
  { actor, name }: { readonly actor: Actor & { readonly kind: 'account' }; readonly name: string },
  asked: { readonly edition: string; readonly figure: string; readonly stamp: string; readonly reason: string }
): Promise<Erratum> {
  const { access, today, editions } = context
  const { issue, proposals } = await errataPage(context, asked.edition, access.now())
  const proposed = proposals.find(({ cited }) => cited.key === asked.figure)
  if (!proposed || differenceStamp(proposed.difference) !== asked.stamp) throw new InvalidInput(NOT_PROPOSED)
  const reason = parseErratumReason(asked.reason)
  const { part, then: was, now } = proposed.difference
  const erratum: Erratum = {
    id: randomUUID(),
    digest: issue.digest,
    edition: asked.edition,
    figure: asked.figure,
    was: { ...was, part },
    now: { ...now, part },
    reason,
    statedOn: today
  }
  const subject = await subjectOfIssue({ editions }, asked.edition)
  const signed = { actor: `account:${actor.account}`, reason } as const
  await change(access.db, signed, async (transaction) => {
    await mustStillBeAllowed(transaction, actor, 'edition.correct', subject)
    await insertErratum(transaction, erratum, { account: actor.account, name })
    await tellCorrected(transaction, { ...context, by: actor.account, now: access.now() }, issue, proposed.cited)
  })
  context.published.forget()
  return erratum
}

const NOT_PROPOSED = {
  fr: 'Ce chiffre a changé de nouveau, ou quelqu’un vient de le corriger : la page est à jour, relisez la différence avant d’écrire le motif',
  en: 'This figure has changed again, or somebody has just corrected it: the page is up to date, read the difference again before you write the reason'
}
