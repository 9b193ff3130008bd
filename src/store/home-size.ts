/** What the home folder takes on its disk, part by part, and what is left of the disk. */

import { lstat, readdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of each folder of the home, and of its files together under `files`. What may not be read counts for nothing. */
export async function findHomeSizes(home: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  for (const entry of await entriesOf(home)) {
    const path = join(home, entry.name)
    const part = entry.isDirectory() ? entry.name : 'files'
    sizes.set(part, (sizes.get(part) ?? 0) + (entry.isDirectory() ? await sizeOf(path) : await bytesOf(path)))
  }
  return sizes
}

export type DiskSpace = { readonly freeBytes: number; readonly totalBytes: number }

/** Free for whoever is not the root of the machine. */
export async function findDiskSpace(home: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(home)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name)
    bytes += entry.isDirectory() ? await sizeOf(path) : await bytesOf(path)
  }
  return bytes
}

/** A database removes files while it is looked at. */
async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}

async function bytesOf(path: string): Promise<number> {
  return lstat(path).then(
    ({ size }) => size,
    () => 0
  )
}
