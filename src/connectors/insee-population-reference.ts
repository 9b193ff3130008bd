/**
 * INSEE, « Populations de référence »: municipal, counted apart and total population of each commune, in force
 * on the 1st of January. Department and region files have the same columns, without those counted apart.
 *
 * The file says neither the census year nor the geography. Paris, Lyon and Marseille come only by arrondissement.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { parsePeriod, periodYear } from '../domain/shared/period.ts'
import { LEVELS, territoryOf, type TerritoryId } from '../domain/territories/territory.ts'
import { cityOfArrondissement, readCommune } from './commune-column.ts'
import type { Connector, ReadOptions } from './connector.ts'
import { yearInPath } from './edition.ts'
import { openTable } from './files.ts'
import { findHeader, type Header } from './header.ts'
import { readWide, type RowRefusal } from './wide.ts'

export const inseePopulationReference: Connector = {
  id: 'insee-population-reference',
  label: { fr: 'Insee, populations de référence', en: 'INSEE, reference populations' },
  source: 'insee-population-reference',
  recognises: ({ header }) => ['REG', 'PMUN', 'PTOT'].every((name) => header.includes(name)),
  async read(path, options) {
    const file = await openTable(path)
    const header = findHeader(file, ['PMUN', 'PTOT'])
    const { period, remarks } = censusYear(path, options)
    const columns = COLUMNS.filter(({ column }) => header.find(column) !== -1).map((one) => ({ ...one, period }))
    const cities = new Set<TerritoryId>()
    const readTerritory = makeTerritoryReader(header)
    const reading = await readWide({
      file,
      header,
      codes: codesIn(header),
      columns,
      territory(row) {
        const found = readTerritory(row)
        const city = typeof found === 'string' ? cityOfArrondissement(found.slice('COM-'.length)) : undefined
        if (!city) return found
        const territory = territoryOf('COM', city)
        cities.add(territory)
        return territory
      },
      inParts: (territory) => cities.has(territory)
    })
    return {
      ...reading,
      cog: options.cog ?? Math.min(periodYear(period) + 2, options.geography.latest),
      edition: options.edition ?? String(periodYear(period)),
      remarks: [
        ...file.remarks,
        ...remarks,
        ...(cities.size > 0
          ? [
              {
                fr: 'Paris, Lyon et Marseille : somme de leurs arrondissements, que le fichier donne à leur place',
                en: 'Paris, Lyon and Marseille: sum of their arrondissements, which the file gives in their stead'
              }
            ]
          : [])
      ]
    }
  }
}

const COLUMNS = [
  { column: 'PMUN', series: parseSeriesId('population') },
  { column: 'PCAP', series: parseSeriesId('population-apart') },
  { column: 'PTOT', series: parseSeriesId('population-total') }
] as const

function censusYear(path: string, { period }: ReadOptions) {
  if (period) return { period, remarks: [] }
  const { year, remark } = yearInPath(path)
  return { period: parsePeriod(String(year)), remarks: [remark] }
}

/** The column of the finest level of the file. */
function codesIn(header: Header): 'COM' | 'DEP' | 'REG' {
  return (['COM', 'DEP'] as const).find((level) => header.find(level) !== -1) ?? 'REG'
}

function makeTerritoryReader(header: Header): (row: readonly string[]) => TerritoryId | RowRefusal {
  const level = codesIn(header)
  const code = header.column(level)
  if (level === 'COM') return (row) => readCommune(row[code] ?? '', 'COM')
  return (row) => {
    const found = row[code] ?? ''
    if (LEVELS[level].test(found)) return territoryOf(level, found)
    const example = level === 'DEP' ? '02, 2A, 974' : '11, 84'
    return {
      column: level,
      found,
      expected: { fr: `un code à deux caractères ou plus, comme ${example}`, en: `a code such as ${example}` }
    }
  }
}
