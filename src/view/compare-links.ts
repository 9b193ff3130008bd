/** The address of a comparison: it holds all that the page shows. */

import type { Language } from '../domain/shared/text.ts'
import { pathTo, QUERY } from './paths.ts'

export type CompareState = {
  readonly territories: readonly string[]
  readonly indicators: readonly string[]
  readonly x?: string
  readonly y?: string
  readonly among?: string
  readonly like?: string
}

/** @param ending of a download: `.csv`, `.json` */
export function compareHref(language: Language, state: CompareState, ending = ''): string {
  const { territories, indicators, x, y, among, like } = state
  const pairs = [
    [QUERY.territories[language], territories.join(',')],
    [QUERY.indicators[language], indicators.join(',')],
    [QUERY.across[language], x],
    [QUERY.up[language], y],
    [QUERY.peers[language], among],
    [QUERY.like[language], like]
  ].filter((pair): pair is [string, string] => !!pair[1])
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')
  return pathTo('compare', language) + ending + (query && `?${query}`)
}
