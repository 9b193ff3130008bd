/** For a class: figures with what they mean, a chart to draw by hand, a map, how to cite, and a look at an article. */

import type { Figure } from '../domain/indicators/figure.ts'
import { dayWords } from '../domain/shared/day.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import type { CheckedArticle, CheckedNumber, Cited, ClassKit, ToDraw } from '../domain/editions/class-kit.ts'
import { CHARTS } from './chart-names.ts'
import { Section, type Frame } from './layout.tsx'
import { plotLines } from './line-plot.ts'
import { typeset } from './messages.ts'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { sourcesOf, spokenSentence } from './speech-text.ts'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'
import { unitOf } from './units.ts'
import { addressOf, Value, valueText } from './value.tsx'

export type ClassKitProps = {
  readonly frame: Frame
  readonly kit: ClassKit
  readonly perimeter: Perimeter
  readonly listed: readonly Perimeter[]
  /** Whether issues of the booklet show photographs, each with its author and its licence. */
  readonly hasPhotographs: boolean
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly article?: CheckedArticle
  /** What was written and could not be looked at. */
  readonly refused?: { readonly text: string; readonly why: Text }
}

const WORDS = {
  title: { fr: 'Kit de classe', en: 'Class kit' },
  lead: {
    fr: 'De quoi écrire quelque chose de vrai sur son territoire : des chiffres expliqués, un graphique à tracer, une carte, et de quoi vérifier son article.',
    en: 'What it takes to write something true about a place: figures explained, a chart to draw, a map, and a check of one’s article.'
  },
  territory: { fr: 'Territoire', en: 'Territory' },
  choose: { fr: 'Préparer le kit', en: 'Prepare the kit' },
  figures: { fr: 'Des chiffres expliqués', en: 'Figures explained' },
  none: { fr: 'Aucun chiffre pour ce territoire.', en: 'No figure for this territory.' },
  draw: { fr: 'Un graphique à tracer', en: 'A chart to draw' },
  drawNote: {
    fr: 'Imprimez la page : placez un point par période sur le quadrillage, puis reliez-les.',
    en: 'Print the page: put a point for each period on the grid, then join them.'
  },
  grid: { fr: 'Quadrillage vide, à remplir', en: 'Empty grid, to be filled in' },
  answer: { fr: 'Le graphique fait par l’observatoire', en: 'The chart drawn by the observatory' },
  period: { fr: 'Période', en: 'Period' },
  map: { fr: 'Une carte', en: 'A map' },
  mapNote: {
    fr: 'Libre de reprise, avec la source qui est écrite dessous.',
    en: 'Free to use, with the source written under it.'
  },
  photographs: { fr: 'Photographies', en: 'Photographs' },
  noPhotographs: {
    fr: 'Aucune photographie libre de droits n’est encore dans cet observatoire. Prenez les vôtres, et écrivez qui les a prises.',
    en: 'No photograph that is free to use is in this observatory yet. Take your own, and say who took them.'
  },
  somePhotographs: {
    fr: 'Celles des éditions du livret portent chacune son auteur et sa licence : recopiez-les avec l’image.',
    en: 'Those in the issues of the booklet each bear their author and licence: copy both with the picture.'
  },
  editions: { fr: 'Voir les éditions', en: 'See the issues' },
  cite: { fr: 'Citer ses sources', en: 'Citing one’s sources' },
  citeHow: {
    fr: 'Un chiffre dit toujours de quoi, où, quand et d’après qui. Copiez l’adresse de sa page dans votre article : chacun pourra vérifier.',
    en: 'A figure always says of what, where, when and according to whom. Copy the address of its page into your article: anybody can check.'
  },
  article: { fr: 'Vérifier mon article', en: 'Check my article' },
  articleNote: {
    fr: 'Rien n’est gardé : le texte est lu, puis oublié.',
    en: 'Nothing is kept: the text is read, then forgotten.'
  },
  text: { fr: 'Texte de l’article', en: 'Text of the article' },
  check: { fr: 'Vérifier', en: 'Check' },
  yourSources: { fr: 'Sources de l’article', en: 'Sources of the article' },
  noSources: {
    fr: 'Aucune adresse de chiffre dans le texte : collez celle de chaque chiffre que vous citez.',
    en: 'No address of a figure in the text: paste that of each figure you quote.'
  },
  numbers: { fr: 'Nombres du texte', en: 'Numbers in the text' },
  noNumbers: { fr: 'Aucun nombre à vérifier.', en: 'No number to check.' },
  unknown: {
    fr: 'd’où vient-il ? Aucun chiffre de l’observatoire ne se lit ainsi.',
    en: 'where does it come from? No figure of the observatory reads like this.'
  },
  perhaps: { fr: 'peut-être :', en: 'perhaps:' }
} as const satisfies Record<string, Text>

