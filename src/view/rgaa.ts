/** The 106 criteria of RGAA 4.1 with the state of each, told honestly: what a machine tested, what was read, what was not. */

import type { Text } from '../domain/shared/text.ts'

export type CriterionState = 'met' | 'failed' | 'not-applicable' | 'unchecked'

/** How the state is known. */
export type Evidence = 'axe' | 'browser' | 'reading' | 'nobody' | 'no-content'

export type Criterion = {
  /** `3.2`: theme, then place in it. */
  readonly id: string
  readonly label: Text
  readonly state: CriterionState
  readonly evidence: Evidence
}

export const RGAA_THEMES: readonly Text[] = [
  { fr: 'Images', en: 'Images' },
  { fr: 'Cadres', en: 'Frames' },
  { fr: 'Couleurs', en: 'Colours' },
  { fr: 'Multimédia', en: 'Multimedia' },
  { fr: 'Tableaux', en: 'Tables' },
  { fr: 'Liens', en: 'Links' },
  { fr: 'Scripts', en: 'Scripts' },
  { fr: 'Éléments obligatoires', en: 'Mandatory elements' },
  { fr: 'Structure', en: 'Structure' },
  { fr: 'Présentation', en: 'Presentation' },
  { fr: 'Formulaires', en: 'Forms' },
  { fr: 'Navigation', en: 'Navigation' },
  { fr: 'Consultation', en: 'Reading' }
]

/** Number, French, English, state and evidence, one a line. */
const CRITERIA = `
1.1|Alternative des images porteuses d’information|Alternative of informative images|met|axe
1.2|Images de décoration ignorées|Decorative images ignored|met|reading
1.3|Alternative pertinente|Relevant alternative|met|reading
1.4|Alternative des CAPTCHA|Alternative of CAPTCHAs|not-applicable|no-content
1.5|Autre accès que le CAPTCHA|Other access than a CAPTCHA|not-applicable|no-content
1.6|Description détaillée si nécessaire|Detailed description where needed|met|reading
1.7|Description détaillée pertinente|Relevant detailed description|met|reading
1.8|Pas de texte en image|No text as an image|met|reading
1.9|Légende reliée à son image|Caption tied to its image|met|browser
2.1|Cadres titrés|Titled frames|not-applicable|no-content
2.2|Titres de cadre pertinents|Relevant frame titles|not-applicable|no-content
3.1|Pas d’information par la couleur seule|No information by colour alone|met|reading
3.2|Contraste du texte|Contrast of text|met|axe
3.3|Contraste des composants et des graphiques|Contrast of components and graphics|met|reading
4.1|Transcription ou audiodescription|Transcript or audio description|not-applicable|no-content
4.2|Transcription pertinente|Relevant transcript|not-applicable|no-content
4.3|Sous-titres|Captions|not-applicable|no-content
4.4|Sous-titres pertinents|Relevant captions|not-applicable|no-content
4.5|Audiodescription|Audio description|not-applicable|no-content
4.6|Audiodescription pertinente|Relevant audio description|not-applicable|no-content
4.7|Média identifiable|Identifiable media|not-applicable|no-content
4.8|Alternative des médias non temporels|Alternative of non-timed media|met|reading
4.9|Alternative pertinente|Relevant alternative|met|reading
4.10|Son contrôlable|Sound under control|not-applicable|no-content
4.11|Média au clavier|Media by keyboard|not-applicable|no-content
4.12|Média non temporel au clavier|Non-timed media by keyboard|met|browser
4.13|Média et aides techniques|Media and assistive tools|unchecked|nobody
5.1|Résumé des tableaux complexes|Summary of complex tables|not-applicable|no-content
5.2|Résumé pertinent|Relevant summary|not-applicable|no-content
5.3|Tableaux de mise en forme linéarisés|Layout tables in reading order|not-applicable|no-content
5.4|Titre associé au tableau|Title tied to its table|met|reading
5.5|Titre de tableau pertinent|Relevant table title|met|reading
5.6|En-têtes de colonnes et de lignes|Column and row headers|met|axe
5.7|Cellules reliées aux en-têtes|Cells tied to headers|met|axe
5.8|Pas d’éléments de données dans la mise en forme|No data elements in layout tables|not-applicable|no-content
6.1|Liens explicites|Explicit links|met|reading
6.2|Liens avec un intitulé|Links have a name|met|browser
7.1|Scripts compatibles avec les aides techniques|Scripts fit assistive tools|met|reading
7.2|Alternative des scripts|Alternative of scripts|met|browser
7.3|Scripts au clavier|Scripts by keyboard|met|reading
7.4|Changements de contexte annoncés|Changes of context announced|met|reading
7.5|Messages de statut|Status messages|unchecked|nobody
8.1|Type de document|Document type|met|reading
8.2|Code valide|Valid code|unchecked|nobody
8.3|Langue de la page|Language of the page|met|browser
8.4|Langue pertinente|Relevant language|met|reading
8.5|Titre de page|Page title|met|axe
8.6|Titre de page pertinent|Relevant page title|met|reading
8.7|Changements de langue indiqués|Changes of language marked|met|browser
8.8|Code de langue valide|Valid language code|met|axe
8.9|Balises pour leur sens|Tags for their meaning|met|reading
8.10|Sens de lecture|Reading direction|not-applicable|no-content
9.1|Titres|Headings|met|axe
9.2|Structure du document|Document structure|met|axe
9.3|Listes|Lists|met|axe
9.4|Citations|Quotations|unchecked|nobody
10.1|Présentation par feuille de styles|Presentation by style sheet|met|reading
10.2|Contenu présent sans styles|Content present without styles|met|reading
10.3|Ordre compréhensible sans styles|Sensible order without styles|met|reading
10.4|Texte lisible à 200 %|Text readable at 200%|met|browser
10.5|Couleurs de fond et de texte déclarées|Ground and text colours declared|met|reading
10.6|Liens visibles dans le texte|Links visible in text|met|reading
10.7|Prise de focus visible|Focus visible|met|browser
10.8|Contenus cachés ignorés|Hidden content ignored|met|reading
10.9|Pas d’information par la forme seule|No information by shape alone|met|reading
10.10|Idem, de façon pertinente|The same, in a relevant way|met|reading
10.11|Pas de défilement double à 320 px|No two-way scroll at 320 px|met|browser
10.12|Espacement du texte modifiable|Text spacing can be changed|met|browser
10.13|Contenus au survol contrôlables|Content on hover under control|met|browser
10.14|Contenus CSS au clavier|CSS content by keyboard|not-applicable|no-content
11.1|Étiquette des champs|Labels of fields|met|axe
11.2|Étiquette pertinente|Relevant label|met|reading
11.3|Étiquettes cohérentes|Consistent labels|met|reading
11.4|Étiquette accolée au champ|Label beside its field|met|reading
11.5|Champs regroupés|Fields grouped|met|reading
11.6|Légende des groupes|Legend of groups|met|reading
11.7|Légende pertinente|Relevant legend|met|reading
11.8|Listes de choix structurées|Structured choice lists|met|reading
11.9|Intitulé des boutons|Names of buttons|met|axe
11.10|Contrôle de saisie|Input control|met|reading
11.11|Suggestions de correction|Suggestions of correction|met|reading
11.12|Données modifiables avant envoi|Data can be changed before sending|unchecked|nobody
11.13|Finalité des champs|Purpose of fields|met|reading
12.1|Deux systèmes de navigation|Two navigation systems|met|reading
12.2|Menu à la même place|Menu at the same place|met|reading
12.3|Plan du site pertinent|Relevant site map|not-applicable|no-content
12.4|Plan du site à la même place|Site map at the same place|not-applicable|no-content
12.5|Moteur de recherche à la même place|Search at the same place|met|reading
12.6|Zones de la page|Landmarks|met|browser
12.7|Lien d’évitement|Skip link|met|browser
12.8|Ordre de tabulation|Tab order|met|browser
12.9|Pas de piège au clavier|No keyboard trap|met|reading
12.10|Raccourcis clavier|Keyboard shortcuts|met|reading
12.11|Contenus additionnels au clavier|Additional content by keyboard|met|reading
13.1|Limite de temps|Time limit|unchecked|nobody
13.2|Pas de nouvelle fenêtre sans action|No new window without action|met|reading
13.3|Documents en version accessible|Documents in accessible form|met|reading
13.4|Même information dans la version accessible|Same information there|met|reading
13.5|Contenus cryptiques|Cryptic content|not-applicable|no-content
13.6|Alternative des contenus cryptiques|Alternative of cryptic content|not-applicable|no-content
13.7|Pas de flash|No flashing|met|reading
13.8|Mouvement contrôlable|Movement under control|met|browser
13.9|Orientation libre|Free orientation|met|reading
13.10|Gestes simples|Simple gestures|unchecked|nobody
13.11|Action annulable au pointeur|Pointer action can be cancelled|unchecked|nobody
13.12|Pas de mouvement de l’appareil|No motion of the device|not-applicable|no-content
`

