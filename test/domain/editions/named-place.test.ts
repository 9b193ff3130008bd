import { describe, expect, it } from 'vitest'
import { coreName, placesIn, type Place } from '../../../src/domain/editions/named-place.ts'
import type { PerimeterId } from '../../../src/domain/territories/perimeter.ts'

const PLACES = [
  ...['Lens', 'Béthune', 'Liévin', 'Hénin-Beaumont', 'Valenciennes', 'Rue'].map((name) => place(name, 'town')),
  ...['Nord', 'Pas-de-Calais', 'France', 'Hauts-de-France'].map((name) => place(name, 'land')),
  ...['Lens-Liévin', 'Zone d’emploi de Lens', 'UNESCO'].map((name) => place(name, 'area')),
  place('région', 'common')
]

function place(name: string, kind: Place['kind']): Place {
  return { name, perimeter: name as PerimeterId, kind }
}

function named(text: string): readonly string[] {
  return [...new Set(placesIn(text, PLACES).flatMap(({ name, kind }) => (kind === 'common' ? [] : [name])))]
}

describe('a sentence that names a perimeter', () => {
  it.each([
    ['À Béthune, le loyer monte.', ['Béthune']],
    ['Lens a perdu des habitants.', ['Lens']],
    ['Les habitants de Liévin sont moins nombreux.', ['Liévin']],
    ["Dans la communauté d'agglomération de Lens-Liévin, il baisse.", ['Lens-Liévin']],
    ['La zone d’emploi de Lens en gagne.', ['Zone d’emploi de Lens']],
    ['La ville de Lens, Lens Agglo.', ['Lens']],
    ['En France, il est plus bas.', ['France']],
    ['Il est plus bas dans l’Hexagone.', ['l’Hexagone']],
    ['Il est plus bas (France : moins encore).', ['France']],
    ['Dans le Nord, et le département du Pas-de-Calais.', ['Nord', 'Pas-de-Calais']],
    ['La région reste au-dessus.', ['La région']],
    ['L’agglomération lensoise et le Valenciennois.', ['Lens', 'Valenciennes']],
    ['L’écart entre Lens et Béthune se creuse.', ['Lens', 'Béthune']],
    ['Les communes UNESCO comptent.', ['UNESCO']]
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('a sentence that names none', () => {
  it.each([
    'Le Nord de la ville, le Nord du bassin.',
    'Le nord de la France et le vent du nord.',
    'La Voix du Nord, la gare du Nord.',
    'Rue de Béthune, avenue de Lens.',
    'Une bière de Lens, les gaufres de Liévin.',
    'Le RC Lens, le Louvre-Lens, le train Lille-Lens.',
    'Au lycée professionnel Darras d’Hénin-Beaumont, à l’hôpital de Lens.',
    'France Travail, France 2030, l’équipe de France, Électricité de France.',
    'De Lens à Valenciennes, entre Béthune et Valenciennes.',
    'Née à Lens, elle y chante.',
    'L’UNESCO a inscrit le bien.',
    'La Rue de Béthune, sur la Rue.',
    'La région minière, la région de plus belle.'
  ])('%s', (text) => {
    expect(named(text)).toEqual([])
  })
})

it('a name goes without its legal form', () => {
  expect(coreName('CA de Béthune-Bruay, Artois-Lys Romane')).toBe('Béthune-Bruay')
  expect(coreName('CU d’Arras')).toBe('Arras')
})
