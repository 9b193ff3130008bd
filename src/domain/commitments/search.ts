/** Finding a proposition, an action or a lead by words of its titles, accents folded. */

import { foldName } from '../territories/names.ts'
import type { CommitmentId } from './commitment.ts'
import type { CommitmentRegister } from './commitment-register.ts'

export type CommitmentHit = {
  readonly kind: 'set' | 'proposition' | 'action' | 'lead'
  readonly id: CommitmentId
  /** The title that answers, as it was written. */
  readonly title: string
}

/** Words that fit everywhere tell nothing apart. */
const SHORTEST = 3

/** Those of which one title holds every word, or the beginning of one; in the order of the register. */
export function searchCommitments(
  { sets, propositions, actions, leads }: CommitmentRegister,
  text: string
): readonly CommitmentHit[] {
  const words = foldName(text)
    .split(' ')
    .filter((word) => word.length >= SHORTEST)
  if (words.length === 0) return []
  const found = (
    kind: CommitmentHit['kind'],
    id: CommitmentId,
    titles: readonly string[]
  ): readonly CommitmentHit[] => {
    const title = titles.find((one) => {
      const own = foldName(one).split(' ')
      return words.every((word) => own.some((part) => part.startsWith(word)))
    })
    return title === undefined ? [] : [{ kind, id, title }]
  }
  return [
    ...sets.flatMap(({ id, name, title }) => found('set', id, [title.fr, title.en, name])),
    ...propositions.flatMap(({ id, titles }) =>
      found(
        'proposition',
        id,
        titles.map(({ title }) => title)
      )
    ),
    ...actions.flatMap(({ id, title, formerTitles = [] }) =>
      found('action', id, [title, ...formerTitles.map((one) => one.title)])
    ),
    ...leads.flatMap(({ id, text: said }) => found('lead', id, [said]))
  ]
}
