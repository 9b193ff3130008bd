/**
 * Two INSEE data sets republished as Parquet by commune: Filosofi 2021, pivoted from the producer's Melodi
 * service, and shares computed from the 2022 census by the author of the copy, who rounded them to one decimal.
 *
 * Neither file says its year or its geography. In the first, an empty cell is withheld by the producer; in the
 * second, nothing says why a share is empty.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { parsePeriod, periodYear } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { readCommune } from './commune-column.ts'
import type { Connector } from './connector.ts'
import { yearInPath } from './edition.ts'
import { openTable } from './files.ts'
import { findHeader } from './header.ts'
import { readWide, type EmptyStatus } from './wide.ts'

export const inseeFilosofiParquet = makeParquet({
  id: 'insee-filosofi-parquet',
  source: 'insee-filosofi-communes',
  label: { fr: 'Insee, Filosofi (Melodi) par commune', en: 'INSEE, Filosofi (Melodi) by commune' },
  series: {
    MED_SL: 'median-living-standard',
    D1_SL: 'living-standard-d1',
    D9_SL: 'living-standard-d9',
    IR_D9_D1_SL: 'interdecile-ratio',
    PR_MD60: 'poverty-rate',
    S_HH_TAX: 'taxed-households-share',
    S_EI_DI_UNE: 'share-income-unemployment',
    S_RET_PEN_DI: 'share-income-pensions',
    S_SOC_BEN_DI: 'share-income-benefits'
  },
  empty: 'Q',
  // Melodi gives all years in the latest geography: no code of the file is out of the COG of 2025.
  geography: () => 2025,
  remark: {
    fr: 'cellules vides : retenues par le producteur sous 1 000 ménages et 2 000 personnes. Les communes sans ligne ont moins de 50 ménages et 100 personnes',
    en: 'empty cells: withheld by the producer under 1,000 households and 2,000 persons. Communes without a row have fewer than 50 households and 100 persons'
  }
})

export const inseeRpParquet = makeParquet({
  id: 'insee-rp-parquet',
  source: 'insee-rp-communes',
  label: { fr: 'Insee, recensement, parts par commune', en: 'INSEE, census, shares by commune' },
  series: {
    population: 'population',
    part65plus: 'share-65-plus',
    partMoins15: 'share-under-15',
    tauxChomage: 'unemployment-rate-census-published',
    partCadres: 'share-managers',
    partOuvriers: 'share-workers',
    partDiplomeSup: 'share-graduates'
  },
  empty: 'O',
  geography: (year) => year + 3,
  remark: {
    fr: 'parts arrondies à 0,1 par l’auteur de la copie, sans leurs dénominateurs : elles ne s’additionnent pas. Rien ne dit pourquoi une part est vide',
    en: 'shares rounded to 0.1 by the author of the copy, without their denominators: they do not add up. Nothing says why a share is empty'
  }
})

type ParquetTable = Pick<Connector, 'id' | 'label' | 'source'> & {
  readonly series: Readonly<Record<string, string>>
  readonly empty: EmptyStatus
  readonly geography: (year: number) => CogYear
  readonly remark: Text
}

function makeParquet({ id, label, source, series, empty, geography: geographyOf, remark }: ParquetTable): Connector {
  const names = Object.keys(series)
  return {
    id,
    label,
    source,
    recognises: ({ header }) => ['code', ...names].every((name) => header.includes(name)),
    async read(path, { geography, cog, edition, period: asked }) {
      const file = await openTable(path)
      const header = findHeader(file, ['code', ...names])
      const inName = asked ? undefined : yearInPath(path)
      const period = asked ?? parsePeriod(String(inName?.year))
      const code = header.column('code')
      const reading = await readWide({
        file,
        header,
        codes: 'code',
        columns: Object.entries(series).map(([column, one]) => ({
          column,
          series: parseSeriesId(one),
          period,
          empty: () => empty
        })),
        territory: (row) => readCommune(row[code] ?? '', 'code')
      })
      return {
        ...reading,
        cog: cog ?? Math.min(geographyOf(periodYear(period)), geography.latest),
        edition: edition ?? String(periodYear(period)),
        remarks: [...file.remarks, ...(inName ? [inName.remark] : []), remark]
      }
    }
  }
}
