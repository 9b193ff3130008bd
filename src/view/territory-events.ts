/** What happened to a territory, in sentences. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { TerritoryEvent } from '../domain/territories/history.ts'
import { formatNumber } from './number.ts'

/** With more, their number is told. */
const MOST_NAMED = 12

/** « Fusion : Beaumont (62098) et Hénin-Liétard (62427) deviennent Hénin-Beaumont (62427). » */
export function eventText({ kind, before, after }: TerritoryEvent, language: Language): string {
  const [from, to] = [namesText(before, language), namesText(after, language)]
  const become = before.length > 1 ? { fr: 'deviennent', en: 'become' } : { fr: 'devient', en: 'becomes' }
  const texts: Readonly<Record<TerritoryEvent['kind'], Text>> = {
    merged: { fr: `Fusion : ${from} ${become.fr} ${to}.`, en: `Merger: ${from} ${become.en} ${to}.` },
    split: { fr: `Séparation : ${from} se partage en ${to}.`, en: `Split: ${from} is divided into ${to}.` },
    redrawn: { fr: `Redécoupage : ${from} ${become.fr} ${to}.`, en: `Redrawn: ${from} ${become.en} ${to}.` },
    'code-changed': { fr: `Nouveau code : ${from} devient ${to}.`, en: `New code: ${from} becomes ${to}.` },
    renamed: { fr: `Nouveau nom : ${from} devient ${to}.`, en: `New name: ${from} becomes ${to}.` },
    moved: movedText(from, to),
    created: { fr: `Création, avec ${to}.`, en: `Created, with ${to}.` },
    dissolved: { fr: `Dissolution ; en étaient membres : ${from}.`, en: `Dissolved; its members were ${from}.` },
    'nature-changed': { fr: `Nouveau statut : ${from} devient ${to}.`, en: `New legal nature: ${from} becomes ${to}.` },
    'members-changed': membersText({ before, after, from, to })
  }
  return texts[kind][language]
}

function movedText(from: string, to: string): Text {
  if (from === '') return { fr: `Entrée dans l’intercommunalité ${to}.`, en: `Joins ${to}.` }
  if (to === '') return { fr: `Sortie de l’intercommunalité ${from}.`, en: `Leaves ${from}.` }
  return {
    fr: `Autre intercommunalité : ${to}, après ${from}.`,
    en: `Another intermunicipal authority: ${to}, after ${from}.`
  }
}

type Members = Pick<TerritoryEvent, 'before' | 'after'> & { readonly from: string; readonly to: string }

function membersText({ before, after, from, to }: Members): Text {
  const parts = [
    after.length > 0 && { fr: `Entrée : ${to}.`, en: `Joined: ${to}.` },
    before.length > 0 && { fr: `Sortie : ${from}.`, en: `Left: ${from}.` }
  ].filter((part) => part !== false)
  return { fr: parts.map(({ fr }) => fr).join(' '), en: parts.map(({ en }) => en).join(' ') }
}

/** « A, B et C ». */
function namesText(names: readonly string[], language: Language): string {
  const more = names.length - MOST_NAMED
  const and = { fr: ' et ', en: ' and ' }[language]
  if (more > 1) {
    const count = formatNumber(more, { language, decimals: 0 })
    return `${names.slice(0, MOST_NAMED).join(', ')}${and}${{ fr: `${count} autres`, en: `${count} others` }[language]}`
  }
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${and}${names.at(-1) ?? ''}`
}
