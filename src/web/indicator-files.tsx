/** An indicator's page as files: its rows for programs and spreadsheets, its map as a drawing. */

import type { Context } from 'hono'
import writeExcelFile from 'write-excel-file/node'
import type { IndicatorPage } from '../usecases/indicator-page.ts'
import { tableParquet } from '../usecases/table-file.ts'
import { csvText } from '../view/csv.ts'
import { IndicatorDrawing } from '../view/indicator-drawing.tsx'
import type { Ending } from '../view/indicator-links.ts'
import { COLUMNS, indicatorRows } from '../view/indicator-rows.ts'
import type { Drawn } from '../view/indicator-view.ts'
import { fileName, sendCsv, sendJson } from './downloads.ts'
import { pngOf } from './drawings.ts'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png'
} as const

/** A drawing needs a map: without one, nothing is found. */
export async function sendIndicator(
  c: Context<PortalEnv>,
  ending: Ending,
  page: IndicatorPage,
  drawn: Drawn | undefined
): Promise<Response> {
  const name = fileName([page.indicator.id, page.subject.id, page.period ?? ''])
  if (ending === 'svg' || ending === 'png') {
    if (!drawn) return c.notFound()
    const svg = await drawingOf(c, page, drawn)
    return ending === 'svg' ? send(c, name, ending, svg) : send(c, name, ending, await pngOf(svg))
  }
  const rows = indicatorRows(page)
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

async function drawingOf(c: Context<PortalEnv>, page: IndicatorPage, drawn: Drawn): Promise<string> {
  const { language, observatory } = frameOf(c)
  const drawing = (
    <IndicatorDrawing
      page={page}
      drawn={drawn}
      palette={new Map(Object.entries(c.get('portal').assets.appearance.palettes.light))}
      language={language}
      observatory={observatory[language]}
    />
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(await drawing)}`
}

function send(
  c: Context<PortalEnv>,
  name: string,
  ending: keyof typeof TYPES,
  body: string | Uint8Array<ArrayBuffer>
): Response {
  const kind = ending === 'svg' || ending === 'png' ? 'inline' : 'attachment'
  return c.body(body, 200, {
    'Content-Type': TYPES[ending],
    'Content-Disposition': `${kind}; filename="${name}.${ending}"`
  })
}
