import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { readFolder } from '../../src/folder/read.ts'
import { copyRelease, FIRST_RELEASE, spoil, temporaryFolder } from './spoil.ts'

async function refusal(root: string): Promise<{ readonly message: string; readonly place: InvalidInput['place'] }> {
  try {
    await readFolder(root)
  } catch (error) {
    if (error instanceof InvalidInput) return { message: error.text.en, place: error.place }
    throw error
  }
  throw new Error('the folder was read')
}

describe('a folder', () => {
  it('is read whole, in the order that it declares', async () => {
    const folder = await readFolder(FIRST_RELEASE)
    expect(folder.perimeters.map(({ id }) => id)).toEqual(['trio', 'pair', 'centre', 'both'])
    expect(folder.indicators.map(({ id }) => id)).toEqual(['population', 'density', 'establishments'])
    expect(folder.vintages.map(({ id, rows }) => [id, rows])).toEqual([['town-book@2022', 18]])
    expect(folder.files).toEqual(['contours/communes.geojson', 'geometries/centre.geojson'])
    expect(folder.mappings.map(({ source }) => source)).toEqual(['town-book'])
  })

  it('reads a formula as people write it', async () => {
    const { indicators } = await readFolder(FIRST_RELEASE)
    expect(indicators.at(-1)?.formula).toEqual({
      kind: 'level',
      terms: [
        { series: 'establishments', sign: 1 },
        { series: 'establishments:naf=GZ', sign: -1 }
      ]
    })
  })

  it('gives an indicator the comparisons of the observatory when it names none', async () => {
    const { indicators } = await readFolder(FIRST_RELEASE)
    expect(indicators[0]?.comparisons).toEqual(['trio'])
  })
})

