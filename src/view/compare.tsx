/** Several territories and several indicators on one page: choice, table, small charts, scatter, territories alike. */

import { FEW_POINTS, type Scatter, type SideBySide } from '../domain/indicators/beside.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { CHARTS, type Chart } from './chart-names.ts'
import { ScatterChart } from './compare-chart.tsx'
import { compareHref, type CompareState } from './compare-links.ts'
import { Alike } from './compare-alike.tsx'
import { word } from './compare-text.ts'
import { DrawnData } from './drawn-data.tsx'
import { HitList, type Hit } from './hit-list.tsx'
import { Captioned } from './captioned.tsx'
import { IndicatorChoices, type ThemedIndicators } from './indicator-choices.tsx'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { hasLine, LineChart } from './line-chart.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

export type CompareProps = {
  readonly frame: Frame
  readonly state: CompareState
  readonly page: SideBySide
  readonly themes: ThemedIndicators
  readonly listed: readonly Perimeter[]
  /** What was asked for and could not be shown. */
  readonly troubles: readonly Text[]
  /** What was typed, and the territories it may mean. */
  readonly asked?: { readonly text: string; readonly hits: readonly Hit[] }
}

type Part = { readonly state: CompareState; readonly page: SideBySide; readonly language: Language }

export function ComparePage({ frame, state, page, themes, listed, troubles, asked }: CompareProps) {
  const { language } = frame
  const part = { state, page, language }
  const drawn = page.columns.filter(({ evolutions }) => hasLine(evolutions))
  return (
    <Page frame={frame} title={word('compare', language)} description={word('compareLead', language)} current="compare">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={word('compare', language)} />
      <div class="title">
        <div>
          <h1>{word('compare', language)}</h1>
          <p class="under">{word('compareLead', language)}</p>
        </div>
        {page.columns.length > 0 && (
          <div class="actions">
            <a class="button small" href={compareHref(language, state, '.csv')}>
              CSV
            </a>
            <a class="button small" href={compareHref(language, state, '.json')}>
              JSON
            </a>
          </div>
        )}
      </div>
      {troubles.map((text) => (
        <p class="notice care gap">{typeset(text[language], language)}</p>
      ))}
      <Chosen {...part} themes={themes} listed={listed} {...(asked && { asked })} />
      {page.columns.length > 0 && <Table {...part} />}
      {drawn.length > 0 && (
        <Section title={word('overTime', language)} notes={[word('overTimeNote', language)]}>
          <div class="multiples">
            {drawn.map((column) => (
              <Captioned
                id={`evolution-${column.indicator.id}`}
                caption={[
                  <strong>{column.indicator.label[language]}</strong>,
                  <span class="note"> {unitOf(column.indicator.unit).label[language]}</span>
                ]}
              >
                <LineChart
                  size="small"
                  title={column.indicator.label[language]}
                  breaks={column.indicator.breaks}
                  lines={column.evolutions.map((figures, i) => ({
                    label: page.territories[i]?.short[language] ?? '',
                    figures,
                    mine: i === 0
                  }))}
                  language={language}
                />
              </Captioned>
            ))}
          </div>
          <TakenAway state={state} chart="evolution" language={language} />
          {drawn.length < page.columns.length && (
            <p class="note gap">
              {word('onePeriod', language)}{' '}
              {page.columns
                .filter((column) => !drawn.includes(column))
                .map(({ indicator }) => indicator.label[language])
                .join(', ')}
              .
            </p>
          )}
        </Section>
      )}
      {page.scatter && <TwoIndicators {...part} scatter={page.scatter} listed={listed} />}
      {page.likeness && <Alike likeness={page.likeness} state={state} language={language} />}
    </Page>
  )
}

// ---- choice

