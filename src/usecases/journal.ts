/** The journal read by people: what changed between two days, its export, and taking a change back. */

import type { Entry, EntryQuery, ShownIssues } from '../domain/journal/entry.ts'
import type { JournalHead } from '../domain/journal/chain.ts'
import { entryTitle, fieldChanges, isDigest, PUBLIC_RELATIONS, type FieldChange } from '../domain/journal/sentence.ts'
import { KIND_NAMES, KINDS } from '../domain/organisations/form.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod, periodType } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { beginningOf, endOf } from '../domain/shared/time-zone.ts'
import type { Db } from '../store/database.ts'
import { findEntries } from '../store/journal.ts'
import { exportLines, findHead } from '../store/journal-chain.ts'

/** One entry, ready to be read. */
export type Change = {
  readonly entry: number
  /** ISO instant in UTC. */
  readonly at: string
  readonly title: Text
  /** One sentence per field. */
  readonly fields: readonly Text[]
  readonly reason: string | null
  /** The name of an organisation, or what the entry holds. */
  readonly onBehalf: string | null
}

/** Names of records, for those that have one. */
export type Labels = (relation: string, key: string) => Text | undefined

export type ChangeQuery = {
  /** Instants, the second excluded. */
  readonly from?: string
  readonly to?: string
  readonly record?: EntryQuery['record']
  /** Whose photographs may be named: of none when it is absent. */
  readonly issues?: ShownIssues
  readonly labels?: Labels
}

/** A page, a screen: more is for fewer days, or the export. */
export const MOST_CHANGES = 500

/** Days of a place, both included, as instants. */
export function instantsOf(zone: string, { from, to }: { readonly from?: string; readonly to?: string }) {
  return {
    ...(from !== undefined && { from: beginningOf(zone, from) }),
    ...(to !== undefined && { to: endOf(zone, to) })
  }
}

/** What changed of what the public may see, latest first. */
export async function listChanges(
  db: Db,
  { from, to, record, issues = [], labels = () => undefined }: ChangeQuery
): Promise<readonly Change[]> {
  const entries = await findEntries(db, {
    relations: PUBLIC_RELATIONS,
    issues,
    limit: MOST_CHANGES,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(record && { record })
  })
  return entries.toReversed().map((entry) => readable(entry, labels))
}

/** Every entry to `write`, a line each. */
export async function exportJournal(db: Db, write: (line: string) => Promise<void>): Promise<JournalHead> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => {
      for await (const line of exportLines(snapshot)) await write(line)
      return findHead(snapshot)
    })
}

/** @throws {InvalidInput} unless `text` is a day, as 2024-06-30 */
export function parseDay(text: string): string {
  const period = /^\d{4}-\d\d-\d\d$/.test(text) ? parsePeriod(text) : undefined
  if (period !== undefined && periodType(period) === 'day') return text
  throw new InvalidInput({
    fr: `« ${text} » n’est pas un jour : attendu une forme comme 2024-06-30`,
    en: `"${text}" is not a day: expected a form such as 2024-06-30`
  })
}

export function readable(entry: Entry, labels: Labels): Change {
  const { id, at, reason, onBehalf, relation, key } = entry
  return {
    entry: id,
    at,
    title: entryTitle(entry, labels(relation, key)),
    fields: fieldChanges(entry).map(fieldText),
    reason,
    onBehalf: onBehalf && (labels('organisation', onBehalf)?.fr ?? onBehalf)
  }
}

