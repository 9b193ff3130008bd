import { expect, it } from 'vitest'
import fc from 'fast-check'
import { differingParts, mergedText, mergeTexts } from '../../../src/domain/editions/text-merge.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))

it('keeps what each changed alone, without asking', () => {
  const parts = mergeTexts('un\ndeux\ntrois\nquatre', 'UN\ndeux\ntrois\nquatre', 'un\ndeux\ntrois\nQUATRE\ncinq')
  expect(parts.map(({ status }) => status)).toEqual(['mine', 'same', 'theirs'])
  expect(mergedText(parts, new Map())).toBe('UN\ndeux\ntrois\nQUATRE\ncinq')
})

it('asks where both changed the same lines, and makes the text of the choice', () => {
  const parts = mergeTexts('un\ndeux', 'un\nmien', 'un\nsien')
  expect(differingParts(parts)).toEqual([{ status: 'clash', was: ['deux'], mine: ['mien'], theirs: ['sien'] }])
  expect(mergedText(parts, new Map())).toBeUndefined()
  expect(mergedText(parts, new Map([[0, 'mine']]))).toBe('un\nmien')
  expect(mergedText(parts, new Map([[0, 'theirs']]))).toBe('un\nsien')
  expect(mergedText(parts, new Map([[0, 'both']]))).toBe('un\nsien\nmien')
})

it('asks where each wrote beside the other, with nothing but an empty line between', () => {
  const parts = mergeTexts('un\n', 'un\n\nmien\n', 'un\n\nsien\n')
  expect(differingParts(parts).map(({ status }) => status)).toEqual(['clash'])
})

it('takes what both wrote alike once', () => {
  expect(mergeTexts('un', 'un\ndeux', 'un\ndeux')).toEqual([{ status: 'same', lines: ['un', 'deux'] }])
})

it('gives each version back whole when it is chosen everywhere', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const parts = mergeTexts(base, mine, theirs)
      const all = differingParts(parts).map((_, i) => i)
      expect(mergedText(parts, new Map(all.map((i) => [i, 'mine'])))).toBe(mine)
      expect(mergedText(parts, new Map(all.map((i) => [i, 'theirs'])))).toBe(theirs)
    })
  )
})

it('asks nothing when one of the two changed nothing', () => {
  fc.assert(
    fc.property(text, text, (base, mine) => {
      expect(mergedText(mergeTexts(base, mine, base), new Map())).toBe(mine)
      expect(mergedText(mergeTexts(base, base, mine), new Map())).toBe(mine)
    })
  )
})
