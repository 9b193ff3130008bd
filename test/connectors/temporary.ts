/** Files that exist for one test file, with the zips and workbooks that are made for it. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'chevalement-files-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes `content` under `name`, and gives its path. */
export function temporary(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export function temporaryFolder(): string {
  return mkdtempSync(join(folder, 'home-'))
}
