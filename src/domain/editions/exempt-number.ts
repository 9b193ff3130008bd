/**
 * Numbers that need no figure, as French and English write them: dates, hours, ordinals, references, names, addresses,
 * ages and durations. Each form is a span of the text; forms are short or begin with a word, so that a long text is
 * read in time proportional to its length.
 */

export type Span = { readonly from: number; readonly to: number }

const SPACE = '[ \\u00a0\\u202f]'
const NOT_IN_WORD = '(?<![\\p{L}\\d])'
const END = '(?![\\p{L}\\d])'
/** What shows that the digits before are a part of a longer number: thousands, decimals. */
const NO_MORE_DIGITS = `(?!\\d|[.,]\\d|${SPACE}\\d{3}(?!\\d))`

export const MONTH =
  '(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv\\.|févr?\\.|avr\\.|juil\\.|sept\\.|oct\\.|nov\\.|déc\\.|January|February|March|April|May|June|July|August|September|October|November|December)'
const ENGLISH_MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const WEEKDAY =
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)'
const YEAR = '(?:1[5-9]|20)\\d{2}'
const DAY = '\\d{1,2}(?:er|ᵉʳ|st|nd|rd|th)?'
/** « 2 au 16 », « 2, 3 et 4 ». */
const AND = `(?:,?${SPACE}(?:au|à|et|ou|and|to|or|&)${SPACE}|,${SPACE}|${SPACE}?[-–/]${SPACE}?)`

/** Nine digits of SIREN, which an EPCI bears too, or fourteen of SIRET, as they are grouped. */
const REGISTERED = `(?:\\d{9}|\\d{14}|\\d{3}(?:${SPACE}\\d{3}){2}(?:${SPACE}\\d{5})?)`

/** What is told by its number: the number follows its noun, « quai 2 », and counts nothing. */
export const NUMBERED =
  'pp?\\.|pages?|n[°º]s?|no\\.?|numéros?|num\\.|art\\.|articles?|alinéas?|paragraphes?|§|chap\\.|chapitres?|chapters?|tomes?|vol\\.|volumes?|fig\\.|figures?|tableaux?|tables?|graphiques?|cartes?|encadrés?|fiches?|annexes?|notes?|sections?|parties?|titres?|livres?|actes?|scènes?|épisodes?|saisons?|lois?|décrets?|arrêtés?|ordonnances?|directives?|règlements?|circulaires?|délibérations?|normes?|axes?|actions?|propositions?|mesures?|objectifs?|orientations?|lots?|phases?|étapes?|tranches?|scénarios?|variantes?|hypothèses?|questions?|versions?|niveaux?|catégories?|classes?|groupes?|types?|scopes?|indices?|codes?|codes? postal|zones?|secteurs?|îlots?|parcelles?|quais?|voies?|lignes?|bus|tram|sorties?|portes?|échangeurs?|bâtiments?|bât\\.|escaliers?|étages?|salles?|halls?|bureaux?|appartements?|apt|fosses?|puits|terrils?|cités?|chevalements?|maillots?|dossards?|canal|canaux|chaînes?|grades?|chambre'

const STREET =
  '(?:rue|avenue|av\\.|boulevard|bd|route|chemin|impasse|quai|allée|square|sentier|ruelle|résidence|rond-point|chaussée|faubourg|esplanade|venelle|cour)'
/** « 1 place » may also be a seat. */
const SQUARE = `(?:place|cours|passage)(?=${SPACE}(?:du|des|de${SPACE}la|de${SPACE}l[’']|d[’']|\\p{Lu}))`

export const LASTING =
  '(?:ans?|années?|mois|trimestres?|semestres?|semaines?|jours?|journées?|nuits?|heures?|minutes?|secondes?|siècles?|décennies|millénaires?|years?|months?|weeks?|days?|nights?|hours?|minutes?|centur(?:y|ies)|decades?)'

