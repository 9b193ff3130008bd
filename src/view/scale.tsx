/** A value and its comparators on one small scale: the place of the three, without an axis to read. */

import type { Figure } from '../domain/indicators/figure.ts'

/** Nothing is drawn with fewer than two values. Hidden from readers of the table, who have the numbers. */
export function Scale({ mine, others }: { readonly mine: Figure; readonly others: readonly Figure[] }) {
  const own = valueOf(mine)
  const values = others.map(valueOf)
  const known = [own, ...values].filter((value) => value !== undefined)
  if (known.length < 2) return null
  const place = placer(known)
  return (
    <svg class="scale" aria-hidden="true">
      <line x1="0" x2="100%" y1="10" y2="10" />
      {values.map(
        (value, i) =>
          value !== undefined && (
            <line class={i === 0 ? 'tick' : 'tick second'} x1={place(value)} x2={place(value)} y1="3" y2="17" />
          )
      )}
      {own !== undefined && <circle cx={place(own)} cy="10" r="6" />}
    </svg>
  )
}

function valueOf({ cell }: Figure): number | undefined {
  return 'value' in cell ? cell.value : undefined
}

/** Rates start at zero; what may be negative spans its own values. Ends keep a little room. */
function placer(values: readonly number[]): (value: number) => string {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const spread = high - low || 1
  return (value) => `${(4 + (92 * (value - low)) / spread).toFixed(1)}%`
}
