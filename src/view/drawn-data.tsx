/** Below a chart: what it draws as a table, for the keyboard and for who cannot point. */

import type { Child } from 'hono/jsx'
import type { ShownFigure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { say } from './messages.ts'
import { Value } from './value.tsx'

export type DrawnDataProps = {
  /** Of the table, which is longer than a screen. */
  readonly title: string
  /** What the rows are, then what each column of values is. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: Child; readonly figures: readonly ShownFigure[]; readonly isOwn: boolean }[]
  readonly language: Language
  readonly signed?: boolean
  /** Of the block, for its place on the page. */
  readonly kind?: 'peers'
}

export function DrawnData({ title, heads: [what, ...columns], rows, language, signed = false, kind }: DrawnDataProps) {
  return (
    <details class={kind ? `data ${kind}` : 'data'}>
      <summary>{say('seeData', language)}</summary>
      <div class="long gap" tabindex={0} role="region" aria-label={title}>
        <table class="table">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              {columns.map((column) => (
                <th scope="col" class="n">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            {rows.map(({ name, figures, isOwn }) => (
              <tr class={isOwn ? 'subject' : undefined}>
                <th scope="row">{name}</th>
                {figures.map((figure) => (
                  <td class="n">
                    <Value figure={figure} language={language} bare signed={signed} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
