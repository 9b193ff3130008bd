/** The place of a territory among its peers: a swarm for its first rate, a strip for each of the others. */

import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import { round } from '../domain/indicators/rounding.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { Captioned } from './captioned.tsx'
import { colon } from './figure-links.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { PeerTable } from './peer-table.tsx'
import { atPeriod, periodText } from './period-text.ts'
import type { Part, PlacingView } from './territory-view.ts'
import { addressOf, Value, valueText } from './value.tsx'

type Placed = PlacingView['places'][number]

export function Place({ page, language }: Part) {
  const { placing, answer } = page
  const [first, ...rest] = placing?.places ?? []
  if (!placing || !first) return null
  const { level, within, isPeer } = placing
  const word = (text: Text): string => typeset(text[language], language)
  const peers = LEVELS[level][language]
  return (
    <Section
      id="place"
      title={say('place', language)}
      notes={[
        word({
          fr: `Un point par territoire : les ${peers} (${within.fr}). En brique : ${answer.perimeter.label.fr}.`,
          en: `One dot per territory: the ${peers} (${within.en}). In brick: ${answer.perimeter.label.en}.`
        }),
        ...(isPeer ? [] : [word(NOT_A_PEER)])
      ]}
    >
      <Swarm placed={first} placing={placing} name={answer.perimeter.short[language]} language={language} />
      {rest.length > 0 && (
        <div class="strips">
          {rest.map((placed) => (
            <Strip placed={placed} placing={placing} language={language} />
          ))}
        </div>
      )}
      <p class="note gap">
        {word({ fr: 'Toutes les valeurs :', en: 'All values:' })}{' '}
        {placing.places.map(({ indicator, mine }, i) => (
          <>
            {i > 0 && ', '}
            <a
              href={`${pathTo('indicators', language, indicator.id)}?${QUERY.territory[language]}=${mine.perimeter.id}`}
            >
              {indicator.label[language]}
            </a>
          </>
        ))}
      </p>
    </Section>
  )
}

type DrawnProps = { readonly placed: Placed; readonly placing: PlacingView; readonly language: Language }

/** Across: thousandths of the width. Down: pixels. */
const [STEP, HEIGHT, DOT] = [12, 104, 9]

function Swarm({ placed, placing, name, language }: DrawnProps & { readonly name: string }) {
  const { indicator, mine, others, peers } = placed
  const { x, low, high, own } = scaleOf(placed)
  const valued = peers.filter(({ cell }) => 'value' in cell)
  const parts = valued.filter(({ perimeter }) => placing.parts.has(perimeter.communes.join()))
  const plain = valued.filter((peer) => !parts.includes(peer) && !isSame(peer, mine))
  const middle = HEIGHT / 2
  const drawn = [...plain, ...parts]
  const places = swarm(valuesOf(drawn).map(x))
  const dots = (from: number, to: number): string =>
    places
      .slice(from, to)
      .map(([across, level]) => `M${across} ${middle + level * DOT}h0`)
      .join('')
  const count = plain.length
  const sentence = `${indicator.label[language]}${colon(language)}${placeSentence(placed, placing, language)}`
  return (
    <Captioned id="place-caption" kind="strip among" tone="finding" caption={typeset(sentence, language)}>
      <p class="note">
        {[
          periodText(mine.period, language),
          ...valuedOthers(others).map(
            ({ perimeter, text }, i) =>
              `${MARKS[i === 0 ? 0 : 1][language]}${colon(language)}${perimeter.label[language]} ${text(language)}`
          ),
          ...missingText(peers, language)
        ].join('. ')}
        .
      </p>
      <div class="dots" role="group" aria-label={spoken(placed, placing, language)}>
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="axis" d={`M0 ${HEIGHT}H1000`} />
          {valuedOthers(others).map(({ value }, i) => (
            <path class={i === 0 ? 'tick' : 'tick second'} d={`M${x(value)} 0V${HEIGHT}`} />
          ))}
          <path class="stem" d={`M${x(own)} 0V${HEIGHT}`} />
          <path class="dot other" d={dots(0, count)} />
          {parts.length > 0 && <path class="dot part" d={dots(count, places.length)} />}
          <path class="dot" d={`M${x(own)} ${middle}h0`} />
        </svg>
        {drawn.map((peer, i) => (
          <Dot figure={peer} place={places[i]} middle={middle} language={language} />
        ))}
        <span class="least">{valueText(indicator, low, language)}</span>
        <span class="most">{valueText(indicator, high, language)}</span>
        <span class={`read ${x(own) > 500 ? 'left' : 'right'}`} style={`left:${(x(own) / 10).toFixed(1)}%`}>
          {name} {valueText(mine, own, language)}
        </span>
      </div>
      {parts.length > 0 && (
        <p class="note">
          {{ fr: 'Points marqués, ceux qui le composent', en: 'Marked dots, those it is made of' }[language]}
          {colon(language)}
          {parts.map((part, i) => (
            <>
              {i > 0 && ', '}
              {part.perimeter.label[language]} <Value figure={part} language={language} />
            </>
          ))}
          .
        </p>
      )}
      <PeerTable
        peers={placing.isPeer ? peers : [...peers, mine]}
        title={`${indicator.label[language]}, ${atPeriod(mine.period, language)}`}
        language={language}
        isOwn={(peer) => isSame(peer, mine)}
        signed={indicator.formula.kind === 'change'}
      />
    </Captioned>
  )
}

