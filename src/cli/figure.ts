/** `chevalement figure INDICATOR --on PERIMETER --at PERIOD` */

import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import {
  figureAddress,
  parseFigureAddress,
  parseGeography,
  parseIndicatorId,
  type FigureQuestion
} from '../domain/indicators/request.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { answerQuestion, availablePeriods, findFigures, type FigureAnswer } from '../usecases/figures.ts'
import { parseDay } from '../usecases/perimeters.ts'
import type { OpenObservatory } from '../usecases/open.ts'
import { figureJson } from '../view/figure-json.ts'
import { changeSentence, comparisonSentence, figureSentence } from '../view/figure-text.ts'
import { formulaText } from '../view/formula-text.ts'
import { formatCell, formatNumber } from '../view/number.ts'
import { cautionText } from '../view/reason-text.ts'
import type { Execute, ExitCode, Request } from './command.ts'
import { withObservatoryRead } from './session.ts'

/** No value is a refusal: it ends with 1, and says why. */
export const figure: Execute = (request) => {
  const question = parseQuestion(request)
  return withObservatoryRead<ExitCode>(request, async (observatory) => {
    const found = await answerQuestion(observatory, question)
    const { io, json, language } = request
    io.out(
      json
        ? `${JSON.stringify(figureJson(observatory.registry, found), null, 2)}\n`
        : `${figureLines(observatory, found, await mostPeopled(observatory, found.figure), language).join('\n')}\n`
    )
    return 'value' in found.figure.cell ? 0 : 1
  })
}

/** @throws {InvalidInput} */
function parseQuestion({ operand, option }: Request): FigureQuestion {
  const [from, versus, geography] = [option('from'), option('vs'), option('geography')]
  return {
    indicator: parseIndicatorId(operand('INDICATOR')),
    perimeter: parsePerimeterId(option('on') ?? ''),
    period: parsePeriod(option('at') ?? ''),
    ...(from !== undefined && { from: parsePeriod(from) }),
    ...(versus !== undefined && { versus: parsePerimeterId(versus) }),
    ...(geography !== undefined && { geography: parseGeography(geography) }),
    ...(geography !== undefined && geography.length > 4 && { day: parseDay(geography) })
  }
}

/** Offers of a text; `--json` gives all. */
const MOST_OFFERED = 6

const LEVELS: Readonly<Record<string, Text>> = {
  COM: { fr: 'communes', en: 'communes' },
  EPCI: { fr: 'intercommunalités', en: 'intermunicipal bodies' },
  ZE2020: { fr: 'zones d’emploi', en: 'employment zones' },
  DEP: { fr: 'départements', en: 'departments' },
  REG: { fr: 'régions', en: 'regions' },
  FRANCE: { fr: 'France', en: 'France' }
}

/** Those that can be asked: all when they are few, else from the first to the last. */
function listed(periods: readonly string[]): string {
  const [first = '', last = ''] = [periods[0], periods.at(-1)]
  return periods.length > MOST_OFFERED ? `${first} … ${last}` : periods.join(', ')
}

/** Offers that have a value, the most peopled first where the observatory counts people. */
async function mostPeopled(observatory: OpenObservatory, { offers, perimeter }: Figure): Promise<Figure['offers']> {
  const given = offers.filter(({ cell }) => 'value' in cell)
  const indicator = parseIndicatorId('population')
  if (given.length <= MOST_OFFERED || !observatory.registry.indicators.has(indicator)) return given
  const period = availablePeriods(observatory, indicator, perimeter.id).at(-1)
  if (period === undefined) return given
  const peopled = await findFigures(
    observatory,
    given.map((offer) => ({ indicator, perimeter: offer.perimeter, period }))
  )
  return given
    .map((offer, i) => ({ offer, cell: peopled[i]?.cell }))
    .toSorted((a, b) => sizeOf(b.cell) - sizeOf(a.cell))
    .map(({ offer }) => offer)
}

function sizeOf(cell: Figure['cell'] | undefined): number {
  return cell && 'value' in cell ? cell.value : 0
}

