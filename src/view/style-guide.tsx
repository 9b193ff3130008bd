/** The page of style: every colour, size and element in every state, with the contrasts computed from the sheet. */

import { contrastsOf, type Contrast } from '../domain/appearance/contrast.ts'
import type { Palettes } from '../domain/appearance/tokens.ts'
import type { Theme } from '../domain/appearance/theme.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { Section, SearchForm, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { ABSENCES, formatNumber } from './number.ts'
import { ProsePage, WordTable } from './prose.tsx'
import { Value } from './value.tsx'

export type StyleProps = {
  readonly frame: Frame
  readonly appearance: { readonly theme: Theme; readonly palettes: Palettes }
  /** A few live figures: a count, a rate, one that is refused. */
  readonly figures: readonly Figure[]
}

export function StylePage({ frame, appearance: { theme, palettes }, figures }: StyleProps) {
  const { language } = frame
  const word = (text: Text): string => typeset(text[language], language)
  return (
    <ProsePage frame={frame} title={TITLE} lead={LEAD}>
      <ThemeSection theme={theme} language={language} />
      <Section title={word({ fr: 'Couleurs', en: 'Colours' })} notes={[word(COLOUR_NOTE)]}>
        <ul class="colours">
          {Object.keys(palettes.light).map((name) => (
            <li>
              <svg viewBox="0 0 10 6" preserveAspectRatio="none" aria-hidden="true">
                <rect width="10" height="6" style={`fill:var(--${name})`} />
              </svg>
              <span>{name}</span>
              <span class="sub mono">
                {palettes.light[name]} {palettes.dark[name]}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={word({ fr: 'Contrastes', en: 'Contrasts' })} notes={[word(CONTRAST_NOTE)]}>
        <ContrastTable palettes={palettes} language={language} />
      </Section>
      <Section title={word({ fr: 'Lettres', en: 'Type' })} notes={[word(TYPE_NOTE)]}>
        {SIZES.map(([token, size, serif]) => (
          <p class="specimen">
            <span class="note mono">
              {token}, {size}
            </span>
            <span style={`font-size:var(--${token})${serif ? ';font-family:var(--serif);font-weight:600' : ''}`}>
              {word({ fr: 'Nœux-les-Mines, 12 345 habitants', en: 'Nœux-les-Mines, 12,345 inhabitants' })}
            </span>
          </p>
        ))}
      </Section>
      <Section title={word({ fr: 'Chiffres et absences', en: 'Figures and absences' })} notes={[word(FIGURE_NOTE)]}>
        <WordTable
          caption={word({ fr: 'Chiffres', en: 'Figures' })}
          heads={[word({ fr: 'Chiffre', en: 'Figure' }), word({ fr: 'Territoire', en: 'Territory' })]}
          rows={figures.map((figure) => [
            <Value figure={figure} language={language} />,
            figure.perimeter.label[language]
          ])}
        />
        <WordTable
          caption={word({ fr: 'Absences', en: 'Absences' })}
          heads={[word({ fr: 'Signe', en: 'Sign' }), word({ fr: 'Sens', en: 'Meaning' })]}
          rows={[
            ['0', word({ fr: 'zéro mesuré', en: 'measured zero' })],
            [ABSENCES.O[language], word({ fr: 'manquant', en: 'missing' })],
            [
              <span class="tag">{ABSENCES.Q[language]}</span>,
              word({ fr: 'secret statistique', en: 'statistical secrecy' })
            ],
            [ABSENCES.M[language], word({ fr: 'ne s’applique pas', en: 'does not apply' })]
          ]}
        />
      </Section>
      <Section title={word({ fr: 'Étiquettes, avis', en: 'Tags, notices' })} notes={[word(NOTICE_NOTE)]}>
        <p class="tags">
          <span class="tag">{word({ fr: 'Calculé', en: 'Computed' })}</span>
          <span class="tag good">{word({ fr: 'À jour', en: 'Up to date' })}</span>
          <span class="tag care">{word({ fr: 'Estimé', en: 'Estimated' })}</span>
          <span class="tag grave">{word({ fr: 'Refusé', en: 'Refused' })}</span>
        </p>
        <div class="gap">
          <p class="notice">
            <strong>{word({ fr: 'À savoir', en: 'Worth knowing' })}</strong> {word(SAMPLE)}
          </p>
          <p class="notice care">
            <strong>{word({ fr: 'Prudence', en: 'Caution' })}</strong> {word(SAMPLE)}
          </p>
          <p class="notice grave">
            <strong>{word({ fr: 'Refusé', en: 'Refused' })}</strong> {word(SAMPLE)}
          </p>
        </div>
      </Section>
      <Section title={word({ fr: 'Boutons et champs', en: 'Buttons and fields' })} notes={[word(FOCUS_NOTE)]}>
        <div class="row">
          <a class="button solid" href="#focus">
            {word({ fr: 'Principal', en: 'Main' })}
          </a>
          <a class="button" href="#focus">
            {word({ fr: 'Autre', en: 'Other' })}
          </a>
          <a class="button small" href="#focus">
            {word({ fr: 'Petit', en: 'Small' })}
          </a>
          <a class="button focused" href="#focus" id="focus">
            {word({ fr: 'Sous le focus', en: 'In focus' })}
          </a>
        </div>
        <div class="row gap">
          <div class="field">
            <label for="sample-text">{word({ fr: 'Champ', en: 'Field' })}</label>
            <input id="sample-text" value="62498" />
          </div>
          <div class="field">
            <label for="sample-choice">{word({ fr: 'Choix', en: 'Choice' })}</label>
            <select id="sample-choice">
              <option>2018</option>
              <option>2013</option>
            </select>
          </div>
        </div>
        <div class="gap reading">
          <SearchForm language={language} />
        </div>
      </Section>
      <Section title={word({ fr: 'Graphiques et cartes', en: 'Charts and maps' })} notes={[word(CHART_NOTE)]}>
        <p class="swatches">
          {[0, 1, 2, 3, 4, 5].map((level) => (
            <span class="keep">
              <i class={`swatch c${level}`} /> {level === 0 ? ABSENCES.O[language] : level}{' '}
            </span>
          ))}
        </p>
        <svg
          class="scale gap"
          viewBox="0 0 300 20"
          role="img"
          aria-label={word({
            fr: 'Une échelle : le territoire, sa région, son pays',
            en: 'A scale: the territory, its region, its country'
          })}
        >
          <line x1="0" x2="300" y1="10" y2="10" />
          <line class="tick" x1="120" x2="120" y1="3" y2="17" />
          <line class="tick second" x1="90" x2="90" y1="3" y2="17" />
          <circle cx="190" cy="10" r="6" />
        </svg>
      </Section>
    </ProsePage>
  )
}

/** What this observatory changes, and how another would. */
function ThemeSection({ theme, language }: { readonly theme: Theme; readonly language: Language }) {
  const word = (text: Text): string => typeset(text[language], language)
  const changed = [...new Set([...Object.keys(theme.light), ...Object.keys(theme.dark)])]
  const own = theme.name !== undefined || theme.logo !== undefined || changed.length > 0
  return (
    <Section title={word({ fr: 'Thème', en: 'Theme' })} notes={[word(THEME_NOTE)]}>
      <p class="reading">{word(own ? THEME_OWN : THEME_NONE)}</p>
      {own && (
        <dl class="sheet gap">
          {theme.name && (
            <div>
              <dt>{word({ fr: 'Nom', en: 'Name' })}</dt>
              <dd>{theme.name[language]}</dd>
            </div>
          )}
          {theme.logo && (
            <div>
              <dt>{word({ fr: 'Logo', en: 'Logo' })}</dt>
              <dd class="mono">{[theme.logo, theme.logoDark].filter(Boolean).join(', ')}</dd>
            </div>
          )}
          {changed.length > 0 && (
            <div>
              <dt>{word({ fr: 'Couleurs', en: 'Colours' })}</dt>
              <dd class="mono">{changed.join(', ')}</dd>
            </div>
          )}
        </dl>
      )}
      <pre
        class="code gap"
        tabindex={0}
        role="region"
        aria-label={word({ fr: 'Exemple de thème', en: 'Sample theme' })}
      >
        {SAMPLE_THEME.map((piece) => (typeof piece === 'string' ? piece : <span lang={piece.lang}>{piece.text}</span>))}
      </pre>
    </Section>
  )
}

function ContrastTable({ palettes, language }: { readonly palettes: Palettes; readonly language: Language }) {
  const dark = contrastsOf(palettes.dark)
  return (
    <table class="table">
      <caption class="unseen">{{ fr: 'Contrastes', en: 'Contrasts' }[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{{ fr: 'Emploi', en: 'Use' }[language]}</th>
          <th scope="col" class="large">
            {{ fr: 'Paire', en: 'Pair' }[language]}
          </th>
          <th scope="col" class="n">
            {{ fr: 'Au moins', en: 'At least' }[language]}
          </th>
          <th scope="col" class="n">
            {{ fr: 'Clair', en: 'Light' }[language]}
          </th>
          <th scope="col" class="n">
            {{ fr: 'Sombre', en: 'Dark' }[language]}
          </th>
        </tr>
      </thead>
      <tbody class="scan">
        {contrastsOf(palettes.light).map((one) => {
          const other = dark.find(({ front, back }) => front === one.front && back === one.back)
          return (
            <tr>
              <th scope="row">{one.use[language]}</th>
              <td class="large mono">
                {one.front} / {one.back}
              </td>
              <td class="n">{formatNumber(one.least, { language, decimals: Number.isInteger(one.least) ? 0 : 1 })}</td>
              <td class="n">{ratioText(one, language)}</td>
              <td class="n">{other && ratioText(other, language)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Rounded down: 4.49 is not 4.5. */
function ratioText({ ratio }: Contrast, language: Language): string {
  return formatNumber(Math.floor(ratio * 10) / 10, { language, decimals: 1 })
}

const SIZES = [
  ['t5', '44 px', true],
  ['t4', '34 px', true],
  ['t3', '27 px', true],
  ['t2', '21 px', true],
  ['t1', '17 px', false],
  ['t0', '15 px', false],
  ['t-1', '13 px', false]
] as const

const SAMPLE_THEME: readonly (string | { readonly lang: Language; readonly text: string })[] = [
  'name: { fr: ',
  { lang: 'fr', text: 'Observatoire des vallées' },
  ', en: ',
  { lang: 'en', text: 'Observatory of the valleys' },
  ` }
logo: theme/logo.svg
logo-dark: theme/logo-dark.svg
light: { brick: "#7a2f6b", link: "#1d4f87" }
dark: { brick: "#e29ad2", link: "#9cc6f2" }
`
]
const THEME_NOTE: Text = {
  fr: 'Nom, logo et couleurs dans un seul fichier du dossier, « theme.yaml ». Un contraste trop bas est refusé au chargement.',
  en: 'Name, logo and colours in one file of the folder, “theme.yaml”. A contrast that is too low is refused at load.'
}
const THEME_NONE: Text = {
  fr: 'Cet observatoire garde le nom, le logo et les couleurs d’origine. Un autre écrirait par exemple :',
  en: 'This observatory keeps the original name, logo and colours. Another would write, for example:'
}
const THEME_OWN: Text = {
  fr: 'Cet observatoire a son propre thème. Le fichier s’écrit ainsi :',
  en: 'This observatory has a theme of its own. The file is written so:'
}

const TITLE: Text = { fr: 'Style', en: 'Style' }
const LEAD: Text = {
  fr: 'Charbon pour le texte et les filets, lin pour les fonds, brique pour le territoire qu’on lit, vert pour ce qui se suit, ocre pour la prudence.',
  en: 'Coal for text and rules, linen for grounds, brick for the territory being read, green for what can be followed, ochre for caution.'
}
const COLOUR_NOTE: Text = {
  fr: 'En clair, puis en sombre. L’appareil choisit.',
  en: 'In light, then in dark. The device chooses.'
}
const CONTRAST_NOTE: Text = {
  fr: 'Calculés à chaque affichage depuis la feuille de style, selon WCAG 2.2, arrondis vers le bas.',
  en: 'Computed at each display from the style sheet, as WCAG 2.2 says, rounded down.'
}
const TYPE_NOTE: Text = {
  fr: 'Atkinson Hyperlegible Next pour lire, Source Serif 4 pour les titres et les grands nombres.',
  en: 'Atkinson Hyperlegible Next to read, Source Serif 4 for titles and large numbers.'
}
const FIGURE_NOTE: Text = {
  fr: 'Un nombre souligné de points s’ouvre. Une absence dit pourquoi.',
  en: 'A number with a dotted underline opens. An absence says why.'
}
const NOTICE_NOTE: Text = {
  fr: 'La couleur double un mot, jamais l’inverse.',
  en: 'Colour doubles a word, never the reverse.'
}
const FOCUS_NOTE: Text = {
  fr: 'Focus : trait de 3 px à l’encre, écarté de 2 px. Champs et boutons hauts de 44 px, 32 dans les barres.',
  en: 'Focus: an ink line of 3 px, 2 px away. Fields and buttons are 44 px high, 32 in toolbars.'
}
const CHART_NOTE: Text = {
  fr: 'Le territoire en brique, ses pairs en gris, la région en trait plein, le pays en pointillé.',
  en: 'The territory in brick, its peers in grey, the region as a solid tick, the country as a dotted one.'
}
const SAMPLE: Text = {
  fr: 'Une phrase courte, qui dit ce qu’on a trouvé et ce qu’on attendait.',
  en: 'A short sentence, that says what was found and what was expected.'
}
