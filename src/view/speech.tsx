/** Figures to be said aloud: a choice, sentences with their sources and what to beware of, a text to take away. */

import { dayWords } from '../domain/shared/day.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { MOST_SAID, type Line, type Speech } from '../domain/editions/speech.ts'
import { IndicatorChoices, type ThemedIndicators } from './indicator-choices.tsx'
import { Section, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { pathTo, QUERY } from './paths.ts'
import { reasonText } from './reason-text.ts'
import { sourcesOf, speechSources, speechText, spokenSentence, WARNING_WORDS, warningText } from './speech-text.ts'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'
import { addressOf } from './value.tsx'

export type SpeechProps = {
  readonly frame: Frame
  readonly speech: Speech
  readonly themes: ThemedIndicators
  readonly listed: readonly Perimeter[]
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** What was asked for and could not be had. */
  readonly trouble?: Text
}

const WORDS = {
  title: { fr: 'Préparer un discours', en: 'Prepare a speech' },
  lead: {
    fr: 'Des phrases à dire, chacune avec son territoire, sa période et sa source. Les grands nombres sont arrondis avec des mots qui restent vrais : « plus de 6 100 » ne se dit que de 6 100 à 6 199.',
    en: 'Sentences to say, each with its territory, its period and its source. Large numbers are rounded with words that stay true: "more than 6,100" is only said from 6,100 to 6,199.'
  },
  choice: { fr: 'De quoi parler', en: 'What to speak of' },
  territory: { fr: 'Territoire', en: 'Territory' },
  versus: { fr: 'Comparé à', en: 'Compared with' },
  alone: { fr: 'aucun', en: 'none' },
  indicators: { fr: 'Choisir les indicateurs', en: 'Choose the indicators' },
  most: {
    fr: `${MOST_SAID} au plus. Sans choix, un nombre et un taux de chaque thème.`,
    en: `${MOST_SAID} at most. Without a choice, one count and one rate of each theme.`
  },
  show: { fr: 'Préparer les phrases', en: 'Prepare the sentences' },
  sentences: { fr: 'À dire', en: 'To say' },
  exact: { fr: 'le chiffre exact et sa source', en: 'the exact figure and its source' },
  none: {
    fr: 'Rien à dire de ces indicateurs pour ce territoire. Choisissez-en d’autres, ou un autre territoire.',
    en: 'Nothing to say of these indicators for this territory. Choose others, or another territory.'
  },
  silent: { fr: 'Sans valeur ici', en: 'No value here' },
  sources: { fr: 'Sources', en: 'Sources' },
  take: { fr: 'À emporter', en: 'To take away' },
  takeNote: { fr: 'Le même texte, à copier ou à télécharger.', en: 'The same text, to copy or to download.' },
  text: { fr: 'Texte du discours', en: 'Text of the speech' },
  download: { fr: 'Télécharger (.txt)', en: 'Download (.txt)' }
} as const satisfies Record<string, Text>

/** No territory was asked for, and the observatory has none to begin with. */
export function NoSpeechPage({ frame }: Pick<SpeechProps, 'frame'>) {
  const { language } = frame
  return (
    <TitledPage
      frame={frame}
      title={WORDS.title[language]}
      current="speech"
      lead={typeset(WORDS.lead[language], language)}
    >
      <Unfilled part="perimeters" language={language} />
    </TitledPage>
  )
}

export function SpeechPage({ frame, speech, themes, listed, today, trouble }: SpeechProps) {
  const { language } = frame
  const word = (name: keyof typeof WORDS): string => typeset(WORDS[name][language], language)
  const sources = speechSources(speech, language)
  return (
    <TitledPage frame={frame} title={word('title')} description={word('lead')} current="speech" lead={word('lead')}>
      {trouble && <p class="notice care gap">{typeset(trouble[language], language)}</p>}
      <Section title={word('choice')}>
        <form action={pathTo('speech', language)}>
          <div class="row">
            <p class="field">
              <label for="territory">{word('territory')}</label>
              <select id="territory" name={QUERY.territory[language]}>
                <Choices listed={listed} chosen={speech.perimeter} language={language} />
              </select>
            </p>
            <p class="field">
              <label for="with">{word('versus')}</label>
              <select id="with" name={QUERY.with[language]}>
                <option value="">{word('alone')}</option>
                <Choices listed={listed} chosen={speech.versus} language={language} />
              </select>
            </p>
          </div>
          <details class="data">
            <summary>{word('indicators')}</summary>
            <p class="note gap">{word('most')}</p>
            <IndicatorChoices themes={themes} chosen={speech.chosen} language={language} />
          </details>
          <button class="button solid gap" type="submit">
            {word('show')}
          </button>
        </form>
      </Section>
      <Section title={word('sentences')} notes={[dayWords(today)[language]]}>
        {themes.length === 0 && <Unfilled part="indicators" language={language} />}
        {themes.length > 0 && speech.lines.length === 0 && <p class="reading">{word('none')}</p>}
        <ol class="sayings">
          {speech.lines.map((line) => (
            <Saying line={line} sources={sources} exact={word('exact')} language={language} />
          ))}
        </ol>
        {speech.silent.length > 0 && (
          <>
            <h3 class="wide-gap">{word('silent')}</h3>
            <ul class="lines">
              {speech.silent.map(({ indicator, reason }) => (
                <li>
                  {indicator.label[language]}
                  {reason && <span class="note"> {reasonText(reason, language)}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      {sources.length > 0 && (
        <Section title={word('sources')}>
          <ol class="lines">
            {sources.map((one, i) => (
              <li id={`source-${i + 1}`}>
                [{i + 1}] {one}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {speech.lines.length > 0 && (
        <Section title={word('take')} notes={[word('takeNote')]}>
          <p class="field">
            <label for="speech">{word('text')}</label>
            <textarea id="speech" rows={14} readonly>
              {speechText(speech, dayWords(today)[language], language)}
            </textarea>
          </p>
          <p class="actions gap">
            <a class="button small" href={speechHref(speech, language, '.txt')}>
              {word('download')}
            </a>
          </p>
        </Section>
      )}
    </TitledPage>
  )
}

function Choices({
  listed,
  chosen,
  language
}: Pick<SpeechProps, 'listed'> & { readonly chosen: Perimeter | undefined; readonly language: Language }) {
  const others = chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen] : []
  return (
    <>
      {[...others, ...listed].map(({ id, label }) => (
        <option value={id} selected={chosen?.id === id}>
          {label[language]}
        </option>
      ))}
    </>
  )
}

function Saying({
  line,
  sources,
  exact,
  language
}: {
  readonly line: Line
  readonly sources: readonly string[]
  readonly exact: string
  readonly language: Language
}) {
  const { indicator, answer, warnings } = line
  return (
    <li>
      <p class="cited">{spokenSentence(line, language)}</p>
      <p class="note">
        <a href={addressOf(answer.figure, language)} aria-label={`${indicator.label[language]} : ${exact}`}>
          {exact}
        </a>{' '}
        {sourcesOf(line, language).map((one) => {
          const place = sources.indexOf(one) + 1
          return (
            <>
              <a href={`#source-${place}`}>[{place}]</a>{' '}
            </>
          )
        })}
      </p>
      {warnings.map((one) => (
        <p class="note">
          <span class="tag care">{WARNING_WORDS[one.kind][language]}</span>{' '}
          {typeset(warningText(one, language), language)}
        </p>
      ))}
    </li>
  )
}

/** The address of a speech. @param ending of the file, or nothing for the page */
function speechHref({ perimeter, versus, chosen }: Speech, language: Language, ending = ''): string {
  const query = new URLSearchParams({ [QUERY.territory[language]]: perimeter.id })
  if (versus) query.set(QUERY.with[language], versus.id)
  if (chosen.length > 0) query.set(QUERY.indicators[language], chosen.join(','))
  return `${pathTo('speech', language)}${ending}?${query}`
}
