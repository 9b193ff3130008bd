/** A process of its own: opens a vintage, reads measures, adds one up over a perimeter, and tells what it took. */

import { aggregate } from '../src/domain/indicators/cube.ts'
import { perimeterRows } from '../src/domain/indicators/perimeter-rows.ts'
import { openVintageFile, readBlock } from '../src/store/vintage-read.ts'

const [path = '', measures = '1'] = process.argv.slice(2)
const vintage = await openVintageFile(path)
const kept = []
let sum = 0
for (const { series } of vintage.index.series.slice(0, Number(measures))) {
  const block = await readBlock(vintage, series)
  const members = block.territories.filter((_, row) => row % 116 === 0)
  sum += aggregate(block, perimeterRows(block.territories, [members])).sums.at(-1) ?? 0
  kept.push(block)
}
console.log(
  JSON.stringify({
    sum,
    milliseconds: performance.now(),
    megabytes: process.memoryUsage().rss / 1e6,
    kept: kept.length
  })
)
