import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/domain/sources/claim.ts'
import { findConflicts, type Conflict, type RuleContext } from '../../../src/domain/sources/conflict.ts'
import { perimeter } from '../../make.ts'
import { makeClaim } from './make-claim.ts'

/** A region of ten communes: a valley of four made of two authorities, and a coast. */
const CONTEXT: RuleContext = {
  perimeters: [
    {
      id: perimeter('valley'),
      names: ['Vallée'],
      communes: new Set(['1', '2', '3', '4']),
      parts: [perimeter('up'), perimeter('down')]
    },
    { id: perimeter('up'), names: ['Haute Vallée'], communes: new Set(['1', '2']), parts: [] },
    { id: perimeter('down'), names: ['Basse Vallée'], communes: new Set(['3', '4']), parts: [] },
    { id: perimeter('coast'), names: ['Littoral', 'Union du littoral'], communes: new Set(['5', '6', '7']), parts: [] },
    { id: perimeter('region'), names: ['Région'], communes: new Set('1234567890'), parts: [] }
  ],
  inhabitants: new Map([[perimeter('region'), 1_000_000]]),
  region: perimeter('region'),
  today: '2026-11-22'
}

function conflicts(...claims: readonly Claim[]): readonly Conflict[] {
  return findConflicts(claims, CONTEXT)
}

function reasons(...claims: readonly Claim[]): readonly string[] {
  return conflicts(...claims).map(({ reason }) => reason)
}

describe('one thing and two numbers', () => {
  it('is told with the gap between them', () => {
    const [found] = conflicts(
      makeClaim({ id: 'a', value: 113, measure: 'communes', unit: 'communes', kind: 'count', period: '2022' }),
      makeClaim({ id: 'b', value: 150, measure: 'communes', unit: 'communes', kind: 'count' })
    )
    expect(found).toMatchObject({ reason: 'two-values', claims: ['a', 'b'], id: 'two-values--a--b' })
    expect(found?.steps[0]).toEqual({ operation: '−', operands: [150, 113], result: 37, unit: 'communes' })
  })

  it('leaves alone what changes from one year to another, and what only rounds otherwise', () => {
    expect(
      reasons(makeClaim({ value: 100_412, period: '2013' }), makeClaim({ value: 101_870, period: '2018' }))
    ).toEqual([])
    expect(reasons(makeClaim({ value: 100_412 }), makeClaim({ value: 100_400 }))).toEqual([])
    expect(reasons(makeClaim({ value: 100_412 }), makeClaim({ value: 101_000, qualifier: 'nearly' }))).toEqual([])
  })

  it('leaves alone two states, and two bands, of the same thing', () => {
    const dwellings = { subject: 'Plan', unit: 'logements', kind: 'count' } as const
    expect(
      reasons(
        makeClaim({ ...dwellings, value: 23_000, measure: 'logements prévus' }),
        makeClaim({ ...dwellings, value: 800, measure: 'logements livrés' })
      )
    ).toEqual([])
    const people = { subject: 'Clause', unit: 'personnes', kind: 'count' } as const
    expect(
      reasons(
        makeClaim({ ...people, value: 318, measure: 'personnes' }),
        makeClaim({ ...people, value: 62, measure: 'personnes de moins de 26 ans' })
      )
    ).toEqual([])
  })
})

describe('one number and two things', () => {
  it('is told of two perimeters, rounded or not', () => {
    const jobs = {
      subject: 'Emploi',
      measure: 'variation',
      unit: 'emplois',
      kind: 'change',
      period: '2012-2020'
    } as const
    expect(
      reasons(
        makeClaim({ ...jobs, value: 6100, qualifier: 'more-than' }),
        makeClaim({ ...jobs, value: 6129, perimeter: 'Littoral' })
      )
    ).toEqual(['two-perimeters'])
  })

  it('is told of a number copied from one subject to another', () => {
    const zone = { subject: 'Zone franche', perimeter: 'Zone franche', value: 100_400 }
    expect(reasons(makeClaim({ value: 100_400 }), makeClaim(zone))).toEqual(['copied-value'])
  })

  it('is told of two units, and of two definitions', () => {
    const museum = { subject: 'Musée', perimeter: 'Musée', period: '2012-2022' }
    expect(
      reasons(
        makeClaim({ ...museum, value: 4_500_000, measure: 'visiteurs', unit: 'visiteurs', quote: 'de personnes' }),
        makeClaim({ ...museum, value: 4_500_000, measure: 'entrées', unit: 'entrées', quote: 'd’entrées' })
      )
    ).toEqual(['two-units'])
    const share = { ...museum, value: 33, unit: '%', kind: 'share' } as const
    expect(
      reasons(
        makeClaim({ ...share, measure: 'part des moins de 26 ans' }),
        makeClaim({ ...share, measure: 'part des moins de 25 ans' })
      )
    ).toEqual(['two-definitions'])
  })
})

