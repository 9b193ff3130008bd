/** Breaks that nobody is warned of any more, and why: said in the margin, that a reader may judge. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language } from '../domain/shared/text.ts'
import { say, typeset } from './messages.ts'
import { periodText } from './period-text.ts'

export function liftedNotes({ liftedBreaks = [] }: Indicator, language: Language) {
  return liftedBreaks.map((one) => (
    <>
      <strong>{say('liftedBreak', language)}</strong> {one.label[language]}, {periodText(one.at, language)}.{' '}
      {typeset(one.lifted[language], language)}
    </>
  ))
}
