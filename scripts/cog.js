/**
 * Writes `reference/cog-2019-2026/`: communes, EPCI, departments, regions and employment zones of each COG
 * year, and what happened between the years.
 *
 * usage: node scripts/cog.js ZE2020.xlsx [older ZE2020.xlsx …]
 *
 * The lists come from the yearly versions of the npm package @etalab/decoupage-administratif (data: INSEE and DGCL,
 * Licence Ouverte), fetched with `npm pack` into a temporary folder: it is no dependency. The zones come from
 * INSEE's composition of the employment zones (Licence Ouverte).
 */

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import readXlsx from 'read-excel-file/node'
import { followYear, partsUntil2019 } from './cog-parts.js'

const PACKAGE = '@etalab/decoupage-administratif'
const TARGET = join(dirname(fileURLToPath(import.meta.url)), '..', 'reference', 'cog-2019-2026')

/**
 * Which version holds which year. The README of the package gives 2021 to 2026 and 2019. Version 0.8.0 holds the EPCI
 * of 2020 beside the communes of 2019, so the communes of 2020 are the members of its EPCI and the four islands that
 * belong to none. Version 1.0.0 already is 2021.
 */
const VERSIONS = {
  2019: '0.7.0',
  2020: '0.8.0',
  2021: '1.1.1',
  2022: '2.3.1',
  2023: '3.1.1',
  2024: '4.1.0',
  2025: '5.3.0',
  2026: '6.0.0'
}
const ISLANDS_WITHOUT_EPCI = ['22016', '29083', '29155', '85113']

/**
 * Mergers that left no commune déléguée, so that no list says who took the ground over: each read from the new name
 * of the commune, or from its population, which rose by that of the commune gone. And one change of chef-lieu, there
 * and back.
 */
const TAKEN_OVER = {
  2020: { 45287: '45307' },
  2021: { 27676: '27058' },
  2022: { 19092: '19143', 25134: '25185', 25628: '25375' },
  2023: { 27058: '27676' },
  2024: { 95282: '95169', 18131: '18173' },
  2025: {
    '02311': '02589',
    '08300': '08439',
    16238: '16023',
    25297: '25364',
    26371: '26289',
    42072: '42217',
    71131: '71566',
    72287: '72155'
  }
}

