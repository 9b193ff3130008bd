/** What one sentence works out aloud, on an invented port, a school and a forest; and sentences that only look so. */

import { describe, expect, it } from 'vitest'
import { reasonsIn } from './claim-table.ts'

const PART_OF_BASE = '15 % des 2 400 emplois du port, soit 420 emplois, sont saisonniers'
const SHARE = '9 600 m³ récoltés sur les 48 000 m³ d’accroissement (25 %)'
const SUM = 'Le port traite 8,4 Mt : 5,1 Mt de vrac et 3,9 Mt de conteneurs'
const RISE = 'The share of rail rose from 8 % in 2015 to 12 % in 2022, an increase of 4 %'
const FOREST = 'La forêt couvre 14 200 ha, dont 15 900 ha en forêt privée'

const FOUND: readonly (readonly [reason: string, name: string, table: string])[] = [
  [
    'ratio-times-base',
    'percent of a base given as an amount',
    `
    Emplois du port | part saisonnière | 15 % | Port-Ajonc | 2022 | share | ${PART_OF_BASE}
    Emplois du port | total | 2400 emplois | Port-Ajonc | 2022 | level | ${PART_OF_BASE}
    Emplois du port | saisonniers | 420 emplois | Port-Ajonc | 2022 | level | ${PART_OF_BASE}`
  ],
  [
    'share-of-parts',
    'part, whole and share under other names',
    `
    Bois | récolte | 9600 m3 | Bois d’Ajonc | 2021 | level | ${SHARE}
    Bois | accroissement | 48000 m3 | Bois d’Ajonc | 2021 | level | ${SHARE}
    Bois | taux de prélèvement | 25 % | Bois d’Ajonc | 2021 | share | ${SHARE}`
  ],
  [
    'parts-exceed-whole',
    'the parts after the colon',
    `
    Trafic | total | 8.4 Mt | Port-Ajonc | 2022 | level | ${SUM}
    Trafic | vrac | 5.1 Mt | Port-Ajonc | 2022 | level | ${SUM}
    Trafic | conteneurs | 3.9 Mt | Port-Ajonc | 2022 | level | ${SUM}`
  ],
  [
    'points-or-percent',
    'points between two rates told as percent',
    `
    Rail | share of freight by rail | 8 % | Port-Ajonc | 2015 | share | ${RISE}
    Rail | share of freight by rail | 12 % | Port-Ajonc | 2022 | share | ${RISE}
    Rail | increase in the share of freight by rail | 4 % | Port-Ajonc | 2015-2022 | change | ${RISE}`
  ],
  [
    'parts-exceed-whole',
    'more of it than all of it',
    `
    Forêt | superficie | 14200 ha | Bois d’Ajonc | 2021 | level | ${FOREST}
    Forêt | superficie privée | 15900 ha | Bois d’Ajonc | 2021 | level | ${FOREST}`
  ],
  [
    'not-nested',
    'a town larger than the authority that its brackets name',
    `
    Port-Ajonc | forest area | 310 km2 | Port-Ajonc (commune of Ajonc Coast) | 2021 | level
    Ajonc Coast | forest area | 260 km2 | Ajonc Coast | 2021 | level`
  ],
  [
    'out-of-bounds',
    'fewer calls than ships',
    `
    Navires | nombre | 412 navires | Port-Ajonc | 2022 | count
    Navires | escales | 380 escales | Port-Ajonc | 2022 | count`
  ],
  [
    'money-status',
    'one sum announced and in the same year paid',
    `
    North quay | amount pledged by the State | 26 M€ | Port-Ajonc | 2022 | money | the State pledged 26 M€
    North quay | amount disbursed | 26 M€ | Port-Ajonc | 2022 | money | 26 M€ décaissés`
  ],
  [
    'two-perimeters',
    'one number for one terminal and for all of them',
    `
    Ferry terminal | passengers | 1250000 passengers | Ferry terminal | 2022 | level
    Port terminals | passengers | 1250000 passengers | All terminals of the port (6 terminals) | 2022 | level`
  ],
  [
    'two-perimeters',
    'a change from those of one place to those of another',
    `
    Satisfaction | part satisfaite | 64 % | parents | 2019 | share
    Satisfaction | part satisfaite | 78 % | enseignants | 2022 | share
    Satisfaction | évolution | 14 points | Port-Ajonc | 2019-2022 | change`
  ],
  [
    'number-or-share',
    'one change under labels of two languages',
    `
    Dockers | évolution du nombre | -18 % | Port-Ajonc | 2012-2022 | change | le nombre de dockers du quai a baissé de 18 %
    Dock workers | change of the share | -18 % | Port-Ajonc | 2012-2022 | change | la part des dockers du quai a baissé de 18 %`
  ]
]

