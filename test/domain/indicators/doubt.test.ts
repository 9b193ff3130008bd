import { describe, expect, it } from 'vitest'
import {
  canStep,
  DOUBT_STEPS,
  isLate,
  isPublic,
  LONGEST_DOUBT,
  parseDoubtText,
  parseOutcome,
  parseRefusal,
  takeDoubtStep,
  type Doubt,
  type DoubtAnswer,
  type DoubtStatus,
  type DoubtStepName,
  type Shown
} from '../../../src/domain/indicators/doubt.ts'
import { officerFor, producersNamed, type Officer } from '../../../src/domain/indicators/doubt-officer.ts'
import { parseIndicatorId } from '../../../src/domain/indicators/request.ts'
import { parsePerimeterId } from '../../../src/domain/territories/resolve.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { parseOrganisationId } from '../../../src/domain/organisations/organisation.ts'

const STATUSES: readonly DoubtStatus[] = ['received', 'refused', 'open', 'answered']

function shown(value: number): Shown {
  return { cell: { status: 'A', value }, unit: 'percent', decimals: 1 }
}

function doubt(status: DoubtStatus, answers: readonly DoubtAnswer[] = []): Doubt {
  const rest = {
    id: 'd1',
    about: {
      indicator: parseIndicatorId('vacancy-rate'),
      perimeter: parsePerimeterId('62498'),
      period: parsePeriod('2022')
    },
    address: '/chiffres/vacancy-rate/62498/2022',
    shown: shown(7.14),
    text: 'Ma rue compte dix logements vides.',
    receivedOn: '2026-11-02',
    dueOn: '2026-11-23',
    producers: ['insee'],
    answers
  }
  return status === 'refused' ? { ...rest, status, refusal: 'unclear' } : { ...rest, status }
}

function answer(outcome: DoubtAnswer['outcome'], value: number): DoubtAnswer {
  return { on: '2026-11-10', officer: 'a1', outcome, text: 'Voici pourquoi.', shown: shown(value) }
}

describe('a doubt', () => {
  it('goes from received to open to answered, each step with what it needs', () => {
    const accepted = takeDoubtStep(doubt('received'), { name: 'accept' })
    expect(accepted).toMatchObject({ ok: true, doubt: { status: 'open' } })
    const answered = takeDoubtStep(doubt('open'), { name: 'answer', answer: answer('stands', 7.14) })
    expect(answered).toMatchObject({ ok: true, doubt: { status: 'answered', answers: [{ outcome: 'stands' }] } })
  })

  it('is refused with a reason, and let through after all when that was a mistake', () => {
    const refused = takeDoubtStep(doubt('received'), { name: 'refuse', refusal: 'abusive' })
    expect(refused).toMatchObject({ ok: true, doubt: { status: 'refused', refusal: 'abusive' } })
    const restored = takeDoubtStep(doubt('refused'), { name: 'accept' })
    expect(restored).toMatchObject({ ok: true, doubt: { status: 'open' } })
    expect(restored.ok && 'refusal' in restored.doubt && restored.doubt.status === 'refused').toBe(false)
  })

  it('takes no step that the table does not give to its status', () => {
    const steps = Object.keys(DOUBT_STEPS) as DoubtStepName[]
    const allowed = STATUSES.flatMap((status) =>
      steps.filter((name) => canStep({ status }, name)).map((name) => `${status} ${name}`)
    )
    expect(allowed).toEqual([
      'received accept',
      'received refuse',
      'refused accept',
      'open refuse',
      'open answer',
      'answered reopen'
    ])
    for (const status of ['received', 'refused', 'answered'] as const) {
      expect(takeDoubtStep(doubt(status), { name: 'answer', answer: answer('explained', 7.14) })).toEqual({
        ok: false,
        reason: 'not-now'
      })
    }
  })

  it('is not told as corrected while the figure is what it was, nor as standing once it has changed', () => {
    const say = (outcome: DoubtAnswer['outcome'], value: number) =>
      takeDoubtStep(doubt('open'), { name: 'answer', answer: answer(outcome, value) })
    expect(say('corrected', 7.14)).toEqual({ ok: false, reason: 'not-corrected' })
    // 7.14 and 7.12 are both read 7.1.
    expect(say('corrected', 7.12)).toEqual({ ok: false, reason: 'not-corrected' })
    expect(say('corrected', 8.3).ok).toBe(true)
    expect(say('stands', 8.3)).toEqual({ ok: false, reason: 'has-changed' })
    expect(say('explained', 8.3).ok).toBe(true)
    expect(say('explained', 7.14).ok).toBe(true)
  })

  it('opens again when the value is another than the one that was answered, with a new delay', () => {
    const settled = doubt('answered', [answer('stands', 7.14)])
    const step = (value: number) => takeDoubtStep(settled, { name: 'reopen', shown: shown(value), dueOn: '2027-01-04' })
    expect(step(7.1)).toEqual({ ok: false, reason: 'same-value' })
    expect(step(9)).toMatchObject({ ok: true, doubt: { status: 'open', dueOn: '2027-01-04', answers: [{}] } })
  })

  it('of a value that is withheld opens again once it is published', () => {
    const withheld: Shown = { cell: { status: 'Q', confidentiality: 'N' }, unit: 'percent', decimals: 1 }
    const settled = doubt('answered', [{ ...answer('explained', 1), shown: withheld }])
    const step = (now: Shown) => takeDoubtStep(settled, { name: 'reopen', shown: now, dueOn: '2027-01-04' }).ok
    expect(step(withheld)).toBe(false)
    expect(step(shown(3))).toBe(true)
  })

  it('is public only once let through', () => {
    expect(STATUSES.filter((status) => isPublic({ status }))).toEqual(['open', 'answered'])
  })

  it('is late the day after its delay, answered or refused never', () => {
    expect(isLate(doubt('open'), '2026-11-23')).toBe(false)
    expect(isLate(doubt('open'), '2026-11-24')).toBe(true)
    expect(isLate(doubt('received'), '2026-11-24')).toBe(true)
    expect(isLate(doubt('answered'), '2027-01-01')).toBe(false)
    expect(isLate(doubt('refused'), '2027-01-01')).toBe(false)
  })
})

