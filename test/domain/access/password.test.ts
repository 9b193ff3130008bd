import { describe, expect, it } from 'vitest'
import { addFailure, secondsToWait } from '../../../src/domain/access/delay.ts'
import { parseEmail } from '../../../src/domain/access/identity.ts'
import { parsePassword } from '../../../src/domain/access/password.ts'

const COMMON = new Set(['password', 'azerty', 'chevalement'])

describe('a password', () => {
  it.each([
    ['trop court', 'too short'],
    ['a password of 1 MB', 'x'.repeat(1_000_000)],
    ['one word and a year', 'Password2026!'],
    ['a word written with digits', '123P4ssw0rd123'],
    ['a word said twice', 'azertyazerty'],
    ['digits alone', '159753486248'],
    ['one pattern', 'abababababab'],
    ['its owner’s name', 'JeanneDupont1']
  ])('is refused when it is %s', (_, password) => {
    expect(() => parsePassword(password, COMMON, ['jeanne.dupont@exemple.fr', 'Jeanne Dupont'])).toThrow()
  })

  it('is kept in one form, however its accents were typed', () => {
    const composed = parsePassword('un été à la Fosse 9 bis', COMMON, [])
    expect(parsePassword('un été à la Fosse 9 bis'.normalize('NFD'), COMMON, [])).toBe(composed)
  })
})

describe('an address', () => {
  it('is lower-cased, and is one', () => {
    expect(parseEmail(' Ada@Exemple.FR ')).toBe('ada@exemple.fr')
    for (const bad of [
      '',
      'a',
      'a@b',
      'a@b.fr, c@d.fr',
      'a@b.fr\nBcc: x@y.fr',
      `${'a'.repeat(250)}@b.fr`,
      '<a@b.fr>'
    ]) {
      expect(() => parseEmail(bad)).toThrow()
    }
  })
})

describe('the wait after wrong guesses', () => {
  const quarter = 15 * 60_000

  it('is nothing for typing errors, doubles, and stays under a minute', () => {
    const waits = Array.from({ length: 12 }, (_, i) => secondsToWait({ count: i, last: 0 }, 0, 4))
    expect(waits).toEqual([0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('is forgotten after a quarter of an hour', () => {
    const failures = { count: 9, last: 0 }
    expect(secondsToWait(failures, quarter + 1, 4)).toBe(0)
    expect(addFailure(failures, quarter + 1, 4)).toEqual({ count: 1, last: quarter + 1 })
  })

  it('fades meanwhile: an error every ten minutes, from a whole office, is no attack', () => {
    let failures = addFailure(undefined, 0, 40)
    for (let i = 1; i < 500; i += 1) failures = addFailure(failures, i * 600_000, 40)
    expect(failures.count).toBe(1)
  })

  it('holds nobody for ever when the clock is set back', () => {
    const failures = { count: 9, last: 3_600_000 }
    expect(secondsToWait(failures, 0, 4)).toBe(0)
    expect(addFailure(failures, 0, 4)).toEqual({ count: 1, last: 0 })
    expect(secondsToWait({ count: 6, last: 1000 }, 0, 4)).toBe(9)
  })
})
