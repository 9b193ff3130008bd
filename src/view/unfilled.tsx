/** What an observatory that was only begun says instead of an empty list: what is missing, and who brings it how. */

import type { Language, Text } from '../domain/shared/text.ts'
import { typeset } from './messages.ts'

const MISSING = {
  perimeters: {
    fr: 'Cet observatoire ne suit encore aucun territoire.',
    en: 'This observatory follows no territory yet.'
  },
  indicators: {
    fr: 'Cet observatoire n’a encore aucun indicateur, donc aucun chiffre.',
    en: 'This observatory has no indicator yet, so no figure.'
  },
  sources: {
    fr: 'Aucune source n’alimente encore cet observatoire.',
    en: 'No source feeds this observatory yet.'
  }
} as const satisfies Record<string, Text>

type Part = keyof typeof MISSING

/** Of a part of the folder, which has the name of its own folder there. */
export function Unfilled({ part, language }: { readonly part: Part; readonly language: Language }) {
  const words = (text: Text): string => typeset(text[language], language)
  return (
    <div class="notice wide-gap">
      <p>
        <strong>{words(MISSING[part])}</strong>{' '}
        {words({ fr: 'Revenez quand il sera rempli.', en: 'Come back when it is filled in.' })}
      </p>
      <p class="note gap">
        {words({ fr: 'Qui l’administre en décrit dans', en: 'Whoever administers it describes some in' })}{' '}
        <code>{part}/</code>
        {part !== 'sources' && (
          <>
            {words({ fr: ', les nomme dans', en: ', names them in' })} <code>observatory.yaml</code>
          </>
        )}
        {words({ fr: ', puis charge le dossier :', en: ', then loads the folder:' })}{' '}
        <code>chevalement load --replace {{ fr: 'DOSSIER', en: 'FOLDER' }[language]}</code>
      </p>
    </div>
  )
}
