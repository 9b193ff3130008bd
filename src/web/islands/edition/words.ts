/** What the editor says in the browser. */

export type Words = { readonly fr: string; readonly en: string }

export function say(words: Words): string {
  const text = document.documentElement.lang === 'en' ? words.en : words.fr
  return text.replaceAll(/ ([;!?%])/g, '\u202f$1').replaceAll(/ ([:»])|(«) /g, '$2\u00a0$1')
}

/** « 10 h 42 », where the reader is. */
export function hourText(at: Date): string {
  const [hour, minute] = [at.getHours(), String(at.getMinutes()).padStart(2, '0')]
  return say({ fr: `${hour}\u00a0h\u00a0${minute}`, en: `${hour}:${minute}` })
}

export const WORDS = {
  insert: { fr: 'Insérer…', en: 'Insert…' },
  figure: { fr: 'Chiffre…', en: 'Figure…' },
  mend: { fr: 'Propositions…', en: 'Proposals…' },
  comment: { fr: 'Commenter la sélection', en: 'Comment on the selection' },
  search: { fr: 'Chercher dans le texte', en: 'Search the text' },
  keys: {
    fr: 'Tab quitte le texte. F8 va au défaut suivant. Ctrl+S enregistre.',
    en: 'Tab leaves the text. F8 goes to the next fault. Ctrl+S saves.'
  },
  insertTitle: { fr: 'Insérer dans le texte', en: 'Insert in the text' },
  mendTitle: { fr: 'Écrire à la place', en: 'Write instead' },
  figureTitle: { fr: 'Chercher un chiffre', en: 'Find a figure' },
  filter: { fr: 'Quoi', en: 'What' },
  find: { fr: 'Chercher', en: 'Find' },
  close: { fr: 'Fermer', en: 'Close' },
  nothing: { fr: 'Rien à proposer à cet endroit.', en: 'Nothing to propose here.' },
  saving: { fr: 'Enregistrement…', en: 'Saving…' },
  away: {
    fr: 'Le réseau ne répond pas : rien n’est enregistré, votre texte reste ici.',
    en: 'The network does not answer: nothing is saved, your text stays here.'
  },
  unseen: {
    fr: 'L’aperçu n’a pas pu suivre : il montre le texte d’avant. Le vôtre reste ici.',
    en: 'The preview could not follow: it shows the text of before. Yours stays here.'
  },
  tooLong: {
    fr: 'Ce texte est trop long pour un chapitre : 500 000 signes au plus. Il reste ici, partagez-le.',
    en: 'This text is too long for a chapter: 500,000 characters at most. It stays here, split it.'
  }
} as const satisfies Record<string, Words>

/** The words of the search panel of the editor, which speaks English by itself. */
export const PHRASES: Readonly<Record<string, string>> = {
  Find: 'Chercher',
  Replace: 'Remplacer par',
  next: 'suivant',
  previous: 'précédent',
  all: 'tous',
  'match case': 'casse',
  regexp: 'expression',
  'by word': 'mot entier',
  replace: 'remplacer',
  'replace all': 'tout remplacer',
  close: 'fermer',
  'current match': 'occurrence',
  'replaced match on line $': 'remplacé à la ligne $',
  'replaced $ matches': '$ occurrences remplacées',
  'on line': 'à la ligne',
  'Go to line': 'Aller à la ligne',
  go: 'aller',
  'No diagnostics': 'Aucun défaut',
  Diagnostics: 'Défauts'
}
