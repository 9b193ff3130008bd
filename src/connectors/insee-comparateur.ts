/**
 * INSEE, « Comparateur de territoires »: some thirty columns of census, births and deaths, taxes and
 * establishments by commune, one zip a year.
 *
 * The file says neither its edition nor its geography: both follow from the census year in the column names.
 * An empty cell is withheld or absent, and the file does not say which.
 */

import type { SeriesId } from '../domain/indicators/measure.ts'
import { parseSeriesId } from '../domain/indicators/measure.ts'
import { makeSpan, parsePeriod, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import { arrondissementsRemark, cityOfArrondissement, readCommune } from './commune-column.ts'
import type { Connector } from './connector.ts'
import { editionIn } from './edition.ts'
import { openTable } from './files.ts'
import { findHeader, type Header } from './header.ts'
import { columnsByForm, type ColumnForm } from './column-forms.ts'
import { readWide, type EmptyStatus, type WideColumn } from './wide.ts'

export const inseeComparateur: Connector = {
  id: 'insee-comparateur',
  label: { fr: 'Insee, comparateur de territoires', en: 'INSEE, territory comparator' },
  source: 'insee-comparateur',
  recognises: ({ name, header }) =>
    /comparateur/i.test(name) || (header.includes('CODGEO') && ['SUPERF', 'ETTOT'].every((one) => holds(header, one))),
  async read(path, { geography, cog: asked, edition }) {
    const file = await openTable(path)
    const header = findHeader(file, ['CODGEO', 'SUPERF'])
    const census = censusYear(header)
    const cog = asked ?? Math.min(census + 3, geography.latest)
    const found = editionIn(file.name)
    const area = areaForm(parsePeriod(String(cog)))
    const columns = columnsByForm(file, header, [area, ...CENSUS, ...FISCAL, ...OTHER])
    const emptyStatus = makeEmptyStatus(header)
    const code = header.column('CODGEO')
    let arrondissements = 0
    const reading = await readWide({
      file,
      header,
      codes: 'CODGEO',
      columns: columns.map((one) => ({ ...one, empty: emptyStatus(one) })),
      territory(row) {
        const text = row[code] ?? ''
        if (cityOfArrondissement(text) === undefined) return readCommune(text, 'CODGEO')
        arrondissements += 1
        return undefined
      }
    })
    return {
      ...reading,
      cog,
      edition: edition ?? found ?? `${census + 4}-01`,
      remarks: [
        ...file.remarks,
        ...arrondissementsRemark(arrondissements),
        ...(edition === undefined && found === undefined ? [inferredEdition(census)] : []),
        ...(asked === undefined ? [inferredGeography(census, cog)] : []),
        EMPTY_CELLS
      ]
    }
  }
}

function year(digits: string | undefined): Period {
  return parsePeriod(`20${digits ?? ''}`)
}

function form(column: RegExp, shown: string, series: string, period: ColumnForm['period'] = year): ColumnForm {
  return { column, shown, series: parseSeriesId(series), period }
}

/** The file says no year for areas: those of its geography. */
function areaForm(geography: Period): ColumnForm {
  return form(/^SUPERF$/, 'SUPERF', 'area', () => geography)
}

/** From the census: decimals are weights, kept as they are, since rounding comes after sums. */
const CENSUS: readonly ColumnForm[] = [
  form(/^P(\d\d)_POP$/, 'P18_POP', 'population'),
  form(/^NAIS(\d\d)(\d\d)$/, 'NAIS1318', 'births', (from, to) => makeSpan(year(from), year(to))),
  form(/^DECE(\d\d)(\d\d)$/, 'DECE1318', 'deaths', (from, to) => makeSpan(year(from), year(to))),
  form(/^P(\d\d)_MEN$/, 'P18_MEN', 'households'),
  form(/^P(\d\d)_LOG$/, 'P18_LOG', 'dwellings'),
  form(/^P(\d\d)_RP$/, 'P18_RP', 'main-residences'),
  form(/^P(\d\d)_RSECOCC$/, 'P18_RSECOCC', 'secondary-residences'),
  form(/^P(\d\d)_LOGVAC$/, 'P18_LOGVAC', 'vacant-dwellings'),
  form(/^P(\d\d)_RP_PROP$/, 'P18_RP_PROP', 'owner-occupied'),
  form(/^P(\d\d)_EMPLT$/, 'P18_EMPLT', 'jobs'),
  form(/^P(\d\d)_EMPLT_SAL$/, 'P18_EMPLT_SAL', 'salaried-jobs'),
  form(/^P(\d\d)_POP1564$/, 'P18_POP1564', 'population-15-64'),
  form(/^P(\d\d)_CHOM1564$/, 'P18_CHOM1564', 'unemployed-15-64'),
  form(/^P(\d\d)_ACT1564$/, 'P18_ACT1564', 'active-15-64')
]

/** From Filosofi, whose producer withholds small territories. */
const FISCAL: readonly ColumnForm[] = [
  form(/^NBMENFISC(\d\d)$/, 'NBMENFISC19', 'tax-households'),
  form(/^PIMP(\d\d)$/, 'PIMP19', 'taxed-households-share'),
  form(/^MED(\d\d)$/, 'MED19', 'median-living-standard'),
  form(/^TP60(\d\d)$/, 'TP6019', 'poverty-rate')
]

const OTHER: readonly ColumnForm[] = [
  form(/^NAISD(\d\d)$/, 'NAISD20', 'births'),
  form(/^DECESD(\d\d)$/, 'DECESD20', 'deaths'),
  form(/^ETTOT(\d\d)$/, 'ETTOT18', 'establishments'),
  form(/^ETAZ(\d\d)$/, 'ETAZ18', 'establishments:naf=AZ'),
  form(/^ETBE(\d\d)$/, 'ETBE18', 'establishments:naf=BE'),
  form(/^ETFZ(\d\d)$/, 'ETFZ18', 'establishments:naf=FZ'),
  form(/^ETGU(\d\d)$/, 'ETGU18', 'establishments:naf=GU'),
  form(/^ETGZ(\d\d)$/, 'ETGZ18', 'establishments:naf=GZ'),
  form(/^ETOQ(\d\d)$/, 'ETOQ18', 'establishments:naf=OQ'),
  form(/^ETTEF1(\d\d)$/, 'ETTEF118', 'establishments:size=1-9'),
  form(/^ETTEFP10(\d\d)$/, 'ETTEFP1018', 'establishments:size=10+')
]

/** Filosofi publishes nothing below 50 households and 100 persons; the census counts households a little otherwise. */
const FEW_HOUSEHOLDS = 100

/** Overseas departments that Filosofi, and then the census, do not cover. */
const NO_FISCAL = /^COM-97[136]/
const NO_CENSUS = /^COM-976/

/**
 * Where Filosofi gives the households and not the rate, or the commune is below its threshold, its producer
 * withholds (Q). Elsewhere nothing explains the empty cell: missing (O). An uncovered department has no row.
 */
function makeEmptyStatus(
  header: Header
): (column: WideColumn) => (row: readonly string[], territory: TerritoryId) => EmptyStatus {
  const taxHouseholds = header.names.findIndex((name) => /^NBMENFISC\d\d$/.test(name))
  const households = header.names.findIndex((name) => /^P\d\d_MEN$/.test(name))
  const isFiscal = new Set<SeriesId>(FISCAL.map(({ series }) => series))
  const withheld = (row: readonly string[]): boolean =>
    row[taxHouseholds] !== '' || Number(row[households] || Infinity) < FEW_HOUSEHOLDS
  return ({ series }) =>
    isFiscal.has(series)
      ? (row, territory) => (NO_FISCAL.test(territory) ? 'none' : withheld(row) ? 'Q' : 'O')
      : (_, territory) => (NO_CENSUS.test(territory) ? 'none' : 'O')
}

/** The latest census year of the column names: 2018 for `P18_POP`. */
function censusYear(header: Header): number {
  const years = header.names.flatMap((name) => /^P(\d\d)_POP$/.exec(name)?.[1] ?? [])
  return 2000 + Math.max(0, ...years.map(Number))
}

function holds(header: readonly string[], start: string): boolean {
  return header.some((name) => name.startsWith(start))
}

function inferredEdition(census: number): Text {
  return {
    fr: `édition déduite du recensement ${census} : ${census + 4}-01. Le fichier ne la dit pas ; --edition la corrige`,
    en: `edition inferred from the ${census} census: ${census + 4}-01. The file does not say it; --edition corrects it`
  }
}

function inferredGeography(census: number, cog: number): Text {
  return {
    fr: `codes de communes lus dans la géographie ${cog}, celle où l’Insee publie le recensement ${census}`,
    en: `commune codes read in the ${cog} geography, in which INSEE publishes the ${census} census`
  }
}

const EMPTY_CELLS: Text = {
  fr: 'cellules vides de Filosofi : secret du producteur (moins de 50 ménages et 100 personnes pour la médiane, moins de 1 000 ménages et 2 000 personnes pour les taux, taux de pauvreté extrêmes), sinon valeur manquante. La Guadeloupe, la Guyane et Mayotte n’y sont pas ; Mayotte n’a pas de recensement dans ce fichier',
  en: 'empty cells of Filosofi: withheld by the producer (under 50 households and 100 persons for the median, under 1,000 households and 2,000 persons for the rates, extreme poverty rates), else missing. Guadeloupe, French Guiana and Mayotte are not in it; Mayotte has no census in this file'
}
