/** The producers' whole files, where they are at hand beside the project: tests on them are skipped elsewhere. */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

export function realFile(path: string): string {
  return resolve(import.meta.dirname, '../../../shared/data', path)
}

export function hasRealFile(path: string): boolean {
  return existsSync(realFile(path))
}

/** A few lines in the exact shape of the producer's file. */
export function smallFile(name: string): string {
  return resolve(import.meta.dirname, 'files', name)
}
