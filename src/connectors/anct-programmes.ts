/**
 * ANCT, members of national programmes in 2024 (Action cœur de ville, Petites villes de demain…): one GeoJSON a
 * programme, one feature a member territory.
 *
 * The communes or EPCI of a territory stand only in a text, `Name (code); Name (code)`; the year and the
 * programme only in the names of the folder and of the file.
 */

import { parseSeriesId } from '../domain/indicators/measure.ts'
import { makeTableBuilder } from '../domain/indicators/table.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod, periodYear } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { isCommune, type Geography } from '../domain/territories/geography.ts'
import { proposalsFor } from '../domain/territories/recode.ts'
import {
  LEVELS,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { cityOfArrondissement, collectivitiesRemark, isOverseasCollectivity } from './commune-column.ts'
import { findCommune } from './commune-name.ts'
import type { Connector } from './connector.ts'
import { yearInPath } from './edition.ts'
import { openTable } from './files.ts'
import { findHeader } from './header.ts'
import { makeRowCollector } from './rows.ts'

const MEMBERS = 'liste_geo'

export const anctProgrammes: Connector = {
  id: 'anct-programmes',
  label: { fr: 'ANCT, membres d’un programme', en: 'ANCT, members of a programme' },
  source: 'anct-programmes',
  recognises: ({ name, header }) => programmeOf(name) !== undefined && header.includes(MEMBERS),
  async read(path, { geography, cog: asked, edition, period: given }) {
    const file = await openTable(path)
    const header = findHeader(file, ['id_territoire', MEMBERS])
    const programme = programmeOf(file.name)
    if (programme === undefined) throw unknownProgramme(file.name)
    const inName = given ? undefined : yearInPath(path)
    const period = given ?? parsePeriod(String(inName?.year))
    const cog = asked ?? Math.min(periodYear(period), geography.latest)
    const series = parseSeriesId(`programme-membership:programme=${programme}`)
    const builder = makeTableBuilder()
    const rows = makeRowCollector(file, builder)
    const members = header.column(MEMBERS)
    const seen = new Set<TerritoryId>()
    let outside = 0
    await file.eachRow((row, line) => {
      if (line <= header.line) return
      rows.read()
      const texts = (row[members] ?? '').split(';').map((text) => text.trim())
      const inside = texts.filter((text) => !isOverseasCollectivity(codeIn(text)))
      if (inside.length < texts.length) outside += 1
      const found = inside.map((text) => readMember(text, geography, cog))
      const refusal = found.find((one) => typeof one !== 'string')
      if (refusal && typeof refusal !== 'string') return rows.refuse(line, MEMBERS, refusal.found, refusal.expected)
      for (const one of found) {
        // A commune may have several houses, or two of the programme's territories: it is a member once.
        if (typeof one !== 'string' || seen.has(one)) continue
        seen.add(one)
        builder.push(builder.seriesIndex(series), builder.territoryIndex(one), builder.periodIndex(period), 1, 'A')
        rows.pushed(line)
      }
    })
    return {
      ...rows.finish(),
      cog,
      edition: edition ?? `${periodYear(period)}-${programme}`,
      columns: new Map([[series, MEMBERS]]),
      remarks: [
        ...file.remarks,
        ...(inName ? [inName.remark] : []),
        ...collectivitiesRemark(outside),
        {
          fr: '1 pour chaque commune ou EPCI membre, compté une fois. Une commune sans ligne n’en est pas membre',
          en: '1 for each member commune or EPCI, counted once. A commune without a row is not a member'
        }
      ]
    }
  }
}

/** By the start of the name of their file. */
const PROGRAMMES: Readonly<Record<string, Text>> = {
  acv: { fr: 'Action cœur de ville', en: 'Action for town centres' },
  acv2: { fr: 'Action cœur de ville, entrées de ville', en: 'Action for town centres, town entrances' },
  pvd: { fr: 'Petites villes de demain', en: 'Small towns of tomorrow' },
  va: { fr: 'Villages d’avenir', en: 'Villages of the future' },
  ti: { fr: 'Territoires d’industrie', en: 'Industrial territories' },
  fs: { fr: 'France services', en: 'France services' },
  citeduc: { fr: 'Cités éducatives', en: 'Education cities' },
  cde: { fr: 'Cités de l’emploi', en: 'Employment cities' },
  fabt: { fr: 'Fabriques de territoire', en: 'Territory workshops' },
  fabp: { fr: 'Fabrique prospective', en: 'Foresight workshops' },
  frla: { fr: 'Fonds de restructuration des locaux d’activité', en: 'Fund for restructuring business premises' },
  pao: { fr: 'Plan d’action pour l’offre de soins de proximité', en: 'Action plan' },
  manuprox: { fr: 'Manufactures de proximité', en: 'Local manufactures' },
  ami: { fr: 'Avenir montagnes ingénierie', en: 'Mountains of the future, engineering' },
  amm: { fr: 'Avenir montagnes mobilités', en: 'Mountains of the future, mobility' }
}

/** `acv` in `acv_geom.geojson`. */
function programmeOf(name: string): string | undefined {
  const start = /^([a-z0-9]+)_geom\b/.exec(name)?.[1] ?? ''
  return start in PROGRAMMES ? start : undefined
}

/** `62498` in `Lens (62498)`. */
function codeIn(text: string): string {
  return /\((\w+)\)$/.exec(text)?.[1] ?? ''
}

/**
 * A commune given by its SIREN, as mountain programmes do: 21, the department, then a number that is the commune's
 * own in most departments and not in all. The name decides.
 */
function communeOfSiren(text: string, siren: string, geography: Geography, cog: CogYear): CommuneCode | undefined {
  const [, department = ''] = /^21(97\d|\d\d)\d+$/.exec(siren) ?? []
  if (department === '') return undefined
  const name = text.replace(/\s*\(\w+\)$/, '')
  const found = findCommune(geography, { name, cog, departments: department === '20' ? ['2A', '2B'] : [department] })
  return 'commune' in found ? found.commune : undefined
}

function readMember(
  text: string,
  geography: Geography,
  cog: CogYear
): TerritoryId | { readonly found: string; readonly expected: Text } {
  const code = codeIn(text)
  if (LEVELS.EPCI.test(code)) {
    const commune = communeOfSiren(text, code, geography, cog)
    return commune ? territoryOf('COM', commune) : territoryOf('EPCI', code)
  }
  const commune = cityOfArrondissement(code) ?? code
  if (isCommune(geography, commune, cog)) return territoryOf('COM', commune)
  const near = LEVELS.COM.test(code) ? proposalsFor(geography, code, cog) : []
  const list = near.map((one) => `${one.name} (${one.commune})`).join(', ')
  return {
    found: text,
    expected: {
      fr: `un nom et un code de commune de ${cog} ou d’EPCI, comme Lens (62498)${list === '' ? '' : `. Peut-être ${list}`}`,
      en: `a name and a commune code of ${cog} or an EPCI code, such as Lens (62498)${list === '' ? '' : `. Perhaps ${list}`}`
    }
  }
}

function unknownProgramme(file: string): InvalidInput {
  const known = Object.keys(PROGRAMMES)
    .map((code) => `${code}_geom.geojson`)
    .join(', ')
  return new InvalidInput(
    {
      fr: `ce nom ne dit pas le programme. Attendu l’un de : ${known}`,
      en: `this name does not say the programme. Expected one of: ${known}`
    },
    { file }
  )
}
