/** A chapter as it will be read, from texts that are not saved yet: the blocks of the published site, and what is wrong. */

import { mentionKey } from '../domain/editions/answer.ts'
import { allBlocks, mentionsOf, type Chapter } from '../domain/editions/edition.ts'
import { narrowName } from '../domain/editions/frozen.ts'
import { placeProblem, type Mending, type PlacedProblem } from '../domain/editions/mending.ts'
import { readableChapter } from '../domain/editions/readable.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { findPerimeter, parsePerimeterId } from '../domain/territories/resolve.ts'
import { Blocks, drawingPath, settingOf } from '../edition/blocks.tsx'
import { drawingFile } from '../edition/drawing.ts'
import { Notes } from '../edition/notes.tsx'
import { Lineage } from '../edition/lineage.tsx'
import { checkEdition, type CheckedEdition } from '../usecases/editions.ts'
import { editionAsItStands } from '../usecases/edition-freeze.ts'
import { sourceOf } from '../usecases/edition-source.ts'
import type { Desk } from '../usecases/edition-writing.ts'
import { figureCard, type FigureCard } from '../view/edition-figure-card.tsx'
import type { NamedProblem } from '../view/edition-placed-problems.tsx'
import { periodText } from '../view/period-text.ts'
import { claimContext } from './claims.tsx'
import { drawEdition } from './edition-drawings.tsx'
import type { Portal } from './portal.ts'

export type Preview = {
  /** HTML of the chapter. */
  readonly leaf: string
  readonly problems: readonly NamedProblem[]
  /** In the order of the text: which stretch of it asks which figure. */
  readonly figures: readonly (FigureCard & { readonly from: number; readonly to: number })[]
}

/** @param text of the chapter, as it is being written */
export async function previewChapter(
  portal: Portal,
  desk: Desk,
  { chapter: id, text, language }: { readonly chapter: string; readonly text: string; readonly language: Language }
): Promise<Preview> {
  const file = `editions/${desk.edition.id}/${id}.md`
  try {
    const checked = await checkDesk(portal, desk, { chapter: id, text })
    const chapter = checked.edition.chapters.find((one) => one.id === id)
    if (!chapter) return { leaf: '', problems: [], figures: [] }
    const { drawings, problems: undrawn } = await draw(portal, checked, chapter)
    const problems = [...checked.problems.filter(({ position }) => position.file === file), ...undrawn]
    const placed = problems.map((problem) => placeProblem(problem, text)).toSorted((a, b) => a.from - b.from)
    const shown = readableChapter(
      chapter,
      {
        figure: (mention) => checked.answers.has(mentionKey(mention)),
        claim: ({ claim }) => checked.claims.has(claim),
        drawing: (chart) => `${id}/${chart}` in drawings
      },
      checked.edition.language
    )
    const frozen = editionAsItStands(portal.observatory, checked, drawings, portal.today)
    const setting = settingOf(frozen, shown, new Map())
    const leaf = (
      <>
        <p class="leaf-title">{chapter.title}</p>
        <Blocks blocks={shown.blocks} setting={setting} />
        <Notes setting={setting} />
        <Lineage frozen={frozen} chapter={shown} />
      </>
    )
    const figures = [...mentionsOf(shown)].flatMap((mention) => {
      const answer = checked.answers.get(mentionKey(mention))
      if (!answer) return []
      const place = placeProblem({ kind: 'no-change', position: mention.position }, text)
      return [{ from: place.from, to: place.to, ...figureCard(frozen, answer, language) }]
    })
    return {
      leaf: withDrawings(portal, String(leaf), drawings),
      problems: await named(portal, placed, language),
      figures: figures.toSorted((a, b) => a.from - b.from)
    }
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    const { line = 1, column } = error.place.file === file ? error.place : {}
    const position = { file, line, column: typeof column === 'number' ? column : 1 }
    const problem = { kind: 'unreadable', position, why: error.text } as const
    return { leaf: '', problems: [{ ...placeProblem(problem, text), names: [] }], figures: [] }
  }
}

const FIGURE = /^:figure\{of=(\S+) on=(\S+) at=([^\s}]+)\}$/
const CLAIM = /^:claim\{of=([^\s}]+)\}$/

