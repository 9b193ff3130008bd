/** A document that somebody published, and in which numbers are read: a booklet, a page, an article. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'

declare const documentId: unique symbol
export type DocumentId = string & { readonly [documentId]: true }

/** `partial`: some of it could not be read, as behind a paywall or where an image is lost. */
export const ACCESSES = ['open', 'partial', 'closed'] as const

export type Document = {
  readonly id: DocumentId
  /** As it is printed, in its own language. */
  readonly title: string
  readonly producer: string
  /** `2022`, `2022-07` or `2022-07-06`; absent: it bears none. */
  readonly date?: string
  readonly access: (typeof ACCESSES)[number]
  readonly url?: string
  /** What is missing of it, what to know before quoting it. */
  readonly note?: Text
}

/** @throws {InvalidInput} unless `text` is made of letters, digits, dashes, dots and underscores */
export function parseDocumentId(text: string): DocumentId {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) return text as DocumentId
  throw new InvalidInput({
    fr: `« ${text} » n’est pas l’identifiant d’un document : attendu des lettres, des chiffres et des tirets, comme livret-2022`,
    en: `"${text}" is not the identifier of a document: expected letters, digits and dashes, such as livret-2022`
  })
}
