/** Sentences of an invented coast that only look as if they could not all be right, in French and in English. */

import { describe, expect, it } from 'vitest'
import { reasonsIn } from './claim-table.ts'

const DECOYS: readonly (readonly [name: string, table: string])[] = [
  [
    'two years',
    `
    Côte des Ajoncs | hab. | 48300 hab. | Côte des Ajoncs | 2021 | level
    Côte des Ajoncs | hab. | 46900 hab. | Côte des Ajoncs | 2013 | level`
  ],
  [
    'two quarters',
    `
    Taux de chômage | taux | 7.4 % | CC des Ajoncs | T1 2022 | share
    Taux de chômage | taux | 6.8 % | CC des Ajoncs | T4 2022 | share`
  ],
  [
    'two spans in a row',
    `
    CC des Ajoncs | évolution de la population | -2.1 % | CC des Ajoncs | 2009-2014 | change
    CC des Ajoncs | évolution de la population | 1.3 % | CC des Ajoncs | 2014-2020 | change`
  ],
  [
    'one number, two units of one thing',
    `
    Dunes | surface | 640 ha | Côte des Ajoncs | 2022 | level
    Dunes | superficie | 6.4 km² | Côte des Ajoncs | 2022 | level`
  ],
  [
    'two definitions, named',
    `
    Logements vacants | taux de vacance (RP) | 9.2 % | Port-Ajonc | 2020 | share
    Logements vacants | taux de vacance (LOVAC) | 5.1 % | Port-Ajonc | 2020 | share`
  ],
  [
    'with and without tax',
    `
    Salle des fêtes | coût HT | 2.5 M€ | Port-Ajonc | 2022 | money
    Salle des fêtes | coût TTC | 3 M€ | Port-Ajonc | 2022 | money`
  ],
  [
    'three statuses of one fund',
    `
    Sea fund | programmed amount | 20 M€ | Ajonc coast | 2021-2027 | money
    Sea fund | committed amount | 9.5 M€ | Ajonc coast | end 2022 | money
    Sea fund | paid amount | 3.1 M€ | Ajonc coast | end 2022 | money`
  ],
  [
    'some of the parts',
    `
    Flotte | navires | 210 navires | Port-Ajonc | 2022 | count
    Flotte | navires de pêche | 120 navires | Port-Ajonc | 2022 | count | dont 120 de pêche
    Flotte | navires de commerce | 12 navires | Port-Ajonc | 2022 | count`
  ],
  [
    'all of the parts',
    `
    Members | members | 900 members | Ajonc club | 2022 | count
    Members | women | 430 members | Ajonc club | 2022 | count
    Members | men | 470 members | Ajonc club | 2022 | count`
  ],
  [
    'a share that follows',
    `
    Schools | pupils | 5200 pupils | Ajonc coast | 2022 | level
    Schools | boarding pupils | 650 pupils | Ajonc coast | 2022 | level
    Schools | share of boarding pupils | 12.5 % | Ajonc coast | 2022 | share`
  ],
  [
    'a change that follows',
    `
    Fréquentation du phare | visiteurs | 39800 visiteurs | Port-Ajonc | 2012 | level
    Fréquentation du phare | visiteurs | 51900 visiteurs | Port-Ajonc | 2022 | level
    Fréquentation du phare | évolution | 30 % | Port-Ajonc | 2012-2022 | change`
  ],
  [
    'a mean that follows',
    `
    Rénovation des écoles | écoles rénovées | 14 écoles | CC des Ajoncs | 2018-2022 | count
    Rénovation des écoles | coût moyen par école | 350 K€/école | CC des Ajoncs | 2018-2022 | ratio
    Rénovation des écoles | dépense | 4.9 M€ | CC des Ajoncs | 2018-2022 | money`
  ],
  [
    'a range and one within',
    `
    Quartier des Dunes | densité visée | 30..50 logts/ha | Port-Ajonc | 2022 | ratio
    Quartier des Dunes | densité de la première tranche | 42 logts/ha | Port-Ajonc | 2022 | ratio`
  ],
  [
    'done, and planned, apart',
    `
    Digue | linéaire réalisé | 17 km | Port-Ajonc | 2022 | level
    Digue | linéaire prévu | 26 km | Port-Ajonc | 2026 | level`
  ],
  [
    'a stock and a flow',
    `
    Logements | logts | 9400 logts | Port-Ajonc | 2020 | level
    Logements | logts commencés par an | 110 logts/an | Port-Ajonc | 2016-2020 | level`
  ],
  [
    'now and as projected',
    `
    Côte des Ajoncs | population | 48300 hab. | Côte des Ajoncs | 2020 | level
    Côte des Ajoncs | population projetée | 44000 hab. | Côte des Ajoncs | 2040 | level`
  ],
  [
    'a contract that adds up',
    `
    Contrat de baie | signature | 2015 année | CC des Ajoncs | 2015 | date
    Contrat de baie | durée | 5 ans | CC des Ajoncs | 2015 | level
    Contrat de baie | échéance | 2020 année | CC des Ajoncs | 2020 | date`
  ],
  [
    'a label told as over',
    `
    Label Pavillon | fin du label | 2020 année | Port-Ajonc | 2020 | date | labellisé de 2012 à 2020, il ne l’est plus
    Label Pavillon | obtention | 2012 année | Port-Ajonc | 2012 | date | le label a été obtenu en 2012`
  ],
  [
    'a list that is whole',
    `
    Projet | axes | 3 axes | CC des Ajoncs | 2022 | count | trois axes : l’eau, le sol et le vent`
  ],
  [
    'a change on one side of the break',
    `
    Enquête mobilité | rupture de série | 2018 année | CC des Ajoncs | 2018 | date
    Mobilité | évolution des déplacements | 9 % | CC des Ajoncs | 2018-2021 | change`
  ],
  [
    'two sides that are not one whole',
    `
    Parc de logements | logts | 9400 logts | Port-Ajonc | 2020 | level
    Parc de logements | logts d’avant 1970 | 6100 logts | Port-Ajonc | 2020 | level
    Parc de logements | logts mal isolés | 5200 logts | Port-Ajonc | 2020 | level`
  ]
]

describe('what only looks like one is left alone', () => {
  it.each(DECOYS)('%s', (_, table) => {
    expect(reasonsIn(table)).toEqual([])
  })
})
