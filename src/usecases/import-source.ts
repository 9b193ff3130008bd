/** Which source a file belongs to, and which connector reads it. */

import type { Connector } from '../connectors/connector.ts'
import { openTable, zipMembers } from '../connectors/files.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import type { Source } from '../domain/sources/source.ts'

type Known = { readonly registry: Registry; readonly connectors: readonly Connector[] }

/**
 * By its name and its first rows, when the person names no source.
 *
 * @throws {InvalidInput} when the file cannot be read, whoever would recognise it
 * @throws {Refused} `unknown-source` when no connector knows it, `several-sources` would have it
 */
export async function recogniseSource({ connectors, registry }: Known, path: string): Promise<Source> {
  const file = await openTable(path).catch(async (error: unknown) => {
    // A zip of several tables: only its producer's connector knows which to take.
    const isWhole = error instanceof InvalidInput && /\.zip$/i.test(path) && (await zipMembers(path)).length > 1
    if (isWhole) return undefined
    throw error
  })
  const name = file?.name ?? path.replace(/^.*[/\\]/, '')
  const headers = (file?.head ?? []).slice(0, 15).map(({ cells }) => cells)
  const found = connectors.filter((connector) =>
    [[], ...headers].some((header) => connector.recognises({ name, header }))
  )
  const sources = [...registry.sources.values()].filter(({ connector }) => found.some(({ id }) => id === connector))
  const preferred = sources.filter(({ id }) => found.some(({ source }) => source === id))
  const [source, ...others] = preferred.length > 0 ? preferred : sources
  if (source && others.length === 0) return source
  const known = (source ? [source, ...others] : [...registry.sources.values()]).map(({ id }) => id).join(', ')
  throw new Refused(source ? 'several-sources' : 'unknown-source', {
    fr: `${name} : ${source ? 'plusieurs sources reconnaissent ce fichier' : 'aucune source ne reconnaît ce fichier'}. Attendu --source, l’une de : ${known}`,
    en: `${name}: ${source ? 'several sources recognise this file' : 'no source recognises this file'}. Expected --source, one of: ${known}`
  })
}

/** @throws {NotFound} with the nearest name */
export function findSource(registry: Registry, id: string): Source {
  const known = [...registry.sources.values()]
  const found = known.find((source) => source.id === id)
  if (found) return found
  const near = nearest(id, registry.sources.keys())
  const names = known.map((source) => source.id).join(', ')
  throw new NotFound({
    fr: `il n’y a pas de source « ${id} »${near ? ` : peut-être « ${near} »` : ''}. Sources déclarées : ${names}`,
    en: `there is no source "${id}"${near ? `: perhaps "${near}"` : ''}. Declared sources: ${names}`
  })
}

/**
 * A mapping given by hand reads any file, whatever the source usually needs.
 *
 * @throws {NotFound}
 */
export function findConnector(
  { connectors }: Pick<Known, 'connectors'>,
  source: Source,
  mapping: Mapping | undefined
): Connector {
  const wanted = mapping ? 'table' : source.connector
  const found = connectors.find(({ id }) => id === wanted)
  if (found) return found
  throw new NotFound({
    fr: `la source « ${source.id} » demande le connecteur « ${wanted} », que cette version n’a pas. Connus : ${connectors.map(({ id }) => id).join(', ')}`,
    en: `source "${source.id}" asks for connector "${wanted}", which this release does not have. Known: ${connectors.map(({ id }) => id).join(', ')}`
  })
}
