import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLAIM_COLUMNS, claimRow, readClaimsCsv } from '../../src/connectors/claims-csv.ts'
import { readClaimRegister } from '../../src/folder/document-files.ts'
import { ROOT } from '../../src/root.ts'
import { csvText } from '../../src/view/csv.ts'

const FACTS = resolve(ROOT, '../shared/mission/facts.csv')
const HEAD = 'id,document,quote,subject,measure,value,unit,kind,qualifier,ocr_doubt,likely_reading\n'

describe('a table of claims', () => {
  it('reads the words of readers in either language', async () => {
    const { claims, refused } = await readClaimsCsv(
      `${HEAD}a,livret,"près de 8 000",Plan,logements,8000,logements,count,près de,n,\nb,livret,« 206 »,Forum,année,206,année,date,exact,oui,2016\n`,
      'claims.csv'
    )
    expect(refused).toEqual([])
    expect(claims.map(({ qualifier, reading }) => [qualifier, reading])).toEqual([
      ['nearly', { status: 'clear', value: 8000 }],
      ['exact', { status: 'doubtful', raw: { value: 206 }, likely: '2016' }]
    ])
  })

  it('keeps the lines that can be read, and says what is wrong with the others', async () => {
    const { claims, refused } = await readClaimsCsv(
      `${HEAD}a,livret,x,Plan,logements,8000,logements,count,exact,n,\nb,livret,x,Plan,logements,20 00O,logements,count,exact,n,\nc,livret,x,Plan,logements,1,logements,tally,exact,n,\na,livret,x,Plan,logements,1,logements,count,exact,n,\n`,
      'claims.csv'
    )
    expect(claims.map(({ id }) => id)).toEqual(['a'])
    expect(refused.map(({ line }) => line)).toEqual([3, 4, 5])
    expect(refused[0]?.text.en).toContain('found "20 00O", expected a number')
  })

  it('is refused where a column is missing, with the one that is near', async () => {
    await expect(readClaimsCsv('id,document,quotes\n', 'claims.csv')).rejects.toThrow(
      /colonne « quote » manque.*peut-être « quotes »/
    )
  })

  it('round-trips the claims of the example, those that begin with a sign included', async () => {
    const { claims } = await readClaimRegister(resolve(ROOT, 'examples/bassin-minier'))
    const text = csvText([CLAIM_COLUMNS, ...claims.map(claimRow)])
    const again = await readClaimsCsv(text, 'claims.csv')
    expect(again).toEqual({ claims, refused: [] })
    expect(claims.some(({ quote }) => quote.startsWith('+'))).toBe(true)
  })

  it.skipIf(!existsSync(FACTS))('reads the 596 facts as they are (skipped without ../shared)', async () => {
    const { claims, refused } = await readClaimsCsv(readFileSync(FACTS, 'utf8'), 'facts.csv')
    expect(refused).toEqual([])
    expect(claims.length).toBe(596)
    const again = await readClaimsCsv(csvText([CLAIM_COLUMNS, ...claims.map(claimRow)]), 'again.csv')
    expect(again.claims).toEqual(claims)
  })
})

describe('the documents of the example', () => {
  it('are quoted eight words at a time at most', async () => {
    const { claims } = await readClaimRegister(resolve(ROOT, 'examples/bassin-minier'))
    expect(claims.length).toBeGreaterThan(40)
    expect(claims.filter(({ quote }) => quote.split(/\s+/).length > 8)).toEqual([])
  })
})
