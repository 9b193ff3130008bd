/** What the figures of an indicator say, in sentences that claim no more than they do. */

import type { FigureChange } from '../domain/indicators/change.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { round } from '../domain/indicators/rounding.ts'
import { makeSpan } from '../domain/shared/period.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { inhabitantsOf, thresholdText } from './indicator-classes.ts'
import type { AreaLevel, AreaView, IndicatorView, MapView } from './indicator-view.ts'
import { typeset } from './messages.ts'
import { formatNumber, formatValue } from './number.ts'
import { periodText } from './period-text.ts'

export const LEVEL_WORDS: Readonly<Record<AreaLevel, { readonly one: Text; readonly many: Text }>> = {
  COM: { one: { fr: 'commune', en: 'commune' }, many: { fr: 'communes', en: 'communes' } },
  EPCI: {
    one: { fr: 'intercommunalité', en: 'intermunicipal authority' },
    many: { fr: 'intercommunalités', en: 'intermunicipal authorities' }
  },
  ZE2020: {
    one: { fr: 'zone d’emploi', en: 'employment zone' },
    many: { fr: 'zones d’emploi', en: 'employment zones' }
  }
}

/** « Pôle métropolitain de l’Artois : 18,4 %, plus que dans 85 des 91 intercommunalités de la région Hauts-de-France. » */
export function standingSentence({ subject, figure, standing }: IndicatorView, language: Language): string | undefined {
  if (!figure || !standing || !('value' in figure.cell)) return undefined
  const { unit, decimals } = figure
  const own = round(figure.cell.value, decimals)
  const isOwn = (peer: Figure): boolean => peer.perimeter.communes.join() === figure.perimeter.communes.join()
  const others = standing.peers.flatMap((peer) =>
    'value' in peer.cell && !isOwn(peer) ? [round(peer.cell.value, decimals)] : []
  )
  const [below, above] = [others.filter((one) => one < own).length, others.filter((one) => one > own).length]
  if (others.length === 0) return undefined
  const most = Math.max(below, above)
  const isMore = below >= above
  const peers = LEVEL_WORDS[standing.level].many[language]
  const number = (count: number): string => formatNumber(count, { language, decimals: 0 })
  const value = formatValue(figure.cell.value, unit, { language, decimals })
  const name = subject.label[language]
  const place = standing.within[language]
  return typeset(
    {
      fr: `${name} : ${value}, ${isMore ? 'plus' : 'moins'} que dans ${number(most)} des ${number(others.length)} ${isOwnAmong(standing.peers, isOwn) ? 'autres ' : ''}${peers} (${place})`,
      en: `${name}: ${value}, ${isMore ? 'more' : 'less'} than in ${number(most)} of the ${number(others.length)} ${isOwnAmong(standing.peers, isOwn) ? 'other ' : ''}${peers} (${place})`
    }[language],
    language
  )
}

function isOwnAmong(peers: readonly Figure[], isOwn: (peer: Figure) => boolean): boolean {
  return peers.some(isOwn)
}

/** What the colours or the circles say first. */
export function mapSentence(
  { map, isCount }: Pick<IndicatorView, 'map' | 'isCount'>,
  unit: string,
  language: Language
): string | undefined {
  if (!map) return undefined
  return typeset((isCount ? countsSentence(map, language) : classesSentence(map, unit, language)) ?? '', language)
}

/** Half of a sum lies in a few places, or in many. */
function countsSentence({ areas, level }: MapView, language: Language): string | undefined {
  const values = areas
    .flatMap(({ figure }) => ('value' in figure.cell ? [figure.cell.value] : []))
    .toSorted((a, b) => b - a)
  const total = values.reduce((sum, value) => sum + value, 0)
  if (total <= 0 || values.some((value) => value < 0)) return undefined
  let [sum, few] = [0, 0]
  for (const value of values) {
    if (2 * sum >= total) break
    sum += value
    few += 1
  }
  const { one, many } = LEVEL_WORDS[level]
  const among = `${formatNumber(values.length, { language, decimals: 0 })} ${many[language]}`
  const only = formatNumber(few, { language, decimals: 0 })
  return {
    fr:
      few === 1
        ? `La moitié du total tient dans une ${one.fr} sur ${among}`
        : `La moitié du total tient dans ${only} des ${among}`,
    en:
      few === 1
        ? `Half of the total is in one ${one.en} of ${among}`
        : `Half of the total is in ${only} of the ${among}`
  }[language]
}

