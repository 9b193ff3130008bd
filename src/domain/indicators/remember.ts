/** Answers that depend on the registry alone: found once, and forgotten with it. */

import type { Registry } from './registry.ts'

export type Kept<T> = WeakMap<Registry, Map<string, T>>

/** Far more than indicators, periods and kinds of places make; an address may still ask for any day of any year. */
const MOST_KEPT = 50_000

export function remember<T>(kept: Kept<T>, registry: Registry, key: string, find: () => T): T {
  const answers = kept.get(registry) ?? new Map<string, T>()
  kept.set(registry, answers)
  const known = answers.get(key)
  if (known !== undefined) return known
  const found = find()
  if (answers.size >= MOST_KEPT) answers.clear()
  answers.set(key, found)
  return found
}
