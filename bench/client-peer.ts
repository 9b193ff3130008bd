/** Builds and serves the peer of `pages.ts`: the words, tables and charts of a page of ours as JSON, drawn by a client. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'

export type Peer = { readonly address: string; readonly close: () => void }

type File = { readonly type: string; readonly bytes: Buffer }

/** @param files what both pages link to: the sheet, the faces; by path */
export async function servePeer(page: Page, files: ReadonlyMap<string, File>): Promise<Peer> {
  const data = await readPage(page)
  const { outputFiles } = await build({
    entryPoints: ['bench/client-page.js'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning'
  })
  const [script] = outputFiles
  if (!script) throw new Error('the peer was not built')
  const answers = new Map<string, File>([
    ...files,
    ['/', { type: 'text/html; charset=utf-8', bytes: Buffer.from(shell(data.head)) }],
    ['/data.json', { type: 'application/json', bytes: Buffer.from(JSON.stringify({ body: data.body })) }],
    ['/app.js', { type: 'text/javascript; charset=utf-8', bytes: Buffer.from(script.contents) }]
  ])
  const sent = new Map(
    [...answers].map(([path, file]) => {
      const encoded = file.type.startsWith('font/') ? undefined : brotliCompressSync(file.bytes)
      return [path, { ...file, bytes: encoded ?? file.bytes, encoded: encoded !== undefined }] as const
    })
  )
  const server = createServer((request, response) => {
    const found = sent.get(request.url ?? '/')
    if (!found) return response.writeHead(404).end()
    const coding = found.encoded ? { 'content-encoding': 'br' } : {}
    return response.writeHead(200, { 'content-type': found.type, ...coding }).end(found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

function shell({ title, style, sans }: PageData['head']): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="preload" href="${sans}" as="font" type="font/woff2" crossorigin><link rel="stylesheet" href="${style}"><script type="module" src="/app.js"></script></head><body></body></html>`
}

type PageData = {
  readonly head: { readonly title: string; readonly style: string; readonly sans: string }
  readonly body: unknown
}

/** What the reader sees of a page: maps as they are drawn, other charts as the points of their marks. */
function readPage(page: Page): Promise<PageData> {
  return page.evaluate(() => {
    const named: Readonly<Record<string, string>> = {
      class: 'className',
      for: 'htmlFor',
      colspan: 'colSpan',
      rowspan: 'rowSpan',
      datetime: 'dateTime',
      tabindex: 'tabIndex'
    }
    function attributesOf(element: Element): Record<string, unknown> {
      return Object.fromEntries(
        [...element.attributes].flatMap(({ name, value }): (readonly [string, unknown])[] => {
          if (name === 'style') {
            const rules = value.split(';').flatMap((rule) => {
              const [key = '', ...rest] = rule.split(':')
              return key.trim()
                ? [[key.trim().replace(/-(.)/g, (_, c: string) => c.toUpperCase()), rest.join(':')]]
                : []
            })
            return [['style', Object.fromEntries(rules) as unknown]]
          }
          if (name === 'value') return [['defaultValue', value]]
          if (name === 'selected' || name === 'checked' || name.startsWith('on')) return []
          return [[named[name] ?? name, value]]
        })
      )
    }
    function chartOf(svg: SVGElement): unknown {
      const { width, height } = svg.getBoundingClientRect()
      const dots = [...svg.querySelectorAll('circle')].map((one) => [one.cx.baseVal.value, one.cy.baseVal.value])
      const lines = [...svg.querySelectorAll('polyline')].flatMap((one) => [...one.points].map(({ x, y }) => [x, y]))
      const points = lines.length > dots.length ? lines : dots
      return points.length > 2 ? { points, width, height, line: lines.length > dots.length } : undefined
    }
    function read(node: Node): unknown {
      if (node instanceof Text) return node.data
      if (!(node instanceof Element) || ['SCRIPT', 'NOSCRIPT'].includes(node.tagName)) return undefined
      const chart = node instanceof SVGElement && !node.querySelector('a path') ? chartOf(node) : undefined
      if (chart) return chart
      const children = [...node.childNodes].map(read).filter((child) => child !== undefined && child !== '\n')
      return [node.tagName.toLowerCase(), attributesOf(node), ...children]
    }
    const link = (selector: string): string => document.querySelector(selector)?.getAttribute('href') ?? ''
    return {
      head: { title: document.title, style: link('link[rel=stylesheet]'), sans: link('link[rel=preload]') },
      body: read(document.body)
    }
  })
}
