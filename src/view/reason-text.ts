/** A sentence for each reason a figure has no value, and for each caution it is read with. */

import type { Confidentiality } from '../domain/indicators/cell.ts'
import type { ComparisonReason } from '../domain/indicators/change.ts'
import type { Caution, ContestedPart, Counted, Figure, FigureReason, SourceName } from '../domain/indicators/figure.ts'
import { partDecimals } from '../domain/indicators/rounding.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { codeOf, type TerritoryId } from '../domain/territories/territory.ts'
import { formatCell, formatNumber } from './number.ts'
import { atPeriod } from './period-text.ts'

const REASON_TEXTS: Record<FigureReason, Text> = {
  'no-vintage': {
    fr: 'Aucun millésime ne contient cette donnée à cette période.',
    en: 'No vintage holds this at this period.'
  },
  'not-published-here': {
    fr: 'Le producteur ne publie pas de valeur pour ce territoire.',
    en: 'The producer publishes no value for this territory.'
  },
  'not-additive': {
    fr: 'Une médiane ou un taux ne s’additionne pas\u00a0: il n’existe que pour les territoires où il est publié.',
    en: 'A median or a rate does not add up: it exists only for the territories it is published for.'
  },
  incomplete: {
    fr: 'La somme est incomplète\u00a0: la valeur manque pour des communes du périmètre.',
    en: 'The sum is incomplete: the value is missing for communes of the perimeter.'
  },
  'withheld-by-producer': {
    fr: 'Le producteur ne publie pas cette valeur, couverte par le secret statistique.',
    en: 'The producer withholds this value: statistical secrecy.'
  },
  'too-few-units': {
    fr: 'Secret statistique\u00a0: trop peu d’unités pour publier la valeur.',
    en: 'Statistical secrecy: too few units to publish the value.'
  },
  dominated: {
    fr: 'Secret statistique\u00a0: une seule unité fait presque toute la valeur.',
    en: 'Statistical secrecy: a single unit makes up almost all of the value.'
  },
  'would-reveal': {
    fr: 'Secret statistique\u00a0: par différence, cette valeur révélerait une valeur protégée.',
    en: 'Statistical secrecy: by subtraction, this value would reveal a protected one.'
  },
  'free-perimeter': {
    fr: 'Donnée protégée\u00a0: elle n’est publiée que pour les périmètres de la liste, pas pour un périmètre librement tracé.',
    en: 'Protected data: it is published for the listed perimeters only, not for one freely drawn.'
  },
  straddles: {
    fr: 'Une commune de ce millésime est à cheval sur la limite du périmètre.',
    en: 'A commune of this vintage lies across the edge of the perimeter.'
  },
  'division-by-zero': {
    fr: 'Le dénominateur est nul\u00a0: le calcul est sans objet.',
    en: 'The denominator is zero: there is nothing to compute.'
  },
  'needs-span': {
    fr: 'Une évolution se demande entre deux périodes, comme 2013/2018.',
    en: 'A change is asked between two periods, such as 2013/2018.'
  },
  'needs-one-period': {
    fr: 'Cet indicateur se demande à une seule période, comme 2018 ou 2018-Q1, et non entre deux.',
    en: 'This indicator is asked at one period, such as 2018 or 2018-Q1, not between two.'
  },
  'other-period': {
    fr: 'Les deux périodes ne sont pas de même nature ou de même durée\u00a0: leurs valeurs ne font pas une évolution.',
    en: 'The two periods are not of the same nature or length: their values do not make a change.'
  },
  'census-too-close': {
    fr: 'Deux recensements à moins de cinq ans d’écart ne se comparent pas\u00a0: leurs enquêtes se recouvrent.',
    en: 'Two censuses less than five years apart do not compare: their surveys overlap.'
  },
  'not-applicable': {
    fr: 'La mesure est sans objet pour ce territoire.',
    en: 'The measure does not apply to this territory.'
  },
  'not-a-peer': {
    fr: 'Pas de rang\u00a0: ce périmètre n’est pas un territoire du niveau classé.',
    en: 'No rank: this perimeter is not a territory of the level that is ranked.'
  }
}

