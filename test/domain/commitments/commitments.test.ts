import { describe, expect, it } from 'vitest'
import { parseCommitmentId } from '../../../src/domain/commitments/commitment.ts'
import {
  commitmentProblems,
  findNamed,
  type CommitmentRegister
} from '../../../src/domain/commitments/commitment-register.ts'
import { searchCommitments } from '../../../src/domain/commitments/search.ts'
import { summarise, type CommitmentSummary } from '../../../src/domain/commitments/summary.ts'
import { parseClaimId, type Claim } from '../../../src/domain/sources/claim.ts'
import { makeClaim } from '../sources/make-claim.ts'
import { DONE, KNOWN, makeAction, makeCommitments, makeLead, makeProposition } from './make-commitment.ts'

const six = makeClaim({ id: 'six', value: 6 })
const eighty = makeClaim({ id: 'eighty', value: 80, qualifier: 'more-than' })
const [announced, announcedLeads] = [parseClaimId('six'), parseClaimId('eighty')]

function summaryOf(register: CommitmentRegister, claims: readonly Claim[] = [six, eighty]): CommitmentSummary {
  const [set] = register.sets
  if (!set) throw new Error('a set')
  return summarise(register, set, claims)
}

describe('counting what became of promises', () => {
  it('sets what was announced beside what is listed, and says the difference', () => {
    const { propositions, actions } = summaryOf(
      makeCommitments({
        propositions: [makeProposition('p1', { announced })],
        actions: [makeAction('a', DONE), makeAction('b', { number: 2 })]
      })
    )
    expect(propositions[0]?.counted).toMatchObject({
      listed: 2,
      announced: { count: 6, qualifier: 'exact', claim: 'six' },
      gap: 4,
      tally: { done: 1, 'under-way': 0, merged: 0, abandoned: 0, unknown: 1 },
      coverage: { withFate: 1, of: 6, holds: 'exactly' }
    })
    expect(actions).toMatchObject({ listed: 2, announced: { count: 6 }, gap: 4 })
  })

  it('knows no total when one proposition does not say how many it announced', () => {
    const { actions } = summaryOf(
      makeCommitments({
        propositions: [makeProposition('p1', { announced }), makeProposition('p2', { number: 2 })],
        actions: [makeAction('a', DONE)]
      })
    )
    expect(actions).not.toHaveProperty('announced')
    expect(actions.coverage).toEqual({ withFate: 1, of: 1, holds: 'exactly' })
  })

  it('counts what was only proposed as unknown, what was launched as under way', () => {
    const { actions } = summaryOf(
      makeCommitments({
        actions: [makeAction('a', { state: 'proposed' }), makeAction('b', { ...DONE, state: 'launched', number: 2 })]
      })
    )
    expect(actions.tally).toMatchObject({ unknown: 1, 'under-way': 1 })
  })

  it('is honest with « plus de »: the rate is at most what it says', () => {
    const [set] = makeCommitments().sets
    const leads = [makeLead('x', { fate: 'abandoned', reason: 'Trop cher' }), makeLead('y')]
    const { leads: counted } = summaryOf(makeCommitments({ sets: set ? [{ ...set, announcedLeads }] : [], leads }))
    expect(counted).toMatchObject({ listed: 2, gap: 78, coverage: { withFate: 1, of: 80, holds: 'at-most' } })
  })

  it('never passes the whole when more is listed than was announced', () => {
    const three = makeClaim({ id: 'six', value: 1 })
    const { propositions } = summaryOf(
      makeCommitments({
        propositions: [makeProposition('p1', { announced })],
        actions: [makeAction('a', DONE), makeAction('b', { ...DONE, number: 2 })]
      }),
      [three]
    )
    expect(propositions[0]?.counted).toMatchObject({ gap: -1, coverage: { withFate: 2, of: 2 } })
  })

  it('calls disputed a proposition whose readings differ', () => {
    const reading = { by: 'Livret', on: '2022' as never, text: { fr: 'a', en: 'a' } }
    const disputed = makeProposition('p1', {
      assessments: [
        { ...reading, verdict: 'achieved' },
        { ...reading, verdict: 'not-measurable' }
      ]
    })
    const agreed = makeProposition('p2', { number: 2, assessments: [{ ...reading, verdict: 'achieved' }] })
    const { propositions } = summaryOf(makeCommitments({ propositions: [disputed, agreed] }))
    expect(propositions.map(({ isDisputed }) => isDisputed)).toEqual([true, false])
  })
})

describe('the register of commitments', () => {
  const fieldsOf = (given: Partial<CommitmentRegister>): readonly string[] =>
    commitmentProblems(makeCommitments(given), KNOWN).map(({ id, field }) => `${id} ${field}`)

  it('is sound with the same title twice, under two identifiers', () => {
    const title = 'Choisir des conseils de haut niveau'
    expect(fieldsOf({ actions: [makeAction('a', { title }), makeAction('b', { title, number: 2 })] })).toEqual([])
  })

  it('asks for evidence of what was done, for a reason of what was given up', () => {
    expect(
      fieldsOf({
        actions: [
          makeAction('a', { state: 'done' }),
          makeAction('b', { state: 'done', number: 2, evidence: [{ bearing: 'against', kind: 'note', note: 'x' }] }),
          makeAction('c', { state: 'abandoned', number: 3 }),
          makeAction('d', { state: 'merged', number: 4, reason: 'x', mergedInto: parseCommitmentId('d') })
        ],
        leads: [makeLead('x', { fate: 'abandoned' }), makeLead('y', { fate: 'adopted' })]
      })
    ).toEqual(['a evidence', 'b evidence', 'c reason', 'd mergedInto', 'x reason', 'y action'])
  })

  it('refuses names that lead nowhere, a number twice, an identifier twice', () => {
    const nowhere = makeAction('a', {
      carriers: ['eurolens' as never],
      evidence: [{ bearing: 'for', kind: 'claim', claim: parseClaimId('seven') }]
    })
    expect(fieldsOf({ actions: [nowhere, makeAction('b'), makeAction('b', { number: 3 })] })).toEqual([
      'a carriers',
      'a evidence.0',
      'b number',
      'b id'
    ])
    expect(commitmentProblems(makeCommitments({ actions: [nowhere] }), KNOWN)[0]?.text.fr).toContain(
      'plutôt « euralens »'
    )
  })

  it('is asked by names in either case, and proposes the nearest', () => {
    const { propositions } = makeCommitments()
    expect(findNamed(propositions, 'P1').id).toBe('p1')
    expect(() => findNamed(makeCommitments({ actions: [makeAction('p1-a1')] }).actions, 'p1-a2')).toThrow('« p1-a1 »')
  })
})

describe('words typed in a search', () => {
  const register = makeCommitments({
    actions: [makeAction('a', { title: 'Présence dans les événements' })],
    leads: [makeLead('x', { text: 'Ouvrir une école' })]
  })
  const find = (text: string): readonly string[] =>
    searchCommitments(register, text).map(({ kind, id }) => `${kind} ${id}`)

  it('find titles without their accents, by the beginning of each word', () => {
    expect(find('evenement presence')).toEqual(['action a'])
    expect(find('ecole')).toEqual(['lead x'])
  })

  it('find nothing when one of them is nowhere, or all are too short', () => {
    expect([find('evenement ecole'), find('de la'), find('')]).toEqual([[], [], []])
  })
})
