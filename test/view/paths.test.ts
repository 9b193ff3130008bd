import { describe, expect, it } from 'vitest'
import { canonicalOf, pathTo, twinOf } from '../../src/view/paths.ts'

describe('addresses', () => {
  it.each([
    ['/', '/en/'],
    ['/territoires', '/en/territories'],
    ['/territoires/pma?avec=nord&geographie=2023', '/en/territories/pma?with=nord&geography=2023'],
    ['/chiffres/density/pma/2018?geographie=2026', '/en/figures/density/pma/2018?geography=2026'],
    ['/recherche?q=avec', '/en/search?q=avec'],
    ['/editions/2022/rediger?chapitre=terrils&ligne=3', '/en/editions/2022/write?chapter=terrils&line=3'],
    ['/editions/2022/lire/terrils', '/en/editions/2022/read/terrils'],
    ['/editions/figees/a1/lire', '/en/editions/frozen/a1/lire']
  ])('%s has its twin %s, and back', (french, english) => {
    expect(twinOf(french)).toBe(english)
    expect(twinOf(english)).toBe(french)
  })

  it.each([
    ['/en', '/en/'],
    ['/territoires/pma?avec=nord&avec=', '/territoires/pma'],
    ['/territoires/pma?utm_source=lettre&geographie=2023', '/territoires/pma?geographie=2023'],
    ['/en/territories/pma?with=nord&geographie=2023', '/en/territories/pma?geography=2023'],
    ['/indicateurs/population?carte=epci&periode=2018', '/indicateurs/population?periode=2018&carte=epci'],
    ['/territoires/pma?geographie=', '/territoires/pma']
  ])('%s is one page with %s', (address, canonical) => {
    expect(canonicalOf(address)).toBe(canonical)
  })

  it('leads home from where there is no page', () => {
    expect(twinOf('/nulle-part')).toBe('/en/')
  })

  it('escape what is not a plain name', () => {
    expect(pathTo('territories', 'fr', 'libre:pma+62041')).toBe('/territoires/libre%3Apma%2B62041')
  })
})
