/** Times, told by their median: the machine is shared, and only ratios taken in one run mean anything. */

export type Times = { readonly median: number; readonly min: number; readonly p99: number; readonly runs: number }

/** Milliseconds of each run, after `warmUps` that are not counted. */
export async function time(run: (i: number) => unknown, runs: number, warmUps = 2): Promise<Times> {
  for (let i = 0; i < warmUps; i++) await run(i)
  const found: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await run(warmUps + i)
    found.push(performance.now() - start)
  }
  return summarise(found)
}

/** Runs each in turn, so that whatever disturbs the machine disturbs all. */
export async function timeTogether<K extends string>(
  runs: Readonly<Record<K, (i: number) => unknown>>,
  rounds: number,
  warmUps = 1
): Promise<Record<K, Times>> {
  const names = Object.keys(runs) as K[]
  const found = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const name of names) {
      const start = performance.now()
      await runs[name](round)
      if (round >= warmUps) found.get(name)?.push(performance.now() - start)
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarise(found.get(name) ?? [])])) as Record<K, Times>
}

export function summarise(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
  return { median: at(0.5), min: sorted[0] ?? NaN, p99: at(0.99), runs: sorted.length }
}

export function milliseconds(value: number): string {
  if (value >= 100) return `${value.toFixed(0)} ms`
  return value >= 1 ? `${value.toFixed(1)} ms` : `${(value * 1000).toFixed(0)} µs`
}
