/** The primary rule of disclosure control, applied to one value: what the text of the source itself withholds. */

import type { Confidentiality } from './cell.ts'
import type { DisclosureRule } from './disclosure.ts'

/**
 * Which values the rule itself withholds. An empty cell (no unit) is public: everybody can guess it.
 *
 * Order of the reasons: too few units (A) before dominance (G).
 */
export function primaryReason(units: number, largestShare: number, rule: DisclosureRule): Confidentiality | undefined {
  if (units > 0 && units < rule.minUnits) return 'A'
  return units > 0 && largestShare > rule.maxShare ? 'G' : undefined
}
