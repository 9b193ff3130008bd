/** The claims of an edition as a table, to be taken away with its figures. */

import { citedIn, type FrozenEdition } from '../domain/editions/frozen.ts'
import { mentionKey } from '../domain/editions/answer.ts'
import { amountOf } from '../domain/sources/claim.ts'
import { claimText } from './claim-words.ts'

export const CLAIM_FIELDS = [
  ['claim', 'string', 'Identifier of the claim'],
  ['quote', 'string', 'A few words of the document'],
  ['value', 'number', 'As it was read and validated; empty where there is none'],
  ['value_max', 'number', 'Upper end of a range'],
  ['unit', 'string', 'In the words of the document'],
  ['subject', 'string', 'What it is about'],
  ['measure', 'string', 'What is counted'],
  ['perimeter', 'string', 'As the document says it'],
  ['period', 'string', 'As the document says it'],
  ['stated_source', 'string', 'That the document itself names'],
  ['document', 'string', 'Title of the document'],
  ['producer', 'string', 'Who published it'],
  ['date', 'string', 'YYYY, YYYY-MM or YYYY-MM-DD'],
  ['status', 'string', 'confirmed or differs, beside the figure; untold where there is none'],
  ['figure', 'string', 'Name of that figure in this edition'],
  ['display', 'string', 'As the edition writes it']
] as const

/** One row each, in the order of the fields. */
export function claimRows(frozen: FrozenEdition): readonly (readonly (string | number | null)[])[] {
  const names = new Map(citedIn(frozen).map(({ key, name }) => [key, name]))
  return Object.values(frozen.claims).map((stated) => {
    const { claim, document, status } = stated
    const amount = amountOf(claim)
    return [
      claim.id,
      claim.quote,
      amount?.value ?? null,
      amount?.max ?? null,
      claim.unit,
      claim.subject,
      claim.measure,
      claim.perimeter ?? '',
      claim.period ?? '',
      claim.source ?? '',
      document.title,
      document.producer,
      document.date ?? '',
      status,
      stated.status === 'untold' ? '' : (names.get(mentionKey(stated)) ?? ''),
      claimText(stated, 'value', frozen.edition.language)
    ]
  })
}