describe('arithmetic', () => {
  const feast = { subject: 'Fête', perimeter: 'Vallée', period: '2019' }

  it('computes a share from its terms', () => {
    const claims = [
      makeClaim({ ...feast, id: 's', value: 20, measure: 'part du mécénat', unit: '%', kind: 'share' }),
      makeClaim({ ...feast, id: 'p', value: 390_000, measure: 'montant du mécénat', unit: 'euros', kind: 'money' }),
      makeClaim({ ...feast, id: 'w', value: 1_500_000, measure: 'budget', unit: 'euros', kind: 'money' })
    ]
    const found = conflicts(...claims).find(({ reason }) => reason === 'share-of-parts')
    expect(found?.claims).toEqual(['s', 'p', 'w'])
    expect(found?.steps[0]).toMatchObject({ result: 26, typed: 20 })
  })

  it('compares a share of the region with the published whole, within its rounding', () => {
    const share = { measure: 'part de la population régionale', unit: '%', kind: 'share' } as const
    expect(reasons(makeClaim({ value: 107_400 }), makeClaim({ ...share, value: 10 }))).toEqual(['share-of-parts'])
    expect(reasons(makeClaim({ value: 107_400 }), makeClaim({ ...share, value: 11 }))).toEqual([])
  })

  it('adds up parts, and lets independent roundings be', () => {
    const nights = { measure: 'niveau', unit: 'nuitées', perimeter: 'Vallée', period: '2011' }
    const whole = (value: number): readonly Claim[] => [
      makeClaim({ ...nights, subject: 'Nuitées', value }),
      makeClaim({ ...nights, subject: 'Nuitées, françaises', value: 766_000 }),
      makeClaim({ ...nights, subject: 'Nuitées, étrangères', value: 118_000 })
    ]
    expect(reasons(...whole(885_000))).toEqual(['sum-of-parts'])
    expect(reasons(...whole(884_000))).toEqual([])
  })

  it('asks for the base of a ratio', () => {
    const spent = { subject: 'Retombées', perimeter: 'Vallée', period: '2012-2017' }
    const claims = [
      makeClaim({ ...spent, value: 119, measure: 'dépense moyenne', unit: 'euros/visiteur', kind: 'ratio' }),
      makeClaim({ ...spent, value: 135_000_000, measure: 'dépense', unit: 'euros', kind: 'money' })
    ]
    const visitors = (value: number): Claim =>
      makeClaim({ ...spent, value, subject: 'Musée', measure: 'visiteurs', unit: 'visiteurs' })
    expect(reasons(...claims, visitors(4_500_000))).toEqual(['ratio-times-base'])
    expect(reasons(...claims, visitors(1_134_000))).toEqual([])
  })

  it('holds numbers to their bounds', () => {
    const firms = makeClaim({ value: 32_500, subject: 'Entreprises', measure: 'entreprises', unit: 'entreprises' })
    const plants = makeClaim({
      value: 31_026,
      subject: 'Établissements',
      measure: 'établissements',
      unit: 'établissements'
    })
    expect(reasons(firms, plants)).toEqual(['out-of-bounds'])
    const event = { subject: 'Forum', unit: 'ateliers', kind: 'count', period: '2016-2021' } as const
    expect(
      reasons(
        makeClaim({
          ...event,
          reading: { status: 'clear', value: 3, max: 5 },
          qualifier: 'range',
          measure: 'ateliers par événement'
        }),
        makeClaim({ ...event, value: 17, measure: 'événements', unit: 'événements' }),
        makeClaim({ ...event, value: 99, measure: 'ateliers' })
      )
    ).toEqual(['out-of-bounds'])
  })

  it('adds up the communes of the authorities named', () => {
    const count = (value: number, name: string, unit = 'communes'): Claim =>
      makeClaim({ value, subject: name, perimeter: name, measure: unit, unit, kind: 'count' })
    const found = conflicts(
      count(3, 'Vallée'),
      count(2, 'Vallée', 'intercommunalités'),
      count(2, 'Haute Vallée'),
      count(2, 'Basse Vallée')
    )
    expect(found.map(({ reason }) => reason)).toEqual(['parts-exceed-whole'])
    expect(found[0]?.steps[0]).toMatchObject({ operands: [2, 2], result: 4, typed: 3 })
  })
})

