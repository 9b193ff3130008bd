/** What is found when the chain of the journal is read: whole, or where it breaks. */

import type { Text } from '../shared/text.ts'

/** The last entry: kept elsewhere, it shows later that nothing before it was rewritten. */
export type JournalHead = {
  readonly entries: number
  /** SHA-256, in lower-case hexadecimal. */
  readonly hash: string
}

export type ChainFault =
  /** Its content does not give its hash; or its hash does not follow from the one before. */
  | { readonly kind: 'altered'; readonly entry: number }
  /** Entries are missing before it. */
  | { readonly kind: 'missing'; readonly entry: number }
  /** Entries are missing after it. */
  | { readonly kind: 'cut'; readonly entry: number; readonly expected: number }

export function chainFaultText(fault: ChainFault): Text {
  const { entry } = fault
  switch (fault.kind) {
    case 'altered':
      return {
        fr: `l’écriture ${entry} ne donne pas son empreinte : elle a été altérée, ou celle d’avant avec son empreinte`,
        en: `entry ${entry} does not give its hash: it was altered, or the one before together with its hash`
      }
    case 'missing':
      return {
        fr: `des écritures manquent avant l’écriture ${entry}`,
        en: `entries are missing before entry ${entry}`
      }
    case 'cut':
      return {
        fr: `la dernière écriture est la ${entry}, le registre en a scellé ${fault.expected}`,
        en: `the last entry is ${entry}, the registry has sealed ${fault.expected}`
      }
  }
}
