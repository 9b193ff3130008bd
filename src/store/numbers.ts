/** Published numbers by what they were computed from: found again without computing, thrown away without loss. */

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'

/** Indicator, perimeter, period, value, decimals shown. */
export type NumberRow = readonly [indicator: string, perimeter: string, period: string, value: number, decimals: number]

/** Undefined when there is none for `key`, or it cannot be read. */
export async function findNumbers(home: string, key: string): Promise<readonly NumberRow[] | undefined> {
  try {
    return parseNumbers(await readFile(pathOf(home, key), 'utf8'))
  } catch {
    return undefined
  }
}

/** Those of earlier keys go away. */
export async function saveNumbers(home: string, key: string, rows: readonly NumberRow[]): Promise<void> {
  const folder = `${home}/numbers`
  await mkdir(folder, { recursive: true })
  const unfinished = `${folder}/${randomUUID()}.unfinished`
  await writeFile(unfinished, rows.map((row) => JSON.stringify(row)).join('\n'))
  const earlier = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))
  await rename(unfinished, pathOf(home, key))
  for (const name of earlier) if (name !== `${key}.jsonl`) await rm(`${folder}/${name}`, { force: true })
}

function pathOf(home: string, key: string): string {
  return `${home}/numbers/${key}.jsonl`
}

/** Written by us, a row a line. */
function parseNumbers(text: string): readonly NumberRow[] {
  return text.split('\n').map((line) => JSON.parse(line) as NumberRow)
}
