/**
 * Ministère de la Culture, attendance of the museums that bear the label « Musée de France », 2001-2018: paying,
 * free and total admissions, one line a museum and year, in no order.
 *
 * The file has no commune code: the town and the department say where, in capitals. The reference of a museum
 * begins with a commune code, whose leading zero is lost. Notes: F closed, NC not communicated; R is explained
 * nowhere. Some museums are counted together, on the line of one of them.
 */

import { parseSeriesId, type SeriesId } from '../domain/indicators/measure.ts'
import type { ObservationStatus } from '../domain/indicators/observation.ts'
import { makeTableBuilder, type TableBuilder } from '../domain/indicators/table.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import { holdersOf, type Geography } from '../domain/territories/geography.ts'
import { foldName } from '../domain/territories/names.ts'
import {
  LEVELS,
  parseCommuneCode,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { cityOfArrondissement, collectivitiesRemark, isOverseasCollectivity } from './commune-column.ts'
import { departmentsByName, expectedCommune, findCommune } from './commune-name.ts'
import type { Connector } from './connector.ts'
import { openTable } from './files.ts'
import { findHeader, type Header } from './header.ts'
import { readNumber } from './number.ts'
import { makeRowCollector, type RowCollector } from './rows.ts'

export const cultureMuseumAttendance: Connector = {
  id: 'culture-museum-attendance',
  label: { fr: 'Ministère de la Culture, fréquentation des musées', en: 'Ministry of Culture, museum attendance' },
  source: 'culture-museum-attendance',
  recognises: ({ header }) => ['ref_musee', 'payant', 'gratuit'].every((name) => header.includes(name)),
  async read(path, { geography, cog: asked, edition }) {
    const file = await openTable(path)
    const header = findHeader(file, ['ref_musee', 'ville', 'departements', 'annee', 'payant', 'gratuit', 'total'])
    const cog = asked ?? 2019
    const builder = makeTableBuilder()
    const rows = makeRowCollector(file, builder)
    const { years, outside } = await readYears(file, header, rows, makeTownReader(geography, cog))
    const joint = pushAll(years, builder, rows)
    const last = [...years.values()].reduce((latest, { period }) => (period > latest ? period : latest), '')
    return {
      ...rows.finish(),
      cog,
      edition: edition ?? last,
      columns: new Map(builder.build().seriesNames.map((series) => [series, columnOf(series)])),
      remarks: [
        ...file.remarks,
        {
          fr: `sans objet : les fermetures (F), et les musées comptés sur la ligne d’un autre (${joint}). Non communiqué (NC) et R, que rien n’explique : manquants`,
          en: `not applicable: closures (F), and museums counted on the line of another (${joint}). Not communicated (NC) and R, which nothing explains: missing`
        },
        ...collectivitiesRemark(outside),
        {
          fr: 'total d’une commune : somme de ses musées ; manquant dès que l’un d’eux l’est',
          en: 'total of a commune: sum of its museums; missing as soon as one of them is'
        }
      ]
    }
  }
}

/** One museum in one year. */
type MuseumYear = {
  readonly museum: string
  readonly territory: TerritoryId
  readonly period: Period
  readonly line: number
  readonly note: string
  /** Museums that the comment says are counted with it. */
  readonly together: readonly string[]
  /** Paying, free and all: NaN where not given. */
  readonly admissions: readonly number[]
}

/** The producer's columns, and the measure of each. */
const COLUMNS = [
  { column: 'payant', measure: 'museum-admissions-paying' },
  { column: 'gratuit', measure: 'museum-admissions-free' },
  { column: 'total', measure: 'museum-admissions' }
] as const

type Years = Map<string, MuseumYear>

async function readYears(
  file: Awaited<ReturnType<typeof openTable>>,
  header: Header,
  rows: RowCollector,
  readTown: TownReader
): Promise<{ readonly years: Years; readonly outside: number }> {
  const at = (name: string): number => header.column(name)
  const [reference, town, department, year] = [at('ref_musee'), at('ville'), at('departements'), at('annee')]
  const [note, comment] = [header.find('note'), header.find('commentaire')]
  const counts = COLUMNS.map(({ column }) => ({ column, at: at(column) }))
  const years: Years = new Map()
  let outside = 0

  await file.eachRow((row, line) => {
    if (line <= header.line) return
    rows.read()
    if (row.length !== header.names.length && !rows.fits(row, header.names.length, line)) return
    const museum = padReference(row[reference] ?? '')
    if (!/^\d[\dAB]\d{5}$/.test(museum)) {
      return rows.refuse(line, 'ref_musee', row[reference] ?? '', EXPECTED_REFERENCE)
    }
    if (!/^\d{4}$/.test(row[year] ?? '')) return rows.refuse(line, 'annee', row[year] ?? '', EXPECTED_YEAR)
    const period = parsePeriod(row[year] ?? '')
    if (isOverseasCollectivity(museum)) {
      outside += 1
      return
    }
    const territory = readTown(museum, row[town] ?? '', row[department] ?? '')
    if (typeof territory !== 'string') return rows.refuse(line, 'ville', row[town] ?? '', territory)
    const admissions: number[] = []
    for (const { column, at: index } of counts) {
      const found = readNumber(row[index] ?? '')
      if ('reason' in found) return rows.refuse(line, column, row[index] ?? '', found.reason)
      admissions.push(found.value)
    }
    const key = `${museum} ${period}`
    const known = years.get(key)
    if (known) return rows.refuse(line, 'ref_musee', row[reference] ?? '', seenBefore(period, known.line))
    const together = (row[comment] ?? '').split(';').map((one) => padReference(one.trim()))
    years.set(key, { museum, territory, period, line, note: (row[note] ?? '').trim(), together, admissions })
  })
  return { years, outside }
}

/** Museums one by one, then each commune's sum; how many were counted on another's line. */
function pushAll(years: Years, builder: TableBuilder, rows: RowCollector): number {
  const towns = new Map<string, { readonly of: MuseumYear; readonly sums: Sum[] }>()
  let joint = 0
  for (const one of years.values()) {
    const [territory, period] = [builder.territoryIndex(one.territory), builder.periodIndex(one.period)]
    const absent = absentStatus(one, years)
    if (absent === 'joint') joint += 1
    const key = `${one.territory} ${one.period}`
    const town = towns.get(key) ?? { of: one, sums: COLUMNS.map(() => ({ value: 0, given: 0, missing: 0 })) }
    towns.set(key, town)
    for (const [i, { measure }] of COLUMNS.entries()) {
      // A closed museum may bear a 0: nobody was counted there, it says nothing more than the note.
      const isClosed = one.note === 'F'
      const value = isClosed ? NaN : (one.admissions[i] ?? NaN)
      const status: ObservationStatus = !Number.isNaN(value) ? 'A' : absent === 'O' ? 'O' : 'M'
      builder.push(builder.seriesIndex(museumSeries(measure, one.museum)), territory, period, value, status)
      rows.pushed(one.line)
      const sum = town.sums[i]
      if (!sum) continue
      if (status === 'A') Object.assign(sum, { value: sum.value + value, given: sum.given + 1 })
      if (status === 'O') sum.missing += 1
    }
  }
  for (const { of, sums } of towns.values()) {
    const [territory, period] = [builder.territoryIndex(of.territory), builder.periodIndex(of.period)]
    for (const [i, { measure }] of COLUMNS.entries()) {
      const { value = 0, given = 0, missing = 0 } = sums[i] ?? {}
      const status: ObservationStatus = missing > 0 ? 'O' : given > 0 ? 'A' : 'M'
      const series = builder.seriesIndex(parseSeriesId(measure))
      builder.push(series, territory, period, status === 'A' ? value : NaN, status)
      rows.pushed(of.line)
    }
  }
  return joint
}

type Sum = { value: number; given: number; missing: number }

/** Why a line has no total: closed, counted with another museum, or missing. */
function absentStatus({ note, together, museum, period, admissions }: MuseumYear, years: Years): 'M' | 'joint' | 'O' {
  if (note === 'F') return 'M'
  if (note !== '' || !Number.isNaN(admissions[2] ?? NaN)) return 'O'
  const isCounted = (other: string): boolean =>
    other !== museum && !Number.isNaN(years.get(`${other} ${period}`)?.admissions[2] ?? NaN)
  return together.some(isCounted) ? 'joint' : 'O'
}

export function museumSeries(measure: string, museum: string): SeriesId {
  return parseSeriesId(`${measure}:museum=${museum}`)
}

function columnOf(series: SeriesId): string {
  return COLUMNS.find(({ measure }) => measure === series.split(':')[0])?.column ?? ''
}

type TownReader = (museum: string, town: string, department: string) => TerritoryId | ReturnType<typeof expectedCommune>

/** The same 1,264 museums come back each year: each place is looked up once. */
function makeTownReader(geography: Geography, cog: CogYear): TownReader {
  const departments = departmentsByName(geography)
  const known = new Map<string, ReturnType<TownReader>>()
  return (museum, town, department) => {
    const key = `${museum.slice(0, 5)} ${town} ${department}`
    const found = known.get(key) ?? look(museum, town, department)
    known.set(key, found)
    return found
  }

  function look(museum: string, name: string, departmentName: string): ReturnType<TownReader> {
    const department = departments.get(foldName(departmentName))
    const hint = communeInReference(museum)
    const place = { name, cog, departments: department ? [department] : [], ...(hint && { hint }) }
    const found = findCommune(geography, place)
    if ('commune' in found) return territoryOf('COM', found.commune)
    // A misspelt town: the reference still holds the code of its commune, or of the one that it has become.
    const [holder, ...others] = hint ? holdersOf(geography, hint, cog) : []
    if (holder && others.length === 0) return territoryOf('COM', holder)
    return expectedCommune(geography, place, found)
  }
}

/** `62498` in 6249801; a city for its arrondissement. */
function communeInReference(museum: string): CommuneCode | undefined {
  const code = museum.slice(0, 5)
  return cityOfArrondissement(code) ?? (LEVELS.COM.test(code) ? parseCommuneCode(code) : undefined)
}

function padReference(text: string): string {
  return text.trim().padStart(7, '0')
}

const EXPECTED_REFERENCE = {
  fr: 'une référence de musée de sept caractères, comme 6249801',
  en: 'a museum reference of seven characters, such as 6249801'
}

const EXPECTED_YEAR = { fr: 'une année, comme 2015', en: 'a year, such as 2015' }

function seenBefore(period: Period, line: number) {
  return {
    fr: `une seule ligne par musée et par an ; ${period} est déjà à la ligne ${line}, qui est gardée`,
    en: `one line a museum and year; ${period} is already on line ${line}, which is kept`
  }
}
