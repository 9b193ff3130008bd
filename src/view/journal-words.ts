/** Who wrote an entry of the journal and why, where it was the program: in the words of the reader. */

import type { Language, Text } from '../domain/shared/text.ts'

/** The name of an account as it is; what wrote without one, in words. */
export function authorWords(author: string, language: Language): string {
  return AUTHORS[author]?.[language] ?? author
}

/** What people wrote as they wrote it; what the program gave as its reason, in words. */
export function reasonWords(reason: string, language: Language): string {
  const [, undone] = /^undo (\d+)$/.exec(reason) ?? []
  if (undone !== undefined) return { fr: `annulation de l’écriture ${undone}`, en: `entry ${undone} undone` }[language]
  const [, source] = /^import (\S+)$/.exec(reason) ?? []
  if (source !== undefined) return { fr: `import de ${source}`, en: `import of ${source}` }[language]
  return REASONS[reason]?.[language] ?? reason
}

const AUTHORS: Readonly<Record<string, Text>> = {
  system: { fr: 'le portail', en: 'the portal' },
  command: { fr: 'une commande sur la machine', en: 'a command on the machine' }
}

const REASONS: Readonly<Record<string, Text>> = {
  load: { fr: 'chargement d’un dossier', en: 'a folder was loaded' },
  retention: { fr: 'durée de conservation échue', en: 'kept long enough' },
  'check --apply': { fr: 'affirmations lues dans un tableau', en: 'claims read from a table' },
  'the value has changed': { fr: 'la valeur a changé', en: 'the value has changed' },
  'nobody was to answer it': { fr: 'personne n’était chargé d’y répondre', en: 'nobody was to answer it' },
  'erased by who had given it': { fr: 'effacé par qui l’avait donné', en: 'erased by who had given it' }
}