/** A field as people call it. */
export function fieldLabel(field: string): Text {
  const [, whole = field, language] = /^(.+)\.(fr|en)$/.exec(field) ?? []
  const name = whole.split('.').at(-1) ?? whole
  const found = FIELDS[name] ?? FIELDS[name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
  if (!found) return { fr: field, en: field }
  if (language === undefined) return found
  return language === 'fr'
    ? { fr: `${found.fr}, en français`, en: `${found.en}, in French` }
    : { fr: `${found.fr}, en anglais`, en: `${found.en}, in English` }
}

export function fieldText({ field, before, after }: FieldChange): Text {
  const word = fieldLabel(field)
  if (isDigest(before) || isDigest(after)) {
    return { fr: `${word.fr} : donnée personnelle, non montrée`, en: `${word.en}: personal value, not shown` }
  }
  const [was, is] = [before, after].map((value) => codeText(field, value))
  return {
    fr: `${word.fr} : ${valueText(was, 'fr')} → ${valueText(is, 'fr')}`,
    en: `${word.en}: ${valueText(was, 'en')} → ${valueText(is, 'en')}`
  }
}

/** What is kept as a code, as people say it. */
function codeText(field: string, value: unknown): unknown {
  if (field === 'kind') return kindText(value)
  return (field === 'sending' && SENDING[String(value)]) || value
}

/** A word of the register as people say it; what is none stays as it is. */
export function kindText(value: unknown): unknown {
  const kind = KIND_NAMES.find((one) => one === value)
  return kind ? KINDS[kind] : value
}

const LONGEST = 120

/** Short enough for a line: texts in the reader's language, the rest as it is kept. */
function valueText(value: unknown, language: 'fr' | 'en'): string {
  const text = valueWords(value, language)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** In the reader’s language; « – » for nothing. */
export function valueWords(value: unknown, language: 'fr' | 'en'): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? { fr: 'oui', en: 'yes' }[language] : { fr: 'non', en: 'no' }[language]
  if (typeof value === 'string' && FILE_DIGEST.test(value)) return `${value.slice(0, DIGEST_SHOWN)}…`
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return value.map((one) => valueWords(one, language)).join(' ; ') || '–'
  const own: unknown = Reflect.get(value, language)
  if (typeof own === 'string') return own
  return Object.entries(value)
    .map(([, inner]) => valueWords(inner, language))
    .filter((text) => text !== '–')
    .join(', ')
}

/** SHA-256 of a file, which tells one from another by its beginning; the export of the journal holds it whole. */
const FILE_DIGEST = /^[0-9a-f]{64}$/
const DIGEST_SHOWN = 8

const SENDING: Readonly<Record<string, Text>> = {
  'not-sent': { fr: 'en attente', en: 'waiting' },
  queued: { fr: 'en chemin', en: 'on its way' },
  sent: { fr: 'envoyée', en: 'sent' },
  failed: { fr: 'envoi manqué', en: 'sending failed' }
}

const FIELDS: Readonly<Record<string, Text>> = {
  kind: { fr: 'domaine', en: 'field' },
  names: { fr: 'noms', en: 'names' },
  aliases: { fr: 'autres noms', en: 'other names' },
  forms: { fr: 'forme juridique', en: 'legal form' },
  predecessors: { fr: 'prédécesseurs', en: 'predecessors' },
  territory: { fr: 'territoire', en: 'territory' },
  participations: { fr: 'participations', en: 'participations' },
  contact: { fr: 'contact public', en: 'public contact' },
  site: { fr: 'site', en: 'website' },
  address: { fr: 'adresse postale', en: 'postal address' },
  note: { fr: 'note', en: 'note' },
  merged_into: { fr: 'fusionné avec', en: 'merged into' },
  email: { fr: 'adresse électronique', en: 'e-mail address' },
  phone: { fr: 'téléphone', en: 'telephone' },
  example: { fr: 'personne inventée', en: 'invented person' },
  label: { fr: 'nom', en: 'name' },
  name: { fr: 'nom', en: 'name' },
  office: { fr: 'fonction', en: 'office' },
  since: { fr: 'depuis', en: 'since' },
  title: { fr: 'titre', en: 'title' },
  titles: { fr: 'titres', en: 'titles' },
  former_titles: { fr: 'titres d’avant', en: 'earlier titles' },
  aim: { fr: 'but', en: 'aim' },
  expected: { fr: 'résultat attendu', en: 'expected outcome' },
  start: { fr: 'début', en: 'start' },
  reason: { fr: 'pourquoi', en: 'why' },
  state: { fr: 'état', en: 'state' },
  fate: { fr: 'sort', en: 'fate' },
  carriers: { fr: 'porteurs', en: 'carriers' },
  partners: { fr: 'partenaires', en: 'partners' },
  evidence: { fr: 'preuves', en: 'evidence' },
  assessments: { fr: 'lectures', en: 'readings' },
  account: { fr: 'ce qui est rapporté', en: 'what is reported' },
  reviewed_on: { fr: 'dernière revue', en: 'last review' },
  until: { fr: 'jusqu’au', en: 'until' },
  definition: { fr: 'définition', en: 'definition' },
  field: { fr: 'champ couvert', en: 'field covered' },
  notes: { fr: 'notes', en: 'notes' },
  decimals: { fr: 'décimales', en: 'decimals' },
  periodType: { fr: 'type de période', en: 'type of period' },
  formula: { fr: 'formule', en: 'formula' },
  unit: { fr: 'unité', en: 'unit' },
  producer: { fr: 'producteur', en: 'producer' },
  licence: { fr: 'licence', en: 'licence' },
  theme: { fr: 'thème', en: 'theme' },
  source: { fr: 'source', en: 'source' },
  sha256: { fr: 'empreinte du fichier', en: 'digest of the file' },
  size: { fr: 'taille, en octets', en: 'size, in bytes' },
  digest: { fr: 'lien secret', en: 'secret link' },
  confirmed_on: { fr: 'adresse prouvée le', en: 'address proved on' },
  answered_on: { fr: 'répondue le', en: 'answered on' },
  answered_by: { fr: 'répondue par', en: 'answered by' },
  outcome: { fr: 'réponse', en: 'answer' },
  sending: { fr: 'envoi', en: 'sending' },
  used_at: { fr: 'acceptée', en: 'accepted' },
  withdrawn_at: { fr: 'retirée', en: 'withdrawn' },
  closed_at: { fr: 'fermé', en: 'closed' },
  second_factor: { fr: 'second facteur', en: 'second factor' }
}
