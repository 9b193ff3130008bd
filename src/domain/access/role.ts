/** The roles that a person may hold, by grants, and what each asks of the account. */

import type { Text } from '../shared/text.ts'

type RoleDefinition = {
  readonly label: Text
  /** Validates or administers: nothing but the set-up page until a second factor is there. */
  readonly needsSecondFactor: boolean
}

/** `reader` is everyone, signed in or not: it is never granted. */
export const ROLES = {
  administrator: { label: { fr: 'administrateur', en: 'administrator' }, needsSecondFactor: true },
  'study-officer': { label: { fr: 'chargé d’études', en: 'study officer' }, needsSecondFactor: true },
  producer: { label: { fr: 'producteur de données', en: 'data producer' }, needsSecondFactor: false },
  validator: { label: { fr: 'validateur', en: 'validator' }, needsSecondFactor: true },
  editor: { label: { fr: 'rédacteur', en: 'editor' }, needsSecondFactor: false },
  'programme-manager': { label: { fr: 'chef de programme', en: 'programme manager' }, needsSecondFactor: false },
  carrier: { label: { fr: 'porteur d’opération', en: 'operation carrier' }, needsSecondFactor: false },
  funder: { label: { fr: 'financeur', en: 'funder' }, needsSecondFactor: false },
  'label-officer': { label: { fr: 'chargé de labellisation', en: 'label officer' }, needsSecondFactor: true },
  expert: { label: { fr: 'expert', en: 'expert' }, needsSecondFactor: false },
  'elected-official': { label: { fr: 'élu', en: 'elected official' }, needsSecondFactor: false },
  member: { label: { fr: 'membre', en: 'member' }, needsSecondFactor: false },
  resident: { label: { fr: 'habitant', en: 'resident' }, needsSecondFactor: false },
  reader: { label: { fr: 'lecteur', en: 'reader' }, needsSecondFactor: false }
} as const satisfies Record<string, RoleDefinition>

export type Role = keyof typeof ROLES

/** What an invitation may give. */
export type GrantedRole = Exclude<Role, 'reader'>

export const GRANTED_ROLES = Object.keys(ROLES).filter(isGrantedRole)

export function isGrantedRole(text: string): text is GrantedRole {
  return text !== 'reader' && Object.hasOwn(ROLES, text)
}
