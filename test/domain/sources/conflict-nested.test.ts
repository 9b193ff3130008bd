/** Scales, parts, classes, flows and verbs, told on an invented coast: what cannot be, beside what only looks so. */

import { describe, expect, it } from 'vitest'
import type { ConflictReason } from '../../../src/domain/sources/conflict.ts'
import { reasonsIn } from './claim-table.ts'

type Case = readonly [name: string, reason: ConflictReason, table: string]

const TRUE: readonly Case[] = [
  [
    'energy in two scales',
    'two-values',
    `
    Éclairage public | consommation | 1.9 GWh | Port-Ajonc | 2021 | level
    Éclairage public | consommation | 2400 MWh | Port-Ajonc | 2021 | level`
  ],
  [
    'tonnes in two scales',
    'two-values',
    `
    Household waste | collected | 31 kt | Ajonc coast | 2022 | level
    Household waste | collected | 28500 tonnes | Ajonc coast | 2022 | level`
  ],
  [
    'euros in two scales',
    'two-values',
    `
    Port | chiffre d’affaires | 7.4 M€ | Port-Ajonc | 2022 | money
    Port | chiffre d’affaires | 6900 K€ | Port-Ajonc | 2022 | money`
  ],
  [
    'energy a home, homes and energy',
    'ratio-times-base',
    `
    Éolien en mer | production | 1.2 TWh | Ajonc coast | 2022 | level
    Éolien en mer | foyers alimentés | 200000 foyers | Ajonc coast | 2022 | count
    Éolien en mer | consommation par foyer | 4.1 MWh/foyer | Ajonc coast | 2022 | ratio`
  ],
  [
    'letters and digits, two claims',
    'two-values',
    `
    Phares | nombre en lettres | 12 phares | Ajonc coast | 2022 | count | douze (14) phares
    Phares | nombre en chiffres | 14 phares | Ajonc coast | 2022 | count | douze (14) phares`
  ],
  [
    'letters and digits, one claim',
    'two-values',
    `
    Lighthouses | lighthouses | 12 lighthouses | Ajonc coast | 2022 | count | the twelve (14) lighthouses`
  ],
  [
    'what is equipped and what can be',
    'mixed-states',
    `
    Fibre | logements équipés | 8200 logts | CC des Ajoncs | 2022 | count | 8 200 logements équipés
    Fibre | logements équipables | 8200 logts | CC des Ajoncs | 2022 | count | 8 200 logements équipables demain`
  ],
  [
    'what is connected and what is to be',
    'mixed-states',
    `
    Sewer | connected homes | 640 homes | Port-Ajonc | 2022 | count | 640 homes connected
    Sewer | homes to connect | 640 homes | Port-Ajonc | 2022 | count | 640 homes to be connected`
  ],
  [
    'restored or funded',
    'mixed-states',
    `
    Digues | digues restaurées ou financées | 31 digues | CC des Ajoncs | 2022 | count`
  ],
  [
    'funded or built, in English',
    'mixed-states',
    `
    Cycle lanes | km funded or built | 48 km | Ajonc coast | 2022 | level`
  ],
  [
    'so much a year for so long',
    'ratio-times-base',
    `
    Haies | mètres plantés par an | 1500 m/an | CC des Ajoncs | 2018-2022 | level
    Haies | durée | 5 ans | CC des Ajoncs | 2018-2022 | level
    Haies | mètres plantés au total | 9000 m | CC des Ajoncs | 2018-2022 | level`
  ],
  [
    'a yearly cost over the years',
    'ratio-times-base',
    `
    Shuttle boat | yearly cost | 300 K€/year | Ajonc coast | 2022 | money | 300 K€ a year
    Shuttle boat | cost over six years | 2.4 M€ | Ajonc coast | 2022-2027 | money | 2.4 M€ over six years`
  ],
  [
    'a change in homes',
    'share-of-parts',
    `
    Résidences secondaires | nombre | 4100 logts | Port-Ajonc | 2011 | level
    Résidences secondaires | nombre | 4900 logts | Port-Ajonc | 2021 | level
    Résidences secondaires | évolution | 26 % | Port-Ajonc | 2011-2021 | change`
  ],
  [
    'times so many',
    'share-of-parts',
    `
    Oysters | output | 400 t | Ajonc coast | 2012 | level
    Oysters | output | 620 t | Ajonc coast | 2022 | level
    Oysters | output, factor | 3 times | Ajonc coast | 2012-2022 | ratio | three times as much`
  ],
  [
    'a class beyond two of them',
    'not-nested',
    `
    Qualité des plages | part classée C ou D | 8 % | Ajonc coast | 2022 | share
    Qualité des plages | part classée D | 13 % | Ajonc coast | 2022 | share`
  ],
  [
    'a class beyond a span of them',
    'not-nested',
    `
    Homes by rating | homes rated E to G | 2100 dwellings | Port-Ajonc | 2022 | count
    Homes by rating | homes rated F | 2600 dwellings | Port-Ajonc | 2022 | count`
  ],
  [
    'one of two beyond both',
    'not-nested',
    `
    Trajets | part de la marche ou du vélo | 21 % | Port-Ajonc | 2022 | share
    Trajets | part de la marche | 26 % | Port-Ajonc | 2022 | share`
  ],
  [
    'houses and flats',
    'parts-exceed-whole',
    `
    Logements neufs | logements | 900 logts | Port-Ajonc | 2022 | count
    Logements neufs | maisons | 610 logts | Port-Ajonc | 2022 | count | 610 maisons
    Logements neufs | appartements | 340 logts | Port-Ajonc | 2022 | count | et 340 appartements`
  ],
  [
    'places in a row',
    'sum-of-parts',
    `
    Places de port | places | 5040 places | Ajonc coast | 2022 | count | 5 040 places au total
    Places de port | places à Port-Ajonc | 2600 places | Port-Ajonc | 2022 | count | Port-Ajonc 2 600
    Places de port | places à Grand-Sable | 1300 places | Grand-Sable | 2022 | count | Grand-Sable 1 300
    Places de port | places à La Balise | 700 places | La Balise | 2022 | count | La Balise 700`
  ],
  [
    'sectors under a total of a hundred',
    'sum-of-parts',
    `
    Jobs by sector | total | 100 % | Ajonc coast | 2022 | share | all jobs (100 %)
    Jobs by sector | share of fishing | 22 % | Ajonc coast | 2022 | share
    Jobs by sector | share of tourism | 41 % | Ajonc coast | 2022 | share
    Jobs by sector | share of trade | 26 % | Ajonc coast | 2022 | share`
  ],
  [
    'announced and provided',
    'money-status',
    `
    Fonds littoral | aide de la Région annoncée | 18 M€ | Ajonc coast | 2022 | money
    Fonds littoral | aide de la Région apportée | 11 M€ | Ajonc coast | 2022 | money`
  ],
  [
    'water in two scales',
    'two-values',
    `
    Eau potable | volume distribué | 4.2 Mm³ | Ajonc coast | 2022 | level
    Eau potable | volume distribué | 3900 milliers de m³ | Ajonc coast | 2022 | level`
  ],
  [
    'trained and to be trained',
    'mixed-states',
    `
    Sauveteurs | sauveteurs formés | 320 sauveteurs | Ajonc coast | 2022 | count | 320 sauveteurs ont été formés
    Sauveteurs | sauveteurs | 320 sauveteurs | Ajonc coast | 2022 | count | 320 sauveteurs seront formés`
  ],
  [
    'so much a month and a year',
    'ratio-times-base',
    `
    Navette | coût mensuel | 21500 €/mois | Port-Ajonc | 2022 | money | 21 500 € par mois
    Navette | coût annuel | 310400 € | Port-Ajonc | 2022 | money | soit 310 400 € par an`
  ],
  [
    'a ceiling each',
    'out-of-bounds',
    `
    Sailing grants | grants awarded | 64 grants | Ajonc coast | 2022 | count
    Sailing grants | maximum amount per grant | 1500 €/grant | Ajonc coast | 2022 | ratio | 1,500 € at most
    Sailing grants | total paid | 124 K€ | Ajonc coast | 2022 | money`
  ],
  [
    'ages and more',
    'not-nested',
    `
    Population | part des 75 ans et plus | 12 % | Port-Ajonc | 2020 | share
    Population | part des 65 ans et plus | 10 % | Port-Ajonc | 2020 | share`
  ],
  [
    'girls and boys',
    'sum-of-parts',
    `
    École de voile | élèves | 924 élèves | Port-Ajonc | 2022 | count
    École de voile | filles | 441 élèves | Port-Ajonc | 2022 | count
    École de voile | garçons | 452 élèves | Port-Ajonc | 2022 | count`
  ],
  [
    'so many for ten thousand',
    'ratio-times-base',
    `
    Médecins | médecins | 108 médecins | CC des Ajoncs | 2022 | count
    CC des Ajoncs | population | 120300 hab. | CC des Ajoncs | 2022 | level
    Médecins | densité | 12 médecins/10 000 hab. | CC des Ajoncs | 2022 | ratio`
  ],
  [
    'a fall and its ends',
    'share-of-parts',
    `
    Conserveries | emplois | 1210 emplois | Port-Ajonc | 2010 | level
    Conserveries | emplois | 905 emplois | Port-Ajonc | 2020 | level
    Conserveries | baisse de l’emploi | 40 % | Port-Ajonc | 2010-2020 | change`
  ]
]

