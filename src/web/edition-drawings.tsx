/** The charts and maps of an edition, drawn once, for the site and for the PDF alike. */

import { allBlocks, type Edition } from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { viewAddress } from '../view/indicator-links.ts'
import type { Press } from '../view/chart-sheet.tsx'
import { indicatorPage } from '../usecases/indicator-page.ts'
import { drawingFor } from './indicator-map.ts'
import { drawingOf } from './indicator-files.tsx'
import type { Portal } from './portal.ts'

/** @returns SVG by `chapter/chart`; a chart that has nothing to draw is a problem */
export async function drawEdition(
  portal: Pick<Portal, 'observatory' | 'basemaps'>,
  edition: Edition,
  press: Omit<Press, 'address'>
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
      const drawn = block.chart === 'map' ? await drawingFor(portal, page) : undefined
      const address = viewAddress(page, edition.language)
      const svg = await drawingOf(block.chart, page, drawn, { ...press, address })
      const { position } = block.mention
      if (svg === undefined) problems.push({ kind: 'nothing-to-draw', position, chart: block.chart, indicator })
      else drawings[`${chapter.id}/${block.id}`] = svg
    }
  }
  return { drawings, problems }
}
