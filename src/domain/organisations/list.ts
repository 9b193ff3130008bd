/** Lists of organisations: computed from what each takes part in, never typed; and what two of them differ by. */

import type { Text } from '../shared/text.ts'
import { holdsOn, type Organisation, type Participation } from './organisation.ts'
import type { Register } from './register.ts'

export type OrganisationList = {
  readonly id: string
  readonly label: Text
  /** Who takes part in what, and as what. */
  readonly participation: { readonly in: string; readonly role: string }
  readonly source: string
}

export type ListMember = {
  readonly organisation: Organisation
  readonly participation: Participation
  /** Whether it takes part on the day asked. */
  readonly active: boolean
  /** Earlier identities of the same line that took part: counted with it. */
  readonly formerly: readonly Organisation[]
}

/**
 * Everyone who took part up to a day, by the order of the register. A line counts once: what an organisation has
 * become stands for it, what was absorbed by another line stands for itself.
 */
export function membersOn(register: Register, list: OrganisationList, day: string): readonly ListMember[] {
  const entered = register.organisations.flatMap((organisation) => {
    if (organisation.mergedInto !== undefined) return []
    const participation = organisation.participations.find((one) => isOf(one, list) && (one.from ?? day) <= day)
    return participation ? [{ organisation, participation }] : []
  })
  return entered.flatMap(({ organisation, participation }): readonly ListMember[] => {
    const goesOn = entered.some(({ organisation: other }) => continues(other, organisation))
    if (goesOn) return []
    const formerly = entered.flatMap(({ organisation: other }) => (continues(organisation, other) ? [other] : []))
    return [{ organisation, participation, active: holdsOn(participation, day), formerly }]
  })
}

export type ListDifference = {
  readonly both: readonly Organisation[]
  readonly onlyFirst: readonly Organisation[]
  readonly onlySecond: readonly Organisation[]
}

export function compareMembers(first: readonly ListMember[], second: readonly ListMember[]): ListDifference {
  const [a, b] = [first, second].map((members) => members.map(({ organisation }) => organisation))
  const inFirst = new Set(a?.map(({ id }) => id))
  const inSecond = new Set(b?.map(({ id }) => id))
  return {
    both: a?.filter(({ id }) => inSecond.has(id)) ?? [],
    onlyFirst: a?.filter(({ id }) => !inSecond.has(id)) ?? [],
    onlySecond: b?.filter(({ id }) => !inFirst.has(id)) ?? []
  }
}

/** The lists an organisation is in on a day, with its part in each. */
export function listsOf(
  register: Register,
  id: string,
  day: string
): readonly (readonly [OrganisationList, ListMember])[] {
  return register.lists.flatMap((list) => {
    const member = membersOn(register, list, day).find(
      ({ organisation, formerly }) => organisation.id === id || formerly.some((one) => one.id === id)
    )
    return member ? [[list, member] as const] : []
  })
}

function isOf(participation: Participation, list: OrganisationList): boolean {
  return participation.in === list.participation.in && participation.role === list.participation.role
}

function continues(later: Organisation, earlier: Organisation): boolean {
  return later.predecessors.some(({ organisation, kind }) => kind === 'becomes' && organisation === earlier.id)
}
