/** An entry as a sentence that anybody can read: what happened to what, field by field. */

import type { Text } from '../shared/text.ts'
import type { Entry, Fields } from './entry.ts'

export type FieldChange = {
  readonly field: string
  /** Undefined where there was nothing, or nothing is left. */
  readonly before: unknown
  readonly after: unknown
}

/** Fields of no consequence to a reader: the version that guards against two people writing at once. */
const UNTOLD = new Set(['version', 'position'])

/** What a public reader may see of the journal: definitions, organisations, offices; never accounts, people or private data. */
export const PUBLIC_RELATIONS = [
  'organisation',
  'organisation_list',
  'mandate',
  'observatory',
  'perimeter',
  'measure',
  'indicator',
  'source',
  'vintage',
  'asset',
  'document',
  'claim_ruling',
  'conflict_closing',
  'commitment_set',
  'proposition',
  'commitment_action',
  'commitment_lead'
] as const

const NOUNS: Readonly<Record<string, Text>> = {
  organisation: { fr: 'l’organisme', en: 'the organisation' },
  organisation_list: { fr: 'la liste', en: 'the list' },
  person: { fr: 'la personne', en: 'the person' },
  mandate: { fr: 'le mandat', en: 'the office' },
  observatory: { fr: 'l’observatoire', en: 'the observatory' },
  perimeter: { fr: 'le périmètre', en: 'the perimeter' },
  measure: { fr: 'la mesure', en: 'the measure' },
  indicator: { fr: 'l’indicateur', en: 'the indicator' },
  source: { fr: 'la source', en: 'the source' },
  account: { fr: 'le compte', en: 'the account' },
  role_grant: { fr: 'le rôle', en: 'the role' },
  invitation: { fr: 'l’invitation', en: 'the invitation' },
  'private.contact': { fr: 'le contact privé', en: 'the private contact' },
  'private.consent': { fr: 'l’accord', en: 'the consent' },
  'private.request': { fr: 'la demande', en: 'the request' },
  mapping: { fr: 'la correspondance', en: 'the mapping' },
  vintage: { fr: 'le millésime', en: 'the vintage' },
  asset: { fr: 'le fichier', en: 'the file' },
  document: { fr: 'le document', en: 'the document' },
  claim: { fr: 'l’affirmation', en: 'the claim' },
  claim_ruling: { fr: 'la décision sur', en: 'the ruling on' },
  conflict_closing: { fr: 'la clôture de', en: 'the closing of' },
  commitment_set: { fr: 'la liste de propositions', en: 'the set of propositions' },
  proposition: { fr: 'la proposition', en: 'the proposition' },
  commitment_action: { fr: 'l’action', en: 'the action' },
  commitment_lead: { fr: 'la piste', en: 'the lead' }
}

const VERBS = {
  insert: { fr: 'Ajout', en: 'Added' },
  update: { fr: 'Correction', en: 'Changed' },
  delete: { fr: 'Retrait', en: 'Removed' }
} as const satisfies Record<Entry['action'], Text>

const SHOT_VERBS = { ...VERBS, update: { fr: 'Remplacement', en: 'Replaced' } } as const

/** « Correction de l’organisme pma », without what was changed in it. */
export function entryTitle({ action, relation, key }: Entry, label?: Text): Text {
  const shot = relation === 'asset' ? /^editions\/([^/]+)\/([^/]+\.(?:jpg|png|webp))$/.exec(key) : undefined
  if (shot) {
    const [, edition = '', name = ''] = shot
    return {
      fr: `${SHOT_VERBS[action].fr} de la photographie « ${name} » de l’édition ${edition}`,
      en: `${SHOT_VERBS[action].en} the photograph “${name}” of the issue ${edition}`
    }
  }
  const noun = NOUNS[relation] ?? { fr: `la fiche ${relation}`, en: `the record ${relation}` }
  const verb = VERBS[action]
  return {
    fr: `${verb.fr} ${contracted(noun.fr)} ${label ? `« ${label.fr} »` : key}`,
    en: `${verb.en} ${noun.en} ${label ? `“${label.en}”` : key}`
  }
}

/** Of an update, each field that differs; of a document, each of its parts. Of what came or went whole, what it weighs. */
export function fieldChanges({
  action,
  before,
  after
}: Pick<Entry, 'action' | 'before' | 'after'>): readonly FieldChange[] {
  if (action !== 'update') {
    const { size, sha256 } = after ?? before ?? {}
    if (typeof size !== 'number') return []
    return differences(before ? { size, sha256 } : {}, after ? { size, sha256 } : {})
  }
  return differences(before ?? {}, after ?? {})
}

/** A document counts by its own fields: `definition.label`, not the whole definition. */
export function differences(before: Fields, after: Fields): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !UNTOLD.has(name))
  return names.flatMap((field): readonly FieldChange[] => {
    const [was, is] = [before[field], after[field]]
    if (sameValue(was, is)) return []
    if (!isDocument(was) || !isDocument(is) || isDigest(was)) return [{ field, before: was, after: is }]
    return differences(was, is).map((inner) => ({ ...inner, field: `${field}.${inner.field}` }))
  })
}

/** Whether it stands for a personal value that the entry does not hold. */
export function isDigest(value: unknown): boolean {
  return isDocument(value) && Object.keys(value).join() === 'sha256'
}

/** The order of keys says nothing. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a ?? null) === canonical(b ?? null)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isDocument(value)) return JSON.stringify(value)
  const pairs = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${pairs.join(',')}}`
}

function isDocument(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function contracted(noun: string): string {
  return noun.startsWith('le ') ? `du ${noun.slice(3)}` : `de ${noun}`
}
