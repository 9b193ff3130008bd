/**
 * Makes the picture of the shipped issue, `examples/bassin-minier/editions/2022/chevalement.png`, from our own drawing:
 * in as few colours as it has, and nearly so at its edges, since a page is light.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-js'

const WIDTH = 960
const MOST_COLOURS = 96

const drawing = new Resvg(readFileSync('scripts/drawing.svg', 'utf8'), { fitTo: { mode: 'width', value: WIDTH } })
const { pixels, width, height } = drawing.render()
const counts = new Map()
for (let i = 0; i < pixels.length; i += 4) {
  const colour = pixels.readUIntBE(i, 3)
  counts.set(colour, (counts.get(colour) ?? 0) + 1)
}
const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, MOST_COLOURS)
const nearest = new Map([...counts.keys()].map((colour) => [colour, palette.indexOf(closest(colour))]))
const rows = Buffer.alloc((width + 1) * height)
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    rows[y * (width + 1) + 1 + x] = nearest.get(pixels.readUIntBE((y * width + x) * 4, 3))
  }
}
const head = Buffer.alloc(13)
head.writeUInt32BE(width, 0)
head.writeUInt32BE(height, 4)
head.set([8, 3, 0, 0, 0], 8)
const colours = Buffer.alloc(palette.length * 3)
for (const [i, colour] of palette.entries()) colours.writeUIntBE(colour, i * 3, 3)
writeFileSync(
  'examples/bassin-minier/editions/2022/chevalement.png',
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
)

function closest(colour) {
  const away = (other) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0)
  return palette.reduce((best, other) => (away(other) < away(best) ? other : best))
}

function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}
