/** How a claim stands beside the figures: in two words, then in a sentence with the figures themselves. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { MISSING, STATUSES } from './claim-text.ts'
import { typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { periodText } from './period-text.ts'
import { Value } from './value.tsx'

/** How a claim stands, as the use case says it. */
export type Standing = { readonly isProposed: boolean } & (
  | { readonly status: 'confirmed'; readonly figure: Figure }
  | { readonly status: 'differs'; readonly figure: Figure; readonly gap: number; readonly percent?: number }
  | { readonly status: 'elsewhere'; readonly figure?: Figure; readonly matches: readonly Figure[] }
  | { readonly status: 'not-computable'; readonly missing: keyof typeof MISSING; readonly figure?: Figure }
)

/** A figure is named by its indicator. */
export type NameFigure = (figure: Figure) => string

const TONES = { confirmed: ' good', differs: ' grave', elsewhere: ' care', 'not-computable': '' } as const

export function StandingTag({ standing, language }: { readonly standing: Standing; readonly language: Language }) {
  return <span class={`tag${TONES[standing.status]}`}>{STATUSES[standing.status][language]}</span>
}

export function Confronted({
  standing,
  nameOf,
  language
}: {
  readonly standing: Standing
  readonly nameOf: NameFigure
  readonly language: Language
}) {
  const { figure } = 'figure' in standing ? standing : {}
  const asked = figure && standing.status !== 'elsewhere' ? [figure] : []
  const shown = standing.status === 'elsewhere' ? [...(figure ? [figure] : []), ...standing.matches] : asked
  return (
    <>
      <p class="reading">{typeset(explained(standing, language), language)}</p>
      {shown.length > 0 && (
        <table class="table reading">
          <caption class="unseen">{{ fr: 'Chiffres', en: 'Figures' }[language]}</caption>
          <tbody>
            {shown.map((one) => (
              <tr>
                <th scope="row">
                  {nameOf(one)}, {one.perimeter.label[language]}
                  <span class="sub">{periodText(one.period, language)}</span>
                </th>
                <td class="n">
                  <Value figure={one} language={language} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {standing.isProposed && shown.length > 0 && (
        <p class="note">
          {typeset(
            {
              fr: 'Le rapprochement est proposé d’après les mots de l’affirmation : il reste à confirmer.',
              en: 'The figure is proposed from the words of the claim: it is to be confirmed.'
            }[language],
            language
          )}
        </p>
      )}
    </>
  )
}

function explained(standing: Standing, language: Language): string {
  switch (standing.status) {
    case 'confirmed':
      return {
        fr: 'Le chiffre calculé s’écrirait ainsi, à l’arrondi de l’affirmation.',
        en: 'The figure computed would be written so, within the rounding of the claim.'
      }[language]
    case 'differs': {
      const { decimals } = standing.figure
      const gap = formatNumber(standing.gap, { language, decimals, signed: true })
      const percent =
        standing.percent === undefined
          ? ''
          : ` (${formatNumber(standing.percent, { language, decimals: 1, signed: true })}${language === 'fr' ? '\u202f' : ''}%)`
      return {
        fr: `L’affirmation s’écarte de ${gap}${percent} du chiffre calculé ; aucun autre périmètre ni aucune autre période de l’observatoire ne la confirme.`,
        en: `The claim is ${gap}${percent} from the figure computed; no other perimeter or period of the observatory confirms it.`
      }[language]
    }
    case 'elsewhere':
      return {
        fr: 'Le nombre est celui d’un autre périmètre, ou d’une autre période :',
        en: 'The number is that of another perimeter, or of another period:'
      }[language]
    case 'not-computable':
      return MISSING[standing.missing][language]
  }
}