/** No territory was asked for, and the observatory has none to begin with. */
export function NoClassKitPage({ frame }: Pick<ClassKitProps, 'frame'>) {
  const { language } = frame
  return (
    <TitledPage frame={frame} title={WORDS.title[language]} lead={typeset(WORDS.lead[language], language)}>
      <Unfilled part="perimeters" language={language} />
    </TitledPage>
  )
}

export function ClassKitPage(props: ClassKitProps) {
  const { frame, kit, perimeter, listed, hasPhotographs, today, article, refused } = props
  const { language } = frame
  const word = wordsIn(language)
  // What depends on size would draw where people live, whatever it is of.
  const mapped = kit.lines.find(({ indicator }) => indicator.formula.kind !== 'level')?.indicator
  return (
    <TitledPage frame={frame} title={word('title')} description={word('lead')} lead={word('lead')}>
      <form class="row wide-gap" action={pathTo('classKit', language)}>
        <p class="field">
          <label for="territory">{word('territory')}</label>
          <select id="territory" name={QUERY.territory[language]}>
            {[...(listed.some(({ id }) => id === perimeter.id) ? [] : [perimeter]), ...listed].map(({ id, label }) => (
              <option value={id} selected={id === perimeter.id}>
                {label[language]}
              </option>
            ))}
          </select>
        </p>
        <button class="button solid" type="submit">
          {word('choose')}
        </button>
      </form>
      <Section title={word('figures')} notes={[perimeter.label[language], dayWords(today)[language]]}>
        {kit.lines.length === 0 && <p class="reading">{word('none')}</p>}
        <ol class="sayings">
          {kit.lines.map((line) => (
            <li>
              <p class="cited">{spokenSentence(line, language)}</p>
              <p class="reading">{typeset(line.indicator.definition[language], language)}</p>
              <p class="note">
                <Value figure={line.answer.figure} language={language} /> {sourcesOf(line, language).join(' · ')}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      {kit.chart && <Drawing chart={kit.chart} language={language} />}
      {mapped && (
        <Section title={word('map')} notes={[word('mapNote')]}>
          <img
            class="pictured"
            src={`${pathTo('indicators', language, mapped.id)}.svg?${QUERY.chart[language]}=${CHARTS.map[language]}&${QUERY.territory[language]}=${perimeter.id}`}
            alt={`${word('map')} : ${mapped.label[language]}, ${perimeter.label[language]}`}
          />
          <p class="note gap">
            <a href={pathTo('indicators', language, mapped.id)}>{mapped.label[language]}</a>
          </p>
        </Section>
      )}
      <Section title={word('photographs')}>
        <p class="reading">{word(hasPhotographs ? 'somePhotographs' : 'noPhotographs')}</p>
        {hasPhotographs && (
          <p class="gap">
            <a href={pathTo('editions', language)}>{word('editions')}</a>
          </p>
        )}
      </Section>
      <Section title={word('cite')}>
        <p class="reading">{word('citeHow')}</p>
        {kit.lines[0] && (
          <p class="cited gap">{citation({ ...kit.lines[0], figure: kit.lines[0].answer.figure }, language)}</p>
        )}
      </Section>
      <Section id="article" title={word('article')} notes={[word('articleNote')]}>
        <form
          method="post"
          action={`${pathTo('classKit', language)}?${QUERY.territory[language]}=${perimeter.id}#article`}
        >
          <p class="field">
            <label for="text">{word('text')}</label>
            <textarea id="text" name="text" rows={12} aria-describedby={refused ? 'refused' : undefined}>
              {refused?.text ?? article?.text ?? ''}
            </textarea>
          </p>
          {refused && (
            <p class="notice care" id="refused" role="alert">
              {typeset(refused.why[language], language)}
            </p>
          )}
          <button class="button gap" type="submit">
            {word('check')}
          </button>
        </form>
        {article && <Checked article={article} language={language} />}
      </Section>
    </TitledPage>
  )
}

type WordOf = (name: keyof typeof WORDS) => string

function wordsIn(language: Language): WordOf {
  return (name) => typeset(WORDS[name][language], language)
}

/** « Population, Pôle métropolitain de l’Artois, 2018. Insee, … » */
function citation({ figure, indicator, sources }: Cited, language: Language): string {
  const named = `${indicator.label[language]}, ${figure.perimeter.label[language]}, ${periodText(figure.period, language)}`
  const from = sources.map(
    ({ source, vintage }) => `${source.producer[language]}, ${source.label[language]}, ${vintage.edition}`
  )
  return typeset([named, ...from].join('. ') + '.', language)
}

function Drawing({ chart: { indicator, figures }, language }: { readonly chart: ToDraw; readonly language: Language }) {
  const word = wordsIn(language)
  const unit = unitOf(indicator.unit).label[language]
  return (
    <Section title={word('draw')} notes={[word('drawNote')]}>
      <table class="table narrow">
        <caption>
          {indicator.label[language]}, {unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">{word('period')}</th>
            <th scope="col" class="n">
              {unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr>
              <th scope="row">{periodText(figure.period, language)}</th>
              <td class="n">
                <Value figure={figure} language={language} bare />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Grid figures={figures} title={word('grid')} language={language} />
      <p class="note gap">
        <a href={pathTo('indicators', language, indicator.id)}>{word('answer')}</a>
      </p>
    </Section>
  )
}

/** In units of the drawing: room for the ticks at the left and the dates below. */
const [WIDTH, HEIGHT, LEFT, FOOT, HEAD] = [720, 420, 90, 40, 16]

/** As wide as its periods, as tall as its values: all that is missing is the line. */
function Grid({
  figures,
  title,
  language
}: {
  readonly figures: readonly Figure[]
  readonly title: string
  readonly language: Language
}) {
  const plot = plotLines([{ label: '', figures, mine: true }], [])
  const [sample] = figures
  if (!plot || !sample) return null
  const x = (share: number): number => LEFT + 20 + share * (WIDTH - LEFT - 60)
  const y = (share: number): number => HEAD + share * (HEIGHT - HEAD - FOOT)
  return (
    <svg class="paper gap" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {plot.ticks.map((tick) => (
        <>
          <path d={`M${LEFT} ${y(tick.y)}H${WIDTH}`} />
          <text x={LEFT - 8} y={y(tick.y) + 5} text-anchor="end">
            {valueText({ unit: sample.unit, decimals: plot.tickDecimals }, tick.value, language, { bare: true })}
          </text>
        </>
      ))}
      {plot.lines
        .flatMap(({ runs }) => runs.flat())
        .map((point) => (
          <>
            <path d={`M${x(point.x)} ${HEAD}V${HEIGHT - FOOT}`} />
            <text x={x(point.x)} y={HEIGHT - FOOT + 22} text-anchor="middle">
              {periodText(point.figure.period, language)}
            </text>
          </>
        ))}
    </svg>
  )
}

function Checked({
  article: { cited, lost, numbers },
  language
}: {
  readonly article: CheckedArticle
  readonly language: Language
}) {
  const word = wordsIn(language)
  return (
    <div role="status">
      <h3 class="wide-gap">{word('yourSources')}</h3>
      {cited.length === 0 && lost.length === 0 && <p class="reading">{word('noSources')}</p>}
      <ol class="lines">
        {cited.map((one) => (
          <li>
            {citation(one, language)} <a href={addressOf(one.figure, language)}>{addressOf(one.figure, language)}</a>
          </li>
        ))}
        {lost.map(({ address, why }) => (
          <li>
            <span class="tag care">{address}</span> {typeset(why[language], language)}
          </li>
        ))}
      </ol>
      <h3 class="wide-gap">{word('numbers')}</h3>
      {numbers.length === 0 && <p class="reading">{word('noNumbers')}</p>}
      <ul class="lines">
        {numbers.map((number) => (
          <Found number={number} language={language} />
        ))}
      </ul>
    </div>
  )
}

function Found({
  number: { text, figures },
  language
}: {
  readonly number: CheckedNumber
  readonly language: Language
}) {
  const word = wordsIn(language)
  return (
    <li>
      <strong>{text}</strong>{' '}
      {figures.length === 0 ? (
        <>
          <span class="tag care">?</span> {word('unknown')}
        </>
      ) : (
        <>
          {word('perhaps')}{' '}
          {figures.map((one, i) => (
            <>
              {i > 0 && ' ; '}
              <a href={addressOf(one.figure, language)}>{citation(one, language)}</a>
            </>
          ))}
        </>
      )}
    </li>
  )
}
