import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast, contrastsOf, lowestContrast, lowText, PAIRS } from '../../../src/domain/appearance/contrast.ts'
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
    expect(lowestContrast(palette), scheme).toBeUndefined()
  })

  it('too low is told with the pair, its colours, what it has and what is expected', () => {
    const pale = { ...light, brick: '#ffb59c' }
    const low = lowestContrast(pale)
    expect(low).toMatchObject({ front: 'brick', back: 'paper', least: 4.5 })
    expect(low && lowText(low, pale, 'light')).toEqual({
      fr: 'contraste de 1,7 en clair entre « brick » (#ffb59c) et « paper » (#ffffff), pour : Le territoire lu. Attendu au moins 4,5',
      en: 'contrast of 1.7 in light between "brick" (#ffb59c) and "paper" (#ffffff), for: The territory being read. Expected at least 4.5'
    })
  })
})
