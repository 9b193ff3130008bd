/** The COG's reference files, each read at the first question that needs it: most commands ask a few of them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { InvalidInput } from '../domain/shared/errors.ts'
import { makeGeography, type Geography } from '../domain/territories/geography.ts'
import type { CompactGeography } from '../domain/territories/reference.ts'

const FOLDER = join('reference', 'cog-2019-2026')

/** One file each, as `scripts/cog.js` writes them. */
const PARTS = [
  'years',
  'codes',
  'unsteady',
  'names',
  'postal',
  'epciIndex',
  'zoneIndex',
  'zones',
  'communeChanges',
  'epcis',
  'epciChanges',
  'departments',
  'regions',
  'grounds',
  'populations',
  'formerNames',
  'arrondissements'
] as const satisfies readonly (keyof CompactGeography)[]

/**
 * @param root the package's own folder, which a bundled file cannot guess
 * @throws {InvalidInput} when a file is absent or broken, here or at the first question that needs it
 */
export function loadGeography(root: string): Geography {
  return makeGeography(parseParts(join(root, FOLDER)))
}

/** Written by our own script and shipped with the code: their shape is tested, not checked at each start. */
function parseParts(folder: string): CompactGeography {
  const parts = {}
  for (const part of PARTS) {
    Object.defineProperty(parts, part, { get: () => readPart(join(folder, `${part}.json.gz`)) })
  }
  return parts as CompactGeography
}

function readPart(file: string): unknown {
  try {
    return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))
  } catch (cause) {
    throw new InvalidInput(
      {
        fr: 'un fichier de référence du Code officiel géographique est absent ou illisible ; réinstallez le logiciel',
        en: 'a reference file of the Code officiel géographique is absent or unreadable; reinstall the software'
      },
      { file },
      { cause }
    )
  }
}
