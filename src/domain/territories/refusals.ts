/** Why a territory has no members to give, in words. */

import { NotFound, Refused } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { Geography } from './geography.ts'
import { codeOf, levelOf, type CogYear, type TerritoryId } from './territory.ts'

/** The first year whose communes are known. */
export const FIRST_COG_YEAR = 1943

/** @throws {Refused} `unknown-before-2019`, `unknown-before-1943`, `not-yet-known` */
export function refuseUnknownYear(geography: Geography, territory: TerritoryId, cog: CogYear): void {
  if (levelOf(territory) === 'EPCI') refuseUnknownEpci(geography, cog)
  if (cog >= FIRST_COG_YEAR && cog <= geography.latest) return
  throw new Refused(cog > geography.latest ? 'not-yet-known' : 'unknown-before-1943', {
    fr: `la géographie de ${cog} n’est pas connue : les listes de communes vont de ${FIRST_COG_YEAR} à ${geography.latest}`,
    en: `the geography of ${cog} is not known: the lists of communes go from ${FIRST_COG_YEAR} to ${geography.latest}`
  })
}

export function refuseUnknownEpci(geography: Geography, cog: CogYear): void {
  const { firstEpciYear: first, latest } = geography
  if (cog >= first && cog <= latest) return
  throw new Refused(cog < first ? `unknown-before-${first}` : 'not-yet-known', {
    fr: `la composition des intercommunalités en ${cog} n’est pas connue : les listes vont de ${first} à ${latest}`,
    en: `the members of the EPCI in ${cog} are not known: the lists go from ${first} to ${latest}`
  })
}

/** A commune goes by its code: its level is for machines. `hint` follows, such as what the reader may have meant. */
export function territoryNotFound(territory: TerritoryId, cog: CogYear, hint: Text = { fr: '', en: '' }): NotFound {
  const shown = levelOf(territory) === 'COM' ? codeOf(territory) : territory
  return new NotFound({
    fr: `${shown} n’existe pas au Code officiel géographique de ${cog}${hint.fr}`,
    en: `${shown} does not exist in the Code officiel géographique of ${cog}${hint.en}`
  })
}
