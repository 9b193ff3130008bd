/** How a source stands with those who read it: doubts about its figures, claims ruled on by them, issues to check or corrected. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Document } from '../domain/sources/document.ts'
import { decisionOf, type Decision, type Ruling } from '../domain/sources/ruling.ts'
import type { SourceId } from '../domain/sources/source.ts'
import { confrontAll, type ClaimContext, type ClaimReader } from './claims.ts'
import { confrontationStamp, type Confrontation } from './confront.ts'
import { tellDoubts, type ToldDoubt } from './doubt-page.ts'
import { figureDoubted, type DoubtContext, type DoubtReader } from './doubts.ts'
import { errataPage, type ErrataPage, type IssueContext } from './edition-errata.ts'
import { issuesOnSource, type SourceUse } from './edition-published.ts'
import { vintagesOf } from './indicator-page.ts'

export type SourceStanding = {
  /** Let through, about a figure that stands on this source now; the latest received first. */
  readonly doubts: readonly ToldDoubt[]
  readonly ruled: readonly RuledClaim[]
}

export type RuledClaim = {
  readonly claim: Claim
  readonly document: Document
  readonly decision: Decision<Ruling>
}

export type StandingContext = ClaimContext & {
  readonly doubts: DoubtReader
  readonly claims: ClaimReader
  readonly register: DoubtContext['organisations']
}

const MOST_DOUBTS = 500

export async function sourceStanding(context: StandingContext, source: SourceId): Promise<SourceStanding> {
  const { observatory, register, today } = context
  const { registry } = observatory
  const standsOn = (figures: readonly Figure[]): boolean =>
    vintagesOf(registry, figures).some((one) => one.source.id === source)
  const stored = await context.doubts.list({ limit: MOST_DOUBTS })
  const doubted = await Promise.all(
    stored.map(async (one) => ({ one, figure: await figureDoubted(observatory, one.doubt) }))
  )
  const own = doubted.flatMap(({ one, figure }) => (figure && standsOn([figure]) ? [one] : []))
  const { claims, documents, rulings } = await context.claims.register()
  const ruledOn = claims.filter(({ id }) => rulings.some(({ claim }) => claim === id))
  const confronted = await confrontAll(context, ruledOn)
  return {
    doubts: await tellDoubts({ observatory, organisations: register, today }, own),
    ruled: ruledOn.flatMap((claim): readonly RuledClaim[] => {
      const document = documents.find(({ id }) => id === claim.document)
      const found = confronted.get(claim.id)
      if (!document || !found || !standsOn(figuresOf(found))) return []
      const ruling = rulings.find((one) => one.claim === claim.id)
      return [{ claim, document, decision: decisionOf(ruling, confrontationStamp(claim, found)) }]
    })
  }
}

/** A published issue, and what is to be said of the figures that it took from the source. */
export type IssueStanding = SourceUse & Pick<ErrataPage, 'proposals' | 'gone' | 'errata'>

export async function issuesStanding(
  context: IssueContext,
  source: SourceId,
  now: Date
): Promise<readonly IssueStanding[]> {
  const uses = await issuesOnSource(context.editions, source, now)
  return Promise.all(
    uses.map(async (use) => {
      const { proposals, gone, errata } = await errataPage(context, use.issue.edition.id, now)
      const keys = new Set(use.cited.map(({ key }) => key))
      return {
        ...use,
        proposals: proposals.filter(({ cited }) => keys.has(cited.key)),
        gone: gone.filter(({ cited }) => keys.has(cited.key)),
        errata: errata.filter(({ erratum }) => keys.has(erratum.figure))
      }
    })
  )
}

/** The figures that a claim was set against. */
function figuresOf(confrontation: Confrontation): readonly Figure[] {
  const figure = confrontation.figure ? [confrontation.figure] : []
  return confrontation.status === 'elsewhere' ? [...figure, ...confrontation.matches] : figure
}
