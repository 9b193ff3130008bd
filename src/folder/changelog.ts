/** `data/CHANGELOG.md`: what each vintage changed, for readers of statistics; written, never read. */

import type { Language } from '../domain/shared/text.ts'
import type { Revision, VintageChanges } from '../domain/sources/changes.ts'
import type { Source } from '../domain/sources/source.ts'
import type { Delivery } from './source-files.ts'

const WORDS = {
  fr: {
    title: 'Journal des données',
    intro: 'Écrit par `chevalement import --apply` : ce que chaque millésime a apporté, corrigé ou perdu.',
    edition: 'édition',
    file: 'Fichier',
    read: ['ligne lue', 'lignes lues'],
    refused: ['refusée', 'refusées'],
    added: ['valeur ajoutée', 'valeurs ajoutées'],
    revised: ['corrigée', 'corrigées'],
    vanished: ['disparue', 'disparues'],
    unknown: 'Codes inconnus',
    revisions: 'Plus fortes corrections (avant → après)',
    none: 'aucune valeur'
  },
  en: {
    title: 'Data changelog',
    intro: 'Written by `chevalement import --apply`: what each vintage brought, revised or lost.',
    edition: 'edition',
    file: 'File',
    read: ['row read', 'rows read'],
    refused: ['refused', 'refused'],
    added: ['value added', 'values added'],
    revised: ['revised', 'revised'],
    vanished: ['vanished', 'vanished'],
    unknown: 'Unknown codes',
    revisions: 'Largest revisions (before → after)',
    none: 'no value'
  }
} as const satisfies Record<Language, Record<string, string | readonly [one: string, many: string]>>

/** Latest first. */
export function changelogText(
  vintages: readonly Delivery[],
  sources: readonly Source[],
  language: Language = 'fr'
): string {
  const words = WORDS[language]
  const labels = new Map(sources.map(({ id, label }) => [id, label[language]]))
  const latestFirst = vintages.toSorted((a, b) => order(b.receivedOn, a.receivedOn) || order(a.id, b.id))
  const sections = latestFirst.map(({ id, source, edition, receivedOn, file, notice, changes }) =>
    [
      `## ${receivedOn} — ${labels.get(source) ?? source}, ${words.edition} ${edition}`,
      `- \`${id}\`${changes ? ` : ${countsText(changes)}` : ''}.\n- ${words.file} : \`${file.name}\`, SHA-256 \`${file.sha256}\`.`,
      ...(notice ? [notice[language]] : []),
      ...(changes ? detailTexts(changes) : [])
    ].join('\n\n')
  )
  return `${[`# ${words.title}`, words.intro, ...sections].join('\n\n')}\n`

  function countsText({ read, refused, added, revised, vanished }: VintageChanges): string {
    return [
      counted(read, words.read),
      counted(refused, words.refused),
      counted(added, words.added),
      counted(revised, words.revised),
      counted(vanished, words.vanished)
    ].join(', ')
  }

  /** French says two from two on; English says one of one alone. */
  function counted(count: number, [one, many]: readonly [one: string, many: string]): string {
    return `${count} ${(language === 'fr' ? count < 2 : count === 1) ? one : many}`
  }

  function detailTexts({ unknown, revisions }: VintageChanges): readonly string[] {
    return [
      ...(unknown.length > 0 ? [`${words.unknown} : ${unknown.join(', ')}.`] : []),
      ...(revisions.length > 0 ? [`${words.revisions} :`, revisions.map(revisionLine).join('\n')] : [])
    ]
  }

  function revisionLine({ series, territory, period, before, after }: Revision): string {
    return `- ${series}, ${territory}, ${period} : ${before ?? words.none} → ${after ?? words.none}`
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
