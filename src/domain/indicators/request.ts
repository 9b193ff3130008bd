/** What is asked of the gate, and the permanent address that asks it again. */

import { InvalidInput } from '../shared/errors.ts'
import { parsePeriod, type Period } from '../shared/period.ts'
import type { Language } from '../shared/text.ts'
import type { VintageId } from '../sources/source.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { parsePerimeterId } from '../territories/resolve.ts'
import type { CogYear } from '../territories/territory.ts'
import type { IndicatorId } from './indicator.ts'

export type FigureRequest = {
  readonly indicator: IndicatorId
  /** A listed perimeter, a commune's code, a territory, or a free perimeter: see `parsePerimeterId`. */
  readonly perimeter: PerimeterId
  readonly period: Period
  /** The COG year whose composition of the perimeter is used for every period; absent: the latest. */
  readonly geography?: CogYear
  /** Only these vintages answer; absent: all. */
  readonly editions?: readonly VintageId[]
}

/** With a start to count a change from, and a territory to compare with. */
export type FigureQuestion = FigureRequest & {
  readonly from?: Period
  readonly versus?: PerimeterId
  /** `YYYY-MM-DD`, of the year of `geography`: refused where the perimeter did not exist that very day. */
  readonly day?: string
}

const INDICATOR = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const VINTAGE = /^[a-z0-9-]+@[A-Za-z0-9.-]+$/
const ROOTS = { fr: '/chiffres', en: '/en/figures' } as const satisfies Record<Language, string>
const GEOGRAPHY = { fr: 'geographie', en: 'geography' } as const satisfies Record<Language, string>

/** @throws {InvalidInput} unless `text` has the form of an indicator's name */
export function parseIndicatorId(text: string): IndicatorId {
  if (!INDICATOR.test(text)) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas un nom d’indicateur : attendu des minuscules, des chiffres et des tirets, comme vacancy-rate`,
      en: `"${text}" is not the name of an indicator: expected small letters, digits and dashes, such as vacancy-rate`
    })
  }
  return text as IndicatorId
}

/** @throws {InvalidInput} unless `text` is a year or a date, such as 2021 or 2021-01-01 */
export function parseGeography(text: string): CogYear {
  const [, year] = /^(\d{4})(?:-\d{2}-\d{2})?$/.exec(text) ?? []
  if (!year) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas une date de géographie : attendu une année ou un jour, comme 2021 ou 2021-01-01`,
      en: `"${text}" is not a date of geography: expected a year or a day, such as 2021 or 2021-01-01`
    })
  }
  return Number(year)
}

/** @throws {InvalidInput} unless `text` has the form `source@edition` */
export function parseVintageId(text: string): VintageId {
  if (!VINTAGE.test(text)) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas un millésime : attendu une source et une édition, comme insee-comparateur@2022-01`,
      en: `"${text}" is not a vintage: expected a source and an edition, such as insee-comparateur@2022-01`
    })
  }
  return text as VintageId
}

/**
 * The path that shows this figure: `/chiffres/density/pma/2018?geographie=2026&editions=…`.
 * The slash of a span is written `--`, as ISO 8601 allows.
 */
export function figureAddress(request: FigureRequest, language: Language = 'fr'): string {
  const { indicator, perimeter, period, geography, editions = [] } = request
  const query = [
    ...(geography === undefined ? [] : [`${GEOGRAPHY[language]}=${geography}`]),
    ...(editions.length === 0 ? [] : [`editions=${editions.join(',')}`])
  ].join('&')
  const path = `${ROOTS[language]}/${indicator}/${perimeter}/${period.replace('/', '--')}`
  return query ? `${path}?${query}` : path
}

/**
 * Reads an address back, in either language.
 *
 * @throws {InvalidInput} when it is not the address of a figure
 */
export function parseFigureAddress(address: string): FigureRequest {
  const [path = '', query = ''] = address.split('?')
  const root = Object.values(ROOTS).find((start) => path.startsWith(`${start}/`))
  const [indicator, perimeter, period, ...rest] = root ? path.slice(root.length + 1).split('/') : []
  if (!indicator || !perimeter || !period || rest.length > 0) {
    throw new InvalidInput({
      fr: `« ${address} » n’est pas l’adresse d’un chiffre : attendu /chiffres/indicateur/périmètre/période`,
      en: `"${address}" is not the address of a figure: expected /en/figures/indicator/perimeter/period`
    })
  }
  const options = new Map(query.split('&').map((pair) => pairOf(pair)))
  const geography = options.get(GEOGRAPHY.fr) ?? options.get(GEOGRAPHY.en)
  const editions = options.get('editions')
  return {
    indicator: parseIndicatorId(decode(indicator)),
    perimeter: parsePerimeterId(decode(perimeter)),
    period: parsePeriod(decode(period).replace('--', '/')),
    ...(geography && { geography: parseGeography(geography) }),
    ...(editions && { editions: editions.split(',').map(parseVintageId) })
  }
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), decode(text.slice(at + 1))]
}

/** A stray `%` stands for itself: the parsers then say what they expected. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
