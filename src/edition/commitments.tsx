/** What became of promises, as HTML: a table that reads alone, then what it does not say. */

import type { Block } from '../domain/editions/edition.ts'
import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { typeset } from '../view/messages.ts'
import { promisedTable } from './commitment-words.ts'

export function Promised({
  block,
  frozen
}: {
  readonly block: Block & { kind: 'commitments' }
  readonly frozen: FrozenEdition
}) {
  const { language } = frozen.edition
  const table = promisedTable(frozen, block)
  if (!table) return <></>
  const { title, heads, rows, isCounted, lines } = table
  const [first, ...others] = heads
  return (
    <>
      <div class="scroll" role="region" aria-label={title} tabindex={0}>
        <table class="table">
          <caption>{typeset(title, language)}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {others.map((head) => (
                <th scope="col" class={isCounted ? 'n' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head = '', ...cells]) => (
              <tr>
                <th scope="row">{typeset(head, language)}</th>
                {cells.map((cell) => (
                  <td class={isCounted ? 'n' : undefined}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.map((line) => (
        <p class="reading">{typeset(line, language)}</p>
      ))}
    </>
  )
}
