/** The button that brings what a map needs to be explored; without a script there is none. */

import type { Language } from '../domain/shared/text.ts'
import { mapWord } from './map-words.ts'

export function ExploreButton({
  script,
  kind,
  language
}: {
  /** Address of what waits for the button. */
  readonly script: string | undefined
  readonly kind: 'map' | 'workshop'
  readonly language: Language
}) {
  if (!script) return null
  return (
    <>
      <script type="module" src={script}></script>
      <p class="explore">
        <button type="button" class="button small" data-explore={kind}>
          {mapWord(kind === 'map' ? 'explore' : 'draw', language)}
        </button>
        <span class="note" role="status" data-said>
          {mapWord(kind === 'map' ? 'exploreNote' : 'drawNote', language)}
        </span>
      </p>
    </>
  )
}
