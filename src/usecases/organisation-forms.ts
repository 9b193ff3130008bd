/** The register written by forms: a record read, corrected, added; what is wrong told field by field, nothing lost. */

import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { changedMeanwhile, choicesIn, resolveConflicts, type FieldConflict } from '../domain/journal/conflict.ts'
import { needsReason, organisationFields, readOrganisation } from '../domain/organisations/organisation-form.ts'
import {
  nameOn,
  parseOrganisationId,
  type Organisation,
  type OrganisationId
} from '../domain/organisations/organisation.ts'
import type { OrganisationList } from '../domain/organisations/list.ts'
import { registerProblems, type Register } from '../domain/organisations/register.ts'
import { alikeOrganisations } from '../domain/organisations/search.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import { foldName } from '../domain/territories/names.ts'
import type { Db } from '../store/database.ts'
import { findOrganisation, findOrganisationVersion, findRegister } from '../store/organisations.ts'
import { addOrganisation, editOrganisation } from './organisation-changes.ts'
import { NO_REASON, reasonIn, signatureOf } from './signature.ts'

export type FormContext = {
  readonly db: Db
  readonly actor: Actor
  /** Names of the perimeters that exist. */
  readonly perimeters: ReadonlySet<string>
}

/** What the choices of a form are made of. */
export type RegisterChoices = {
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly lists: readonly OrganisationList[]
}

/** What a record is to the policy; nothing of one that is not there. */
export async function organisationSubject(db: Db, id: string): Promise<Subject> {
  const stored = isOrganisationId(id) ? await findOrganisation(db, id) : undefined
  if (!stored) return {}
  const { territory, mergedInto } = stored.value
  return {
    organisations: [id],
    ...(territory !== undefined && { territories: [territory] }),
    state: mergedInto === undefined ? 'active' : 'merged'
  }
}

export type OrganisationForm = {
  readonly name: string
  readonly fields: FormFields
}

/** @throws {NotFound} */
export async function openOrganisationForm(db: Db, id: string, today: string): Promise<OrganisationForm> {
  const stored = isOrganisationId(id) ? await findOrganisation(db, id) : undefined
  if (!stored) throw unknownOrganisation(id)
  const fields = { ...organisationFields(stored.value), version: String(stored.version) }
  return { name: nameOn(stored.value, today), fields }
}

export async function openRegisterChoices(db: Db, today: string): Promise<RegisterChoices> {
  return choicesOf(await findRegister(db), today)
}

function choicesOf({ organisations, lists }: Register, today: string): RegisterChoices {
  const known = organisations.filter(({ mergedInto }) => mergedInto === undefined)
  return { organisations: known.map((one) => ({ id: one.id, name: nameOn(one, today) })), lists }
}

export type FormOutcome =
  | { readonly status: 'saved'; readonly id: string }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }
  | {
      readonly status: 'conflict'
      /** The version that both had read, and the one to be written over once each clash is chosen. */
      readonly base: number
      readonly version: number
      readonly conflicts: readonly FieldConflict[]
    }
  /** To be added, and much like what is there: to be confirmed. */
  | { readonly status: 'alike'; readonly alike: readonly Organisation[] }

/**
 * Saves what the form says over the version that it names. Fields `base` and `choice.<field>` come from the screen of a
 * conflict.
 *
 * @throws {NotFound}
 */
