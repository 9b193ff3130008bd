/** Perimeters that a sentence names, told from names that merely hold theirs: streets, schools, clubs, directions. */

import type { PerimeterId } from '../territories/perimeter.ts'

/** One way to name a perimeter. */
export type Place = {
  /** As `plainName` writes it. */
  readonly name: string
  readonly perimeter: PerimeterId
  /**
   * `town`: said without article, « à Lens ». `land`: a country, region or department, said with one, « la France »,
   * « dans le Nord ». `area`: any other name. `common`: a noun that stands for it where it is spoken of, « le pôle »;
   * it may answer for a figure, and names nothing by itself.
   */
  readonly kind: 'town' | 'land' | 'area' | 'common'
}

export type Places = readonly Place[]

/** What is named after a town, or stands in it, and says nothing of its people. */
const THINGS =
  'rue|avenue|boulevard|place|route|chemin|quai|pont|porte|faubourg|autoroute|rocade|gare|canal|port|aéroport|ligne|train|échangeur|lycée|collège|école|université|fac|faculté|institut|IUT|campus|hôpital|clinique|CHU|polyclinique|maternité|mairie|hôtel|beffroi|tribunal|cour|prison|préfecture|sous-préfecture|commissariat|musée|théâtre|opéra|cinéma|bibliothèque|médiathèque|stade|piscine|salle|église|cathédrale|basilique|abbaye|citadelle|château|parc|jardin|marché|braderie|foire|festival|carnaval|mine|fosse|puits|terril|cokerie|raffinerie|usine|centrale|compagnie|société|concession|houillère|groupe|club|équipe|racing|union|académie|diocèse|bataille|catastrophe|traité|maison d’arrêt|conseil|mer|voix|maire|députée?|évêque|préfète?|chambre|banque|caisse|bêtise|bière|fromage|tarte|gaufre|andouille|andouillette|jambon|moutarde|chicorée|dentelle|faïence|porcelaine'

/** Adjectives of such nouns, and their own names: « lycée professionnel Senez d’Hénin », « gare routière de Lens ». */
const OF_THINGS =
  '(?: (?:\\p{Lu}[\\p{L}.’-]*|\\p{Ll}+(?:el|elle|els|elles|al|ale|aux|ales|ier|ière|iers|ières|ique|iques|if|ive|eur|eure|ien|ienne|ant|ante|é|ée)))'

const OF = '(?: de(?: la)? | du | des | d’)'

const AFTER_THING = new RegExp(
  `(?<!\\p{L})(?:(?:${THINGS})(?:s|x|ies)?${OF_THINGS}{0,3}|centre${OF_THINGS}{1,2})${OF}$`,
  'iu'
)

/** « la Voix du Nord », « Électricité de France »: a name that goes on; not « la Ville de Lens ». */
const AFTER_NAME =
  /[\p{L},] (?:[ldLD]’)?(?!Ville|Commune|Région|Département|Communauté|Agglo|Métropole|Zone|Bassin|Pays|Pôle)\p{Lu}\p{L}+(?: de(?: la)? | du | des | d’)$/u

/** « RC Lens », « Euro Lens »; not the first word of a sentence, « Mais Lens ». */
const AFTER_CAPITAL = /(?:\p{Lu}{2,}|[\p{L}\d,:] ?\p{Lu}\p{L}+) $/u

/** « la Croix »: a town takes no article but its own. */
const WITH_ARTICLE = /(?<!\p{L})(?:le |la |les |un |une |des |du |au |aux |l’)$/iu

/** « France Travail », « France 2030 »; « Lens Agglo » is an authority. */
const BEFORE_NAME = /^ (?:\d|(?!Agglo|Métropole|Communauté|Métro)\p{Lu})/u

