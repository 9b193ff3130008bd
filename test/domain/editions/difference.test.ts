import { describe, expect, it } from 'vitest'
import {
  compareIssues,
  differenceBetween,
  differenceStamp,
  type Defined
} from '../../../src/domain/editions/difference.ts'
import { corrects, parseErratumReason, type Erratum } from '../../../src/domain/editions/erratum.ts'
import type { Cited } from '../../../src/domain/editions/frozen.ts'
import { changeBetween } from '../../../src/domain/indicators/change.ts'
import { computeFigure } from '../../../src/domain/indicators/compute.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import {
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  series
} from '../../make.ts'

const EMPTY = makeIndicator('empty', { formula: { kind: 'level', terms: [{ series: series('empty'), sign: 1 }] } })

/** As answered when the town counts so many, in a vintage of that edition. */
function answered(
  value: number | 'Q',
  given: { readonly edition?: string; readonly at?: string; readonly on?: string } = {}
): Defined {
  const { edition = '2022', at = '2022', on = '00001' } = given
  const inputs = makeInputs({
    measures: [makeMeasure('empty')],
    sources: [makeSource('town')],
    indicators: [EMPTY],
    vintages: [makeVintage(`town@${edition}`, { empty: { [at]: { 1: value, 2: 4, 3: 5 } } })]
  })
  const figure = computeFigure(inputs, {
    indicator: indicatorId('empty'),
    perimeter: perimeter(on),
    period: parsePeriod(at)
  })
  return { answer: { figure }, indicator: EMPTY }
}

function cited(defined: Defined): Cited {
  const { figure } = defined.answer
  return { ...defined, key: `${figure.perimeter.id} ${figure.period}`, name: figure.address }
}

describe('a figure that was cited', () => {
  it('is the same while it is shown the same', () => {
    expect(differenceBetween(answered(7), answered(7))).toBeUndefined()
    expect(differenceBetween(answered(7), answered(7.04))).toBeUndefined()
    expect(differenceBetween(answered(7), answered(7, { edition: '2023' }))).toBeUndefined()
  })

  it('differs by so much, because another vintage answers, which is named', () => {
    expect(differenceBetween(answered(7), answered(9, { edition: '2023' }))).toMatchObject({
      part: 'value',
      gap: 2,
      causes: ['vintage'],
      vintages: ['town@2023']
    })
  })

  it('differs for no reason but a revision when nothing else has changed', () => {
    expect(differenceBetween(answered(7), answered(9))?.causes).toEqual(['revision'])
  })

  it('is told as withheld, without a gap', () => {
    const difference = differenceBetween(answered(7), answered('Q'))
    expect(difference?.causes).toEqual(['secrecy'])
    expect(difference).not.toHaveProperty('gap')
  })

  it('differs because its definition has changed, and not because its words have', () => {
    const other = { ...answered(9), indicator: { ...EMPTY, decimals: 0 } }
    expect(differenceBetween(answered(7), other)?.causes).toEqual(['definition'])
    const said = { ...answered(9), indicator: { ...EMPTY, notes: [{ fr: 'Une note', en: 'A note' }] } }
    expect(differenceBetween(answered(7), said)?.causes).toEqual(['revision'])
  })

  it('tells the change where a change was cited', () => {
    const change = (end: number): Defined => {
      const [from, to] = [answered(4, { at: '2012' }).answer.figure, answered(end).answer.figure]
      return {
        answer: { figure: to, from, change: changeBetween(EMPTY, from, to, { census: false }) },
        indicator: EMPTY
      }
    }
    expect(differenceBetween(change(7), change(9))).toMatchObject({ part: 'change', gap: 2 })
  })

  it('is another difference with another value', () => {
    const [one, other] = [8, 9].map((value) => differenceBetween(answered(7), answered(value)))
    expect(one && other && differenceStamp(one) === differenceStamp(other)).toBe(false)
  })
})

describe('an erratum', () => {
  it('tells one difference; what changes again asks for another', () => {
    const [first, second] = [8, 9].map((value) => differenceBetween(answered(7), answered(value)))
    if (!first || !second) throw new Error('both differ')
    const erratum: Pick<Erratum, 'was' | 'now'> = {
      was: { ...first.then, part: first.part },
      now: { ...first.now, part: first.part }
    }
    expect([corrects(erratum, first), corrects(erratum, second)]).toEqual([true, false])
  })

  it('gives its reason', () => {
    expect(parseErratumReason('  Insee a corrigé \n sa livraison. ')).toBe('Insee a corrigé sa livraison.')
    expect(() => parseErratumReason('erreur')).toThrow(/10 à 1000 caractères/)
    expect(() => parseErratumReason('é'.repeat(1001))).toThrow(/1001/)
  })
})

describe('two issues', () => {
  it('are compared figure by figure: the same question, then the latest period of the same subject', () => {
    const then = [cited(answered(7)), cited(answered(3, { at: '2012' })), cited(answered(1, { on: '00002' }))]
    const now = [cited(answered(7)), cited(answered(5, { at: '2024' })), cited(answered(1, { on: 'valley' }))]
    const lines = compareIssues(then, now)
    expect(lines.map(({ kind }) => kind)).toEqual(['same', 'differs', 'appeared', 'vanished'])
    expect(lines[1]).toMatchObject({
      then: { key: '00001 2012' },
      now: { key: '00001 2024' },
      difference: { gap: 2, causes: ['period'] }
    })
    expect(lines[3]).toMatchObject({ then: { key: '00002 2022' } })
  })
})
