import { describe, expect, it } from 'vitest'
import { compareMembers, listsOf, membersOn, type OrganisationList } from '../../../src/domain/organisations/list.ts'
import { formOn, nameOn, parseOrganisationId } from '../../../src/domain/organisations/organisation.ts'
import { isHeldOn } from '../../../src/domain/organisations/person.ts'
import { registerProblems, type Register } from '../../../src/domain/organisations/register.ts'
import { timelineOf } from '../../../src/domain/organisations/timeline.ts'
import { makeOrganisation, makePerson } from './make.ts'

const partner = { in: 'pic', role: 'partner', source: 'booklet' }
const PARTNERS: OrganisationList = {
  id: 'partners',
  label: { fr: 'Partenaires', en: 'Partners' },
  participation: { in: 'pic', role: 'partner' },
  source: 'booklet'
}

const direccte = makeOrganisation('direccte', {
  names: [{ name: 'Direccte', to: '2021-03-31' }],
  participations: [{ ...partner, to: '2021-03-31' }]
})
const dreets = makeOrganisation('dreets', {
  names: [{ name: 'Dreets', from: '2021-04-01' }],
  predecessors: [{ organisation: direccte.id, kind: 'becomes', on: '2021-04-01' }],
  participations: [{ ...partner, from: '2021-04-01' }]
})
const euralens = makeOrganisation('euralens', {
  names: [{ name: 'Euralens', to: '2021-12-31' }],
  participations: [{ ...partner, to: '2021-12-31' }]
})
const pma = makeOrganisation('pma', {
  names: [{ name: 'Pôle métropolitain' }],
  predecessors: [{ organisation: euralens.id, kind: 'absorbed', on: '2022-01-01' }],
  participations: [partner]
})
const register: Register = { organisations: [direccte, dreets, euralens, pma], lists: [PARTNERS], people: [] }

describe('a list computed from participations', () => {
  it('counts once a line that changed its identity, and each of two lines that joined', () => {
    const members = membersOn(register, PARTNERS, '2026-01-01')
    expect(members.map(({ organisation, active }) => [organisation.id, active])).toEqual([
      ['dreets', true],
      ['euralens', false],
      ['pma', true]
    ])
    expect(members[0]?.formerly).toEqual([direccte])
  })

  it('gives on an earlier day what was then', () => {
    expect(membersOn(register, PARTNERS, '2020-01-01').map(({ organisation }) => organisation.id)).toEqual([
      'direccte',
      'euralens',
      'pma'
    ])
  })

  it('leaves out a duplicate that another record replaces', () => {
    const duplicate = makeOrganisation('pma-2', { participations: [partner], mergedInto: pma.id })
    const members = membersOn({ ...register, organisations: [pma, duplicate] }, PARTNERS, '2026-01-01')
    expect(members.map(({ organisation }) => organisation)).toEqual([pma])
  })

  it('shows what two lists differ by', () => {
    const [a, b] = [membersOn(register, PARTNERS, '2020-01-01'), membersOn(register, PARTNERS, '2026-01-01')]
    const { both, onlyFirst, onlySecond } = compareMembers(a, b)
    expect([both, onlyFirst, onlySecond].map((all) => all.map(({ id }) => id))).toEqual([
      ['euralens', 'pma'],
      ['direccte'],
      ['dreets']
    ])
  })

  it('tells of a former identity that its line is in the list', () => {
    expect(
      listsOf(register, 'direccte', '2026-01-01').map(([list, member]) => [list.id, member.organisation.id])
    ).toEqual([['partners', 'dreets']])
  })
})

