/** An organisation over time: names, legal forms, what it follows, what it takes part in. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { Form, Kind } from './form.ts'

declare const organisationId: unique symbol
export type OrganisationId = string & { readonly [organisationId]: true }

/** Days, `YYYY-MM-DD`, both included; absent where the source does not say. */
export type Span = { readonly from?: string; readonly to?: string }

export type OrganisationName = Span & { readonly name: string; readonly source?: string }

export type LegalForm = Span & { readonly form: Form; readonly source?: string }

export type Predecessor = {
  readonly organisation: OrganisationId
  /** `becomes`: the same line goes on under another identity. `absorbed`: it joined another, which had its own. */
  readonly kind: 'becomes' | 'absorbed'
  /** First day of the successor in its place. */
  readonly on: string
  readonly source?: string
}

/** Its part in something: partner of the PIC, signatory of the ERBM. */
export type Participation = Span & { readonly in: string; readonly role: string; readonly source: string }

export type Organisation = {
  readonly id: OrganisationId
  readonly kind: Kind
  /** Oldest first, at least one. */
  readonly names: readonly OrganisationName[]
  readonly aliases: readonly string[]
  /** Oldest first. */
  readonly forms: readonly LegalForm[]
  readonly predecessors: readonly Predecessor[]
  readonly participations: readonly Participation[]
  readonly territory?: PerimeterId
  /** Of the organisation, never of a person. */
  readonly contact?: { readonly site?: string; readonly address?: string }
  readonly note?: Text
  /** Found to be a duplicate: the record that goes on. */
  readonly mergedInto?: OrganisationId
}

/** As stored: whoever saves it names the version that was read. */
export type Versioned<T> = { readonly version: number; readonly value: T }

/** @throws {InvalidInput} unless `text` has the form mission-bassin-minier */
export function parseOrganisationId(text: string): OrganisationId {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text as OrganisationId
  throw new InvalidInput({
    fr: `« ${text} » n’est pas l’identifiant d’un organisme : attendu des lettres minuscules, des chiffres et des tirets`,
    en: `"${text}" is not the identifier of an organisation: expected lower-case letters, digits and dashes`
  })
}

/** Whether a span holds on a day; one without an end goes on, one without a beginning always was. */
export function holdsOn({ from, to }: Span, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to)
}

/** Its name on a day; before the first, the first, and after the last, the last. */
export function nameOn({ names }: Organisation, day: string): string {
  const [first] = names
  return (names.find((one) => holdsOn(one, day)) ?? (day < (first?.from ?? '') ? first : names.at(-1)))?.name ?? ''
}

/** Undefined where no form is recorded for that day. */
export function formOn({ forms }: Organisation, day: string): LegalForm | undefined {
  return forms.find((one) => holdsOn(one, day))
}
