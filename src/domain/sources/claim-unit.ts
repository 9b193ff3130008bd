/** Units of claims: one name for what documents write in many ways, and how many of it one is. */

import { MULTIPLES, PHYSICAL, UNIT_OF } from './claim-lexicon.ts'

export type ClaimUnit = {
  /** « euros/visiteur » and « EUR/visitor » are `eur/visitors`. */
  readonly name: string
  /** 1 000 000 for « M€ ». */
  readonly scale: number
}

const KNOWN = new Map<string, ClaimUnit>()
const MOST_REMEMBERED = 5000

export function unitOf(text: string): ClaimUnit {
  const known = KNOWN.get(text)
  if (known) return known
  if (KNOWN.size >= MOST_REMEMBERED) KNOWN.clear()
  const [above = '', ...below] = folded(text).split('/').map(partOf)
  const found =
    above === '' ? NONE : { name: [above, ...below].map(({ name }) => name).join('/'), scale: scaleOf(above, below) }
  KNOWN.set(text, found)
  return found
}

const NONE: ClaimUnit = { name: '', scale: 1 }

function scaleOf(above: ClaimUnit, below: readonly ClaimUnit[]): number {
  return below.reduce((scale, one) => scale / one.scale, above.scale)
}

/** « millions d’euros par habitant » becomes `millions euros/habitant`; HT and TTC are told elsewhere. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll(/pour cent|per cent/g, '%')
    .replaceAll(/ (?:par|per|pour(?= \d)|for(?= \d)) /g, '/')
    .replaceAll(/\b(?:ht|ttc)\b/g, ' ')
    .replaceAll(/\b(?:de|des|d|du|of)\b['’]?/g, ' ')
    .replaceAll(/[.()]/g, ' ')
    .trim()
}

function partOf(part: string): ClaimUnit {
  // « médecins pour 10 000 hab. »: so many of the unit.
  const [, count, counted] = /^\s*(\d+(?:[ \u00a0\u202f]\d{3})*)\s+(\D.*)$/.exec(part) ?? []
  if (count !== undefined && counted !== undefined) {
    const { name, scale } = partOf(counted)
    return { name, scale: scale * Number(count.replaceAll(/\D/g, '')) }
  }
  const money = /^(\p{L}*)\s?(?:€|eur(?:os?)?)$/u.exec(part.trim())
  const cut = money && (money[1] === '' ? 1 : MULTIPLES[money[1] ?? ''])
  if (cut) return { name: 'eur', scale: cut }
  const words = part.split(/[\s'’-]+/).filter((word) => word !== '')
  const [first = '', ...rest] = words
  const multiple = rest.length > 0 ? MULTIPLES[first] : undefined
  const own = multiple === undefined ? words : rest
  const physical = PHYSICAL[(own[0] ?? '').replace(EMITTED, '')]
  if (physical) return { name: physical.name, scale: physical.scale * (multiple ?? 1) }
  const named = own.find((word) => UNIT_OF.has(word) || word === '€')
  const name = named === undefined ? own.map(plural).join(' ') : named === '€' ? 'eur' : (UNIT_OF.get(named) ?? named)
  return { name, scale: multiple ?? 1 }
}

/** « ktCO2e », « teqCO2 »: tonnes, and of what. */
const EMITTED = /(?<=t)(?:eq)?(?:co2)?(?:eq|e)?$/

/** Without what cuts numbers short: « M€ » is « € », « GWh » is « kWh ». */
export function plainUnit(text: string): string {
  return text
    .replace(/^(?:k|md|mds|mrd|mrds|bn|m)\s?(?=€|eur)/i, '')
    .replace(/^(?:milliers?|millions?|milliards?|thousands?|billions?)\s+(?:de\s+|d['’]|of\s+)?/i, '')
    .replace(/^[mgt](?=wh?(?:$|[^a-z]))/i, 'k')
    .replace(/^[km](?=t(?:$|[^a-z]|eq|co2))/i, '')
    .replace(/^kg/i, 't')
    .replace(/^[hm](?=m[³3])/i, '')
    .replace(/(\/|\b(?:pour|par|per|for)) ?\d[\d \u00a0\u202f]*(?=\p{L})/iu, '$1 ')
    .replace('/ ', '/')
}

/** Of what nobody has told us the name of: one and many are one unit. */
function plural(word: string): string {
  return word.length > 3 && !/[sx]$/.test(word) ? `${word}s` : word
}

/** In square metres, euros, people: what one of the unit is, and of what. */
export function dimensionOf(unit: string): { readonly of: string; readonly scale: number } {
  return DIMENSIONS[unit] ?? { of: unit.replace(/s$/, ''), scale: 1 }
}

const DIMENSIONS: Readonly<Record<string, { readonly of: string; readonly scale: number }>> = {
  m2: { of: 'area', scale: 1 },
  ares: { of: 'area', scale: 100 },
  ha: { of: 'area', scale: 10_000 },
  km2: { of: 'area', scale: 1_000_000 },
  m: { of: 'length', scale: 1 },
  km: { of: 'length', scale: 1000 }
}
