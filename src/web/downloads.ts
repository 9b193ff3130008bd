/** Files that pages give away: CSV for tables, JSON for programs. */

import type { Context } from 'hono'
import type { PortalEnv } from './portal.ts'

/** Spreadsheets take a file for UTF-8 when it begins with this mark. */
const MARK = '\ufeff'

export function sendCsv(c: Context<PortalEnv>, name: string, content: string): Response {
  return c.body(MARK + content, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`
  })
}

export function sendJson(c: Context<PortalEnv>, name: string, content: object): Response {
  return c.body(`${JSON.stringify(content, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `inline; filename="${name}.json"`
  })
}

/** Letters, digits and dashes alone: nothing of an address may reach a header as it stands. */
export function fileName(parts: readonly string[]): string {
  return parts.join('-').replaceAll(/[^A-Za-z0-9-]+/g, '-')
}
