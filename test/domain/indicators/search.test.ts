import { describe, expect, it } from 'vitest'
import { makeSearchIndex, searchDocuments, type SearchDocument } from '../../../src/domain/indicators/search.ts'

function document(id: string, names: readonly string[], given: Partial<SearchDocument> = {}): SearchDocument {
  const text = { fr: names[0] ?? id, en: names[0] ?? id }
  return { kind: 'commune', id, label: text, detail: { fr: '', en: '' }, names, codes: [id], weight: 0, ...given }
}

const index = makeSearchIndex([
  document('62617', ['Nœux-les-Mines'], { codes: ['62617', '62290'] }),
  document('62427', ['Hénin-Beaumont', 'Hénin-Liétard', 'Beaumont']),
  document('62119', ['Béthune', 'Verquigneul']),
  document('59526', ['Saint-Amand-les-Eaux'], { weight: 0.12 }),
  document('23180', ['Saint-Amand']),
  document('62498', ['Lens']),
  document('62523', ['Loison-sous-Lens']),
  document('62558', ['Marœuil']),
  document('59606', ['Valenciennes']),
  document('vacancy-rate', ['Taux de logements vacants', 'vacancy-rate', 'vacance'], { kind: 'indicator', codes: [] })
])

function found(text: string): readonly string[] {
  return searchDocuments(index, text).map((hit) => hit.document.id)
}

describe('a search', () => {
  it.each([
    ['noeux les mines', '62617'],
    ['NOEUX-LES-MINES', '62617'],
    ['Nœux', '62617'],
    ['maroeuil', '62558'],
    ['bethune', '62119'],
    ['Béthunne', '62119'],
    ['hénin baumont', '62427'],
    ['henin lietard', '62427'],
    ['verquigneuil', '62119'],
    ['st amand les eaux', '59526'],
    ['valencienes', '59606'],
    ['Valnciennes', '59606'],
    ['logement vacant', 'vacancy-rate'],
    ['vacancy rate', 'vacancy-rate']
  ])('finds « %s », however it is written', (text, id) => {
    expect(found(text)[0]).toBe(id)
  })

  it('finds a code whole, then by its beginning', () => {
    expect(found('62498')).toEqual(['62498'])
    expect(found('62290')).toEqual(['62617'])
    expect(found('624')).toEqual(['62427', '62498'])
  })

  it('never guesses a code from a slip', () => {
    expect(found('62499')).toEqual([])
  })

  it('gives the whole name before those that contain it', () => {
    expect(found('lens')).toEqual(['62498', '62523'])
    expect(found('saint amand')).toEqual(['59526', '23180'].toSorted((a) => (a === '23180' ? -1 : 1)))
  })

  it('wants each word to be in the name', () => {
    expect(found('lens valenciennes')).toEqual([])
  })

  it('says which name it recognised', () => {
    expect(searchDocuments(index, 'verquigneul')[0]?.matched).toBe('Verquigneul')
  })

  it.each(['', '   ', '-', 'xyzzyq', '☃'])('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('gives no more than asked', () => {
    expect(searchDocuments(index, 's', 1).length).toBeLessThanOrEqual(1)
  })
})
