/** A portable folder out: always the same bytes for the same observatory. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { indicatorDocument } from './indicator-files.ts'
import { mappingDocument } from './mapping-file.ts'
import type { Folder } from './read.ts'
import { settingsDocument } from './settings-file.ts'
import { delivery } from './source-files.ts'
import { writeYaml } from './yaml.ts'

export type FolderText = { readonly path: string; readonly text: string }

/** Every file of the folder that is a text of ours; the data changelog among them. */
export function folderTexts(folder: Folder, changelog: string): readonly FolderText[] {
  const { settings, perimeters, measures, sources, indicators, vintages, mappings } = folder
  const yaml = (path: string, value: unknown): FolderText => ({ path, text: writeYaml(value) })
  return [
    yaml('observatory.yaml', settingsDocument(settings)),
    yaml('measures.yaml', measures),
    ...perimeters.map((perimeter) => yaml(`perimeters/${perimeter.id}.yaml`, perimeter)),
    ...sources.map((source) => yaml(`sources/${source.id}.yaml`, source)),
    ...indicators.map((indicator) =>
      yaml(`indicators/${indicator.id}.yaml`, indicatorDocument(indicator, settings.comparisons))
    ),
    ...mappings.map(({ source, mapping }) => yaml(`mappings/${source}.yaml`, mappingDocument(mapping))),
    // The registry forgets the order of keys: the schema puts them back.
    ...vintages.map((vintage) => yaml(`vintages/${vintage.id}.yaml`, delivery.parse(vintage))),
    { path: 'data/CHANGELOG.md', text: changelog }
  ]
}

/** `originals` are files as they are, by their path in the folder: a path on disk, or bytes. */
export async function writeFolder(
  root: string,
  texts: readonly FolderText[],
  originals: ReadonlyMap<string, string | Uint8Array>
): Promise<void> {
  const folders = new Set(
    [...texts.map(({ path }) => path), ...originals.keys()].map((path) => dirname(join(root, path)))
  )
  for (const folder of folders) await mkdir(folder, { recursive: true })
  for (const { path, text } of texts) await writeFile(join(root, path), text)
  for (const [path, from] of originals) {
    const to = join(root, path)
    await (typeof from === 'string' ? copyFile(from, to) : writeFile(to, from))
  }
}
