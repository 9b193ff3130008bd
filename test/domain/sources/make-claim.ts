/** Claims of a fictional booklet on a valley that is on no map. */

import { parseClaimId, type Claim } from '../../../src/domain/sources/claim.ts'
import { parseDocumentId } from '../../../src/domain/sources/document.ts'

export type GivenClaim = Partial<Omit<Claim, 'id' | 'document'>> & {
  readonly value?: number
  readonly id?: string
  readonly document?: string
}

let made = 0

export function makeClaim({ value, id, document = 'livret', ...given }: GivenClaim = {}): Claim {
  made += 1
  return {
    id: parseClaimId(id ?? `c${made}`),
    document: parseDocumentId(document),
    quote: `${value ?? '…'} ${given.unit ?? ''}`,
    where: {},
    subject: 'Vallée',
    measure: 'habitants',
    reading: value === undefined ? { status: 'wordless' } : { status: 'clear', value },
    unit: 'habitants',
    perimeter: 'Vallée',
    period: '2018',
    kind: 'level',
    qualifier: 'exact',
    ...given
  }
}
