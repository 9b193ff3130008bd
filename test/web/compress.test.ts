import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { compress, encodingOf, fileAs } from '../../src/web/compress.ts'
import { mark } from '../../src/web/whole.ts'

const PAGE = `<p>${'Le bassin minier. '.repeat(200)}</p>`

describe('what a reader accepts', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['vibration', undefined],
    ['', undefined]
  ])('%s: %s', (header, expected) => {
    expect(encodingOf(header)).toBe(expected)
  })
})

describe('a page', () => {
  const app = new Hono()
  app.use(compress())
  app.use(mark())
  app.get('/page', (c) => c.html(PAGE))
  app.get('/short', (c) => c.html('<p>ok</p>'))
  app.get('/picture', (c) => c.body(PAGE, 200, { 'Content-Type': 'image/png' }))
  app.get('/apart', (c) => c.html(PAGE, 200, { Vary: 'Cookie' }))
  async function ask(path: string, accepted: string): Promise<Response> {
    return app.request(path, { headers: { 'Accept-Encoding': accepted } })
  }

  it('reads the same however it was sent', async () => {
    const [br, gz, plain] = [await ask('/page', 'br'), await ask('/page', 'gzip'), await ask('/page', 'identity')]
    expect([br, gz, plain].map((one) => one.headers.get('Content-Encoding'))).toEqual(['br', 'gzip', null])
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(PAGE)
    expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(PAGE)
    expect(await plain.text()).toBe(PAGE)
  })

  it('is marked as the same page, and says what it depends on', async () => {
    const [br, plain] = [await ask('/page', 'br'), await ask('/page', '')]
    expect(br.headers.get('ETag')).toBe(`W/${String(plain.headers.get('ETag'))}`)
    expect(plain.headers.get('Vary')).toBe('Accept-Encoding')
    expect((await ask('/apart', 'br')).headers.get('Vary')).toBe('Cookie, Accept-Encoding')
  })

  it('is sent as it is when it is short, or a picture', async () => {
    expect(await (await ask('/short', 'br')).text()).toBe('<p>ok</p>')
    expect((await ask('/picture', 'br')).headers.get('Content-Encoding')).toBeNull()
  })
})

describe('a file', () => {
  const asset = { type: 'text/css; charset=utf-8', bytes: new Uint8Array(Buffer.from(PAGE)) }
  const face = { type: 'font/woff2', bytes: asset.bytes }

  it('is compressed once', async () => {
    const once = await fileAs(asset, 'br')
    expect(await fileAs(asset, 'br')).toBe(once)
    expect(brotliDecompressSync(once).toString()).toBe(PAGE)
    expect(gunzipSync(await fileAs(asset, 'gzip')).toString()).toBe(PAGE)
  })

  it('that is small already stays as it is', () => {
    expect(fileAs(face, 'br')).toBe(face.bytes)
    expect(fileAs(asset, undefined)).toBe(asset.bytes)
  })
})
