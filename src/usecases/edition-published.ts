/** Issues that the public reads: which they are, what each cites, the files made of it, what was corrected since. */

import { isPublic, type Publication } from '../domain/editions/archive.ts'
import type { Erratum } from '../domain/editions/erratum.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import { issueOf, type Issue, type IssuePlace } from '../domain/editions/issue.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { FigureQuestion } from '../domain/indicators/request.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { SourceId } from '../domain/sources/source.ts'
import { foldName } from '../domain/territories/names.ts'
import type { Db } from '../store/database.ts'
import { findEditionStamp, listErrata } from '../store/edition-errata.ts'
import { figuresIn } from './edition-freeze.ts'
import type { EditionReader } from './edition-reader.ts'

/** Files made from a frozen edition, by their path from the root of its site, with their bytes. */
export type FilesState =
  | { readonly status: 'made'; readonly files: ReadonlyMap<string, number> }
  /** The pages read; the PDF is being typeset, or could not be: administrators know. */
  | { readonly status: 'pages'; readonly files: ReadonlyMap<string, number>; readonly pdf: 'making' | 'failed' }
  /** Nothing reads yet. */
  | { readonly status: 'making' | 'failed' }

export type EditionFiles = {
  /** What is missing is asked for. */
  readonly state: (digest: string) => Promise<FilesState>
  /** Undefined for any other path than that of a file that was made. */
  readonly read: (digest: string, path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** What pages ask of published issues beside their frozen values; a fixture answers it without a database. */
export type PublishedReader = EditionFiles & {
  /** Another once an issue is published or corrected: pages that tell of issues are kept under it. */
  readonly stamp: () => string
  /** Called by whoever has changed something. */
  readonly forget: () => void
  /** Of an edition, or of all; the latest first. */
  readonly errata: (edition?: string) => Promise<readonly Erratum[]>
}

/** How long what another process may have written is not looked for. */
const TRUSTED_FOR_MS = 1000

export function makePublishedReader(
  db: Db,
  files: EditionFiles,
  clock: { readonly now: () => Date; readonly elapsed: () => number }
): PublishedReader {
  let found = ''
  let changes = 0
  let asked = -Infinity
  return {
    ...files,
    stamp() {
      if (clock.elapsed() - asked > TRUSTED_FOR_MS) {
        asked = clock.elapsed()
        findEditionStamp(db, clock.now()).then(
          (stamp) => (found = stamp),
          () => undefined
        )
      }
      return `${found}.${changes}`
    },
    forget() {
      changes += 1
      asked = -Infinity
    },
    errata: (edition) => listErrata(db, edition)
  }
}

export const NOTHING_PUBLISHED: PublishedReader = {
  state: () => Promise.resolve({ status: 'failed' }),
  read: () => Promise.resolve(undefined),
  stamp: () => '',
  forget: () => undefined,
  errata: () => Promise.resolve([])
}

const ISSUES = new Map<string, Promise<Issue | undefined>>()

/** What never changes is read once: a frozen edition weighs megabytes, its issue some kilobytes. */
export function findIssue(editions: EditionReader, digest: string): Promise<Issue | undefined> {
  const known = ISSUES.get(digest)
  if (known) return known
  const found = editions.archive(digest).then((archive) => archive && issueOf(digest, archive))
  ISSUES.set(digest, found)
  found.then((issue) => issue ?? ISSUES.delete(digest)).catch(() => ISSUES.delete(digest))
  return found
}

export type PublicIssue = { readonly publication: Publication; readonly issue: Issue }

/** What the public reads now: of each edition its latest publication, the latest first. */
export async function publicIssues(editions: EditionReader, now: Date): Promise<readonly PublicIssue[]> {
  const seen = new Set<string>()
  const latest = (await editions.publications())
    .filter((one) => isPublic(one, now))
    .filter(({ edition }) => !seen.has(edition) && seen.add(edition))
  const found = await Promise.all(
    latest.map(async (publication) => ({ publication, issue: await findIssue(editions, publication.digest) }))
  )
  return found.flatMap(({ publication, issue }) => (issue ? [{ publication, issue }] : []))
}

/** @throws {NotFound} for what is not there, or that the public may not read yet: it is not told which */
export async function publicIssue(editions: EditionReader, id: string, now: Date): Promise<PublicIssue> {
  const found = (await publicIssues(editions, now)).find(({ publication }) => publication.edition === id)
  if (found) return found
  throw new NotFound(NO_ISSUE)
}

/** Whether the public reads that very digest, whatever was published of the same edition since. */
export async function isDigestPublic(editions: EditionReader, digest: string, now: Date): Promise<boolean> {
  return (await editions.publications()).some((one) => one.digest === digest && isPublic(one, now))
}

export const NO_ISSUE = {
  fr: 'Aucune édition publiée ne porte ce nom : la liste des éditions dit celles que l’on peut lire',
  en: 'No published edition bears that name: the list of editions says which can be read'
}

export type Citing = PublicIssue & {
  readonly cited: readonly Cited[]
  /** Of these figures, the latest first. */
  readonly errata: readonly Erratum[]
}

/** The published issues that tell of a figure, with what they corrected of it. */
export async function issuesCiting(
  { editions, published }: { readonly editions: EditionReader; readonly published: PublishedReader },
  { indicator, perimeter, period }: Pick<FigureQuestion, 'indicator' | 'perimeter' | 'period'>,
  now: Date
): Promise<readonly Citing[]> {
  const isIt = (figure: Figure): boolean =>
    figure.indicator === indicator && figure.perimeter.id === perimeter && figure.period === period
  const citing = (await publicIssues(editions, now)).flatMap((one) => {
    const cited = one.issue.cited.filter(({ answer }) => figuresIn(answer).some(isIt))
    return cited.length > 0 ? [{ ...one, cited }] : []
  })
  if (citing.length === 0) return []
  const errata = await published.errata()
  return citing.map((one) => ({
    ...one,
    errata: errata.filter(
      ({ digest, figure }) => digest === one.issue.digest && one.cited.some(({ key }) => key === figure)
    )
  }))
}

export type SourceUse = PublicIssue & {
  readonly vintages: readonly string[]
  readonly cited: readonly Cited[]
  readonly charts: readonly IssuePlace[]
}

/** The published issues that stand on a source: which figures, which charts. */
export async function issuesOnSource(
  editions: EditionReader,
  source: SourceId,
  now: Date
): Promise<readonly SourceUse[]> {
  return (await publicIssues(editions, now)).flatMap((one) => {
    const vintages = one.issue.sources.get(source)
    if (!vintages) return []
    const own = new Set(vintages.map((edition) => `${source}@${edition}`))
    const cited = one.issue.cited.filter(({ answer }) =>
      figuresIn(answer).some(({ vintages: behind }) => behind.some((id) => own.has(id)))
    )
    const keys = new Set(cited.map(({ key }) => key))
    const charts = one.issue.places.filter(({ figure }) => figure !== undefined && keys.has(figure))
    return [{ ...one, vintages, cited, charts }]
  })
}

export type IssueHit = PublicIssue & { readonly place: IssuePlace | undefined }

/** Issues and their parts whose names hold every word, those of the issue itself first. */
export async function searchIssues(
  editions: EditionReader,
  text: string,
  { now, limit }: { readonly now: Date; readonly limit: number }
): Promise<readonly IssueHit[]> {
  const words = foldName(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const holds = (title: string): boolean => {
    const folded = foldName(title)
    return words.every((word) => folded.includes(word))
  }
  const all = await publicIssues(editions, now)
  const whole = all.filter(({ issue: { edition } }) => holds(`${edition.id} ${edition.title} ${edition.subtitle}`))
  const parts = all.flatMap((one) =>
    one.issue.places.filter(({ title }) => holds(title)).map((place) => ({ ...one, place }))
  )
  return [...whole.map((one) => ({ ...one, place: undefined })), ...parts].slice(0, limit)
}
