/** A portable folder in: every file parsed, every name resolved, or the whole folder refused. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { referenceProblems, type Definitions, type ReferenceProblem } from '../domain/indicators/references.ts'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import type { Source, SourceId } from '../domain/sources/source.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { indicator, measures } from './indicator-files.ts'
import { parseMapping } from './mapping-file.ts'
import { FOLDERS, isFolderFile, isKept, listFiles } from './layout.ts'
import { parseFile } from './schema.ts'
import { settings } from './settings-file.ts'
import { delivery, source, type Delivery } from './source-files.ts'
import { perimeter } from './territory-files.ts'
import { readYaml, type YamlFile } from './yaml.ts'

export type Folder = Definitions & {
  readonly vintages: readonly Delivery[]
  /** How the tables of a source read, for the generic connector. */
  readonly mappings: readonly SavedMapping[]
  /** Paths of outlines, geometries and texts, kept byte for byte. */
  readonly files: readonly string[]
}

export type SavedMapping = { readonly source: SourceId; readonly mapping: Mapping }

/**
 * Reads a folder whole and checks that its definitions stand together; what vintages contain is checked by
 * those who copy them.
 *
 * @throws {InvalidInput} with file, line and column of the first thing that is wrong
 */
export async function readFolder(root: string): Promise<Folder> {
  const paths = await listFiles(root)
  checkPaths(root, paths)
  const read = async (path: string): Promise<YamlFile> => readYaml(path, await readFile(join(root, path), 'utf8'))
  const readAll = (folder: string): Promise<YamlFile[]> =>
    Promise.all(paths.filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.yaml')).map(read))

  const files = {
    settings: [await read('observatory.yaml')],
    measures: [await read('measures.yaml')],
    perimeters: await readAll('perimeters'),
    sources: await readAll('sources'),
    indicators: await readAll('indicators'),
    vintages: await readAll('vintages')
  }
  const [whole] = files.settings.map((file) => parseFile(settings, file))
  if (!whole) throw new Error('observatory.yaml was read above')
  const definitions = {
    settings: whole,
    perimeters: inOrder(parseAll(perimeter, files.perimeters), whole.perimeters),
    measures: files.measures.flatMap((file) => parseFile(measures, file)),
    sources: parseAll(source, files.sources),
    indicators: inOrder(parseAll(indicator(whole.comparisons), files.indicators), whole.indicators),
    vintages: parseAll(delivery, files.vintages)
  }
  const [problem] = referenceProblems(definitions)
  if (problem) throw placedProblem(problem, definitions, files)
  checkNamedFiles(definitions, paths, files)
  const mappings = (await readAll('mappings')).map((file) => savedMapping(file, definitions.sources))
  return { ...definitions, mappings, files: paths.filter(isKept) }
}

/** Where a perimeter of the folder is said to be so. */
export async function placeInPerimeter(
  root: string,
  id: PerimeterId,
  path: readonly (string | number)[]
): Promise<Place> {
  const file = `perimeters/${id}.yaml`
  return readYaml(file, await readFile(join(root, file), 'utf8')).placeOf(path)
}

type Files = Readonly<Record<keyof Definitions, readonly YamlFile[]>>

/** A definition is found by the name of its file: the two must agree. */
function parseAll<T extends { readonly id: string }>(schema: z.ZodType<T>, files: readonly YamlFile[]): readonly T[] {
  return files.map((file) => {
    const value = parseFile(schema, file)
    const name = nameOf(file.file)
    if (value.id === name) return value
    throw new InvalidInput(
      {
        fr: `« id » : trouvé « ${value.id} », attendu « ${name} » comme le nom du fichier`,
        en: `"id": found "${value.id}", expected "${name}" as the file is named`
      },
      file.placeOf(['id'])
    )
  })
}

/** A mapping bears the name of its source. */
function savedMapping(file: YamlFile, sources: readonly Source[]): SavedMapping {
  const name = nameOf(file.file)
  const source = sources.find(({ id }) => id === name)
  if (source) return { source: source.id, mapping: parseMapping(file) }
  throw new InvalidInput(
    { fr: `« ${name} » : source qui n’existe pas`, en: `unknown source "${name}"` },
    { file: file.file }
  )
}

/** Those that are listed first, as listed; the others by name. */
function inOrder<T extends { readonly id: string }>(all: readonly T[], listed: readonly string[]): readonly T[] {
  const place = new Map(listed.map((id, i) => [id, i]))
  const rank = ({ id }: T): number => place.get(id) ?? listed.length
  return all.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

function placedProblem({ kind, id, path, text }: ReferenceProblem, all: Definitions, files: Files): InvalidInput {
  const file = files[kind].find((candidate) => id === '' || kind === 'measures' || nameOf(candidate.file) === id)
  const inList = kind === 'measures' && id !== '' ? [all.measures.findIndex((measure) => measure.id === id)] : []
  return new InvalidInput(text, file?.placeOf([...inList, ...path]))
}

/** Each file that a definition names is there, and each vintage has its content. */
function checkNamedFiles(definitions: Definitions, paths: readonly string[], files: Files): void {
  const there = new Set(paths)
  const check = (name: string, file: YamlFile | undefined, path: readonly (string | number)[]): void => {
    if (there.has(name)) return
    throw new InvalidInput(
      { fr: `le fichier « ${name} » manque au dossier`, en: `the file "${name}" is not in the folder` },
      file?.placeOf(path)
    )
  }
  const fileOf = (kind: keyof Definitions, id: string): YamlFile | undefined =>
    files[kind].find(({ file }) => nameOf(file) === id)

  definitions.settings.contours.forEach(({ file }, i) => check(file, files.settings[0], ['contours', i, 'file']))
  for (const { id, definition } of definitions.perimeters) {
    if (definition.kind === 'geometry') check(definition.file, fileOf('perimeters', id), ['definition', 'file'])
  }
  for (const { id } of definitions.vintages) check(`vintages/${id}.parquet`, fileOf('vintages', id), ['content'])
  const vintages = new Set<string>(definitions.vintages.map(({ id }) => `vintages/${id}.parquet`))
  for (const path of paths) {
    if (!path.endsWith('.parquet') || vintages.has(path)) continue
    const manifest = path.replace(/parquet$/, 'yaml')
    throw new InvalidInput(
      { fr: `millésime sans « ${manifest} » qui le décrit`, en: `vintage without "${manifest}" to describe it` },
      { file: path }
    )
  }
}

/** It is a folder of an observatory, and nothing in it would be lost on the way. */
function checkPaths(root: string, paths: readonly string[]): void {
  for (const needed of ['observatory.yaml', 'measures.yaml']) {
    if (paths.includes(needed)) continue
    throw new InvalidInput(
      {
        fr: `ce dossier n’est pas un observatoire : « ${needed} » n’y est pas`,
        en: `this folder is not an observatory: it has no "${needed}"`
      },
      { file: root }
    )
  }
  const stray = paths.find((path) => !isFolderFile(path))
  if (stray === undefined) return
  const near = nearest(stray.split('/', 1)[0] ?? '', FOLDERS)
  const hint = near === undefined ? { fr: '', en: '' } : { fr: ` ; peut-être « ${near} »`, en: `; "${near}" maybe` }
  throw new InvalidInput(
    {
      fr: `fichier inattendu dans un observatoire, qui connaît ${FOLDERS.join(', ')}${hint.fr}`,
      en: `unexpected file in an observatory, which knows ${FOLDERS.join(', ')}${hint.en}`
    },
    { file: stray }
  )
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '')
}
