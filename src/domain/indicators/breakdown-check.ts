/** Whether the items of a breakdown add up to their whole, territory by territory, as the measure says they do. */

import type { Text } from '../shared/text.ts'
import type { Vintage } from '../sources/source.ts'
import type { Block } from './block.ts'
import { parseSeriesId, type Measure, type SeriesId } from './measure.ts'
import { OBSERVATION_STATUSES } from './observation.ts'

/** One sentence per breakdown that does not hold, with its first case; incomplete cases are passed over. */
export async function exhaustiveProblems(
  vintage: Vintage,
  measures: readonly Measure[],
  readBlock: (series: SeriesId) => Promise<Block>
): Promise<readonly Text[]> {
  const held = new Set(vintage.series.map(({ series }) => series))
  const problems: Text[] = []
  for (const { id, breakdowns } of measures) {
    for (const { dimension, items, exhaustive } of breakdowns) {
      const seriesOf = (code: string): SeriesId => parseSeriesId(`${id}:${dimension}=${code}`)
      const sums = new Map<SeriesId, SeriesId[]>()
      if (exhaustive) {
        sums.set(
          parseSeriesId(id),
          items.filter(({ within }) => within === undefined).map(({ code }) => seriesOf(code))
        )
      }
      for (const [whole, parts] of sums) {
        if (![whole, ...parts].every((series) => held.has(series))) continue
        const blocks = await Promise.all(parts.map(readBlock))
        const found = firstGap(await readBlock(whole), blocks)
        if (found) problems.push(gapText(whole, dimension, found))
      }
      for (const { code, within } of items) {
        if (within === undefined || !held.has(seriesOf(code)) || !held.has(seriesOf(within))) continue
        const found = firstGap(await readBlock(seriesOf(within)), [await readBlock(seriesOf(code))], 'part')
        if (found) problems.push(gapText(seriesOf(within), dimension, found))
      }
    }
  }
  return problems
}

type Gap = { readonly cases: number; readonly where: string; readonly whole: number; readonly sum: number }

/** What rounding of doubles may leave of a sum that holds. */
const SLACK = 1e-6

/** `part`: some of the whole, which it cannot exceed; otherwise all of it. */
function firstGap(whole: Block, parts: readonly Block[], what: 'all' | 'part' = 'all'): Gap | undefined {
  let first: Omit<Gap, 'cases'> | undefined
  let cases = 0
  const columns = parts.map((block) => ({
    block,
    rows: new Map(block.territories.map((territory, row) => [territory, row]))
  }))
  for (const [t, territory] of whole.territories.entries()) {
    for (const [p, period] of whole.periods.entries()) {
      const total = valueAt(whole, t, p)
      const values = columns.map(({ block, rows }) => {
        const row = rows.get(territory)
        return row === undefined ? undefined : valueAt(block, row, block.periods.indexOf(period))
      })
      if (total === undefined || values.includes(undefined)) continue
      const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0)
      const gap = what === 'part' ? sum - total : Math.abs(sum - total)
      if (gap <= SLACK * Math.max(1, Math.abs(total))) continue
      cases += 1
      first ??= { where: `${territory}, ${period}`, whole: total, sum }
    }
  }
  return first && { ...first, cases }
}

function valueAt(block: Block, row: number, column: number): number | undefined {
  const at = row * block.periods.length + column
  const status = OBSERVATION_STATUSES[(block.statuses[at] ?? 0) - 1]
  if (column < 0 || (status !== 'A' && status !== 'E' && status !== 'P')) return undefined
  return block.values[at]
}

function gapText(series: SeriesId, dimension: string, { cases, where, whole, sum }: Gap): Text {
  return {
    fr: `${series}, par ${dimension} : ${cases} sommes ne tiennent pas, la première en ${where} (tout : ${whole}, parties : ${sum})`,
    en: `${series}, by ${dimension}: ${cases} sums do not hold, the first in ${where} (whole: ${whole}, parts: ${sum})`
  }
}
