/** Words of promises and of what became of them, in the two languages. */

import type { ActionState, EvidenceKind, Evidence, LeadFate, Verdict } from '../domain/commitments/commitment.ts'
import type { Fate } from '../domain/commitments/summary.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { typeset } from './messages.ts'

const WORDS = {
  commitments: { fr: 'Propositions', en: 'Propositions' },
  lead: {
    fr: 'Ce qui avait été promis, ce qui a été fait, ce que disent les chiffres, et ce que personne ne sait.',
    en: 'What had been promised, what was done, what the figures say, and what nobody knows.'
  },
  nothing: {
    fr: 'Aucun engagement n’est au registre. Un dossier en apporte dans commitments/.',
    en: 'No commitment is in the register. A folder brings them in commitments/.'
  },
  stateOn: { fr: 'État au', en: 'State on' },
  knownOn: { fr: 'Tel que le registre le savait le', en: 'As the register knew it on' },
  figuresAreOfToday: {
    fr: 'Les chiffres ne sont pas montrés : ils se lisent tels qu’ils sont aujourd’hui.',
    en: 'Figures are not shown: they are read as they are today.'
  },
  backToday: { fr: 'revenir à aujourd’hui', en: 'back to today' },
  knownThen: { fr: 'Lire ce qui était su le', en: 'Read what was known on' },
  show: { fr: 'Afficher', en: 'Show' },
  origin: { fr: 'D’où elles viennent', en: 'Where they come from' },
  presented: { fr: 'présentées en', en: 'presented in' },
  readIn: { fr: 'lues dans', en: 'read in' },
  allActions: { fr: 'Toutes les actions', en: 'All actions' },
  allActionsNote: {
    fr: 'Annoncées selon le document ; listées ici une par une. Une action dont rien ne dit le sort compte comme inconnue, de même que celles qui ne sont listées nulle part.',
    en: 'Announced according to the document; listed here one by one. An action of which nothing tells the fate counts as unknown, as do those that are listed nowhere.'
  },
  proposition: { fr: 'Proposition', en: 'Proposition' },
  announced: { fr: 'annoncées', en: 'announced' },
  listed: { fr: 'listées', en: 'listed' },
  unlisted: { fr: 'non listées', en: 'not listed' },
  total: { fr: 'Ensemble', en: 'Together' },
  fates: { fr: 'Sort des actions', en: 'Fate of the actions' },
  fate: { fr: 'Sort', en: 'Fate' },
  count: { fr: 'Nombre', en: 'Number' },
  coverage: { fr: 'Sort connu', en: 'Fate known' },
  coverageNote: {
    fr: 'Actions dont le sort est connu, sur celles qui étaient annoncées.',
    en: 'Actions whose fate is known, out of those announced.'
  },
  leads: { fr: 'Les pistes', en: 'The leads' },
  leadsNote: {
    fr: 'Les idées détaillées dont les propositions ont été tirées. Une piste sans sort connu compte comme inconnue.',
    en: 'The detailed ideas that the propositions were drawn from. A lead without a known fate counts as unknown.'
  },
  noLead: {
    fr: 'Aucune piste n’est listée nulle part : ni leur texte ni leur sort ne sont connus.',
    en: 'No lead is listed anywhere: neither their text nor their fate is known.'
  },
  leadsList: { fr: 'Voir les pistes', en: 'See the leads' },
  main: { fr: 'Trois chiffres', en: 'Three figures' },
  sources: { fr: 'Source :', en: 'Source:' },
  missing: { fr: 'Ce qui manque', en: 'What is missing' },
  promised: { fr: 'Ce qui était promis', en: 'What was promised' },
  done: { fr: 'Ce qui a été fait', en: 'What was done' },
  figuresSay: { fr: 'Ce que disent les chiffres', en: 'What the figures say' },
  figuresSayNote: {
    fr: 'Un chiffre qui change après une promesse n’est pas pour autant son effet.',
    en: 'A figure that changes after a promise is not for that its effect.'
  },
  noFigure: { fr: 'Aucun chiffre n’est relié.', en: 'No figure is linked.' },
  noMissing: { fr: 'Rien n’est noté.', en: 'Nothing is noted.' },
  readings: { fr: 'Ce qu’on en juge', en: 'How it is judged' },
  disputed: {
    fr: 'Les lectures diffèrent : elles sont toutes données.',
    en: 'Readings differ: all of them are given.'
  },
  noReading: { fr: 'Personne n’a publié de jugement.', en: 'Nobody has published a judgement.' },
  aim: { fr: 'But', en: 'Aim' },
  expected: { fr: 'Résultat attendu', en: 'Expected outcome' },
  titles: { fr: 'Titres', en: 'Titles' },
  titlesNote: {
    fr: 'Le même document peut en donner deux : les voici avec leur place.',
    en: 'One document may give two: here they are with their place.'
  },
  action: { fr: 'Action', en: 'Action' },
  actions: { fr: 'Actions', en: 'Actions' },
  state: { fr: 'État', en: 'State' },
  carriers: { fr: 'Porteurs', en: 'Carriers' },
  partners: { fr: 'Partenaires', en: 'Partners' },
  noCarrier: { fr: 'aucun porteur connu', en: 'no known carrier' },
  start: { fr: 'Début', en: 'Start' },
  notKnown: { fr: 'non connu', en: 'not known' },
  account: { fr: 'Ce qui est rapporté', en: 'What is reported' },
  reason: { fr: 'Pourquoi', en: 'Why' },
  mergedInto: { fr: 'Fusionnée avec', en: 'Merged with' },
  evidence: { fr: 'Preuves', en: 'Evidence' },
  evidenceNote: {
    fr: 'Pour et contre : une preuve contraire est publiée comme les autres.',
    en: 'For and against: evidence to the contrary is published as the rest.'
  },
  noEvidence: { fr: 'Aucune preuve.', en: 'No evidence.' },
  reviewed: { fr: 'Dernière revue', en: 'Last review' },
  neverReviewed: { fr: 'jamais revue', en: 'never reviewed' },
  sameTitle: { fr: 'Même titre que', en: 'Same title as' },
  changes: { fr: 'Ce qui a changé ici', en: 'What changed here' },
  gone: { fr: 'ne se trouve plus au registre', en: 'is no longer in the register' },
  leadText: { fr: 'Piste', en: 'Lead' },
  leadOrigin: { fr: 'Origine', en: 'Origin' },
  owner: { fr: 'Responsable', en: 'Owner' },
  takenInto: { fr: 'reprise dans', en: 'taken into' },
  edit: { fr: 'Corriger', en: 'Correct' },
  wording: { fr: 'Titre et but', en: 'Title and aim' },
  since: { fr: 'depuis le', en: 'since' },
  until: { fr: 'jusqu’au', en: 'until' },
  formerTitles: { fr: 'Titres d’avant', en: 'Earlier titles' },
  review: { fr: 'Revue annuelle', en: 'Yearly review' },
  importLeads: { fr: 'Importer des pistes', en: 'Import leads' },
  otherSets: { fr: 'Autres engagements', en: 'Other commitments' }
} as const satisfies Record<string, Text>

