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
    ['5 milliards d’euros', ['5 milliards']]
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
  expect(nakedNumbers('Il y a 12 parcs et 7 axes')).toMatchObject([
    { text: '12', start: 7 },
    { text: '7', start: 19 }
  ])
})

describe('numbers in letters', () => {
  it.each<[string, string]>([
    ['On rénove vingt-trois mille logements.', 'vingt-trois mille'],
    ['Une quinzaine de parcs ont ouvert.', 'Une quinzaine'],
    ['Deux tiers des ménages y vivent.', 'Deux tiers'],
    ['Il a coûté cinq millions d’euros.', 'cinq millions'],
    ['Un habitant sur cinq a moins de quinze ans.', 'cinq'],
    ['Les vingt-six actions.', 'vingt-six'],
    ['Il reçoit des milliers de visiteurs.', 'des milliers'],
    ['Le chômage touche dix pour cent des actifs.', 'dix pour cent'],
    ['La moitié des logements est ancienne.', 'moitié']
  ])('need a figure: %s', (text, words) => {
    expect(nakedNumbers(text)).toMatchObject([{ text: words, isSmall: false }])
  })

  it.each(['trois agglomérations', 'les sept propositions', 'sur deux ans et neuf communes'])(
    'from two to nine are to be looked at: %s',
    (text) => {
      expect(nakedNumbers(text)).toMatchObject([{ isSmall: true }])
    }
  )

  it.each([
    'Un musée, une ville, l’un et l’autre.',
    'Le premier, puis la deuxième fois.',
    'Un deux-points, le Trois-Pays, les Deux-Sèvres.',
    'Les moins de quinze ans et ceux de quinze à soixante-quatre ans.',
    'Signé pour dix ans, à onze heures, le quatre décembre.',
    'Voir page douze et l’article deux.',
    'Un logement neuf, un tiers-lieu, trois quarts d’heure.',
    'Le vingtième siècle.',
    'Ceux qui ont dix salariés ou plus.',
    'Compter deux fois, montrer les deux, vivre entre deux villes.'
  ])('that need none: %s', (text) => {
    expect(nakedNumbers(text)).toEqual([])
  })

  it('say their value, to propose figures', () => {
    expect(nakedNumbers('deux tiers, vingt-trois mille').map(({ typed }) => Math.round(typed?.value ?? 0))).toEqual([
      67, 23_000
    ])
  })
})
