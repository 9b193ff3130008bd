/** For whom and where the one-click accounts hold their role: so that each finds something of its own. */

import type { Grant } from '../domain/access/actor.ts'
import type { GrantedRole } from '../domain/access/role.ts'
import { producersNamed } from '../domain/indicators/doubt-officer.ts'
import { resolveIfAny } from '../domain/territories/resolve.ts'
import { dayKnown } from './commune-page.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'

type Demonstrated = {
  readonly observatory: OpenObservatory
  readonly organisations: RegisterReader
  readonly today: string
}

/**
 * An elected official: of a commune that the register knows, in the first listed perimeter. A producer: of the first
 * source whose producer is there. The others: for the organisation of that perimeter. Nothing where there is none.
 */
export async function demonstrationGrant(
  { observatory, organisations: reader, today }: Demonstrated,
  role: GrantedRole
): Promise<Omit<Grant, 'role'>> {
  const { atlas, folder } = observatory
  const { organisations } = await reader.register()
  const [first] = folder.settings.perimeters
  if (role === 'producer') {
    const [organisation] = folder.sources.flatMap(({ producer }) => producersNamed(organisations, [producer.fr]))
    return organisation === undefined ? {} : { organisation }
  }
  if (first === undefined || role === 'administrator' || role === 'resident') return {}
  if (role === 'elected-official') {
    const communes = resolveIfAny(atlas, first, dayKnown(today, atlas.geography.latest))?.communes ?? []
    const known = organisations.find(({ territory }) => communes.some((code) => code === String(territory)))
    return known?.territory === undefined ? {} : { territory: known.territory, organisation: known.id }
  }
  const organisation = organisations.find(({ territory }) => territory === first)?.id
  return organisation === undefined ? {} : { organisation }
}
