/** `documents/<id>.yaml`, a document and the claims read in it; `rulings.yaml`, what people decided of them. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { CLAIM_KINDS, parseClaimId, QUALIFIERS, type Claim } from '../domain/sources/claim.ts'
import { claimProblems, type ClaimRegister } from '../domain/sources/claim-register.ts'
import { ACCESSES, parseDocumentId, type Document } from '../domain/sources/document.ts'
import { CAUSES, VERDICTS } from '../domain/sources/ruling.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { listFiles } from './layout.ts'
import { day, entry, indicatorId, parsed, parseFile, perimeterId, period, text, url, words } from './schema.ts'
import type { FolderText } from './write.ts'
import { readYaml, writeYaml, type YamlFile } from './yaml.ts'

const claimId = parsed(parseClaimId)
const count = z.int().min(0)

const amount = { value: z.number(), max: z.number().exactOptional() }
const likely = words.exactOptional()
const raw = entry(amount).exactOptional()

const reading = z.discriminatedUnion('status', [
  entry({ status: z.literal('clear'), ...amount, likely }),
  entry({ status: z.literal('wordless'), likely }),
  entry({ status: z.literal('doubtful'), raw, likely }),
  entry({
    status: z.literal('validated'),
    raw,
    likely,
    validated: entry(amount),
    by: words,
    reason: words.exactOptional()
  })
])

/** Keys in the order they are written. */
const claim = entry({
  id: claimId,
  quote: words,
  where: entry({
    section: words.exactOptional(),
    line: count.exactOptional(),
    from: count.exactOptional(),
    to: count.exactOptional()
  }).exactOptional(),
  subject: words,
  measure: words,
  reading,
  unit: z.string(),
  perimeter: words.exactOptional(),
  period: words.exactOptional(),
  comparison: words.exactOptional(),
  source: words.exactOptional(),
  kind: z.enum(CLAIM_KINDS),
  qualifier: z.enum(QUALIFIERS),
  link: entry({ indicator: indicatorId, perimeter: perimeterId, period }).exactOptional()
})

export const document = entry({
  id: parsed(parseDocumentId),
  title: words,
  producer: words,
  date: z
    .string()
    .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
    .exactOptional(),
  access: z.enum(ACCESSES),
  url: url.exactOptional(),
  note: text.exactOptional(),
  claims: z.array(claim).exactOptional()
})

const signed = { reason: words, by: words, on: day, stamp: z.string() }
export const rulings = entry({
  claims: z.array(entry({ claim: claimId, verdict: z.enum(VERDICTS), ...signed })).exactOptional(),
  conflicts: z.array(entry({ conflict: words, cause: z.enum(CAUSES), ...signed })).exactOptional()
})

const RULINGS = 'rulings.yaml'

/**
 * An older folder has none.
 *
 * @throws {InvalidInput} with file, line and column of the first thing that is wrong
 */
export async function readClaimRegister(root: string): Promise<ClaimRegister> {
  const paths = await listFiles(root)
  const read = async (path: string): Promise<YamlFile> => readYaml(path, await readFile(join(root, path), 'utf8'))
  const files = await Promise.all(paths.filter((path) => path.startsWith('documents/')).map(read))
  const decided = paths.includes(RULINGS) ? parseFile(rulings, await read(RULINGS)) : {}
  const parts = files.map(documentIn)
  const register: ClaimRegister = {
    documents: parts.map(({ own }) => own),
    claims: parts.flatMap(({ claims }) => claims),
    rulings: decided.claims ?? [],
    closings: decided.conflicts ?? []
  }
  const [problem] = claimProblems(register)
  if (!problem) return register
  const file = files.find((one) => one.file === pathOf(problem.document))
  const at = parts.find(({ own }) => own.id === problem.document)?.claims.findIndex(({ id }) => id === problem.claim)
  throw new InvalidInput(problem.text, file?.placeOf(['claims', at ?? 0]) ?? { file: RULINGS })
}

/** The inverse: the same bytes for the same register. */
export function claimTexts({ documents, claims, rulings: ruled, closings }: ClaimRegister): readonly FolderText[] {
  const own = documents.map((one) => {
    const mine = claims.filter((claimed) => claimed.document === one.id).map(claimDocument)
    const body = { ...documentFields(one), ...(mine.length > 0 && { claims: mine }) }
    return { path: pathOf(one.id), text: writeYaml(body) }
  })
  if (ruled.length + closings.length === 0) return own
  const decided = {
    ...(ruled.length > 0 && {
      claims: ruled.map(({ claim: of, verdict, ...rest }) => ({ claim: of, verdict, ...by(rest) }))
    }),
    ...(closings.length > 0 && {
      conflicts: closings.map(({ conflict, cause, ...rest }) => ({ conflict, cause, ...by(rest) }))
    })
  }
  return [...own, { path: RULINGS, text: writeYaml(decided) }]
}

function documentIn(file: YamlFile): { readonly own: Document; readonly claims: readonly Claim[] } {
  const { claims = [], ...own } = parseFile(document, file)
  if (pathOf(own.id) !== file.file) {
    throw new InvalidInput(
      {
        fr: `« id » : trouvé « ${own.id} », attendu le nom du fichier`,
        en: `"id": found "${own.id}", expected the name of the file`
      },
      file.placeOf(['id'])
    )
  }
  return { own, claims: claims.map(({ where = {}, ...rest }) => ({ ...rest, where, document: own.id })) }
}

function pathOf(id: string): string {
  return `documents/${id}.yaml`
}

/** The registry forgets the order of keys. */
function documentFields({ id, title, producer, date, access, url: address, note }: Document): object {
  return {
    id,
    title,
    producer,
    ...(date !== undefined && { date }),
    access,
    ...(address !== undefined && { url: address }),
    ...(note && { note: { fr: note.fr, en: note.en } })
  }
}

function claimDocument(one: Claim): object {
  const { section, line, from, to } = one.where
  const where = Object.fromEntries(
    Object.entries({ section, line, from, to }).filter(([, value]) => value !== undefined)
  )
  const fields = { ...one, where: Object.keys(where).length > 0 ? where : undefined, reading: readingDocument(one) }
  const keys = Object.keys(claim.shape) as (keyof typeof fields)[]
  const link = one.link && { indicator: one.link.indicator, perimeter: one.link.perimeter, period: one.link.period }
  return Object.fromEntries(
    keys.flatMap((key) => (fields[key] === undefined ? [] : [[key, key === 'link' ? link : fields[key]]]))
  )
}

function readingDocument({ reading: own }: Claim): object {
  const ordered = ['status', 'value', 'max', 'raw', 'likely', 'validated', 'by', 'reason']
  const held: Readonly<Record<string, unknown>> = { ...own }
  return Object.fromEntries(
    ordered.flatMap((key) => (held[key] === undefined ? [] : [[key, amountDocument(held[key])]]))
  )
}

function amountDocument(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { value: number, max } = value as { readonly value?: number; readonly max?: number }
  return { value: number, ...(max !== undefined && { max }) }
}

function by({
  reason,
  by: author,
  on,
  stamp
}: {
  readonly reason: string
  readonly by: string
  readonly on: string
  readonly stamp: string
}): object {
  return { reason, by: author, on, stamp }
}
