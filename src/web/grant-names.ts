/** Roles in the names that people know: those of organisations and territories, and which there are to choose from. */

import type { Context } from 'hono'
import type { Grant } from '../domain/access/actor.ts'
import { nameOn } from '../domain/organisations/organisation.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Language } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { GrantChoices } from '../view/access-admin.tsx'
import { languageOf } from './frame.ts'
import type { Portal, PortalEnv } from './portal.ts'

type GrantNames = {
  /** The same grant, to be shown; an identifier that names nothing any more stays. */
  readonly named: <T extends Grant>(grant: T) => T
  readonly choices: GrantChoices
}

export async function grantNames(c: Context<PortalEnv>): Promise<GrantNames> {
  const portal = c.get('portal')
  const language = languageOf(c.req.path)
  const { organisations } = await portal.organisations.register()
  const names = new Map<string, string>(organisations.map((one) => [one.id, nameOn(one, portal.today)]))
  const listed = organisations.filter(({ mergedInto }) => mergedInto === undefined)
  return {
    named: (grant) => ({
      ...grant,
      ...(grant.organisation !== undefined && { organisation: names.get(grant.organisation) ?? grant.organisation }),
      ...(grant.territory !== undefined && { territory: territoryName(portal, grant.territory, language) })
    }),
    choices: {
      organisations: listed.map(({ id }) => ({ id, name: names.get(id) ?? id })),
      territories: [...portal.observatory.registry.perimeters.values()].map(({ id, label }) => ({
        id,
        name: label[language]
      }))
    }
  }
}

function territoryName({ observatory }: Portal, id: string, language: Language): string {
  try {
    return observatory.places.place(parsePerimeterId(id), undefined).label[language]
  } catch (error) {
    if (error instanceof InvalidInput || error instanceof NotFound || error instanceof Refused) return id
    throw error
  }
}
