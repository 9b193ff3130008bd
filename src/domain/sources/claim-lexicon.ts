/**
 * The words that rules on claims know, French and English, folded: lower case, no accents. Each table says why it is
 * needed; none names a place, a programme or an institution of any document.
 */

/**
 * Units under one name, with what documents write for them: abbreviations, singulars, both languages. The first word of
 * a unit that is known gives its name: « logements sociaux » are dwellings.
 */
const UNIT_FORMS: Readonly<Record<string, string>> = {
  inhabitants: 'inhabitant inhabitants habitant habitants hab habts hbts resident residents',
  persons: 'person persons people personne personnes pers actif actifs individu individus individuals',
  dwellings:
    'dwelling dwellings housing home homes logement logements logt logts lgt lgts log residence residences maison maisons',
  households: 'household households menage menages foyer foyers',
  jobs: 'job jobs emploi emplois poste postes',
  fte: 'fte etp etpt',
  enterprises:
    'enterprise enterprises firm firms company companies business businesses entreprise entreprises ent entr',
  establishments: 'establishment establishments etablissement etablissements etab etabs ets',
  farms: 'farm farms exploitation exploitations',
  communes: 'commune communes municipality municipalities com',
  epci: 'epci intercommunalite intercommunalites communaute communautes authority authorities',
  departments: 'department departments departement departements',
  visitors: 'visitor visitors visiteur visiteurs',
  admissions: 'admission admissions entree entrees',
  nights: 'night nights nuitee nuitees',
  rooms: 'room rooms chambre chambres',
  trips: 'trip trips voyage voyages deplacement deplacements trajet trajets',
  students: 'student students etudiant etudiants',
  pupils: 'pupil pupils eleve eleves',
  schools: 'school schools ecole ecoles',
  teachers: 'teacher teachers enseignant enseignants professeur professeurs',
  passengers: 'passenger passengers passager passagers',
  owners: 'owner owners proprietaire proprietaires',
  employees: 'employee employees salarie salaries',
  beds: 'bed beds lit lits',
  ships: 'ship ships vessel vessels navire navires',
  calls: 'call calls escale escales',
  volunteers: 'volunteer volunteers benevole benevoles',
  doctors: 'doctor doctors physician physicians medecin medecins',
  libraries: 'library libraries bibliotheque bibliotheques',
  projects: 'project projects projet projets',
  sites: 'site sites',
  ha: 'ha hectare hectares',
  km2: 'km2',
  m2: 'm2',
  km: 'km kilometre kilometres kilometer kilometers',
  m: 'm metre metres meter meters ml',
  eur: 'eur euro euros',
  points: 'point points pt pts pp',
  '%': '% pct percent pourcent pourcents pourcentage',
  year: 'year an annee',
  years: 'years ans annees',
  months: 'month months mois',
  days: 'day days jour jours',
  rank: 'rank rang',
  hours: 'hour hours heure heures',
  t: 'tonne tonnes',
  times: 'x fois times'
}

/** They name a unit when they stand as one, and a kind of it when they stand beside it: houses are some of the dwellings. */
export const KINDS_OF_UNIT: ReadonlySet<string> = new Set('maison actif'.split(' '))

/** Energy in kWh, power in kW, mass in tonnes, water in cubic metres, whatever is emitted: « 7,2 TWh » and « 720 GWh » are compared. */
export const PHYSICAL: Readonly<Record<string, { readonly name: string; readonly scale: number }>> = {
  kwh: { name: 'kwh', scale: 1 },
  mwh: { name: 'kwh', scale: 1e3 },
  gwh: { name: 'kwh', scale: 1e6 },
  twh: { name: 'kwh', scale: 1e9 },
  kw: { name: 'kw', scale: 1 },
  mw: { name: 'kw', scale: 1e3 },
  gw: { name: 'kw', scale: 1e6 },
  kg: { name: 't', scale: 1e-3 },
  t: { name: 't', scale: 1 },
  kt: { name: 't', scale: 1e3 },
  mt: { name: 't', scale: 1e6 },
  m3: { name: 'm3', scale: 1 },
  hm3: { name: 'm3', scale: 1e6 },
  mm3: { name: 'm3', scale: 1e6 }
}

