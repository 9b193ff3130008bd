import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { expect, it } from 'vitest'

const ORIGIN = 'https://portal.example'
const WORKER = resolve(import.meta.dirname, '../../../src/web/offline/sw.js')

it('keeps the faces and the sheet however many pages and files pass; the oldest of the others leave', async () => {
  const worker = await startWorker()
  for (let i = 0; i < 150; i++) await worker.visit(`/territoires/${i}`, [...build('a'), `/assets/map-${i}.js`])
  const { pages, files } = worker.kept()
  expect(files).toEqual(expect.arrayContaining(build('a')))
  expect(files).toContain('/assets/map-149.js')
  expect(files).not.toContain('/assets/map-0.js')
  expect(files.length).toBeLessThan(50)
  expect(pages).toContain('/territoires/149')
  expect(pages).not.toContain('/territoires/0')
})

it('lets the files of an older build go first, and keeps those of the new one', async () => {
  const worker = await startWorker()
  await worker.visit('/methode', build('a'))
  for (let i = 0; i < 60; i++) await worker.visit(`/territoires/${i}`, [...build('b'), `/assets/map-${i}.js`])
  const { files } = worker.kept()
  expect(files).toEqual(expect.arrayContaining(build('b')))
  expect(files.filter((file) => build('a').includes(file))).toEqual([])
})

it('keeps a public page that is not to be stored by caches in between, never one of a person', async () => {
  const worker = await startWorker()
  await worker.visit('/', build('a'), 'no-store')
  await worker.visit('/compte', build('a'), 'private, no-store')
  expect(worker.kept().pages).toContain('/')
  expect(worker.kept().pages).not.toContain('/compte')
})

function build(mark: string): string[] {
  return [`/assets/sans-${mark}.woff2`, `/assets/serif-${mark}.woff2`, `/assets/style-${mark}.css`]
}

type Worker = {
  readonly visit: (path: string, files: readonly string[], cacheControl?: string) => Promise<void>
  readonly kept: () => { readonly pages: readonly string[]; readonly files: readonly string[] }
}

/** The worker among caches that keep the order things entered in, as those of browsers do. */
async function startWorker(): Promise<Worker> {
  const stores = new Map<string, Map<string, Response>>()
  const listeners = new Map<string, (event: object) => void>()
  const answers = new Map<string, () => Response>()
  const urlOf = (asked: string | { readonly url: string }): string =>
    new URL(typeof asked === 'string' ? asked : asked.url, ORIGIN).href
  const open = (name: string): Map<string, Response> => {
    const store = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, store)
    return store
  }
  const context = createContext({
    URL,
    Response,
    Request: class {
      readonly url: string
      constructor(path: string) {
        this.url = urlOf(path)
      }
    },
    self: {
      location: { origin: ORIGIN },
      addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener)
    },
    fetch: async (asked: string | { readonly url: string }) =>
      answers.get(new URL(urlOf(asked)).pathname)?.() ?? new Response('file', { status: 200 }),
    caches: {
      match: async (asked: string | { readonly url: string }) =>
        [...stores.values()]
          .map((store) => store.get(urlOf(asked)))
          .find((one) => one)
          ?.clone(),
      open: async (name: string) => ({
        put: async (asked: string, response: Response) => open(name).set(urlOf(asked), response),
        keys: async () => [...open(name).keys()].map((url) => ({ url })),
        delete: async (asked: string | { readonly url: string }) => open(name).delete(urlOf(asked))
      })
    }
  })
  runInContext(await readFile(WORKER, 'utf8'), context)
  const paths = (name: string): readonly string[] => [...open(name).keys()].map((url) => new URL(url).pathname)
  return {
    async visit(path, files, cacheControl = 'no-cache') {
      const html = files.map((file) => `<link href="${file}">`).join('')
      const headers = { 'content-type': 'text/html', 'cache-control': cacheControl }
      answers.set(path, () => new Response(html, { headers }))
      const waits: Promise<unknown>[] = []
      const waitUntil = (promise: Promise<unknown>): number => waits.push(promise)
      listeners.get('message')?.({ data: path, waitUntil })
      await Promise.all(waits)
    },
    kept: () => ({ pages: paths('pages-1'), files: paths('files-1') })
  }
}
