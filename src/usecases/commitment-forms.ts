/** Promises written by forms: an action, a lead or the judgements of a proposition; each change signed, none over another's. */

import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import {
  actionFields,
  judgementFields,
  leadFields,
  readAction,
  readJudgements,
  readLead,
  type ReadForm
} from '../domain/commitments/commitment-form.ts'
import {
  commitmentProblems,
  type CommitmentRegister,
  type KnownNames
} from '../domain/commitments/commitment-register.ts'
import { changedMeanwhile, choicesIn, resolveConflicts, type FieldConflict } from '../domain/journal/conflict.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import type { Action, Proposition } from '../domain/commitments/commitment.ts'
import {
  actionWordingFields,
  propositionWordingFields,
  readActionWording,
  readPropositionWording,
  settledAction,
  settledProposition
} from '../domain/commitments/wording-form.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  findCommitment,
  findCommitments,
  findCommitmentVersion,
  saveAction,
  saveLead,
  saveProposition,
  type CommitmentRecords
} from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { findClaimRegister } from '../store/documents.ts'
import { change } from '../store/journal.ts'
import { findRegister } from '../store/organisations.ts'
import { reasonIn, signatureOf } from './signature.ts'

export type CommitmentFormContext = {
  readonly db: Db
  readonly actor: Actor
  readonly indicators: ReadonlySet<string>
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** A promise and its wording are written apart, and not by the same people. */
type FormRecords = {
  readonly action: 'action'
  readonly lead: 'lead'
  readonly judgement: 'proposition'
  readonly actionWording: 'action'
  readonly propositionWording: 'proposition'
}

export type FormName = keyof FormRecords

type FormRecord<Name extends FormName> = CommitmentRecords[FormRecords[Name]]

const KINDS: { readonly [Name in FormName]: FormRecords[Name] } = {
  action: 'action',
  lead: 'lead',
  judgement: 'proposition',
  actionWording: 'action',
  propositionWording: 'proposition'
}

type Form<T> = {
  readonly fields: (value: T) => FormFields
  readonly read: (base: T, fields: FormFields, today: string) => ReadForm<T>
  readonly save: (db: Db, value: T, version: number) => Promise<boolean>
  readonly put: (register: CommitmentRegister, value: T) => CommitmentRegister
  /** In order again, once what two people wrote was put together. */
  readonly settle?: (value: T) => T
}

const STORED_ACTION = {
  save: saveAction,
  put: (register: CommitmentRegister, value: Action) => ({ ...register, actions: replaced(register.actions, value) })
}

const STORED_PROPOSITION = {
  save: saveProposition,
  put: (register: CommitmentRegister, value: Proposition) => ({
    ...register,
    propositions: replaced(register.propositions, value)
  })
}

const FORMS: { readonly [Name in FormName]: Form<FormRecord<Name>> } = {
  action: { ...STORED_ACTION, fields: actionFields, read: readAction },
  lead: {
    fields: leadFields,
    read: readLead,
    save: saveLead,
    put: (register, value) => ({ ...register, leads: replaced(register.leads, value) })
  },
  judgement: { ...STORED_PROPOSITION, fields: judgementFields, read: readJudgements },
  actionWording: {
    ...STORED_ACTION,
    fields: actionWordingFields,
    read: readActionWording,
    settle: settledAction
  },
  propositionWording: {
    ...STORED_PROPOSITION,
    fields: propositionWordingFields,
    read: readPropositionWording,
    settle: settledProposition
  }
}

function replaced<T extends { readonly id: string }>(all: readonly T[], value: T): readonly T[] {
  return all.map((one) => (one.id === value.id ? value : one))
}

/** What a record is to the policy: those who carry it; nothing of one that is not there. */
export async function commitmentSubject(db: Db, kind: 'action' | 'lead', id: string): Promise<Subject> {
  if (kind === 'lead') {
    const owner = (await findCommitment(db, kind, id))?.value.owner
    return owner === undefined ? {} : { organisations: [owner] }
  }
  const stored = await findCommitment(db, kind, id)
  return stored ? { organisations: stored.value.carriers } : {}
}

/** @throws {NotFound} */
export async function openCommitmentForm<Name extends FormName>(
  db: Db,
  name: Name,
  id: string
): Promise<{ readonly value: FormRecord<Name>; readonly fields: FormFields }> {
  const stored = await findCommitment(db, KINDS[name], id)
  if (!stored) throw unknown(id)
  const form: Form<FormRecord<Name>> = FORMS[name]
  return { value: stored.value, fields: { ...form.fields(stored.value), version: String(stored.version) } }
}

export type CommitmentOutcome =
  | { readonly status: 'saved' }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }
  | {
      readonly status: 'conflict'
      /** The version that both had read, and the one to be written over once each clash is chosen. */
      readonly base: number
      readonly version: number
      readonly conflicts: readonly FieldConflict[]
    }