/** How large numbers are cut short: « 62 M€ », « 104,3 milliers de navetteurs », « 1,7 Md€ ». */
export const MULTIPLES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  thousands: 1e3,
  millier: 1e3,
  milliers: 1e3,
  mille: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  md: 1e9,
  mds: 1e9,
  mrd: 1e9,
  mrds: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  milliard: 1e9,
  milliards: 1e9
}

/** One idea and its words, where French and English or two word classes differ: what is counted is then one thing. */
const CONCEPT_FORMS: Readonly<Record<string, string>> = {
  woman: 'woman women female femme feminin feminine girl fille',
  man: 'man men male homme masculin boy garcon',
  vacancy: 'vacant vacante vacancy vacance inoccupe empty',
  school: 'school scolaire scolarise',
  unemployment: 'unemployment unemployed chomage chomeur',
  employment: 'employment employed',
  graduate: 'graduate diplome',
  agriculture: 'agricultural agricole agriculture farming',
  area: 'area surface superficie',
  length: 'length longueur lineaire',
  population: 'population inhabitant habitant',
  epci: 'epci intercommunalite agglomeration',
  commune: 'commune ville town',
  youth: 'young youth jeune',
  tax: 'tax taxe',
  industry: 'industry industrial industrie industriel industrielle',
  mining: 'mining minier miniere mine',
  military: 'military militaire',
  railway: 'railway rail ferroviaire',
  public: 'public publique',
  private: 'private prive privee',
  urban: 'urban urbain urbaine',
  rural: 'rural rurale',
  foreign: 'foreign etranger etrangere',
  french: 'french francais francaise'
}

/** They say that there is a number, and not of what: « nombre de communes » and « communes » are one measure. */
export const GENERIC: ReadonlySet<string> = new Set(
  (
    'number nombre nb count compte total totaux totale totals overall ensemble level niveau value valeur figure chiffre effectif ' +
    'amount montant quantity quantite volume share part proportion taux rate ratio pourcentage percentage percent indice index ' +
    'change evolution variation growth progression croissance increase decrease hausse baisse augmentation diminution net nette ' +
    'relative relatif relatif gain loss perte recul mean average moyen moyenne year an annee annuel annuelle annual yearly per ' +
    'estimated estime estimation existing existant recorded registered recense nationwide presumably exact environ about ' +
    'lettre letter toute word digit chaque every each mensuel monthly facteur factor multiplicatif multiplicateur multiplier'
  ).split(' ')
)

/** What amounts are called: parts of one plan bear them as well as the plan. */
export const MONEY_WORDS: ReadonlySet<string> = new Set(
  (
    'cost cout funding financing financement finance budget expenditure depense spending money credit ' +
    'investment investissement envelope enveloppe contribution participation dotation programme plan aide subvention grant subsidy aid soutien support ' +
    // Given, and nothing said of whether it has been.
    'apporte brought provided mobilise mobilised mobilized fourni fournie'
  ).split(' ')
)

/** What stands between a promise and a payment. An amount that says one of them has a status. */
export const STATUSES: Readonly<Record<string, RegExp>> = {
  announced: /\b(?:announced|annonce\w*|pledged|envelope|enveloppe|programme amount|promised|promis\w*)\b/,
  programmed:
    /\b(?:programmed|(?<!\b(?:du|le|ce|un|au|son|the|of) )programmee?s?(?! (?:de|d|du|national|amount)\b)|prevu\w*|planned|reserved|reserve\w*|affecte\w*|allocated|maquette)\b/,
  committed:
    /\b(?:committed|engage\w*|signed|contractualise\w*|voted|vote\w*|attribue\w*|awarded|granted|accorde\w*|notifie\w*)\b/,
  paid: /\b(?:paid|spent|verse\w*|depense|depenses|mandate\w*|spending|paye\w*|decaisse\w*|disbursed|justifie\w*|consomme\w*)\b/
}

/** With and without tax are two amounts of one thing, and both are right. */
export const TAX = {
  without: /\b(?:ht|hors taxes?|excluding tax|excl tax|before tax|net of tax)\b/,
  with: /\b(?:ttc|toutes taxes|including tax|incl tax|with tax)\b/
} as const

