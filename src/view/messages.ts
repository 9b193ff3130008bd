/** Words of the interface, in the two languages: a missing one does not compile. Texts of figures stand in their own files. */

import type { Language, Text } from '../domain/shared/text.ts'

export const MESSAGES = {
  forExample: { fr: 'Par exemple :', en: 'For example:' },
  twoTotals: { fr: 'Deux périmètres, deux totaux.', en: 'Two perimeters, two totals.' },
  inBothCommunes: { fr: 'communes sont dans les deux.', en: 'communes are in both.' },
  noValueShort: { fr: 'sans valeur', en: 'no value' },
  legend: { fr: 'Légende', en: 'Legend' },
  class: { fr: 'Classe', en: 'Class' },
  countDrawn: { fr: 'Nombre de communes, en barres', en: 'Number of communes, as bars' },
  under: { fr: 'moins de', en: 'under' },
  unit: { fr: 'Unité', en: 'Unit' },
  mapTitle: { fr: 'Carte', en: 'Map' },
  mapCounts: {
    fr: 'La surface d’un cercle est proportionnelle à l’effectif.',
    en: 'The area of a circle is proportional to the count.'
  },
  mapClasses: {
    fr: 'Cinq classes à seuils ronds, resserrées sur les huit dixièmes du milieu. Borne basse comprise.',
    en: 'Five classes with round thresholds, drawn from the middle eight tenths. Lower bound included.'
  },
  byCommune: { fr: 'par commune', en: 'by commune' },
  noCommuneValue: {
    fr: 'Aucune commune de ce périmètre n’a de valeur à cette période.',
    en: 'No commune of this perimeter has a value at this period.'
  },
  population: { fr: 'Population', en: 'Population' },
  scaleNote: {
    fr: 'Sur l’échelle, de la plus basse à la plus haute valeur des territoires de la liste.',
    en: 'On the scale, from the lowest to the highest value of the listed territories.'
  },
  nearest: { fr: 'Les valeurs les plus proches', en: 'The nearest values' },
  perhaps: { fr: 'Vouliez-vous dire', en: 'Did you mean' },
  geography: { fr: 'géographie', en: 'geography' },
  geographyWord: { fr: 'Géographie', en: 'Geography' },
  methodSum: { fr: 'somme des communes', en: 'sum over communes' },
  methodAsIs: { fr: 'valeur publiée, sans calcul', en: 'published value, no computation' },
  methodParts: { fr: 'somme des territoires qui le composent', en: 'sum over the territories it is made of' },
  methodNone: { fr: 'aucune : la valeur ne s’additionne pas', en: 'none: the value cannot be added up' },
  methodRatio: { fr: 'sommes, puis une division', en: 'sums, then one division' },
  methodChange: { fr: 'évolution entre deux périodes', en: 'change between two periods' },
  methodRank: { fr: 'rang parmi ses pairs', en: 'place among its peers' },
  methodMean: { fr: 'moyenne pondérée', en: 'weighted mean' },
  methodIndex: { fr: 'rapport à une période de base', en: 'ratio to a base period' },
  noAnswer: { fr: 'Pas de valeur.', en: 'No value.' },
  sumOf: { fr: 'Somme de :', en: 'Sum of:' },
  overThe: { fr: 'sur', en: 'over' },
  noRounding: { fr: 'L’arrondi vient à la fin.', en: 'Rounding comes last.' },
  asPublished: {
    fr: 'La valeur est celle que le producteur publie pour ce territoire même.',
    en: 'The value is the one that the producer publishes for this very territory.'
  },
  sumOfParts: {
    fr: 'Somme des valeurs publiées pour les territoires qui le composent.',
    en: 'Sum of the values published for the territories it is made of.'
  },
  notPublished: {
    fr: 'Le producteur ne publie pas de valeur pour ce territoire, et celles des autres ne s’additionnent pas.',
    en: 'The producer publishes no value for this territory, and those of others cannot be added up.'
  },
  notPublishedForIt: { fr: 'pas publié pour ce territoire', en: 'not published for this territory' },
  publishedForIt: { fr: 'publié pour ce territoire même', en: 'published for this very territory' },
  addition: { fr: 'Addition par territoire', en: 'Addition by territory' },
  steps: { fr: 'Étapes du calcul', en: 'Steps of the computation' },
  expected: { fr: 'attendues', en: 'expected' },
  fromLargest: { fr: 'De la plus grande valeur à la plus petite.', en: 'From the largest value to the smallest.' },
  epci: { fr: 'Intercommunalité', en: 'Intermunicipal authority' },
  editionOf: { fr: 'édition', en: 'edition' },
  columns: { fr: 'colonne', en: 'column' },
  codesOf: { fr: 'Codes', en: 'Codes' },
  gapDrawn: { fr: 'Écart, en barres', en: 'Difference, as bars' },
  seeData: { fr: 'Voir les données', en: 'See the data' },
  contestedTitle: { fr: 'Ce que disent les autres', en: 'What others say' },
  contestedNote: {
    fr: 'Deux sources ne donnent pas la même valeur. La priorité déclarée de la source a choisi ; les deux sont gardées.',
    en: 'Two sources do not give the same value. The declared priority of the source chose; both are kept.'
  },
  shownHere: { fr: 'Retenu ici', en: 'Shown here' },
  serves: { fr: 'Il sert à', en: 'It serves' },
  citeAndTake: { fr: 'Citer, emporter', en: 'Cite, take away' },
  permanentNote: {
    fr: 'Cette adresse fixe la géographie et les éditions : elle répondra toujours la même chose.',
    en: 'This address pins the geography and the editions: it will always answer the same.'
  },
  rowsCsv: { fr: 'Lignes (CSV)', en: 'Rows (CSV)' },
  lineageJson: { fr: 'Chiffre et lignée (JSON)', en: 'Figure and lineage (JSON)' },
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  mainNavigation: { fr: 'Principale', en: 'Main' },
  home: { fr: 'Accueil', en: 'Home' },
  territories: { fr: 'Territoires', en: 'Territories' },
  indicators: { fr: 'Indicateurs', en: 'Indicators' },
  sources: { fr: 'Sources', en: 'Sources' },
  otherLanguage: { fr: 'English', en: 'Français' },
  search: { fr: 'Chercher', en: 'Search' },
  searchLabel: {
    fr: 'Une commune, un territoire, un indicateur ou un nombre',
    en: 'A commune, a territory, an indicator or a number'
  },
  searchEmpty: { fr: 'Écrivez un nom, un code ou un nombre.', en: 'Write a name, a code or a number.' },
  searchNothing: {
    fr: 'Rien ne correspond. Essayez un nom de commune, un code postal, ou un mot comme « logement ».',
    en: 'Nothing matches. Try the name of a commune, a postcode, or a word such as “housing”.'
  },
  footer: {
    fr: 'Chaque nombre porte son périmètre, sa période, sa source, sa méthode et son état. Un nombre souligné de points s’ouvre.',
    en: 'Each number carries its perimeter, period, source, method and status. A number with a dotted underline opens.'
  },
  demonstration: {
    fr: 'Démonstration : les chiffres sont réels, personne n’en répond.',
    en: 'Demonstration: the figures are real, nobody answers for them.'
  },
  communes: { fr: 'communes', en: 'communes' },
  commune: { fr: 'commune', en: 'commune' },
  area: { fr: 'superficie', en: 'area' },
  density: { fr: 'habitants par km²', en: 'inhabitants per km²' },
  inhabitants: { fr: 'habitants', en: 'inhabitants' },
  geographyAt: { fr: 'Géographie au', en: 'Geography on' },
  keyFigures: { fr: 'Chiffres clés', en: 'Key figures' },
  comparedWith: { fr: 'Comparés à :', en: 'Compared with:' },
  compareWith: { fr: 'Comparer avec', en: 'Compare with' },
  andWith: { fr: 'et avec', en: 'and with' },
  change: { fr: 'Changer', en: 'Change' },
  none: { fr: 'aucun', en: 'none' },
  sumsFirst: {
    fr: 'Sommes d’abord, divisions ensuite, arrondi à la fin.',
    en: 'Sums first, divisions next, rounding last.'
  },
  counts: { fr: 'Effectifs', en: 'Counts' },
  countsNote: {
    fr: 'Sommes sur les communes du périmètre. Une région ou un pays n’y serait pas comparable.',
    en: 'Sums over the communes of the perimeter. A region or a country would not compare.'
  },
  indicator: { fr: 'Indicateur', en: 'Indicator' },
  position: { fr: 'Échelle commune', en: 'Common scale' },
  evolution: { fr: 'Évolution', en: 'Evolution' },
  evolutionNote: {
    fr: 'À composition constante : celle du périmètre à la géographie indiquée.',
    en: 'At constant composition: that of the perimeter at the geography shown.'
  },
  map: { fr: 'Carte des communes', en: 'Map of communes' },
  mapNote: {
    fr: 'La surface d’un cercle est proportionnelle au nombre d’habitants.',
    en: 'The area of a circle is proportional to the number of inhabitants.'
  },
  mapChanged: {
    fr: 'Communes fusionnées depuis, dessinées dans leur forme d’alors :',
    en: 'Communes merged since, drawn in their former shape:'
  },
  contours: { fr: 'Contours :', en: 'Outlines:' },
  members: { fr: 'Communes membres', en: 'Member communes' },
  membersNote: { fr: 'De la plus peuplée à la moins peuplée.', en: 'From the most to the least populated.' },
  madeOf: { fr: 'Ses membres', en: 'Made of' },
  territory: { fr: 'Territoire', en: 'Territory' },
  whole: { fr: 'Ensemble', en: 'Whole' },
  belonging: { fr: 'Appartenance et histoire', en: 'Membership and history' },
  belongingNote: {
    fr: 'Un périmètre est une liste de communes datée.',
    en: 'A perimeter is a dated list of communes.'
  },
  news: { fr: 'Les données', en: 'The data' },
  whatIsNew: { fr: 'Ce qui est nouveau', en: 'What is new' },
  whatIsMissing: { fr: 'Ce qui manque', en: 'What is missing' },
  changeShort: { fr: 'Évolution', en: 'Change' },
  unemploymentShort: { fr: 'Chômage', en: 'Unemployment' },
  place: { fr: 'Sa place parmi les autres', en: 'Its place among others' },
  within: { fr: 'Compris dans', en: 'Within' },
  sharedWith: { fr: 'Ce qu’il partage avec d’autres', en: 'What it shares with others' },
  inBoth: { fr: 'dans les deux', en: 'in both' },
  onlyHere: { fr: 'ici seulement', en: 'here only' },
  onlyThere: { fr: 'là seulement', en: 'there only' },
  inhabitantsInBoth: { fr: 'habitants dans les deux', en: 'inhabitants in both' },
  history: { fr: 'Événements', en: 'Events' },
  nature: { fr: 'Statut', en: 'Legal nature' },
  noEvents: { fr: 'Aucun événement connu depuis 1943.', en: 'No known event since 1943.' },
  code: { fr: 'Code', en: 'Code' },
  print: { fr: 'Imprimer', en: 'Print' },
  download: { fr: 'Télécharger', en: 'Download' },
  permanent: { fr: 'Adresse permanente', en: 'Permanent address' },
  cite: { fr: 'Citer', en: 'Cite' },
  perimeter: { fr: 'Périmètre', en: 'Perimeter' },
  period: { fr: 'Période', en: 'Period' },
  source: { fr: 'Source', en: 'Source' },
  method: { fr: 'Méthode', en: 'Method' },
  status: { fr: 'État', en: 'Status' },
  definition: { fr: 'Définition', en: 'Definition' },
  atSurface: { fr: 'À la surface', en: 'At the surface' },
  formula: { fr: 'Formule', en: 'Formula' },
  firstLevel: { fr: 'Premier niveau', en: 'First level' },
  secondLevel: { fr: 'Deuxième niveau', en: 'Second level' },
  thirdLevel: { fr: 'Troisième niveau', en: 'Third level' },
  rows: { fr: 'Lignes', en: 'Rows' },
  allRows: { fr: 'Toutes les lignes (CSV)', en: 'All rows (CSV)' },
  moreRows: { fr: 'autres lignes', en: 'more rows' },
  file: { fr: 'Fichier', en: 'File' },
  atBottom: { fr: 'Au fond', en: 'At the bottom' },
  version: { fr: 'Version', en: 'Version' },
  content: { fr: 'Contenu', en: 'Content' },
  found: { fr: 'trouvées dans le fichier', en: 'found in the file' },
  absent: { fr: 'absentes', en: 'absent' },
  withheld: { fr: 'secrètes', en: 'withheld' },
  dataset: { fr: 'Jeu', en: 'Data set' },
  producer: { fr: 'Producteur', en: 'Producer' },
  licence: { fr: 'Licence', en: 'Licence' },
  column: { fr: 'Colonne', en: 'Column' },
  digest: { fr: 'Empreinte', en: 'Digest' },
  edition: { fr: 'Édition', en: 'Edition' },
  field: { fr: 'Champ', en: 'Field' },
  notes: { fr: 'À savoir', en: 'Worth knowing' },
  otherPeriods: { fr: 'Autres périodes', en: 'Other periods' },
  otherPeriodsNote: { fr: 'Même indicateur, même liste de communes.', en: 'Same indicator, same list of communes.' },
  gapWith: { fr: 'Écart', en: 'Difference' },
  otherEditions: { fr: 'Autres éditions', en: 'Other editions' },
  otherEditionsNote: {
    fr: 'La même mesure, à la même période, dans d’autres fichiers.',
    en: 'The same measure, at the same period, in other files.'
  },
  contestedBy: { fr: 'Contesté', en: 'Contested' },
  computed: { fr: 'Calculé', en: 'Computed' },
  published: { fr: 'Publié tel quel', en: 'As published' },
  estimated: { fr: 'Estimé', en: 'Estimated' },
  provisional: { fr: 'Provisoire', en: 'Provisional' },
  noValue: { fr: 'Sans valeur', en: 'No value' },
  protectedValue: { fr: 'Secret', en: 'Withheld' },
  notApplicable: { fr: 'Sans objet', en: 'Not applicable' },
  notSummed: { fr: 'Aucune valeur ici', en: 'No value here' },
  offers: { fr: 'Ce qui existe', en: 'What exists' },
  knownPeriods: { fr: 'Périodes connues ici', en: 'Periods known here' },
  offersNote: {
    fr: 'Les valeurs propres des territoires qui le composent.',
    en: 'The own values of the territories it is made of.'
  },
  lowerBound: { fr: 'Au moins', en: 'At least' },
  caution: { fr: 'Prudence', en: 'Caution' },
  refused: { fr: 'Refusé', en: 'Refused' },
  ranking: { fr: 'Les territoires', en: 'Territories' },
  rankingNote: {
    fr: 'Les périmètres se recouvrent : ils se lisent, ils ne se classent pas.',
    en: 'The perimeters overlap: they are to be read, not ranked.'
  },
  breaks: { fr: 'Ruptures de série', en: 'Breaks in the series' },
  liftedBreak: { fr: 'Avertissement levé.', en: 'Warning lifted.' },
  theme: { fr: 'Thème', en: 'Theme' },
  basin: { fr: 'Le bassin en bref', en: 'The basin at a glance' },
  nationalValue: { fr: 'Entre parenthèses : ', en: 'In parentheses: ' },
  allTerritories: { fr: 'Les territoires', en: 'The territories' },
  allIndicators: { fr: 'Les indicateurs', en: 'The indicators' },
  twoPerimeters: { fr: 'Deux périmètres du même nom', en: 'Two perimeters under one name' },
  notFound: { fr: 'Page introuvable', en: 'Page not found' },
  badRequest: { fr: 'Demande illisible', en: 'The request cannot be read' },
  forbidden: { fr: 'Ce n’est pas permis', en: 'This is not allowed' },
  refusedTitle: { fr: 'Pas de réponse', en: 'No answer' },
  failed: { fr: 'Une erreur de notre côté', en: 'A fault on our side' },
  failedText: {
    fr: 'La page n’a pas pu être faite. L’incident est noté ; réessayez, ou revenez à l’accueil.',
    en: 'The page could not be made. The incident is recorded; try again, or go back home.'
  },
  backHome: { fr: 'Revenir à l’accueil', en: 'Back to the home page' },
  at: { fr: 'à', en: 'at' },
  value: { fr: 'Valeur', en: 'Value' },
  latest: { fr: 'Dernière période', en: 'Latest period' },
  results: { fr: 'Résultats', en: 'Results' },
  rank: { fr: 'Rang', en: 'Rank' },
  asBars: { fr: 'En barres', en: 'As bars' },
  rankTitle: { fr: 'Classement', en: 'Ranking' },
  lowerIncluded: {
    fr: 'Borne basse comprise, borne haute exclue.',
    en: 'The lower bound is in the class, the upper one is not.'
  },
  solidTick: { fr: 'Trait plein :', en: 'Solid line:' },
  dottedTick: { fr: 'pointillé :', en: 'dotted line:' },
  takeAway: { fr: 'Emporter', en: 'Take away' },
  sameNumbers: { fr: 'Les mêmes nombres dans toutes les formes.', en: 'The same numbers in all forms.' },
  allShown: {
    fr: 'Toutes les lignes de la carte, du classement et de l’évolution, avec numérateurs et dénominateurs',
    en: 'All rows of the map, the ranking and the evolution, with numerators and denominators'
  },
  embedCode: { fr: 'Code à intégrer', en: 'Code to embed' },
  embedNote: { fr: 'Un cadre sans traceur ni script.', en: 'A frame without tracker or script.' },
  readTerritory: { fr: 'Territoire lu', en: 'Territory read' },
  mapOf: { fr: 'Carte de', en: 'Map of' },
  periodKind: { fr: 'Type de période', en: 'Kind of period' },
  secrecy: { fr: 'Secret statistique', en: 'Statistical secrecy' },
  secrecyRule: { fr: 'règle appliquée par nous', en: 'rule applied by us' },
  secrecyNone: { fr: 'celui du producteur, rien de plus', en: 'the producer’s own, nothing more' },
  goodWay: { fr: 'Sens', en: 'Direction' },
  goodUp: { fr: 'plus haut, c’est mieux', en: 'higher is better' },
  goodDown: { fr: 'plus bas, c’est mieux', en: 'lower is better' },
  goodNone: { fr: 'ni bon ni mauvais en soi', en: 'neither good nor bad in itself' },
  notCompared: { fr: 'À ne pas comparer', en: 'Not to be compared' },
  table: { fr: 'Tableau', en: 'Table' },
  tableOf: { fr: 'Toutes les valeurs de la carte', en: 'All values of the map' },
  noMap: {
    fr: 'Aucun territoire de cette carte n’a de valeur à cette période.',
    en: 'No territory of this map has a value at this period.'
  }
} as const satisfies Record<string, Text>

export type Message = keyof typeof MESSAGES

/** French texts take their no-break spaces here, so that the catalogue stays readable. */
export function say(message: Message, language: Language): string {
  return typeset(MESSAGES[message][language], language)
}

/** No-break spaces where French wants them: narrow before ; ! ?, plain before : and inside guillemets. */
export function typeset(text: string, language: Language): string {
  if (language === 'en') return text
  return text
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/ :/g, '\u00a0:')
    .replace(/« /g, '«\u00a0')
    .replace(/ »/g, '\u00a0»')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u202f')
}
