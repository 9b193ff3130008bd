/** A copy of the small dump of a release, with one thing spoilt. */

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Dumps of every release since the first: all later ones load them. */
export const RELEASES = fileURLToPath(new URL('files', import.meta.url))

export const FIRST_RELEASE = join(RELEASES, '0.1.0')

/** An empty folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chevalement-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A copy to spoil. */
export async function copyRelease(): Promise<string> {
  const root = join(await temporaryFolder(), 'observatory')
  await cp(FIRST_RELEASE, root, { recursive: true })
  return root
}

/** A copy where `path` has `before` replaced by `after`; the test fails if it never was there. */
export async function spoil(path: string, before: string, after: string): Promise<string> {
  const root = await copyRelease()
  const file = join(root, path)
  const text = await readFile(file, 'utf8')
  if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`)
  await writeFile(file, text.replace(before, after))
  return root
}
