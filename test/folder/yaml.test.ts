import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readYaml, writeYaml } from '../../src/folder/yaml.ts'

const scalar = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.constantFrom(
    '62065',
    '2018',
    '2012-Q4',
    'true',
    'null',
    '',
    ' ',
    '- a',
    'a: b',
    '#',
    '« été » : œ',
    'a\nb',
    '1e3',
    '~'
  ),
  fc.lorem({ maxCount: 40 }),
  fc.integer(),
  fc.boolean()
)

const document = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  map: fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z-]{0,12}$/), tie('value'), { maxKeys: 5, noNullPrototype: true })
})).map

describe('YAML', () => {
  it('gives back what it was given, and the same text again', () => {
    fc.assert(
      fc.property(document, (value) => {
        const text = writeYaml(value)
        const back = readYaml('any.yaml', text).value
        expect(back ?? {}).toEqual(value)
        expect(writeYaml(back ?? {})).toBe(text)
      })
    )
  })

  it('knows where a value stands', () => {
    const file = readYaml('a.yaml', 'one: 1\nlist:\n  - name: x\n  - name: y\n')
    expect(file.placeOf(['one'])).toEqual({ file: 'a.yaml', line: 1, column: 6 })
    expect(file.placeOf(['list', 1, 'name'])).toEqual({ file: 'a.yaml', line: 4, column: 11 })
  })

  it('points at the nearest thing there is when a value is missing', () => {
    const file = readYaml('a.yaml', 'list:\n  - name: x\n')
    expect(file.placeOf(['list', 0, 'label', 'fr'])).toEqual({ file: 'a.yaml', line: 2, column: 5 })
  })

  it.each([
    ['a: [1', 'a.yaml:1'],
    ['a: 1\n\tb: 2', 'a.yaml:2'],
    ['a: 1\na: 2', 'a.yaml:2']
  ])('says where %j stops being YAML', (text, place) => {
    expect(() => readYaml('a.yaml', text)).toThrow(place)
  })
})
