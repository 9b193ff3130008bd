import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_THEME, themedSheet } from '../../../src/domain/appearance/theme.ts'
import { readTokens } from '../../../src/domain/appearance/tokens.ts'
import { ROOT } from '../../../src/root.ts'

const sheet = readFileSync(join(ROOT, 'src/view/style.css'), 'utf8')

describe('a theme', () => {
  it('that says nothing leaves the sheet as it is', () => {
    expect(themedSheet(sheet, NO_THEME)).toBe(sheet)
  })

  it('changes a colour in its own scheme alone', () => {
    const before = readTokens(sheet)
    const { light, dark } = readTokens(themedSheet(sheet, { light: { brick: '#7a2f6b' }, dark: {} }))
    expect(light).toEqual({ ...before.light, brick: '#7a2f6b' })
    expect(dark).toEqual(before.dark)
  })

  it('prints in the colours of its light scheme', () => {
    const themed = themedSheet(sheet, { light: { brick: '#7a2f6b' }, dark: { brick: '#e29ad2' } })
    expect(themed).not.toContain('--brick: #a93a1f')
    expect(/@media print[\s\S]*?--brick: (#[0-9a-f]{6})/.exec(themed)?.[1]).toBe('#7a2f6b')
  })

  it('reaches every colour of the sheet, in light and in dark', () => {
    const { light } = readTokens(sheet)
    const black = Object.fromEntries(Object.keys(light).map((name) => [name, '#000000']))
    expect(() => themedSheet(sheet, { light: {}, dark: { ...black, paper: '#ffffff' } })).toThrow(/sombre/)
    expect(Object.keys(light)).toEqual(expect.arrayContaining(['brick', 'seq-5', 'div-1', 'beside', 'paper']))
  })

  it.each([
    [
      'light text',
      { light: { link: '#88aaff' }, dark: {} },
      /en clair entre « link » \(#88aaff\) et « paper »/,
      'light.link'
    ],
    [
      'dark text',
      { light: {}, dark: { brick: '#803020' } },
      /en sombre entre « brick » \(#803020\) et « paper »/,
      'dark.brick'
    ],
    [
      'a ground that drowns the text',
      { light: { linen: '#777777' }, dark: {} },
      /« ink » .* « linen » \(#777777\)/,
      'light.linen'
    ],
    [
      'two classes of a map alike',
      { light: { 'seq-3': '#adc9ce' }, dark: {} },
      /Classes 2 et 3 de la carte/,
      'light.seq-3'
    ],
    ['the second line of a chart', { light: {}, dark: { beside: '#2a4a50' } }, /Deuxième courbe/, 'dark.beside']
  ])('is refused for %s, where it says so', (_, theme, message, path) => {
    const places: string[] = []
    const place = (at: readonly string[]): { readonly file: string; readonly line: number } => {
      places.push(at.join('.'))
      return { file: 'theme.yaml', line: 4 }
    }
    expect(() => themedSheet(sheet, theme, place)).toThrow(message)
    expect(() => themedSheet(sheet, theme, place)).toThrow(/^theme\.yaml:4/)
    expect(new Set(places)).toEqual(new Set([path]))
  })

  it('is refused for a colour that the sheet has not, with the nearest', () => {
    expect(() => themedSheet(sheet, { light: { brik: '#7a2f6b' }, dark: {} })).toThrow('peut-être « brick »')
  })
})
