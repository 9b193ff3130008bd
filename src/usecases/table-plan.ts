/** A table that is imported by plan: its rows, the plan that was read, and why another is not applied. */

import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { openTable } from '../connectors/files.ts'
import { headerAt } from '../connectors/header.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import type { ImportRow } from '../domain/organisations/import.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'

/** Rows of one import: more is for a folder. */
const MOST_ROWS = 5000

/**
 * A file sent by a form, read from a folder of its own that is removed at once.
 *
 * @param isHead whether a line names the columns
 * @param missing what is told when none does
 * @throws {InvalidInput} when it is no table, no line names its columns, or there are more rows than a person reads
 */
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

/** @throws {Refused} `rows-refused` when a line cannot be read: a table is taken whole */
export function refuseUnread(refused: readonly { readonly line: number }[]): void {
  if (refused.length === 0) return
  const lines = refused.map(({ line }) => line).join(', ')
  throw new Refused('rows-refused', {
    fr: `lignes refusées : ${lines}. Rien n’est écrit : corrigez le fichier`,
    en: `rows refused: ${lines}. Nothing is written: correct the file`
  })
}

/** @throws {Refused} `changed-since` when the register no longer gives the plan that was read */
export function refuseOther(now: object, read: object): void {
  if (sameValue(now, read)) return
  throw new Refused('changed-since', {
    fr: 'Le registre a changé depuis que le plan a été lu : relisez-le',
    en: 'The register has changed since the plan was read: read it again'
  })
}

/** Every row under the line that names the columns, empty ones left out. */
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

const BEYOND: Text = {
  fr: 'une cellule est après la dernière colonne nommée. Attendu autant de cellules que de colonnes : entre guillemets, une cellule peut contenir « ; »',
  en: 'a cell stands after the last named column. Expected as many cells as columns: between quotation marks, a cell may hold ";"'
}
