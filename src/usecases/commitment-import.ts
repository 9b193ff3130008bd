/** A spreadsheet of leads into the register: a plan that is read, then applied as it was read. */

import type { Actor } from '../domain/access/actor.ts'
import type { CommitmentSet } from '../domain/commitments/commitment.ts'
import { findNamed } from '../domain/commitments/commitment-register.ts'
import { isLeadHeader, planLeads, type LeadPlan } from '../domain/commitments/lead-import.ts'
import type { ImportRow } from '../domain/organisations/import.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import { findCommitments, replaceCommitments } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { findRegister } from '../store/organisations.ts'
import { signatureOf } from './signature.ts'
import { readUpload, refuseOther, refuseUnread } from './table-plan.ts'

export type PlannedLeads = { readonly set: CommitmentSet; readonly rows: readonly ImportRow[]; readonly plan: LeadPlan }

type ImportContext = { readonly db: Db; readonly today: string }

/** Reads a file sent by a form and says what it would change; nothing has changed. @throws {InvalidInput} {NotFound} */
export async function planLeadUpload(
  context: ImportContext,
  file: { readonly name: string; readonly bytes: Uint8Array }
): Promise<PlannedLeads> {
  return planLeadRows(context, await readUpload(file, isLeadHeader, NO_HEADER))
}

/** The plan of rows that were read before, beside the register as it is now, for its first set. @throws {NotFound} */
export async function planLeadRows({ db, today }: ImportContext, rows: readonly ImportRow[]): Promise<PlannedLeads> {
  const [register, { organisations }] = [await findCommitments(db), await findRegister(db)]
  const [set] = register.sets
  if (!set) {
    throw new NotFound({
      fr: 'Aucun engagement n’est au registre : une piste est d’un ensemble de propositions, qu’un dossier apporte',
      en: 'No commitment is in the register: a lead is of a set of propositions, which a folder brings'
    })
  }
  return { set, rows, plan: planLeads({ register, set, organisations, today }, rows) }
}

/**
 * Writes what was planned, whole, or nothing.
 *
 * @throws {Refused} `rows-refused`; `changed-since` when the register no longer gives the plan that was read
 */
export async function applyLeadImport(
  { db, today, actor }: ImportContext & { readonly actor: Actor },
  { set, rows, plan }: PlannedLeads,
  fields: FormFields
): Promise<void> {
  refuseUnread(plan.refused)
  await change(db, signatureOf(actor, fields), async (transaction) => {
    const register = await findCommitments(transaction)
    const { organisations } = await findRegister(transaction)
    const now = planLeads({ register, set: findNamed(register.sets, set.id), organisations, today }, rows)
    refuseOther(now, plan)
    const changed = new Map(plan.changed.map(({ lead }) => [lead.id, lead]))
    const leads = [...register.leads.map((one) => changed.get(one.id) ?? one), ...plan.added]
    await replaceCommitments(transaction, { ...register, leads })
  })
}

const NO_HEADER: Text = {
  fr: 'aucune ligne ne nomme les colonnes. Attendu au moins « piste » et « origine »',
  en: 'no line names the columns. Expected at least "lead" and "origin"'
}
