/** The observatory as it is now: opened again when an import or a load by another process has changed it. */

import { NotFound } from '../domain/shared/errors.ts'
import { zoneOf } from '../domain/indicators/settings.ts'
import type { Db } from '../store/database.ts'
import { findAsset, findStamp } from '../store/registry.ts'
import { findAppearance, type Appearance } from './appearance.ts'
import { makeBasemaps, type Basemaps } from './basemap.ts'
import { makeClaimReader, type ClaimReader } from './claims.ts'
import { makeCommitmentReader, type CommitmentReader } from './commitments.ts'
import { makeDoubtReader, type DoubtReader } from './doubts.ts'
import { makeEditionReader, type EditionReader } from './edition-reader.ts'
import { openObservatory, type OpenContext, type OpenObservatory } from './open.ts'
import { makeRegisterReader, type RegisterReader } from './organisations.ts'

export type LiveObservatory = {
  readonly observatory: OpenObservatory
  readonly basemaps: Basemaps
  readonly appearance: Appearance
  /** A file of the folder, by its path. */
  readonly readAsset: (path: string) => Promise<Uint8Array>
  /** Organisations and people, and what changed in them. */
  readonly organisations: RegisterReader
  /** Doubts about figures that were let through. */
  readonly doubts: DoubtReader
  /** Documents, and the claims read in them. */
  readonly claims: ClaimReader
  /** What was promised, and what became of it. */
  readonly commitments: CommitmentReader
  /** Issues of the booklet: written, frozen, published. */
  readonly editions: EditionReader
}

/** Asking the registry at each request would cost more than most pages. */
const TRUSTED_FOR_MS = 1000

/**
 * @param now in milliseconds, from any origin
 * @returns what gives the observatory, at once as long as what it last found is trusted
 */
export async function watchObservatory(
  context: OpenContext,
  first: OpenObservatory,
  now: () => number
): Promise<() => LiveObservatory | Promise<LiveObservatory>> {
  let stamp = await findStamp(context.db)
  let current: LiveObservatory | Promise<LiveObservatory> = await live(context.db, first)
  let asked = now()
  return () => {
    if (now() - asked < TRUSTED_FOR_MS) return current
    asked = now()
    return refreshed()
  }

  async function refreshed(): Promise<LiveObservatory> {
    // A registry that is away for a moment changes nothing, and readers go on reading.
    const found = await findStamp(context.db).catch(() => stamp)
    if (found === stamp) return current
    stamp = found
    const before = current
    const opened = openObservatory(context).then((observatory) => live(context.db, observatory))
    // What is half-loaded or emptied by another process is not shown: the last whole one answers.
    const next = opened.catch(() => before)
    current = next
    const whole = await next
    if (current === next) current = whole
    return whole
  }
}

async function live(db: Db, observatory: OpenObservatory): Promise<LiveObservatory> {
  const { files, settings } = observatory.folder
  const zone = zoneOf(settings)
  const read = (path: string): Promise<Uint8Array> => readAsset(db, path)
  return {
    observatory,
    basemaps: makeBasemaps(observatory, { contours: settings.contours, read }),
    appearance: await findAppearance(files, read),
    readAsset: read,
    organisations: makeRegisterReader(db, zone),
    doubts: makeDoubtReader(db),
    claims: makeClaimReader(db),
    commitments: makeCommitmentReader(db, zone),
    editions: makeEditionReader(db)
  }
}

async function readAsset(db: Db, path: string): Promise<Uint8Array> {
  const bytes = await findAsset(db, path)
  if (bytes) return bytes
  throw new NotFound({
    fr: `Le fichier « ${path} » manque à l’observatoire`,
    en: `The file "${path}" is missing from the observatory`
  })
}
