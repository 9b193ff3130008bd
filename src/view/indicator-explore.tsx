/** Maps of indicators as a page shows them before any script: one, or two side by side, with a link to each period. */

import type { Theme } from '../domain/indicators/settings.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { comparePeriods } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { ExploreButton } from './explore-button.tsx'
import { IndicatorFigure, type PairPlace } from './indicator-map.tsx'
import { besideText, pairAddress, plain, shapesAddress, valuesAddress, viewAt } from './indicator-links.ts'
import type { Drawn, IndicatorView } from './indicator-view.ts'
import { mapWord } from './map-words.ts'
import { typeset } from './messages.ts'
import { QUERY } from './paths.ts'
import { periodText } from './period-text.ts'

/** A view with its drawing. */
export type DrawnView = { readonly page: IndicatorView; readonly drawn: Drawn }

export type ExplorerProps = {
  readonly first: DrawnView
  readonly second?: DrawnView
  /** Address of the script that waits for the button. */
  readonly script: string | undefined
  readonly language: Language
}

/** More links than this are folded. */
const MOST_IN_SIGHT = 12

export function Explorer({ first, second, script, language }: ExplorerProps) {
  return (
    <div
      class="explorer"
      data-shapes={shapesAddress(first.page)}
      data-loading={mapWord('loading', language)}
      data-failed={mapWord('failed', language)}
    >
      <ExploreButton script={script} kind="map" language={language} />
      <div class={second ? 'panels pair' : 'panels'}>
        <Panel own={first} other={second?.page} pair={second && 'first'} language={language} />
        {second && <Panel own={second} other={first.page} pair="second" language={language} />}
      </div>
    </div>
  )
}

function Panel({
  own: { page, drawn },
  other,
  pair,
  language
}: {
  readonly own: DrawnView
  readonly other: IndicatorView | undefined
  readonly pair: PairPlace | undefined
  readonly language: Language
}) {
  return (
    <div class="panel" data-values={valuesAddress(page, language)} data-period={page.period && plain(page.period)}>
      <IndicatorFigure page={page} language={language} drawn={drawn} pair={pair} />
      {page.periods.length > 1 && (
        <Periods page={page} other={other} isSecond={pair === 'second'} language={language} />
      )}
    </div>
  )
}

/** Each period is a link; a script makes a slider of them. */
function Periods({
  page,
  other,
  isSecond,
  language
}: {
  readonly page: IndicatorView
  readonly other: IndicatorView | undefined
  readonly isSecond: boolean
  readonly language: Language
}) {
  const names = isSecond ? [QUERY.with[language]] : [QUERY.period[language], QUERY.cuts[language]]
  const links = page.periods.toSorted(comparePeriods).map((period) => {
    const there = viewAt(page, period)
    return (
      <a
        href={isSecond && other ? pairAddress(other, there, language) : pairAddress(there, other, language)}
        data-period={plain(period)}
        aria-current={period === page.period ? 'true' : undefined}
      >
        {periodText(period, language)}
      </a>
    )
  })
  const cuts = page.map?.cuts ?? page.period
  return (
    <nav
      class="periods"
      aria-label={`${mapWord('periods', language)}${typeset(' : ', language)}${page.indicator.label[language]}`}
      data-periods
      data-names={names.join(' ')}
      data-rest={isSecond ? undefined : ''}
    >
      {links.length > MOST_IN_SIGHT ? (
        <details>
          <summary>{mapWord('allPeriods', language)}</summary>
          <p class="links">{links}</p>
        </details>
      ) : (
        <p class="links">{links}</p>
      )}
      {cuts && !page.isCount && (
        <p class="note">
          {mapWord('sameClasses', language)} {periodText(cuts, language)}, {mapWord('sameClassesWhy', language)}
        </p>
      )}
    </nav>
  )
}

export type BesideChoice = { readonly theme: Theme; readonly indicators: readonly Indicator[] }

/** A second map: another period of the same indicator, or another indicator. */
export function BesideSelect({
  page,
  beside,
  choices,
  language
}: {
  readonly page: IndicatorView
  readonly beside: IndicatorView | undefined
  readonly choices: readonly BesideChoice[]
  readonly language: Language
}) {
  const here = beside && besideText(beside)
  const own = page.periods
    .filter((period) => period !== page.period)
    .map((period) => ({ value: besideText(viewAt(page, period)), text: periodText(period, language) }))
  const known = new Set([
    ...own.map(({ value }) => value),
    ...choices.flatMap((one) => one.indicators.map(({ id }) => id))
  ])
  return (
    <p class="field">
      <label for="beside">{mapWord('beside', language)}</label>
      <select id="beside" name={QUERY.with[language]}>
        <option value="">{mapWord('none', language)}</option>
        {beside && here && !known.has(here) && (
          <option value={here} selected>
            {beside.indicator.label[language]}
            {beside.period && `, ${periodText(beside.period, language)}`}
          </option>
        )}
        {own.length > 0 && (
          <optgroup label={mapWord('otherPeriods', language)}>
            {own.toReversed().map(({ value, text }) => (
              <option value={value} selected={value === here}>
                {text}
              </option>
            ))}
          </optgroup>
        )}
        {choices.map(({ theme, indicators }) => (
          <optgroup label={theme.label[language]}>
            {indicators
              .filter(({ id }) => id !== page.indicator.id)
              .map(({ id, label }) => (
                <option value={id}>{label[language]}</option>
              ))}
          </optgroup>
        ))}
      </select>
    </p>
  )
}
