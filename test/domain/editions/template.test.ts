import { describe, expect, it } from 'vitest'
import { mentionsOf, type Chapter } from '../../../src/domain/editions/edition.ts'
import { chapterAt } from '../../../src/domain/editions/template.ts'
import { parseIndicatorId } from '../../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { parsePerimeterId } from '../../../src/domain/territories/resolve.ts'

const POSITION = { file: 'editions/communes/commune.md', line: 1, column: 1 }

function mention(perimeter: string, versus?: string) {
  return {
    position: POSITION,
    question: {
      indicator: parseIndicatorId('population'),
      perimeter: parsePerimeterId(perimeter),
      period: parsePeriod('2018'),
      ...(versus !== undefined && { versus: parsePerimeterId(versus) })
    }
  }
}

const TEMPLATE: Chapter = {
  id: 'commune',
  title: 'La commune',
  notes: [],
  blocks: [
    { kind: 'panel', title: 'En bref', mentions: [mention('here', 'around'), mention('france')] },
    { kind: 'focus', title: 'Plus', blocks: [{ kind: 'sentence', mention: mention('here') }] },
    { kind: 'paragraph', of: [{ kind: 'strong', of: [{ kind: 'number', mention: mention('around'), form: 'value' }] }] }
  ]
}

const LENS = {
  id: 'lens-62498',
  name: 'Lens',
  here: parsePerimeterId('62498'),
  around: parsePerimeterId('EPCI-200035442')
}

describe('a chapter of a template', () => {
  it('asks the figures of the commune, beside its authority, however deep they are written', () => {
    const asked = [...mentionsOf(chapterAt(TEMPLATE, LENS))].map(({ question }) => [
      question.perimeter,
      question.versus
    ])
    expect(asked).toEqual([
      ['62498', 'EPCI-200035442'],
      ['france', undefined],
      ['62498', undefined],
      ['EPCI-200035442', undefined]
    ])
  })

  it('bears the name of the commune, and leaves the template as it is', () => {
    expect(chapterAt(TEMPLATE, LENS)).toMatchObject({ id: 'lens-62498', title: 'Lens', place: '62498' })
    expect([...mentionsOf(TEMPLATE)][0]?.question.perimeter).toBe('here')
  })
})
