/** The promises that an edition tells of, with what became of them; and those that are not in the register. */

import { findNamed, type CommitmentRegister } from '../domain/commitments/commitment-register.ts'
import { summarise, type CommitmentSummary } from '../domain/commitments/summary.ts'
import { allBlocks, type Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { Claim } from '../domain/sources/claim.ts'

export type ToldCommitments = {
  /** Of each set that is told of, whole or by one of its propositions. */
  readonly summaries: readonly CommitmentSummary[]
  readonly problems: readonly EditionProblem[]
}

/** @param claims in which announced numbers were read */
export function tellCommitments(
  edition: Edition,
  register: CommitmentRegister,
  claims: readonly Claim[]
): ToldCommitments {
  const told = edition.chapters.flatMap(({ blocks }) =>
    [...allBlocks(blocks)].flatMap((block) => (block.kind === 'commitments' ? [block] : []))
  )
  const sets = new Set<CommitmentRegister['sets'][number]>()
  const problems = told.flatMap(({ scope, of, position }): readonly EditionProblem[] => {
    try {
      const id = scope === 'set' ? of : findNamed(register.propositions, of).set
      sets.add(findNamed(register.sets, id))
      return []
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
      return [{ kind: 'no-figure', position, why: error.text }]
    }
  })
  return { summaries: [...sets].map((set) => summarise(register, set, claims)), problems }
}
