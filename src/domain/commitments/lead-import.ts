/** A spreadsheet of leads beside the register: what each row would add or change, and which cannot be read. */

import { differences, type FieldChange } from '../journal/sentence.ts'
import type { ImportRow } from '../organisations/import.ts'
import { nameOn, type Organisation } from '../organisations/organisation.ts'
import { dayIn } from '../shared/form.ts'
import type { Text } from '../shared/text.ts'
import { foldName } from '../territories/names.ts'
import { parseCommitmentId, type CommitmentId, type CommitmentSet, type Lead, type LeadFate } from './commitment.ts'
import type { CommitmentRegister } from './commitment-register.ts'

export type LeadPlan = {
  readonly added: readonly Lead[]
  readonly changed: readonly { readonly lead: Lead; readonly fields: readonly FieldChange[] }[]
  /** Lines that say what is there already. */
  readonly unchanged: number
  /** Lines of which a cell cannot be read: nothing of them is taken. */
  readonly refused: readonly { readonly line: number; readonly text: Text }[]
}

/** What a column may be called. */
const COLUMNS = {
  id: ['identifiant', 'id'],
  text: ['piste', 'texte', 'lead', 'text'],
  origin: ['origine', 'origin'],
  proposition: ['proposition'],
  owner: ['responsable', 'owner'],
  fate: ['sort', 'fate'],
  action: ['action'],
  reason: ['raison', 'pourquoi', 'reason', 'why'],
  reviewed: ['revue', 'reviewed on']
} as const satisfies Record<string, readonly string[]>

type Column = keyof typeof COLUMNS

const FATES: Readonly<Record<LeadFate, readonly string[]>> = {
  recorded: ['recorded', 'notee'],
  adopted: ['adopted', 'reprise', 'reprise dans une action', 'taken into an action'],
  done: ['done', 'faite'],
  abandoned: ['abandoned', 'abandonnee'],
  unknown: ['unknown', 'inconnu', 'inconnue']
}

/** Whether a line names the columns: one of them holds the leads. */
export function isLeadHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => COLUMNS.text.some((one) => one === foldName(cell)))
}

export type LeadContext = {
  readonly register: CommitmentRegister
  readonly set: CommitmentSet
  readonly organisations: readonly Organisation[]
  /** `YYYY-MM-DD`: organisations go by their names of that day. */
  readonly today: string
}

/**
 * A row is of the lead that has its identifier, else of the one with the same words; what it leaves empty stays as it is,
 * and a lead without a fate is unknown. Nothing is removed by a file that does not name it.
 */
export function planLeads(context: LeadContext, rows: readonly ImportRow[]): LeadPlan {
  const added: Lead[] = []
  const changed: LeadPlan['changed'][number][] = []
  const refused: LeadPlan['refused'][number][] = []
  const seen = new Map<string, number>()
  let unchanged = 0
  const taken = new Set<string>(context.register.leads.map(({ id }) => id))
  for (const row of rows) {
    const read = readRow(context, row, taken)
    const before = 'lead' in read ? seen.get(read.key) : undefined
    if (!('lead' in read)) refused.push({ line: row.line, text: read.text })
    else if (before !== undefined) refused.push({ line: row.line, text: twice(read.lead.text, before) })
    else {
      seen.set(read.key, row.line)
      taken.add(read.lead.id)
      const fields = read.was ? differences(read.was, read.lead) : []
      if (!read.was) added.push(read.lead)
      else if (fields.length > 0) changed.push({ lead: read.lead, fields })
      else unchanged += 1
    }
  }
  return { added, changed, unchanged, refused }
}

/** `key`: rows of the same lead have the same. */
type ReadRow = { readonly lead: Lead; readonly was: Lead | undefined; readonly key: string } | { readonly text: Text }

