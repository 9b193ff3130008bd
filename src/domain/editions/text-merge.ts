/** Two people wrote in one text: line by line, what each changed of what both had read, and the text made of their choices. */

/** Runs of lines, in order. Where they differ: what both had read, what I wrote, what the other wrote. */
export type MergePart =
  | { readonly status: 'same'; readonly lines: readonly string[] }
  | ({ readonly status: 'mine' | 'theirs' | 'clash' } & Versions)

type Versions = {
  readonly was: readonly string[]
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
}

export const MERGE_CHOICES = ['mine', 'theirs', 'both'] as const

export type MergeChoice = (typeof MERGE_CHOICES)[number]

/** `mine`, `theirs`: one alone changed this part; `clash`: both did, and not alike. */
export function mergeTexts(base: string, mine: string, theirs: string): readonly MergePart[] {
  const [was, own, other] = [base, mine, theirs].map((text) => text.split('\n'))
  if (!was || !own || !other) return []
  const toMine = pairsOf(was, own)
  const toTheirs = pairsOf(was, other)
  const parts: MergePart[] = []
  let [at, atMine, atTheirs] = [0, 0, 0]
  for (let i = 0; i <= was.length; i += 1) {
    const isEnd = i === was.length
    const inMine = isEnd ? own.length : toMine.get(i)
    const inTheirs = isEnd ? other.length : toTheirs.get(i)
    // A line that neither changed: what lies before it is one part.
    if (inMine === undefined || inTheirs === undefined) continue
    const before = {
      was: was.slice(at, i),
      mine: own.slice(atMine, inMine),
      theirs: other.slice(atTheirs, inTheirs)
    }
    if (before.was.length + before.mine.length + before.theirs.length > 0) parts.push(partOf(before))
    if (!isEnd) parts.push({ status: 'same', lines: was.slice(i, i + 1) })
    ;[at, atMine, atTheirs] = [i + 1, inMine + 1, inTheirs + 1]
  }
  return together(joined(parts))
}

/** The parts that differ, which choices are numbered by. */
export function differingParts(parts: readonly MergePart[]): readonly Exclude<MergePart, { status: 'same' }>[] {
  return parts.flatMap((part) => (part.status === 'same' ? [] : [part]))
}

/**
 * The text that the choices make; what one alone changed is kept unless it is chosen otherwise.
 *
 * @param choices by the number of the part among those that differ
 * @returns undefined while a clash is not chosen
 */
export function mergedText(parts: readonly MergePart[], choices: ReadonlyMap<number, MergeChoice>): string | undefined {
  const lines: string[] = []
  let number = 0
  for (const part of parts) {
    if (part.status === 'same') {
      lines.push(...part.lines)
      continue
    }
    const choice = choices.get(number) ?? (part.status === 'clash' ? undefined : part.status)
    if (choice === undefined) return undefined
    lines.push(...(choice === 'both' ? [...part.theirs, ...part.mine] : part[choice]))
    number += 1
  }
  return lines.join('\n')
}

function partOf(versions: Versions): MergePart {
  const { was, mine, theirs } = versions
  if (sameRun(mine, theirs)) return { status: 'same', lines: mine }
  if (sameRun(mine, was)) return { status: 'theirs', ...versions }
  if (sameRun(theirs, was)) return { status: 'mine', ...versions }
  return { status: 'clash', ...versions }
}

/** No line is not an empty line. */
function sameRun(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, i) => line === other[i])
}

/** Runs that are alike side by side, as one. */
function joined(parts: readonly MergePart[]): readonly MergePart[] {
  const result: MergePart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (part.status === 'same' && last?.status === 'same') {
      result[result.length - 1] = { status: 'same', lines: [...last.lines, ...part.lines] }
    } else result.push(part)
  }
  return result
}

/** What one wrote beside what the other wrote, with no words between, is told together: both wrote there. */
function together(parts: readonly MergePart[]): readonly MergePart[] {
  const result: MergePart[] = []
  for (const part of parts) {
    const [before, between] = [result.at(-2), result.at(-1)]
    const isBeside =
      part.status !== 'same' &&
      before !== undefined &&
      before.status !== 'same' &&
      before.status !== part.status &&
      between?.status === 'same' &&
      between.lines.every((line) => line.trim() === '')
    if (!isBeside) {
      result.push(part)
      continue
    }
    const along = (one: 'was' | 'mine' | 'theirs'): readonly string[] => [
      ...before[one],
      ...between.lines,
      ...part[one]
    ]
    result.splice(-2, 2, { status: 'clash', was: along('was'), mine: along('mine'), theirs: along('theirs') })
  }
  return result
}

/** Beyond it, two texts share nothing that is worth seeking: what remains is one part. */
const MOST_EDITS = 600

/** Lines of `a` that are in `b` too, in order, as many as can be: Myers’s shortest edit. */
function pairsOf(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) {
    pairs.set(start, start)
    start += 1
  }
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    ;[endA, endB] = [endA - 1, endB - 1]
    pairs.set(endA, endB)
  }
  for (const [x, y] of shortestEdit(a.slice(start, endA), b.slice(start, endB))) pairs.set(start + x, start + y)
  return pairs
}

function shortestEdit(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const most = Math.min(a.length + b.length, MOST_EDITS)
  // The farthest place reached in `a` on each diagonal, as it was before each edit.
  const trace: Map<number, number>[] = []
  const reached = new Map<number, number>([[1, 0]])
  const far = (k: number): number => reached.get(k) ?? -1
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(new Map(reached))
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && far(k - 1) < far(k + 1))
      let x = isDown ? far(k + 1) : far(k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      reached.set(k, x)
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length)
    }
  }
  return []
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  endA: number,
  endB: number
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let [x, y] = [endA, endB]
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reached = trace[edits]
    const far = (k: number): number => reached?.get(k) ?? -1
    const k = x - y
    const previous = k === -edits || (k !== edits && far(k - 1) < far(k + 1)) ? k + 1 : k - 1
    const fromX = edits === 0 ? 0 : far(previous)
    const fromY = edits === 0 ? 0 : fromX - previous
    while (x > fromX && y > fromY) {
      ;[x, y] = [x - 1, y - 1]
      pairs.push([x, y])
    }
    ;[x, y] = [fromX, fromY]
  }
  return pairs.toReversed()
}
