/** Behind the dots of a strip: every peer with its value, from the highest, for the keyboard and for who cannot point. */

import type { ShownFigure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { isShort, Value } from './value.tsx'
import { unitOf } from './units.ts'

export type PeerTableProps = {
  readonly peers: readonly ShownFigure[]
  /** What they are and when, as the caption of the table. */
  readonly title: string
  readonly language: Language
  readonly isOwn: (peer: ShownFigure) => boolean
  readonly signed?: boolean
}

export function PeerTable({ peers, title, language, isOwn, signed = false }: PeerTableProps) {
  const [sample] = peers
  if (!sample) return null
  const { many } = unitOf(sample.unit)
  return (
    <details class="data peers">
      <summary>{say('seeData', language)}</summary>
      <div class="long gap" tabindex={0} role="region" aria-label={title}>
        <table class="table">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say('territory', language)}</th>
              <th scope="col" class="n">
                {isShort(sample.unit) ? say('value', language) : many[language]}
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {peers
              .toSorted((a, b) => heightOf(b) - heightOf(a))
              .map((peer) => (
                <tr class={isOwn(peer) ? 'subject' : undefined}>
                  <th scope="row">
                    <a href={pathTo('territories', language, peer.perimeter.id)}>{peer.perimeter.label[language]}</a>
                  </th>
                  <td class="n">
                    <Value figure={peer} language={language} bare signed={signed} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** What has no value comes last. */
function heightOf({ cell }: ShownFigure): number {
  return 'value' in cell ? cell.value : -Infinity
}