/** « le Nord de la ville », « le Nord du département ». */
const DIRECTION = /^(?:Nord|Sud|Est|Ouest|North|South|East|West)$/
const OF_A_PLACE = /^ (?:(?:de la|du|des|de l’|de l'|d’une?|de (?:ce|cette|son|sa|leur|notre)|of) |d’|de l’|de \p{Lu})/u
const IN_DIRECTION_OF = /(?<!\p{L})(?:nord|sud|est|ouest|north|south|east|west)(?: de(?: la)? | du | des | d’| of )$/iu

const ARTICLE =
  /(?:^|[^\p{L}])(?:le|la|les|du|des|au|aux|en|dans|ce|cette|toute|tout|notre|et|ou|in|of|for|the|across|than|to|and|from) $|(?:^|[^\p{L}])l’$/iu
const BARE_FRANCE = /(?<!\p{L})de $/u

/** « de Bruay à Valenciennes », « entre Lens et Douai » tell how far something goes; « né à Lens » whence somebody is. */
const FROM_HERE = /(?<!\p{L})(?:de |d’|reli(?:e|ent|er|ant|ait) )$/iu
const TO_THERE = /^ (?:à|jusqu’à) \p{Lu}/u
const FROM_THERE = /(?<!\p{L})(?:[Dd]e |[Dd]’|reli(?:e|ent|er|ant|ait) )\p{Lu}[\p{L}’-]* (?:à|jusqu’à) $/u
const BETWEEN = /(?<!écarts? |différences? |\p{L})[Ee]ntre (?:\p{Lu}[\p{L}’-]* et )?$/u
const BORN = /(?<!\p{L})(?:née?s?|morte?s?|inhumée?s?) à $/iu

/** Letters around a name that say what it is. */
const AROUND = 80

/** Those that the text names, in whole words; not one inside a longer name: « Lens » in « zone d’emploi de Lens ». */
export function placesIn(text: string, places: Places): Places {
  const plain = plainName(text)
  // Of thousands of towns a sentence has few.
  const likely = places.filter(({ name, kind }) => kind === 'area' || plain.includes(name))
  const spans = likely.flatMap((place) =>
    formsOf(place).flatMap((form) => spansOf(plain, form).map((from) => ({ place, from, to: from + form.length })))
  )
  const whole = spans.filter(
    (one) => !spans.some(({ from, to }) => from <= one.from && one.to <= to && to - from > one.to - one.from)
  )
  const named = whole.filter(({ place, from, to }) =>
    isNamed(place, plain.slice(Math.max(0, from - AROUND), from), plain.slice(to, to + AROUND))
  )
  return [
    ...new Set([
      ...named.map(({ place }) => place),
      ...byAdjective(plain, places),
      ...byNoun(plain, places),
      ...byShape(plain, places)
    ])
  ]
}

function isNamed({ name, kind }: Place, before: string, after: string): boolean {
  if (kind === 'common') return true
  if (BEFORE_NAME.test(after) || AFTER_CAPITAL.test(before)) return false
  if (AFTER_THING.test(before) || AFTER_NAME.test(before) || IN_DIRECTION_OF.test(before)) return false
  if (DIRECTION.test(name) && OF_A_PLACE.test(after)) return false
  // « à l’UNESCO » is the organisation; « les communes UNESCO » the perimeter.
  if (/^\p{Lu}{3,}$/u.test(name) && /l’$/iu.test(before)) return false
  // « Hauts-de-France » is nothing else.
  if (kind === 'land' && name.includes('-')) return true
  if (kind === 'land') return (ARTICLE.test(before) && !BARE_FRANCE.test(before)) || isLabel(before, after)
  const isExtent =
    (FROM_HERE.test(before) && TO_THERE.test(after)) ||
    FROM_THERE.test(before) ||
    BETWEEN.test(before) ||
    BORN.test(before)
  // « Rue de Béthune »: a town may have the name of a thing.
  if (kind === 'town' && WITH_ARTICLE.test(before)) return false
  return !isExtent && !(kind === 'town' && before === '' && /^ (?:de|du|des) | d’/u.test(after))
}

/** « (France) », « France : 9 % ». */
function isLabel(before: string, after: string): boolean {
  return /(?:^|[(;,:|] ?|contre |vs )$/u.test(before) && /^(?:\s?[):,;|]|$| (?:métropolitaine|entière))/u.test(after)
}

/** « la métropole lilloise », « le Béthunois »: the adjective of a town, which ends as those of the country do. */
const ADJECTIVE =
  /(?:métropole|agglomération|communauté|arrondissement|bassin|zone|région|intercommunalité) (\p{Ll}{3,20}?)(?:ois|oise|ais|aise|ien|ienne)(?!\p{L})|(?<!\p{L})(?:[Ll]e|[Dd]u|[Aa]u) (\p{Lu}\p{Ll}{2,20}?)ois(?!\p{L})/gu

function byAdjective(text: string, places: Places): Places {
  return [...text.matchAll(ADJECTIVE)].flatMap(([, ...stems]) => {
    const stem = (stems.find(Boolean) ?? '').toLowerCase()
    return places.filter(({ name, kind }) => {
      const town = name.toLowerCase()
      return kind === 'town' && town.startsWith(stem) && town.length - stem.length <= 2
    })
  })
}

/** « La région compte », « dans le département. »: not « la région minière », « la région de Lens ». */
const NOUN =
  /(?<!\p{L})(?:la (région)|le (département))(?=[.,;:!?)]| [;:!?]|$| (?:a|ne|n’\p{L}+|compte|est|reste|perd|gagne|affiche|atteint|dépasse|connaît|et|ou|entière?|entier|en \d{4}|qui|que|où)(?!\p{L}))/giu

function byNoun(text: string, places: Places): Places {
  return [...text.matchAll(NOUN)].flatMap(([words, region, department]) => {
    const noun = (region ?? department ?? '').toLowerCase()
    return places.flatMap((place): Places =>
      place.kind === 'common' && place.name === noun ? [{ ...place, name: words, kind: 'land' }] : []
    )
  })
}

/** « l’Hexagone »: the country by its shape. */
function byShape(text: string, places: Places): Places {
  const name = /(?<!\p{L})[lL]’Hexagone(?!\p{L})/u.exec(text)?.[0]
  return name === undefined ? [] : places.flatMap((one) => (one.name === 'France' ? [{ ...one, name }] : []))
}

/** A straight apostrophe, or the end of a line, makes no other name. */
export function plainName(text: string): string {
  return text.replaceAll("'", '’').replaceAll(/\s+/g, ' ')
}

/** Words that begin the name of a perimeter and are no name: within a sentence they are written small. */
const COMMON = /^(?:Zone|Communauté|Bassin|Pôle|Métropole|Département|Région|Arrondissement|Canton|Commune)(?= )/

/** The name of a perimeter within a sentence: « zone d’emploi de Lens ». */
export function withinSentence(name: string): string {
  return name.replace(COMMON, (word) => word.toLowerCase())
}

function formsOf({ name, kind }: Place): readonly string[] {
  return kind === 'area' ? [...new Set([name, withinSentence(name)])] : [name]
}

/** In this very case, not within a word: « Arras » is not in « Arrasois », nor « France » in « Hauts-de-France ». */
function spansOf(text: string, name: string): readonly number[] {
  const found: number[] = []
  const joins = (letter = ''): boolean => /[\p{L}-]/u.test(letter)
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!joins(text[at - 1]) && !joins(text[at + name.length])) found.push(at)
  }
  return found
}

/** Legal forms that a name is told without: « CA de Lens-Liévin » is also « Lens-Liévin ». */
const LEGAL_FORM = /^(?:CA|CU|CC)\s(?:de la |de |du |des |d’)?/

/** A name without its legal form and what follows a comma; as it is when it has none. */
export function coreName(name: string): string {
  return name.replace(LEGAL_FORM, '').replace(/,.*$/, '')
}
