/**
 * INSEE, DGFiP, Cnaf, Cnav, CCMSA, « Filosofi »: distribution of the standard of living by commune or EPCI, one
 * file a year and a level. Each column ends with the year, save a few; their order changes with the year.
 *
 * The file does not say its geography (the year after its own), nor that a missing commune is below 50
 * households and 100 persons, nor that cells are empty below 1,000 households and 2,000 persons.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { LEVELS, territoryOf, type TerritoryId } from '../domain/territories/territory.ts'
import { arrondissementsRemark, cityOfArrondissement, readCommune } from './commune-column.ts'
import type { Connector } from './connector.ts'
import { openTable, placeOf, type TableFile } from './files.ts'
import { findHeader, type Header } from './header.ts'
import { readNumber } from './number.ts'
import { readWide, type EmptyStatus, type RowRefusal } from './wide.ts'

export const inseeFilosofi = makeFilosofi('COM', {
  id: 'insee-filosofi',
  label: { fr: 'Insee, Filosofi par commune', en: 'INSEE, Filosofi by commune' }
})

/** A source of its own: the two levels come in two files, and one does not replace the other. */
export const inseeFilosofiEpci = makeFilosofi('EPCI', {
  id: 'insee-filosofi-epci',
  label: { fr: 'Insee, Filosofi par EPCI', en: 'INSEE, Filosofi by EPCI' }
})

function makeFilosofi(level: 'COM' | 'EPCI', named: Pick<Connector, 'id' | 'label'>): Connector {
  return {
    ...named,
    source: named.id,
    recognises: ({ name, header }) => new RegExp(`FILO.*_${level}\\b`, 'i').test(name) && header.includes('CODGEO'),
    async read(path, { geography, cog, edition }) {
      const file = await openTable(path)
      const header = withoutEmptyEnd(findHeader(file, ['CODGEO']))
      const year = yearOf(file, header)
      const code = header.column('CODGEO')
      const empty = makeEmptyStatus(header, year)
      const { columns, unread } = columnsOf(header, year)
      let arrondissements = 0
      const reading = await readWide({
        file,
        header,
        codes: 'CODGEO',
        columns: columns.map((one) => ({ ...one, empty })),
        territory(row) {
          const text = row[code] ?? ''
          if (level === 'EPCI') return readEpci(text)
          if (cityOfArrondissement(text) === undefined) return readCommune(text, 'CODGEO')
          arrondissements += 1
          return undefined
        }
      })
      const latest = Math.min(2000 + Number(year) + 1, geography.latest)
      return {
        ...reading,
        cog: cog ?? latest,
        edition: edition ?? `20${year}`,
        remarks: [
          ...file.remarks,
          ...arrondissementsRemark(arrondissements),
          ...(cog === undefined ? [inferredGeography(latest)] : []),
          ...(level === 'COM' ? [SMALL_COMMUNES] : []),
          ...(unread.length > 0 ? [unreadColumns(unread)] : [])
        ]
      }
    }
  }
}

/** Names without their year. */
const SERIES: Readonly<Record<string, string>> = {
  NBMEN: 'tax-households',
  NBPERS: 'tax-persons',
  NBUC: 'consumption-units',
  Q1: 'living-standard-q1',
  Q2: 'median-living-standard',
  Q3: 'living-standard-q3',
  Q3_Q1: 'interquartile-range',
  D1: 'living-standard-d1',
  D2: 'living-standard-d2',
  D3: 'living-standard-d3',
  D4: 'living-standard-d4',
  D6: 'living-standard-d6',
  D7: 'living-standard-d7',
  D8: 'living-standard-d8',
  D9: 'living-standard-d9',
  RD: 'interdecile-ratio',
  S80S20: 's80-s20-ratio',
  GI: 'gini',
  PACT: 'share-income-activity',
  PTSA: 'share-income-wages',
  // Only in 2014, when wages and unemployment benefits came in one column.
  PTSAC: 'share-income-wages-and-unemployment',
  PCHO: 'share-income-unemployment',
  PBEN: 'share-income-self-employment',
  PPEN: 'share-income-pensions',
  PPAT: 'share-income-property',
  PPSOC: 'share-income-benefits',
  PPFAM: 'share-income-family-benefits',
  PPMINI: 'share-income-minimum-benefits',
  PPLOGT: 'share-income-housing-benefits',
  PIMPOT: 'share-taxes'
}

const FEW_HOUSEHOLDS = 1000
const FEW_PERSONS = 2000

/** The two digits that end the name of the median. */
function yearOf(file: TableFile, header: Header): string {
  const year = header.names.flatMap((name) => /^Q2(\d\d)$/.exec(name)?.[1] ?? [])[0]
  if (year !== undefined) return year
  throw new InvalidInput(
    {
      fr: `colonne absente : Q2 suivi de l’année, comme Q219. Trouvé : ${header.names.join(', ')}`,
      en: `missing column: Q2 followed by the year, such as Q219. Found: ${header.names.join(', ')}`
    },
    placeOf(file, header.line)
  )
}

function columnsOf(header: Header, year: string) {
  const period = parsePeriod(`20${year}`)
  const found = header.names.map((column) => {
    const series = SERIES[column] ?? (column.endsWith(year) ? SERIES[column.slice(0, -2)] : undefined)
    return { column, series }
  })
  return {
    columns: found.flatMap(({ column, series }) =>
      series === undefined ? [] : [{ column, series: parseSeriesId(series), period }]
    ),
    unread: found
      .filter(({ column, series }) => series === undefined && !['', 'CODGEO', 'LIBGEO'].includes(column))
      .map(({ column }) => column)
  }
}

/** Withheld (Q) under the producer's two thresholds, missing (O) above. */
function makeEmptyStatus(header: Header, year: string): (row: readonly string[]) => EmptyStatus {
  const households = header.find(`NBMEN${year}`)
  const persons = header.find(`NBPERS${year}`)
  const isUnder = (text: string | undefined, threshold: number): boolean => readNumber(text ?? '').value <= threshold
  return (row) => (isUnder(row[households], FEW_HOUSEHOLDS) && isUnder(row[persons], FEW_PERSONS) ? 'Q' : 'O')
}

function readEpci(text: string): TerritoryId | RowRefusal {
  if (LEVELS.EPCI.test(text)) return territoryOf('EPCI', text)
  return {
    column: 'CODGEO',
    found: text,
    expected: { fr: 'un numéro SIREN d’EPCI, neuf chiffres', en: 'the SIREN number of an EPCI, nine digits' }
  }
}

/** The 2017 file has 31 columns and 69 without a name. */
function withoutEmptyEnd(header: Header): Header {
  return { ...header, names: header.names.slice(0, header.names.findLastIndex((name) => name !== '') + 1) }
}

function inferredGeography(cog: number): Text {
  return {
    fr: `codes lus dans la géographie ${cog}, celle de l’année qui suit les revenus. Le fichier ne la dit pas`,
    en: `codes read in the ${cog} geography, that of the year after the incomes. The file does not say it`
  }
}

const SMALL_COMMUNES: Text = {
  fr: 'les communes de moins de 50 ménages et 100 personnes n’ont pas de ligne ; celles de moins de 1 000 ménages et 2 000 personnes n’ont que leur médiane, le reste est retenu par le producteur',
  en: 'communes under 50 households and 100 persons have no row; those under 1,000 households and 2,000 persons have their median only, the rest is withheld by the producer'
}

function unreadColumns(names: readonly string[]): Text {
  return {
    fr: `colonnes inconnues, non lues : ${names.join(', ')}`,
    en: `unknown columns, not read: ${names.join(', ')}`
  }
}
