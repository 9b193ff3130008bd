import { describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { indicatorDocument } from '../../src/folder/indicator-files.ts'
import { mappingDocument, parseMapping } from '../../src/folder/mapping-file.ts'
import { readFolder } from '../../src/folder/read.ts'
import { settingsDocument } from '../../src/folder/settings-file.ts'
import { parseStoredIndicator, parseStoredMapping, parseStoredSettings } from '../../src/folder/stored.ts'
import { readYaml } from '../../src/folder/yaml.ts'
import { ROOT } from '../../src/root.ts'

const example = await readFolder(join(ROOT, 'examples/bassin-minier'))
const { settings } = example

/** As PostgreSQL gives it back. */
function stored(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document))
}

describe('a definition out of the registry is what its file says', () => {
  it('the settings', () => {
    expect(parseStoredSettings(stored(settingsDocument(settings)))).toEqual(settings)
  })

  it.each(example.indicators.map((one) => [one.id, one] as const))('indicator %s', (_, one) => {
    const document = stored(indicatorDocument(one, settings.comparisons))
    expect(parseStoredIndicator(document, settings.comparisons)).toEqual(one)
  })

  it.each([
    ['everything left out', 'header: 1'],
    [
      'a header of two lines, marks and conditions',
      'header: 5-6\nmarks: { s: withheld }\nskip: [ 99 ]\nwhere: [ { column: a, is: [ 1 ] } ]'
    ]
  ])('a mapping with %s', (_, lines) => {
    const values = 'territory: { columns: [ code ], level: COM }\nvalues: { layout: periods, series: births }'
    const mapping = parseMapping(readYaml('mappings/a.yaml', `${lines}\n${values}`))
    expect(parseStoredMapping(stored(mappingDocument(mapping)))).toEqual(mapping)
  })
})
