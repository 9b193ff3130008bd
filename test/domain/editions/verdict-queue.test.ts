import { describe, expect, it } from 'vitest'
import { CHANGED, groupsOf, groupToRead, progressOf, type Queued } from '../../../src/domain/editions/verdict-queue.ts'
import { valueSeen, type Verdict } from '../../../src/domain/editions/verdict.ts'

const SAID: Verdict = {
  figure: 'a',
  organisation: 'insee',
  decision: 'validated',
  stamp: 'A:12   / 1',
  isReported: false,
  author: 'Ada',
  on: '2026-11-01'
}
const WAITING = { status: 'waiting' } as const
const VOID = { status: 'waiting', void: SAID } as const
const DONE = { status: 'validated', verdict: SAID } as const

function queued(chapter: string, standing: Queued['standing'], source = 's'): Queued {
  return { standing, groups: { chapter, indicator: chapter, source } }
}

const FIGURES = [queued('a', WAITING), queued('b', DONE), queued('b', VOID), queued('a', DONE)]

describe('groups of a queue', () => {
  it('begin with what changed, which stands in no other group; the rest in reading order', () => {
    const groups = groupsOf(FIGURES, { by: 'chapter', filter: 'all' })
    expect(groups.map(({ id, asked, answered }) => [id, asked, answered])).toEqual([
      [CHANGED, 1, 0],
      ['a', 2, 1],
      ['b', 1, 1]
    ])
    expect(groupsOf(FIGURES, { by: 'source', filter: 'all' }).map(({ id }) => id)).toEqual([CHANGED, 's'])
  })

  it('are read one after the other: the one asked for, or the next with something to show', () => {
    const groups = groupsOf(FIGURES, { by: 'chapter', filter: 'left' })
    expect([undefined, 'a', 'b'].map((asked) => groupToRead(groups, asked)?.id)).toEqual([CHANGED, 'a', CHANGED])
    expect(groupToRead([], 'a')).toBeUndefined()
  })

  it('show what is left, or what has an answer, and count all', () => {
    const left = groupsOf(FIGURES, { by: 'chapter', filter: 'left' })
    expect(left.map(({ figures, asked }) => [figures.length, asked])).toEqual([
      [1, 1],
      [1, 2],
      [0, 1]
    ])
    const answered = groupsOf(FIGURES, { by: 'chapter', filter: 'answered' })
    expect(answered.map(({ figures }) => figures.length)).toEqual([0, 1, 1])
    expect(progressOf(FIGURES)).toEqual({ asked: 4, answered: 2, changed: 1 })
  })
})

it('a stamp remembers the number that was seen, or that there was none', () => {
  expect(valueSeen('A:1.5e+21   / 3')).toBe(1.5e21)
  expect(valueSeen('E:-12.25 A:3  / 3')).toBe(-12.25)
  expect(valueSeen('Q   / 3')).toBeUndefined()
})
