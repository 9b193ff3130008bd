/** The COG's reference file, read once per process. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { InvalidInput } from '../domain/shared/errors.ts'
import { makeGeography, type Geography } from '../domain/territories/geography.ts'
import type { CompactGeography } from '../domain/territories/reference.ts'

const FILE = join('reference', 'cog-2019-2026.json.gz')

/**
 * @param root the package's own folder, which a bundled file cannot guess
 * @throws {InvalidInput} when the file is absent or broken
 */
export function loadGeography(root: string): Geography {
  const file = join(root, FILE)
  try {
    return makeGeography(parseCompact(gunzipSync(readFileSync(file)).toString('utf8')))
  } catch (cause) {
    throw new InvalidInput(
      {
        fr: 'le fichier de référence du Code officiel géographique est absent ou illisible ; réinstallez le logiciel',
        en: 'the reference file of the Code officiel géographique is absent or unreadable; reinstall the software'
      },
      { file },
      { cause }
    )
  }
}

/** Written by our own script and shipped with the code: its shape is tested, not checked at each start. */
function parseCompact(text: string): CompactGeography {
  return JSON.parse(text) as CompactGeography
}
