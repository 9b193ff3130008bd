import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkContrast, contrast, contrastsOf, PAIRS } from '../../../src/domain/appearance/contrast.ts'
import { readTokens } from '../../../src/domain/appearance/tokens.ts'
import { ROOT } from '../../../src/root.ts'

const { light, dark } = readTokens(readFileSync(join(ROOT, 'src/view/style.css'), 'utf8'))

describe('contrast', () => {
  it('is that of WCAG: 21 for black on white, 1 for the same, whatever the order', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#777777')).toBe(1)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#ffffff', '#767676')).toBe(contrast('#767676', '#ffffff'))
  })

  it('is not computed from what is no colour', () => {
    expect(() => contrast('brick', '#ffffff')).toThrow('brick')
  })

  it.each([
    ['light', light],
    ['dark', dark]
  ])('of every pair of the sheet holds in %s', (scheme, palette) => {
    expect(contrastsOf(palette)).toHaveLength(PAIRS.length)
    expect(() => checkContrast(palette, scheme)).not.toThrow()
  })

  it('too low is refused with the pair, what it has and what is expected', () => {
    expect(() => checkContrast({ ...light, brick: '#ffb59c' }, 'light')).toThrow(/1\.\d.*brick.*paper.*4\.5/)
  })
})
