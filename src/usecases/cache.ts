/** What was made lately, up to a total size: the least recently used goes first. */

export type Cache<V> = { readonly get: (key: string, make: () => V) => V; readonly forget: (key: string) => void }

/** @param sizeOf asked once, when the value enters */
export function makeCache<V>(limit: number, sizeOf: (value: V) => number = () => 1): Cache<V> {
  const kept = new Map<string, { readonly value: V; readonly size: number }>()
  let total = 0

  function forget(key: string): void {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  return {
    forget,
    get(key, make) {
      const found = kept.get(key)
      if (found) {
        kept.delete(key)
        kept.set(key, found)
        return found.value
      }
      const value = make()
      const size = sizeOf(value)
      kept.set(key, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (total <= limit || oldest === key) break
        forget(oldest)
      }
      return value
    }
  }
}
