/** The accessibility statement: each criterion with its state and how it is known. */

import type { Language, Text } from '../domain/shared/text.ts'
import { Section, type Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { Paragraphs, ProsePage, WordTable } from './prose.tsx'
import { RGAA, RGAA_THEMES, WCAG_22, type CriterionState, type Evidence } from './rgaa.ts'

export function AccessibilityPage({ frame }: { readonly frame: Frame }) {
  const { language } = frame
  const word = (text: Text): string => typeset(text[language], language)
  const count = (state: CriterionState): number => RGAA.filter((one) => one.state === state).length
  return (
    <ProsePage frame={frame} title={TITLE} lead={LEAD}>
      <Section
        title={word({ fr: 'État', en: 'State' })}
        notes={[word({ fr: 'RGAA 4.1, 106 critères.', en: 'RGAA 4.1, 106 criteria.' })]}
      >
        <dl class="keys">
          {(['met', 'failed', 'unchecked', 'not-applicable'] as const).map((state) => (
            <div>
              <dt>{word(STATES[state])}</dt>
              <dd class="v">{count(state)}</dd>
            </div>
          ))}
        </dl>
        <div class="gap">
          <Paragraphs texts={HONESTY} language={language} />
        </div>
      </Section>
      {RGAA_THEMES.map((theme, i) => (
        <Section title={`${i + 1}. ${theme[language]}`}>
          <WordTable
            caption={theme[language]}
            heads={[
              word({ fr: 'Critère', en: 'Criterion' }),
              word({ fr: 'État', en: 'State' }),
              word({ fr: 'Comment on le sait', en: 'How we know' })
            ]}
            rows={RGAA.filter(({ id }) => id.startsWith(`${i + 1}.`)).map(({ id, label, state, evidence }) => [
              `${id} ${label[language]}`,
              <State state={state} language={language} />,
              word(EVIDENCE[evidence])
            ])}
          />
        </Section>
      ))}
      <Section title={word({ fr: 'Ajouts de WCAG 2.2 AA', en: 'WCAG 2.2 AA additions' })}>
        <WordTable
          caption="WCAG 2.2"
          heads={[
            word({ fr: 'Critère', en: 'Criterion' }),
            word({ fr: 'État', en: 'State' }),
            word({ fr: 'Raison', en: 'Reason' })
          ]}
          rows={WCAG_22.map(({ id, label, state, why }) => [
            `${id} ${label[language]}`,
            <State state={state} language={language} />,
            word(why)
          ])}
        />
      </Section>
      <Section title={word({ fr: 'Un obstacle ?', en: 'A barrier?' })}>
        <Paragraphs texts={HELP} language={language} />
      </Section>
    </ProsePage>
  )
}

function State({ state, language }: { readonly state: CriterionState; readonly language: Language }) {
  const tone = { met: ' good', failed: ' grave', unchecked: ' care', 'not-applicable': '' }[state]
  return <span class={`tag${tone}`}>{STATES[state][language]}</span>
}

const TITLE: Text = { fr: 'Accessibilité : partiellement conforme', en: 'Accessibility: partially compliant' }
const LEAD: Text = {
  fr: 'Ce site se lit au clavier, sans JavaScript, en clair et en sombre. Il n’a pas encore été audité par une personne : voici critère par critère ce que nous savons.',
  en: 'This site reads by keyboard, without JavaScript, in light and in dark. It has not been audited by a person yet: here, criterion by criterion, is what we know.'
}

const STATES = {
  met: { fr: 'Conforme', en: 'Met' },
  failed: { fr: 'Non conforme', en: 'Not met' },
  unchecked: { fr: 'À vérifier', en: 'Not checked' },
  'not-applicable': { fr: 'Non applicable', en: 'Not applicable' }
} as const satisfies Record<CriterionState, Text>

const EVIDENCE = {
  axe: {
    fr: 'Testé par machine (axe-core), sur des pages de chaque type',
    en: 'Tested by machine (axe-core), on pages of each type'
  },
  browser: {
    fr: 'Vérifié dans un navigateur à chaque changement du code, sur des pages de chaque type',
    en: 'Checked in a browser at each change of the code, on pages of each type'
  },
  reading: { fr: 'Relu dans le code', en: 'Read in the code' },
  nobody: { fr: 'Demande un jugement humain, pas encore fait', en: 'Needs a human judgement, not made yet' },
  'no-content': { fr: 'Aucun contenu de ce genre', en: 'No such content' }
} as const satisfies Record<Evidence, Text>

const HONESTY: readonly Text[] = [
  {
    fr: '« Conforme » veut dire : vérifié par une machine, ou relu dans le code par ceux qui l’ont écrit. Ce n’est pas un audit. Une machine ne voit qu’une partie des défauts.',
    en: '“Met” means: checked by a machine, or read in the code by those who wrote it. It is not an audit. A machine sees only a part of the faults.'
  },
  {
    fr: 'Dans un navigateur, à chaque changement du code, des pages de chaque type sont ouvertes à 1440, 360 et 320 px, en clair et en sombre, avec un texte deux fois plus grand ; l’ordre de lecture et le parcours au clavier y sont suivis sur les principales, ainsi que les couleurs forcées, l’impression et l’espacement du texte.',
    en: 'In a browser, at each change of the code, pages of each type are opened at 1440, 360 and 320 px, in light and in dark, with text twice as large; on the main ones reading order and keyboard are followed, and so are forced colours, print and text spacing.'
  },
  {
    fr: 'Langue : les titres, lois et citations laissés dans leur langue sont marqués ; les noms propres (communes, intercommunalités, musées) ne le sont pas.',
    en: 'Language: titles, laws and quotations left in their own are marked; proper names (communes, intermunicipal authorities, museums) are not.'
  },
  {
    fr: 'N’ont pas été essayés : les lecteurs d’écran eux-mêmes, la commande vocale, les loupes. Aucune personne handicapée n’a encore été consultée.',
    en: 'Not tried: screen readers themselves, voice control, magnifiers. No disabled person has been consulted yet.'
  },
  {
    fr: 'Les contrastes sont calculés à partir des couleurs du site et montrés sur la page de style.',
    en: 'Contrasts are computed from the colours of the site and shown on the style page.'
  }
]

const HELP: readonly Text[] = [
  {
    fr: 'Si une page vous résiste, écrivez à l’éditeur, nommé dans les mentions légales. Sans réponse, vous pouvez saisir le Défenseur des droits : defenseurdesdroits.fr.',
    en: 'If a page resists you, write to the publisher named in the legal notice. Without an answer, you may turn to the French Défenseur des droits: defenseurdesdroits.fr.'
  }
]
