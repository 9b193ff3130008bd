import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { UNITS } from '../../src/view/units.ts'

const example = resolve(import.meta.dirname, '../../examples/bassin-minier')
const files = ['measures.yaml', ...readdirSync(resolve(example, 'indicators')).map((name) => `indicators/${name}`)]

it.each(files)('every unit of %s is in the catalogue', (file) => {
  const text = readFileSync(resolve(example, file), 'utf8')
  const units = [...text.matchAll(/^ *unit: *(\S+)$/gm)].map(([, unit]) => unit)
  expect(units.length).toBeGreaterThan(0)
  expect(units.filter((unit) => !Object.hasOwn(UNITS, unit ?? ''))).toEqual([])
})
