/** The charts and maps of an edition, drawn once, for the site and for the PDF alike. */

import { allBlocks, type Edition } from '../domain/editions/edition.ts'
import { narrowName } from '../domain/editions/frozen.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import type { Press } from '../view/chart-sheet.tsx'
import { indicatorPage } from '../usecases/indicator-page.ts'
import { drawingFor, MAP_WIDTH } from './indicator-map.ts'
import { drawingOf } from './indicator-files.tsx'
import type { Portal } from './portal.ts'

/** Pixels of the content: with its margins, a telephone. */
const NARROW_WIDTH = 312

/** @returns SVG by `chapter/chart`; a chart that has nothing to draw is a problem */
export async function drawEdition(
  portal: Pick<Portal, 'observatory' | 'basemaps'>,
  edition: Edition,
  press: Press
): Promise<{
  readonly drawings: Readonly<Record<string, string>>
  readonly problems: readonly EditionProblem[]
}> {
  const drawings: Record<string, string> = {}
  const problems: EditionProblem[] = []
  for (const chapter of edition.chapters) {
    for (const block of allBlocks(chapter.blocks)) {
      if (block.kind !== 'chart') continue
      const { indicator, perimeter, period } = block.mention.question
      const { observatory } = portal
      const page = await indicatorPage(observatory, observatory.folder.settings, indicator, {
        period,
        subject: perimeter
      })
      const draw = async (width: number): Promise<string | undefined> =>
        drawingOf(block.chart, page, block.chart === 'map' ? await drawingFor(portal, page, width) : undefined, {
          ...press,
          width
        })
      const name = `${chapter.id}/${block.id}`
      const [wide, narrow] = [await draw(MAP_WIDTH), await draw(NARROW_WIDTH)]
      const { position } = block.mention
      if (wide === undefined) problems.push({ kind: 'nothing-to-draw', position, chart: block.chart, indicator })
      else drawings[name] = wide
      if (narrow !== undefined) drawings[narrowName(name)] = narrow
    }
  }
  return { drawings, problems }
}