const DECOYS: readonly (readonly [name: string, table: string])[] = [
  [
    'one energy in two scales',
    `
    Éclairage public | consommation | 2.4 GWh | Port-Ajonc | 2021 | level
    Éclairage public | consommation | 2400 MWh | Port-Ajonc | 2021 | level`
  ],
  [
    'power and energy',
    `
    Éolien en mer | puissance | 480 MW | Ajonc coast | 2022 | level
    Éolien en mer | production | 1.2 TWh | Ajonc coast | 2022 | level`
  ],
  [
    'letters and the same digits',
    `
    Lighthouses | lighthouses | 12 lighthouses | Ajonc coast | 2022 | count | the twelve (12) lighthouses`
  ],
  [
    'letters and a year in brackets',
    `
    Phares | phares | 12 phares | Ajonc coast | 2022 | count | les phares sont douze, tous allumés (2022)`
  ],
  [
    'what is equipped and what can be, two numbers',
    `
    Fibre | logements équipés | 8200 logts | CC des Ajoncs | 2022 | count | 8 200 logements équipés
    Fibre | logements équipables | 11000 logts | CC des Ajoncs | 2022 | count | 11 000 logements équipables`
  ],
  [
    'let or sold',
    `
    Gîtes | gîtes loués ou vendus | 140 gîtes | CC des Ajoncs | 2022 | count`
  ],
  [
    'a year’s, and so many years’',
    `
    Haies | mètres plantés par an | 1500 m/an | CC des Ajoncs | 2018-2022 | level
    Haies | durée | 5 ans | CC des Ajoncs | 2018-2022 | level
    Haies | mètres plantés au total | 7500 m | CC des Ajoncs | 2018-2022 | level`
  ],
  [
    'times so many, rounded',
    `
    Oysters | output | 400 t | Ajonc coast | 2012 | level
    Oysters | output | 830 t | Ajonc coast | 2022 | level
    Oysters | output, factor | 2 times | Ajonc coast | 2012-2022 | ratio | twice as much`
  ],
  [
    'a class within two of them',
    `
    Qualité des plages | part classée C ou D | 13 % | Ajonc coast | 2022 | share
    Qualité des plages | part classée D | 8 % | Ajonc coast | 2022 | share`
  ],
  [
    'classes beside each other',
    `
    Qualité des plages | part classée A ou B | 13 % | Ajonc coast | 2022 | share
    Qualité des plages | part classée D | 28 % | Ajonc coast | 2022 | share`
  ],
  [
    'two classes',
    `
    Qualité des plages | part classée A | 13 % | Ajonc coast | 2022 | share
    Qualité des plages | part classée D | 28 % | Ajonc coast | 2022 | share`
  ],
  [
    'houses alone',
    `
    Logements neufs | logements | 900 logts | Port-Ajonc | 2022 | count
    Logements neufs | maisons | 610 logts | Port-Ajonc | 2022 | count | 610 maisons`
  ],
  [
    'women, men and what came of it',
    `
    Saisonniers | candidatures | 900 personnes | Ajonc coast | 2022 | count
    Saisonniers | candidatures de femmes | 520 personnes | Ajonc coast | 2022 | count
    Saisonniers | candidatures d’hommes | 380 personnes | Ajonc coast | 2022 | count
    Saisonniers | candidatures retenues | 210 personnes | Ajonc coast | 2022 | count`
  ],
  [
    'places in a row that make the whole',
    `
    Places de port | places | 4600 places | Ajonc coast | 2022 | count | 4 600 places au total
    Places de port | places à Port-Ajonc | 2600 places | Port-Ajonc | 2022 | count | Port-Ajonc 2 600
    Places de port | places à Grand-Sable | 1300 places | Grand-Sable | 2022 | count | Grand-Sable 1 300
    Places de port | places à La Balise | 700 places | La Balise | 2022 | count | La Balise 700`
  ],
  [
    'places in a row, no whole',
    `
    Berths | berths | 2600 berths | Port-Ajonc | 2022 | count | Port-Ajonc 2,600
    Berths | berths | 1300 berths | Grand-Sable | 2022 | count | Grand-Sable 1,300
    Berths | berths | 700 berths | La Balise | 2022 | count | La Balise 700
    Berths | berths | 400 berths | Le Môle | 2022 | count | Le Môle 400`
  ],
  [
    'sectors that make a hundred',
    `
    Jobs by sector | total | 100 % | Ajonc coast | 2022 | share | all jobs (100 %)
    Jobs by sector | share of fishing | 22 % | Ajonc coast | 2022 | share
    Jobs by sector | share of tourism | 48 % | Ajonc coast | 2022 | share
    Jobs by sector | share of trade | 30 % | Ajonc coast | 2022 | share`
  ],
  [
    'voted and paid',
    `
    Fonds littoral | aide de la Région votée | 18 M€ | Ajonc coast | 2022 | money
    Fonds littoral | aide de la Région versée | 11 M€ | Ajonc coast | 2022 | money`
  ],
  [
    'a fall told without its sign',
    `
    Conserveries | emplois | 1210 emplois | Port-Ajonc | 2010 | level
    Conserveries | emplois | 905 emplois | Port-Ajonc | 2020 | level
    Conserveries | baisse de l’emploi | 25 % | Port-Ajonc | 2010-2020 | change`
  ],
  [
    'under a ceiling each',
    `
    Sailing grants | grants awarded | 64 grants | Ajonc coast | 2022 | count
    Sailing grants | maximum amount per grant | 1500 €/grant | Ajonc coast | 2022 | ratio | 1,500 € at most
    Sailing grants | total paid | 81 K€ | Ajonc coast | 2022 | money`
  ],
  [
    'so many for ten thousand, right',
    `
    Médecins | médecins | 108 médecins | CC des Ajoncs | 2022 | count
    CC des Ajoncs | population | 120300 hab. | CC des Ajoncs | 2022 | level
    Médecins | densité | 9 médecins/10 000 hab. | CC des Ajoncs | 2022 | ratio`
  ],
  [
    'planted so far, of a programme of ten years',
    `
    Haies | arbres par an | 1000 arbres/an | Ajonc coast | 2020-2030 | level
    Haies | durée du programme | 10 ans | Ajonc coast | 2020-2030 | level
    Haies | arbres plantés | 2600 arbres | Ajonc coast | 2022 | count`
  ],
  [
    'social and let, one number',
    `
    Logements | logements à loyer modéré | 310 logts | Port-Ajonc | 2022 | count | 310 logements à loyer modéré
    Logements | logements de pêcheurs | 140 logts | Port-Ajonc | 2022 | count`
  ],
  [
    'a mean per visitor, and billions that count none',
    `
    Retombées | dépense moyenne par visiteur | 41 €/visiteur | territoire | 2022 | ratio
    Retombées | dépenses cumulées | 8.2 M€ | territoire | 2022 | money
    Phare | visiteurs | 200000 visiteurs | Port-Ajonc | 2022 | level
    Grand port | investissement | 5 milliards d’euros | territoire | 2022 | money`
  ]
]

describe('a conflict is found', () => {
  it.each(TRUE)('of %s: %s', (_, reason, table) => {
    expect(reasonsIn(table)).toEqual([reason])
  })
})

describe('none is found', () => {
  it.each(DECOYS)('of %s', (_, table) => {
    expect(reasonsIn(table)).toEqual([])
  })
})
