import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { measureAgainst, parseAnnotations } from '../../src/cli/check-score.ts'
import { readClaimsCsv } from '../../src/connectors/claims-csv.ts'
import { parseNumber } from '../../src/domain/indicators/typed-number.ts'
import { amountOf } from '../../src/domain/sources/claim.ts'
import type { ClaimRegister } from '../../src/domain/sources/claim-register.ts'
import { readClaimRegister } from '../../src/folder/document-files.ts'
import { readRegister } from '../../src/folder/organisation-files.ts'
import { ROOT } from '../../src/root.ts'
import {
  claimPage,
  conflictPage,
  conflictsAmong,
  confrontAll,
  searchClaims,
  type ClaimContext,
  type ClaimReader
} from '../../src/usecases/claims.ts'
import { openPortal } from '../web/example-portal.ts'

const EXAMPLE = resolve(ROOT, 'examples/bassin-minier')
const FACTS = resolve(ROOT, '../shared/mission/facts.csv')

let context: ClaimContext
let register: ClaimRegister

beforeAll(async () => {
  const { observatory } = await openPortal()
  const { organisations } = await readRegister(EXAMPLE, new Set(observatory.folder.perimeters.map(({ id }) => id)))
  context = { observatory, organisations: () => Promise.resolve(organisations), today: '2026-11-22' }
  register = await readClaimRegister(EXAMPLE)
}, 120_000)

function reading(given: Partial<ClaimRegister> = {}): ClaimReader {
  const held = { ...register, ...given }
  return { register: () => Promise.resolve(held), changes: () => Promise.resolve([]) }
}

describe('claims beside the figures', () => {
  it('are confirmed, other, elsewhere or not computable, each with what it rests on', async () => {
    const standing = await confrontAll(context, register.claims)
    expect(standing.get('livret-01' as never)).toMatchObject({ status: 'confirmed' })
    const density = standing.get('livret-04' as never)
    expect(density).toMatchObject({ status: 'confirmed', isProposed: false })
    const population = standing.get('gazette-03' as never)
    expect(population?.status).not.toBe('confirmed')
    expect(standing.get('livret-37' as never)).toMatchObject({ status: 'not-computable', missing: 'value' })
    expect(new Set([...standing.values()].map(({ status }) => status))).toEqual(
      new Set(['confirmed', 'differs', 'elsewhere', 'not-computable'])
    )
  }, 60_000)

  it('are found by their number, with the conflicts they are in', async () => {
    const find = async (text: string): Promise<readonly string[]> => {
      const typed = parseNumber(text)
      return typed ? (await searchClaims(context, reading(), typed, 20)).map(({ claim }) => claim.id) : []
    }
    expect(await find('580 700')).toEqual(['gazette-01', 'gazette-03'])
    expect(await find('580700')).toEqual(['gazette-01', 'gazette-03'])
    expect(await find('0,58 M')).toEqual(['gazette-01', 'gazette-03'])
    expect(await find('1,2 million')).toContain('prefecture-03')
    expect(await find('119 €')).toEqual(['livret-23'])
    expect(await find('23 000')).toContain('ostrevent-06')
    expect(await find('1,5 milliard')).toEqual(['livret-47'])
  })

  it('show the list behind a total that its items exceed, the private one named so', async () => {
    const conflicts = await conflictsAmong(context, register.claims)
    const found = conflicts.find(({ claims: [first] }) => first === 'livret-47')
    expect(found).toMatchObject({
      reason: 'out-of-bounds',
      claims: ['livret-47', 'livret-48', 'livret-49', 'livret-50'],
      steps: [
        { operation: '+', operands: [5e9, 2e9, 33e7], result: 7.33e9, typed: 1.5e9 },
        { operation: '−', operands: [5e9, 1.5e9], result: 3.5e9 },
        { operation: '−', operands: [2e9, 1.5e9], result: 5e8 }
      ]
    })
    expect(register.claims.find(({ id }) => id === 'livret-48')?.subject).toContain('privée')
  })
})

