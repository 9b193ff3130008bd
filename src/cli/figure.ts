/** `chevalement figure INDICATOR --on PERIMETER --at PERIOD` */

import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseGeography, parseIndicatorId, type FigureQuestion } from '../domain/indicators/request.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { answerQuestion, type FigureAnswer } from '../usecases/figures.ts'
import type { OpenObservatory } from '../usecases/open.ts'
import { figureJson } from '../view/figure-json.ts'
import { changeSentence, comparisonSentence, figureSentence } from '../view/figure-text.ts'
import { formulaText } from '../view/formula-text.ts'
import { formatCell } from '../view/number.ts'
import { cautionText } from '../view/reason-text.ts'
import type { Execute, ExitCode, Request } from './command.ts'
import { withObservatory } from './session.ts'

/** No value is a refusal: it ends with 1, and says why. */
export const figure: Execute = (request) => {
  const question = parseQuestion(request)
  return withObservatory<ExitCode>(request, async ({ observatory }) => {
    const found = await answerQuestion(observatory, question)
    const { io, json, language } = request
    io.out(
      json
        ? `${JSON.stringify(figureJson(observatory.registry, found), null, 2)}\n`
        : `${figureLines(observatory, found, language).join('\n')}\n`
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
    ...(geography !== undefined && { geography: parseGeography(geography) })
  }
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
    communes: (count: number) => `${count} ${count > 1 ? 'communes' : 'commune'}`
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
    communes: (count: number) => `${count} ${count > 1 ? 'communes' : 'commune'}`
  }
} as const

function figureLines({ registry }: OpenObservatory, found: FigureAnswer, language: Language): readonly string[] {
  const { figure: one, from, change, versus, comparison } = found
  const indicator = indicatorOf(registry, one.indicator)
  const words = WORDS[language]
  const line = (label: string, text: string): string => `  ${label}${language === 'fr' ? '\u00a0:' : ':'} ${text}`
  const { unit, decimals } = one
  const isChange = indicator.formula.kind === 'change'
  return [
    figureSentence(one, indicator, language),
    ...(from && change && !isChange ? [changeSentence(from, one, change, indicator, language)] : []),
    ...(versus ? [figureSentence(versus.figure, indicator, language)] : []),
    ...(versus && comparison ? [comparisonSentence(comparison, versus.figure, language)] : []),
    ...one.cautions.map((caution) => line(words.caution, cautionText(caution, { language, unit, decimals }))),
    ...one.offers.map(({ label, cell }) =>
      line(words.instead, `${label[language]}, ${formatCell(cell, unit, { language, decimals })}`)
    ),
    ...(one.terms.length > 0 ? [line(words.formula, formulaText(one, indicator, language))] : []),
    line(words.geography, `${one.geography}, ${words.communes(one.perimeter.communes.length)}`),
    ...one.vintages.map((id) => {
      const vintage = registry.vintages.get(id)
      const source = vintage && registry.sources.get(vintage.source)
      const name = source ? `${source.producer[language]}, ${source.label[language]}` : id
      return line(words.source, `${name}, ${words.edition} ${vintage?.edition ?? ''} (${id})`)
    }),
    line(words.more, one.address)
  ]
}
