/** Words of the maps that are explored, in the two languages: the server writes some, the browser the others. */

import type { Language, Text } from '../domain/shared/text.ts'

const WORDS = {
  explore: { fr: 'Explorer la carte', en: 'Explore the map' },
  exploreNote: {
    fr: 'Agrandir, parcourir au clavier, lire chaque valeur.',
    en: 'Enlarge, walk by keyboard, read each value.'
  },
  draw: { fr: 'Dessiner sur la carte', en: 'Draw on the map' },
  drawNote: {
    fr: 'Clic, lasso ou clavier ; les chiffres suivent.',
    en: 'Click, lasso or keyboard; figures follow.'
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
  sameClasses: { fr: 'Classes mesurées à la période', en: 'Classes measured at the period' },
  sameClassesWhy: { fr: 'les mêmes à toutes les autres.', en: 'the same at all others.' },
  restOfPage: { fr: 'Le reste de la page est à la période', en: 'The rest of the page is at the period' },
  readAllAt: { fr: 'Tout lire à la période', en: 'Read all of it at the period' },
  highlight: { fr: 'Montrer seulement', en: 'Show only' },
  beside: { fr: 'Seconde carte', en: 'Second map' },
  members: { fr: 'Communes du périmètre', en: 'Communes of the perimeter' },
  isIn: { fr: 'dans le périmètre', en: 'in the perimeter' },
  isOut: { fr: 'hors du périmètre', en: 'outside the perimeter' },
  nowIn: { fr: 'ajoutée', en: 'added' },
  nowOut: { fr: 'retirée', en: 'removed' },
  add: { fr: 'Ajouter', en: 'Add' },
  remove: { fr: 'Retirer', en: 'Remove' },
  theCommune: { fr: 'la commune', en: 'the commune' },
  wholeOf: { fr: 'tout\u00a0:', en: 'all of' },
  lasso: { fr: 'Lasso', en: 'Lasso' },
  lassoAdds: { fr: 'Le lasso ajoute', en: 'The lasso adds' },
  lassoRemoves: { fr: 'Le lasso retire', en: 'The lasso removes' },
  corner: {
    fr: 'Coin posé. Allez à l’autre coin, puis L de nouveau.',
    en: 'Corner set. Go to the other corner, then L again.'
  },
  communes: { fr: 'communes', en: 'communes' },
  commune: { fr: 'commune', en: 'commune' },
  refused: {
    fr: 'Le changement n’a pas pu être fait : le périmètre reste comme avant.',
    en: 'The change could not be made: the perimeter stays as it was.'
  },
  workshopHint: {
    fr: 'Touchez une commune pour l’ajouter ou la retirer.',
    en: 'Touch a commune to add it or remove it.'
  },
  workshopHelp: {
    fr: 'Au clavier, sur la carte : les flèches vont à la commune voisine, Entrée l’ajoute ou la retire, L pose un coin puis, plus loin, prend toutes les communes entre les deux coins, + et − agrandissent et réduisent, 0 montre tout, Maj et une flèche déplacent la carte, Page suivante et Page précédente suivent l’alphabet. Le lasso se dessine en glissant.',
    en: 'On the keyboard, on the map: arrows go to the neighbouring commune, Enter adds or removes it, L sets a corner and then, further on, takes all communes between the two corners, + and − enlarge and reduce, 0 shows all, Shift and an arrow move the map, Page down and Page up follow the alphabet. The lasso is drawn by dragging.'
  },
  none: { fr: 'aucune', en: 'none' },
  otherPeriods: { fr: 'Le même indicateur', en: 'The same indicator' },
  otherIndicators: { fr: 'Un autre indicateur', en: 'Another indicator' }
} as const satisfies Record<string, Text>

export function mapWord(name: keyof typeof WORDS, language: Language): string {
  return WORDS[name][language]
}
