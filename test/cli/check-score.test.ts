import { describe, expect, it } from 'vitest'
import { measureAgainst, parseAnnotations } from '../../src/cli/check-score.ts'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { parseClaimId } from '../../src/domain/sources/claim.ts'

const KNOWN = new Set(['a1', 'a2', 'a3'])

async function refusal(text: string): Promise<{ readonly line: unknown; readonly text: string }> {
  const refused: unknown = await parseAnnotations(text, 'notes.csv', KNOWN).catch((error: unknown) => error)
  if (!(refused instanceof InvalidInput)) throw new Error('expected a refusal')
  return { line: refused.place.line, text: refused.text.en }
}

describe('annotations', () => {
  it('are read with commas in quotation marks, with semicolons, and in another order of columns', async () => {
    const one = { item: 'Jobs, twice', reason: 'two-values', claims: ['a1', 'a2'] }
    expect(await parseAnnotations('item,reason,claims\n"Jobs, twice",two-values,a1 a2\n', 'n.csv', KNOWN)).toEqual([
      one
    ])
    expect(await parseAnnotations('claims;item;reason\na1 a2;Jobs, twice;two-values\n', 'n.csv', KNOWN)).toEqual([one])
  })

  it('tell an unknown reason, with the one that is nearest', async () => {
    expect(await refusal('item,reason,claims\nx,two-value,a1 a2\n')).toMatchObject({
      line: 2,
      text: expect.stringMatching(/found "two-value", expected .*; "two-values" maybe$/)
    })
  })

  it('tell a claim that is not in the table, a comma without quotation marks, a missing column', async () => {
    expect(await refusal('item,reason,claims\nx,two-values,a1 a9\n')).toMatchObject({
      line: 2,
      text: expect.stringContaining('found "a9"')
    })
    expect(await refusal('item,reason,claims\nx,two-values,a1;a2\n')).toMatchObject({
      text: expect.stringContaining('found "a1;a2"')
    })
    expect(await refusal('item,reason,claims\nJobs, twice,two-values,a1 a2\n')).toMatchObject({
      line: 2,
      text: expect.stringContaining('quotation marks')
    })
    expect(await refusal('item,why,claims\nx,two-values,a1 a2\n')).toMatchObject({
      line: 1,
      text: expect.stringContaining('expected item,reason,claims')
    })
  })

  it('count what was found, what was missed and what was cried for nothing', () => {
    const conflict = {
      reason: 'two-values',
      claims: [parseClaimId('a1'), parseClaimId('a2')],
      steps: [],
      id: 'one',
      stamp: ''
    } as const
    const other = { ...conflict, id: 'two', claims: [parseClaimId('a1'), parseClaimId('a3')] }
    const expected = [
      { item: 'x', reason: 'two-values', claims: ['a1', 'a2'] },
      { item: 'y', reason: 'expired', claims: ['a3'] }
    ]
    expect(measureAgainst([conflict, other], expected)).toEqual({
      items: 2,
      found: 1,
      missed: ['y'],
      alarms: 2,
      true: 1,
      false: ['two']
    })
  })
})
