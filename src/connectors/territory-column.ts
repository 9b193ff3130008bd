/** Codes of territories in the cells of a row, however the producer's spreadsheet has worn them. */

import type { TableBuilder } from '../domain/indicators/table.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { LEVELS, territoryOf, type Level } from '../domain/territories/territory.ts'
import type { Header } from './header.ts'

export type Unreadable = { readonly column: string; readonly found: string; readonly expected: Text }

export type TerritoryReader = {
  /** The index of the territory in the table; undefined for a row to pass over. */
  readonly read: (row: readonly string[]) => number | Unreadable | undefined
  readonly remarks: () => readonly Text[]
}

/** Examples of each level, for messages. */
const EXAMPLES: Readonly<Record<Level, string>> = {
  COM: '62498',
  EPCI: '200072460',
  DEP: '62',
  REG: '32',
  ZE2020: '3209',
  FRANCE: 'F'
}

/** @throws {InvalidInput} when a column of the mapping is missing */
export function makeTerritoryReader(mapping: Mapping, header: Header, builder: TableBuilder): TerritoryReader {
  const { territory } = mapping
  if ('id' in territory) {
    const { id } = territory
    return { read: () => builder.territoryIndex(id), remarks: () => [] }
  }
  const indices = territory.columns.map(header.column)
  const column = territory.columns.join(' + ')
  const levelOf = makeLevelReader(territory.level, header)
  const skipped = new Set(mapping.skip)
  const known = new Map<string, number | Unreadable | undefined>()
  let padded = 0

  function readCode(level: Level | Unreadable, code: string): number | Unreadable | undefined {
    if (skipped.has(code)) return undefined
    if (typeof level !== 'string') return level
    const whole = padCode(level, code)
    if (LEVELS[level].test(whole)) {
      if (whole !== code) padded += 1
      return builder.territoryIndex(territoryOf(level, whole))
    }
    const within = withinCommune(code)
    if (within) return { column, found: code, expected: within }
    const repaired = padCode(level, code.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'))
    const meant = LEVELS[level].test(repaired) ? repaired : code
    return {
      column,
      found: code,
      expected: {
        fr: `un code ${level}, comme ${EXAMPLES[level]}${meant === code ? '' : ` : peut-être ${meant}`}`,
        en: `a ${level} code, such as ${EXAMPLES[level]}${meant === code ? '' : `: perhaps ${meant}`}`
      }
    }
  }

  return {
    read(row) {
      let code = ''
      for (const index of indices) code += (row[index] ?? '').trim()
      const level = levelOf(row)
      const key = typeof level === 'string' ? level + code : code
      const found = known.get(key)
      if (found !== undefined || known.has(key)) return found
      const read = readCode(level, code)
      known.set(key, read)
      return read
    },
    remarks() {
      if (padded === 0) return []
      return [
        {
          fr:
            padded > 1
              ? `${padded} codes avaient perdu leurs zéros de tête : ils ont été remis`
              : '1 code avait perdu ses zéros de tête : ils ont été remis',
          en: `${padded} ${padded > 1 ? 'codes' : 'code'} had lost ${padded > 1 ? 'their' : 'its'} leading zeros: they have been put back`
        }
      ]
    }
  }
}

/**
 * What a code of something smaller than a commune is, and what to ask for instead: it is never shared out among
 * communes, since a quarter may lie in several. Undefined for any other code.
 */
export function withinCommune(code: string): Text | undefined {
  if (!/^Q[PN]\d{5,6}[A-Z]?$/i.test(code)) return undefined
  return {
    fr: 'un territoire d’au moins une commune : c’est un quartier prioritaire, que rien ne permet de rapporter à ses communes sans estimer. Demander le fichier par commune au producteur',
    en: 'a territory of at least one commune: this is a priority quarter, which nothing relates to its communes without an estimate. Ask the producer for the file by commune'
  }
}

/** A code whose leading zeros a spreadsheet took for a number's: `1004`, `1004.0`, `1`. */
export function padCode(level: Level, code: string): string {
  const digits = code.replace(/\.0$/, '')
  if (level === 'COM' && /^\d{4}$/.test(digits)) return `0${digits}`
  if (level === 'DEP' && /^\d$/.test(digits)) return `0${digits}`
  if (level === 'REG' && /^\d$/.test(digits)) return `0${digits}`
  if (level === 'ZE2020' && /^\d{2,3}$/.test(digits)) return digits.padStart(4, '0')
  return digits
}

function makeLevelReader(
  level: Level | { readonly column: string; readonly names: Readonly<Record<string, Level>> },
  header: Header
): (row: readonly string[]) => Level | Unreadable {
  if (typeof level === 'string') return () => level
  const { column, names } = level
  const index = header.column(column)
  const known = new Map(Object.entries(names))
  const expected = [...known.keys()].join(', ')
  return (row) => {
    const name = (row[index] ?? '').trim()
    return (
      known.get(name) ?? {
        column,
        found: name,
        expected: { fr: `l’un de ${expected}`, en: `one of ${expected}` }
      }
    )
  }
}
