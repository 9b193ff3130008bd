/** What stands where in a portable folder. */

import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { InvalidInput } from '../domain/shared/errors.ts'

/** The files of a folder, by form of their path; the first that fits says what is done with it. */
const LAYOUT: readonly { readonly form: RegExp; readonly use: 'read' | 'kept' | 'derived' }[] = [
  { form: /^(?:observatory|measures)\.yaml$/, use: 'read' },
  {
    form: /^(?:perimeters|sources|indicators|mappings|organisations|documents|commitments)\/[^/]+\.yaml$/,
    use: 'read'
  },
  { form: /^(?:organisation-lists|people|rulings)\.yaml$/, use: 'read' },
  { form: /^vintages\/[^/]+\.(?:yaml|parquet)$/, use: 'read' },
  { form: /^(?:geometries|contours)\/.+$/, use: 'kept' },
  { form: /^(?:theme\.yaml|theme\/[^/]+\.svg)$/, use: 'kept' },
  { form: /^entries\/[^/]+\.yaml$/, use: 'kept' },
  { form: /^editions\/[a-z0-9-]+\/(?:(?:edition|record)\.yaml|[a-z0-9-]+\.md)$/, use: 'read' },
  { form: /^editions\/[a-z0-9-]+\/frozen\/[0-9a-f]{64}\.(?:json\.gz|photo)$/, use: 'read' },
  { form: /^editions\/[a-z0-9-]+\/[a-z0-9-]+\.(?:jpg|png|svg|webp)$/, use: 'kept' },
  { form: /^README\.md$/, use: 'kept' },
  { form: /^data\/CHANGELOG\.md$/, use: 'derived' }
]

/** Names at the top of a folder, for messages. */
export const FOLDERS = [
  'observatory.yaml',
  'measures.yaml',
  'perimeters',
  'sources',
  'indicators',
  'mappings',
  'organisations',
  'organisation-lists.yaml',
  'people.yaml',
  'documents',
  'rulings.yaml',
  'commitments',
  'vintages',
  'geometries',
  'contours',
  'entries',
  'editions',
  'theme.yaml',
  'theme',
  'data/CHANGELOG.md',
  'README.md'
] as const

export function isFolderFile(path: string): boolean {
  return LAYOUT.some(({ form }) => form.test(path))
}

/** Kept byte for byte, whatever is inside. */
export function isKept(path: string): boolean {
  return LAYOUT.find(({ form }) => form.test(path))?.use === 'kept'
}

/**
 * Paths of all files, with `/`, sorted; hidden ones are left out.
 *
 * @throws {InvalidInput} when there is no such folder
 */
export async function listFiles(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, sep).length).split(sep).join('/'))
      .filter((path) => !/(?:^|\/)\./.test(path))
      .toSorted()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    throw new InvalidInput(
      { fr: 'ce dossier n’existe pas', en: 'there is no such folder' },
      { file: root },
      { cause: error }
    )
  }
}
