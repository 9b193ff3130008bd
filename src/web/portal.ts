/** What every route of the portal works on. */

import type { OpenObservatory } from '../usecases/open.ts'
import type { Basemaps } from '../usecases/basemap.ts'
import type { ClaimReader } from '../usecases/claims.ts'
import type { CommitmentReader } from '../usecases/commitments.ts'
import type { DoubtReader } from '../usecases/doubts.ts'
import type { PublishedReader } from '../usecases/edition-published.ts'
import type { EditionReader } from '../usecases/edition-reader.ts'
import type { RegisterReader } from '../usecases/organisations.ts'
import type { Access, Visitor } from '../usecases/access.ts'
import type { Level } from '../domain/service/health.ts'
import type { Service } from '../usecases/service.ts'
import type { AssetFiles } from './assets.ts'

export type Portal = {
  readonly observatory: OpenObservatory
  readonly basemaps: Basemaps
  readonly assets: AssetFiles
  /** The day, `YYYY-MM-DD`: what is late depends on it. */
  readonly today: string
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
  /** Their files, and what was corrected of them. */
  readonly published: PublishedReader
}

/** What Hono carries from request to route. */
export type PortalEnv = {
  readonly Variables: {
    readonly portal: Portal
    /** Undefined where nobody signs in: a portal without accounts. */
    readonly access: Access | undefined
    readonly visitor: Visitor
    /** Wakes whoever does what was just asked for, where somebody of this process does. */
    readonly hurry: () => void
    /** Undefined where nothing is measured. */
    readonly service: Service | undefined
    /** What the head of a page tells; undefined for whoever is not signed in. */
    readonly desk: { readonly unread: number; readonly level: Level | undefined } | undefined
  }
}
