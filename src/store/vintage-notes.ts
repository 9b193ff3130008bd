/**
 * What reading a vintage found in its file, noted in the home in a form that reads several times faster: the place of
 * its columns, and its long lists of territories. Thrown away without loss; a vintage never changes, so neither do
 * its notes.
 */

import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'

/** Where the notes of one vintage lie. */
export type Notes = { readonly folder: string; readonly content: string }

export function notesOf(home: string, content: string): Notes {
  return { folder: folderIn(home), content }
}

/** Undefined when there is no such note, or not as it was written. Read at once: waiting for it would take longer. */
export function findNote({ folder, content }: Notes, name: string): string | undefined {
  try {
    const bytes = readFileSync(`${folder}/${content}.${name}`)
    const noted = bytes.subarray(DIGEST_BYTES)
    return digest(noted).equals(bytes.subarray(0, DIGEST_BYTES)) ? noted.toString() : undefined
  } catch {
    return undefined
  }
}

/** Written aside and renamed; a home that cannot be written to goes without. */
export function saveNote({ folder, content }: Notes, name: string, text: string): void {
  const unfinished = `${folder}/${randomUUID()}.unfinished`
  const noted = Buffer.from(text)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(unfinished, Buffer.concat([digest(noted), noted]))
    renameSync(unfinished, `${folder}/${content}.${name}`)
  } catch {
    void rm(unfinished, { force: true }).catch(() => undefined)
  }
}

/** Removes the notes of vintages that are not `known`. */
export async function removeNotes(home: string, known: ReadonlySet<string>): Promise<void> {
  const folder = folderIn(home)
  for (const name of await readdir(folder).catch(() => [])) {
    if (!known.has(name.split('.')[0] ?? '')) await rm(`${folder}/${name}`, { force: true })
  }
}

function folderIn(home: string): string {
  return `${home}/notes`
}

/** Against a disk that forgets, not against people: whoever writes here writes the vintages too. */
const DIGEST_BYTES = 20

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest()
}
