/** Commune codes as producers write them: leading zeros lost, municipal arrondissements beside their city. */

import {
  LEVELS,
  parseCommuneCode,
  territoryOf,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import type { Text } from '../domain/shared/text.ts'
import type { RowRefusal } from './wide.ts'

/**
 * The city of a municipal arrondissement of Paris, Lyon or Marseille; undefined for any other code.
 *
 * Some files list the city and its arrondissements, some only the arrondissements: adding both counts 3.5 million
 * people twice.
 */
export function cityOfArrondissement(code: string): CommuneCode | undefined {
  return CITIES.find(({ arrondissements }) => arrondissements.test(code))?.city
}

/** A commune code or a postal code of an overseas collectivity: in no department, hence in no perimeter. */
export function isOverseasCollectivity(code: string): boolean {
  return /^(97[578]|98)/.test(code)
}

/** What is said of overseas collectivities left out. */
export function collectivitiesRemark(count: number): readonly Text[] {
  if (count === 0) return []
  return [
    {
      fr: `lignes de collectivités d’outre-mer laissées de côté, hors de tout département : ${count}`,
      en: `rows of overseas collectivities left out, in no department: ${count}`
    }
  ]
}

/** What is said of the arrondissements left out. */
export function arrondissementsRemark(count: number): readonly Text[] {
  if (count === 0) return []
  return [
    {
      fr: `arrondissements de Paris, Lyon et Marseille laissés de côté, le fichier donnant aussi les trois communes : ${count}`,
      en: `arrondissements of Paris, Lyon and Marseille left out, since the file gives the three communes too: ${count}`
    }
  ]
}

/** The territory of a commune code, or why it is none. */
export function readCommune(code: string, column: string): TerritoryId | RowRefusal {
  const clean = code.trim()
  if (LEVELS.COM.test(clean)) return territoryOf('COM', clean)
  const padded = clean.padStart(5, '0')
  const hint = LEVELS.COM.test(padded) && clean !== ''
  return {
    column,
    found: code,
    expected: {
      fr: `un code de commune de cinq caractères, comme 01004 ou 2A004${hint ? ` : peut-être ${padded}, son zéro de tête perdu dans un tableur` : ''}`,
      en: `a commune code of five characters, such as 01004 or 2A004${hint ? `: perhaps ${padded}, its leading zero lost in a spreadsheet` : ''}`
    }
  }
}

const CITIES = [
  { arrondissements: /^751(0[1-9]|1\d|20)$/, city: '75056' },
  { arrondissements: /^132(0[1-9]|1[0-6])$/, city: '13055' },
  { arrondissements: /^6938[1-9]$/, city: '69123' }
].map(({ arrondissements, city }) => ({ arrondissements, city: parseCommuneCode(city) }))
