/** Drawings as files: an SVG as a PNG. */

import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'
import { ROOT } from '../root.ts'
import { FACE } from '../view/chart-sheet.tsx'

const WEIGHTS = [400, 600] as const
const FACES = WEIGHTS.map(
  (weight) => `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff`
)

/** Twice the drawing: readable in print. */
const SCALE = 2

let fonts: Promise<readonly string[]> | undefined
let rules: Promise<string> | undefined

/** The letters themselves, for a drawing that is opened far from here: some 34 kB. */
export function facesInside(): Promise<string> {
  rules ??= Promise.all(
    FACES.map(async (face, i) => {
      const bytes = await readFile(pathOf(`${face}2`))
      return `@font-face{font-family:"${FACE}";font-weight:${WEIGHTS[i]};src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")}`
    })
  ).then((all) => all.join(''))
  return rules
}

/** Paths of the letters as plain font files. */
export function plainFaces(): Promise<readonly string[]> {
  fonts ??= unpackedFaces()
  return fonts
}

export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: false, fontFiles: [...(await plainFaces())], defaultFontFamily: FACE }
  })
  return new Uint8Array(drawn.render().asPng())
}

/** The renderer opens plain font files only. */
async function unpackedFaces(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chevalement-faces-'))
  return Promise.all(
    FACES.map(async (face, i) => {
      const path = join(folder, `${i}.ttf`)
      await writeFile(path, sfntOf(await readFile(pathOf(face))))
      return path
    })
  )
}

function pathOf(face: string): string {
  return createRequire(join(ROOT, 'package.json')).resolve(face)
}

/** A WOFF file is a font whose tables are compressed one by one (W3C, WOFF File Format 1.0). */
function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  for (let i = 0; i < count; i += 1) {
    const entry = 44 + 20 * i
    const [from, size, full] = [
      woff.readUInt32BE(entry + 4),
      woff.readUInt32BE(entry + 8),
      woff.readUInt32BE(entry + 12)
    ]
    const packed = woff.subarray(from, from + size)
    const table = size < full ? inflateSync(packed) : packed
    const at = 12 + 16 * i
    woff.copy(head, at, entry, entry + 4)
    woff.copy(head, at + 4, entry + 16, entry + 20)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(full, at + 12)
    const padding = Buffer.alloc((4 - (full % 4)) % 4)
    parts.push(table, padding)
    offset += full + padding.length
  }
  return Buffer.concat(parts)
}
