/** The charts and maps of an edition, drawn once, for the site and for the PDF alike. */

import { drawnPoints, type ChartPoints, type DrawnPoint } from '../domain/editions/drawn-points.ts'
import { allBlocks, type Block, type Chapter, type ChartKind, type Edition } from '../domain/editions/edition.ts'
import { LOCATOR, narrowName } from '../domain/editions/frozen.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { breaksCrossed } from '../domain/indicators/change.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { comparePeriods } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { findPerimeter, parsePerimeterId } from '../domain/territories/resolve.ts'
import { outlinesBehind } from '../usecases/indicator-areas.ts'
import { indicatorPage, vintagesOf, type IndicatorPage } from '../usecases/indicator-page.ts'
import { makeTurns } from '../usecases/in-turn.ts'
import { evolutionAround, type EvolutionFacts } from '../usecases/indicator-standing.ts'
import type { OpenObservatory } from '../usecases/open.ts'
import { areaShapes } from '../view/area-shapes.ts'
import { drawingStyle, type Press } from '../view/chart-sheet.tsx'
import { EvolutionDrawing } from '../view/indicator-drawings.tsx'
import { Locator, placeName } from '../view/locator.tsx'
import { markupOf } from './drawing-files.ts'
import { drawingFor, MAP_WIDTH } from './indicator-map.ts'
import { drawingOf } from './indicator-files.tsx'
import type { Portal } from './portal.ts'

type Grounds = Pick<Portal, 'observatory' | 'basemaps'>
type Chart = Block & { readonly kind: 'chart' }

/** Pixels of the content: with its margins, a telephone. */
const NARROW_WIDTH = 312

/** @returns SVG by `chapter/chart`; a chart that has nothing to draw is a problem */
export async function drawEdition(
  grounds: Grounds,
  edition: Edition,
  press: Press
): Promise<{
  readonly drawings: Readonly<Record<string, string>>
  readonly points: ChartPoints
  readonly problems: readonly EditionProblem[]
}> {
  const drawings: Record<string, string> = {}
  const points: Record<string, readonly DrawnPoint[]> = {}
  const problems: EditionProblem[] = []
  const turn = makeTurns()
  for (const chapter of edition.chapters) {
    for (const block of allBlocks(chapter.blocks)) {
      if (block.kind !== 'chart') continue
      await turn()
      const { position, question } = block.mention
      const drawn = await drawChart(grounds, chapter, block, press).catch(untold)
      if ('why' in drawn) {
        problems.push({ kind: 'no-figure', position, why: drawn.why })
        continue
      }
      const { wide, narrow } = drawn
      const name = `${chapter.id}/${block.id}`
      if (wide !== undefined) {
        drawings[name] = wide
        points[name] = drawnPoints(drawn.shown)
      }
      // Some communes of a template have one period only.
      else if (chapter.place === undefined) {
        const { indicator } = question
        const labels = { [indicator]: indicatorOf(grounds.observatory.registry, indicator).label }
        problems.push({ kind: 'nothing-to-draw', position, chart: block.chart, indicator, labels })
      }
      if (narrow !== undefined) drawings[narrowName(name)] = narrow
    }
  }
  const locator = edition.each === undefined ? undefined : await drawLocator(grounds, edition.each, press)
  if (locator !== undefined) drawings[LOCATOR] = locator
  return { drawings, points, problems }
}

/** A period that the indicator is not known at is a fault of the text: its page would not be found. */
function untold(error: unknown): { readonly why: Text } {
  if (error instanceof NotFound) return { why: error.text }
  throw error
}

type DrawnChart = {
  readonly wide: string | undefined
  readonly narrow?: string | undefined
  readonly shown: readonly Figure[]
}

