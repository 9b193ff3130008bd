/**
 * INSEE, « Taux de chômage localisés » by employment zone, each quarter since 2003, seasonally adjusted. All
 * quarters are revised in each edition: the whole file is one vintage.
 *
 * XLSX until 2023, CSV with two header lines since. The unit (percent) stands only in the documentation sheet;
 * overseas zones begin in 2014, which the file says only by empty cells. French Guiana and Mayotte are absent.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { comparePeriods, periodType, periodYear } from '../domain/shared/period.ts'
import { LEVELS, territoryOf, type TerritoryId } from '../domain/territories/territory.ts'
import type { Connector } from './connector.ts'
import { openTable, placeOf } from './files.ts'
import { findHeader } from './header.ts'
import { readPeriod } from './number.ts'
import { readWide, type RowRefusal } from './wide.ts'

const SERIES = parseSeriesId('unemployment-rate-localised')

export const inseeUnemployment: Connector = {
  id: 'insee-unemployment',
  label: {
    fr: 'Insee, taux de chômage localisés par zone d’emploi',
    en: 'INSEE, localised unemployment rates by employment zone'
  },
  source: 'insee-unemployment',
  recognises: ({ header }) =>
    header.includes('ZE2020') ? header.some(isQuarter) : header.includes("Code de la zone d'emploi 2020"),
  async read(path, { geography, cog, edition }) {
    const file = await openTable(path)
    const header = findHeader(file, ['ZE2020'])
    const quarters = header.names
      .flatMap((column) => {
        const period = readPeriod(column)
        return period && periodType(period) === 'quarter' ? [{ column, period, at: header.column(column) }] : []
      })
      .toSorted((a, b) => comparePeriods(a.period, b.period))
    const last = quarters.at(-1)
    if (!last) {
      throw new InvalidInput(
        {
          fr: `aucune colonne de trimestre, comme 2003-T1. Trouvé : ${header.names.join(', ')}`,
          en: `no quarter column, such as 2003-T1. Found: ${header.names.join(', ')}`
        },
        placeOf(file, header.line)
      )
    }
    const code = header.column('ZE2020')
    const firstGiven = (row: readonly string[]): number => quarters.findIndex(({ at }) => (row[at] ?? '') !== '')
    const reading = await readWide({
      file,
      header,
      codes: 'ZE2020',
      columns: quarters.map(({ column, period }, i) => ({
        column,
        period,
        series: SERIES,
        empty: (row) => (i < firstGiven(row) ? 'none' : 'O')
      })),
      territory: (row) => readZone(row[code] ?? '')
    })
    return {
      ...reading,
      columns: new Map([[SERIES, `${quarters[0]?.column ?? ''} … ${last.column}`]]),
      cog: cog ?? Math.min(periodYear(last.period), geography.latest),
      edition: edition ?? last.period,
      remarks: [
        ...file.remarks,
        {
          fr: 'zones d’emploi de 2020 ; celles de Guadeloupe, de Martinique et de La Réunion commencent en 2014 ; ni Guyane ni Mayotte',
          en: '2020 employment zones; those of Guadeloupe, Martinique and La Réunion begin in 2014; neither French Guiana nor Mayotte'
        }
      ]
    }
  }
}

function isQuarter(name: string): boolean {
  const period = readPeriod(name)
  return period !== undefined && periodType(period) === 'quarter'
}

function readZone(text: string): TerritoryId | RowRefusal {
  const clean = text.trim()
  if (LEVELS.ZE2020.test(clean)) return territoryOf('ZE2020', clean)
  return {
    column: 'ZE2020',
    found: text,
    expected: {
      fr: 'un code de zone d’emploi de quatre chiffres, comme 3214 ou 0051',
      en: 'a four-digit employment zone code, such as 3214 or 0051'
    }
  }
}
