/** Two records found to be one organisation: one goes on with all that both knew, the other leads to it. */

import type { Organisation, OrganisationId } from './organisation.ts'
import type { Register } from './register.ts'

/**
 * The register after the merge. Names that the record that goes on had not become aliases, since nothing says when
 * they were used; what pointed to the duplicate points to it. The duplicate keeps its content, and its history.
 */
export function mergeOrganisations(register: Register, kept: Organisation, duplicate: Organisation): Register {
  const retarget = (id: OrganisationId): OrganisationId => (id === duplicate.id ? kept.id : id)
  return {
    ...register,
    organisations: register.organisations.map((one) => {
      if (one.id === duplicate.id) return { ...duplicate, mergedInto: kept.id }
      const whole = one.id === kept.id ? united(kept, duplicate) : one
      return {
        ...whole,
        predecessors: whole.predecessors
          .map((other) => ({ ...other, organisation: retarget(other.organisation) }))
          .filter(({ organisation }) => organisation !== one.id),
        ...(whole.mergedInto !== undefined && { mergedInto: retarget(whole.mergedInto) })
      }
    }),
    people: register.people.map((person) => ({
      ...person,
      mandates: person.mandates.map((one) => ({ ...one, organisation: retarget(one.organisation) }))
    }))
  }
}

function united(kept: Organisation, duplicate: Organisation): Organisation {
  const called = new Set(kept.names.map(({ name }) => name))
  const aliases = [...kept.aliases, ...duplicate.names.map(({ name }) => name), ...duplicate.aliases]
  const territory = kept.territory ?? duplicate.territory
  const contact = { ...duplicate.contact, ...kept.contact }
  const note = kept.note ?? duplicate.note
  return {
    ...kept,
    aliases: [...new Set(aliases)].filter((name) => !called.has(name)),
    forms: kept.forms.length > 0 ? kept.forms : duplicate.forms,
    predecessors: distinct([...kept.predecessors, ...duplicate.predecessors], ({ organisation }) => organisation),
    participations: distinct([...kept.participations, ...duplicate.participations], (one) => `${one.in} ${one.role}`),
    ...(territory !== undefined && { territory }),
    ...(Object.keys(contact).length > 0 && { contact }),
    ...(note && { note })
  }
}

/** The first of each. */
function distinct<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const known = new Map<string, T>()
  for (const one of all) if (!known.has(keyOf(one))) known.set(keyOf(one), one)
  return [...known.values()]
}