/**
 * Saves what the form says over the version that it names. Fields `base` and `choice.<field>` come from the screen of a
 * conflict.
 *
 * @throws {NotFound}
 */
export async function saveCommitmentForm<Name extends FormName>(
  { db, actor, indicators, today }: CommitmentFormContext,
  name: Name,
  id: string,
  fields: FormFields
): Promise<CommitmentOutcome> {
  const form: Form<FormRecord<Name>> = FORMS[name]
  const kind = KINDS[name]
  return change(db, signatureOf(actor, fields), async (transaction): Promise<CommitmentOutcome> => {
    const stored = await findCommitment(transaction, kind, id)
    if (!stored) throw unknown(id)
    const version = Number(fields['version']) || stored.version
    const baseVersion = Number(fields['base']) || version
    const atVersion = async (asked: number): Promise<FormRecord<Name>> =>
      (await findCommitmentVersion(transaction, kind, id, asked)) ?? stored.value
    const base = await atVersion(baseVersion)
    const read = form.read(base, fields, today)
    if (read.status === 'problems') return read
    const seen = await atVersion(version)
    const conflicts = changedMeanwhile(base, read.value, seen)
    const chosen = resolveConflicts(read.value, conflicts, choicesIn(fields))
    if (chosen === undefined) return { status: 'conflict', base: baseVersion, version, conflicts }
    const value = form.settle ? form.settle(chosen) : chosen
    const register = form.put(await findCommitments(transaction), value)
    const problems = commitmentProblems(register, await namesKnown(transaction, indicators))
      .filter((one) => one.id === id)
      .map(({ field, text }) => ({ field: fieldOf(field), text }))
    if (problems.length > 0) return { status: 'problems', problems }
    if (sameValue(seen, value) && version === stored.version) return { status: 'saved' }
    if (!reasonIn(fields)) return { status: 'problems', problems: [NO_REASON] }
    if (stored.version === version && (await form.save(transaction, value, version))) return { status: 'saved' }
    const now = (await findCommitment(transaction, kind, id)) ?? stored
    const meanwhile = changedMeanwhile(base, read.value, now.value)
    return { status: 'conflict', base: baseVersion, version: now.version, conflicts: meanwhile }
  })
}

/** What a commitment may lead to, as it is stored. */
export async function namesKnown(db: Db, indicators: ReadonlySet<string>): Promise<KnownNames> {
  const [{ claims, documents }, { organisations }] = [await findClaimRegister(db), await findRegister(db)]
  const names = (all: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(all.map(({ id }) => id))
  return { claims: names(claims), documents: names(documents), organisations: names(organisations), indicators }
}

/** The field of the form where a problem of the record is mended. */
function fieldOf(field: string): string {
  if (field === 'titles.0') return 'document'
  if (field === 'reason') return 'why'
  if (field === 'evidence') return 'evidence.0.ref'
  return /^evidence\.\d+$/.test(field) ? `${field}.ref` : field
}

function unknown(id: string): NotFound {
  return new NotFound({
    fr: `« ${id} » n’est pas au registre des engagements`,
    en: `"${id}" is not in the register of commitments`
  })
}

const NO_REASON: FormProblem = {
  field: 'reason',
  text: {
    fr: 'attendu pourquoi : ce qui est dit d’un engagement ne change pas sans raison',
    en: 'expected why: what is told of a commitment does not change without a reason'
  } satisfies Text
}