/** Words that end like a plural and are none: they may follow a year. */
const FUNCTION_WORDS = words(
  'dans sous puis depuis mais plus moins sans vers dès très pas ils elles nous vous les des ces ses nos vos leurs tous toutes alors jamais toujours hors près après lors ailleurs désormais certes eux ceux plusieurs quelques certains certaines aux six dix deux is was has as its this across plus does census'
)

const UNIT = new RegExp(
  `^${SPACE}?(?:[%‰€$]|pour${SPACE}cent|(?:[kKM]|Mds?)${SPACE}?€|(?:km|cm|mm|m|ha|hab|kg|t|Mt|kt|kWh|MWh|GWh|MW|GW|kW|dB|µg|mg|g|l|k|M|Mds?|°C|mille|millions?|milliards?)(?![\\p{L}]))`,
  'u'
)
const NEXT_WORD = new RegExp(`^${SPACE}(\\p{Ll}+)(?![\\p{L}’'])`, 'u')

const FORMS: readonly RegExp[] = [
  // Dates: « 4 décembre 2012 », « du 2 au 16 octobre », « 8-Mai-1945 », « mai 68 », "December 4, 2012", « lundi 3 ».
  form(`(?:${DAY}${AND}){0,5}${DAY}(?:${SPACE}|-)${MONTH}(?:(?:${SPACE}|-)${YEAR})?${END}`, 'iu'),
  form(`${MONTH}${SPACE}${YEAR}${NO_MORE_DIGITS}|mai${SPACE}68${END}`, 'iu'),
  form(`${ENGLISH_MONTH}${SPACE}\\d{1,2}(?:,${SPACE}${YEAR})?${NO_MORE_DIGITS}`),
  form(`${WEEKDAY}${SPACE}${DAY}${END}`, 'iu'),
  form(`\\d{4}-\\d{2}-\\d{2}${END}|\\d{1,2}([/.-])\\d{1,2}\\1\\d{2}(?:\\d{2})?${END}`),
  // « les années 90 », « la guerre de 14-18 », « avant 50 av. J.-C. ».
  form(`années${SPACE}\\d{2}${END}|(?:14-18|39-45)${END}|\\d{1,4}${SPACE}(?:av|apr|ap)\\.(?=${SPACE}J)`, 'iu'),
  // Hours: « 14h30 », « de 9 à 19 h », « 24 h/24 », "14:30".
  form(`(?:\\d{1,2}${AND})?\\d{1,2}${SPACE}?h(?:${SPACE}?\\d{2})?${END}(?:${SPACE}?/${SPACE}?24${END})?`, 'iu'),
  form(`\\d{1,2}:\\d{2}${END}|\\d{1,2}${SPACE}?[ap]\\.?m${END}|\\d{1,2}${SPACE}o[’']clock`, 'iu'),
  form(`24${SPACE}heures${SPACE}sur${SPACE}24${END}|7${SPACE}?j(?:ours)?${SPACE}?(?:sur|/)${SPACE}?7${END}`),
  // Ages and durations, in whole numbers: « les 16-25 ans », « de 15 à 64 ans », « 10 salariés ou plus » is a class.
  form(`(?:\\d{1,3}${AND})?\\d{1,3}${SPACE}${LASTING}(?:${SPACE}\\d{2})?${END}`, 'iu'),
  form(`\\d{4}${SPACE}(?:ans|years)${END}`),
  form(`(?:\\d{1,3}${AND})?\\d{1,3}${SPACE}?(?:min|mn)(?:${SPACE}?\\d{1,2}(?:${SPACE}?s)?)?${END}`),
  form(`\\d{1,3}${SPACE}(?:\\p{L}{1,30}${SPACE})?(?:ou|et|or|and)${SPACE}(?:plus|moins|more|less|fewer|over)${END}`),
  // Ordinals: « 1er », « 3e », « 2ᵉ », "2nd"; « 1° » and « 2) » that begin what they number.
  form(`\\d+(?:ers?|res?|ères?|es?|ᵉʳ|ᵉ|èmes?|nde?s?|des?|st|rd|th)${END}`),
  form(
    `\\d{1,2}[°º](?=${SPACE}\\p{Ll})|(?<=(?:^|\\n|[;:.]${SPACE}))\\d{1,2}\\)(?=${SPACE})|(?<=^|\\n)\\d{1,3}\\.(?=${SPACE})`
  ),
  // Codes, and what leads to another page.
  form(`\\[\\d{1,3}\\]|1${SPACE}?[/:]${SPACE}?\\d{1,3}(?:${SPACE}\\d{3})+${END}`),
  form(
    `(?:ISBN|ISSN|EAN|SIREN|Siren|SIRET|Siret|RCS|FINESS|UAI|INSEE|Insee|APE|NAF|ISO|NF|EN|BP|CS|TSA|CEDEX|Cedex|cedex)${SPACE}?:?${SPACE}?\\d[\\d -]{0,20}`
  ),
  form(`(?:EPCI|[Ii]dentifiant|[Nn][°º])${SPACE}?(?:n[°º])?${SPACE}?:?${SPACE}?${REGISTERED}${NO_MORE_DIGITS}`),
  form(`(?:https?://|www\\.)[^\\s]{1,300}`),
  // Names: « A26 », « PM2,5 », « Covid-19 », « C25/30 »; « 5G », « 74a »; « 9-9 bis »; « R+4 », « bac +2 »; « 11/19 ».
  form(`(?!x\\d)\\p{L}+[-‑]?\\d[\\p{L}\\d]*(?:/\\d{1,3}${END})?(?:[.,]\\d+(?!${SPACE}?[%€]))?`),
  form(`\\d{1,3}(?:[a-f]|[A-JNP-SX-Z]|CV|(?!(?:HA|KM|M[OW]|G[OW]|T[OW]|K[OW])${END})[A-Z]{2,4})${END}`),
  form(`\\d{1,4}(?:[-‑]\\d{1,4})?${SPACE}?(?:bis|ter|quater)${END}|\\d{1,4}[-‑]\\d{0,4}\\p{L}{1,20}${END}`),
  form(`(?:R|bac)${SPACE}?\\+${SPACE}?\\d${END}|\\d[x×]\\d${END}`, 'iu'),
  form(`\\d{1,2}/\\d{1,2}(?:/\\d{1,2})?${END}`),
  // « le 4 × 100 m », « un film 35 mm », « un hôtel 4 étoiles »: an event, a format, a class.
  form(`[1-9]${SPACE}?[x×]${SPACE}?\\d{2,4}${SPACE}?(?:m|mètres)${END}|[1-5]${SPACE}(?:étoiles?|épis?)${END}`),
  form(
    `(?:films?|pellicules?|formats?|caméras?|bobines?|super)${SPACE}(?:en${SPACE})?(?:8|16|35|70)${SPACE}?mm${END}`,
    'iu'
  ),
  // Addresses and telephones.
  form(`0\\d(?:[ .\\u00a0\\u202f-]?\\d{2}){4}${END}|\\+33${SPACE}?\\d(?:[ .\\u00a0\\u202f-]?\\d{2}){4}${END}`),
  form(`(?:appele[rz]|compose[rz]|tél(?:éphone)?\\.?${SPACE}?:?)${SPACE}?(?:(?:le|au)${SPACE})?\\d{2,5}${END}`, 'iu'),
  form(`[1-9]\\d{0,3}(?:${AND}\\d{1,4}){0,3}(?:${SPACE}[A-D])?,?${SPACE}(?:${STREET}${END}|${SQUARE})`),
  form(`\\d{1,4}${SPACE}(?:\\p{Lu}\\p{Ll}{1,20}${SPACE}){1,3}(?:Street|Road|Avenue|Square|Lane)${END}`)
]

