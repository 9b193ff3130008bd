import { describe, expect, it } from 'vitest'
import { nakedNumbers } from '../../../src/domain/editions/naked-number.ts'

function found(text: string): readonly string[] {
  return nakedNumbers(text).map((one) => one.text.trim())
}

describe('numbers that need a figure', () => {
  it.each([
    ['Le bassin compte 1\u202f258\u202f921 habitants.', ['1\u202f258\u202f921']],
    ['Un taux de 16,6\u202f% en 2012.', ['16,6\u202f%']],
    ['plus de 23 000 logements', ['23 000']],
    ['+6 129 emplois', ['+6 129']],
    ['les 353 éléments inscrits', ['353']],
    ['2012 habitants', ['2012']],
    ['5 milliards d’euros', ['5 milliards']],
    ['Un chantier de 1,3 Md€, dont 35 M€ de la région.', ['1,3 Md€', '35 M€']],
    ['En 2019 300 emplois ont été créés.', ['300']],
    ['En 2019, on dénombrait 1950 mineurs ; plus de 2000 ont suivi.', ['1950', '2000']],
    ['La ville a rénové 1700 maisons, et l’effectif est de 2034.', ['1700', '2034']],
    ['Les 3/4 du parc, ½ hectare, 2 ménages sur 3.', ['3/4', '½', '2', '3']],
    ['On a créé 1 place de crèche pour 6 enfants.', ['1', '6']],
    ['Un T2 de 45 m² dans un R+2 de 12 logements.', ['45', '12']],
    ['À Lens 31 000 habitants, à Carvin 12 écoles.', ['31 000', '12']],
    ['Les cités 300 logements, nos 12 écoles, la classe a 25 élèves.', ['300', '12', '25']],
    ['62 000 Arrageois et 25000 Lensois', ['62 000', '25000']],
    ['Le taux passe de 12,5 à 11,9 %.', ['12,5', '11,9 %']],
    ['12 000 heures d’insertion en un âge moyen de 41,3 ans', ['12 000', '41,3']],
    ['Trois bus pour 6 écoles, 90 pour cent du parc.', ['Trois', '6', '90 pour cent']],
    ['Une hausse de 1/5, près d’1/3, la part recule de 1/4.', ['1/5', '1/3', '1/4']],
    ['La ville gagne 45 mineurs, il pleut 35 mm, le pont fait 30 m.', ['45', '35', '30']],
    ['Il faut 4 x 25 logements.', ['4', '25']],
    ['Le coût atteint 246 200 364 €, le 4 % promis.', ['246 200 364 €', '4 %']],
    ['Un séjour de 3 nuits pour 450 nuitées.', ['450']]
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

describe('numbers that need none', () => {
  it.each([
    'Le 4 décembre 2012, le musée ouvre.',
    'Entre 2012 et 2022, puis en 2012-2013.',
    'le 1er juillet 2012, à 15 h 30',
    'la Base 11/19 et le 9-9bis, par l’A26',
    'au XIXe siècle, le 3e jour',
    'voir p. 36 et l’article 2',
    'le 99, rue Paul-Bert, 62300 Lens',
    'Rendez-vous à 9 h.',
    'les années 1990, et les années 30',
    'du 3 au 5 mai, les 7, 8 et 9 juin, le samedi 12, le 27-12-1974',
    'la rue du 8-Mai-1945 et la place du 11-Novembre',
    'Fin 2022, mi-2023 ; les chiffres 2021 du contrat 2015-2020.',
    'de 9 à 19 h, 24 h/24, à 8 heures 30',
    'Les 15-24 ans, ceux de 60 à 74 ans, les 18 ans et plus, un délai de 3 mois.',
    'les établissements de 10 salariés ou plus',
    'la 2ᵉ place, la 1re fois ; 1° lire, 2° écrire',
    'les articles 12 à 15, l’article R. 123-4, la loi n° 2019-1302, la directive 2010/75/UE',
    'quai 3, carte 4, lots 1 et 2, fosse n° 13 bis, terril 74a, échangeur 6.1',
    'la D 917, la RN 25, l’ODD 11, la norme ISO 14001, Windows et son Anneau 2',
    'la 4G, un CM1, un T4, un R+2, un bac +5, des PM2,5, les 3x8',
    'Le 115 est gratuit ; le coron du 2 est rasé, celui du 3, non.',
    'Tél. : 03.21.77.12.34, ou composez le 3919. BP 49, 62302 Lens Cedex 9.',
    '12-14 avenue de la Fosse, 7, place Jean-Jaurès',
    'au 1/25 000, voir www.exemple.fr/2020/12',
    'prêt en 25 min, un car toutes les 12 min, de 10 à 15 mn, 3 min 20 s',
    'le 4x100 m, un relais 4 × 200 m, un film en 35 mm, un Super 8 mm',
    'un béton C25/30 et un acier S235',
    'SIREN 123 456 789, code EPCI 123456789, EPCI n° 123456789, SIRET 123 456 789 00012, code commune 62498',
    'On se voit le 4, puis le 12 ; la fosse ferme le 7 au soir. C’est le 9.',
    'Le 15 et le 112 répondent, le 3939 renseigne, un SMS au 31234.',
    'un hôtel 3 étoiles, un gîte 2 épis',
    'une note de 4/5'
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

it('says where each begins', () => {
  expect(nakedNumbers('Il y a 12 parcs et 7 axes')).toMatchObject([
    { text: '12', start: 7 },
    { text: '7', start: 19 }
  ])
})

describe('numbers in letters', () => {
  it.each<[string, string]>([
    ['On rénove vingt-trois mille logements.', 'vingt-trois mille'],
    ['Une quinzaine de parcs ont ouvert.', 'Une quinzaine'],
    ['Une demi-douzaine de parcs ont ouvert.', 'Une demi-douzaine'],
    ['On compte trente-six solutions de logement.', 'trente-six'],
    ['Deux tiers des ménages y vivent.', 'Deux tiers'],
    ['Il a coûté cinq millions d’euros.', 'cinq millions'],
    ['Un habitant sur cinq a moins de quinze ans.', 'cinq'],
    ['Les vingt-six actions.', 'vingt-six'],
    ['Il reçoit des milliers de visiteurs.', 'des milliers'],
    ['Le chômage touche dix pour cent des actifs.', 'dix pour cent'],
    ['La moitié des logements est ancienne.', 'moitié'],
    ['Neuf pour cent des foyers sont équipés.', 'Neuf pour cent'],
    ['Elle a cent places pour jouer.', 'cent'],
    ['L’insertion a occupé douze mille heures.', 'douze mille']
  ])('need a figure: %s', (text, words) => {
    expect(nakedNumbers(text)).toMatchObject([{ text: words, isSmall: false }])
  })

  it.each([
    'trois agglomérations',
    'les sept propositions',
    'sur deux ans et neuf communes',
    'deux fois plus élevé qu’ailleurs',
    'une population divisée par deux',
    'les deux rives'
  ])('from two to nine are to be looked at: %s', (text) => {
    expect(nakedNumbers(text)).toMatchObject([{ isSmall: true }])
  })

  it.each([
    'Un musée, une ville, l’un et l’autre.',
    'Le premier, puis la deuxième fois.',
    'Un deux-points, le Trois-Pays, les Deux-Sèvres.',
    'Les moins de quinze ans et ceux de quinze à soixante-quatre ans.',
    'Signé pour dix ans, à onze heures, le quatre décembre.',
    'Voir page douze et l’article deux.',
    'Un logement neuf, un tiers-lieu, trois quarts d’heure.',
    'Le vingtième siècle.',
    'Ceux qui ont dix salariés ou plus.',
    'Compter deux fois, montrer les deux, vivre entre deux villes.',
    'Mille fois merci, aux quatre coins du pays, à deux pas d’ici.',
    'Tourner sept fois sa langue : il n’y a pas trente-six solutions.',
    'Un hôtel trois étoiles pour deux nuits.',
    'Une dizaine de jours, un quart de siècle, vingt-quatre heures sur vingt-quatre.',
    'En mille neuf cent soixante, tous les trois y étaient.'
  ])('that need none: %s', (text) => {
    expect(nakedNumbers(text)).toEqual([])
  })

  it('say their value, to propose figures', () => {
    expect(nakedNumbers('deux tiers, vingt-trois mille').map(({ typed }) => Math.round(typed?.value ?? 0))).toEqual([
      67, 23_000
    ])
  })
})

it.each([
  '1',
  'a',
  'é',
  'A b ',
  'deux ',
  '12 rue ',
  '2012 ',
  '1/',
  '1-',
  'page 1, 2 et 3, ',
  'le 1 ',
  'code a ',
  '4 x ',
  'A-b',
  'Anru 2 '
])('a long text of « %s » is read to its end', (piece) => {
  expect(nakedNumbers(piece.repeat(20_000)).length).toBeLessThanOrEqual(20_000)
})
