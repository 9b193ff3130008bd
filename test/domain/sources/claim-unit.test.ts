import { describe, expect, it } from 'vitest'
import { unitOf } from '../../../src/domain/sources/claim-unit.ts'
import { meaningOf } from '../../../src/domain/sources/claim-meaning.ts'
import { unitText } from '../../../src/domain/sources/conflict-clusters.ts'
import { makeClaim } from './make-claim.ts'

describe('a unit', () => {
  it.each([
    ['hab.', 'inhabitants', 1],
    ['logts', 'dwellings', 1],
    ['logements sociaux', 'dwellings', 1],
    ['M€', 'eur', 1e6],
    ['K€', 'eur', 1e3],
    ['Md€', 'eur', 1e9],
    ['millions d’euros', 'eur', 1e6],
    ['thousand persons', 'persons', 1e3],
    ['pts', 'points', 1],
    ['km²', 'km2', 1],
    ['euros par visiteur', 'eur/visitors', 1],
    ['K€/logt', 'eur/dwellings', 1e3],
    ['label', 'labels', 1]
  ])('%s is %s', (text, name, scale) => {
    expect(unitOf(text)).toEqual({ name, scale })
  })

  it.each([
    ['M€', '€'],
    ['K€/logt', '€/logt'],
    ['millions de voyages', 'voyages'],
    ['hab.', 'hab.']
  ])('of %s is written %s under numbers in full', (unit, text) => {
    expect(unitText(meaningOf(makeClaim({ value: 5, unit }), []))).toBe(text)
  })
})