/** « le 9 »: a day, a house, a pit, a service; an article in the singular before a number counts nothing. */
const SINGULAR = form(`(?:(?:le|du|au)${SPACE}\\d{1,5}|la${SPACE}\\d{1,3})(?![/-]\\d)${END}${NO_MORE_DIGITS}`, 'iu')

/** « code Insee 62498 », « code EPCI 200 033 579 ». */
const CODES = form(
  `[Cc]odes?${SPACE}(?:\\p{L}{1,20}${SPACE}){1,2}(?:n[°º]${SPACE}?)?(?::${SPACE})?(?:${REGISTERED}|\\d{2,8})${NO_MORE_DIGITS}`
)

/** « article L. 302-5 », « loi n° 2014-173 », « directive 2008/50/CE », « pages 12 à 15 », « carte 2 ». */
const REFERENCES = form(
  `(?:${NUMBERED}|${capitalised(NUMBERED)})${SPACE}?(?:n[°º]${SPACE}?)?(?:\\(?[A-Z]{1,3}\\)?[.*]?${SPACE}?)?${reference()}(?:${AND}${reference()}){0,5}`
)

/** Those of a text, in order; they may overlap. */
export function exemptSpans(text: string): readonly Span[] {
  const shares = new Map([...text.matchAll(SHARE)].map((match) => [match.index, match[0].length]))
  const forms = FORMS.flatMap((one) => [...text.matchAll(one)].map(spanOf)).filter(
    ({ from, to }) => shares.get(from) !== to - from
  )
  const references = [REFERENCES, SINGULAR, CODES]
    .flatMap((one) => [...text.matchAll(one)].map(spanOf))
    .filter(({ to }) => !isCounting(text.slice(to, to + 30)))
  return [...forms, ...references, ...yearsIn(text), ...namesIn(text), ...postcodesIn(text)].sort(
    (a, b) => a.from - b.from
  )
}

