/** Why a perimeter has no members to give, in words. */

import { NotFound, Refused } from '../shared/errors.ts'
import type { Geography } from './geography.ts'
import { nearest } from './names.ts'
import type { Perimeter, PerimeterId } from './perimeter.ts'
import { proposalsFor, type Footprint } from './recode.ts'
import type { CogYear } from './territory.ts'

/** @throws {Refused} `before-it-existed`, `after-it-ended` */
export function refuseOutsideLife(perimeter: Perimeter, day: string): void {
  const { label, validFrom, validTo } = perimeter
  if (validFrom !== undefined && day < validFrom) {
    throw new Refused('before-it-existed', {
      fr: `${label.fr} n’existe que depuis le ${validFrom} : demandez une géographie à partir de cette date, pas ${day}`,
      en: `${label.en} has existed since ${validFrom} only: ask for a geography from that day on, not ${day}`
    })
  }
  if (validTo !== undefined && day > validTo) {
    throw new Refused('after-it-ended', {
      fr: `${label.fr} a cessé d’exister le ${validTo} : demandez une géographie jusqu’à cette date, pas ${day}`,
      en: `${label.en} ceased to exist on ${validTo}: ask for a geography until that day, not ${day}`
    })
  }
}

export function straddles({ label }: Perimeter, cog: CogYear, { straddling, unknown }: Footprint): Refused {
  const codes = [...straddling.map(({ commune }) => commune), ...unknown.map(({ code }) => code)].join(', ')
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
  const near = nearest(id, known).join(', ')
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