const CHANGED = 'de 20 % en 2010 à 25 % en 2020, soit une hausse relative de 25 %'
const SCHOOLS = '12 écoles : 96 classes et 2 100 élèves'
const RIGHT = '20 % des 500 parcelles, soit 100 parcelles'
const FELLED = '2 100 t : 1 300 t de chêne et 800 t de hêtre'

const DECOYS: readonly (readonly [name: string, table: string])[] = [
  [
    'percent of a base that is right',
    `
    Parcelles | part certifiée | 20 % | Bois d’Ajonc | 2022 | share | ${RIGHT}
    Parcelles | total | 500 parcelles | Bois d’Ajonc | 2022 | count | ${RIGHT}
    Parcelles | certifiées | 100 parcelles | Bois d’Ajonc | 2022 | count | ${RIGHT}`
  ],
  [
    'a relative change of a rate',
    `
    Part récoltée | part | 20 % | Bois d’Ajonc | 2010 | share | ${CHANGED}
    Part récoltée | part | 25 % | Bois d’Ajonc | 2020 | share | ${CHANGED}
    Part récoltée | évolution | 25 % | Bois d’Ajonc | 2010-2020 | change | ${CHANGED}`
  ],
  [
    'after the colon, other things',
    `
    Écoles | écoles | 12 écoles | Port-Ajonc | 2022 | count | ${SCHOOLS}
    Écoles | classes | 96 classes | Port-Ajonc | 2022 | count | ${SCHOOLS}
    Écoles | élèves | 2100 élèves | Port-Ajonc | 2022 | count | ${SCHOOLS}`
  ],
  [
    'parts that make their whole',
    `
    Bois vendu | total | 2100 t | Bois d’Ajonc | 2022 | level | ${FELLED}
    Bois vendu | chêne | 1300 t | Bois d’Ajonc | 2022 | level | ${FELLED}
    Bois vendu | hêtre | 800 t | Bois d’Ajonc | 2022 | level | ${FELLED}`
  ],
  [
    'a sum announced, and paid three years later',
    `
    Quai sud | montant annoncé | 7 M€ | Port-Ajonc | 2019 | money | 7 M€ annoncés en 2019
    Quai sud | montant versé | 7 M€ | Port-Ajonc | 2022 | money | 7 M€ versés en 2022`
  ],
  ['two labels and no states', 'Bateaux | labellisés | 120 bateaux | Port-Ajonc | 2022 | count | Bleu et/ou Propre'],
  [
    'a park over two valleys, larger than one of them',
    `
    Parc du Cap | superficie | 1465 km2 | Parc du Cap (Côte d’Ajonc et Baie) | 2022 | level
    Côte d’Ajonc | superficie | 892 km2 | Côte d’Ajonc | 2022 | level`
  ],
  [
    'two places compared in one year',
    `
    Emploi | taux | 64 % | Port-Ajonc | 2022 | share
    Emploi | taux | 70 % | Côte d’Ajonc | 2022 | share
    Emploi | écart | 6 points | Port-Ajonc | 2022 | change`
  ]
]

describe('a sentence that works something out', () => {
  it.each(FOUND)('is told as %s: %s', (reason, _, table) => {
    expect(reasonsIn(table)).toEqual([reason])
  })

  it.each(DECOYS)('is left alone: %s', (_, table) => {
    expect(reasonsIn(table)).toEqual([])
  })
})
