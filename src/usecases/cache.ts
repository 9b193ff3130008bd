/**
 * What was made lately, up to a total size. A hand goes round: what nobody asked for since it last passed goes first.
 * Nothing is moved about, neither when a value is found, which happens hundreds of times a page, nor to make room.
 */

export type Cache<V> = {
  readonly get: (key: string, make: () => V) => V
  readonly find: (key: string) => V | undefined
  readonly forget: (key: string) => void
}

/** @param sizeOf asked once, when the value enters */
export function makeCache<V>(limit: number, sizeOf: (value: V) => number = () => 1): Cache<V> {
  const kept = new Map<string, { readonly value: V; readonly size: number; asked: boolean }>()
  let hand = kept.entries()
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
      while (total > limit && kept.size > 1) makeRoom(key)
      return value
    }
  }

  /** @param newest stays, however large */
  function makeRoom(newest: string): void {
    const next = hand.next()
    if (next.done) {
      hand = kept.entries()
      return
    }
    const [key, one] = next.value
    if (one.asked) one.asked = false
    else if (key !== newest) forget(key)
  }
}
