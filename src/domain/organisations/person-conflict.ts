/** Two people on the record of one person: each office apart, and what is private beside, so that little is to be chosen. */

import { changedMeanwhile, type FieldConflict } from '../journal/conflict.ts'
import type { PrivateContact } from './person-form.ts'
import type { Mandate, Person } from './person.ts'

export type PersonState = Pick<Person, 'name' | 'example' | 'mandates'> & PrivateContact

/**
 * @param base as both had read it; undefined when nobody knows: all that differs is then to be chosen
 * @returns what somebody else has changed since, for the second to see
 */
export function personConflicts(
  base: PersonState | undefined,
  mine: PersonState,
  theirs: PersonState
): readonly FieldConflict[] {
  const found = changedMeanwhile(base ? flat(base) : {}, flat(mine), flat(theirs))
  return base ? found : found.map((one) => ({ ...one, clash: true }))
}

/**
 * What the second writes once each clash was chosen: their change where only they made one, the choice elsewhere.
 * Undefined as long as a choice is missing.
 */
export function resolvePerson(
  mine: PersonState,
  theirs: PersonState,
  conflicts: readonly FieldConflict[],
  choices: Readonly<Record<string, string>>
): PersonState | undefined {
  const sides = new Map<string, PersonState>()
  for (const { field, clash } of conflicts) {
    const choice = clash ? choices[field] : 'theirs'
    if (choice !== 'mine' && choice !== 'theirs') return undefined
    sides.set(field, choice === 'mine' ? mine : theirs)
  }
  const from = (field: string): PersonState => sides.get(field) ?? mine
  const [own, other] = [keyed(mine.mandates), keyed(theirs.mandates)]
  const keys = [...new Set([...own.keys(), ...other.keys()])]
  return {
    name: from('name').name,
    example: from('example').example,
    email: from('email').email,
    phone: from('phone').phone,
    mandates: keys.flatMap((key) => (from(key) === theirs ? other : own).get(key) ?? [])
  }
}

function flat({ mandates, ...rest }: PersonState): Readonly<Record<string, unknown>> {
  return { ...rest, ...Object.fromEntries(keyed(mandates)) }
}

/** An office is the same as long as it is held in the same organisation from the same day under the same name. */
function keyed(mandates: readonly Mandate[]): ReadonlyMap<string, Mandate> {
  const known = new Map<string, Mandate>()
  for (const one of mandates) {
    const key = `mandate ${one.organisation} ${one.from ?? one.attested ?? '–'} ${one.office.fr}`
    let unused = key
    for (let i = 2; known.has(unused); i += 1) unused = `${key} ${i}`
    known.set(unused, one)
  }
  return known
}
