/** The settings of an edition, `edition.yaml`, read alone and written again with their comments. */

import { parseDocument } from 'yaml'
import type { Edition } from '../domain/editions/edition.ts'
import { SETTINGS } from './edition-files.ts'
import { parseFile } from './schema.ts'
import { readYaml, writeYaml } from './yaml.ts'

/** With the names of its chapters, in their order. */
export type EditionSettings = Omit<Edition, 'id' | 'chapters'> & { readonly chapters: readonly string[] }

/** @throws {InvalidInput} with line and column */
export function readEditionSettings(id: string, text: string): EditionSettings {
  const { embargo, each, ...rest } = parseFile(SETTINGS, readYaml(`editions/${id}/edition.yaml`, text))
  return { ...rest, ...(embargo !== undefined && { embargo }), ...(each !== undefined && { each }) }
}

/** What is said otherwise is replaced, what is as it was stays as it is written. */
export function writeEditionSettings(settings: EditionSettings, written: string | undefined): string {
  if (written === undefined) return writeYaml(settings)
  const document = parseDocument(written)
  const before: Readonly<Record<string, unknown>> = document.toJS() as Readonly<Record<string, unknown>>
  for (const [key, value] of Object.entries(settings)) {
    if (JSON.stringify(before[key]) === JSON.stringify(value)) continue
    document.set(key, document.createNode(value, { flow: true }))
  }
  if (settings.embargo === undefined) document.delete('embargo')
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
