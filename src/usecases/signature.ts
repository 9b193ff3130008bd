/** How a change made by hand is signed: who, with how many factors, on whose behalf, why. */

import type { Actor } from '../domain/access/actor.ts'
import type { Authorship } from '../domain/journal/entry.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import { authorOf } from './access-invitations.ts'

const LONGEST_REASON = 300

/** Those on whose behalf the actor may write: the organisations that its roles are held for. */
export function behalfOf(actor: Actor): readonly string[] {
  const all = actor.kind === 'account' ? actor.grants.flatMap(({ organisation }) => organisation ?? []) : []
  return [...new Set(all)]
}

/** From the fields `reason` and `behalf` of a form; what is not one’s to say is not heeded. */
export function signatureOf(actor: Actor, fields: FormFields): Authorship {
  const reason = reasonIn(fields)
  const own = behalfOf(actor)
  const onBehalf = own.find((one) => one === fields['behalf']) ?? (own.length === 1 ? own[0] : undefined)
  return {
    actor: authorOf(actor),
    ...(actor.kind === 'account' && { usedSecondFactor: actor.usedSecondFactor }),
    ...(onBehalf !== undefined && { onBehalf }),
    ...(reason && { reason })
  }
}

export function reasonIn(fields: FormFields): string {
  return (fields['reason'] ?? '').trim().slice(0, LONGEST_REASON)
}

/** Asked where something that was told is told otherwise. */
export const NO_REASON: FormProblem = {
  field: 'reason',
  text: {
    fr: 'attendu pourquoi : ce qui était écrit, avec ses dates, l’est autrement ou ne l’est plus',
    en: 'expected why: what was written, with its dates, is written otherwise or no longer'
  }
}
