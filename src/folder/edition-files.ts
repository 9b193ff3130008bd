/** `editions/<id>/`: an issue of the booklet, its settings in `edition.yaml`, its chapters in Markdown, its photographs. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Chapter, Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { SETTINGS_FILE, type EditionTexts } from '../domain/editions/writing.ts'
import { refuseUnreadable } from './edition-limits.ts'
import { readChapter } from './edition-markdown.ts'
import { listFiles } from './layout.ts'
import { day, entry, name, parseFile } from './schema.ts'
import type { FolderText } from './write.ts'
import { readYaml } from './yaml.ts'

export type ReadText = (path: string) => Promise<string>

/** An edition as far as it could be read, and what could not. */
export type ReadEdition = { readonly edition: Edition; readonly problems: readonly EditionProblem[] }

const words = z.string().trim().min(1)

export const SETTINGS = entry({
  language: z.enum(['fr', 'en']),
  title: words,
  subtitle: words,
  publisher: words,
  day,
  embargo: z.iso.datetime({ offset: true }).optional(),
  licence: words,
  each: name.optional(),
  chapters: z.array(name).min(1)
})

/**
 * The editions of a folder as they are written; photographs stay among its other files.
 *
 * @throws {InvalidInput} as `readEdition`; faults of the text itself are left to its check
 */
export async function readEditionTexts(root: string): Promise<readonly EditionTexts[]> {
  const paths = await listFiles(root)
  const texts = new Map<string, string>()
  for (const path of paths.filter((one) => /^editions\/[^/]+\/(?:edition\.yaml|[^/]+\.md)$/.test(one))) {
    texts.set(path, await readFile(join(root, path), 'utf8'))
  }
  const ids = editionNames(paths)
  for (const id of ids) await readEdition(paths, (path) => Promise.resolve(texts.get(path) ?? ''), id)
  return ids.map((id) => {
    const prefix = `editions/${id}/`
    const own = [...texts].filter(([path]) => path.startsWith(prefix))
    return { id, files: own.map(([path, text]) => ({ name: path.slice(prefix.length), text })) }
  })
}

/** The inverse: byte for byte as they were written. */
export function editionTexts(editions: readonly EditionTexts[]): readonly FolderText[] {
  return editions.flatMap(({ id, files }) => files.map(({ name, text }) => ({ path: `editions/${id}/${name}`, text })))
}

/** Names of the editions of a folder. @param files paths in the folder */
function editionNames(files: readonly string[]): readonly string[] {
  return files.flatMap((path) => /^editions\/([^/]+)\/edition\.yaml$/.exec(path)?.[1] ?? []).toSorted()
}

/**
 * @param files paths in the folder
 * @throws {NotFound} no edition of that name
 * @throws {InvalidInput} settings that cannot be read, a chapter without its file, or too long: with file, line, column
 */
export async function readEdition(files: readonly string[], read: ReadText, id: string): Promise<ReadEdition> {
  const folder = `editions/${id}`
  const file = `${folder}/${SETTINGS_FILE}`
  const names = editionNames(files)
  if (!names.includes(id)) {
    const near = nearest(id, names) ?? names[0]
    throw new NotFound({
      fr: `Il n’y a pas d’édition « ${id} »${near ? ` ; il y a « ${near} »` : ''}`,
      en: `There is no edition "${id}"${near ? `; there is "${near}"` : ''}`
    })
  }
  const yaml = readYaml(file, await read(file))
  const { embargo, each, chapters: listed, ...settings } = parseFile(SETTINGS, yaml)
  const problems: EditionProblem[] = []
  const chapters: Chapter[] = []
  for (const [i, chapter] of listed.entries()) {
    const path = `${folder}/${chapter}.md`
    if (!files.includes(path)) {
      throw new InvalidInput(
        { fr: `Il manque le fichier « ${path} »`, en: `The file "${path}" is missing` },
        yaml.placeOf(['chapters', i])
      )
    }
    const text = await read(path)
    refuseUnreadable(path, text)
    const found = readChapter(path, chapter, text)
    chapters.push(found.chapter)
    problems.push(...found.problems)
  }
  const optional = { ...(embargo !== undefined && { embargo }), ...(each !== undefined && { each }) }
  return { edition: { id, ...settings, ...optional, chapters }, problems }
}