describe('an organisation over time', () => {
  const ostrevent = makeOrganisation('coeur-ostrevent', {
    names: [
      { name: 'Communauté de communes', to: '2024-12-31' },
      { name: 'Communauté d’agglomération', from: '2025-01-01' }
    ],
    forms: [
      { form: 'communaute-communes', to: '2024-12-31' },
      { form: 'communaute-agglomeration', from: '2025-01-01' }
    ]
  })

  it('has the name and the legal form of the day', () => {
    expect(nameOn(ostrevent, '2024-12-31')).toBe('Communauté de communes')
    expect(nameOn(ostrevent, '2025-01-01')).toBe('Communauté d’agglomération')
    expect(formOn(ostrevent, '2017-03-07')?.form).toBe('communaute-communes')
    expect(nameOn(dreets, '2019-01-01')).toBe('Dreets')
    expect(nameOn(euralens, '2026-01-01')).toBe('Euralens')
  })

  it('has one history with what it was and what it became', () => {
    const texts = (id: string): readonly string[] =>
      timelineOf(register, register.organisations.find((one) => one.id === id) ?? pma).map(
        ({ on, text }) => `${on ?? '?'} ${text.fr}`
      )
    expect(texts('direccte')).toEqual(texts('dreets'))
    expect(texts('dreets')).toContain('2021-04-01 Direccte devient Dreets')
    expect(texts('euralens')).toContain('2022-01-01 Euralens rejoint Pôle métropolitain')
    expect(texts('pma')).toContain('2022-01-01 Euralens rejoint Pôle métropolitain')
  })
})

describe('an office', () => {
  const mandate = { organisation: pma.id, office: { fr: 'présidente', en: 'president' }, source: 'minutes' }

  it('is shown between its dates only', () => {
    const dated = { ...mandate, from: '2020-07-01', to: '2026-03-31' }
    expect(['2020-06-30', '2020-07-01', '2026-03-31', '2026-04-01'].map((day) => isHeldOn(dated, day))).toEqual([
      false,
      true,
      true,
      false
    ])
  })

  it('is shown from the day it is attested when its beginning is not known, and on no day without any date', () => {
    expect(isHeldOn({ ...mandate, attested: '2022-07-06' }, '2022-07-05')).toBe(false)
    expect(isHeldOn({ ...mandate, attested: '2022-07-06' }, '2022-07-06')).toBe(true)
    expect(isHeldOn(mandate, '2022-07-06')).toBe(false)
  })
})

describe('what must hold of a register', () => {
  function problems(given: Partial<Register>): readonly string[] {
    return registerProblems({ ...register, ...given }, new Set(['pma'])).map(
      ({ kind, id, path, text }) => `${kind}/${id}:${path.join('.')} ${text.en}`
    )
  }

  it('is nothing more than names that lead somewhere and dates that do not cross', () => {
    expect(problems({})).toEqual([])
  })

  it('refuses an organisation that nobody knows, or that follows itself', () => {
    const lost = makeOrganisation('lost', {
      predecessors: [{ organisation: parseOrganisationId('lost'), kind: 'becomes', on: '2020-01-01' }],
      mergedInto: parseOrganisationId('nobody'),
      participations: [partner]
    })
    expect(problems({ organisations: [lost] })).toEqual([
      'organisations/lost:predecessors.0.organisation an organisation cannot follow itself',
      'organisations/lost:mergedInto unknown organisation "nobody"'
    ])
  })

  it('refuses two names at once, and an end before its beginning', () => {
    const twice = makeOrganisation('twice', { names: [{ name: 'A' }, { name: 'B', from: '2020-01-01' }] })
    const odd = makeOrganisation('odd', { participations: [{ ...partner, from: '2020-01-01', to: '2019-01-01' }] })
    expect(problems({ organisations: [twice, odd] })).toEqual([
      expect.stringContaining('organisations/twice:names.1 begins before'),
      expect.stringContaining('organisations/odd:participations.0.to ends on 1\u00a0January\u00a02019')
    ])
  })

  it('refuses an office in an organisation that nobody knows, and a list of nobody', () => {
    const person = makePerson('ada', [{ organisation: parseOrganisationId('nobody') }])
    const empty = { ...PARTNERS, id: 'empty', participation: { in: 'pic', role: 'guest' } }
    expect(problems({ people: [person], lists: [empty] })).toEqual([
      expect.stringContaining('lists/empty:participation no organisation'),
      'people/ada:mandates.0.organisation unknown organisation "nobody"'
    ])
  })
})
