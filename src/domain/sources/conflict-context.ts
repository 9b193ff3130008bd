/** Rules on what every number needs: a place, a time, a source. */

import type { Meaning } from './claim-meaning.ts'
import { isUnstated } from './claim-meaning.ts'
import { says } from './claim-words.ts'
import { ids } from './conflict-values.ts'
import type { Found, Rule } from './conflict.ts'

/** « 3 défis » need no place. */
const TELLING = 10

/** Neither a place, nor a year, nor a source: the number says nothing. One conflict a subject. */
const noContext: Rule = (meanings) => {
  const bare = meanings.filter(({ claim, years, value }) => {
    const isNumber = value !== undefined && value >= TELLING && claim.kind !== 'date' && claim.kind !== 'rank'
    return isNumber && isUnstated(claim.perimeter) && !years && claim.source === undefined
  })
  return grouped(bare, ({ claim }) => `${claim.document} ${claim.subject}`).map((some) => ({
    reason: 'no-context',
    claims: ids(some),
    steps: []
  }))
}

const RANKED =
  /\b(?:unique|uniqueness|rank|first|premier|premiere|largest|smallest|plus grand|plus grande|plus petite)\b/

/** « unique en France »: among whom, when, according to whom? One conflict a document. */
const unsourcedRank: Rule = (meanings) => {
  const ranks = meanings.filter(
    ({ claim }) =>
      claim.kind === 'rank' && claim.qualifier === 'asserted' && says(claim.measure, RANKED) && !claim.source
  )
  return grouped(ranks, ({ claim }) => claim.document).map((some) => ({
    reason: 'unsourced-rank',
    claims: ids(some),
    steps: []
  }))
}

/** Of a document with fewer numbers nothing is said. */
const FEWEST = 20
/** Under this part of them, the reader cannot check. */
const MOST_WITHOUT = 0.5

/** Most numbers of a document name no source. */
const fewSources: Rule = (meanings) =>
  grouped(
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

function grouped(all: readonly Meaning[], keyOf: (one: Meaning) => string): readonly (readonly Meaning[])[] {
  const groups = new Map<string, Meaning[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return [...groups.values()]
}

export const CONTEXT_RULES: readonly Rule[] = [noContext, unsourcedRank, fewSources]
