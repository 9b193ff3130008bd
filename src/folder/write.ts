/** A portable folder out: always the same bytes for the same observatory. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import { indicator, indicatorDocument, measures } from './indicator-files.ts'
import { mapping, mappingDocument } from './mapping-file.ts'
import type { Folder } from './read.ts'
import { parseFile } from './schema.ts'
import { settings, settingsDocument } from './settings-file.ts'
import { delivery, source } from './source-files.ts'
import { perimeter } from './territory-files.ts'
import { writeYaml } from './yaml.ts'

export type FolderText = { readonly path: string; readonly text: string }

/**
 * Every file of the folder that is a text of ours; the data changelog among them.
 *
 * @throws {InvalidInput} when a definition is not what its schema says, however it came into the registry
 */
export function folderTexts(folder: Folder, changelog: string): readonly FolderText[] {
  const { perimeters, measures: all, sources, indicators, vintages, mappings } = folder
  const { comparisons } = folder.settings
  const anyIndicator = indicator(comparisons)
  return [
    yaml('observatory.yaml', settings, settingsDocument(folder.settings), settingsDocument),
    yaml('measures.yaml', measures, all),
    ...perimeters.map((one) => yaml(`perimeters/${one.id}.yaml`, perimeter, one)),
    ...sources.map((one) => yaml(`sources/${one.id}.yaml`, source, one)),
    ...indicators.map((one) =>
      yaml(`indicators/${one.id}.yaml`, anyIndicator, indicatorDocument(one, comparisons), (checked) =>
        indicatorDocument(checked, comparisons)
      )
    ),
    ...mappings.map((one) =>
      yaml(`mappings/${one.source}.yaml`, mapping, mappingDocument(one.mapping), mappingDocument)
    ),
    ...vintages.map((one) => yaml(`vintages/${one.id}.yaml`, delivery, one)),
    { path: 'data/CHANGELOG.md', text: changelog }
  ]
}

/** The registry forgets the order of keys: the schema puts them back. */
function yaml<T>(
  path: string,
  schema: z.ZodType<T>,
  document: unknown,
  documentOf: (value: T) => unknown = (value) => value
): FolderText {
  const checked = parseFile(schema, { file: path, value: document, placeOf: () => ({ file: path }) })
  return { path, text: writeYaml(documentOf(checked)) }
}

/** `root` is made, in a folder that exists. `originals` are files as they are, by their path in the folder: a path on disk, or bytes. */
export async function writeFolder(
  root: string,
  texts: readonly FolderText[],
  originals: ReadonlyMap<string, string | Uint8Array>
): Promise<void> {
  const folders = new Set(
    [...texts.map(({ path }) => path), ...originals.keys()].map((path) => dirname(join(root, path)))
  )
  // Where nothing can be made, a recursive mkdir may never end.
  await mkdir(root)
  for (const folder of folders) await mkdir(folder, { recursive: true })
  for (const { path, text } of texts) await writeFile(join(root, path), text)
  for (const [path, from] of originals) {
    const to = join(root, path)
    await (typeof from === 'string' ? copyFile(from, to) : writeFile(to, from))
  }
}
