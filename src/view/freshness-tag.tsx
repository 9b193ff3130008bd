/** The state of a source as a tag: colour doubles the word. */

import type { Language } from '../domain/shared/text.ts'
import type { Freshness } from '../domain/sources/freshness.ts'
import { freshnessWord } from './freshness-text.ts'

export function FreshnessTag({ freshness, language }: { readonly freshness: Freshness; readonly language: Language }) {
  return <span class={`tag${TONES[freshness.kind]}`}>{freshnessWord(freshness, language)}</span>
}

const TONES = { current: ' good', late: ' care', irregular: '', empty: ' grave' } as const satisfies Record<
  Freshness['kind'],
  string
>
