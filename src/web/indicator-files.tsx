/** An indicator's page as files: its rows for programs and spreadsheets, its map as a drawing. */

import type { Context } from 'hono'
import writeExcelFile from 'write-excel-file/node'
import type { IndicatorPage } from '../usecases/indicator-page.ts'
import { tableParquet } from '../usecases/table-file.ts'
import { csvText } from '../view/csv.ts'
import type { Chart } from '../view/chart-names.ts'
import type { Press } from '../view/chart-sheet.tsx'
import { IndicatorDrawing } from '../view/indicator-drawing.tsx'
import { DistributionDrawing, EvolutionDrawing, RankingDrawing } from '../view/indicator-drawings.tsx'
import { viewAddress, type Ending } from '../view/indicator-links.ts'
import { COLUMNS, indicatorRows } from '../view/indicator-rows.ts'
import type { Drawn } from '../view/indicator-view.ts'
import { fileName, sendCsv, sendJson } from './downloads.ts'
import { markupOf, pressFor, sendDrawing } from './drawing-files.ts'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { chartAsked } from './queries.ts'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet'
} as const

/** A drawing needs what it draws: where the page has no such chart, nothing is found. */
export async function sendIndicator(
  c: Context<PortalEnv>,
  ending: Ending,
  page: IndicatorPage,
  drawn: Drawn | undefined
): Promise<Response> {
  const name = fileName([page.indicator.id, page.subject.id, page.period ?? ''])
  if (ending === 'svg' || ending === 'png') {
    const chart = chartAsked(c) ?? 'map'
    const press = await pressFor(c, ending, viewAddress(page, frameOf(c).language))
    const drawing = await drawingOf(chart, page, drawn, press)
    return drawing === undefined ? c.notFound() : sendDrawing(c, `${name}-${chart}`, ending, drawing)
  }
  const rows = indicatorRows(page, frameOf(c).language)
  const cells = rows.map((row) => COLUMNS.map((column) => row[column]))
  switch (ending) {
    case 'csv':
      return sendCsv(c, name, csvText([COLUMNS, ...cells]))
    case 'json':
      return sendJson(c, name, {
        indicator: page.indicator.id,
        label: page.indicator.label,
        definition: page.indicator.definition,
        period: page.period ?? null,
        subject: page.subject.id,
        map: page.map?.coverage ?? null,
        thresholds: page.map?.classes.thresholds ?? [],
        vintages: page.vintages.map(({ vintage }) => vintage.id),
        rows
      })
    case 'xlsx': {
      const head = COLUMNS.map((value) => ({ value, fontWeight: 'bold' as const }))
      return send(c, name, ending, new Uint8Array(await writeExcelFile([head, ...cells]).toBuffer()))
    }
    case 'parquet':
      return send(c, name, ending, tableParquet(COLUMNS, rows))
  }
}

/** Undefined where the page has no such chart. */
export async function drawingOf(
  chart: Chart,
  page: IndicatorPage,
  drawn: Drawn | undefined,
  press: Press
): Promise<string | undefined> {
  switch (chart) {
    case 'map':
      return drawn && markupOf(<IndicatorDrawing page={page} drawn={drawn} press={press} />)
    case 'ranking':
      return markupOf(<RankingDrawing page={page} press={press} />)
    case 'distribution':
      return markupOf(<DistributionDrawing page={page} press={press} />)
    case 'evolution':
      return markupOf(<EvolutionDrawing page={page} press={press} />)
    case 'scatter':
      return undefined
  }
}

function send(
  c: Context<PortalEnv>,
  name: string,
  ending: keyof typeof TYPES,
  body: Uint8Array<ArrayBuffer>
): Response {
  return c.body(body, 200, {
    'Content-Type': TYPES[ending],
    'Content-Disposition': `attachment; filename="${name}.${ending}"`
  })
}