export const COMPARISON_TEXTS: Record<ComparisonReason, Text> = {
  'other-definition': {
    fr: 'Comparaison refusée\u00a0: les deux valeurs n’ont pas la même définition.',
    en: 'Comparison refused: the two values do not have the same definition.'
  },
  'other-period': {
    fr: 'Comparaison refusée\u00a0: les deux valeurs ne portent pas sur la même période.',
    en: 'Comparison refused: the two values are not about the same period.'
  },
  'no-value': {
    fr: 'Pas de comparaison\u00a0: l’une des deux valeurs n’existe pas.',
    en: 'No comparison: one of the two values does not exist.'
  },
  withheld: {
    fr: 'Pas de comparaison\u00a0: l’une des deux valeurs est couverte par le secret statistique.',
    en: 'No comparison: one of the two values is under statistical secrecy.'
  }
}

export const CONFIDENTIALITY_TEXTS: Record<Confidentiality, Text> = {
  N: REASON_TEXTS['withheld-by-producer'],
  A: REASON_TEXTS['too-few-units'],
  G: REASON_TEXTS.dominated,
  D: REASON_TEXTS['would-reveal']
}

/** What a caution is shown with: the unit and the decimals of its figure. */
export type CautionStyle = { readonly language: Language; readonly unit: string; readonly decimals: number }

type Writers = {
  readonly [K in Caution['kind']]: (caution: Extract<Caution, { readonly kind: K }>, style: CautionStyle) => Text
}

const CAUTION_TEXTS: Writers = {
  estimated: ({ missingShare }) => ({
    fr: `Estimation\u00a0: la valeur manque pour ${percent(missingShare, 'fr')} des communes.`,
    en: `Estimated: the value is missing for ${percent(missingShare, 'en')} of the communes.`
  }),
  'weighted-mean': () => ({
    fr: 'Estimation\u00a0: moyenne des valeurs publiées, pondérée par leur propre dénominateur.',
    en: 'Estimated: mean of the published values, weighted by their own denominator.'
  }),
  'census-small-count': () => ({
    fr: 'Effectif de moins de 200 au recensement\u00a0: un ordre de grandeur, à manier avec prudence.',
    en: 'A census count under 200: an order of magnitude, to be handled with care.'
  }),
  'census-too-close': () => REASON_TEXTS['census-too-close'],
  'break-crossed': ({ at }) => ({
    fr: `La méthode change ${atPeriod(at, 'fr')}\u00a0: de part et d’autre, comparer avec prudence.`,
    en: `The method changes ${atPeriod(at, 'en')}: compare both sides with caution.`
  }),
  'other-source': ({ sources }) => ({
    fr: `Les deux bouts ne viennent pas de la même source\u00a0: ${sources.map((one) => sourceText(one, 'fr')).join(', puis ')}.`,
    en: `The two ends are not of the same source: ${sources.map((one) => sourceText(one, 'en')).join(', then ')}.`
  }),
  contested: ({ values, item }, style) => ({
    fr: `${item ? `${item.fr}\u00a0: une` : 'Une'} autre source dit autrement${item ? ',' : '\u00a0:'} ${rivalTexts(values, { ...style, language: 'fr' })}.`,
    en: `${item ? `${item.en}: another` : 'Another'} source says otherwise${item ? ',' : ':'} ${rivalTexts(values, { ...style, language: 'en' })}.`
  }),
  'contested-part': ({ part, unit, mine, values }, style) => ({
    fr: `${part.fr}\u00a0: ${partText(mine, unit, 'fr')} ici\u202f; ${values.map((one) => `${partText(one, unit, 'fr')}, ce qui donnerait ${wouldGive(one, style, 'fr')}`).join('\u202f; ')}.`,
    en: `${part.en}: ${partText(mine, unit, 'en')} here; ${values.map((one) => `${partText(one, unit, 'en')}, which would give ${wouldGive(one, style, 'en')}`).join('; ')}.`
  }),
  'from-parts': ({ parts }) => ({
    fr: `Calculé de ${partsCount(parts.length, 'fr')} parties, faute d’un total publié\u00a0: ${parts.map(({ fr }) => fr).join(', ')}.`,
    en: `Computed from ${partsCount(parts.length, 'en')} parts, for want of a published total: ${parts.map(({ en }) => en).join(', ')}.`
  }),
  'territory-absent': ({ territories }) => ({
    fr: `Sans ${territories.map((one) => departmentName(one, 'fr')).join(', ')}\u00a0: le millésime n’en dit rien.`,
    en: `Without ${territories.map((one) => departmentName(one, 'en')).join(', ')}: the vintage says nothing of it.`
  }),
  recoded: ({ from, estimated }) => ({
    fr: `Valeurs de la géographie ${from}, recodées${estimated ? '\u202f; la part d’une commune divisée est estimée' : ''}.`,
    en: `Values of the ${from} geography, recoded${estimated ? '; the share of a divided commune is estimated' : ''}.`
  }),
  'derived-perimeter': () => ({
    fr: 'Périmètre déduit d’un tracé\u00a0: aucune liste officielle de ses communes n’a été trouvée.',
    en: 'Perimeter derived from an outline: no official list of its communes was found.'
  }),
  'published-composition': ({ cog, without, besides }) => ({
    fr: `Valeur publiée pour la composition de ${cog}\u00a0: ${countText(without.length, 'fr')} de moins, ${countText(besides.length, 'fr')} de plus.`,
    en: `Value published for the composition of ${cog}: ${countText(without.length, 'en')} fewer, ${countText(besides.length, 'en')} more.`
  })
}

