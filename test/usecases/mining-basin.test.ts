import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseCommunes } from '../../src/domain/territories/geometry.ts'
import { overlap } from '../../src/domain/territories/overlap.ts'
import type { PerimeterVersion } from '../../src/domain/territories/perimeter.ts'
import { parsePerimeterId, resolvePerimeter } from '../../src/domain/territories/resolve.ts'
import { readArea, readContours } from '../../src/folder/outlines.ts'
import { readFolder } from '../../src/folder/read.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { deriveMembers } from '../../src/usecases/derive.ts'

const root = join(import.meta.dirname, '..', '..')
const example = join(root, 'examples', 'bassin-minier')

function readAsset(path: string): Promise<Uint8Array> {
  return readFile(join(example, path))
}

const folder = await readFolder(example)
const atlas = {
  geography: loadGeography(root),
  perimeters: new Map(folder.perimeters.map((perimeter) => [perimeter.id, perimeter])),
  derived: await deriveMembers(folder, readAsset),
  sha256: (text: string) => createHash('sha256').update(text).digest('hex')
}

function resolve(id: string, year = 2026): PerimeterVersion {
  return resolvePerimeter(atlas, parsePerimeterId(id), `${year}-01-01`)
}

function count(id: string, year = 2026): number {
  return resolve(id, year).communes.length
}

describe('the perimeters of the mining basin', () => {
  it('have their communes', () => {
    const counts = [...atlas.perimeters.keys()].map((id) => [id, count(id)])
    expect(Object.fromEntries(counts)).toEqual({
      pma: 150,
      'erbm-epci': 336,
      'erbm-250': 250,
      all: 333,
      unesco: 84,
      cabbalr: 100,
      call: 36,
      cahc: 14,
      douaisis: 35,
      'coeur-ostrevent': 20,
      'porte-hainaut': 47,
      valenciennes: 35,
      'osartis-marquion': 49,
      arras: 46,
      'ze-lens': 58,
      'ze-bethune': 109,
      'ze-douai': 71,
      'ze-valenciennes': 125,
      nord: 647,
      'pas-de-calais': 887,
      'hauts-de-france': 3782,
      'metropolitan-france': 34_746,
      france: 34_875
    })
  })

  it('differ: 224 of the 250 communes are in the 8 EPCI, 26 elsewhere, and 112 only in the EPCI', () => {
    const { shared, onlyHere, onlyThere } = overlap(resolve('erbm-250').communes, resolve('erbm-epci').communes)
    expect([shared.length, onlyHere.length, onlyThere.length]).toEqual([224, 26, 112])
  })

  it('exist from their first day on, not from the next COG year', () => {
    const on = (id: string, day: string): number => resolvePerimeter(atlas, parsePerimeterId(id), day).communes.length
    expect(on('erbm-250', '2017-03-07')).toBe(on('erbm-250', '2017-06-01'))
    expect(() => on('erbm-250', '2017-03-06')).toThrow(
      /depuis le 7\u00a0mars\u00a02017 .* pas celle du 6\u00a0mars\u00a02017$/
    )
    for (const id of ['hauts-de-france', 'REG-32']) {
      expect(on(id, '2016-01-01'), id).toBeGreaterThan(3800)
      expect(() => on(id, '2015-12-31'), id).toThrow(/n’existe que depuis le 1er\u00a0janvier\u00a02016/)
    }
    expect(on('REG-53', '2015-01-01')).toBeGreaterThan(1200)
  })

  it('PMA is three EPCI exactly, and did not exist before 2017', () => {
    const pma = resolve('pma')
    expect(pma.parts.map(({ territory }) => territory)).toEqual(['EPCI-200072460', 'EPCI-246200364', 'EPCI-246200299'])
    expect(() => resolve('pma', 2016)).toThrow(expect.objectContaining({ reason: 'before-it-existed' }))
    expect(() => resolve('pma', 2018)).toThrow(expect.objectContaining({ reason: 'unknown-before-2019' }))
  })

  it('ALL is seven of the eight EPCI, and Arras', () => {
    expect(overlap(resolve('all').communes, resolve('erbm-epci').communes).onlyHere).toEqual(resolve('arras').communes)
  })

  it('are followed through 2023, when Émerchicourt changed sides', () => {
    expect([2022, 2023, 2024].map((year) => count('coeur-ostrevent', year))).toEqual([20, 21, 20])
    expect([2022, 2023, 2024].map((year) => count('porte-hainaut', year))).toEqual([47, 46, 47])
    expect(count('erbm-epci', 2023)).toBe(336)
  })

  it('are derived where no list exists, and then say so', () => {
    const derived = [...atlas.perimeters.keys()].filter((id) => resolve(id).derived)
    expect(derived).toEqual(['erbm-250', 'unesco'])
  })
})

describe('the choice of communes by a geometry', () => {
  const contours = readContours('59-62', readFileSync(join(example, 'contours', 'communes-59-62.topojson')))

  it('is clear-cut for the 250: more than 98 % of each one kept, less than 2 % of any other', () => {
    const basin = readArea('basin', readFileSync(join(example, 'geometries', 'bassin-minier.geojson')))
    const choices = chooseCommunes(contours, basin, { rule: 'inside' })
    const shares = (chosen: boolean) => choices.filter((c) => c.chosen === chosen).map((c) => c.sharedHa / c.areaHa)
    expect(Math.min(...shares(true))).toBeGreaterThan(0.98)
    expect(Math.max(...shares(false))).toBeLessThan(0.02)
  })

  it('is as the note says for the World Heritage property: 99 at the slightest contact, 84 from one hectare on', () => {
    const property = readArea('property', readFileSync(join(example, 'geometries', 'bien-inscrit.geojson')))
    const shares = chooseCommunes(contours, property, { rule: 'touches' }).map((choice) => choice.sharedHa)
    expect(shares).toHaveLength(99)
    expect(shares.filter((ha) => ha > 1)).toHaveLength(84)
    expect(shares.filter((ha) => ha < 0.5)).toHaveLength(13)
  })
})

const DATA = join(root, '..', 'shared', 'data', '01_territoires', 'perimetres_erbm_pma.csv')

describe.skipIf(!existsSync(DATA))('against lists made apart, beside the checkout', () => {
  it('has the same communes', () => {
    const rows = readFileSync(DATA, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
    const flagged = (column: number) => rows.filter((row) => row.at(column) === '1').map(([code]) => code)
    expect(flagged(-4)).toEqual(resolve('erbm-250').communes)
    expect(flagged(-3)).toEqual(resolve('erbm-epci').communes)
    expect(flagged(-2)).toEqual(resolve('pma').communes)
    expect(flagged(-1)).toEqual(resolve('arras').communes)
  })
})
