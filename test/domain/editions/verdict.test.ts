import { describe, expect, it } from 'vitest'
import { nextState } from '../../../src/domain/editions/transition.ts'
import { hindrances, standingOf, type Verdict } from '../../../src/domain/editions/verdict.ts'

const ASKED = { key: 'population', organisations: ['insee'], stamp: 'A:644971' }
const VALIDATED: Verdict = {
  figure: 'population',
  organisation: 'insee',
  decision: 'validated',
  stamp: 'A:644971',
  isReported: false,
  author: 'Ada',
  on: '2026-11-22'
}
const DELAY = { today: '2026-12-06', answerBy: '2026-12-06' }

describe('a verdict', () => {
  it('is void once the value has changed, and stands for its own organisation alone', () => {
    expect(standingOf(ASKED, 'insee', [VALIDATED])).toMatchObject({ status: 'validated' })
    expect(standingOf({ ...ASKED, stamp: 'A:644972' }, 'insee', [VALIDATED])).toEqual({
      status: 'waiting',
      void: VALIDATED
    })
    expect(standingOf(ASKED, 'urssaf', [VALIDATED])).toEqual({ status: 'waiting' })
  })

  it('that refuses holds the issue back for ever, silence up to the last day included', () => {
    const refused = { ...VALIDATED, decision: 'refused', comment: 'Révisé' } as const
    expect(hindrances([ASKED], [refused], { ...DELAY, today: '2027-01-01' })).toMatchObject([{ why: 'refused' }])
    expect(hindrances([ASKED], [], DELAY)).toMatchObject([{ why: 'waiting' }])
    expect(hindrances([ASKED], [], { ...DELAY, today: '2026-12-07' })).toEqual([])
    expect(hindrances([ASKED], [VALIDATED], DELAY)).toEqual([])
  })
})

describe('a step', () => {
  it('is taken from its own states alone; what is published is not opened again', () => {
    expect(nextState('draft', 'submit')).toBe('checking')
    expect(nextState('frozen', 'reopen')).toBe('draft')
    expect(() => nextState('published', 'reopen')).toThrow('à l’état « publiée »')
    expect(() => nextState('draft', 'freeze')).toThrow('à l’état « brouillon »')
  })
})
