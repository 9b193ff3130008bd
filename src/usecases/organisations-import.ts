/** A spreadsheet of organisations into the register: a plan that is read, then applied as it was read. */

import { isHeader, planOrganisations, type ImportPlan, type ImportRow } from '../domain/organisations/import.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { findRegister, replaceRegister } from '../store/organisations.ts'
import type { ChangeContext } from './organisation-changes.ts'
import { readUpload, refuseOther, refuseUnread } from './table-plan.ts'

export type PlannedImport = { readonly rows: readonly ImportRow[]; readonly plan: ImportPlan }

/** Reads a file sent by a form and says what it would change; nothing has changed. @throws {InvalidInput} */
export async function planUpload(db: Db, name: string, bytes: Uint8Array): Promise<PlannedImport> {
  return planRows(db, await readUpload({ name, bytes }, isHeader, NO_HEADER))
}

/** The plan of rows that were read before, beside the register as it is now. */
export async function planRows(db: Db, rows: readonly ImportRow[]): Promise<PlannedImport> {
  return { rows, plan: planOrganisations(await findRegister(db), rows) }
}

/**
 * Writes what was planned, whole, or nothing.
 *
 * @throws {Refused} `rows-refused`; `changed-since` when the register no longer gives the plan that was read
 */
export async function applyOrganisationImport(
  { db, authorship }: ChangeContext,
  { rows, plan }: PlannedImport
): Promise<void> {
  refuseUnread(plan.refused)
  await change(db, authorship, async (transaction) => {
    const register = await findRegister(transaction)
    refuseOther(planOrganisations(register, rows), plan)
    const changed = new Map(plan.changed.map(({ organisation }) => [organisation.id, organisation]))
    await replaceRegister(transaction, {
      ...register,
      organisations: [...register.organisations.map((one) => changed.get(one.id) ?? one), ...plan.added]
    })
  })
}

const NO_HEADER: Text = {
  fr: 'aucune ligne ne nomme les colonnes. Attendu au moins « nom » et « domaine »',
  en: 'no line names the columns. Expected at least "name" and "field"'
}
