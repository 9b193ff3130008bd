/** The words before a rounded number. */

import type { WordingKind } from '../domain/editions/wording.ts'
import type { Text } from '../domain/shared/text.ts'

export const WORDED: Readonly<Record<WordingKind, Text>> = {
  more: { fr: 'plus de', en: 'more than' },
  nearly: { fr: 'près de', en: 'nearly' },
  less: { fr: 'moins de', en: 'less than' },
  about: { fr: 'environ', en: 'about' }
}