/** How many people live where it is highest; for a change, how many places go down. */
function classesSentence({ areas, classes, level }: MapView, unit: string, language: Language): string | undefined {
  const { one, many } = LEVEL_WORDS[level]
  const valued = areas.filter(({ figure }) => 'value' in figure.cell)
  const shown = ({ figure }: AreaView): number =>
    'value' in figure.cell ? round(figure.cell.value, figure.decimals) : 0
  const number = (count: number): string => formatNumber(count, { language, decimals: 0 })
  if (classes.rule.kind === 'around') {
    const [up, down] = [valued.filter((area) => shown(area) > 0), valued.filter((area) => shown(area) < 0)]
    return {
      fr: `En hausse dans ${number(up.length)} ${many.fr}, en baisse dans ${number(down.length)}`,
      en: `Up in ${number(up.length)} ${many.en}, down in ${number(down.length)}`
    }[language]
  }
  const threshold = classes.thresholds.at(-1)
  if (threshold === undefined || classes.rule.kind === 'values') return undefined
  const people = valued.reduce((sum, area) => sum + inhabitantsOf(area), 0)
  const high = valued.filter((area) => shown(area) >= threshold)
  const share = people > 0 ? (100 * high.reduce((sum, area) => sum + inhabitantsOf(area), 0)) / people : 0
  const from = thresholdText(threshold, unit, language)
  const part = formatValue(share, 'percent', { language, decimals: 0 })
  if (people === 0) {
    return {
      fr: `${number(high.length)} ${many.fr} sur ${number(valued.length)} sont à ${from} ou plus`,
      en: `${number(high.length)} ${many.en} of ${number(valued.length)} are at ${from} or more`
    }[language]
  }
  return {
    fr: `${part} des habitants vivent dans une ${one.fr} à ${from} ou plus`,
    en: `${part} of the inhabitants live in ${/^[aeiou]/.test(one.en) ? 'an' : 'a'} ${one.en} at ${from} or more`
  }[language]
}

/** Beyond, a base so small that its percentage says nothing: « +42 666,5 % ». */
const MOST_PERCENT = 200

/** From the first value to the last: nothing is said of censuses that are too close. */
export function evolutionSentence(
  place: string,
  change: FigureChange | undefined,
  language: Language
): string | undefined {
  if (!change || change.reason || !('value' in change.difference)) return undefined
  const { percent, difference, unit, decimals, breaks } = change
  const when = periodText(makeSpan(change.from, change.to), language)
  const isPercent = 'value' in percent && Math.abs(percent.value) <= MOST_PERCENT
  const value = isPercent ? percent.value : difference.value
  const [shownUnit, digits] = isPercent ? ['percent', 1] : [unit, decimals]
  const size = formatValue(value, shownUnit, { language, decimals: digits, signed: true })
  const isStill = round(value, digits) === 0
  const across = breaks.length > 0
  const said = isStill
    ? { fr: 'pas de changement au-delà de l’arrondi', en: 'no change beyond rounding' }
    : { fr: size, en: size }
  const care = across
    ? { fr: ', de part et d’autre d’une rupture : à comparer avec prudence', en: ', across a break: compare with care' }
    : { fr: '', en: '' }
  return typeset(
    { fr: `${place} : ${said.fr} ${when}${care.fr}`, en: `${place}: ${said.en} ${when}${care.en}` }[language],
    language
  )
}
