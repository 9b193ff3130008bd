/** Drawings as answers: what the sheet of each needs to know, and the SVG or the PNG that is sent. */

import type { Context, MiddlewareHandler } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Press } from '../view/chart-sheet.tsx'
import { facesInside, pngOf } from './drawings.ts'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'

const SVG = 'image/svg+xml; charset=utf-8'

/** @param path of the page that shows the same */
export async function pressFor(c: Context<PortalEnv>, ending: 'svg' | 'png', path: string): Promise<Press> {
  const { language, observatory } = frameOf(c)
  return {
    palette: new Map(Object.entries(c.get('portal').assets.appearance.palettes.light)),
    faces: ending === 'svg' ? await facesInside() : '',
    observatory: observatory[language],
    address: new URL(c.req.url).origin + path,
    language
  }
}

/** Undefined where there was nothing to draw. */
export async function markupOf(drawing: JSX.Element): Promise<string | undefined> {
  const markup = String(await drawing)
  return markup === '' || markup === 'null' ? undefined : `<?xml version="1.0" encoding="UTF-8"?>\n${markup}`
}

export async function sendDrawing(
  c: Context<PortalEnv>,
  name: string,
  ending: 'svg' | 'png',
  markup: string
): Promise<Response> {
  const headers = { 'Content-Disposition': `inline; filename="${name}.${ending}"` }
  if (ending === 'png') return c.body(await pngOf(markup), 200, { ...headers, 'Content-Type': 'image/png' })
  return c.body(markup, 200, { ...headers, 'Content-Type': SVG })
}

/** A drawing opened alone holds its own letters and its own rules, and loads nothing. Before what adds the headers. */
export const keepDrawingsWhole: MiddlewareHandler<PortalEnv> = async (c, next) => {
  await next()
  if (c.res.headers.get('Content-Type') !== SVG) return
  c.res.headers.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; font-src data:")
}
