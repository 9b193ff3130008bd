/** Whether the codes of a file are in force, asked of a whole file at once: each level is listed once. */

import { isCommune, territoriesAt, type Geography } from '../territories/geography.ts'
import { codeOf, levelOf, type CogYear, type Level, type TerritoryId } from '../territories/territory.ts'

/** Memberships of EPCI are unknown before: their codes cannot be checked, and are taken as they stand. */
export const EPCI_KNOWN_SINCE = 2019

export function codesInForce(geography: Geography, cog: CogYear): (territory: TerritoryId) => boolean {
  const lists = new Map<Level, ReadonlySet<TerritoryId>>()
  return (territory) => {
    const level = levelOf(territory)
    if (level === 'COM') return isCommune(geography, codeOf(territory), cog)
    if (level === 'EPCI' && cog < EPCI_KNOWN_SINCE) return true
    const list = lists.get(level) ?? new Set(territoriesAt(geography, level, cog))
    lists.set(level, list)
    return list.has(territory)
  }
}
