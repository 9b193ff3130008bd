/** Sentences of an invented coast that cannot all be right, one rule a case, in French and in English. */

import { describe, expect, it } from 'vitest'
import type { ConflictReason } from '../../../src/domain/sources/conflict.ts'
import { reasonsIn } from './claim-table.ts'

type Case = readonly [name: string, reason: ConflictReason, table: string]

const TRUE: readonly Case[] = [
  [
    'two counts in one year',
    'two-values',
    `
    Côte des Ajoncs | hab. | 48300 hab. | Côte des Ajoncs | 2021 | level
    Côte des Ajoncs | population | 47100 habitants | Côte des Ajoncs | 2021 | level`
  ],
  [
    'two counts, one cut short',
    'two-values',
    `
    Harbour | turnover | 12.4 M€ | Port-Ajonc | 2022 | money
    Harbour | turnover | 11900000 EUR | Port-Ajonc | 2022 | money`
  ],
  [
    'one number for two places',
    'two-perimeters',
    `
    Emploi touristique | nb d’emplois | 1340 emplois | CC des Ajoncs | 2021 | level
    Emploi touristique | emplois | 1340 emplois | Canton de Port-Ajonc | 2021 | level`
  ],
  [
    'points and percent',
    'points-or-percent',
    `
    Taux d’activité des femmes | évolution | 2.6 pts | CC des Ajoncs | 2014-2020 | change
    Taux d’activité des femmes | évolution | 2.6 % | CC des Ajoncs | 2014-2020 | change`
  ],
  [
    'a number and a share',
    'number-or-share',
    `
    Farms in organic farming | change in the number | 31 % | Ajonc coast | 2010-2020 | change
    Farms in organic farming | change in the share | 31 % | Ajonc coast | 2010-2020 | change`
  ],
  [
    'a share and its terms',
    'share-of-parts',
    `
    Parc de logements | logts | 9400 logts | Port-Ajonc | 2020 | level
    Parc de logements | résidences secondaires | 3760 logts | Port-Ajonc | 2020 | level
    Parc de logements | part des résidences secondaires | 46 % | Port-Ajonc | 2020 | share | soit 46 % du parc`
  ],
  [
    'a share, in English',
    'share-of-parts',
    `
    Schools | pupils | 5200 pupils | Ajonc coast | 2022 | level
    Schools | boarding pupils | 650 pupils | Ajonc coast | 2022 | level
    Schools | share of boarding pupils | 18 % | Ajonc coast | 2022 | share`
  ],
  [
    'a change and its ends',
    'share-of-parts',
    `
    Fréquentation du phare | visiteurs | 39800 visiteurs | Port-Ajonc | 2012 | level
    Fréquentation du phare | visiteurs | 51900 visiteurs | Port-Ajonc | 2022 | level
    Fréquentation du phare | évolution | 45 % | Port-Ajonc | 2012-2022 | change`
  ],
  [
    'parts that fall short of the whole',
    'sum-of-parts',
    `
    Plan digues | coût total | 30 M€ | Ajonc coast | 2020-2026 | money | Le plan de financement atteint 30 M€
    Plan digues | part de l’État | 12 M€ | Ajonc coast | 2020-2026 | money | État : 12 M€
    Plan digues | part de la Région | 9 M€ | Ajonc coast | 2020-2026 | money | Région : 9 M€
    Plan digues | part des communes | 5 M€ | Ajonc coast | 2020-2026 | money | communes : 5 M€`
  ],
  [
    'men and women',
    'sum-of-parts',
    `
    Members | members | 900 members | Ajonc club | 2022 | count
    Members | women | 410 members | Ajonc club | 2022 | count
    Members | men | 440 members | Ajonc club | 2022 | count`
  ],
  [
    'parts beyond the whole',
    'parts-exceed-whole',
    `
    Flotte | navires | 210 navires | Port-Ajonc | 2022 | count
    Flotte | navires de pêche | 120 navires | Port-Ajonc | 2022 | count
    Flotte | navires de plaisance | 80 navires | Port-Ajonc | 2022 | count
    Flotte | navires de commerce | 35 navires | Port-Ajonc | 2022 | count | et 35 de commerce`
  ],
  [
    'a place within, beyond the whole',
    'parts-exceed-whole',
    `
    Gîtes | gîtes | 340 gîtes | CC des Ajoncs | 2022 | count
    Gîtes | gîtes | 410 gîtes | Port-Ajonc | 2022 | count | dont 410 à Port-Ajonc`
  ],
  [
    'a mean, a number and a total',
    'ratio-times-base',
    `
    Rénovation des écoles | écoles rénovées | 14 écoles | CC des Ajoncs | 2018-2022 | count
    Rénovation des écoles | coût moyen par école | 350 K€/école | CC des Ajoncs | 2018-2022 | ratio
    Rénovation des écoles | dépense | 7.2 M€ | CC des Ajoncs | 2018-2022 | money`
  ],
  [
    'a density',
    'ratio-times-base',
    `
    CC des Ajoncs | population | 48300 hab. | CC des Ajoncs | 2020 | level
    CC des Ajoncs | superficie | 210 km² | CC des Ajoncs | 2020 | level
    CC des Ajoncs | densité | 310 hab./km² | CC des Ajoncs | 2020 | ratio`
  ],
  [
    'so many at so much each',
    'out-of-bounds',
    `
    Appel à projets | lauréats | 9 lauréats | CC des Ajoncs | 2022 | count
    Appel à projets | aide par lauréat | 10..20 K€ | CC des Ajoncs | 2022 | money
    Appel à projets | montant total | 400 K€ | CC des Ajoncs | 2022 | money`
  ],
  [
    'more firms than establishments',
    'out-of-bounds',
    `
    Entreprises | nombre | 2100 entr. | CC des Ajoncs | 2021 | level
    Établissements | nombre | 1900 étab. | CC des Ajoncs | 2021 | level`
  ],
  [
    'a band within a band',
    'not-nested',
    `
    Licenciés | part des moins de 18 ans | 38 % | Ajonc club | 2022 | share
    Licenciés | part des moins de 21 ans | 33 % | Ajonc club | 2022 | share`
  ],
  [
    'a longer wait, and more who wait',
    'not-nested',
    `
    Applicants | share waiting more than two years | 41 % | Ajonc coast | 2022 | share
    Applicants | share waiting more than one year | 35 % | Ajonc coast | 2022 | share`
  ],
  [
    'done or planned',
    'mixed-states',
    `
    Haies | linéaire planté ou programmé | 46 km | CC des Ajoncs | 2022 | level | 46 km plantés ou programmés`
  ],
  [
    'built here and studied there',
    'mixed-states',
    `
    Digue | linéaire réalisé | 17 km | Port-Ajonc | 2022 | level
    Digue | linéaire à l’étude | 17 km | Port-Ajonc | 2022 | level`
  ],
  [
    'announced and told bare',
    'money-status',
    `
    Pacte littoral | crédits de l’État annoncés | 40 M€ | Ajonc coast | 2020-2024 | money
    Pacte littoral | crédits de l’État | 27.5 M€ | Ajonc coast | 2020-2024 | money`
  ],
  [
    'announced and listed',
    'announced-listed',
    `
    Plan climat | mesures annoncées | 12 mesures | CC des Ajoncs | 2022 | count
    Plan climat | mesures énumérées | 11 mesures | CC des Ajoncs | 2022 | count`
  ],
  [
    'announced and numbered',
    'announced-listed',
    `
    Charter | commitments announced | 7 commitments | Ajonc coast | 2022 | count
    Charter | commitments | 6 commitments | Ajonc coast | 2022 | count | Commitments 1 to 6`
  ],
  [
    'counted in its own sentence',
    'announced-listed',
    `
    Projet | axes | 4 axes | CC des Ajoncs | 2022 | count | quatre axes : l’eau, le sol et le vent`
  ],
  [
    'created, and aged',
    'dates-do-not-fit',
    `
    Syndicat des eaux | création | 1962 année | CC des Ajoncs | 1962 | date
    Syndicat des eaux | âge | 50 ans | CC des Ajoncs | 2022 | level`
  ],
  [
    'signed, for so long, until',
    'dates-do-not-fit',
    `
    Contrat de baie | signature | 2015 année | CC des Ajoncs | 2015 | date
    Contrat de baie | durée | 5 ans | CC des Ajoncs | 2015 | level
    Contrat de baie | échéance | 2023 année | CC des Ajoncs | 2023 | date`
  ],
  [
    'closed before it opened',
    'dates-do-not-fit',
    `
    Cannery | opening | 1987 year | Port-Ajonc | 1987 | date
    Cannery | closure | 1978 year | Port-Ajonc | 1978 | date`
  ],
  [
    'a label told in the present',
    'expired',
    `
    Label Pavillon | fin du label | 2020 année | Port-Ajonc | 2020 | date | labellisé jusqu’en 2020
    Label Pavillon | détient le label | 2022 année | Port-Ajonc | 2022 | date | Port-Ajonc est labellisé`
  ],
  [
    'a break in the middle',
    'break-crossed',
    `
    Enquête mobilité | rupture de série | 2018 année | CC des Ajoncs | 2018 | date
    Mobilité | évolution des déplacements | 9 % | CC des Ajoncs | 2014-2021 | change`
  ],
  [
    'letters for digits',
    'damaged-reading',
    `
    Festival | visiteurs | 1500 visiteurs | Port-Ajonc | 2022 | level | l 5OO visiteurs`
  ],
  [
    'a superlative',
    'unsourced-rank',
    `
    Phare | rang | 1 rang | Europe | 2022 | rank | le plus haut phare d’Europe`
  ],
  [
    'more than all',
    'out-of-bounds',
    `
    Forest | share of managed forest | 112 % | Ajonc coast | 2022 | share`
  ],
  [
    'a year with a letter in it',
    'damaged-reading',
    `
    Cannery | opening | 202 year | Port-Ajonc | 2021 | date | ouverte en 202l`
  ],
  [
    'jobs that were there and jobs that were not',
    'mixed-states',
    `
    Aide aux entreprises | emplois créés ou maintenus | 640 emplois | CC des Ajoncs | 2022 | count`
  ],
  [
    'a part beyond its whole',
    'parts-exceed-whole',
    `
    Parc de logements | logts | 9400 logts | Port-Ajonc | 2020 | level
    Parc de logements | résidences secondaires | 9900 logts | Port-Ajonc | 2020 | level`
  ],
  [
    'shares of all that are not a hundred',
    'parts-exceed-whole',
    `
    Visiteurs | part des locaux | 31 % | Port-Ajonc | 2022 | share
    Visiteurs | part des Français d’ailleurs | 48 % | Port-Ajonc | 2022 | share
    Visiteurs | part des étrangers | 29 % | Port-Ajonc | 2022 | share | et 29 % d’étrangers`
  ],
  [
    'a list that nobody said was announced',
    'announced-listed',
    `
    Plan climat | mesures | 12 mesures | CC des Ajoncs | 2022 | count
    Plan climat | mesures listées | 11 mesures | CC des Ajoncs | 2022 | count`
  ]
]

describe('a conflict is found', () => {
  it.each(TRUE)('of %s: %s', (_, reason, table) => {
    expect(reasonsIn(table)).toEqual([reason])
  })
})
