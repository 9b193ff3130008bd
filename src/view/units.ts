/** The catalogue of units: how a unit is named, and how it stands beside a number. Indicators and measures name its keys. */

import type { UnitName } from '../domain/indicators/unit.ts'
import type { Text } from '../domain/shared/text.ts'

export type Unit = {
  /** For table heads and axes: « en % », « hab./km² ». */
  readonly label: Text
  /** A sign stands close to the number (thin space), a word a space away; an ordinal follows it, `none`: the number says it all. */
  readonly form: 'sign' | 'word' | 'ordinal' | 'none'
  /** Beside one, and beside several. */
  readonly one: Text
  readonly many: Text
}

export const UNITS = {
  percent: sign('%', '%'),
  'per-thousand': sign('‰', '‰'),
  points: word(['point', 'points'], ['point', 'points']),
  eur: sign('€', '€'),
  'eur-per-month': sign('€/mois', '€/month'),
  'eur-per-hour': sign('€/h', '€/h'),
  'eur-per-m2': sign('€/m²', '€/m²'),
  km2: sign('km²', 'km²'),
  ha: sign('ha', 'ha'),
  m2: sign('m²', 'm²'),
  inhabitants: word(['habitant', 'habitants'], ['inhabitant', 'inhabitants']),
  'inhabitants-per-km2': sign('hab./km²', 'inh./km²'),
  people: word(['personne', 'personnes'], ['person', 'people']),
  'people-per-household': word(
    ['personne par ménage', 'personnes par ménage'],
    ['person per household', 'people per household']
  ),
  households: word(['ménage', 'ménages'], ['household', 'households']),
  'tax-households': word(['ménage fiscal', 'ménages fiscaux'], ['tax household', 'tax households']),
  dwellings: word(['logement', 'logements'], ['dwelling', 'dwellings']),
  jobs: word(['emploi', 'emplois'], ['job', 'jobs']),
  'jobs-per-100': word(
    ['emploi pour 100 actifs occupés', 'emplois pour 100 actifs occupés'],
    ['job per 100 residents in work', 'jobs per 100 residents in work']
  ),
  establishments: word(['établissement', 'établissements'], ['establishment', 'establishments']),
  'establishments-per-1000': word(
    ['établissement pour 1\u202f000 habitants', 'établissements pour 1\u202f000 habitants'],
    ['establishment per 1,000 inhabitants', 'establishments per 1,000 inhabitants']
  ),
  'births-per-100-deaths': word(
    ['naissance pour 100 décès', 'naissances pour 100 décès'],
    ['birth per 100 deaths', 'births per 100 deaths']
  ),
  'dwellings-per-1000': word(
    ['logement pour 1\u202f000 habitants', 'logements pour 1\u202f000 habitants'],
    ['dwelling per 1,000 inhabitants', 'dwellings per 1,000 inhabitants']
  ),
  'rooms-per-hotel': word(['chambre par hôtel', 'chambres par hôtel'], ['room per hotel', 'rooms per hotel']),
  sales: word(['vente', 'ventes'], ['sale', 'sales']),
  births: word(['naissance', 'naissances'], ['birth', 'births']),
  deaths: word(['décès', 'décès'], ['death', 'deaths']),
  admissions: word(['entrée', 'entrées'], ['admission', 'admissions']),
  hotels: word(['hôtel', 'hôtels'], ['hotel', 'hotels']),
  lodgings: word(['hébergement', 'hébergements'], ['lodging', 'lodgings']),
  rooms: word(['chambre', 'chambres'], ['room', 'rooms']),
  beds: word(['lit', 'lits'], ['bed', 'beds']),
  places: word(['place', 'places'], ['place', 'places']),
  museums: word(['musée', 'musées'], ['museum', 'museums']),
  programmes: word(['programme', 'programmes'], ['programme', 'programmes']),
  communes: word(['commune', 'communes'], ['commune', 'communes']),
  years: word(['an', 'ans'], ['year', 'years']),
  ratio: plain('rapport', 'ratio'),
  number: plain('nombre', 'number'),
  index: plain('indice, base 100', 'index, base 100'),
  rank: { ...plain('rang', 'rank'), form: 'ordinal' }
} as const satisfies Record<UnitName, Unit>

/** A unit outside the catalogue is refused at load; one that an older release let in is written as its key. */
export function unitOf(key: string): Unit {
  return isKnown(key) ? UNITS[key] : word([key, key], [key, key])
}

export function isKnown(key: string): key is keyof typeof UNITS {
  return Object.hasOwn(UNITS, key)
}

type Forms = readonly [one: string, many: string]

function sign(fr: string, en: string): Unit {
  const text = { fr, en }
  return { label: text, form: 'sign', one: text, many: text }
}

function word([fr, frMany]: Forms, [en, enMany]: Forms): Unit {
  const many = { fr: frMany, en: enMany }
  return { label: many, form: 'word', one: { fr, en }, many }
}

function plain(fr: string, en: string): Unit {
  const text = { fr, en }
  return { label: text, form: 'none', one: text, many: text }
}
