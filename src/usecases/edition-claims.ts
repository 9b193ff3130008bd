/** The claims that an edition tells: found in the register, put beside their figures, and what is wrong with each. */

import type { CommitmentRegister } from '../domain/commitments/commitment-register.ts'
import { claimsTold, type Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { claimProblems, type ClaimStanding, type StatedClaim } from '../domain/editions/stated-claim.ts'
import type { FigureQuestion } from '../domain/indicators/request.ts'
import type { TypedNumber } from '../domain/indicators/typed-number.ts'
import { nearest } from '../domain/shared/nearest.ts'
import type { Claim, ClaimId } from '../domain/sources/claim.ts'
import { opposes } from '../domain/sources/conflict.ts'
import { decisionOf } from '../domain/sources/ruling.ts'
import { confrontAll, searchClaims, shownConflicts, type ClaimContext, type ClaimReader } from './claims.ts'
import { confrontationStamp, type Confrontation } from './confront.ts'

/** The register that an edition tells claims of. */
export type ClaimBook = {
  readonly context: ClaimContext
  readonly reader: ClaimReader
  /** The promises that it tells of; absent: none is known. */
  readonly commitments?: () => Promise<CommitmentRegister>
}

export type ToldClaims = {
  readonly stated: ReadonlyMap<ClaimId, StatedClaim>
  readonly problems: readonly EditionProblem[]
}

/** @param book absent where there is no register: then every claim is unknown */
export async function tellClaims(edition: Edition, book: ClaimBook | undefined): Promise<ToldClaims> {
  const told = edition.chapters.flatMap((chapter) => [...claimsTold(chapter)])
  if (told.length === 0) return { stated: new Map(), problems: [] }
  const standings = await standingsOf(new Set(told.map(({ claim }) => claim)), book)
  const known = book ? (await book.reader.register()).claims.map(({ id }) => id) : []
  const problems = told.flatMap((mention): readonly EditionProblem[] => {
    const standing = standings.get(mention.claim)
    if (standing) return claimProblems(mention, standing)
    const { claim, position } = mention
    const near = nearest(claim, known)
    return [{ kind: 'unknown-claim', position, claim, ...(near && { nearest: near }) }]
  })
  return { stated: new Map([...standings].map(([id, { stated }]) => [id, stated])), problems }
}

async function standingsOf(
  wanted: ReadonlySet<ClaimId>,
  book: ClaimBook | undefined
): Promise<ReadonlyMap<ClaimId, ClaimStanding>> {
  if (!book) return new Map()
  const { context, reader } = book
  const register = await reader.register()
  const claims = register.claims.filter(({ id }) => wanted.has(id))
  const confronted = await confrontAll(context, claims)
  const conflicts = (await shownConflicts(context, register)).filter(
    (one) => one.state.status !== 'closed' && opposes(one)
  )
  return new Map(
    claims.flatMap((claim) => {
      const confrontation = confronted.get(claim.id)
      const document = register.documents.find(({ id }) => id === claim.document)
      if (!confrontation || !document) return []
      const ruled = register.rulings.find((one) => one.claim === claim.id)
      const standing: ClaimStanding = {
        stated: { claim, document, ...besideFigure(claim, confrontation) },
        ruling: decisionOf(ruled, confrontationStamp(claim, confrontation)),
        conflicts: conflicts
          .filter(({ claims: of }) => of.includes(claim.id))
          .map(({ id, claims: of }) => ({ id, others: of.filter((other) => other !== claim.id) }))
      }
      return [[claim.id, standing] as const]
    })
  )
}

/** What is only proposed is not printed: a person says which figure a claim is about. */
function besideFigure(
  { link }: Claim,
  confrontation: Confrontation
): { readonly status: 'confirmed' | 'differs'; readonly question: FigureQuestion } | { readonly status: 'untold' } {
  const { figure } = 'figure' in confrontation ? confrontation : {}
  if (!link || !figure || !('value' in figure.cell)) return { status: 'untold' }
  return { status: confrontation.status === 'confirmed' ? 'confirmed' : 'differs', question: { ...link } }
}

/** Claims of a number that a text types, as the text may tell them. */
export async function claimProposals(
  book: ClaimBook | undefined,
  typed: TypedNumber,
  limit: number
): Promise<readonly string[]> {
  if (!book) return []
  const found = await searchClaims(book.context, book.reader, typed, limit)
  return found.map(({ claim }) => `:claim{of=${claim.id}}`)
}
