import { describe, expect, it } from 'vitest'
import { numberWordsIn } from '../../../src/domain/shared/number-words.ts'

function read(text: string): readonly (readonly [string, number])[] {
  return numberWordsIn(text).map((one) => [one.text, Math.round(one.value * 1000) / 1000])
}

describe('numbers in letters', () => {
  it.each<[string, string, number]>([
    ['vingt-trois mille logements', 'vingt-trois mille', 23_000],
    ['quatre-vingt-dix-neuf communes', 'quatre-vingt-dix-neuf', 99],
    ['quatre-vingts communes', 'quatre-vingts', 80],
    ['soixante et onze terrils', 'soixante et onze', 71],
    ['soixante-dix-huit terrils', 'soixante-dix-huit', 78],
    ['deux cent cinquante communes', 'deux cent cinquante', 250],
    ['mille deux cents hectares', 'mille deux cents', 1200],
    ['trois cent cinquante-trois éléments', 'trois cent cinquante-trois', 353],
    [
      'six cent quarante-quatre mille neuf cent soixante et onze habitants',
      'six cent quarante-quatre mille neuf cent soixante et onze',
      644_971
    ],
    ['cinq millions d’euros', 'cinq millions', 5_000_000],
    ['un million d’habitants', 'un million', 1_000_000],
    ['cent un habitants', 'cent un', 101],
    ['vingt et un villages', 'vingt et un', 21],
    ['dix pour cent des emplois', 'dix pour cent', 10],
    ['une quinzaine de communes', 'une quinzaine', 15],
    ['trois dizaines de parcs', 'trois dizaines', 30],
    ['plusieurs centaines d’emplois', 'plusieurs centaines', 100],
    ['des milliers de visiteurs', 'des milliers', 1000],
    ['deux tiers des ménages', 'deux tiers', 0.667],
    ['un tiers des ménages', 'un tiers', 0.333],
    ['le quart de la population', 'le quart', 0.25],
    ['la moitié des logements', 'moitié', 0.5],
    ['trois cinquièmes des logements', 'trois cinquièmes', 0.6],
    ['un habitant sur cinq', 'cinq', 0.2],
    ['neuf communes', 'neuf', 9],
    ['twenty-three thousand dwellings', 'twenty-three thousand', 23_000],
    ['two hundred and fifty towns', 'two hundred and fifty', 250],
    ['a third of households', 'a third', 0.333],
    ['two thirds of them', 'two thirds', 0.667],
    ['one in five', 'five', 0.2],
    ['about a dozen museums', 'a dozen', 12]
  ])('« %s »', (text, words, value) => {
    expect(read(text)).toEqual([[words, value]])
  })

  it('stand apart where they are two', () => {
    expect(read('trois agglomérations et quatre collectivités').map(([, value]) => value)).toEqual([3, 4])
    expect(read('vingt, trente ou quarante projets').map(([, value]) => value)).toEqual([20, 30, 40])
  })
})

describe('words that only look like numbers', () => {
  it.each([
    'Un territoire, une ambition, l’un et l’autre.',
    'Le premier projet, le deuxième axe, la troisième fois.',
    'Un deux-points et un trois-mâts.',
    'Le Trois-Pays, la Deux-Sèvres, les Quatre Vents.',
    'Le musée des Mille Étangs.',
    'Un logement neuf, une rue neuve, remis à neuf.',
    'Le tiers payant, un quart d’heure, un tiers-lieu.',
    'Le vingtième siècle.',
    'Une millefeuille et un centime.',
    'Mis en quarantaine dans la quinzaine.',
    'One of them, the first and the second.'
  ])('%s', (text) => {
    expect(read(text)).toEqual([])
  })
})
