/** What the editor of editions tells its writers. */

import type { Decision } from '../domain/access/policy.ts'
import { refusalText } from '../domain/access/refusal.ts'
import type { EditionState } from '../domain/editions/writing.ts'
import type { Text } from '../domain/shared/text.ts'

type Notice = { readonly weight: 'good' | 'care' | 'grave'; readonly text: Text; readonly canRestore?: boolean }

/** Why an edition is only read, and whom to ask. */
export function closedText(state: EditionState, decision: Decision & { readonly allowed: false }): Text {
  return state === 'draft' ? refusalText('edition.write', decision) : CLOSED[state]
}

const CLOSED: Readonly<Record<Exclude<EditionState, 'draft'>, Text>> = {
  checking: {
    fr: 'Les producteurs vérifient cette édition : son texte ne change plus. Pour y écrire, demandez à un validateur ou à un chargé d’études de la rouvrir.',
    en: 'The producers are checking this edition: its text no longer changes. To write in it, ask a validator or a study officer to open it again.'
  },
  approved: {
    fr: 'Cette édition est approuvée : son texte ne change plus. Pour y écrire, demandez à un validateur ou à un chargé d’études de la rouvrir.',
    en: 'This edition is approved: its text no longer changes. To write in it, ask a validator or a study officer to open it again.'
  },
  frozen: {
    fr: 'Cette édition est figée : elle ne change plus. Pour y écrire, demandez à un validateur ou à un chargé d’études de la rouvrir.',
    en: 'This edition is frozen: it changes no more. To write in it, ask a validator or a study officer to open it again.'
  },
  published: {
    fr: 'Cette édition est parue : elle ne change plus. Une erreur se corrige par un erratum public.',
    en: 'This edition is out: it changes no more. An error is corrected by a public erratum.'
  }
}

export const NOTICES = {
  saved: { weight: 'good', text: { fr: 'Chapitre enregistré.', en: 'Chapter saved.' } },
  put: {
    weight: 'care',
    text: {
      fr: 'Le chiffre est ajouté à la fin du texte, pas encore enregistré : déplacez-le à sa place.',
      en: 'The figure is added at the end of the text, not saved yet: move it to its place.'
    }
  },
  commented: { weight: 'good', text: { fr: 'Commentaires à jour.', en: 'Comments up to date.' } },
  merged: {
    weight: 'care',
    text: {
      fr: 'Voici le texte de vos choix, pas encore enregistré.',
      en: 'This is the text of your choices, not saved yet.'
    }
  },
  closed: {
    weight: 'grave',
    text: {
      fr: 'Rien n’est enregistré : l’édition a changé d’état pendant que vous écriviez. Votre texte est ci-dessous, et gardé parmi vos brouillons.',
      en: 'Nothing is saved: the edition changed state while you were writing. Your text is below, and kept among your drafts.'
    }
  },
  gone: {
    weight: 'grave',
    canRestore: true,
    text: {
      fr: 'Rien n’est enregistré : ce chapitre a été retiré ou renommé pendant que vous écriviez. Votre texte est ci-dessous, et gardé parmi vos brouillons.',
      en: 'Nothing is saved: this chapter was removed or renamed while you were writing. Your text is below, and kept among your drafts.'
    }
  }
} as const satisfies Record<string, Notice>

/** @param most letters of a chapter */
export function tooLong({ letters, most }: { readonly letters: number; readonly most: number }): Notice {
  return {
    weight: 'grave',
    text: {
      fr: `Rien n’est enregistré : ce chapitre a ${letters} signes, un chapitre en a au plus ${most}. Votre texte est ci-dessous : partagez-le en plusieurs chapitres.`,
      en: `Nothing is saved: this chapter has ${letters} characters, a chapter has at most ${most}. Your text is below: split it into several chapters.`
    }
  }
}

/** The first chapter of an edition that starts from nothing: it says how to write the others. */
export function guidingChapter(language: 'fr' | 'en'): { readonly name: string; readonly text: string } {
  return {
    fr: {
      name: 'preface',
      text: `# Pourquoi cette édition

Dites ici de quel territoire on parle, et à qui cette édition s’adresse.

## Écrire un chiffre

Aucun nombre ne se tape. Cherchez-le par ses mots, « population », « chômage » : ce qui l’écrit s’insère dans la phrase, avec son territoire, sa date et sa source.

## Montrer

Un graphique, une carte ou un tableau se demandent de même, sur une ligne à part. L’aperçu les dessine aussitôt.
`
    },
    en: {
      name: 'preface',
      text: `# Why this edition

Say here which territory it is about, and whom it is for.

## Writing a figure

No number is typed. Find it by its words, "population", "unemployment": what writes it goes into the sentence, with its territory, its date and its source.

## Showing

A chart, a map or a table is asked in the same way, on a line of its own. The preview draws it at once.
`
    }
  }[language]
}