function readRow(
  { register, set, organisations, today }: LeadContext,
  { cells, line }: ImportRow,
  taken: ReadonlySet<string>
): ReadRow {
  const cell = (column: Column): string => cellOf(cells, column)
  const text = cell('text')
  if (text === '') return { text: { fr: 'piste : vide', en: 'lead: empty' } }
  const own = register.leads.filter((one) => one.set === set.id)
  const was =
    own.find(({ id }) => id === cell('id')) ??
    (cell('id') === '' ? own.find((one) => foldName(one.text) === foldName(text)) : undefined)
  const origin = cell('origin') || was?.origin
  if (!origin) return { text: { fr: 'origine : vide', en: 'origin: empty' } }
  const said = cell('fate')
  const fate = said === '' ? (was?.fate ?? 'unknown') : fateNamed(said)
  if (!fate) return { text: badFate(said) }
  const proposition = named(
    cell('proposition'),
    register.propositions,
    ({ id, number, set: of }, asked) => [id, String(number)].includes(asked.toLowerCase()) && of === set.id
  )
  const action = named(cell('action'), register.actions, ({ id }, asked) => id === asked.toLowerCase())
  const owner = named(cell('owner'), organisations, (one, asked) =>
    [one.id, nameOn(one, today), ...one.names.map(({ name }) => name), ...one.aliases].some(
      (name) => foldName(name) === foldName(asked)
    )
  )
  const lost = Object.entries({ proposition, action, owner }).find(([, one]) => one === 'unknown')
  if (lost)
    return {
      text: nowhere(lost[0], cell(lost[0] === 'owner' ? 'owner' : lost[0] === 'action' ? 'action' : 'proposition'))
    }
  const day = cell('reviewed') === '' ? was?.reviewedOn : dayIn(cell('reviewed'))
  if (cell('reviewed') !== '' && day === undefined) return { text: badDay(cell('reviewed')) }
  const reason = cell('reason') || was?.reason
  const taking = idIn(action) ?? was?.action
  if (fate === 'abandoned' && !reason) return { text: NO_REASON }
  if (fate === 'adopted' && taking === undefined) return { text: NO_ACTION }
  const id = was?.id ?? newId(cell('id') || foldName(text).replaceAll(/[^a-z0-9]+/g, '-'), line, taken)
  const [of, by] = [idIn(proposition) ?? was?.proposition, idIn(owner) ?? was?.owner]
  return {
    was,
    key: was?.id ?? (cell('id') || foldName(text)),
    lead: {
      id,
      set: set.id,
      text,
      origin,
      fate,
      evidence: was?.evidence ?? [],
      ...(of !== undefined && { proposition: of }),
      ...(by !== undefined && { owner: by }),
      ...(taking !== undefined && { action: taking }),
      ...(reason !== undefined && { reason }),
      ...(day !== undefined && { reviewedOn: day })
    }
  }
}

/** What a cell names; `unknown` when it names nothing that is there. */
function named<T>(
  asked: string,
  all: readonly T[],
  isIt: (one: T, asked: string) => boolean
): T | 'unknown' | undefined {
  return asked === '' ? undefined : (all.find((one) => isIt(one, asked)) ?? 'unknown')
}

function idIn<Id>(found: { readonly id: Id } | 'unknown' | undefined): Id | undefined {
  return found === undefined || found === 'unknown' ? undefined : found.id
}

/** From its first words; the line tells apart two that begin alike. */
function newId(words: string, line: number, taken: ReadonlySet<string>): CommitmentId {
  const short = words.slice(0, 48).replaceAll(/^-+|-+$/g, '') || 'piste'
  return parseCommitmentId(taken.has(short) ? `${short}-${line}` : short)
}

function fateNamed(text: string): LeadFate | undefined {
  const names = Object.keys(FATES) as LeadFate[]
  return names.find((one) => FATES[one].includes(foldName(text)))
}

function cellOf(cells: ImportRow['cells'], column: Column): string {
  const wanted: readonly string[] = COLUMNS[column]
  const [, value = ''] = Object.entries(cells).find(([name]) => wanted.includes(foldName(name))) ?? []
  return value.trim()
}

function badFate(found: string): Text {
  return {
    fr: `sort : trouvé « ${found} », attendu l’un de inconnu, notée, reprise, faite, abandonnée`,
    en: `fate: found "${found}", expected one of unknown, recorded, adopted, done, abandoned`
  }
}

function nowhere(column: string, found: string): Text {
  return {
    fr: `${column === 'owner' ? 'responsable' : column} : « ${found} » n’est pas au registre`,
    en: `${column}: "${found}" is not in the register`
  }
}

function badDay(found: string): Text {
  return {
    fr: `revue : trouvé « ${found} », attendu un jour, comme 2024-06-30`,
    en: `reviewed on: found "${found}", expected a day, such as 2024-06-30`
  }
}

function twice(text: string, line: number): Text {
  return { fr: `« ${text} » est déjà à la ligne ${line}`, en: `"${text}" is on line ${line} already` }
}

const NO_REASON: Text = {
  fr: 'raison : vide ; une piste abandonnée l’est avec sa raison, qui est publiée',
  en: 'reason: empty; an abandoned lead is so with its reason, which is published'
}
const NO_ACTION: Text = {
  fr: 'action : vide ; une piste reprise nomme l’action qui la reprend, comme p1-a2',
  en: 'action: empty; an adopted lead names the action that takes it over, such as p1-a2'
}
