/** What can be put in a chapter, by name: the palette of the editor, and the crib beside a plain form. */

import type { Text } from '../domain/shared/text.ts'

export type Template = {
  readonly id: string
  readonly label: Text
  /** Where the bar stands, the cursor waits. */
  readonly text: Text
  readonly isBlock: boolean
}

function block(id: string, label: Text, text: Text): Template {
  return { id, label, text, isBlock: true }
}

function same(text: string): Text {
  return { fr: text, en: text }
}

export const TEMPLATES: readonly Template[] = [
  {
    id: 'figure',
    label: { fr: 'Chiffre dans la phrase', en: 'Figure in the sentence' },
    text: same(':figure{of=| on= at=}'),
    isBlock: false
  },
  {
    id: 'claim',
    label: { fr: 'Affirmation d’un document', en: 'Claim of a document' },
    text: same(':claim{of=|}'),
    isBlock: false
  },
  block(
    'figures',
    { fr: 'Panneau de chiffres clés', en: 'Panel of key figures' },
    {
      fr: ':::figures{title="En bref"}\n::figure{of=| on= at=}\n:::',
      en: ':::figures{title="In brief"}\n::figure{of=| on= at=}\n:::'
    }
  ),
  block(
    'sentence',
    { fr: 'Phrase composée du chiffre', en: 'Sentence made of the figure' },
    same('::sentence{of=| on= at= vs=}')
  ),
  block(
    'evolution',
    { fr: 'Graphique : évolution', en: 'Chart: evolution' },
    same('::chart{kind=evolution of=| on= at=}')
  ),
  block('ranking', { fr: 'Graphique : classement', en: 'Chart: ranking' }, same('::chart{kind=ranking of=| on= at=}')),
  block('map', { fr: 'Carte', en: 'Map' }, same('::chart{kind=map of=| on= at=}')),
  block('table', { fr: 'Tableau', en: 'Table' }, same('::table{title="|" of= on= at=}')),
  block('focus', { fr: 'Encadré', en: 'Box' }, same(':::focus{title="|"}\n\n:::')),
  block(
    'quote',
    { fr: 'Citation', en: 'Quotation' },
    same(':::quote{author="|" office="" day=2026-01-01 occasion=""}\n\n:::')
  ),
  block('entry', { fr: 'Entrée de l’abécédaire', en: 'Entry of the A to Z' }, same(':::entry{title="|"}\n\n:::')),
  block(
    'photograph',
    { fr: 'Photographie', en: 'Photograph' },
    same('::photograph{file=| alt="" credit="" licence="" caption=""}')
  ),
  { id: 'note', label: { fr: 'Note', en: 'Note' }, text: same('[^|]'), isBlock: false },
  {
    id: 'reference',
    label: { fr: 'Renvoi à un autre endroit', en: 'Reference to another place' },
    text: { fr: ':ref[mots]{to=|}', en: ':ref[words]{to=|}' },
    isBlock: false
  },
  block('heading', { fr: 'Intertitre', en: 'Heading' }, same('## |'))
]