describe('what is written', () => {
  it('keeps its lines and any script, and loses what cannot be seen', () => {
    expect(parseDoubtText('  Ligne une\r\nligne deux\u0007\u202e 🏚️ مرحبا  ')).toBe('Ligne une\nligne deux 🏚️ مرحبا')
    expect(parseDoubtText('un doute\n\n\n\n\nbien espacé')).toBe('un doute\n\nbien espacé')
  })

  it('is refused when it says nothing or too much, with the count', () => {
    expect(() => parseDoubtText('  faux ')).toThrow('4 caractères')
    expect(() => parseDoubtText('x'.repeat(LONGEST_DOUBT + 1))).toThrow(`${LONGEST_DOUBT + 1} caractères`)
    expect(parseDoubtText('🏚'.repeat(LONGEST_DOUBT))).toHaveLength(2 * LONGEST_DOUBT)
  })

  it('names an outcome and a reason from closed lists', () => {
    expect(parseOutcome('stands')).toBe('stands')
    expect(() => parseOutcome('toString')).toThrow()
    expect(parseRefusal('abusive')).toBe('abusive')
    expect(() => parseRefusal('')).toThrow('motif')
  })
})

describe('who is to answer', () => {
  const officer = (
    account: string,
    role: 'study-officer' | 'producer' | 'member',
    organisation?: string,
    waiting = 0
  ) => ({ account, grants: [{ role, ...(organisation && { organisation }) }], waiting }) satisfies Officer

  it('is the producer of the data, whoever of them has fewest to answer', () => {
    const officers = [
      officer('a', 'study-officer'),
      officer('b', 'producer', 'insee', 3),
      officer('c', 'producer', 'insee', 1),
      officer('d', 'producer', 'urssaf')
    ]
    expect(officerFor(officers, ['insee'])?.account).toBe('c')
    expect(officerFor(officers, ['drees'])?.account).toBe('a')
  })

  it('is nobody where no role answers', () => {
    expect(officerFor([officer('a', 'member'), officer('b', 'producer', 'urssaf')], ['insee'])).toBeUndefined()
  })

  it('is found by the name of the producer, in any case, or by an alias', () => {
    const organisation = {
      id: parseOrganisationId('insee'),
      kind: 'knowledge' as const,
      names: [{ name: 'Insee' }],
      aliases: ['Institut national de la statistique'],
      forms: [],
      predecessors: [],
      participations: []
    }
    expect(producersNamed([organisation], ['INSEE'])).toEqual(['insee'])
    expect(producersNamed([organisation], ['Urssaf'])).toEqual([])
  })
})
