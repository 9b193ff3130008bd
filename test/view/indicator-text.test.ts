import { describe, expect, it } from 'vitest'
import type { FigureChange } from '../../src/domain/indicators/change.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { evolutionSentence } from '../../src/view/indicator-text.ts'

function changeBy(percent: number): FigureChange {
  return {
    from: parsePeriod('2001'),
    to: parsePeriod('2018'),
    difference: { status: 'A', value: 466_283 },
    unit: 'entries',
    percent: { status: 'A', value: percent },
    yearlyPercent: { status: 'M' },
    decimals: 0,
    cautions: [],
    breaks: []
  }
}

describe('the title of an evolution', () => {
  it('tells the change in percent', () => {
    expect(evolutionSentence('Lens', changeBy(12.34), 'en')).toMatch(/^Lens: \+12\.3%/)
  })

  it('tells the difference where so small a start makes of the percentage nothing that is understood', () => {
    const title = evolutionSentence('Lens', changeBy(42_666.5), 'en')
    expect(title).toMatch(/^Lens: \+466,283/)
    expect(title).not.toContain('%')
  })
})