/** Under a pointer or a finger, who it is; the keyboard has the table, where nobody stands on another. */
function Dot({
  figure,
  place: [across, level] = [0, 0],
  middle,
  language
}: {
  readonly figure: ShownFigure
  readonly place: readonly [across: number, level: number] | undefined
  readonly middle: number
  readonly language: Language
}) {
  return (
    <a
      class={across > 500 ? 'point back' : 'point'}
      href={addressOf(figure, language)}
      style={`left:${across / 10}%;top:${middle + level * DOT}px`}
      tabindex={-1}
    >
      <span>
        {figure.perimeter.label[language]} {'value' in figure.cell && valueText(figure, figure.cell.value, language)}
      </span>
    </a>
  )
}

function Strip({ placed, placing, language }: DrawnProps) {
  const { indicator, mine, peers } = placed
  const { x, low, high, own } = scaleOf(placed)
  const isSigned = indicator.formula.kind === 'change'
  return (
    <Captioned
      id={`place-${indicator.id}`}
      kind="rug"
      caption={
        <>
          <strong>{indicator.label[language]}</strong>{' '}
          <span class="note">
            <Value figure={mine} language={language} signed={isSigned} /> {atPeriod(mine.period, language)},{' '}
            {placeSentence(placed, placing, language, false)}
          </span>
        </>
      }
    >
      <svg viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label={spoken(placed, placing, language)}>
        <path class="peer" d={[...new Set(valuesOf(peers).map(x))].map((across) => `M${across} 4v20`).join('')} />
        <path class="own" d={`M${x(own)} 0v28`} />
      </svg>
      <p class="ends note" aria-hidden="true">
        <span>{valueText(indicator, low, language)}</span>
        <span>{valueText(indicator, high, language)}</span>
      </p>
    </Captioned>
  )
}

function scaleOf({ mine, others, peers }: Placed): {
  readonly x: (value: number) => number
  readonly low: number
  readonly high: number
  readonly own: number
} {
  const own = 'value' in mine.cell ? mine.cell.value : 0
  const all = [own, ...valuesOf(peers), ...valuesOf(others)]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  return { low, high, own, x: (value) => Math.round((1000 * (value - low)) / (high - low || 1)) }
}

/** Each dot on the free level nearest to the middle of its column: 0, 1, −1, 2… */
function swarm(places: readonly number[]): readonly (readonly [across: number, level: number])[] {
  const taken = new Map<number, number>()
  return places.map((place) => {
    const column = Math.round(place / STEP) * STEP
    const before = taken.get(column) ?? 0
    taken.set(column, before + 1)
    const level = Math.ceil(before / 2) * (before % 2 === 0 ? -1 : 1)
    return [column, Math.max(-MOST_LEVELS, Math.min(MOST_LEVELS, level))] as const
  })
}

const MOST_LEVELS = Math.floor(HEIGHT / DOT / 2)

/**
 * « 18,4 %, plus que dans 85 des 91 intercommunalités » : values are compared as they are shown, so that nobody is
 * above another by less than a rounding.
 */
