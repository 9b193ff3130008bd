/** Holders of public offices, in one organisation or several, between dates; what is private of them is elsewhere. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { OrganisationId, Span } from './organisation.ts'

declare const personId: unique symbol
export type PersonId = string & { readonly [personId]: true }

export type Mandate = Span & {
  readonly organisation: OrganisationId
  readonly office: Text
  /** A day on which the source says that it was held. */
  readonly attested?: string
  readonly source: string
}

export type Person = {
  readonly id: PersonId
  readonly name: string
  /** Invented, and shown as such. */
  readonly example: boolean
  readonly mandates: readonly Mandate[]
}

/** @throws {InvalidInput} unless `text` has the form alain-bavay */
export function parsePersonId(text: string): PersonId {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text as PersonId
  throw new InvalidInput({
    fr: `« ${text} » n’est pas l’identifiant d’une personne : attendu des lettres minuscules, des chiffres et des tirets`,
    en: `"${text}" is not the identifier of a person: expected lower-case letters, digits and dashes`
  })
}

/**
 * Whether an office is shown on a day: between its dates. Where the first is not known, from the day it is attested;
 * an office without any date is never said to be held on a day.
 */
export function isHeldOn({ from, to, attested }: Mandate, day: string): boolean {
  const first = from ?? attested
  return first !== undefined && first <= day && (to === undefined || day <= to)
}