describe('states, lists and dates', () => {
  it('refuse what is under way and planned in one number', () => {
    const claim = makeClaim({
      value: 8000,
      subject: 'Plan',
      measure: 'logements en travaux et/ou programmés',
      unit: 'logements',
      kind: 'count'
    })
    expect(reasons(claim)).toEqual(['mixed-states'])
  })

  it('ask how amounts for one scheme add up', () => {
    const money = { subject: 'Plan', unit: 'euros', kind: 'money' } as const
    expect(
      reasons(
        makeClaim({ ...money, value: 100_000_000, measure: 'apport de l’État' }),
        makeClaim({ ...money, value: 300_000_000, measure: 'apport annoncé de l’État' })
      )
    ).toEqual(['money-status'])
  })

  it('count what was announced in the list that follows', () => {
    const list = { subject: 'Proposition 5', unit: 'actions', kind: 'count' } as const
    const announced = makeClaim({ ...list, value: 4, measure: 'actions annoncées' })
    expect(reasons(announced, makeClaim({ ...list, value: 3, measure: 'actions listées' }))).toEqual([
      'announced-listed'
    ])
    expect(reasons(announced, makeClaim({ ...list, value: 4, measure: 'actions listées' }))).toEqual([])
  })

  it('see what was counted before it existed, and a period with two ends', () => {
    const label = { subject: 'Label', perimeter: 'Vallée' }
    expect(
      reasons(
        makeClaim({ ...label, value: 2013, measure: 'lancement', unit: 'année', kind: 'date', period: '2013' }),
        makeClaim({
          ...label,
          value: 130,
          measure: 'candidatures',
          unit: 'candidatures',
          kind: 'count',
          period: '2012-2021'
        })
      )
    ).toEqual(['dates-do-not-fit'])
    const plan = { subject: 'Contrat de plan', measure: 'période', unit: 'année', kind: 'date', value: 2000 } as const
    expect(reasons(makeClaim({ ...plan, period: '2000-2006' }), makeClaim({ ...plan, period: '2000-2008' }))).toEqual([
      'dates-do-not-fit'
    ])
  })

  it('see damaged years, and letters among digits', () => {
    const year = { subject: 'Forum', measure: 'année', unit: 'année', kind: 'date' } as const
    expect(reasons(makeClaim({ ...year, value: 206, quote: 'En 206, le forum' }))).toEqual(['damaged-reading'])
    expect(reasons(makeClaim({ value: 20_000, quote: 'plus de 20 00O visiteurs' }))).toEqual(['damaged-reading'])
    expect(reasons(makeClaim({ value: 2300, quote: 'vingt-trois mille visiteurs' }))).toEqual(['damaged-reading'])
    expect(reasons(makeClaim({ value: 23_000, quote: 'vingt-trois mille visiteurs' }))).toEqual([])
    expect(reasons(makeClaim({ value: 66.667, unit: '%', quote: 'deux tiers des visiteurs' }))).toEqual([])
    expect(reasons(makeClaim({ value: 20_000, quote: 'plus de 20 000 visiteurs' }))).toEqual([])
  })
})

describe('a conflict', () => {
  it('changes its stamp when a value changes, and not its name', () => {
    const [one, other] = [makeClaim({ id: 'a', value: 100_000 }), makeClaim({ id: 'b', value: 130_000 })]
    const [before] = conflicts(one, other)
    const [after] = conflicts(one, { ...other, reading: { status: 'clear', value: 131_000 } })
    expect(after?.id).toBe(before?.id)
    expect(after?.stamp).not.toBe(before?.stamp)
  })

  it('is not found among claims of which each has its own place, time and thing', () => {
    expect(
      reasons(
        makeClaim({ value: 100_400 }),
        makeClaim({ value: 60_200, perimeter: 'Littoral', subject: 'Littoral' }),
        makeClaim({ value: 41_000, subject: 'Emploi', measure: 'emplois', unit: 'emplois' }),
        makeClaim({ value: 26.5, measure: 'part des moins de 20 ans', unit: '%', kind: 'share' })
      )
    ).toEqual([])
  })
})
