/** Claims written as a table, and the reasons for which they conflict: each set is a document of its own. */

import { CLAIM_KINDS, type Claim } from '../../../src/domain/sources/claim.ts'
import { findConflicts, type ConflictReason, type RuleContext } from '../../../src/domain/sources/conflict.ts'
import { makeClaim } from './make-claim.ts'

const CONTEXT: RuleContext = { perimeters: [], inhabitants: new Map(), today: '2026-11-22' }

/** `subject | measure | value unit | place | period | kind | words`, one claim a line; a value may be a range `2..5`. */
function claimsIn(table: string): readonly Claim[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [subject = '', measure = '', number = '', place = '', period = '', kind = '', quote = ''] = line
      .split('|')
      .map((cell) => cell.trim())
    const [, from = '', to, unit = ''] = /^(\S*?)(?:\.\.(\S+))?\s(.*)$/.exec(number) ?? []
    return makeClaim({
      subject,
      measure,
      unit,
      perimeter: place,
      period,
      quote: quote === '' ? number : quote,
      kind: CLAIM_KINDS.find((one) => one === kind) ?? 'level',
      qualifier: kind === 'rank' ? 'asserted' : to === undefined ? 'exact' : 'range',
      reading: { status: 'clear', value: Number(from), ...(to !== undefined && { max: Number(to) }) }
    })
  })
}

export function reasonsIn(table: string): readonly ConflictReason[] {
  return findConflicts(claimsIn(table), CONTEXT).map(({ reason }) => reason)
}
