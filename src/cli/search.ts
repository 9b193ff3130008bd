/** `chevalement search TEXT` */

import { indicatorOf } from '../domain/indicators/registry.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { searchObservatory } from '../usecases/search.ts'
import { figureSentence } from '../view/figure-text.ts'
import type { Execute, ExitCode } from './command.ts'
import { withObservatoryRead } from './session.ts'

/** Nothing found is a refusal, so that a script may tell. */
export const search: Execute = (request) =>
  withObservatoryRead<ExitCode>(request, async (observatory) => {
    const { operand, io, json, language } = request
    const text = operand('TEXT')
    const { hits, figures } = await searchObservatory(observatory, text)
    const { registry } = observatory
    if (json) {
      const found = [
        ...figures.map((figure) => ({
          kind: 'figure',
          id: figure.address,
          label: bothLanguages((one) => figureSentence(figure, indicatorOf(registry, figure.indicator), one)),
          value: 'value' in figure.cell ? figure.cell.value : null,
          indicator: figure.indicator,
          perimeter: figure.perimeter.id,
          period: figure.period
        })),
        ...hits.map(({ document: { kind, id, label, detail }, matched, score }) => ({
          kind,
          id,
          label,
          detail,
          matched,
          score
        }))
      ]
      io.out(`${JSON.stringify({ text, results: found }, null, 2)}\n`)
      return found.length > 0 ? 0 : 1
    }
    if (hits.length + figures.length === 0) {
      throw new NotFound({ fr: `Rien ne répond à « ${text} »`, en: `Nothing answers "${text}"` })
    }
    const lines = [
      ...figures.map((figure) => figureSentence(figure, indicatorOf(registry, figure.indicator), language)),
      ...hits.map(({ document: { kind, id, label, detail }, matched }) => {
        const also = matched === label[language] || matched === id ? '' : ` ← ${matched}`
        return `${label[language]} — ${detail[language]} [${kind} ${id}]${also}`
      })
    ]
    io.out(`${lines.join('\n')}\n`)
    return 0
  })

function bothLanguages(text: (language: 'fr' | 'en') => string): { readonly fr: string; readonly en: string } {
  return { fr: text('fr'), en: text('en') }
}
