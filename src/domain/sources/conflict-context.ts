/** Rules on what every number needs: a place, a time, a source. */

import { isUnstated } from './claim-meaning.ts'
import { says } from './claim-words.ts'
import { groupBy, ids } from './conflict-clusters.ts'
import type { Found, Rule } from './conflict.ts'

/** « 3 défis » need no place. */
const TELLING = 10

/** Neither a place, nor a year, nor a source: the number says nothing. One conflict a subject. */
const noContext: Rule = (meanings) => {
  const bare = meanings.filter(({ claim, years, value }) => {
    const isNumber = value !== undefined && value >= TELLING && claim.kind !== 'date' && claim.kind !== 'rank'
    return isNumber && isUnstated(claim.perimeter) && !years && claim.source === undefined
  })
  return groupBy(bare, ({ claim }) => `${claim.document} ${claim.subject}`).map((some) => ({
    reason: 'no-context',
    claims: ids(some),
    steps: []
  }))
}

const SUPERLATIVE =
  /\b(?:unique|uniques|only|first|premiere?s?|largest|biggest|smallest|oldest|best|leader|plus (?:grande?s?|petite?s?|vieux|vieille|ancienne?s?|haute?s?|longue?s?)|most)\b/

/** « unique en France »: among whom, when, according to whom? One conflict a document. */
const unsourcedRank: Rule = (meanings) => {
  const ranks = meanings.filter(
    ({ claim, aspect }) =>
      aspect === 'rank' &&
      claim.source === undefined &&
      (claim.qualifier === 'asserted' || says(claim.quote, SUPERLATIVE))
  )
  return groupBy(ranks, ({ claim }) => claim.document).map((some) => ({
    reason: 'unsourced-rank',
    claims: ids(some),
    steps: []
  }))
}

/** Of a document with fewer numbers nothing is said. */
const FEWEST = 20
/** Beyond this part of them, a document does not tell its sources; under it, it left some out. */
const MOST_WITHOUT = 0.8

/** Most numbers of a document name no source. */
const fewSources: Rule = (meanings) =>
  groupBy(
    meanings.filter(({ claim, value }) => value !== undefined && claim.kind !== 'date'),
    ({ claim }) => claim.document
  ).flatMap((some): readonly Found[] => {
    const without = some.filter(({ claim }) => claim.source === undefined)
    if (some.length < FEWEST || without.length / some.length < MOST_WITHOUT) return []
    const result = (without.length / some.length) * 100
    return [
      {
        reason: 'few-sources',
        claims: ids(without),
        steps: [{ operation: 'share', operands: [without.length, some.length], result, unit: '%' }]
      }
    ]
  })

export const CONTEXT_RULES: readonly Rule[] = [noContext, unsourcedRank, fewSources]
