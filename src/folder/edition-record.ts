/** `editions/<id>/record.yaml`, what became of an issue; `editions/<id>/frozen/`, what was frozen of it. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { ANSWER_PARTS } from '../domain/editions/difference.ts'
import type { EditionRecord } from '../domain/editions/record.ts'
import type { StatedNumber } from '../domain/editions/erratum.ts'
import { EDITION_STATES } from '../domain/editions/writing.ts'
import { listFiles } from './layout.ts'
import { day, entry, parseFile, words } from './schema.ts'
import type { FolderText } from './write.ts'
import { readYaml, writeYaml } from './yaml.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
/** As it was written, to the space. */
const verbatim = z.string().min(1)
const instant = z.iso.datetime({ offset: true })
const stated = z.looseObject({
  part: z.enum(ANSWER_PARTS),
  unit: z.string(),
  decimals: z.int(),
  cell: z.looseObject({})
})

/** Keys in the order they are written. */
export const editionRecord = entry({
  state: z.enum(EDITION_STATES),
  answerBy: day.exactOptional(),
  frozen: digest.exactOptional(),
  verdicts: z
    .array(
      entry({
        figure: verbatim,
        organisation: z.string(),
        decision: z.enum(['validated', 'refused', 'silent']),
        comment: verbatim.exactOptional(),
        stamp: z.string(),
        reported: z.literal(true).exactOptional(),
        by: z.string(),
        on: day
      })
    )
    .exactOptional(),
  archives: z.array(entry({ digest, on: day, by: z.string() })).exactOptional(),
  publications: z
    .array(entry({ digest, at: instant, embargo: instant.exactOptional(), by: z.string() }))
    .exactOptional(),
  errata: z
    .array(
      entry({
        id: words,
        digest,
        figure: verbatim,
        was: stated,
        now: stated,
        reason: verbatim,
        on: day,
        by: z.string()
      })
    )
    .exactOptional()
})

/** An older folder has none; by identifier. @throws {InvalidInput} with file, line and column */
export async function readEditionRecords(root: string): Promise<readonly EditionRecord[]> {
  const paths = await listFiles(root)
  const found = paths.flatMap((path) => /^editions\/([^/]+)\/record\.yaml$/.exec(path)?.[1] ?? []).toSorted()
  return Promise.all(
    found.map(async (id) => {
      const path = `editions/${id}/record.yaml`
      return recordOf(id, parseFile(editionRecord, readYaml(path, await readFile(join(root, path), 'utf8'))))
    })
  )
}

/** The inverse: the same bytes for the same record. */
export function recordTexts(records: readonly EditionRecord[]): readonly FolderText[] {
  return records.map((one) => ({ path: `editions/${one.id}/record.yaml`, text: writeYaml(recordDocument(one)) }))
}

/** Where the content of a frozen edition lies; that of a photograph of one. */
export function archivePath(id: string, digest: string): string {
  return `editions/${id}/frozen/${digest}.json.gz`
}

export function frozenPhotographPath(id: string, digest: string): string {
  return `editions/${id}/frozen/${digest}.photo`
}

/** Photographs of frozen editions in a folder, with their digests. */
export async function listFrozenPhotographs(
  root: string
): Promise<readonly { readonly path: string; readonly digest: string }[]> {
  return (await listFiles(root)).flatMap((path) => {
    const [, name] = /^editions\/[^/]+\/frozen\/([0-9a-f]{64})\.photo$/.exec(path) ?? []
    return name === undefined ? [] : [{ path, digest: name }]
  })
}

function recordOf(id: string, file: z.infer<typeof editionRecord>): EditionRecord {
  const { verdicts = [], archives = [], publications = [], errata = [], ...state } = file
  return {
    ...{ id, ...state },
    verdicts: verdicts.map(({ reported, by, ...rest }) => ({ ...rest, isReported: reported === true, author: by })),
    archives: archives.map(({ digest: of, on, by }) => ({ digest: of, frozenOn: on, author: by })),
    publications: publications.map(({ digest: of, at, embargo, by }) => ({
      ...{ digest: of, publishedAt: new Date(at), author: by },
      ...(embargo !== undefined && { embargo: new Date(embargo) })
    })),
    errata: errata.map(({ on, by, was, now, ...rest }) => ({
      ...{ ...rest, statedOn: on, author: by },
      ...{ was: was as unknown as StatedNumber, now: now as unknown as StatedNumber }
    }))
  }
}

function recordDocument({ id: _, verdicts, archives, publications, errata, ...state }: EditionRecord): unknown {
  const lists = {
    verdicts: verdicts.map(({ figure, organisation, decision, comment, stamp, isReported, author, on }) => ({
      ...{ figure, organisation, decision },
      ...(comment !== undefined && { comment }),
      ...{ stamp, ...(isReported && { reported: true }), by: author, on }
    })),
    archives: archives.map(({ digest: of, frozenOn, author }) => ({ digest: of, on: frozenOn, by: author })),
    publications: publications.map(({ digest: of, publishedAt, embargo, author }) => ({
      ...{ digest: of, at: publishedAt.toISOString() },
      ...(embargo && { embargo: embargo.toISOString() }),
      by: author
    })),
    errata: errata.map(({ id, digest: of, figure, was, now, reason, statedOn, author }) => ({
      ...{ id, digest: of, figure, was: inOrder(was), now: inOrder(now), reason, on: statedOn, by: author }
    }))
  }
  const { state: at, answerBy, frozen } = state
  return {
    state: at,
    ...(answerBy !== undefined && { answerBy }),
    ...(frozen !== undefined && { frozen }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
  }
}

/** The registry forgets the order of keys. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => [key, inOrder(own)])
  )
}
