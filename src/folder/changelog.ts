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
    read: 'lignes lues',
    refused: 'refusées',
    added: 'valeurs ajoutées',
    revised: 'corrigées',
    vanished: 'disparues',
    unknown: 'Codes inconnus',
    revisions: 'Plus fortes corrections (avant → après)',
    none: 'aucune valeur'
  },
  en: {
    title: 'Data changelog',
    intro: 'Written by `chevalement import --apply`: what each vintage brought, revised or lost.',
    edition: 'edition',
    file: 'File',
    read: 'rows read',
    refused: 'refused',
    added: 'values added',
    revised: 'revised',
    vanished: 'vanished',
    unknown: 'Unknown codes',
    revisions: 'Largest revisions (before → after)',
    none: 'no value'
  }
} as const satisfies Record<Language, Record<string, string>>

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
      `${read} ${words.read}`,
      `${refused} ${words.refused}`,
      `${added} ${words.added}`,
      `${revised} ${words.revised}`,
      `${vanished} ${words.vanished}`
    ].join(', ')
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
