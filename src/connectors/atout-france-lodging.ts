/**
 * Atout France, classified collective lodgings: one line an establishment, as of the day of the file. Counted
 * here by commune.
 *
 * No commune code: a postal code and a name in capitals, at times of an arrondissement, a former commune or a post
 * office. Unclassified hotels are absent, so that INSEE counts more. `-` is an empty cell. Only its name dates it.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { makeTableBuilder } from '../domain/indicators/table.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod, periodYear, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Geography } from '../domain/territories/geography.ts'
import { territoryOf, type CogYear, type TerritoryId } from '../domain/territories/territory.ts'
import { collectivitiesRemark, isOverseasCollectivity } from './commune-column.ts'
import { departmentsOfPostalCode, expectedCommune, findCommune } from './commune-name.ts'
import type { Connector } from './connector.ts'
import { editionIn } from './edition.ts'
import { openTable } from './files.ts'
import { findHeader } from './header.ts'
import { readNumber } from './number.ts'
import { makeRowCollector } from './rows.ts'

const KIND = 'TYPOLOGIE ÉTABLISSEMENT'
const ROOMS = 'NOMBRE DE CHAMBRES'
const PLACES = 'CAPACITÉ D’ACCUEIL (PERSONNES)'
const CLASSIFIED = 'DATE DE CLASSEMENT'

export const atoutFranceLodging: Connector = {
  id: 'atout-france-lodging',
  label: { fr: 'Atout France, hébergements classés', en: 'Atout France, classified lodgings' },
  source: 'atout-france-hebergements',
  recognises: ({ header }) => [KIND, CLASSIFIED, ROOMS].every((name) => header.includes(name)),
  async read(path, { geography, cog: asked, edition, period: given }) {
    const file = await openTable(path)
    const opened = findHeader(file, [CLASSIFIED, KIND, 'CODE POSTAL', 'COMMUNE', ROOMS])
    const month = editionIn(file.name)
    const period = given ?? (month === undefined ? undefined : parsePeriod(month))
    if (!period) throw undated(file.name)
    const cog = asked ?? Math.min(periodYear(period), geography.latest)
    // Producers type the apostrophe of CAPACITÉ D'ACCUEIL either way.
    const places = opened.names.findIndex((name) => name.replaceAll("'", '’') === PLACES)
    const [kind, rooms, postal, town] = [KIND, ROOMS, 'CODE POSTAL', 'COMMUNE'].map((name) => opened.column(name))
    const builder = makeTableBuilder()
    const rows = makeRowCollector(file, builder)
    const readTown = makeTownReader(geography, cog)
    const towns = new Map<TerritoryId, Counts>()
    let outside = 0
    await file.eachRow((row, line) => {
      if (line <= opened.line) return
      rows.read()
      if (row.length !== opened.names.length && !rows.fits(row, opened.names.length, line)) return
      const cell = (at: number | undefined): string => row[at ?? -1] ?? ''
      if (isOverseasCollectivity(cell(postal))) {
        outside += 1
        return
      }
      const commune = readTown(cell(town), cell(postal))
      if (typeof commune !== 'string') return rows.refuse(line, 'COMMUNE', `${cell(postal)} ${cell(town)}`, commune)
      const isHotel = cell(kind) === 'HÔTEL DE TOURISME'
      const numbers = [readNumber(cell(rooms)), readNumber(cell(places))]
      for (const [i, found] of numbers.entries()) {
        if ('reason' in found)
          return rows.refuse(line, [ROOMS, PLACES][i] ?? '', cell([rooms, places][i]), found.reason)
      }
      const [roomCount = 0, placeCount = 0] = numbers.map(({ value }) => (Number.isNaN(value) ? 0 : value))
      const counts = towns.get(commune) ?? { lodgings: 0, places: 0, hotels: 0, rooms: 0, line }
      towns.set(commune, {
        ...counts,
        lodgings: counts.lodgings + 1,
        places: counts.places + placeCount,
        hotels: counts.hotels + (isHotel ? 1 : 0),
        rooms: counts.rooms + (isHotel ? roomCount : 0)
      })
    })
    const at = builder.periodIndex(period)
    for (const [territory, counts] of towns) {
      for (const { series, count } of SERIES) {
        builder.push(builder.seriesIndex(series), builder.territoryIndex(territory), at, count(counts), 'A')
        rows.pushed(counts.line)
      }
    }
    return {
      ...rows.finish(),
      cog,
      edition: edition ?? month ?? period,
      columns: new Map(SERIES.map(({ series, column }) => [series, column])),
      remarks: [...file.remarks, ...(given ? [] : [datedByName(period)]), ...collectivitiesRemark(outside), ...REMARKS]
    }
  }
}

type Counts = {
  readonly lodgings: number
  readonly places: number
  readonly hotels: number
  readonly rooms: number
  /** The first of the commune. */
  readonly line: number
}

const SERIES = [
  { series: parseSeriesId('hotels'), column: KIND, count: ({ hotels }: Counts) => hotels },
  { series: parseSeriesId('hotel-rooms'), column: ROOMS, count: ({ rooms }: Counts) => rooms },
  { series: parseSeriesId('classified-lodgings'), column: KIND, count: ({ lodgings }: Counts) => lodgings },
  { series: parseSeriesId('lodging-places'), column: PLACES, count: ({ places }: Counts) => places }
]

/** The same towns come back: each is looked up once. */
function makeTownReader(geography: Geography, cog: CogYear): (name: string, postal: string) => TerritoryId | Text {
  const known = new Map<string, TerritoryId | Text>()
  return (name, postalCode) => {
    const key = `${postalCode} ${name}`
    const place = { name, cog, departments: departmentsOfPostalCode(postalCode), postalCode }
    const look = (): TerritoryId | Text => {
      const found = findCommune(geography, place)
      return 'commune' in found ? territoryOf('COM', found.commune) : expectedCommune(geography, place, found)
    }
    const found = known.get(key) ?? look()
    known.set(key, found)
    return found
  }
}

function undated(file: string): InvalidInput {
  return new InvalidInput(
    {
      fr: 'le fichier ne dit pas sa date. Attendu --period, comme 2026-04, ou la date dans son nom',
      en: 'the file does not say its date. Expected --period, such as 2026-04, or the date in its name'
    },
    { file }
  )
}

function datedByName(period: Period): Text {
  return {
    fr: `situation de ${period}, lue dans le nom du fichier : son contenu ne la dit pas`,
    en: `as of ${period}, read in the name of the file: its content does not say it`
  }
}

const REMARKS: readonly Text[] = [
  {
    fr: 'hébergements classés seulement : l’Insee, qui compte aussi les hôtels non classés, en trouve davantage. Une commune sans ligne n’a aucun hébergement classé',
    en: 'classified lodgings only: INSEE, which counts unclassified hotels too, finds more. A commune without a row has no classified lodging'
  }
]
