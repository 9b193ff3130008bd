/** Behind the dots of a strip: every peer with its value, from the highest. */

import type { ShownFigure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { DrawnData } from './drawn-data.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { isShort } from './value.tsx'
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
    <DrawnData
      kind="peers"
      title={title}
      heads={[say('territory', language), isShort(sample.unit) ? say('value', language) : many[language]]}
      rows={peers
        .toSorted((a, b) => heightOf(b) - heightOf(a))
        .map((peer) => ({
          name: <a href={pathTo('territories', language, peer.perimeter.id)}>{peer.perimeter.label[language]}</a>,
          figures: [peer],
          isOwn: isOwn(peer)
        }))}
      language={language}
      signed={signed}
    />
  )
}

/** What has no value comes last. */
function heightOf({ cell }: ShownFigure): number {
  return 'value' in cell ? cell.value : -Infinity
}
