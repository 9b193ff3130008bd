/** Why something is refused, from a closed list, in a sentence that says whom to ask. */

import { Refused } from '../shared/errors.ts'
import type { Language, Text } from '../shared/text.ts'
import { ACTIONS, type Action } from './action.ts'
import type { Actor } from './actor.ts'
import { may, type Decision, type Subject } from './policy.ts'
import { ROLES, type GrantedRole } from './role.ts'

export type RefusalReason =
  'sign-in' | 'second-factor' | 'role' | 'not-yours' | 'other-organisation' | 'other-territory' | 'state'

const WHY: Readonly<Record<RefusalReason, Text>> = {
  'sign-in': { fr: 'il faut être connecté', en: 'one must be signed in' },
  'second-factor': {
    fr: 'votre rôle demande un second facteur ; mettez-le en place dans « Mon compte »',
    en: 'your role needs a second factor; set it up in “My account”'
  },
  role: { fr: 'aucun de vos rôles ne le permet', en: 'none of your roles allows it' },
  'not-yours': { fr: 'cette fiche n’est pas la vôtre', en: 'this record is not yours' },
  'other-organisation': {
    fr: 'cette fiche est celle d’un autre organisme',
    en: 'this record is another organisation’s'
  },
  'other-territory': {
    fr: 'cette fiche est hors du territoire de votre rôle',
    en: 'this record lies outside the territory of your role'
  },
  state: {
    fr: 'l’état de la fiche ne le permet pas, ou plus',
    en: 'the state of the record does not allow it, or no longer'
  }
}

export const REFUSAL_REASONS = Object.keys(WHY) as readonly RefusalReason[]

/** « Corriger un organisme : cette fiche est celle d’un autre organisme. Demandez à un chargé d’études. » */
export function refusalText(action: Action, { reason, ask }: Decision & { readonly allowed: false }): Text {
  const what = ACTIONS[action]
  return {
    fr: `${capital(what.fr)} : ${WHY[reason].fr}.${whom(ask, 'fr')}`,
    en: `${capital(what.en)}: ${WHY[reason].en}.${whom(ask, 'en')}`
  }
}

/** @throws {Refused} with the reason and the sentence, when the policy says no */
export function mustBeAllowed(actor: Actor, action: Action, subject: Subject): void {
  const decision = may(actor, action, subject)
  if (!decision.allowed) throw new Refused(decision.reason, refusalText(action, decision))
}

/** A right that each has to its own is asked of nobody. */
function whom(roles: readonly GrantedRole[], language: Language): string {
  if (roles.length === 0) return ''
  const labels = roles.map((role) => ROLES[role].label[language])
  if (language === 'fr') return ` Demandez à un ${labels.join(' ou à un ')}.`
  return ` Ask ${labels.map((label) => `${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}`).join(' or ')}.`
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1)
}
