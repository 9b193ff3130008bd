/** Words of the comparison and of the workshop, in the two languages. */

import type { Language, Text } from '../domain/shared/text.ts'
import { typeset } from './messages.ts'

const WORDS = {
  compare: { fr: 'Comparer', en: 'Compare' },
  compareLead: {
    fr: 'Des territoires côte à côte : les mêmes indicateurs, à la même période, calculés de la même façon.',
    en: 'Territories side by side: the same indicators, at the same period, computed the same way.'
  },
  added: { fr: 'Ajouter un territoire', en: 'Add a territory' },
  addedHelp: {
    fr: 'Commune, intercommunalité, département ou périmètre : un nom ou un code. Huit au plus.',
    en: 'Commune, intermunicipal authority, department or perimeter: a name or a code. Eight at most.'
  },
  add: { fr: 'Ajouter', en: 'Add' },
  remove: { fr: 'Retirer', en: 'Remove' },
  chosen: { fr: 'Territoires comparés', en: 'Territories compared' },
  which: { fr: 'Lequel ?', en: 'Which one?' },
  nothingFound: { fr: 'Aucun territoire de ce nom ni de ce code :', en: 'No territory of that name or code:' },
  chooseIndicators: { fr: 'Choisir les indicateurs', en: 'Choose the indicators' },
  eightIndicators: { fr: 'Huit au plus, par thème.', en: 'Eight at most, by theme.' },
  show: { fr: 'Afficher', en: 'Show' },
  table: { fr: 'Le tableau', en: 'The table' },
  tableNote: {
    fr: 'Une période et une précision par colonne : la dernière période connue pour le plus de territoires.',
    en: 'One period and one precision per column: the latest that most of the territories have.'
  },
  needTerritories: {
    fr: 'Ajoutez un territoire pour commencer',
    en: 'Add a territory to begin'
  },
  fromExample: { fr: ', ou partez d’un exemple :', en: ', or start from an example:' },
  overTime: { fr: 'Au fil du temps', en: 'Over time' },
  overTimeNote: {
    fr: 'Dans un même graphique, tous les territoires sont à la même échelle, qui part de zéro. D’un graphique à l’autre, les échelles changent.',
    en: 'Within one chart all territories share one scale, from zero. From one chart to the next, scales change.'
  },
  onePeriod: { fr: 'Connu à une seule période :', en: 'Known at one period only:' },
  scatter: { fr: 'Deux indicateurs', en: 'Two indicators' },
  across: { fr: 'En largeur', en: 'Across' },
  up: { fr: 'En hauteur', en: 'Up' },
  greyDots: { fr: 'Points gris,', en: 'Grey dots,' },
  amongWhom: { fr: 'Parmi', en: 'Among' },
  sameKind: { fr: 'ses pairs', en: 'its peers' },
  doubt: { fr: 'Raisons d’en douter', en: 'Reasons to doubt it' },
  notCause: {
    fr: 'Deux indicateurs qui vont ensemble ne sont pas cause l’un de l’autre : un troisième peut mener les deux.',
    en: 'Two indicators that go together do not cause each other: a third may lead both.'
  },
  fewPoints: {
    fr: 'Peu de points : un alignement peut être dû au hasard.',
    en: 'Few points: a line may be due to chance.'
  },
  ecological: {
    fr: 'Ce qui est vrai des territoires ne l’est pas forcément de leurs habitants.',
    en: 'What is true of territories need not be true of their inhabitants.'
  },
  sharedMeasure: {
    fr: 'Les deux se calculent avec la même donnée, ce qui les lie par construction :',
    en: 'Both are computed with the same data, which ties them by construction:'
  },
  overlapping: { fr: 'Des territoires se recouvrent :', en: 'Some territories overlap:' },
  notFromZero: {
    fr: 'Les axes ne partent pas tous deux de zéro : seule la place des points se lit, pas leur hauteur.',
    en: 'The axes do not both start at zero: only the place of dots is to be read, not their height.'
  },
  missingPoints: { fr: 'sans valeur, non dessinés', en: 'without a value, not drawn' },
  alike: { fr: 'Territoires semblables', en: 'Territories alike' },
  alikeTo: { fr: 'Les plus proches de', en: 'Nearest to' },
  method: { fr: 'La méthode', en: 'The method' },
  methodText: {
    fr: 'Chaque indicateur est mesuré en écarts à la médiane de ses pairs, divisés par 1,4826 fois l’écart absolu médian : une valeur extrême ne décide pas. La distance est la racine de la moyenne des carrés des différences. Tous les indicateurs ont le même poids.',
    en: 'Each indicator is measured as its gap to the median of the peers, divided by 1.4826 times the median absolute deviation: one extreme value does not decide. The distance is the root of the mean of the squared differences. All indicators weigh the same.'
  },
  distance: { fr: 'Distance', en: 'Distance' },
  weight: { fr: 'Poids', en: 'Weight' },
  notServing: {
    fr: 'Écarté : sans valeur ici, ou presque partout la même.',
    en: 'Left out: no value here, or nearly the same everywhere.'
  },
  fullyCompared: { fr: 'comparés sur tous les indicateurs', en: 'compared on all indicators' },
  partlyCompared: { fr: 'sur ceux qu’ils ont', en: 'on those that they have' },
  tooLittle: { fr: 'écartés, faute de valeurs', en: 'left out for want of values' },
  choose: { fr: 'Comparer', en: 'Compare' },
  epciOf: { fr: 'intercommunalités :', en: 'intermunicipal authorities:' },
  communesOf: { fr: 'communes :', en: 'communes:' },
  workshop: { fr: 'Atelier de périmètres', en: 'Perimeter workshop' },
  workshopLead: {
    fr: 'Composez un ensemble de communes : collez des codes ou des noms, ajoutez ou retirez un territoire, suivez la carte. L’adresse de la page le contient tout entier.',
    en: 'Build a set of communes: paste codes or names, add or remove a territory, follow the map. The address of the page holds all of it.'
  },
  paste: { fr: 'Codes ou noms', en: 'Codes or names' },
  pasteHelp: {
    fr: 'Un par ligne, ou séparés par des virgules. Une commune homonyme se précise ainsi : Saint-Martin (62).',
    en: 'One per line, or separated by commas. Tell homonyms apart this way: Saint-Martin (62).'
  },
  codesOf: { fr: 'Codes de l’année', en: 'Codes of the year' },
  wholeTerritory: { fr: 'Un territoire entier', en: 'A whole territory' },
  nowEmpty: { fr: 'Le périmètre est vide.', en: 'The perimeter is empty.' },
  startAgain: { fr: 'Recommencer', en: 'Start again' },
  members: { fr: 'Les communes', en: 'The communes' },
  moreMembers: { fr: 'autres communes, dans le fichier', en: 'more communes, in the file' },
  onTheMap: { fr: 'Sur la carte', en: 'On the map' },
  onTheMapNote: {
    fr: 'Chaque commune est un lien : il l’ajoute ou la retire. Avec le clavier, la touche de tabulation va de l’une à l’autre.',
    en: 'Each commune is a link that adds or removes it. On the keyboard, the tab key goes from one to the next.'
  },
  mapReach: {
    fr: 'La carte porte les communes les plus proches du périmètre. Pour aller plus loin, ajoutez un code, un nom ou un territoire entier : elle le suit.',
    en: 'The map carries the communes nearest to the perimeter. To go further, add a code, a name or a whole territory: it follows.'
  },
  tooManyLinks: {
    fr: 'Trop de communes pour une carte de liens : « Dessiner sur la carte » les montre toutes, et les formulaires au-dessus en ajoutent et en retirent. Ailleurs :',
    en: 'Too many communes for a map of links: “Draw on the map” shows them all, and the forms above add and remove. Elsewhere:'
  },
  tooLarge: {
    fr: 'Trop de communes pour une carte qui les porte une à une. Les formulaires au-dessus en ajoutent et en retirent encore ; sa page et la liste de ses communes :',
    en: 'Too many communes for a map that carries each of them. The forms above still add and remove; its page and the list of its communes:'
  },
  figures: { fr: 'Ses chiffres', en: 'Its figures' },
  figuresNote: {
    fr: 'Tout ce qui se calcule pour un périmètre libre. Ce que le secret statistique interdit est dit à sa place.',
    en: 'All that can be computed for a free perimeter. What statistical secrecy forbids is said in its place.'
  },
  shares: { fr: 'Ce qu’il partage avec la liste', en: 'What it shares with the list' },
  toReview: { fr: 'À revoir', en: 'To review' },
  readIt: { fr: 'Ce qui a été compris', en: 'What was understood' },
  homonyms: { fr: 'plusieurs communes de ce nom', en: 'several communes of that name' },
  unknownLine: { fr: 'inconnu', en: 'unknown' },
  goneLine: { fr: 'n’existe plus ; son sol est aujourd’hui dans', en: 'is no more; its ground is now in' },
  partLine: {
    fr: 'la commune d’aujourd’hui est plus grande que ce qui a été collé',
    en: 'the commune of today is larger than what was pasted'
  },
  followedLine: { fr: 'code suivi jusqu’à aujourd’hui :', en: 'code followed until today:' },
  othersToReview: { fr: 'autres lignes n’ont pas été comprises', en: 'more lines were not understood' },
  compareIt: { fr: 'Le comparer', en: 'Compare it' },
  itsPage: { fr: 'Sa page', en: 'Its page' }
} as const satisfies Record<string, Text>

export type Word = keyof typeof WORDS

export function word(name: Word, language: Language): string {
  return typeset(WORDS[name][language], language)
}
