/** A spreadsheet of organisations into the register: a plan that is read, then applied as it was read. */

import { headerAt } from '../connectors/header.ts'
import { openTable } from '../connectors/files.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import { isHeader, planOrganisations, type ImportPlan, type ImportRow } from '../domain/organisations/import.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { findRegister, replaceRegister } from '../store/organisations.ts'
import type { ChangeContext } from './organisation-changes.ts'

export type PlannedImport = { readonly rows: readonly ImportRow[]; readonly plan: ImportPlan }

/**
 * Reads a CSV or a workbook and says what it would change; nothing has changed.
 *
 * @throws {InvalidInput} when it is no table, or no line names its columns
 */
export async function planOrganisationImport(db: Db, path: string): Promise<PlannedImport> {
  const file = await openTable(path)
  const line = file.head.find(({ cells }) => isHeader(cells))?.line
  if (line === undefined) {
    throw new InvalidInput(
      {
        fr: 'aucune ligne ne nomme les colonnes. Attendu au moins « nom » et « domaine »',
        en: 'no line names the columns. Expected at least "name" and "field"'
      },
      file.place
    )
  }
  const { names } = headerAt(file, line, line)
  const rows: ImportRow[] = []
  await file.eachRow((cells, at) => {
    if (at <= line || cells.every((cell) => cell.trim() === '')) return
    rows.push({ line: at, cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) })
  })
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
  if (plan.refused.length > 0) {
    throw new Refused('rows-refused', {
      fr: `lignes refusées : ${plan.refused.map(({ line }) => line).join(', ')}. Rien n’est écrit : corrigez le fichier`,
      en: `rows refused: ${plan.refused.map(({ line }) => line).join(', ')}. Nothing is written: correct the file`
    })
  }
  await change(db, authorship, async (transaction) => {
    const register = await findRegister(transaction)
    if (!sameValue(planOrganisations(register, rows), plan)) {
      throw new Refused('changed-since', {
        fr: 'Le registre a changé depuis que le plan a été lu : relisez-le',
        en: 'The register has changed since the plan was read: read it again'
      })
    }
    const changed = new Map(plan.changed.map(({ organisation }) => [organisation.id, organisation]))
    await replaceRegister(transaction, {
      ...register,
      organisations: [...register.organisations.map((one) => changed.get(one.id) ?? one), ...plan.added]
    })
  })
}
