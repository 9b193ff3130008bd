/** Where a figure of a text comes from, in a few lines beside it: what, where, when, from whom, how it is worked out. */

import type { MentionAnswer } from '../domain/editions/answer.ts'
import { indicatorBehind, type FrozenEdition } from '../domain/editions/frozen.ts'
import { figureAddress } from '../domain/indicators/request.ts'
import type { Language } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { colon } from './figure-links.ts'
import { formulaText } from './formula-text.ts'
import { ABSENCES } from './number.ts'
import { periodText } from './period-text.ts'
import { reasonText } from './reason-text.ts'
import { valueText } from './value.tsx'

export type FigureCard = {
  /** HTML. */
  readonly card: string
  /** « Population, Pôle métropolitain de l’Artois, 2018 : 644 971 habitants ». */
  readonly title: string
}

export function figureCard(frozen: FrozenEdition, answer: MentionAnswer, language: Language): FigureCard {
  const { figure } = answer
  const indicator = indicatorBehind(frozen, answer)
  const { cell } = figure
  const value = 'value' in cell ? valueText(figure, cell.value, language) : ABSENCES.O[language]
  const period = periodText(figure.period, language)
  const title = `${indicator.label[language]}, ${figure.perimeter.label[language]}, ${period}`
  const behind = frozen.sources.filter(({ vintage }) => figure.vintages.includes(vintage.id))
  const formula = formulaText(figure, indicator, language)
  const rows: readonly (readonly [string, string])[] = [
    [word({ fr: 'Valeur', en: 'Value' }, language), value],
    ...(figure.reason
      ? [[word({ fr: 'Pourquoi', en: 'Why' }, language), reasonText(figure.reason, language)] as const]
      : []),
    [word({ fr: 'Périmètre', en: 'Perimeter' }, language), figure.perimeter.label[language]],
    [word({ fr: 'Période', en: 'Period' }, language), period],
    ...behind.map(
      ({ vintage, source }) =>
        [
          word({ fr: 'Source', en: 'Source' }, language),
          `${source.producer[language]}, ${source.label[language]} (${vintage.edition})`
        ] as const
    ),
    ...(formula ? [[word({ fr: 'Calcul', en: 'Formula' }, language), formula] as const] : [])
  ]
  const card = (
    <>
      <p class="card-title">{indicator.label[language]}</p>
      <dl class="sheet">
        {rows.map(([name, text]) => (
          <div>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a
          href={figureAddress(
            { indicator: figure.indicator, perimeter: figure.perimeter.id, period: figure.period },
            language
          )}
        >
          {word({ fr: 'Ouvrir la page du chiffre', en: 'Open the page of the figure' }, language)}
        </a>
      </p>
    </>
  )
  return { card: String(card), title: `${title}${colon(language)}${value}` }
}
