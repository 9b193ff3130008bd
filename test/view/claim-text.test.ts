import { expect, it } from 'vitest'
import { withUnit } from '../../src/view/claim-text.ts'
import { stepText } from '../../src/view/conflict-text.ts'

it('writes the units of documents as they are printed: one point, square kilometres, a thin space before percent', () => {
  expect(withUnit('1', 1, 'points', 'fr')).toBe('1\u00a0point')
  expect(withUnit('3', 3, 'points', 'fr')).toBe('3\u00a0points')
  expect(withUnit('997', 997, 'km2', 'fr')).toBe('997\u00a0km²')
  expect(withUnit('646,9', 646.9, 'habitants/km2', 'fr')).toBe('646,9\u00a0habitants/km²')
  expect(withUnit('20', 20, '%', 'fr')).toBe('20\u202f%')
  expect(withUnit('20', 20, '%', 'en')).toBe('20%')
  expect(withUnit('6', 6, '', 'fr')).toBe('6')
})

it('writes the arithmetic of a conflict with them', () => {
  const step = { operation: '−', operands: [4, 3], result: 1, unit: 'actions' } as const
  expect(stepText(step, 'fr')).toBe('4 − 3 = 1\u00a0action')
})