/** The kinds of territories that the producer gives it for. */
function publishedFor({ registry }: OpenObservatory, one: Figure, language: Language): readonly string[] {
  const levels = one.terms.flatMap(
    ({ vintage, series }) => registry.vintages.get(vintage)?.series.find((held) => held.series === series)?.levels ?? []
  )
  if (levels.length === 0) return []
  const names = [...new Set(levels)].map((level) => LEVELS[level]?.[language] ?? level).join(', ')
  return [{ fr: `publié pour : ${names}`, en: `published for: ${names}` }[language]]
}

const WORDS = {
  fr: {
    formula: 'Calcul',
    geography: 'Géographie',
    source: 'Source',
    edition: 'édition',
    caution: 'Prudence',
    also: 'Aussi',
    instead: 'À la place',
    more: 'Tout sur ce chiffre',
    method: 'Changement de méthode',
    others: (count: number) =>
      `et ${formatNumber(count, { language: 'fr', decimals: 0 })} ${count > 1 ? 'autres' : 'autre'} (--json les donne)`,
    nothing: 'rien à proposer dans ce périmètre'
  },
  en: {
    formula: 'Formula',
    geography: 'Geography',
    source: 'Source',
    edition: 'edition',
    caution: 'Caution',
    also: 'Also',
    instead: 'Instead',
    more: 'All about this figure',
    method: 'Change of method',
    others: (count: number) =>
      `and ${formatNumber(count, { language: 'en', decimals: 0 })} ${count > 1 ? 'others' : 'other'} (--json gives them)`,
    nothing: 'nothing to offer within this perimeter'
  }
} as const

function figureLines(
  observatory: OpenObservatory,
  found: FigureAnswer,
  offers: Figure['offers'],
  language: Language
): readonly string[] {
  const { registry } = observatory
  const { figure: one, from, change, versus, comparison } = found
  const indicator = indicatorOf(registry, one.indicator)
  const words = WORDS[language]
  const line = (label: string, text: string): string => `  ${label}${language === 'fr' ? '\u00a0:' : ':'} ${text}`
  const { unit, decimals } = one
  const breaks = change?.breaks ?? one.breaks
  const isChange = indicator.formula.kind === 'change'
  const periods = availablePeriods(observatory, one.indicator, one.perimeter.id)
  return [
    figureSentence(one, indicator, language),
    ...(from && change && !isChange ? [changeSentence(from, one, change, indicator, language)] : []),
    ...(versus ? [figureSentence(versus.figure, indicator, language)] : []),
    ...(versus?.from && versus.change && !isChange
      ? [changeSentence(versus.from, versus.figure, versus.change, indicator, language)]
      : []),
    ...(versus && comparison ? [comparisonSentence(comparison, versus.figure, language)] : []),
    ...one.cautions.map((caution) => line(words.caution, cautionText(caution, { language, unit, decimals }))),
    ...breaks.map(({ label, note }) => line(words.method, `${label[language]}. ${note[language]}`)),
    ...offers
      .slice(0, MOST_OFFERED)
      .map(({ label, cell }) =>
        line(words.instead, `${label[language]}, ${formatCell(cell, unit, { language, decimals })}`)
      ),
    ...(offers.length > MOST_OFFERED ? [line(words.instead, words.others(offers.length - MOST_OFFERED))] : []),
    ...([one, from].some((end) => end?.reason === 'no-vintage') && periods.length > 0
      ? [line(words.instead, listed(periods))]
      : []),
    ...(one.reason === 'not-additive' && offers.length === 0
      ? [
          line(
            words.instead,
            [words.nothing, ...publishedFor(observatory, one, language)].join(language === 'fr' ? '\u202f; ' : '; ')
          )
        ]
      : []),
    ...(one.terms.length > 0 ? [line(words.formula, formulaText(one, indicator, language))] : []),
    line(
      words.geography,
      `${one.geography}, ${formatCell({ status: 'A', value: one.perimeter.communes.length }, 'communes', { language, decimals: 0 })}`
    ),
    ...one.vintages.map((id) => {
      const vintage = registry.vintages.get(id)
      const source = vintage && registry.sources.get(vintage.source)
      const name = source ? `${source.producer[language]}, ${source.label[language]}` : id
      return line(words.source, `${name}, ${words.edition} ${vintage?.edition ?? ''} (${id})`)
    }),
    line(words.more, figureAddress(parseFigureAddress(one.address), language))
  ]
}
