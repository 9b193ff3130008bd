/** Why a perimeter has no members to give, in words. */

import { dayWords } from '../shared/day.ts'
import { NotFound, Refused } from '../shared/errors.ts'
import { editDistance } from '../shared/nearest.ts'
import { nameOf, territoriesAt, territoryExists, type Geography } from './geography.ts'
import { nearestNames } from './names.ts'
import type { Perimeter, PerimeterId } from './perimeter.ts'
import { proposalsFor, type Footprint } from './recode.ts'
import { territoryNotFound } from './refusals.ts'
import { levelOf, type CogYear, type TerritoryId } from './territory.ts'

/** @throws {Refused} `before-it-existed`, `after-it-ended` */
export function refuseOutsideLife(perimeter: Perimeter, day: string): void {
  const { label, validFrom, validTo } = perimeter
  const asked = dayWords(day)
  if (validFrom !== undefined && day < validFrom) {
    const first = dayWords(validFrom)
    throw new Refused('before-it-existed', {
      fr: `${label.fr} n’existe que depuis le ${first.fr} : demandez une géographie à partir de cette date, pas celle du ${asked.fr}`,
      en: `${label.en} has existed since ${first.en} only: ask for a geography from that day on, not that of ${asked.en}`
    })
  }
  if (validTo !== undefined && day > validTo) {
    const last = dayWords(validTo)
    throw new Refused('after-it-ended', {
      fr: `${label.fr} a cessé d’exister le ${last.fr} : demandez une géographie jusqu’à cette date, pas celle du ${asked.fr}`,
      en: `${label.en} ceased to exist on ${last.en}: ask for a geography until that day, not that of ${asked.en}`
    })
  }
}

export function beforeRegions(name: string, cog: CogYear): Refused {
  const first = dayWords('2016-01-01')
  return new Refused('before-it-existed', {
    fr: `${name} n’existe que depuis le ${first.fr} : demandez une géographie à partir de cette date, pas celle de ${cog}`,
    en: `${name} has existed since ${first.en} only: ask for a geography from that day on, not that of ${cog}`
  })
}

export function straddles({ label }: Perimeter, cog: CogYear, { straddling, unknown }: Footprint): Refused {
  const lost = unknown.map(({ code, proposals: [near] }) => (near ? `${code} (→ ${near.commune} ${near.name})` : code))
  const codes = [...straddling.map(({ commune }) => commune), ...lost].join(', ')
  return new Refused('straddles', {
    fr: `${label.fr} ne peut pas être suivi jusqu’à la géographie de ${cog} : la limite traverse ou perd ${codes} ; donnez-lui une liste de cette année`,
    en: `${label.en} cannot be followed to the geography of ${cog}: its border crosses or loses ${codes}; give it a list of that year`
  })
}

export function circular(path: readonly PerimeterId[]): Refused {
  return new Refused('circular', {
    fr: `la définition tourne en rond : ${path.join(' → ')}`,
    en: `the definition goes round in circles: ${path.join(' → ')}`
  })
}

export function notDerived({ label }: Perimeter, file: string): Refused {
  return new Refused('not-derived', {
    fr: `les communes de ${label.fr} n’ont pas encore été déduites de ${file}`,
    en: `the communes of ${label.en} have not been derived from ${file} yet`
  })
}

export function emptyPerimeter({ label }: Perimeter, cog: CogYear): Refused {
  return new Refused('empty', {
    fr: `${label.fr} ne contient aucune commune à la géographie de ${cog}`,
    en: `${label.en} holds no commune at the geography of ${cog}`
  })
}

export function unknownPerimeter(known: Iterable<string>, id: PerimeterId): NotFound {
  const near = nearestNames(id, known).join(', ')
  return new NotFound({
    fr: `aucun périmètre « ${id} »${near === '' ? '' : ` : peut-être ${near}`}`,
    en: `no perimeter "${id}"${near === '' ? '' : `: perhaps ${near}`}`
  })
}

export function unknownCommune(geography: Geography, code: string, cog: CogYear): NotFound {
  const near = proposalsFor(geography, code, cog)
  const fr = near.map(({ commune, name, why }) => `${commune} ${name} (${why.fr})`)
  const en = near.map(({ commune, name, why }) => `${commune} ${name} (${why.en})`)
  return new NotFound({
    fr: `aucune commune ${code} au Code officiel géographique de ${cog}${fr.length > 0 ? ` : peut-être ${fr.join(', ')}` : ''}`,
    en: `no commune ${code} in the Code officiel géographique of ${cog}${en.length > 0 ? `: perhaps ${en.join(', ')}` : ''}`
  })
}

/** With the codes a slip of the keyboard away, and the last year it is known to have existed. */
export function unknownTerritory(geography: Geography, territory: TerritoryId, cog: CogYear): NotFound {
  const level = levelOf(territory)
  const near = territoriesAt(geography, level, cog)
    .map((other) => ({ other, slips: editDistance(territory, other, MOST_SLIPS + 1) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .toSorted((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_PROPOSED)
    .map(({ other }) => `${other} ${nameOf(geography, other, cog)}`)
    .join(', ')
  const years = Array.from({ length: cog - geography.firstEpciYear }, (_, i) => cog - 1 - i)
  const last = years.find((year) => territoryExists(geography, territory, year))
  return territoryNotFound(territory, cog, {
    fr: `${last ? `, mais encore à celui de ${last}` : ''}${near ? ` : peut-être ${near}` : ''}`,
    en: `${last ? `, but does in that of ${last}` : ''}${near ? `: perhaps ${near}` : ''}`
  })
}

const MOST_SLIPS = 2
const MOST_PROPOSED = 3
