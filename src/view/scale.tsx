/** A value and its comparators on one small scale, the same for all territories of an indicator. */

import type { Figure } from '../domain/indicators/figure.ts'

export type ScaleProps = {
  readonly mine: Figure
  readonly others: readonly Figure[]
  /** The lowest and the highest value of the listed territories. */
  readonly range: readonly [low: number, high: number]
}

/** Nothing is drawn with fewer than two values. Hidden from readers of the table, who have the numbers. */
export function Scale({ mine, others, range: [low, high] }: ScaleProps) {
  const own = valueOf(mine)
  const values = others.map(valueOf)
  if ([own, ...values].filter((value) => value !== undefined).length < 2 || high <= low) return null
  const place = (value: number): string => `${(4 + (92 * (value - low)) / (high - low)).toFixed(1)}%`
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