describe('decisions', () => {
  const signed = { reason: 'lu sur l’original', by: 'Camille Exemple', on: '2026-11-20' }

  it('close a conflict until a value in it changes', async () => {
    const [conflict] = await conflictsAmong(context, register.claims)
    if (!conflict) throw new Error('the example has conflicts')
    const closing = { ...signed, conflict: conflict.id, cause: 'explained', stamp: conflict.stamp } as const
    const closed = await conflictPage(context, reading({ closings: [closing] }), conflict.id)
    expect(closed.state.status).toBe('closed')
    const moved = register.claims.map((claim) =>
      claim.id === conflict.claims[0] ? { ...claim, reading: { status: 'clear', value: 500_000 } as const } : claim
    )
    const reopened = await conflictPage(context, reading({ claims: moved, closings: [closing] }), conflict.id)
    expect(reopened.state.status).toBe('reopened')
  })

  it('on a claim are to be taken again once its reading changes', async () => {
    const ruling = {
      ...signed,
      claim: 'gazette-03' as never,
      verdict: 'other-perimeter',
      stamp: 'of another day'
    } as const
    const page = await claimPage(context, reading({ rulings: [ruling] }), 'gazette-03')
    expect(page.ruling.status).toBe('reopened')
    expect(page.conflicts.map(({ reason }) => reason)).toContain('two-values')
  })

  it('are refused on what is not there, with what is', async () => {
    await expect(claimPage(context, reading(), 'F999')).rejects.toThrow(/n’existe pas : il y a gazette-01/)
  })
})

describe('the rules on an invented almanac, that they were not tuned on', () => {
  it('find at least four items in five, and leave alone what only looks like a conflict', async () => {
    const read = (name: string): string => readFileSync(resolve(ROOT, 'test/fixtures', name), 'utf8')
    const { claims, refused } = await readClaimsCsv(read('claims-second.csv'), 'claims-second.csv')
    expect(refused).toEqual([])
    const known = new Set<string>(claims.map(({ id }) => id))
    const name = 'claims-second-annotations.csv'
    const annotations = await parseAnnotations(read(name), name, known)
    const score = measureAgainst(await conflictsAmong(context, claims), annotations)
    expect(score.found / score.items, score.missed.join()).toBeGreaterThanOrEqual(0.8)
    expect(score.true / score.alarms, score.false.join()).toBeGreaterThanOrEqual(0.75)
  })
})

describe.skipIf(!existsSync(FACTS))('the rules on 596 claims (skipped without ../shared)', () => {
  it.each([
    [580_700, 644_971],
    [113, 150],
    [20, 390_000],
    [38.6, 40],
    [3, 4],
    [32_500, 31_026],
    [726, 920],
    [885_000, 884_000],
    [64, 65.1]
  ])('set %d against %d', async (one, other) => {
    const { claims } = await readClaimsCsv(readFileSync(FACTS, 'utf8'), 'facts.csv')
    const stated = new Map(claims.map((claim) => [claim.id, amountOf(claim)?.value]))
    const found = (await conflictsAmong(context, claims)).filter(({ reason, claims: ids, steps }) => {
      const numbers = [
        ...ids.map((id) => stated.get(id)),
        ...steps.flatMap(({ operands, result }) => [...operands, result])
      ]
      const says = (sought: number): boolean =>
        numbers.some((number) => number !== undefined && Math.abs(number - sought) < 0.05)
      return reason !== 'few-sources' && says(one) && says(other)
    })
    expect(found).not.toEqual([])
  })

  it('find every item that a rule can, with no more false alarms than docs/conflicts.md says', async () => {
    const { claims } = await readClaimsCsv(readFileSync(FACTS, 'utf8'), 'facts.csv')
    const conflicts = await conflictsAmong(context, claims)
    const file = resolve(ROOT, 'test/fixtures/claims-annotations.csv')
    const known = new Set<string>(claims.map(({ id }) => id))
    const score = measureAgainst(conflicts, await parseAnnotations(readFileSync(file, 'utf8'), file, known))
    expect(score.items).toBe(36)
    expect(score.found, score.missed.join()).toBe(36)
    expect(score.true / score.alarms, score.false.join()).toBeGreaterThanOrEqual(65 / 67)
  })
})
