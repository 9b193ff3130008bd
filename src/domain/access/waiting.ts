/** What may wait for somebody, from a closed list: a later module adds a line here, and its question to the use case. */

import type { Text } from '../shared/text.ts'

export const WAITING_KINDS = {
  'doubt-to-answer': { fr: 'Doute à répondre', en: 'Doubt to answer' },
  'doubt-to-read': { fr: 'Doute à relire', en: 'Doubt to read' },
  'doubt-overdue': { fr: 'Doute en retard', en: 'Overdue doubt' },
  figures: { fr: 'Chiffres à valider', en: 'Figures to validate' },
  edition: { fr: 'Édition', en: 'Issue' },
  'data-request': { fr: 'Demande sur des données', en: 'Request about data' },
  invitation: { fr: 'Invitation sans réponse', en: 'Invitation not answered' },
  draft: { fr: 'Brouillon', en: 'Draft' }
} as const satisfies Record<string, Text>

export type WaitingKind = keyof typeof WAITING_KINDS

export type Waiting = {
  readonly kind: WaitingKind
  readonly title: Text
  /** The French address of the page where it is dealt with. */
  readonly path: string
  /** Days, `YYYY-MM-DD`. */
  readonly since: string
  readonly due?: string
  readonly isLate: boolean
}

/** What is late first, then what is due soonest; what has no delay by its age. */
export function inOrderOfHaste(all: readonly Waiting[]): readonly Waiting[] {
  const haste = ({ isLate, due, since }: Waiting): string => `${isLate ? 0 : 1} ${due ?? '9999'} ${since}`
  return all.toSorted((a, b) => (haste(a) < haste(b) ? -1 : haste(a) > haste(b) ? 1 : 0))
}
