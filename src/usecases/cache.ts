/**
 * What was made lately, up to a total size. What nobody asked for since room was last made goes first: nothing is
 * moved about when a value is found, which happens hundreds of times a page.
 */

export type Cache<V> = {
  readonly get: (key: string, make: () => V) => V
  readonly find: (key: string) => V | undefined
  readonly forget: (key: string) => void
}

/** @param sizeOf asked once, when the value enters */
export function makeCache<V>(limit: number, sizeOf: (value: V) => number = () => 1): Cache<V> {
  const kept = new Map<string, { readonly value: V; readonly size: number; asked: boolean }>()
  let total = 0

  function forget(key: string): void {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  function find(key: string): V | undefined {
    const found = kept.get(key)
    if (!found) return undefined
    found.asked = true
    return found.value
  }

  return {
    forget,
    find,
    get(key, make) {
      const found = find(key)
      if (found !== undefined) return found
      const value = make()
      const size = sizeOf(value)
      kept.set(key, { value, size, asked: false })
      total += size
      for (const [oldest, one] of kept) {
        if (total <= limit || oldest === key) break
        if (!one.asked) {
          forget(oldest)
          continue
        }
        kept.delete(oldest)
        kept.set(oldest, { ...one, asked: false })
      }
      return value
    }
  }
}
