/** Indicators to tick, under their themes. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import type { Language } from '../domain/shared/text.ts'
import { QUERY } from './paths.ts'

export type ThemedIndicators = readonly { readonly theme: Theme; readonly indicators: readonly Indicator[] }[]

export function IndicatorChoices({
  themes,
  chosen,
  language
}: {
  readonly themes: ThemedIndicators
  readonly chosen: readonly string[]
  readonly language: Language
}) {
  return (
    <div class="choices gap">
      {themes.map(({ theme, indicators }) => (
        <fieldset>
          <legend>{theme.label[language]}</legend>
          {indicators.map(({ id, label }) => (
            <label>
              <input type="checkbox" name={QUERY.indicators[language]} value={id} checked={chosen.includes(id)} />{' '}
              {label[language]}
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
