/** Names on a map: the first ones given, as long as they do not run over one another or out of the frame. */

export type Named = { readonly name: string; readonly x: number; readonly y: number }

const MOST = 8
/** Half the width of a letter of 13 px, on average. */
const HALF_LETTER = 3.8
const LINE = 17
const EDGE = 4

export function placeNames<T extends Named>(
  candidates: readonly T[],
  { width, height = Infinity }: { readonly width: number; readonly height?: number },
  /** How many pixels of the drawing make one of the screen: names do not shrink with the map. */
  scale = 1
): readonly T[] {
  const kept: T[] = []
  for (const one of candidates) {
    if (kept.length === MOST) break
    const half = one.name.length * HALF_LETTER * scale
    if (one.x - half < EDGE || one.x + half > width - EDGE) continue
    if (one.y < LINE || one.y > height - LINE) continue
    const collides = kept.some(
      (other) =>
        Math.abs(other.y - one.y) < LINE * scale &&
        Math.abs(other.x - one.x) < half + other.name.length * HALF_LETTER * scale + EDGE
    )
    if (!collides) kept.push(one)
  }
  return kept
}
