/** Organisations and people that say only what a test is about. */

import { parseOrganisationId, type Organisation } from '../../../src/domain/organisations/organisation.ts'
import { parsePersonId, type Mandate, type Person } from '../../../src/domain/organisations/person.ts'

export function makeOrganisation(id: string, given: Partial<Organisation> = {}): Organisation {
  return {
    id: parseOrganisationId(id),
    kind: 'local',
    names: [{ name: id }],
    aliases: [],
    forms: [],
    predecessors: [],
    participations: [],
    ...given
  }
}

export function makePerson(id: string, mandates: readonly Partial<Mandate>[] = [], name = id): Person {
  const usual = { organisation: parseOrganisationId('pma'), office: { fr: 'membre', en: 'member' }, source: 'minutes' }
  return { id: parsePersonId(id), name, example: true, mandates: mandates.map((one) => ({ ...usual, ...one })) }
}
