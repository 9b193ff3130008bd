/**
 * Identifiers of the Code officiel géographique and of statistical zonings.
 *
 * A territory is written as INSEE writes it in its own identifiers: level, dash, code:
 * `COM-62498`, `EPCI-200072460`, `DEP-62`, `REG-32`, `ZE2020-3209`, `FRANCE-F`, `FRANCE-FM`.
 */

import { InvalidInput } from '../shared/errors.ts'

declare const communeCode: unique symbol
declare const territoryId: unique symbol

/** Five characters: `01004`, `2A004`, `97105`. */
export type CommuneCode = string & { readonly [communeCode]: true }

/** A territory that a producer publishes values for. */
export type TerritoryId = string & { readonly [territoryId]: true }

/** Year of the Code officiel géographique, in force on the 1st of January. */
export type CogYear = number

/** The years this version knows whole lists for. */
export const COG_YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026] as const satisfies readonly CogYear[]

/** Levels, with the form of their codes. `FRANCE-FM` is metropolitan France, `FRANCE-F` adds the five overseas departments. */
export const LEVELS = {
  COM: /^(\d\d|2[AB])\d{3}$/,
  EPCI: /^\d{9}$/,
  DEP: /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d)$/,
  REG: /^\d\d$/,
  ZE2020: /^\d{4}$/,
  FRANCE: /^FM?$/
} as const

export type Level = keyof typeof LEVELS

/** @throws {InvalidInput} unless `text` has the form 01004, 2A004 or 97105 */
export function parseCommuneCode(text: string): CommuneCode {
  if (!LEVELS.COM.test(text)) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas un code de commune : attendu cinq caractères, comme 01004, 2A004 ou 97105`,
      en: `"${text}" is not a commune code: expected five characters, such as 01004, 2A004 or 97105`
    })
  }
  return text as CommuneCode
}

/** @throws {InvalidInput} unless `text` is a level and a code of that level, such as `EPCI-200072460` */
export function parseTerritoryId(text: string): TerritoryId {
  const [, level = '', code = ''] = /^([A-Z0-9]+)-(\w+)$/.exec(text) ?? []
  if (!isLevel(level) || !LEVELS[level].test(code)) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas un territoire : attendu un niveau et un code, comme COM-62498 ou EPCI-200072460`,
      en: `"${text}" is not a territory: expected a level and a code, such as COM-62498 or EPCI-200072460`
    })
  }
  return text as TerritoryId
}

export function territoryOf(level: Level, code: string): TerritoryId {
  return parseTerritoryId(`${level}-${code}`)
}

export function levelOf(territory: TerritoryId): Level {
  return territory.slice(0, territory.indexOf('-')) as Level
}

export function codeOf(territory: TerritoryId): string {
  return territory.slice(territory.indexOf('-') + 1)
}

/** The department a commune code belongs to: two characters, three overseas. */
export function departmentOf(commune: CommuneCode): string {
  return commune.startsWith('97') ? commune.slice(0, 3) : commune.slice(0, 2)
}

function isLevel(text: string): text is Level {
  return text in LEVELS
}
