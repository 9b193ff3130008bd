/** The words of the site, in plain language. `[périmètre|perimeter]` in a text links to the entry of that id. */

import type { Text } from '../domain/shared/text.ts'

export type GlossaryTerm = { readonly id: string; readonly term: Text; readonly text: Text }

export const GLOSSARY: readonly GlossaryTerm[] = [
  term(
    'break',
    ['Rupture de série', 'Break in a series'],
    [
      'Moment où la façon de compter change. Les [chiffres|figure] d’avant et d’après ne se comparent pas tels quels.',
      'The moment when the way of counting changes. [Figures|figure] before and after do not compare as they stand.'
    ]
  ),
  term(
    'caution',
    ['Réserve', 'Caution'],
    [
      'Ce qu’il faut savoir pour lire un [chiffre|figure] : il est [estimé|estimated], contesté, ou à cheval sur une [rupture|break].',
      'What must be known to read a [figure|figure]: it is [estimated|estimated], contested, or across a [break|break].'
    ]
  ),
  term(
    'census',
    ['Recensement', 'Census'],
    [
      'Enquête de l’Insee sur les habitants et les logements. Chaque [millésime|vintage] rassemble cinq années d’enquête.',
      'The survey of inhabitants and dwellings by INSEE. Each [vintage|vintage] gathers five years of surveys.'
    ]
  ),
  term(
    'cog',
    ['Code officiel géographique (COG)', 'Official geographic code (COG)'],
    [
      'La liste des communes au 1er janvier, avec leur code de cinq caractères. Elle change chaque année.',
      'The list of communes on 1 January, with their code of five characters. It changes every year.'
    ]
  ),
  term(
    'comparison',
    ['Territoire de comparaison', 'Comparison territory'],
    [
      'Territoire placé à côté de celui qu’on lit : une région, un pays. On compare des parts et des taux, pas des nombres.',
      'A territory set beside the one being read: a region, a country. Shares and rates compare, counts do not.'
    ]
  ),
  term(
    'estimated',
    ['Estimé', 'Estimated'],
    [
      'Valeur dont une part est déduite et non comptée. Elle porte le signe ≈ et sa page dit comment elle est faite.',
      'A value of which a part is deduced, not counted. It bears the sign ≈ and its page says how it is made.'
    ]
  ),
  term(
    'field',
    ['Champ', 'Field'],
    [
      'Les personnes ou les choses que l’on compte : « ménages ordinaires », « 15 à 64 ans ».',
      'The people or things that are counted: “ordinary households”, “ages 15 to 64”.'
    ]
  ),
  term(
    'figure',
    ['Chiffre', 'Figure'],
    [
      'Une valeur avec tout ce qui permet de la vérifier : [périmètre|perimeter], [période|period], [source|source], méthode, état.',
      'A value with all that allows checking it: [perimeter|perimeter], [period|period], [source|source], method, status.'
    ]
  ),
  term(
    'geography',
    ['Géographie', 'Geography'],
    [
      'L’année de la liste de communes qui sert au calcul. Une même géographie pour deux années permet de les comparer.',
      'The year of the list of communes used in a computation. One geography for two years lets them compare.'
    ]
  ),
  term(
    'indicator',
    ['Indicateur', 'Indicator'],
    [
      'Une définition qui se publie : ce qu’on compte, par quelle formule, dans quelle unité.',
      'A definition that is published: what is counted, by which formula, in which unit.'
    ]
  ),
  term(
    'lineage',
    ['Lignée', 'Lineage'],
    [
      'Le chemin d’un [chiffre|figure] depuis le fichier du producteur : lignes, additions, division.',
      'The way of a [figure|figure] from the producer’s file: rows, sums, division.'
    ]
  ),
  term(
    'median',
    ['Médiane', 'Median'],
    [
      'Valeur qui partage un groupe en deux moitiés égales. Elle ne s’additionne pas et ne se moyenne pas.',
      'The value that splits a group into two equal halves. It neither adds up nor averages.'
    ]
  ),
  term(
    'perimeter',
    ['Périmètre', 'Perimeter'],
    [
      'Une liste de communes, datée, donnée par une règle. Deux périmètres du même nom peuvent différer.',
      'A dated list of communes, given by a rule. Two perimeters of one name may differ.'
    ]
  ),
  term(
    'period',
    ['Période', 'Period'],
    [
      'Le temps dont parle un [chiffre|figure] : une année, un trimestre, un mois, ou l’intervalle entre deux dates.',
      'The time a [figure|figure] is about: a year, a quarter, a month, or the span between two dates.'
    ]
  ),
  term(
    'points',
    ['Point', 'Point'],
    [
      'Différence entre deux pourcentages. De 10 % à 12 %, un taux gagne 2 points.',
      'The difference between two percentages. From 10% to 12%, a rate gains 2 points.'
    ]
  ),
  term(
    'producer',
    ['Producteur', 'Producer'],
    [
      'L’organisme qui compte et publie les données, et qui en répond.',
      'The body that counts and publishes the data, and answers for them.'
    ]
  ),
  term(
    'provisional',
    ['Provisoire', 'Provisional'],
    [
      'Valeur que son [producteur|producer] corrigera dans une édition suivante.',
      'A value that its [producer|producer] will revise in a later edition.'
    ]
  ),
  term(
    'recoding',
    ['Passage', 'Recoding'],
    [
      'Ce que devient une commune d’une année dans la liste d’une autre année : fusion, nouveau nom, division.',
      'What a commune of one year becomes in the list of another: merger, new name, split.'
    ]
  ),
  term(
    'rival',
    ['Valeur concurrente', 'Rival value'],
    [
      'La même mesure, à la même [période|period], dans un autre fichier. Elle reste affichée à côté.',
      'The same measure, at the same [period|period], in another file. It stays shown beside.'
    ]
  ),
  term(
    'secrecy',
    ['Secret statistique', 'Statistical secrecy'],
    [
      'Règle qui interdit de publier un nombre permettant de reconnaître une personne ou une entreprise.',
      'The rule that forbids publishing a number from which a person or a business could be recognised.'
    ]
  ),
  term(
    'source',
    ['Source', 'Source'],
    [
      'Un jeu de données d’un [producteur|producer], avec sa licence et ses règles.',
      'A data set of a [producer|producer], with its licence and its rules.'
    ]
  ),
  term(
    'vintage',
    ['Millésime', 'Vintage'],
    [
      'Une édition d’une [source|source], telle qu’elle a été reçue. Elle ne change jamais.',
      'One edition of a [source|source], as it was received. It never changes.'
    ]
  ),
  term(
    'weighted-mean',
    ['Moyenne pondérée', 'Weighted mean'],
    [
      'Moyenne où chaque valeur compte selon son poids, par exemple le nombre de ménages. Toujours [estimée|estimated].',
      'A mean where each value counts by its weight, such as the number of households. Always [estimated|estimated].'
    ]
  )
]

function term(id: string, [fr, en]: readonly [string, string], text: readonly [string, string]): GlossaryTerm {
  return { id, term: { fr, en }, text: { fr: text[0], en: text[1] } }
}