/** A line ends at the period that is asked, and begins where it says: what came later is not in the issue. */
async function drawChart(grounds: Grounds, { place }: Chapter, block: Chart, press: Press): Promise<DrawnChart> {
  const { observatory } = grounds
  const { indicator: id, perimeter, period, from } = block.mention.question
  const span = { from, to: period }
  const { settings } = observatory.folder
  // Among hundreds, a small one that stands beside the map: its peers are not asked.
  if (place !== undefined && block.chart === 'evolution') {
    const indicator = indicatorOf(observatory.registry, id)
    const evolution = await evolutionAround(observatory, settings, indicator, perimeter, undefined, span)
    const page = evolutionPage(observatory, {
      indicator,
      evolution,
      subject: findPerimeter(observatory.atlas, perimeter)
    })
    const wide = await markupOf(<EvolutionDrawing page={page} press={{ ...press, width: NARROW_WIDTH }} />)
    return { wide, shown: shownBy('evolution', page) }
  }
  const whole = await indicatorPage(observatory, settings, id, { period, subject: perimeter })
  const evolution = (): Promise<EvolutionFacts> =>
    evolutionAround(observatory, settings, whole.indicator, perimeter, whole.standing, span)
  const page =
    block.chart === 'evolution' ? evolutionPage(observatory, { ...whole, evolution: await evolution() }) : whole
  const draw = async (width: number): Promise<string | undefined> =>
    drawingOf(block.chart, page, block.chart === 'map' ? await drawingFor(grounds, page, width) : undefined, {
      ...press,
      width
    })
  return { wide: await draw(MAP_WIDTH), narrow: await draw(NARROW_WIDTH), shown: shownBy(block.chart, page) }
}

/** With the breaks and the sources of what is drawn, and no other. */
function evolutionPage<P extends Pick<IndicatorPage, 'indicator' | 'evolution'>>(
  { registry }: OpenObservatory,
  page: P
): P & Pick<IndicatorPage, 'vintages'> {
  const figures = shownBy('evolution', page)
  const periods = figures.map(({ period }) => period).toSorted(comparePeriods)
  const [first, last] = [periods[0], periods.at(-1)]
  const breaks = first && last ? breaksCrossed(page.indicator.breaks, first, last) : []
  return { ...page, indicator: { ...page.indicator, breaks }, vintages: vintagesOf(registry, figures) }
}

/** The figures that a chart is drawn from. */
function shownBy(
  chart: ChartKind,
  { evolution, map, standing, figure, isCount }: Partial<IndicatorPage>
): readonly Figure[] {
  const lines = (standing?.lines ?? []).filter(({ role }) => chart !== 'ranking' || !isCount || role !== 'reference')
  const ranked = lines.map((line) => line.figure)
  switch (chart) {
    case 'evolution':
      return (evolution?.lines ?? []).flatMap(({ figures }) => figures)
    case 'map':
      return (map?.areas ?? []).map((area) => area.figure)
    case 'ranking':
      return ranked
    case 'distribution':
      return [...(figure ? [figure] : []), ...(standing?.peers ?? []), ...ranked]
  }
}

/** Undefined where no outline is known. */
async function drawLocator(
  { observatory, basemaps }: Grounds,
  each: string,
  press: Press
): Promise<string | undefined> {
  const id = parsePerimeterId(each)
  const { communes, cog } = observatory.places.place(id, undefined).version
  const base = await basemaps(communes, cog)
  if (!base || base.communes.size === 0) return undefined
  const areas = outlinesBehind(
    observatory,
    communes.map((code) => ({ perimeter: parsePerimeterId(code), communes: [code] })),
    { from: cog, to: base.contours.cog }
  )
  const classes = new Map(communes.map((code) => [code, placeName(code)]))
  const shapes = areaShapes(base.topology, { areas, classes, subject: new Set(), groups: base.groups }, NARROW_WIDTH)
  const name = findPerimeter(observatory.atlas, id).label[press.language]
  const rules = drawingStyle((token) => press.palette.get(token) ?? '#000000')
  return markupOf(<Locator shapes={shapes} name={name} rules={rules} language={press.language} />)
}
