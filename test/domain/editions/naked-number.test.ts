import { describe, expect, it } from 'vitest'
import { nakedNumbers } from '../../../src/domain/editions/naked-number.ts'

function found(text: string): readonly string[] {
  return nakedNumbers(text).map((one) => one.text.trim())
}

describe('numbers that need a figure', () => {
  it.each([
    ['Le bassin compte 1\u202f258\u202f921 habitants.', ['1\u202f258\u202f921']],
    ['Un taux de 16,6\u202f% en 2012.', ['16,6\u202f%']],
    ['plus de 23 000 logements', ['23 000']],
    ['+6 129 emplois', ['+6 129']],
    ['les 353 éléments inscrits', ['353']],
    ['2012 habitants', ['2012']],
    ['5 milliards d’euros', ['5']]
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

describe('numbers that need none', () => {
  it.each([
    'Le 4 décembre 2012, le musée ouvre.',
    'Entre 2012 et 2022, puis en 2012-2013.',
    'le 1er juillet 2012, à 15 h 30',
    'la Base 11/19 et le 9-9bis, par l’A26',
    'au XIXe siècle, le 3e jour',
    'voir p. 36 et l’article 2',
    'le 99, rue Paul-Bert, 62300 Lens',
    'Rendez-vous à 9 h.',
    'les années 1990'
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

it('says where each begins', () => {
  expect(nakedNumbers('Il y a 12 parcs et 7 axes')).toEqual([
    { text: '12', start: 7 },
    { text: '7', start: 19 }
  ])
})

it('reads numbers in letters when asked', () => {
  expect(nakedNumbers('vingt-trois mille logements', { inWords: true }).map(({ text }) => text)).toEqual([
    'vingt-trois mille'
  ])
  expect(nakedNumbers('vingt-trois mille logements')).toEqual([])
})