/** Words that a part of a whole follows: « une hausse d’1/5 », « près de 1/3 ». */
const BEFORE_SHARE = `(?:les|aux|des|à|the|environ|presque)${SPACE}|(?:hausse|baisse|recul|augmentation|diminution|réduction|progression|chute|perte|gain|près|plus|moins|(?:augment|diminu|recul|baiss|progress|chut|rédui|grimp|perd)\\p{L}{0,6})${SPACE}(?:de${SPACE}|d[’'])`

/** « 3/4 des façades »: a name such as « 11/19 » has larger numbers, a mark such as « 4/5 » no such words. */
export const SHARE = new RegExp(
  `${NOT_IN_WORD}([1-9])/([2-9]|10)${END}(?=${SPACE}(?:de|des|du|d[’']|of))|(?<=(?<!\\p{L})(?:${BEFORE_SHARE}))([1-9])/([2-9]|10)${END}`,
  'giu'
)

/** A number, or a noun in the plural, is counted: « 2012 abonnés », « 2 000 € »; not « 2012 dans ». */
function isCounting(after: string): boolean {
  const [, next = ''] = NEXT_WORD.exec(after) ?? []
  return UNIT.test(after) || (/.[sx]$/.test(next) && !FUNCTION_WORDS.has(next))
}

const YEARS = form(`${YEAR}(?:[-–/](?:${YEAR}|\\d{2}))?(?!\\d|[.,]\\d)`)
const OLD_YEARS = form(`(?:en|l[’']an|vers|depuis|dès|avant|après|in|since)${SPACE}1\\d{3}${NO_MORE_DIGITS}`, 'iu')

/** « en 2012 », « depuis 2012 », « fin 2012 »: of time, whatever follows. */
const WHEN = new RegExp(
  `${NOT_IN_WORD}(?:en|depuis|dès|fin|début|mi|vers|avant|après|l[’']an|année|années|horizon|in|since|until|before|after|by)(?:${SPACE}|-)$`,
  'iu'
)

