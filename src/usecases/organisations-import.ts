/** A spreadsheet of organisations into the register: a plan that is read, then applied as it was read. */

import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { headerAt } from '../connectors/header.ts'
import { openTable } from '../connectors/files.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import { isHeader, planOrganisations, type ImportPlan, type ImportRow } from '../domain/organisations/import.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
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
  return planRows(db, await readRows(path, isHeader, NO_HEADER))
}

/**
 * Every row under the line that names the columns, empty ones left out.
 *
 * @param missing what is told when no line names them
 * @throws {InvalidInput} when it is no table, or no line names its columns
 */
async function readRows(
  path: string,
  isHead: (cells: readonly string[]) => boolean,
  missing: Text
): Promise<readonly ImportRow[]> {
  const file = await openTable(path)
  const line = file.head.find(({ cells }) => isHead(cells))?.line
  if (line === undefined) throw new InvalidInput(missing, file.place)
  const { names } = headerAt(file, line, line)
  const rows: ImportRow[] = []
  await file.eachRow((cells, at) => {
    if (at <= line || cells.every((cell) => cell.trim() === '')) return
    if (cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      throw new InvalidInput(BEYOND, { ...file.place, line: at })
    }
    rows.push({ line: at, cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) })
  })
  return rows
}

/** Rows of one import: more is for a folder. */
const MOST_ROWS = 5000

/**
 * A file sent by a form, read from a folder of its own that is removed at once.
 *
 * @throws {InvalidInput} as `planOrganisationImport`, or when there are more rows than a person reads
 */
export async function planUpload(db: Db, name: string, bytes: Uint8Array): Promise<PlannedImport> {
  return planRows(db, await readUpload({ name, bytes }, isHeader, NO_HEADER))
}

/** As `planUpload`, of whatever the rows are. @throws {InvalidInput} */
export async function readUpload(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  isHead: (cells: readonly string[]) => boolean,
  missing: Text
): Promise<readonly ImportRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chevalement-import-'))
  const path = join(folder, name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_').slice(-80) || 'file')
  try {
    await writeFile(path, bytes)
    const rows = await readRows(path, isHead, missing)
    if (rows.length <= MOST_ROWS) return rows
    throw new InvalidInput({
      fr: `${rows.length} lignes : attendu ${MOST_ROWS} au plus en une fois`,
      en: `${rows.length} rows: expected ${MOST_ROWS} at most at once`
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The plan of rows that were read before, beside the register as it is now. */
export async function planRows(db: Db, rows: readonly ImportRow[]): Promise<PlannedImport> {
  return { rows, plan: planOrganisations(await findRegister(db), rows) }
}

/** Says which plan was read: another register, or other rows, give another. */
export function planDigest({ plan }: { readonly plan: object }): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex')
}

/** As a draft keeps them. Undefined when they are not rows. */
export function parseRows(text: string): readonly ImportRow[] | undefined {
  const read = z
    .array(z.object({ line: z.number(), cells: z.record(z.string(), z.string()) }))
    .safeParse(text === '' ? undefined : JSON.parse(text))
  return read.success ? read.data : undefined
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

const BEYOND: Text = {
  fr: 'une cellule est après la dernière colonne nommée. Attendu autant de cellules que de colonnes : entre guillemets, une cellule peut contenir « ; »',
  en: 'a cell stands after the last named column. Expected as many cells as columns: between quotation marks, a cell may hold ";"'
}
const NO_HEADER: Text = {
  fr: 'aucune ligne ne nomme les colonnes. Attendu au moins « nom » et « domaine »',
  en: 'no line names the columns. Expected at least "name" and "field"'
}
