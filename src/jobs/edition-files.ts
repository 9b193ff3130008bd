/**
 * The files of frozen editions, under the home: site, PDF, data. Made once, written aside then renamed, and made again
 * when they are missing: the frozen value in the registry is the truth, they are a form of it.
 */

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { ArchivedEdition } from '../domain/editions/archive.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { dataTables, renderPackage, type DataTable } from '../edition/package.ts'
import { renderSite, type Look, type Pages } from '../edition/site.tsx'
import { renderTypst } from '../edition/typst.ts'
import type { EditionReader } from '../usecases/edition-reader.ts'
import type { EditionFiles } from '../usecases/edition-published.ts'
import { typesetPdf } from './typeset.ts'

/** What files are made with besides the frozen value. */
export type Press = {
  readonly look: () => Promise<Look>
  /** Paths of plain font files. */
  readonly fonts: () => Promise<readonly string[]>
  readonly parquet: (columns: DataTable['columns']) => Uint8Array
  readonly typeset?: typeof typesetPdf
}

/** @property text that the digest is of */
type Frozen = { readonly archived: ArchivedEdition; readonly text: string; readonly digest: string }

/**
 * Everything that is published of a frozen edition, by path; `archive.json` is the very text that its digest is of.
 *
 * @param photographs by the name that the edition gives them
 * @param pdf absent: the site offers none
 */
export async function filesOf(
  { archived, text, digest }: Frozen,
  photographs: ReadonlyMap<string, Uint8Array>,
  press: Pick<Press, 'look' | 'parquet'>,
  pdf?: Uint8Array
): Promise<Pages> {
  const { frozen, rows } = archived
  const tables = dataTables(frozen, rows)
  const others = new Map<string, string | Uint8Array>([
    ...(pdf ? [[pdfName(frozen.edition.id), pdf] as const] : []),
    ['archive.json', text],
    ...[...renderPackage(frozen, tables)].map(([path, content]) => [`donnees/${path}`, content] as const),
    ...tables.map(({ name, columns }) => [`donnees/${name}.parquet`, press.parquet(columns)] as const),
    ...[...photographs].map(([name, bytes]) => [`photographies/${name}`, bytes] as const)
  ])
  return renderSite(frozen, await press.look(), others, digest)
}

function pdfName(edition: string): string {
  return `${edition}.pdf`
}

export type FilesContext = {
  readonly home: string
  readonly editions: Pick<EditionReader, 'archive' | 'archiveText' | 'photograph'>
  readonly press: Press
}

/**
 * Makes what is missing: the pages first, so that they read while the PDF is typeset, or though it cannot be.
 *
 * @throws {NotFound} when nothing was frozen under that digest
 * @throws {Error} with what the compiler says, when the PDF cannot be typeset: the pages are there
 */
export async function makeEditionFiles({ home, editions, press }: FilesContext, digest: string): Promise<void> {
  const [archived, text] = await Promise.all([editions.archive(digest), editions.archiveText(digest)])
  if (!archived || text === undefined) throw new NotFound(NOT_FROZEN)
  const { frozen, photographs: names } = archived
  const whole = { archived, text, digest }
  const photographs = new Map<string, Uint8Array>()
  for (const [name, sha] of Object.entries(names)) {
    const bytes = await editions.photograph(sha)
    if (!bytes) throw new Error(`the photograph ${name} was not frozen with its edition`)
    photographs.set(name, bytes)
  }
  const folder = folderOf(home, digest)
  const known = await filesIn(folder)
  if (known?.has(pdfName(frozen.edition.id))) return
  const aside = asideOf(home)
  if (!known) await writeWhole(folder, await filesOf(whole, photographs, press), aside)
  const { typeset = typesetPdf } = press
  const pdf = await typeset(renderTypst(frozen, photographs, digest), await press.fonts())
  await writeInto(folder, await filesOf(whole, photographs, press, pdf), { aside, last: pdfName(frozen.edition.id) })
}

/** What pages read of these files; the queue is asked for what is missing. */
export function openEditionFiles(
  home: string,
  queue: {
    readonly ask: (digest: string) => Promise<void>
    readonly find: (digest: string) => Promise<'waiting' | 'failed' | undefined>
  }
): EditionFiles {
  const whole = new Map<string, ReadonlyMap<string, number>>()
  async function state(digest: string): ReturnType<EditionFiles['state']> {
    if (!DIGEST.test(digest)) return { status: 'failed' }
    const known = whole.get(digest)
    if (known) return { status: 'made', files: known }
    const files = await filesIn(folderOf(home, digest))
    if (files && [...files.keys()].some((path) => /^[^/]+\.pdf$/.test(path))) {
      whole.set(digest, files)
      return { status: 'made', files }
    }
    const job = await queue.find(digest)
    if (job === undefined) await queue.ask(digest)
    const stands = job === 'failed' ? 'failed' : 'making'
    return files ? { status: 'pages', files, pdf: stands } : { status: stands }
  }
  return {
    state,
    async read(digest, path) {
      const found = await state(digest)
      // Only what was made is read: a path that climbs out of the folder is none of them.
      if (!('files' in found) || !found.files.has(path)) return undefined
      try {
        return new Uint8Array(await readFile(join(folderOf(home, digest), path)))
      } catch {
        // Somebody has removed them: they are made again.
        whole.delete(digest)
        await state(digest)
        return undefined
      }
    }
  }
}

const DIGEST = /^[0-9a-f]{64}$/

function folderOf(home: string, digest: string): string {
  return join(home, 'editions', digest)
}

/** Each file with its bytes; undefined where there is no such folder. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    const sizes = files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [relative(folder, path).split(sep).join('/'), (await stat(path)).size] as const
    })
    return new Map(await Promise.all(sizes))
  } catch {
    return undefined
  }
}

/** What processes that were killed had begun to write. */
export async function cleanEditionFiles(home: string): Promise<void> {
  const names = await readdir(join(home, 'editions')).catch(() => [])
  const dead = names.filter((name) => name.startsWith(UNFINISHED) && !isAlive(Number(name.slice(UNFINISHED.length))))
  for (const name of dead) await rm(join(home, 'editions', name), { recursive: true, force: true })
}

const UNFINISHED = '.unfinished-'

/** Where this process writes what is not whole yet: beside the others, on the same disk. */
function asideOf(home: string): string {
  return join(home, 'editions', `${UNFINISHED}${process.pid}`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    // Somebody else’s is alive all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** All of it or nothing: a folder of that name holds every page. */
async function writeWhole(folder: string, pages: Pages, aside: string): Promise<void> {
  const whole = join(aside, randomUUID())
  try {
    for (const [path, content] of pages) {
      await mkdir(dirname(join(whole, path)), { recursive: true })
      await writeFile(join(whole, path), content)
    }
    await rename(whole, folder)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** What differs, file by file; `last` tells that all the others are there. */
async function writeInto(
  folder: string,
  pages: Pages,
  { aside, last }: { readonly aside: string; readonly last: string }
): Promise<void> {
  const ordered = [...pages].toSorted(([a], [b]) => Number(a === last) - Number(b === last))
  try {
    await mkdir(aside, { recursive: true })
    for (const [path, content] of ordered) {
      const file = join(folder, path)
      const known = await readFile(file).catch(() => undefined)
      if (known?.equals(Buffer.from(content))) continue
      const unfinished = join(aside, randomUUID())
      await mkdir(dirname(file), { recursive: true })
      await writeFile(unfinished, content)
      await rename(unfinished, file)
    }
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const NOT_FROZEN = {
  fr: 'Aucune édition n’a été figée sous cette empreinte',
  en: 'No edition was frozen under that digest'
}