function placeSentence(
  { mine, peers }: Placed,
  { level, isPeer }: PlacingView,
  language: Language,
  withValue = true
): string {
  if (!('value' in mine.cell)) return ''
  const own = round(mine.cell.value, mine.decimals)
  const { below, above, others } = countAround(mine, mine.cell.value, peers)
  const number = (count: number): string => formatNumber(count, { language, decimals: 0 })
  const other = {
    fr: `${isPeer ? 'autres ' : ''}${LEVELS[level].fr}`,
    en: `${isPeer ? 'other ' : ''}${LEVELS[level].en}`
  }
  const way = below >= above ? { fr: 'plus', en: 'more' } : { fr: 'moins', en: 'less' }
  const most = Math.max(below, above)
  const said =
    most === 0
      ? {
          fr: `autant que toutes les ${LEVELS[level].fr}, aux arrondis près`,
          en: `as in all ${LEVELS[level].en}, within rounding`
        }
      : most === others
        ? {
            fr: `${way.fr} que dans les ${number(most)} ${other.fr}`,
            en: `${way.en} than in all ${number(most)} ${other.en}`
          }
        : {
            fr: `${way.fr} que dans ${number(most)} des ${number(others)} ${other.fr}`,
            en: `${way.en} than in ${number(most)} of the ${number(others)} ${other.en}`
          }
  const value = valueText(mine, mine.cell.value, language, { signed: mine.unit === 'percent' && own < 0 })
  return withValue ? `${value}, ${said[language]}` : said[language]
}

/** Only what lies within a rounding of the value must be rounded to be told from it. */
function countAround(
  mine: Figure,
  value: number,
  peers: readonly ShownFigure[]
): { readonly below: number; readonly above: number; readonly others: number } {
  const unit = 10 ** -mine.decimals
  const own = round(value, mine.decimals)
  const count = { below: 0, above: 0, others: 0 }
  for (const peer of peers) {
    if (!('value' in peer.cell) || isSame(peer, mine)) continue
    const other = peer.cell.value
    const apart = Math.abs(other - value) > unit ? other - value : round(other, mine.decimals) - own
    count.others += 1
    if (apart < 0) count.below += 1
    if (apart > 0) count.above += 1
  }
  return count
}

/** What an eye takes from the drawing, for who cannot see it. */
function spoken(placed: Placed, placing: PlacingView, language: Language): string {
  const { indicator, peers } = placed
  const values = valuesOf(peers).toSorted((a, b) => a - b)
  const at = (share: number): string =>
    valueText(indicator, values[Math.round(share * (values.length - 1))] ?? 0, language)
  const [low, quarter, threeQuarters, high] = [at(0), at(0.25), at(0.75), at(1)]
  const spread = {
    fr: `De ${low} à ${high}, la moitié entre ${quarter} et ${threeQuarters}.`,
    en: `From ${low} to ${high}, half of them between ${quarter} and ${threeQuarters}.`
  }[language]
  const place = placeSentence(placed, placing, language)
  return typeset(`${indicator.label[language]}${colon(language)}${place}. ${spread}`, language)
}

function valuedOthers(others: readonly Figure[]): readonly {
  readonly perimeter: Figure['perimeter']
  readonly value: number
  readonly text: (language: Language) => string
}[] {
  return others.flatMap((figure) => {
    const { cell, perimeter } = figure
    if (!('value' in cell)) return []
    return [{ perimeter, value: cell.value, text: (language: Language) => valueText(figure, cell.value, language) }]
  })
}

/** A territory without a value has no dot: it is said. */
function missingText(peers: readonly ShownFigure[], language: Language): readonly string[] {
  const missing = peers.filter(({ cell }) => !('value' in cell)).length
  if (missing === 0) return []
  const count = formatNumber(missing, { language, decimals: 0 })
  return [
    { fr: `${count} sans valeur diffusée, donc sans point`, en: `${count} without a published value, hence no dot` }[
      language
    ]
  ]
}

function valuesOf(figures: readonly ShownFigure[]): readonly number[] {
  return figures.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
}

function isSame(one: ShownFigure, other: ShownFigure): boolean {
  const [mine, theirs] = [one.perimeter.communes, other.perimeter.communes]
  return mine === theirs || (mine.length === theirs.length && mine.every((code, i) => code === theirs[i]))
}

const LEVELS = {
  COM: { fr: 'communes', en: 'communes' },
  EPCI: { fr: 'intercommunalités', en: 'intermunicipal authorities' },
  ZE2020: { fr: 'zones d’emploi', en: 'employment zones' },
  DEP: { fr: 'départements', en: 'departments' }
} as const satisfies Record<PlacingView['level'], Text>

const MARKS = [
  { fr: 'Trait plein', en: 'Solid line' },
  { fr: 'Pointillé', en: 'Dotted' }
] as const satisfies readonly Text[]

const NOT_A_PEER: Text = {
  fr: 'Ce territoire n’est pas l’un d’eux : il est situé parmi eux, pas classé.',
  en: 'This territory is not one of them: it is placed among them, not ranked.'
}
