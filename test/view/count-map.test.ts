import { expect, it } from 'vitest'
import { CountMap, Uncounted, type Count } from '../../src/view/count-map.tsx'
import type { MapShapes } from '../../src/view/map-shapes.ts'

const COUNTS: readonly Count[] = [
  { code: '00001', name: 'Une', cell: { status: 'A', value: 400 } },
  { code: '00002', name: 'Deux', cell: { status: 'O' } },
  { code: '00003', name: 'Trois', cell: { status: 'A', value: 100 } }
]

const SHAPES: MapShapes = {
  frame: { width: 100, height: 100 },
  land: '',
  ground: '',
  borders: '',
  inner: '',
  outline: '',
  around: { borders: '', places: new Map() },
  communes: new Map(COUNTS.map(({ code }, i) => [code, { path: '', x: 10 * i, y: 50 }]))
}

it('marks a commune without a value where its circle would be, and no other', () => {
  const drawn = String(CountMap({ shapes: SHAPES, counts: COUNTS, unit: 'hab.', title: 'Carte', language: 'fr' }))
  expect(drawn.match(/<circle cx=/g)).toHaveLength(2)
  expect(drawn).toContain('class="no-disc" d="M6.5 46.5L13.5 53.5M6.5 53.5L13.5 46.5"')
})

it('says under the map how many have no value, and which', () => {
  const line = String(Uncounted({ counts: COUNTS, language: 'fr' }))
  expect(line).toContain('1 commune sans valeur diffusée (Deux).')
  expect(Uncounted({ counts: COUNTS.filter(({ cell }) => 'value' in cell), language: 'fr' })).toBeNull()
})
