import { describe, expect, it } from 'vitest'
import { COMMON_MARKS, readNumber, readPeriod, readPlain } from '../../src/connectors/number.ts'

function read(text: string): number | string {
  const found = readNumber(text)
  if ('reason' in found) return found.reason.fr
  return Number.isNaN(found.value) ? found.status : found.value
}

describe('a number', () => {
  it.each([
    ['1 344 203', 1344203],
    ['1\u00a0344\u00a0203', 1344203],
    ['1\u202f344\u202f203', 1344203],
    ['31026', 31026],
    ['646,9', 646.9],
    ['1 234.5', 1234.5],
    ['2 862 ', 2862],
    ['7,83177350511023e-03', 0.00783177350511023],
    ['15.95', 15.95],
    ['-16,6', -16.6],
    ['−16,6', -16.6],
    ['12,5 %', 12.5],
    [',5', 0.5],
    ['0', 0]
  ])('%j is read as %d', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it('names the letter that stands in it', () => {
    expect(read('20 00O')).toContain('la lettre « O »')
    expect(read('20 00O')).toContain('peut-être un 0')
    expect(read('3l')).toContain('la lettre « l »')
    expect(read('12*')).toContain('le caractère « * »')
  })

  it('is refused rather than guessed', () => {
    expect(read('1.234,5')).toContain('un seul signe décimal')
    expect(read('12 34')).toContain('ne séparent pas des milliers')
    expect(read('environ dix')).toContain('marque d’absence')
  })

  it('groups thousands by the other mark once the decimal one is declared', () => {
    expect(readNumber('1,234.5', COMMON_MARKS, '.')).toEqual({ value: 1234.5, status: 'A' })
    expect(readNumber('1,234', COMMON_MARKS, '.')).toEqual({ value: 1234, status: 'A' })
    expect(readNumber('1.234.567,8', COMMON_MARKS, ',')).toEqual({ value: 1234567.8, status: 'A' })
    expect(readNumber('1,23', COMMON_MARKS, '.')).toHaveProperty('reason')
  })

  it('keeps missing, withheld and not applicable apart', () => {
    expect(['', '-', 'nd', 'N/A', ' NC '].map(read)).toEqual(['O', 'O', 'O', 'O', 'O'])
    expect(['s', 'ns', 'secret'].map(read)).toEqual(['Q', 'Q', 'Q'])
    expect(read('s.o.')).toBe('M')
  })

  it('plain is the fast way, and only for what is plain', () => {
    expect(readPlain('15.95')).toBe(15.95)
    expect(readPlain('15,95')).toBeNaN()
    expect(readPlain('')).toBeNaN()
  })
})

describe('a period', () => {
  it.each([
    ['2018', '2018'],
    ['2018.0', '2018'],
    ['16', '2016'],
    ['2003-T1', '2003-Q1'],
    ['T4_2012', '2012-Q4'],
    ['1er trimestre 2003', '2003-Q1'],
    ['4e trimestre 2025', '2025-Q4'],
    ['19/06/2023', '2023-06-19'],
    ['03/2021', '2021-03'],
    ['2021-03-15', '2021-03-15'],
    ['1968-1975', '1968/1975'],
    ['août 2021', '2021-08']
  ])('%j is %s', (text, period) => {
    expect(readPeriod(text)).toBe(period)
  })

  it.each(['31/02/2023', 'Lens', '', '5e trimestre 2003', 'code 2016', '200', 'thermidor 2021'])(
    '%j is none',
    (text) => {
      expect(readPeriod(text)).toBeUndefined()
    }
  )
})