describe('bad input is refused with file, line, column and key', () => {
  it('a folder that does not exist', async () => {
    expect((await refusal('/nowhere/at/all')).message).toContain('there is no such folder')
  })

  it('a folder that is something else', async () => {
    const root = await temporaryFolder()
    await writeFile(join(root, 'notes.txt'), 'hello')
    expect((await refusal(root)).message).toContain('not an observatory: it has no "observatory.yaml"')
  })

  it('a file that a folder does not know, with the nearest name', async () => {
    const root = await copyRelease()
    await rename(join(root, 'indicators'), join(root, 'indicator'))
    expect((await refusal(root)).message).toMatch(/^indicator\/density.yaml: unexpected file.*"indicators" maybe$/)
  })

  it('a missing key', async () => {
    const root = await spoil('indicators/density.yaml', 'unit: inhabitants-per-km2\n', '')
    expect(await refusal(root)).toMatchObject({
      message: 'indicators/density.yaml:1:1: the key "unit" is missing',
      place: { file: 'indicators/density.yaml', line: 1 }
    })
  })

  it('a missing language', async () => {
    const root = await spoil('indicators/density.yaml', 'label: { fr: Densité, en: Density }', 'label: { fr: Densité }')
    expect((await refusal(root)).message).toBe('indicators/density.yaml:3:8: the key "en" is missing')
  })

  it('a value of the wrong type', async () => {
    const root = await spoil('indicators/density.yaml', 'decimals: 1', 'decimals: un')
    expect((await refusal(root)).message).toMatch(
      /^indicators\/density.yaml:\d+:11: "decimals": found "un", expected a number$/
    )
  })

  it('a code without quotes, which YAML reads as a number', async () => {
    const root = await spoil('perimeters/pair.yaml', '"62065"', '62065')
    expect((await refusal(root)).message).toContain('expected a text (a code is written between quotes)')
  })

  it('an unknown key, with the nearest one', async () => {
    const root = await spoil('indicators/density.yaml', 'decimals: 1', 'decimal: 1')
    expect((await refusal(root)).message).toContain('unknown key "decimal": did you mean "decimals"?')
  })

  it('an unknown kind of formula', async () => {
    const root = await spoil('indicators/population.yaml', 'kind: level', 'kind: levle')
    expect((await refusal(root)).message).toMatch(/^indicators\/population.yaml:5:\d+: .*expected one of|levle/)
  })

  it('terms that are not a sum', async () => {
    const root = await spoil('indicators/population.yaml', 'terms: population', 'terms: population plus area')
    expect((await refusal(root)).message).toContain('"population plus area" is not a sum of measures')
  })

  it('a key given twice', async () => {
    const root = await spoil('indicators/density.yaml', 'decimals: 1', 'decimals: 1\ndecimals: 2')
    expect((await refusal(root)).message).toMatch(/^indicators\/density.yaml:\d+:1: not readable as YAML/)
  })

  it('a measure that does not exist, at the line of the formula', async () => {
    const root = await spoil('indicators/population.yaml', 'terms: population', 'terms: populaton')
    expect((await refusal(root)).message).toMatch(
      /^indicators\/population.yaml:5:\d+: unknown measure "populaton": did you mean "population"\?$/
    )
  })

  it('an item that its breakdown does not have', async () => {
    const root = await spoil('indicators/establishments.yaml', 'naf=GZ', 'naf=ZZ')
    expect((await refusal(root)).message).toContain('unknown item "ZZ"')
  })

  it('a unit that the catalogue does not have, with the nearest or with all of them', async () => {
    const near = await spoil('measures.yaml', 'unit: inhabitants', 'unit: inhabitant')
    expect((await refusal(near)).message).toMatch(
      /^measures.yaml:\d+:\d+: the catalogue has no unit "inhabitant": did you mean "inhabitants"\?$/
    )
    const far = await spoil('indicators/density.yaml', 'unit: inhabitants-per-km2', 'unit: quintals')
    expect((await refusal(far)).message).toMatch(/^indicators\/density.yaml:\d+:\d+: .* its units: percent, .*, rank$/)
  })

  it('two measures of one name', async () => {
    const root = await spoil('measures.yaml', '- id: area', '- id: population')
    expect((await refusal(root)).message).toMatch(/^measures.yaml:\d+:\d+: "population" stands twice$/)
  })

  it('an identifier that is not the name of its file', async () => {
    const root = await spoil('perimeters/pair.yaml', 'id: pair', 'id: trio')
    expect((await refusal(root)).message).toBe(
      'perimeters/pair.yaml:1:5: "id": found "trio", expected "pair" as the file is named'
    )
  })

  it('perimeters that define one another', async () => {
    const root = await spoil(
      'perimeters/trio.yaml',
      '{ kind: list, cog: 2024, communes: [ "62065", "62427", "62498" ] }',
      '{ kind: union, of: [ both ] }'
    )
    expect((await refusal(root)).message).toMatch(/is defined by itself: trio → both → pair → trio$/)
  })

  it('a perimeter made of one that does not exist', async () => {
    const root = await spoil('perimeters/both.yaml', 'centre', 'center')
    expect((await refusal(root)).message).toContain('unknown perimeter "center": did you mean "centre"?')
  })

  it('a geometry that is not in the folder', async () => {
    const root = await copyRelease()
    await rm(join(root, 'geometries/centre.geojson'))
    expect((await refusal(root)).message).toMatch(
      /^perimeters\/centre.yaml:\d+:\d+: the file "geometries\/centre.geojson" is not in the folder$/
    )
  })

  it('a manifest without its vintage, and a vintage without its manifest', async () => {
    const one = await copyRelease()
    await rm(join(one, 'vintages/town-book@2022.parquet'))
    expect((await refusal(one)).message).toContain('"vintages/town-book@2022.parquet" is not in the folder')
    const other = await copyRelease()
    await rm(join(other, 'vintages/town-book@2022.yaml'))
    expect((await refusal(other)).message).toContain('vintage without "vintages/town-book@2022.yaml" to describe it')
  })

  it('a mapping for a source that does not exist', async () => {
    const root = await copyRelease()
    await rename(join(root, 'mappings/town-book.yaml'), join(root, 'mappings/town-books.yaml'))
    expect((await refusal(root)).message).toBe('mappings/town-books.yaml: unknown source "town-books"')
  })

  it('a folder of a later release', async () => {
    const root = await spoil('observatory.yaml', 'format: 1', 'format: 2')
    expect((await refusal(root)).message).toMatch(/^observatory.yaml:1:9: "format": found 2, expected 1$/)
  })

  it('a directory where a file should be', async () => {
    const root = await copyRelease()
    await rm(join(root, 'measures.yaml'))
    await mkdir(join(root, 'measures.yaml'))
    expect((await refusal(root)).message).toContain('it has no "measures.yaml"')
  })
})