/** « plus de 1900 », « on en a bâti 1900 », « emploie 1900 »: words that a count follows, not a year. */
const COUNTED_BEFORE = new RegExp(
  `${NOT_IN_WORD}(?:(?:plus|moins|près|autour|over|more|less|fewer)${SPACE}(?:de|than)|(?:est|sera|était|total|montant|effectif|nombre|ordre|maximum|minimum)${SPACE}de|environ|quelque|presque|au${SPACE}moins|au${SPACE}plus|à${SPACE}peine|seulement|about|nearly|almost|jusqu[’']à|(?:a|ont|avait|avaient|aura|auront|ayant|have|has)${SPACE}(?:été${SPACE})?\\p{Ll}{1,20}(?:[éiu]|is|it|ed|ert)|(?:compt|accueill|dénombr|recens|totalis|rassembl|regroup|héberg|form|livr|emploi|abrit|gagn|perd|rest|réuni|attein|dépass)(?:e|ent|ait|aient|t|ss?ent))${SPACE}$`,
  'iu'
)

function yearsIn(text: string): readonly Span[] {
  const years = [...text.matchAll(YEARS)].map(spanOf).filter(({ from, to }) => {
    const before = text.slice(Math.max(0, from - 40), from)
    const after = text.slice(to, to + 30)
    if (/\d[\u00a0\u202f,.]$/.test(before)) return false
    if (WHEN.test(before)) return !UNIT.test(after)
    return !isCounting(after) && !COUNTED_BEFORE.test(before)
  })
  return [...years, ...[...text.matchAll(OLD_YEARS)].map(spanOf)]
}

const NAME = form(
  `(?:[LDSQ][’'])?(\\p{Lu}[\\p{L}\\d]{0,30}(?:[-‑’'.]\\p{L}{1,30}){0,5})${SPACE}\\d{1,4}(?:\\.\\d)?${NO_MORE_DIGITS}${END}`
)
const ACRONYM = /^(?:[A-Z]|\p{Lu}[\p{Lu}\d]+)$/u
const SENTENCE_START = /(?:^|[.!?:;…•|«“"(–—-])\s*$/

/** « Anru 2 », « RN 17 », « Vallée 2.0 »: a name within a sentence, or an acronym, then a number that counts nothing. */
function namesIn(text: string): readonly Span[] {
  return [...text.matchAll(NAME)].flatMap((match) => {
    const { from, to } = spanOf(match)
    const after = text.slice(to, to + 30)
    const isInside = !SENTENCE_START.test(text.slice(Math.max(0, from - 3), from)) || /^\s?[»)”"]/.test(after)
    const isName = ACRONYM.test(match[1] ?? '') || isInside
    return isName && !isCounting(after) && !ONE_OF.test(after) ? [{ from, to }] : []
  })
}

/** « 1 habitant sur 4 ». */
const ONE_OF = new RegExp(`^${SPACE}\\p{L}+${SPACE}(?:sur|in|out)${SPACE}`, 'u')

const POSTCODE = form(`\\d{5}${SPACE}(\\p{Lu}[\\p{L}-]{0,40})`)
const PEOPLE = /(?:ois|oise|ais|aise|ien|ienne|éen|éenne|ain|aine)s?$/u

/** « 62300 Lens », not « 25000 Lensois ». */
function postcodesIn(text: string): readonly Span[] {
  return [...text.matchAll(POSTCODE)].flatMap((match) => {
    const { from } = spanOf(match)
    const isAfterStreet = /(?:^|[,(–—-])\s?$/.test(text.slice(Math.max(0, from - 3), from))
    return isAfterStreet || !PEOPLE.test(match[1] ?? '') ? [{ from, to: from + 5 }] : []
  })
}

/** « 302-5 », « 2014-173 », « 2008/50/CE », « 3.2 »; a count of thousands is none. */
function reference(): string {
  return `\\d{1,6}(?:[-–./]\\d{1,6}){0,4}(?:[/-][A-Z]{2,3}|\\p{L})?${END}${NO_MORE_DIGITS}`
}

function spanOf(match: RegExpExecArray): Span {
  return { from: match.index, to: match.index + match[0].length }
}

function form(source: string, flags = 'u'): RegExp {
  return new RegExp(`${NOT_IN_WORD}(?:${source})`, `g${flags}`)
}

function capitalised(forms: string): string {
  return forms.replaceAll(/(?<=^|\|)\p{Ll}/gu, (letter) => letter.toUpperCase())
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
