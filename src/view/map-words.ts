/** Words of the maps that are explored, in the two languages: the server writes some, the browser the others. */

import type { Language, Text } from '../domain/shared/text.ts'

const WORDS = {
  explore: { fr: 'Explorer la carte', en: 'Explore the map' },
  exploreNote: {
    fr: 'Agrandir, parcourir au clavier, lire chaque valeur.',
    en: 'Enlarge, walk by keyboard, read each value.'
  },
  loading: { fr: 'Chargement de la carte…', en: 'Loading the map…' },
  failed: {
    fr: 'La carte à explorer n’a pas pu être chargée. Celle-ci reste, et le tableau dit toutes les valeurs.',
    en: 'The map to explore could not be loaded. This one stays, and the table tells all values.'
  },
  kind: { fr: 'carte à parcourir', en: 'map to walk through' },
  help: {
    fr: 'Au clavier, sur la carte : les flèches vont au territoire voisin, + et − agrandissent et réduisent, 0 montre tout, Maj et une flèche déplacent la carte, Page suivante et Page précédente suivent l’alphabet, une lettre va au nom qui commence par elle, Entrée va aux liens. À la souris, la molette agrandit une fois la carte choisie ; au doigt, deux doigts agrandissent.',
    en: 'On the keyboard, on the map: arrows go to the neighbouring territory, + and − enlarge and reduce, 0 shows all, Shift and an arrow move the map, Page down and Page up follow the alphabet, a letter goes to the name that begins with it, Enter goes to the links. With a mouse, the wheel enlarges once the map is chosen; on a screen, two fingers enlarge.'
  },
  helpTitle: { fr: 'Se servir de la carte', en: 'How to use the map' },
  hint: {
    fr: 'Survolez, touchez ou parcourez au clavier : la valeur se lit ici.',
    en: 'Hover, touch or walk by keyboard: the value reads here.'
  },
  enlarge: { fr: 'Agrandir', en: 'Enlarge' },
  reduce: { fr: 'Réduire', en: 'Reduce' },
  whole: { fr: 'Tout voir', en: 'All in view' },
  all: { fr: 'Tout', en: 'All' },
  noValue: { fr: 'Pas de valeur sur cette carte', en: 'No value on this map' },
  period: { fr: 'Période', en: 'Period' },
  periods: { fr: 'Périodes', en: 'Periods' },
  allPeriods: { fr: 'Toutes les périodes', en: 'All periods' },
  before: { fr: 'Période précédente', en: 'Previous period' },
  after: { fr: 'Période suivante', en: 'Next period' },
  play: { fr: 'Faire défiler', en: 'Play' },
  pause: { fr: 'Arrêter', en: 'Pause' },
  sameClasses: { fr: 'Classes de', en: 'Classes of' },
  sameClassesWhy: { fr: 'les mêmes à toutes les périodes.', en: 'the same at all periods.' },
  restOfPage: { fr: 'Le reste de la page est à la période', en: 'The rest of the page is at the period' },
  readAllAt: { fr: 'Tout lire à la période', en: 'Read all of it at the period' },
  highlight: { fr: 'Montrer seulement', en: 'Show only' },
  beside: { fr: 'Seconde carte', en: 'Second map' },
  none: { fr: 'aucune', en: 'none' },
  otherPeriods: { fr: 'Le même indicateur', en: 'The same indicator' },
  otherIndicators: { fr: 'Un autre indicateur', en: 'Another indicator' }
} as const satisfies Record<string, Text>

export function mapWord(name: keyof typeof WORDS, language: Language): string {
  return WORDS[name][language]
}
