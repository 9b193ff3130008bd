import { describe, expect, it } from 'vitest'
import { csvText } from '../../src/view/csv.ts'

describe('csvText', () => {
  it('quotes what would break a row', () => {
    expect(csvText([['a,b', 'say "no"', 'two\nlines', null, 1.5]])).toBe('"a,b","say ""no""","two\nlines",,1.5\r\n')
  })

  it('never lets a text run as a formula', () => {
    expect(csvText([['=1+1', '@x', -3]])).toBe("'=1+1,'@x,-3\r\n")
  })
})
