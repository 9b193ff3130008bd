/** An attacker of disclosure control, written apart from it: exact fractions, brute force over groups, interval propagation. */

type Fraction = { readonly n: bigint; readonly d: bigint }

export type KnownSum = { readonly coefficients: readonly number[]; readonly value: number }

/** Whether `target` is a combination of the rows, over the rationals. */
export function isDeducible(rows: readonly (readonly number[])[], target: readonly number[]): boolean {
  return rank([...rows, target]) === rank(rows)
}

/** Values that interval propagation pins to one number (whole numbers where `whole`), given that nothing is negative. */
export function pinned(sums: readonly KnownSum[], count: number): Map<number, number> {
  const low = Array.from({ length: count }, () => 0)
  const high = Array.from({ length: count }, () => Infinity)
  for (let sweep = 0; sweep < 50; sweep += 1) {
    for (const { coefficients, value } of sums) {
      coefficients.forEach((own, i) => {
        if (own === 0) return
        let least = 0
        let most = 0
        coefficients.forEach((c, j) => {
          if (j === i || c === 0) return
          least += c > 0 ? c * (low[j] ?? 0) : c * (high[j] ?? 0)
          most += c > 0 ? c * (high[j] ?? 0) : c * (low[j] ?? 0)
        })
        const ends = [(value - least) / own, (value - most) / own]
        low[i] = Math.max(low[i] ?? 0, Math.min(...ends))
        high[i] = Math.min(high[i] ?? Infinity, Math.max(...ends))
      })
    }
  }
  const found = new Map<number, number>()
  low.forEach((l, i) => {
    if (Math.abs((high[i] ?? Infinity) - l) < 1e-9) found.set(i, l)
  })
  return found
}

function rank(input: readonly (readonly number[])[]): number {
  const rows = input.map((row) => row.map((c): Fraction => ({ n: BigInt(c), d: 1n })))
  let done = 0
  const width = rows[0]?.length ?? 0
  for (let column = 0; column < width; column += 1) {
    const at = rows.findIndex((row, i) => i >= done && row[column]?.n !== 0n)
    if (at < 0) continue
    const pivotRow = rows[at] ?? []
    rows[at] = rows[done] ?? []
    rows[done] = pivotRow
    const pivot = pivotRow[column] ?? { n: 1n, d: 1n }
    for (let i = done + 1; i < rows.length; i += 1) {
      const factor = divide(rows[i]?.[column] ?? { n: 0n, d: 1n }, pivot)
      if (factor.n === 0n) continue
      rows[i] = (rows[i] ?? []).map((c, j) => minus(c, times(factor, pivotRow[j] ?? { n: 0n, d: 1n })))
    }
    done += 1
  }
  return done
}

function reduce(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
  while (b) [a, b] = [b, a % b]
  const sign = d < 0n ? -1n : 1n
  return { n: (sign * n) / (a || 1n), d: (sign * d) / (a || 1n) }
}

function times(a: Fraction, b: Fraction): Fraction {
  return reduce(a.n * b.n, a.d * b.d)
}

function divide(a: Fraction, b: Fraction): Fraction {
  return reduce(a.n * b.d, a.d * b.n)
}

function minus(a: Fraction, b: Fraction): Fraction {
  return reduce(a.n * b.d - b.n * a.d, a.d * b.d)
}
