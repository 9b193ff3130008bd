/** The page of a figure: the number with the five things it carries, then the shaft down to the producer's file. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Measure } from '../domain/indicators/measure.ts'
import type { Language } from '../domain/shared/text.ts'
import type { Source, Vintage, VintageId } from '../domain/sources/source.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import type { Cell } from '../domain/indicators/cell.ts'
import { Caution, OtherEditions, OtherPeriods, Offers } from './figure-beside.tsx'
import { DefinitionLevel, FileLevel, FormulaLevel, PerimeterLevel, RowsLevel } from './figure-shaft.tsx'
import { Page, Trail, type Frame } from './layout.tsx'
import { say, type Message } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { reasonText } from './reason-text.ts'
import { dayText } from './territory-members.tsx'
import { unitOf } from './units.ts'
import { absenceWord, valueText } from './value.tsx'

export type FigureView = {
  readonly figure: Figure
  readonly indicator: Indicator
  readonly perimeter: Perimeter
  readonly rows: readonly {
    readonly term: FigureTerm
    readonly rows: readonly { readonly territory: TerritoryId; readonly name: string; readonly cell: Cell }[]
  }[]
  readonly measures: readonly Measure[]
  readonly parts: readonly { readonly perimeter: Perimeter; readonly communes: number; readonly figure: Figure }[]
  readonly evolution: readonly Figure[]
  readonly sources: ReadonlyMap<VintageId, { readonly vintage: Vintage; readonly source: Source }>
}

/** A level of the page. */
export type Level = { readonly page: FigureView; readonly language: Language }

export function FigurePage({ frame, page }: { readonly frame: Frame; readonly page: FigureView }) {
  const { language } = frame
  const { figure, indicator, perimeter } = page
  const level = { page, language }
  const title = `${indicator.label[language]}, ${perimeter.label[language]}, ${periodText(figure.period, language)}`
  return (
    <Page frame={frame} title={title}>
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('territories', language, perimeter.id), perimeter.label[language]]
        ]}
        here={indicator.label[language]}
      />
      <div class="day">
        <div>
          <h1>
            <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
            {', '}
            <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
          </h1>
          <Number {...level} />
          <p class="note gap">
            <a href="?format=json">JSON</a> · <a href="?format=csv">{say('allRows', language)}</a> ·{' '}
            {say('permanent', language)}
            {language === 'fr' ? '\u00a0: ' : ': '}
            <a class="mono" href={figure.address}>
              {decodeURIComponent(figure.address)}
            </a>
          </p>
        </div>
        <Card {...level} />
      </div>
      <Caution {...level} />
      <Offers {...level} />
      <div class="shaft">
        <DefinitionLevel {...level} />
        <FormulaLevel {...level} />
        <PerimeterLevel {...level} />
        <RowsLevel {...level} />
        <FileLevel {...level} />
      </div>
      <OtherPeriods {...level} />
      <OtherEditions {...level} />
    </Page>
  )
}

function Number({ page, language }: Level) {
  const { figure, indicator } = page
  const { cell } = figure
  const when = periodText(figure.period, language)
  if (!('value' in cell)) {
    return (
      <>
        <p class="big word">{absenceWord(figure, language)}</p>
        <p class="unit">
          {when}. {figure.reason && reasonText(figure.reason, language)}
        </p>
      </>
    )
  }
  const signed = indicator.formula.kind === 'change'
  const unit = unitOf(figure.unit)
  return (
    <>
      <p class="big">
        {cell.status === 'E' && '≈\u202f'}
        {valueText(figure, cell.value, language, { bare: true, signed })}
      </p>
      <p class="unit">{unit.form === 'word' ? `${unit.many[language]}, ${when}` : when}</p>
    </>
  )
}

/** What every number carries: perimeter, period, source, method, status. */
function Card({ page, language }: Level) {
  const { figure, indicator } = page
  const { communes } = figure.perimeter
  const count = formatNumber(communes.length, { language, decimals: 0 })
  const producers = new Set(
    [...page.rows.map(({ term }) => page.sources.get(term.vintage))].map((one) => one?.source.producer[language] ?? '')
  )
  return (
    <dl class="sheet">
      <div>
        <dt>{say('perimeter', language)}</dt>
        <dd>
          {count}
          {'\u00a0'}
          {say(communes.length > 1 ? 'communes' : 'commune', language)}, {dayText(figure.geography, language)}
        </dd>
      </div>
      <div>
        <dt>{say('period', language)}</dt>
        <dd>{periodText(figure.period, language)}</dd>
      </div>
      <div>
        <dt>{say('source', language)}</dt>
        <dd>{[...producers].filter(Boolean).join(', ') || '–'}</dd>
      </div>
      <div>
        <dt>{say('method', language)}</dt>
        <dd>{METHODS[indicator.formula.kind][language]}</dd>
      </div>
      <div>
        <dt>{say('status', language)}</dt>
        <dd class="tags">
          <Tags {...{ page, language }} />
        </dd>
      </div>
    </dl>
  )
}

const METHODS = {
  level: { fr: 'somme, ou valeur publiée', en: 'sum, or published value' },
  share: { fr: 'part : sommes, puis division', en: 'share: sums, then division' },
  ratio: { fr: 'rapport de deux sommes', en: 'ratio of two sums' },
  'per-capita': { fr: 'rapport à la population', en: 'per inhabitant' },
  density: { fr: 'rapport à la superficie', en: 'per unit of area' },
  'weighted-mean': { fr: 'moyenne pondérée', en: 'weighted mean' },
  change: { fr: 'évolution entre deux dates', en: 'change between two dates' },
  index: { fr: 'indice', en: 'index' },
  rank: { fr: 'rang', en: 'rank' }
} as const satisfies Record<Indicator['formula']['kind'], Record<Language, string>>

function Tags({ page, language }: Level) {
  const { figure } = page
  const [message, tone] = statusOf(figure)
  const contested = figure.cautions.some(({ kind }) => kind === 'contested')
  return (
    <>
      <span class={`tag ${tone}`}>{say(message, language)}</span>
      {contested && (
        <a class="tag grave" href="#editions">
          {say('contestedBy', language)}
        </a>
      )}
    </>
  )
}

function statusOf({ cell, terms }: Figure): readonly [Message, 'good' | 'care' | 'grave'] {
  switch (cell.status) {
    case 'A':
      return terms.every(({ over }) => over === 'territory') && terms.length === 1
        ? ['published', 'good']
        : ['computed', 'good']
    case 'E':
      return ['estimated', 'care']
    case 'P':
      return ['provisional', 'care']
    case 'O':
      return ['noValue', 'care']
    case 'M':
      return ['notApplicable', 'care']
    case 'Q':
      return ['protectedValue', 'grave']
  }
}
