import { expect, it } from 'vitest'
import { named, ofName, thanName } from '../../src/view/perimeter-name.ts'

it.each([
  ['Pas-de-Calais', 'que le Pas-de-Calais', 'du Pas-de-Calais'],
  ['Aisne', 'que l’Aisne', 'de l’Aisne'],
  ['Hauts-de-France', 'que les Hauts-de-France', 'des Hauts-de-France'],
  ['France métropolitaine', 'que la France métropolitaine', 'de la France métropolitaine'],
  ['Pôle métropolitain de l’Artois', 'que le pôle métropolitain de l’Artois', 'du pôle métropolitain de l’Artois'],
  ['CA de Lens-Liévin', 'que la CA de Lens-Liévin', 'de la CA de Lens-Liévin'],
  ['Zone d’emploi de Douai', 'que la zone d’emploi de Douai', 'de la zone d’emploi de Douai'],
  ['Les 9 communes du bord', 'que les 9 communes du bord', 'des 9 communes du bord'],
  ['Lens', 'que Lens', 'de Lens'],
  ['Arras', 'qu’Arras', 'd’Arras'],
  ['Hénin-Beaumont', 'qu’Hénin-Beaumont', 'd’Hénin-Beaumont'],
  ['Le Quesnoy', 'que Le Quesnoy', 'du Quesnoy'],
  ['La Bassée', 'que La Bassée', 'de La Bassée'],
  ['Les Attaques', 'que Les Attaques', 'des Attaques']
])('%s takes its article and its preposition within a French sentence', (label, than, of) => {
  const name = named(label, 'fr')
  expect([thanName(name), ofName(name)]).toEqual([than, of])
})

it('an English sentence takes the name as it is', () => {
  expect(named('Pas-de-Calais', 'en')).toBe('Pas-de-Calais')
})
