/** An issue as those who work on it find it: its text checked and drawn, the figures that it asks producers about. */

import { setTimeout } from 'node:timers/promises'
import { mentionKey } from '../domain/editions/answer.ts'
import { pointsText, type ChartPoints, type DrawnPoint } from '../domain/editions/drawn-points.ts'
import { allBlocks, mentionsOf, type Block, type Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { chartStamp, OBSERVATORY, stampOf, type AskedFigure } from '../domain/editions/verdict.ts'
import { SETTINGS_FILE, type EditionFile, type WrittenEdition } from '../domain/editions/writing.ts'
import type { Subject } from '../domain/access/policy.ts'
import type { Organisation } from '../domain/organisations/organisation.ts'
import { nameOn } from '../domain/organisations/organisation.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import { readEditionSettings } from '../folder/edition-settings.ts'
import type { Access } from './access.ts'
import type { ClaimReader } from './claims.ts'
import type { CommitmentReader } from './commitments.ts'
import type { EditionReader } from './edition-reader.ts'
import { figuresIn } from './edition-freeze.ts'
import { sourceOf } from './edition-source.ts'
import { checkEdition, type CheckedEdition } from './editions.ts'
import { sha256, type OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'
import { producersBehind } from './producers.ts'

/** SVG of the charts, as they go into what is frozen; a chart that has nothing to draw is a problem. */
export type DrawEdition = (edition: Edition) => Promise<{
  readonly drawings: Readonly<Record<string, string>>
  readonly points: ChartPoints
  readonly problems: readonly EditionProblem[]
}>

/** What an issue is worked on in. */
export type DeskContext = {
  readonly access: Access
  readonly observatory: OpenObservatory
  readonly organisations: RegisterReader
  readonly claims: ClaimReader
  readonly commitments: CommitmentReader
  readonly editions: EditionReader
  readonly draw: DrawEdition
  readonly readAsset: (path: string) => Promise<Uint8Array>
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** What its check is made with. */
export type CheckContext = Omit<DeskContext, 'access' | 'readAsset'>

/** Checked, with what its charts say; the texts that were read. */
export type DrawnEdition = CheckedEdition & {
  readonly drawings: Readonly<Record<string, string>>
  readonly points: ChartPoints
  readonly texts: readonly EditionFile[]
}

type Kept = {
  readonly texts: readonly EditionFile[]
  readonly photographs: readonly string[]
  readonly register: ClaimRegister
  readonly drawn: Promise<DrawnEdition>
}

/** Forgotten with the observatory: its figures are asked again of another. */
const KEPT = new WeakMap<OpenObservatory, Map<string, Kept>>()

/** Those whose check has come to an end once: from then on it is short. */
const CHECKED = new WeakMap<OpenObservatory, Set<string>>()

/**
 * The same value as long as neither a text, a photograph, a figure nor a claim has changed.
 *
 * @throws {NotFound} no such edition
 * @throws {InvalidInput} settings or a chapter that cannot be read at all
 */
export async function drawnEdition(context: CheckContext, id: string): Promise<DrawnEdition> {
  const { observatory, editions, claims } = context
  const [texts, photographs, register] = await Promise.all([
    editions.files(id),
    editions.photographs(id),
    claims.register()
  ])
  if (texts.length === 0) throw new NotFound(noEdition(id))
  const own = KEPT.get(observatory) ?? new Map<string, Kept>()
  KEPT.set(observatory, own)
  const known = own.get(id)
  const isSame = known?.register === register && known.photographs.join() === photographs.join()
  if (known && isSame && sameTexts(known.texts, texts)) return known.drawn
  const drawn = draw(context, id, { texts, photographs })
  own.set(id, { texts, photographs, register, drawn })
  drawn.catch(() => own.delete(id)).finally(() => noteChecked(observatory, id))
  return drawn
}

/** Long enough for what is kept, and for a short issue; too short to be noticed. */
const PATIENCE_MS = 200

/**
 * Whether its check is at hand, or will be soon; the first one of an observatory that was just opened takes seconds,
 * and goes on. What it throws is left to who reads it.
 */
export async function isCheckedSoon(context: CheckContext, id: string): Promise<boolean> {
  if (CHECKED.get(context.observatory)?.has(id)) return true
  const drawing = drawnEdition(context, id).then(
    () => true,
    () => true
  )
  return Promise.race([drawing, setTimeout(PATIENCE_MS, false, { ref: false })])
}

function noteChecked(observatory: OpenObservatory, id: string): void {
  const all = CHECKED.get(observatory) ?? new Set<string>()
  CHECKED.set(observatory, all.add(id))
}

async function draw(
  context: CheckContext,
  id: string,
  { texts, photographs }: Pick<Kept, 'texts' | 'photographs'>
): Promise<DrawnEdition> {
  const { observatory, claims, organisations, today } = context
  const { files, read } = sourceOf(
    id,
    texts,
    photographs.map((name) => `editions/${id}/${name}`)
  )
  const registered = async (): Promise<readonly Organisation[]> => (await organisations.register()).organisations
  const book = {
    context: { observatory, organisations: registered, today },
    reader: claims,
    commitments: context.commitments.register
  }
  const checked = await checkEdition(observatory, files, read, id, book)
  const { drawings, points, problems } = await context.draw(chartsOf(checked))
  return { ...checked, problems: [...checked.problems, ...problems], drawings, points, texts }
}

/** What cannot be asked cannot be drawn, and is told already. */
function chartsOf({ edition, answers }: CheckedEdition): Edition {
  const isDrawn = (block: Block): boolean => block.kind === 'chart' && answers.has(mentionKey(block.mention))
  const chapters = edition.chapters.map((one) => ({ ...one, blocks: [...allBlocks(one.blocks)].filter(isDrawn) }))
  return { ...edition, chapters }
}

export function sameTexts(
  one: readonly Pick<EditionFile, 'name' | 'text'>[],
  other: readonly Pick<EditionFile, 'name' | 'text'>[]
): boolean {
  if (one.length !== other.length) return false
  const texts = new Map(other.map(({ name, text }) => [name, text]))
  return one.every(({ name, text }) => texts.get(name) === text)
}

/**
 * Every figure that the text cites, once, in reading order, a chart with all that it shows; what has no answer is a
 * fault of the text.
 */
export async function askedFigures(
  { observatory, organisations }: Pick<DeskContext, 'observatory' | 'organisations'>,
  drawn: DrawnEdition
): Promise<readonly AskedFigure[]> {
  const { edition, answers } = drawn
  const { organisations: all } = await organisations.register()
  const standing = all.filter(({ mergedInto }) => mergedInto === undefined)
  const keys = edition.chapters.flatMap((chapter) => [...mentionsOf(chapter)].map(mentionKey))
  const shown = chartedPoints(drawn)
  return [...new Set(keys)].flatMap((key) => {
    const answer = answers.get(key)
    if (!answer) return []
    const points = shown.get(key) ?? []
    const vintages = [...new Set([...figuresIn(answer), ...points].flatMap((one) => one.vintages))]
    const { known, hasUnknown } = producersBehind(observatory, standing, { vintages })
    const own = stampOf(answer)
    const stamp = points.length === 0 ? own : chartStamp(own, sha256(pointsText(points)).slice(0, 16))
    return [{ key, organisations: hasUnknown ? [...known, OBSERVATORY] : known, stamp }]
  })
}

/** By the key of its mention, what a chart shows; two charts of one figure are asked together. */
export function chartedPoints({
  edition,
  points
}: Pick<DrawnEdition, 'edition' | 'points'>): ReadonlyMap<string, readonly DrawnPoint[]> {
  const found = new Map<string, readonly DrawnPoint[]>()
  for (const { id, blocks } of edition.chapters) {
    for (const block of allBlocks(blocks)) {
      if (block.kind !== 'chart') continue
      const key = mentionKey(block.mention)
      found.set(key, [...(found.get(key) ?? []), ...(points[`${id}/${block.id}`] ?? [])])
    }
  }
  return found
}

/** Names of those who are asked, by what verdicts call them. */
export async function namesOfAsked(
  { observatory, organisations, today }: Pick<DeskContext, 'observatory' | 'organisations' | 'today'>,
  ids: readonly string[]
): Promise<ReadonlyMap<string, Text>> {
  const { organisations: all } = await organisations.register()
  return new Map(
    ids.map((id) => {
      if (id === OBSERVATORY) return [id, observatory.folder.settings.name]
      const found = all.find((one) => one.id === id)
      const name = found ? nameOn(found, today) : id
      return [id, { fr: name, en: name }]
    })
  )
}

/** @throws {NotFound} */
export async function writtenEdition({ editions }: Pick<DeskContext, 'editions'>, id: string): Promise<WrittenEdition> {
  const found = await editions.find(id)
  if (found) return found
  throw new NotFound(noEdition(id))
}

/** What cannot be read is called by its name. */
export function titleIn(id: string, files: readonly EditionFile[]): string {
  const own = files.find(({ name }) => name === SETTINGS_FILE)
  try {
    return own ? readEditionSettings(id, own.text).title : id
  } catch (error) {
    if (error instanceof InvalidInput) return id
    throw error
  }
}

/** What the policy asks of an issue; of one that is not there, nothing. */
export function subjectOfEdition(found: WrittenEdition | undefined, organisation?: string): Subject {
  if (!found) return {}
  return { state: found.state, ...(organisation !== undefined && { organisations: [organisation] }) }
}

export function noEdition(id: string): Text {
  return {
    fr: `Il n’y a pas d’édition « ${id} » : la liste des éditions dit celles qui existent`,
    en: `There is no edition "${id}": the list of editions says which there are`
  }
}
