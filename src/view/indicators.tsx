/** The list of indicators, theme by theme, in plain words. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'

export type IndicatorsProps = {
  readonly frame: Frame
  readonly themes: readonly { readonly theme: Theme; readonly indicators: readonly Indicator[] }[]
}

export function IndicatorsPage({ frame, themes }: IndicatorsProps) {
  const { language } = frame
  return (
    <Page frame={frame} title={say('indicators', language)} current="indicators">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={say('indicators', language)} />
      <div class="title">
        <h1>{say('allIndicators', language)}</h1>
      </div>
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
    </Page>
  )
}