/** Figures and claims that have the value of a typed number, by what they are about. */
async function named(
  { observatory, claims }: Portal,
  problems: readonly PlacedProblem[],
  language: Language
): Promise<readonly NamedProblem[]> {
  const { claims: stated } = await claims.register()
  const nameOf = ({ insert }: Mending): string => {
    const [, indicator, perimeter = '', period = ''] = FIGURE.exec(insert) ?? []
    if (indicator !== undefined) {
      const { label } = indicatorOf(observatory.registry, parseIndicatorId(indicator))
      const place = findPerimeter(observatory.atlas, parsePerimeterId(perimeter)).label[language]
      return `${label[language]}, ${place}, ${periodText(parsePeriod(period), language)}`
    }
    const [, id] = CLAIM.exec(insert) ?? []
    const claim = stated.find((one) => one.id === id)
    return claim ? [claim.subject, claim.measure, claim.perimeter, claim.period].filter(Boolean).join(', ') : ''
  }
  return problems.map((one) => ({
    ...one,
    names: one.problem.kind === 'naked-number' ? one.mendings.map(nameOf) : []
  }))
}

/** What lies beside a published page lies in this one: it has no address of its own. */
function withDrawings({ assets }: Portal, leaf: string, drawings: Readonly<Record<string, string>>): string {
  const files = new Map(Object.entries(drawings).map(([name, svg]) => [drawingPath(name), svg]))
  return leaf.replaceAll(/ src="(dessins\/[^"]+)"/g, (whole, path: string) => {
    const svg = files.get(path)
    if (svg === undefined) return whole
    const bytes = Buffer.from(drawingFile(svg, assets.appearance.palettes))
    return ` src="data:image/svg+xml;base64,${bytes.toString('base64')}"`
  })
}

/** The whole edition, for the sake of its references, with one text as it is being written. */
function checkDesk(
  portal: Portal,
  { edition, files, photographs }: Desk,
  { chapter, text }: { readonly chapter: string; readonly text: string }
): Promise<CheckedEdition> {
  const own = files.map((file) => (file.name === `${chapter}.md` ? { ...file, text } : file))
  const others = photographs.map((name) => `editions/${edition.id}/${name}`)
  const source = sourceOf(edition.id, own, others)
  const { claims: reader, commitments } = portal
  const book = { context: claimContext(portal), reader, commitments: commitments.register }
  return checkEdition(portal.observatory, source.files, source.read, edition.id, book)
}

/** Drawings that were asked lately, by what they show: a chart is drawn once while its text is written. */
const DRAWN = new WeakMap<Portal['observatory'], Map<string, Readonly<Record<string, string>>>>()

const MOST_DRAWN = 60

async function draw(portal: Portal, { edition, answers }: CheckedEdition, chapter: Chapter) {
  const { observatory, assets } = portal
  const known = DRAWN.get(observatory) ?? new Map<string, Readonly<Record<string, string>>>()
  DRAWN.set(observatory, known)
  const drawings: Record<string, string> = {}
  const problems = []
  const press = {
    palette: new Map(Object.entries(assets.appearance.palettes.light)),
    faces: '',
    address: '',
    observatory: observatory.folder.settings.name[edition.language],
    language: edition.language
  }
  for (const block of allBlocks(chapter.blocks)) {
    // What cannot be asked is told already.
    if (block.kind !== 'chart' || !answers.has(mentionKey(block.mention))) continue
    const key = [block.chart, mentionKey(block.mention), edition.language].join(' ')
    const name = `${chapter.id}/${block.id}`
    const alone = { ...edition, chapters: [{ ...chapter, blocks: [block] }] }
    const kept = known.get(key)
    const { drawings: made, problems: undrawn } = kept
      ? { drawings: kept, problems: [] }
      : await drawEdition(portal, alone, press)
    problems.push(...undrawn)
    const [wide, narrow] = kept ? [kept['wide'], kept['narrow']] : [made[name], made[narrowName(name)]]
    if (wide === undefined) continue
    drawings[name] = wide
    if (narrow !== undefined) drawings[narrowName(name)] = narrow
    known.delete(key)
    known.set(key, { wide, ...(narrow !== undefined && { narrow }) })
    const [oldest] = known.keys()
    if (known.size > MOST_DRAWN && oldest !== undefined) known.delete(oldest)
  }
  return { drawings, problems }
}