function Chosen({
  state,
  page,
  themes,
  listed,
  asked,
  language
}: Part & Pick<CompareProps, 'themes' | 'listed' | 'asked'>) {
  const without = (id: string): string =>
    compareHref(language, { ...state, territories: state.territories.filter((one) => one !== id) })
  return (
    <Section title={word('chosen', language)} notes={[word('addedHelp', language)]}>
      {page.territories.length > 0 ? (
        <ul class="chosen">
          {page.territories.map(({ id, label }, i) => (
            <li class={i === 0 ? 'mine' : undefined}>
              <a href={pathTo('territories', language, id)}>{label[language]}</a>
              <a class="drop" href={without(id)} aria-label={`${word('remove', language)} ${label[language]}`}>
                ×
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {word('needTerritories', language)}
          {listed.length > 0 && `${word('fromExample', language)} `}
          {listed.slice(0, 3).map(({ id, short }, i) => (
            <>
              {i > 0 && ', '}
              <a href={compareHref(language, { ...state, territories: [id] })}>{short[language]}</a>
            </>
          ))}
          .
        </p>
      )}
      <form class="row gap" action={pathTo('compare', language)}>
        <Hidden state={state} language={language} />
        <p class="field">
          <label for="add">{word('added', language)}</label>
          <input id="add" name={QUERY.add[language]} type="search" value={asked?.text ?? ''} maxlength={200} />
        </p>
        <button class="button solid" type="submit">
          {word('add', language)}
        </button>
      </form>
      {asked && (
        <div class="notice care gap" role="status">
          <strong>{asked.hits.length > 0 ? word('which', language) : word('nothingFound', language)}</strong> «{' '}
          {asked.text} »{asked.hits.length > 0 && <HitList hits={asked.hits} caption={word('which', language)} />}
        </div>
      )}
      <details class="data wide-gap" open={state.indicators.length === 0}>
        <summary>{word('chooseIndicators', language)}</summary>
        <p class="note gap">{word('eightIndicators', language)}</p>
        <form action={pathTo('compare', language)}>
          <Hidden state={{ ...state, indicators: [] }} language={language} />
          <IndicatorChoices themes={themes} chosen={state.indicators} language={language} />
          <button class="button gap" type="submit">
            {word('show', language)}
          </button>
        </form>
      </details>
    </Section>
  )
}

/** What a form keeps of the address beside its own field. */
function Hidden({ state, language }: { readonly state: CompareState; readonly language: Language }) {
  const { territories, indicators, like } = state
  const kept = [
    [QUERY.territories[language], territories.join(',')],
    [QUERY.indicators[language], indicators.join(',')],
    [QUERY.like[language], like ?? '']
  ].filter(([, value]) => value !== '')
  return (
    <>
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

// ---- table

function Table({ page, language }: Part) {
  const { territories, columns } = page
  return (
    <Section title={word('table', language)} notes={[word('tableNote', language)]}>
      <div class="scroll" tabindex={0} role="region" aria-label={word('table', language)}>
        <table class="table beside">
          <caption class="unseen">{word('table', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('territory', language)}</th>
              {columns.map(({ indicator, period }) => (
                <th scope="col" class="n">
                  <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
                  <span class="sub">
                    {unitOf(indicator.unit).label[language]}, {periodText(period, language)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            {territories.map(({ id, label }, row) => (
              <tr class={row === 0 ? 'subject' : undefined}>
                <th scope="row">
                  <a href={pathTo('territories', language, id)}>{label[language]}</a>
                </th>
                {columns.map(({ indicator, figures }) => {
                  const figure = figures[row]
                  return (
                    <td class="n">
                      {figure && (
                        <Value figure={figure} language={language} bare signed={indicator.formula.kind === 'change'} />
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** The chart above, as a file. */
function TakenAway({ state, chart, language }: Pick<Part, 'state' | 'language'> & { readonly chart: Chart }) {
  const name = `${QUERY.chart[language]}=${CHARTS[chart][language]}`
  return (
    <p class="note files gap">
      {(['svg', 'png'] as const).map((ending) => (
        <>
          <a href={`${compareHref(language, state, `.${ending}`)}&${name}`}>{ending.toUpperCase()}</a>{' '}
        </>
      ))}
    </p>
  )
}

// ---- scatter

function TwoIndicators({
  state,
  page,
  scatter,
  listed,
  language
}: Part & { readonly scatter: Scatter; readonly listed: readonly Perimeter[] }) {
  const points = [...scatter.peers, ...scatter.chosen].filter(
    ({ x, y }) => 'value' in x.cell && 'value' in y.cell
  ).length
  const missing = scatter.peers.length + scatter.chosen.length - points
  const [x0] = scatter.chosen
  const among = `${word(scatter.kind === 'epci' ? 'epciOf' : 'communesOf', language)} ${scatter.among.label[language]}`
  const count = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Section
      id="scatter"
      title={word('scatter', language)}
      notes={[
        `${scatter.x.label[language]}${x0 ? `, ${periodText(x0.x.period, language)}` : ''} ; ${scatter.y.label[language]}${x0 ? `, ${periodText(x0.y.period, language)}` : ''}.`,
        `${word('greyDots', language)} ${among}.`
      ]}
    >
      <form class="row" action={`${pathTo('compare', language)}#scatter`}>
        <Hidden state={state} language={language} />
        {(['x', 'y'] as const).map((axis) => (
          <p class="field">
            <label for={axis}>{word(axis === 'x' ? 'across' : 'up', language)}</label>
            <select id={axis} name={QUERY[axis === 'x' ? 'across' : 'up'][language]}>
              {page.columns.map(({ indicator }) => (
                <option value={indicator.id} selected={scatter[axis].id === indicator.id}>
                  {indicator.label[language]}
                </option>
              ))}
            </select>
          </p>
        ))}
        <p class="field">
          <label for="among">{word('amongWhom', language)}</label>
          <select id="among" name={QUERY.peers[language]}>
            <option value="">{word('sameKind', language)}</option>
            {listed.map(({ id, label }) => (
              <option value={id} selected={state.among === id}>
                {word('communesOf', language)} {label[language]}
              </option>
            ))}
          </select>
        </p>
        <button class="button" type="submit">
          {word('show', language)}
        </button>
      </form>
      <div class="mapped gap">
        {points > 2 && <ScatterChart scatter={scatter} language={language} />}
        <div>
          <h3>{word('doubt', language)}</h3>
          <ul class="doubt-list">
            <li>{word('notCause', language)}</li>
            <li>{word('ecological', language)}</li>
            {points < FEW_POINTS && (
              <li>
                {word('fewPoints', language)} ({count(points)})
              </li>
            )}
            {scatter.sharedMeasures.length > 0 && (
              <li>
                {word('sharedMeasure', language)} {scatter.sharedMeasures.map((one) => one[language]).join(', ')}.
              </li>
            )}
            {page.crossings.length > 0 && (
              <li>
                {word('overlapping', language)}{' '}
                {page.crossings
                  .map(
                    ({ one, other, communes }) =>
                      `${one.short[language]} / ${other.short[language]} (${count(communes)} ${say(communes === 1 ? 'commune' : 'communes', language)})`
                  )
                  .join(', ')}
                .
              </li>
            )}
            {missing > 0 && (
              <li>
                {count(missing)} {word('missingPoints', language)}.
              </li>
            )}
          </ul>
        </div>
      </div>
      {points > 2 && <TakenAway state={state} chart="scatter" language={language} />}
      <DrawnData
        title={among}
        heads={[say('territory', language), scatter.x.label[language], scatter.y.label[language]]}
        rows={[...scatter.chosen, ...scatter.peers].map(({ territory, x, y }, i) => ({
          name: territory.label[language],
          figures: [x, y],
          isOwn: i === 0
        }))}
        language={language}
      />
    </Section>
  )
}