export function cautionText(caution: Caution, style: CautionStyle): string {
  const write = CAUTION_TEXTS[caution.kind] as (caution: Caution, style: CautionStyle) => Text
  return write(caution, style)[style.language]
}

/** All that a figure is to be read with, on one line of a table; null when nothing. */
export function cautionsText(
  { cautions, breaks, unit, decimals }: Pick<Figure, 'cautions' | 'breaks' | 'unit' | 'decimals'>,
  language: Language
): string | null {
  const told = [
    ...cautions.map((caution) => cautionText(caution, { language, unit, decimals })),
    ...breaks.map(({ note }) => note[language])
  ]
  return told.length > 0 ? [...new Set(told)].join(' ') : null
}

export function reasonText(reason: FigureReason, language: Language): string {
  return REASON_TEXTS[reason][language]
}

function percent(share: number, language: Language): string {
  const size = formatNumber(Math.max(100 * share, 0.1), { language, decimals: 1 })
  const shown = share < 0.001 ? { fr: `moins de ${size}`, en: `less than ${size}` }[language] : size
  return language === 'fr' ? `${shown}\u202f%` : `${shown}%`
}

function rivalTexts(values: Extract<Caution, { kind: 'contested' }>['values'], style: CautionStyle): string {
  return values
    .map((one) => `${formatCell(one.cell, style.unit, style)} (${sourceText(one, style.language)})`)
    .join('\u202f; ')
}

/** In words as far as they are short. */
function partsCount(count: number, language: Language): string {
  const words = { fr: ['deux', 'trois', 'quatre', 'cinq'], en: ['two', 'three', 'four', 'five'] }[language]
  return words[count - 2] ?? formatNumber(count, { language, decimals: 0 })
}

function partText(one: Counted, unit: string, language: Language): string {
  const decimals = 'value' in one.cell ? partDecimals(one.cell.value) : 0
  return `${formatCell(one.cell, unit, { language, decimals })} (${sourceText(one, language)})`
}

function wouldGive({ figure }: ContestedPart['values'][number], style: CautionStyle, language: Language): string {
  return formatCell(figure, style.unit, { ...style, language })
}

function sourceText({ producer, label }: SourceName, language: Language): string {
  return `${producer[language]}, ${label[language]}`
}

/** The only departments that a vintage of France leaves out. */
const OVERSEAS: Record<string, Text> = {
  '971': { fr: 'la Guadeloupe', en: 'Guadeloupe' },
  '972': { fr: 'la Martinique', en: 'Martinique' },
  '973': { fr: 'la Guyane', en: 'French Guiana' },
  '974': { fr: 'La Réunion', en: 'Réunion' },
  '976': { fr: 'Mayotte', en: 'Mayotte' }
}

function departmentName(territory: TerritoryId, language: Language): string {
  return OVERSEAS[codeOf(territory)]?.[language] ?? territory
}

function countText(count: number, language: Language): string {
  if (language === 'fr') return `${count} commune${count > 1 ? 's' : ''}`
  return `${count} commune${count === 1 ? '' : 's'}`
}
