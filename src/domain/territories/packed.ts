/**
 * A long list of communes in a few characters, so that an address holds it: department by department, the gaps
 * between codes in Rice's code, written in the 64 signs that addresses leave alone.
 */

import { InvalidInput } from '../shared/errors.ts'
import { COG_YEARS, LEVELS, parseCommuneCode, type CogYear, type CommuneCode } from './territory.ts'

/** All communes of France fit in it; no address may be longer. */
const MOST_SIGNS = 9000
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const FORM = /^liste(\d{4})\.([A-Za-z0-9_-]+)$/

/** Bits of a department (two hexadecimal digits hold 2A), of a count of communes, and of the parameter of its gaps. */
const WIDTHS = { department: 8, count: 10, parameter: 4 } as const

export type CommuneList = { readonly cog: CogYear; readonly communes: readonly CommuneCode[] }

/** `liste2026.…`: the same communes always give the same text. */
export function packList({ cog, communes }: CommuneList): string {
  const bits: number[] = []
  const byDepartment = new Map<string, number[]>()
  for (const code of [...new Set(communes)].sort()) {
    const numbers = byDepartment.get(code.slice(0, 2))
    if (numbers) numbers.push(Number(code.slice(2)))
    else byDepartment.set(code.slice(0, 2), [Number(code.slice(2))])
  }
  for (const [department, numbers] of byDepartment) {
    const gaps = numbers.map((number, i) => number - (i === 0 ? 0 : (numbers[i - 1] ?? 0) + 1))
    const parameter = bestParameter(gaps)
    write(bits, parseInt(department, 16), WIDTHS.department)
    write(bits, numbers.length, WIDTHS.count)
    write(bits, parameter, WIDTHS.parameter)
    for (const gap of gaps) {
      for (let i = gap >> parameter; i > 0; i -= 1) bits.push(1)
      bits.push(0)
      write(bits, gap, parameter)
    }
  }
  let text = ''
  for (let i = 0; i < bits.length; i += 6) {
    let sign = 0
    for (let j = 0; j < 6; j += 1) sign = sign * 2 + (bits[i + j] ?? 0)
    text += SIGNS.charAt(sign)
  }
  return `liste${cog}.${text}`
}

/** Whether a text claims to be a packed list: reading it tells whether it is one. */
export function isPacked(text: string): boolean {
  return FORM.test(text)
}

/** @throws {InvalidInput} for anything that `packList` would not have written */
export function unpackList(text: string): CommuneList {
  const [, year = '', signs = ''] = FORM.exec(text) ?? []
  const cog = COG_YEARS.find((one) => one === Number(year))
  if (cog === undefined || signs === '' || signs.length > MOST_SIGNS) throw notPacked(text)
  const bits: number[] = []
  for (const sign of signs) write(bits, SIGNS.indexOf(sign), 6)
  const communes: CommuneCode[] = []
  let at = 0
  // What is left over is less than a sign.
  while (bits.length - at >= 6) {
    const department = read(WIDTHS.department).toString(16).toUpperCase().padStart(2, '0')
    const count = read(WIDTHS.count)
    const parameter = read(WIDTHS.parameter)
    let number = -1
    for (let i = 0; i < count; i += 1) {
      let quotient = 0
      while (read(1) === 1) quotient += 1
      number += 1 + quotient * 2 ** parameter + read(parameter)
      const code = department + String(number).padStart(3, '0')
      if (!LEVELS.COM.test(code)) throw notPacked(text)
      communes.push(parseCommuneCode(code))
    }
  }
  if (packList({ cog, communes }) !== text) throw notPacked(text)
  return { cog, communes }

  function read(width: number): number {
    if (at + width > bits.length) throw notPacked(text)
    let value = 0
    for (let i = 0; i < width; i += 1) value = value * 2 + (bits[at + i] ?? 0)
    at += width
    return value
  }
}

function write(bits: number[], value: number, width: number): void {
  for (let i = width - 1; i >= 0; i -= 1) bits.push((value >> i) & 1)
}

/** The one that makes the shortest text; the smallest among equals. */
function bestParameter(gaps: readonly number[]): number {
  const length = (parameter: number): number => gaps.reduce((sum, gap) => sum + (gap >> parameter) + 1 + parameter, 0)
  return Array.from({ length: 10 }, (_, i) => i).reduce((best, one) => (length(one) < length(best) ? one : best), 0)
}

function notPacked(text: string): InvalidInput {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return new InvalidInput({
    fr: `« ${shown} » n’est pas une liste de communes abrégée : elle a été coupée ou modifiée ; revenez à l’atelier et collez les codes`,
    en: `"${shown}" is not a shortened list of communes: it was cut or altered; go back to the workshop and paste the codes`
  })
}