/** States of a thing on its way; what is on no way bears none. */
export const STATES = {
  potential:
    /\b(?:potential|potentiel\w*|possible|possibles|envisage\w*|under study|a l etude|en etude|etudie\w*|studied)\b/,
  projected: /\b(?:projected|projections?|projetee?s?|forecast|scenario|horizon)\b/,
  planned:
    /\b(?:planned|programmed|scheduled|target|expected|prevue?s?|programmee?s|programme e?s?|planifie\w*|objectif|cible|a venir|to (?:be|renovate|rehabilitate|build|create|convert|demolish|deliver)|a (?:construire|renover|rehabiliter|creer|realiser|demolir|reconvertir|livrer|amenager))\b/,
  'under-way': /\b(?:under works|under way|under construction|in progress|en travaux|en cours|en chantier)\b/,
  done: /\b(?:done|delivered|completed|built|finished|livree?s?|achevee?s?|realisee?s?|terminee?s?|construite?s?|demolished|demolie?s?|renovated|renovee?s?|rehabilitated|rehabilitee?s?)\b/
} as const

/** Decided, paid for or begun, and not yet there. */
export const ENGAGED =
  /\b(?:engagee?s?|financee?s?|commencee?s?|lancee?s?|decidee?s?|votee?s?|annoncee?s?|signee?s?|contractualisee?s?|autorisee?s?|committed|funded|approved|authorised|authorized|started|launched|announced|pledged|signed|decided|pending|under negotiation|in preparation|en (?:negociation|preparation|projet|instruction|discussion|attente|montage))\b/

/** Jobs that were there and jobs that were not: one number over both says neither. */
export const CREATED_OR_KEPT =
  /\b(?:created|creee?s?) (?:et ou|and or|ou|or|et|and) (?:maintenue?s?|preserved|preservee?s?|maintained|safeguarded|sauvegardee?s?|kept)\b/

/** An age band, a seniority: « moins de 25 ans » lies within « moins de 30 ans ». */
export const UNDER = /\b(?:under|less than|below|younger than|moins de|jusqu a|up to)\b/
export const OVER = /\b(?:over|more than|above|older than|at least|plus de|au moins)\b/

/** A whole in two: what one side is not, the other is. */
export const COMPLEMENTS: readonly (readonly [string, string])[] = [
  ['woman', 'man'],
  ['french', 'foreign'],
  ['public', 'private'],
  ['urban', 'rural'],
  ['owner', 'tenant'],
  ['proprietaire', 'locataire'],
  ['internal', 'external'],
  ['interne', 'externe']
]

/** « dont », of which: parts are told, and others may be left out. */
export const PARTIAL = /\b(?:dont|of which|including|notamment|parmi|y compris|among them|such as)\b/

/** The parts that follow are all of them. */
export const EXHAUSTIVE =
  /\b(?:repartis\w*|repartie?s?|repartissent|repartition|se decompose\w*|decompose\w*|ventil\w*|plan de financement|soit au total|composed of|made up of|breaks? down|broken down|split|financing plan|consists? of|se partagent)\b/

/** Who is not beside a noun is by it: « par logement », and not « par les communes ». */
export const TIME: ReadonlySet<string> = new Set(
  'year an annee month months mois day jour annum week semaine years'.split(' ')
)

/** « chacun »: the amount is that of one. */
export const EACH = /\b(?:chacune?|each|apiece|l unite)\b/

/** When something came to be, or began to run. */
export const BEGINS =
  /\b(?:creation|created|launch\w*|opening|opened|founded|foundation|lancement|lance|ouverture|cree|creee|fondation|fonde|inauguration|start|debut|signature|signed|entree en vigueur|begins?|beginning|mise en service)\b/

/** When it ceased, or is to. */
export const ENDS =
  /\b(?:ends?|ended|expiry|expires?|expiration|closed|closure|clos|close|cloture|fermeture|fin|terme|echeance|term|shutdown|dissolution)\b/

/** What runs for a time, and lapses. */
export const TIED =
  /\b(?:contrats?|contracts?|labels?|labelise\w*|labellise\w*|conventions?|agreements?|recognition|reconnaissance|accreditation|agrement|mandats?|mandates?|certification|charte|charter|protocole|pacte|pact|distinction)\b/

/** Told as if it still ran. */
export const PRESENT =
  /\b(?:est|sont|beneficie|beneficient|detient|detiennent|porte|portent|possede|dispose|fait partie|figure|demeure|reste|is|are|holds?|has|have|enjoys?|remains?|benefits?|actuel\w*|present|current\w*|en vigueur|in force|titulaire|aujourd hui|today)\b/

