/** What can be done: a later module adds lines here and rows to the policy, never another mechanism. */

import type { Text } from '../shared/text.ts'

export const ACTIONS = {
  'page.read': { fr: 'lire les pages, les chiffres et les cartes', en: 'read pages, figures and maps' },
  'page.download': { fr: 'télécharger ce qui est publié', en: 'download what is published' },

  'session.open': { fr: 'se connecter, retrouver l’accès à son compte', en: 'sign in, recover one’s account' },
  'session.list': { fr: 'voir les sessions ouvertes d’un compte', en: 'see the open sessions of an account' },
  'session.end': { fr: 'fermer une session', en: 'end a session' },
  'account.read': { fr: 'voir un compte', en: 'see an account' },
  'account.edit': {
    fr: 'changer le mot de passe, le second facteur et les clés d’un compte',
    en: 'change the password, second factor and passkeys of an account'
  },
  'account.change-address': {
    fr: 'demander une autre adresse pour un compte',
    en: 'ask for another address for an account'
  },
  'account.confirm-address': {
    fr: 'confirmer ou arrêter un changement d’adresse, par son lien secret',
    en: 'confirm or stop a change of address, by its secret link'
  },
  'account.list': { fr: 'voir la liste des comptes', en: 'see the list of accounts' },
  'account.close': { fr: 'fermer un compte, sur-le-champ', en: 'close an account, at once' },
  'account.reset-factors': {
    fr: 'ôter un second facteur perdu',
    en: 'remove a second factor that was lost'
  },
  'invitation.accept': { fr: 'accepter une invitation reçue', en: 'accept an invitation received' },
  'invitation.send': { fr: 'inviter une personne', en: 'invite a person' },
  'invitation.withdraw': { fr: 'retirer une invitation', en: 'withdraw an invitation' },
  'role.grant': { fr: 'donner un rôle', en: 'grant a role' },
  'role.withdraw': { fr: 'retirer un rôle', en: 'withdraw a role' },

  'organisation.read': {
    fr: 'lire le registre public des organismes',
    en: 'read the public register of organisations'
  },
  'organisation.create': { fr: 'ajouter un organisme', en: 'add an organisation' },
  'organisation.edit': { fr: 'corriger un organisme', en: 'correct an organisation' },
  'organisation.merge': { fr: 'fusionner deux fiches d’organisme', en: 'merge two records of an organisation' },
  'organisation.import': { fr: 'importer une liste d’organismes', en: 'import a list of organisations' },
  'person.read': { fr: 'lire le contact public d’une personne', en: 'read the public contact of a person' },
  'person.read-private': {
    fr: 'lire les données privées d’une personne',
    en: 'read the private data of a person'
  },
  'person.create': { fr: 'ajouter une personne', en: 'add a person' },
  'person.edit': { fr: 'corriger une personne et ses mandats', en: 'correct a person and their mandates' },
  'person.export': {
    fr: 'obtenir toutes les données d’une personne',
    en: 'obtain all the data held on a person'
  },
  'person.erase': { fr: 'effacer les données d’une personne', en: 'erase the data of a person' },

  'person.list': { fr: 'voir la liste des personnes', en: 'see the list of people' },
  'person.link': { fr: 'relier un compte à une personne', en: 'link an account to a person' },

  'data.ask': {
    fr: 'demander ses données, leur correction ou leur effacement',
    en: 'ask for one’s data, their correction or their erasure'
  },
  'data.read': { fr: 'suivre une demande sur ses données', en: 'follow a request about one’s data' },
  'data.answer': {
    fr: 'répondre à une demande sur des données personnelles',
    en: 'answer a request about personal data'
  },

  'journal.read': { fr: 'lire le journal du registre', en: 'read the journal of the registry' },
  'journal.export': { fr: 'exporter le journal pour le vérifier', en: 'export the journal to verify it' },
  'journal.undo': { fr: 'annuler un changement', en: 'undo a change' },

  'claim.rule': { fr: 'décider d’une affirmation lue dans un document', en: 'rule on a claim read in a document' },
  'claim.validate': { fr: 'valider la lecture d’une affirmation', en: 'validate the reading of a claim' },
  'claim.import': { fr: 'importer une table d’affirmations', en: 'import a table of claims' },
  'claim.link': { fr: 'relier une affirmation à un chiffre', en: 'link a claim to a figure' },
  'conflict.close': {
    fr: 'clore une contradiction entre affirmations',
    en: 'close a conflict among claims'
  },

  'edition.read-draft': { fr: 'lire une édition qui n’est pas parue', en: 'read an edition that is not out yet' },
  'edition.write': { fr: 'écrire une édition', en: 'write an edition' },
  'edition.comment': { fr: 'commenter le texte d’une édition', en: 'comment on the text of an edition' },
  'edition.submit': {
    fr: 'soumettre une édition à ses producteurs',
    en: 'submit an edition to its producers'
  },
  'edition.validate': {
    fr: 'valider ou refuser un chiffre cité par une édition',
    en: 'validate or refuse a figure that an edition cites'
  },
  'edition.approve': { fr: 'approuver une édition', en: 'approve an edition' },
  'edition.withdraw': {
    fr: 'retirer une édition sous embargo, avant son heure',
    en: 'take back an edition under embargo, before its hour'
  },
  'edition.reopen': { fr: 'rouvrir une édition à l’écriture', en: 'open an edition to writing again' },
  'edition.freeze': { fr: 'figer une édition', en: 'freeze an edition' },
  'edition.publish': { fr: 'publier une édition figée', en: 'publish a frozen edition' },
  'edition.correct': {
    fr: 'publier un erratum d’une édition parue',
    en: 'publish an erratum to an edition that is out'
  },

  'commitment.edit': {
    fr: 'dire ce qu’est devenue une action ou une piste',
    en: 'say what became of an action or a lead'
  },
  'commitment.reword': {
    fr: 'donner un autre titre à une proposition ou à une action, en redire le but',
    en: 'give a proposition or an action another title, word its aim again'
  },
  'commitment.review': {
    fr: 'faire la revue annuelle des engagements, juger une proposition',
    en: 'hold the yearly review of commitments, judge a proposition'
  },
  'commitment.import': { fr: 'importer une liste de pistes', en: 'import a list of leads' },

  'doubt.report': { fr: 'signaler un doute sur un chiffre', en: 'report a doubt about a figure' },
  'doubt.follow': {
    fr: 'suivre le doute que l’on a signalé, par son lien secret',
    en: 'follow the doubt that one reported, by its secret link'
  },
  'doubt.read': { fr: 'lire un doute et sa réponse', en: 'read a doubt and its answer' },
  'doubt.assign': { fr: 'confier un doute à quelqu’un', en: 'give a doubt to somebody to answer' },
  'doubt.answer': { fr: 'répondre à un doute', en: 'answer a doubt' },
  'doubt.moderate': { fr: 'publier ou écarter un signalement', en: 'publish a report or set it aside' },

  'workspace.read': { fr: 'ouvrir son espace de travail', en: 'open one’s workspace' },
  'draft.keep': { fr: 'garder un brouillon', en: 'keep a draft' },
  'notification.set': { fr: 'lire et régler ses avis', en: 'read and set one’s notifications' },
  'notification.stop': {
    fr: 'arrêter des lettres, par leur lien secret',
    en: 'stop letters, by their secret link'
  },
  'administration.read': { fr: 'voir l’état du service', en: 'see the state of the service' },
  'administration.run': { fr: 'relancer ou arrêter une tâche', en: 'retry or stop a job' }
} as const satisfies Record<string, Text>

export type Action = keyof typeof ACTIONS

export const ACTION_NAMES = Object.keys(ACTIONS) as readonly Action[]
