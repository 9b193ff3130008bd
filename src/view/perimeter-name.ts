/** Names of territories within a sentence: « le Pas-de-Calais », « du Quesnoy », « qu’Hénin-Beaumont ». */

import { withinSentence } from '../domain/editions/named-place.ts'
import type { Language } from '../domain/shared/text.ts'

/** Nouns that a name begins with, which take an article. */
const FEMININE = /^(?:zone|communauté|métropole|région|commune|destination|CA|CU|CC|France)(?= |$)/
const MASCULINE = /^(?:bassin|pôle|département|canton|PNR|parc|pays)(?= )/
const ELIDED = /^(?:arrondissement|agglomération|aire|unité urbaine|EPCI|ERBM)(?= |$)/
const PLURAL = /^communes(?= )/

/** Lands that are said with an article: departments and regions, by how it goes. */
const LANDS: Readonly<Record<string, string>> = {
  Nord: 'le ',
  'Pas-de-Calais': 'le ',
  Aisne: 'l’',
  Oise: 'l’',
  Somme: 'la ',
  'Hauts-de-France': 'les ',
  'Grand Est': 'le ',
  'Île-de-France': 'l’',
  Normandie: 'la ',
  'Nord-Pas-de-Calais': 'le ',
  Picardie: 'la ',
  Belgique: 'la ',
  Wallonie: 'la '
}

/** With its article, where it has one: a town and what is called by a name of its own have none. */
export function named(label: string, language: Language): string {
  if (language === 'en') return label
  const name = withinSentence(label).replace(/^(?:Les(?= \d)|(?:Communes|Destination)(?= ))/, (one) =>
    one.toLowerCase()
  )
  const article = FEMININE.test(name)
    ? 'la '
    : MASCULINE.test(name)
      ? 'le '
      : ELIDED.test(name)
        ? 'l’'
        : PLURAL.test(name)
          ? 'les '
          : (LANDS[name] ?? '')
  return article + name
}

/** « du pôle », « des Hauts-de-France », « de Lens », « d’Arras », « du Quesnoy »; of a name as `named` writes it. */
export function ofName(name: string): string {
  const [, article = '', rest = ''] = /^([Ll]es? )(.*)$/.exec(name) ?? []
  if (article !== '') return `${article.trim().length === 2 ? 'du' : 'des'} ${rest}`
  return begins(name) ? `d’${name}` : `de ${name}`
}

/** « que le Nord », « qu’Arras ». */
export function thanName(name: string): string {
  return begins(name) ? `qu’${name}` : `que ${name}`
}

/** Towns of the north in H- are mostly mute: Hénin, Harnes, Hesdin, Hersin. */
const MUTE = /^(?:[aeiouyàâéèêîïôùûœ]|Hénin|Harnes|Hesdin|Hersin|Hallennes|Haubourdin|Hazebrouck|Houdain)/iu

function begins(name: string): boolean {
  return MUTE.test(name)
}
