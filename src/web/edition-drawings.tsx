/** The charts and maps of an edition, drawn once, for the site and for the PDF alike. */

import { allBlocks, type Block, type Edition } from '../domain/editions/edition.ts'
import { viewAddress } from '../view/indicator-links.ts'
import type { Press } from '../view/chart-sheet.tsx'
import { indicatorPage } from '../usecases/indicator-page.ts'
import { drawingFor } from './indicator-map.ts'
import { drawingOf } from './indicator-files.tsx'
import type { Portal } from './portal.ts'

/** @returns SVG by `chapter/chart`; a chart that has nothing to draw is left out, and `missing` names it */
export async function drawEdition(
  portal: Pick<Portal, 'observatory' | 'basemaps'>,
  edition: Edition,
  press: Omit<Press, 'address'>
): Promise<{
  readonly drawings: Readonly<Record<string, string>>
  readonly missing: readonly (Block & { kind: 'chart' })[]
}> {
  const drawings: Record<string, string> = {}
  const missing: (Block & { kind: 'chart' })[] = []
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
      if (svg === undefined) missing.push(block)
      else drawings[`${chapter.id}/${block.id}`] = svg
    }
  }
  return { drawings, missing }
}
