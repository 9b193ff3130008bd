/** The list of indicators, theme by theme, in plain words. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import { Section, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'

export type IndicatorsProps = {
  readonly frame: Frame
  readonly themes: readonly { readonly theme: Theme; readonly indicators: readonly Indicator[] }[]
}

export function IndicatorsPage({ frame, themes }: IndicatorsProps) {
  const { language } = frame
  return (
    <TitledPage
      frame={frame}
      title={say('indicators', language)}
      current="indicators"
      heading={say('allIndicators', language)}
    >
      {themes.length === 0 && <Unfilled part="indicators" language={language} />}
      {themes.map(({ theme, indicators }) => (
        <Section id={theme.id} title={theme.label[language]}>
          <dl class="definitions">
            {indicators.map(({ id, label, definition }) => (
              <div>
                <dt>
                  <a href={pathTo('indicators', language, id)}>{label[language]}</a>
                </dt>
                <dd class="note">{typeset(definition[language], language)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </TitledPage>
  )
}
