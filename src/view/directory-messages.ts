/** Words of the directory, of organisations and of the journal, in the two languages. */

import type { Language, Text } from '../domain/shared/text.ts'

const DIRECTORY_MESSAGES = {
  directory: { fr: 'Annuaire', en: 'Directory' },
  directoryLead: {
    fr: 'Qui prend part à l’observatoire et au renouveau du territoire : organismes, listes calculées, mandats publics, chacun avec ses dates et sa source.',
    en: 'Who takes part in the observatory and in the renewal of the territory: organisations, computed lists, public offices, each with its dates and its source.'
  },
  find: { fr: 'Nom, ancien nom ou sigle', en: 'Name, former name or abbreviation' },
  kind: { fr: 'Domaine', en: 'Field' },
  allKinds: { fr: 'tous', en: 'all' },
  show: { fr: 'Afficher', en: 'Show' },
  organisation: { fr: 'organisme', en: 'organisation' },
  organisations: { fr: 'organismes', en: 'organisations' },
  form: { fr: 'forme juridique', en: 'legal form' },
  inLists: { fr: 'listes', en: 'lists' },
  lists: { fr: 'Listes', en: 'Lists' },
  listsNote: {
    fr: 'Calculées depuis un seul registre, jamais saisies : deux listes ne peuvent pas se contredire.',
    en: 'Computed from one register, never typed: two lists cannot contradict each other.'
  },
  found: { fr: 'Organismes', en: 'Organisations' },
  nothingFound: {
    fr: 'Aucun organisme ne répond à ces mots. Essayez un sigle, ou un mot de moins.',
    en: 'No organisation answers to these words. Try an abbreviation, or one word less.'
  },
  emptyRegister: {
    fr: 'Le registre ne contient aucun organisme à cette date.',
    en: 'The register holds no organisation on that day.'
  },
  memberList: { fr: 'Membres', en: 'Members' },
  members: { fr: 'membres', en: 'members' },
  noLonger: { fr: 'n’en est plus', en: 'no longer' },
  formerly: { fr: 'auparavant', en: 'formerly' },
  compareWith: { fr: 'Comparer avec', en: 'Compare with' },
  inBoth: { fr: 'Dans les deux listes', en: 'In both lists' },
  onlyIn: { fr: 'Seulement dans', en: 'Only in' },
  nobody: { fr: 'personne', en: 'nobody' },
  difference: { fr: 'Ce qui les distingue', en: 'What they differ by' },
  date: { fr: 'Au jour du', en: 'On the day' },
  knownThen: { fr: 'tel qu’on le connaissait alors', en: 'as it was known then' },
  knownNow: { fr: 'tel qu’on le connaît aujourd’hui', en: 'as it is known today' },
  knowledge: { fr: 'Connaissance', en: 'Knowledge' },
  backToday: { fr: 'Revenir à aujourd’hui', en: 'Back to today' },
  identity: { fr: 'Identité', en: 'Identity' },
  names: { fr: 'Noms', en: 'Names' },
  aliases: { fr: 'Autres noms', en: 'Other names' },
  territory: { fr: 'Territoire', en: 'Territory' },
  site: { fr: 'Site', en: 'Site' },
  address: { fr: 'Adresse', en: 'Address' },
  kin: { fr: 'Organismes liés', en: 'Related organisations' },
  timeline: { fr: 'Chronologie', en: 'Timeline' },
  timelineNote: {
    fr: 'De toute la lignée, sous chacun de ses noms.',
    en: 'Of the whole line, under each of its names.'
  },
  nothingDated: { fr: 'Aucun événement daté.', en: 'No dated event.' },
  undatedEvent: { fr: 'sans date', en: 'undated' },
  offices: { fr: 'Mandats et fonctions', en: 'Offices' },
  officesNote: {
    fr: 'Fonctions publiques seulement, aux dates que la source rend certaines.',
    en: 'Public offices only, on the dates that the source makes certain.'
  },
  noOffice: { fr: 'Aucun mandat connu à cette date.', en: 'No office known on that day.' },
  undatedOffices: { fr: 'Sans date dans la source', en: 'Undated in the source' },
  attested: { fr: 'attesté le', en: 'attested on' },
  since: { fr: 'depuis le', en: 'since' },
  until: { fr: 'jusqu’au', en: 'until' },
  invented: { fr: 'exemple', en: 'example' },
  source: { fr: 'Source', en: 'Source' },
  replacedBy: {
    fr: 'Cette fiche faisait double emploi. Elle est remplacée par',
    en: 'This record was a duplicate. It is replaced by'
  },
  changes: { fr: 'Ce qui a changé dans cette fiche', en: 'What changed in this record' },
  journal: { fr: 'Journal', en: 'Journal' },
  journalLead: {
    fr: 'Ce qui a changé dans le registre entre deux jours, compris. Rien n’en est retiré : chaque écriture est liée à la précédente.',
    en: 'What changed in the register between two days, included. Nothing is taken out of it: each entry is tied to the one before.'
  },
  from: { fr: 'Du', en: 'From' },
  to: { fr: 'Au', en: 'To' },
  noChange: { fr: 'Rien n’a changé entre ces deux jours.', en: 'Nothing changed between these two days.' },
  onBehalf: { fr: 'pour', en: 'for' },
  reason: { fr: 'motif', en: 'reason' },
  entry: { fr: 'écriture', en: 'entry' },
  correct: { fr: 'Corriger', en: 'Correct' },
  merge: { fr: 'Fusionner…', en: 'Merge…' },
  undoMine: { fr: 'Annuler mon dernier changement', en: 'Undo my last change' },
  addOne: { fr: 'Ajouter un organisme', en: 'Add an organisation' },
  importThem: { fr: 'Importer un tableau', en: 'Import a spreadsheet' },
  people: { fr: 'Personnes', en: 'People' },
  verifyHint: {
    fr: 'Le journal entier s’exporte et se vérifie sans ce site.',
    en: 'The whole journal can be exported, and verified without this site.'
  },
  journalCut: {
    fr: 'Il y a d’autres écritures, plus anciennes : choisissez moins de jours. L’export les contient toutes.',
    en: 'There are others, earlier: choose fewer days. The export holds all of them.'
  }
} as const satisfies Record<string, Text>

export function tell(message: keyof typeof DIRECTORY_MESSAGES, language: Language): string {
  return DIRECTORY_MESSAGES[message][language]
}