/** Told as over. */
export const PAST =
  /\b(?:a ete|ont ete|fut|furent|etait|etaient|avait|was|were|had been|a cesse|ceased|jusqu en|until|ancien\w*|former|former\w*|obtenue?s?|en \d{4} est)\b/

/** A series that does not go on as before. */
export const BREAKS =
  /\b(?:new method|new methodology|nouvelle methode|nouvelle methodologie|rupture|ruptures|series break|break in series|break|changement de (?:methode|zonage|perimetre|nomenclature|definition)|change of (?:method|definition|zoning)|nouveau zonage|new zoning|redessine\w*|redrawn|refonte|pas comparables?|not comparable|non comparables?)\b/

/** How many were told of, before they are gone through. */
export const ANNOUNCED =
  /\b(?:announced|annoncee?s?|promised|promise?s?|recommended|preconisee?s?|formulee?s?|proposed|proposee?s?|added|ajoutee?s?|affichee?s?|declared|declaree?s?|prevue?s?)\b/

/** How many are found when they are gone through. */
export const LISTED =
  /\b(?:listed|counted|listee?s?|liste|comptee?s?|comptage|recensee?s?|enumeree?s?|enumerated|enonce\w*|detaillee?s?|detailed|presentee?s?|relevee?s?|denombree?s?|named list|headings|titres|numerotee?s?|numbered|decomptee?s?)\b/

/** Those whom a survey asked. */
export const POPULATION =
  /\b(?:panel|public|audience|respondents?|repondants?|sample|echantillon|residents|enquetes|interroges|visitors|visiteurs)\b/

/** A share of all, in which « more than all » says nothing. */
export const OF_ALL = /\b(?:share|part|proportion)\b/

/** All amounts of a field put together. */
export const ALL_OF =
  /\b(?:census|recensement|cumul|all (?:the )?projects|ensemble des|tous les|grands projets|big (?:public )?projects|inventory|inventaire)\b/

/** By definition no more of the first than of the second. */
export const AT_MOST: readonly (readonly [fewer: RegExp, more: RegExp])[] = [
  [/^(?:enterprise|entreprise|firm)/, /^(?:establishment|etablissement)/],
  [/^(?:farm$|farms$|exploitation)/, /^(?:farm head|chef|head farm|head$|exploitant|farmer|agriculteur)/],
  [/^(?:household|menage)/, /^(?:inhabitant|habitant|population)/],
  [/^(?:main residence|residence principale)/, /^(?:dwelling|logement)/],
  [/^(?:social (?:housing|dwelling)|logement social)/, /^(?:dwelling|logement$|logements$)/],
  [/^(?:epci|intercommunalite)/, /^commune/],
  [/^(?:schools?|ecoles?|colleges?|lycees?)$/, /^(?:class|pupil|eleve)/],
  [/^(?:hotel$|hotels$)/, /^(?:room|chambre|bed$|beds$|lit$|lits$)/],
  [/^immeuble/, /^(?:dwelling|logement)/],
  [/^(?:association|club$|clubs$)/, /^(?:member|adherent|licenc)/],
  [/^(?:ship|vessel|boat|navire|bateau)/, /^(?:call$|calls$|port call|ship call|escale)/],
  [/^(?:visitor|visiteur)/, /^(?:visit$|visits$|visite$|visites$|admission)/],
  [/^patient/, /^(?:stay|sejour|consultation)/],
  [/^(?:breeder|eleveur|beekeeper|apiculteur)/, /^(?:animal|animaux|bovin|cow|sheep|brebis|hive|ruche)/],
  [/^(?:employer|employeur)/, /^(?:employee|salarie)/],
  [/^(?:team$|teams$|equipe$|equipes$)/, /^(?:player|joueur)/],
  [/^(?:line$|lines$|ligne$|lignes$)/, /^(?:stop$|stops$|arret)/]
]

export const UNIT_OF: ReadonlyMap<string, string> = inverse(UNIT_FORMS)
export const CONCEPT_OF: ReadonlyMap<string, string> = inverse(CONCEPT_FORMS)

function inverse(forms: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(forms).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const))
  )
}