export function promise(word: keyof typeof WORDS, language: Language): string {
  return typeset(WORDS[word][language], language)
}

export const FATE_WORDS: Readonly<Record<Fate, Text>> = {
  done: { fr: 'faites', en: 'done' },
  'under-way': { fr: 'en cours', en: 'under way' },
  merged: { fr: 'fusionnées', en: 'merged' },
  abandoned: { fr: 'abandonnées', en: 'abandoned' },
  unknown: { fr: 'inconnues', en: 'unknown' }
}

export const STATE_WORDS: Readonly<Record<ActionState, Text>> = {
  proposed: { fr: 'proposée', en: 'proposed' },
  launched: { fr: 'lancée', en: 'launched' },
  'under-way': { fr: 'en cours', en: 'under way' },
  done: { fr: 'faite', en: 'done' },
  abandoned: { fr: 'abandonnée', en: 'abandoned' },
  merged: { fr: 'fusionnée', en: 'merged' },
  unknown: { fr: 'inconnu', en: 'unknown' }
}

export const LEAD_WORDS: Readonly<Record<LeadFate, Text>> = {
  recorded: { fr: 'notée', en: 'recorded' },
  adopted: { fr: 'reprise dans une action', en: 'taken into an action' },
  done: { fr: 'faite', en: 'done' },
  abandoned: { fr: 'abandonnée', en: 'abandoned' },
  unknown: { fr: 'inconnu', en: 'unknown' }
}

export const VERDICT_WORDS: Readonly<Record<Verdict, Text>> = {
  achieved: { fr: 'atteint', en: 'achieved' },
  'in-progress': { fr: 'en chemin', en: 'in progress' },
  'not-achieved': { fr: 'non atteint', en: 'not achieved' },
  'not-measurable': { fr: 'non mesurable', en: 'not measurable' }
}

export const BEARING_WORDS: Readonly<Record<Evidence['bearing'], Text>> = {
  for: { fr: 'pour', en: 'for' },
  against: { fr: 'contre', en: 'against' }
}

export const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, Text>> = {
  figure: { fr: 'chiffre', en: 'figure' },
  claim: { fr: 'affirmation', en: 'claim' },
  document: { fr: 'document', en: 'document' },
  note: { fr: 'note', en: 'note' }
}

/** The tone of a tag, beside its words. */
export const STATE_TONES: Readonly<Record<ActionState | LeadFate, string>> = {
  proposed: '',
  recorded: '',
  launched: '',
  adopted: '',
  'under-way': '',
  done: ' good',
  abandoned: ' grave',
  merged: '',
  unknown: ' care'
}

export const VERDICT_TONES: Readonly<Record<Verdict, string>> = {
  achieved: ' good',
  'in-progress': '',
  'not-achieved': ' grave',
  'not-measurable': ' care'
}
