/** Answers as small as the reader can take them: Brotli before gzip. Files are compressed once, as far as it goes. */

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Asset } from './assets.ts'
import { answerWith, bytesOf } from './whole.ts'

export type Encoding = 'br' | 'gzip'

/** What a header may hold besides is as large compressed as not. */
const SMALLEST = 1024

const WORTH_IT = /^(?:text\/|application\/(?:json|geo\+json|javascript|xml)|image\/svg\+xml)/

/** Pages are drawn for whoever asks first, and it waits; files are asked all day. */
const QUALITY = { page: 5, file: 11 } as const

/** What the reader accepts, the smallest first; undefined: as it is. */
export function encodingOf(accepted: string | undefined): Encoding | undefined {
  const names = new Map(
    (accepted ?? '').split(',').map((one) => {
      const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
      return [name, !parameters.some((part) => /^q=0(?:\.0*)?$/.test(part))] as const
    })
  )
  return (['br', 'gzip'] as const).find((name) => names.get(name) ?? names.get('*') ?? false)
}

/** Compresses what is text and was not compressed yet, off the thread that answers. */
export function compress(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers, status } = c.res
    if (!WORTH_IT.test(headers.get('Content-Type') ?? '') || headers.has('Content-Encoding')) return
    const vary = headers.get('Vary')
    headers.set('Vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding')
    const encoding = encodingOf(c.req.header('Accept-Encoding'))
    if (!encoding || status === 206 || status === 304 || c.req.method === 'HEAD') return
    const plain = await bytesOf(c)
    if (plain.length < SMALLEST) return
    const bytes = await squeeze(plain, encoding, QUALITY.page)
    const sent = new Headers(headers)
    sent.delete('Content-Length')
    sent.set('Content-Encoding', encoding)
    // The mark is that of the page: the same page compressed otherwise is no longer the same bytes.
    const mark = sent.get('ETag')
    if (mark && !mark.startsWith('W/')) sent.set('ETag', `W/${mark}`)
    answerWith(c, bytes, { status, headers: sent })
  }
}

const kept = new WeakMap<Asset, Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>>()

/** The same bytes for as long as the file is the same; what does not shrink, such as a face, stays as it is. */
export function fileAs(
  asset: Asset,
  encoding: Encoding | undefined
): Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer> {
  if (!encoding || !isText(asset)) return asset.bytes
  const made = kept.get(asset) ?? new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>()
  kept.set(asset, made)
  const bytes = made.get(encoding) ?? squeeze(asset.bytes, encoding, QUALITY.file)
  made.set(encoding, bytes)
  return bytes
}

function isText({ type, bytes }: Asset): boolean {
  return WORTH_IT.test(type) && bytes.length >= SMALLEST
}

async function squeeze(
  plain: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
  quality: number
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(plain, { level: quality > 9 ? 9 : 6 }))
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length
  }
  return new Uint8Array(await promisify(brotliCompress)(plain, { params }))
}