export const RGAA: readonly Criterion[] = CRITERIA.trim()
  .split('\n')
  .map((line) => {
    const [id = '', fr = '', en = '', state = '', evidence = ''] = line.split('|')
    return { id, label: { fr, en }, state: state as CriterionState, evidence: evidence as Evidence }
  })

/** What WCAG 2.2 AA asks beyond 2.1. */
export const WCAG_22: readonly {
  readonly id: string
  readonly label: Text
  readonly state: CriterionState
  readonly why: Text
}[] = [
  {
    id: '2.4.11',
    label: { fr: 'Focus non masqué', en: 'Focus not obscured' },
    state: 'met',
    why: {
      fr: 'Rien ne recouvre la page, sinon les têtes des longs tableaux',
      en: 'Nothing covers the page but the heads of long tables'
    }
  },
  {
    id: '2.5.7',
    label: { fr: 'Mouvements de glissement', en: 'Dragging movements' },
    state: 'met',
    why: { fr: 'Aucune action ne demande de glisser', en: 'No action needs dragging' }
  },
  {
    id: '2.5.8',
    label: { fr: 'Taille des cibles', en: 'Target size' },
    state: 'met',
    why: {
      fr: 'Mesurée par axe-core à 1440 et 360 px sur chaque type de page ; les points serrés d’un graphique se retrouvent dans son tableau',
      en: 'Measured by axe-core at 1440 and 360 px on each type of page; close points of a chart are found again in its table'
    }
  },
  {
    id: '3.2.6',
    label: { fr: 'Aide à la même place', en: 'Consistent help' },
    state: 'met',
    why: {
      fr: 'Méthode et glossaire sont au pied de chaque page',
      en: 'Method and glossary stand at the foot of every page'
    }
  },
  {
    id: '3.3.7',
    label: { fr: 'Saisie redondante', en: 'Redundant entry' },
    state: 'met',
    why: { fr: 'Rien n’est demandé deux fois', en: 'Nothing is asked twice' }
  },
  {
    id: '3.3.8',
    label: { fr: 'Authentification accessible', en: 'Accessible authentication' },
    state: 'met',
    why: {
      fr: 'Un mot de passe se colle, un gestionnaire le remplit, une clé d’accès le remplace ; aucune énigme',
      en: 'A password can be pasted or filled by a manager, a passkey replaces it; no puzzle'
    }
  }
]