export async function saveOrganisationForm(context: FormContext, id: string, fields: FormFields): Promise<FormOutcome> {
  const { db, actor, perimeters } = context
  const stored = isOrganisationId(id) ? await findOrganisation(db, id) : undefined
  if (!stored) throw unknownOrganisation(id)
  const version = Number(fields['version']) || stored.version
  const baseVersion = Number(fields['base']) || version
  const base = (await findOrganisationVersion(db, stored.value.id, baseVersion)) ?? stored.value
  const read = readOrganisation(base, fields)
  if (read.status === 'problems') return read
  const seen = (await findOrganisationVersion(db, stored.value.id, version)) ?? stored.value
  const conflicts = changedMeanwhile(base, read.organisation, seen)
  const value = resolveConflicts(read.organisation, conflicts, choicesIn(fields))
  if (value === undefined) return { status: 'conflict', base: baseVersion, version, conflicts }
  const problems = await problemsOf(db, value, perimeters)
  if (problems.length > 0) return { status: 'problems', problems }
  if (needsReason(seen, value) && !reasonIn(fields)) return { status: 'problems', problems: [NO_REASON] }
  const change = { db, perimeters, authorship: signatureOf(actor, fields) }
  const edited = await editOrganisation(change, { value, version })
  if (edited.status === 'saved') return { status: 'saved', id }
  const meanwhile = (await findOrganisation(db, stored.value.id)) ?? stored
  return {
    status: 'conflict',
    base: baseVersion,
    version: meanwhile.version,
    conflicts: changedMeanwhile(base, read.organisation, meanwhile.value)
  }
}

/** Adds what the form says, under the identifier it gives or one made from the name. */
export async function addOrganisationForm(context: FormContext, fields: FormFields): Promise<FormOutcome> {
  const { db, actor, perimeters } = context
  const asked = (fields['id'] ?? '').trim()
  const id = asked || foldName(fields['names.0.name'] ?? '').replaceAll(' ', '-')
  if (!isOrganisationId(id)) return { status: 'problems', problems: [{ field: 'id', text: BAD_ID }] }
  const empty: Organisation = { ...NOTHING, id }
  const read = readOrganisation(empty, fields)
  if (read.status === 'problems') return read
  const register = await findRegister(db)
  const problems = problemsIn(register, read.organisation, perimeters)
  if (problems.length > 0) return { status: 'problems', problems }
  const alike = fields['alike'] === 'no' ? [] : alikeOrganisations(register.organisations, read.organisation)
  if (alike.length > 0) return { status: 'alike', alike }
  try {
    await addOrganisation({ db, perimeters, authorship: signatureOf(actor, fields) }, read.organisation)
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'exists') throw error
    return { status: 'problems', problems: [{ field: 'id', text: error.text }] }
  }
  return { status: 'saved', id }
}

const NOTHING: Omit<Organisation, 'id'> = {
  kind: 'local',
  names: [],
  aliases: [],
  forms: [],
  predecessors: [],
  participations: []
}

async function problemsOf(
  db: Db,
  value: Organisation,
  perimeters: ReadonlySet<string>
): Promise<readonly FormProblem[]> {
  return problemsIn(await findRegister(db), value, perimeters)
}

/** What the register would not hold, at the field where it is mended. */
function problemsIn(register: Register, value: Organisation, perimeters: ReadonlySet<string>): readonly FormProblem[] {
  const others = register.organisations.filter(({ id }) => id !== value.id)
  const next = { ...register, organisations: [...others, value] }
  return registerProblems(next, perimeters)
    .filter(({ kind, id }) => kind === 'lists' || id === value.id)
    .map(({ kind, path, text }) => ({ field: kind === 'lists' ? 'participations.0.list' : fieldOf(path), text }))
}

function fieldOf(path: readonly (string | number)[]): string {
  const [table, row, cell] = path
  if (row === undefined) return String(table)
  return `${table}.${row}.${cell ?? (table === 'predecessors' ? 'organisation' : 'from')}`
}

export function isOrganisationId(text: string): text is OrganisationId {
  try {
    return parseOrganisationId(text) !== ''
  } catch (error) {
    if (error instanceof InvalidInput) return false
    throw error
  }
}

export function unknownOrganisation(id: string): NotFound {
  return new NotFound({ fr: `L’organisme « ${id} » n’existe pas`, en: `There is no organisation "${id}"` })
}

const BAD_ID = {
  fr: 'attendu des lettres minuscules, des chiffres et des tirets, comme mission-bassin-minier',
  en: 'expected lower-case letters, digits and dashes, such as mission-bassin-minier'
}
