/** Target 7: ten times more measures, the same cost for whoever looks at one; the slope of the rest. */

import type { VintageId } from '../src/domain/sources/source.ts'
import { aggregate } from '../src/domain/indicators/cube.ts'
import { perimeterRows } from '../src/domain/indicators/perimeter-rows.ts'
import { openVintageFile, readBlock, readBlocks } from '../src/store/vintage-read.ts'
import { vintagePath, writeVintageFile } from '../src/store/vintages.ts'
import { makeBlock, makeNational, seriesName, tableOf, type Scale } from './national.ts'
import type { Finding } from './report.ts'
import { milliseconds, timeTogether } from './timing.ts'

/** One vintage with a tenth of the measures, one with all of them, both of one year. */
export async function benchGrowth(scale: Scale, folder: string): Promise<Finding[]> {
  const few = Math.max(1, Math.round(scale.measures / 10))
  const national = makeNational({ ...scale, years: 1 })
  const rows = perimeterRows(national.territories, national.perimeters)
  const write = async (measures: number): Promise<string> => {
    const table = tableOf(Array.from({ length: measures }, (_, i) => makeBlock(national, i)))
    const meta = { vintage: `growth-${measures}@2026` as VintageId, cog: 2026 }
    return vintagePath(folder, (await writeVintageFile(folder, table, meta)).content)
  }
  const paths = { few: await write(few), many: await write(few * 10) }
  const open = { few: await openVintageFile(paths.few), many: await openVintageFile(paths.many) }
  const one = async (size: 'few' | 'many', i: number): Promise<void> => {
    aggregate(await readBlock(open[size], seriesName((i * 7) % few)), rows)
  }
  const all = async (size: 'few' | 'many'): Promise<void> => {
    for await (const block of readBlocks(await openVintageFile(paths[size]))) aggregate(block, rows)
  }
  const single = await timeTogether({ few: (i) => one('few', i), many: (i) => one('many', i) }, 30, 10)
  const opening = await timeTogether(
    { few: () => openVintageFile(paths.few), many: () => openVintageFile(paths.many) },
    15,
    5
  )
  const whole = await timeTogether({ few: () => all('few'), many: () => all('many') }, 3)
  return [
    growth(
      `Read one measure out of ${few * 10} and add it up everywhere, against out of ${few}`,
      single,
      '≤ 1.5×',
      1.5
    ),
    growth(`Open a vintage of ${few * 10} measures, once per process, against ${few}`, opening, 'slope shown'),
    growth(`Read and add up all of ${few * 10} measures, against ${few}`, whole, 'slope shown')
  ]
}

function growth(
  what: string,
  { few, many }: Record<'few' | 'many', { readonly median: number }>,
  promised: string,
  limit?: number
): Finding {
  const times = many.median / few.median
  return {
    target: 7,
    what,
    ours: milliseconds(many.median),
    peer: milliseconds(few.median),
    ratio: `${times.toFixed(1)}×`,
    promised,
    ...(limit !== undefined && { kept: times <= limit })
  }
}