const years = Object.keys(VERSIONS).map(Number)
const latest = years.at(-1)
const folder = mkdtempSync(join(tmpdir(), 'cog-'))
try {
  const lists = new Map(years.map((year) => [year, readList(year)]))
  complete2020(lists)
  const graph = readData(2020, 'historique-communes')
  const parts = followAll(partsUntil2019(graph), lists)
  const compact = {
    years,
    ...communeColumns(lists, parts, await readZones(process.argv.slice(2))),
    ...epciColumns(lists),
    departments: rows(readData(latest, 'departements').filter(inTheRegions), (d) => [d.code, d.nom, d.region]),
    regions: rows(
      readData(latest, 'regions').filter((r) => r.zone !== 'com' && r.code < '975'),
      (r) => [r.code, r.nom]
    ),
    grounds: parts.filter(changed(parts)).map(partRow),
    populations: rows(populationRows(lists, parts), (row) => row),
    formerNames: rows(formerNameRows(graph), (row) => row),
    arrondissements: rows(lists.get(latest).arrondissements, (a) => [
      a.code,
      a.nom,
      a.commune,
      (a.codesPostaux ?? []).join(' ')
    ])
  }
  mkdirSync(TARGET, { recursive: true })
  for (const [part, value] of Object.entries(compact)) {
    // INSEE writes L'Isle with a typewriter's apostrophe; the names are for people to read.
    const text = JSON.stringify(value).replaceAll("'", '’')
    writeFileSync(join(TARGET, `${part}.json.gz`), gzipSync(text, { level: 9 }))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

// ---- the package

function readData(year, name) {
  const version = VERSIONS[year]
  const target = join(folder, version)
  mkdirSync(target, { recursive: true })
  const archive = `etalab-decoupage-administratif-${version}.tgz`
  try {
    readFileSync(join(folder, archive))
  } catch {
    execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${version}`], { cwd: folder })
    execFileSync('tar', ['xzf', archive, '-C', target, '--strip-components=1'], { cwd: folder })
  }
  return JSON.parse(readFileSync(join(target, 'data', `${name}.json`), 'utf8'))
}

/** `parents`: commune déléguée, associée or arrondissement → its commune. */
function readList(year) {
  const entries = readData(year, 'communes').filter(inTheRegions)
  const of = (type) => entries.filter((entry) => entry.type === type)
  const within = [...of('commune-deleguee'), ...of('commune-associee')]
  return {
    communes: new Map(of('commune-actuelle').map((c) => [c.code, c])),
    parents: new Map(within.filter((c) => c.chefLieu !== c.code).map((c) => [c.code, c.chefLieu])),
    arrondissements: of('arrondissement-municipal'),
    epcis: readData(year, 'epci')
  }
}

/** The eighteen regions: the other overseas collectivities have communes or not, and no EPCI of this kind. */
function inTheRegions({ code, departement }) {
  return (departement ?? code) < '975' || (departement ?? code) === '976'
}

function complete2020(lists) {
  const [before, list, after] = [lists.get(2019), lists.get(2020), lists.get(2021)]
  const codes = [...list.epcis.flatMap((epci) => epci.membres.map((m) => m.code)), ...ISLANDS_WITHOUT_EPCI].sort()
  list.communes = new Map(codes.map((code) => [code, before.communes.get(code) ?? after.communes.get(code)]))
  list.parents = after.parents
}

function followAll(parts, lists) {
  for (const year of years.slice(1)) {
    const list = lists.get(year)
    const parents = new Map([...list.parents, ...Object.entries(TAKEN_OVER[year] ?? {})])
    const unexplained = followYear(parts, { ...list, parents }, year)
    if (unexplained.length > 0) throw new Error(`${year}: nothing says what became of ${unexplained.join(', ')}`)
  }
  return parts
}

// ---- columns

/** Everything as of the last year a code is in force, then what was different before a year. */
function communeColumns(lists, parts, zones) {
  const codes = [...new Set(years.flatMap((year) => [...lists.get(year).communes.keys()]))].sort()
  const epciOf = new Map(years.map((year) => [year, membership(lists.get(year))]))
  const sirens = epciSirens(lists)
  const changes = []
  const moving = parts.filter((part) => part.holders.at(-1)[0] > `${years[0]}-01-01`)
  const moved = new Set(moving.flatMap((part) => part.holders.map(([, holder]) => holder)))
  const unsteady = []
  const columns = codes.map((code) => {
    const present = years.filter((year) => lists.get(year).communes.has(code))
    const last = present.at(-1)
    if (present.length < years.length || moved.has(code)) unsteady.push([code, present.join(' ')])
    let next = { name: lists.get(last).communes.get(code).nom, epci: epciOf.get(last).get(code) ?? '' }
    const column = { code, ...next, postal: lists.get(last).communes.get(code).codesPostaux ?? [] }
    for (const year of present.slice(0, -1).reverse()) {
      const found = { name: lists.get(year).communes.get(code).nom, epci: epciOf.get(year).get(code) ?? '' }
      const name = fold(found.name) === fold(next.name) ? next.name : found.name
      const after = present[present.indexOf(year) + 1]
      if (name !== next.name) changes.push([code, after, 'name', name])
      if (found.epci !== next.epci) changes.push([code, after, 'epci', found.epci])
      next = { name, epci: found.epci }
    }
    return column
  })
  const zoneCodes = [...new Set(zones.names.keys())].sort()
  return {
    codes: columns.map((c) => c.code).join(''),
    names: columns.map((c) => c.name).join('\n'),
    postal: columns.map((c) => c.postal.join(' ')).join('\n'),
    epciIndex: columns.map((c) => sirens.indexOf(c.epci)),
    zoneIndex: columns.map((c) => zoneCodes.indexOf(zoneOf(c.code, zones, parts))),
    zones: rows(zoneCodes, (code) => [code, zones.names.get(code)]),
    communeChanges: rows(changes, (row) => row),
    unsteady: rows(unsteady, (row) => row)
  }
}

function membership({ epcis }) {
  return new Map(epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])))
}

function epciSirens(lists) {
  return [...new Set(years.flatMap((year) => lists.get(year).epcis.map((epci) => epci.code)))].sort()
}

function epciColumns(lists) {
  const changes = []
  const latestOf = epciSirens(lists).map((siren) => {
    const found = years.flatMap((year) =>
      lists
        .get(year)
        .epcis.filter((e) => e.code === siren)
        .map((e) => [year, e])
    )
    let [after, next] = found.at(-1)
    const last = next
    for (const [year, epci] of found.slice(0, -1).reverse()) {
      if (epci.type !== next.type) changes.push([siren, after, 'type', epci.type])
      if (bareName(epci.nom) !== bareName(next.nom)) changes.push([siren, after, 'name', epci.nom])
      ;[after, next] = [year, epci]
    }
    return last
  })
  return {
    epcis: rows(latestOf, (epci) => [epci.code, epci.nom.replace(/ \([A-Z0-9]+\)$/, ''), epci.type]),
    epciChanges: rows(changes, (row) => row)
  }
}

function partRow(part) {
  return [part.code, ...part.holders.flatMap(([day, code]) => [day, code ?? ''])]
}

/** Grounds whose holder changed, and those of the communes that held them. */
function changed(parts) {
  const moving = parts.filter((part) => part.holders.length > 1)
  const touched = new Set(moving.flatMap((part) => part.holders.map(([, code]) => code)))
  return (part) => part.holders.length > 1 || touched.has(part.holders[0][1])
}

/** Populations of communes of these years that once were one commune: what an estimate across a split rests on. */
function populationRows(lists, parts) {
  const heirs = new Map()
  for (const part of parts) {
    const recent = part.holders.filter(([day], i) => (part.holders[i + 1]?.[0] ?? '9999') > '2019-01-01')
    for (const [, holder] of part.holders) {
      heirs.set(holder, new Set([...(heirs.get(holder) ?? []), ...recent.map(([, code]) => code)]))
    }
  }
  const codes = new Set(
    [...heirs.values()].filter((communes) => communes.size > 1).flatMap((communes) => [...communes])
  )
  return [...codes]
    .filter(Boolean)
    .sort()
    .map((code) => [
      code,
      ...years
        .filter((year) => year !== 2020 && lists.get(year).communes.has(code))
        .map((year) => `${year}:${lists.get(year).communes.get(code).population ?? ''}`)
    ])
}

/** Names that a code bore before 2019: `code, name, until`. Spellings of one name are not told apart. */
function formerNameRows(graph) {
  const next = new Map(graph.filter(isCommune).map((node) => [`${node.code} ${node.dateDebut}`, node.nom]))
  return graph
    .filter((node) => isCommune(node) && node.dateFin !== undefined)
    .filter((node) => fold(node.nom) !== fold(next.get(`${node.code} ${node.dateFin}`) ?? ''))
    .map((node) => [node.code, node.nom, node.dateFin])
    .sort((a, b) => (`${a[0]}${a[2]}` < `${b[0]}${b[2]}` ? -1 : 1))
}

function isCommune(node) {
  return node.type === 'COM'
}

// ---- employment zones

/** The first file that knows a commune answers. */
async function readZones(files) {
  const zones = new Map()
  const names = new Map()
  for (const file of files) {
    for (const { data } of await readXlsx(file)) {
      const header = data.findIndex((row) => row.includes('CODGEO') && row.includes('ZE2020'))
      if (header < 0) continue
      const [code, zone, label] = ['CODGEO', 'ZE2020', 'LIBZE2020'].map((name) => data[header].indexOf(name))
      for (const row of data.slice(header + 1)) {
        if (!zones.has(row[code])) zones.set(row[code], row[zone])
        if (label >= 0) names.set(row[zone], row[label])
      }
    }
  }
  if (names.size === 0)
    throw new Error('usage: node scripts/cog.js ZE2020.xlsx: no sheet with CODGEO, ZE2020 and LIBZE2020')
  return { zones, names }
}

/** A commune that INSEE's lists do not know is in the zone of the communes that held its ground. */
function zoneOf(code, { zones }, parts) {
  if (zones.has(code)) return zones.get(code)
  const held = parts.filter((part) => part.holders.some(([, holder]) => holder === code))
  const near = held.flatMap((part) => part.holders.map(([, holder]) => holder).reverse())
  return zones.get(near.find((holder) => zones.has(holder)))
}

// ---- text

function rows(values, row) {
  return [...values].map((value) => row(value).join('\t')).join('\n')
}

/** Spellings of one name: case, accents, œ, hyphens and apostrophes do not make another name. */
function fold(name) {
  return name
    .replaceAll(/œ/gi, 'oe')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** An EPCI's name without its legal form or its abbreviation, which the lists write in several ways. */
function bareName(name) {
  return fold(
    name.replace(/ \([A-Z0-9]+\)$/, '').replace(/^(CC|CA|CU|Métropole) (de la |de l[’']|du |des |de |d[’'])?/, '')
  )
}
