import { describe, expect, it } from 'vitest'
import { claimProblems, type ClaimStanding } from '../../../src/domain/editions/stated-claim.ts'
import type { Claim } from '../../../src/domain/sources/claim.ts'
import { makeClaim } from '../sources/make-claim.ts'

const POSITION = { file: 'editions/essai/mots.md', line: 3, column: 7 }

function kinds(given: Partial<Claim>, standing: Partial<ClaimStanding> = {}, form: 'value' | 'quote' = 'value') {
  const claim = { ...makeClaim({ value: 51 }), ...given }
  const document = { id: claim.document, title: 'Un livret', producer: 'Une agence', access: 'open' } as const
  const stated = { claim, document, status: 'untold' } as const
  const own: ClaimStanding = { stated, ruling: { status: 'open' }, conflicts: [], ...standing }
  return claimProblems({ claim: claim.id, form, position: POSITION }, own).map(({ kind }) => kind)
}

const SIGNED = { reason: 'vu', by: 'Camille Exemple', on: '2026-11-20', stamp: '' }

describe('a claim in an edition', () => {
  it('is told when its reading is clear or was validated', () => {
    expect(kinds({ reading: { status: 'clear', value: 51 } })).toEqual([])
    const validated = { status: 'validated', raw: { value: 2130 }, validated: { value: 130 }, by: 'Camille' } as const
    expect(kinds({ reading: validated })).toEqual([])
  })

  it('is a fault while nobody has validated a damaged reading, quoted or not', () => {
    expect(kinds({ reading: { status: 'doubtful', raw: { value: 206 } } })).toEqual(['claim-not-validated'])
    expect(kinds({ reading: { status: 'doubtful', raw: { value: 206 } } }, {}, 'quote')).toEqual([
      'claim-not-validated'
    ])
  })

  it('may be quoted without a number, and not written as one', () => {
    expect(kinds({ reading: { status: 'wordless' } })).toEqual(['claim-without-number'])
    expect(kinds({ reading: { status: 'wordless' } }, {}, 'quote')).toEqual([])
  })

  it('is a fault once ruled wrong, until a value changes: then it is to be known', () => {
    const claim = makeClaim({}).id
    const decided = { ...SIGNED, claim, verdict: 'wrong' } as const
    expect(kinds({}, { ruling: { status: 'closed', decided } })).toEqual(['claim-wrong'])
    expect(kinds({}, { ruling: { status: 'reopened', decided } })).toEqual(['claim-contested'])
    expect(kinds({}, { ruling: { status: 'closed', decided: { ...decided, verdict: 'stands' } } })).toEqual([])
  })

  it('tells what contradicts it, without forbidding it', () => {
    expect(kinds({}, { conflicts: [{ id: 'two-values--a--b', others: ['b' as never] }] })).toEqual(['claim-contested'])
  })
})
