/** A site of plain files, written into a folder. */

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Pages } from '../edition/site.tsx'

/** Files that are waited for at the same time. */
const TOGETHER = 32

/** Files of that name are replaced, others stay. */
export async function writeSite(folder: string, pages: Pages): Promise<void> {
  const files = [...pages].map(([path, content]) => [join(folder, path), content] as const)
  for (const one of new Set(files.map(([file]) => dirname(file)))) await mkdir(one, { recursive: true })
  for (let i = 0; i < files.length; i += TOGETHER) {
    await Promise.all(files.slice(i, i + TOGETHER).map(([file, content]) => writeFile(file, content)))
  }
}
