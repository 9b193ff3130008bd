/** What every route of the portal works on. */

import type { OpenObservatory } from '../usecases/open.ts'
import type { Basemaps } from '../usecases/basemap.ts'
import type { AssetFiles } from './assets.ts'

export type Portal = {
  readonly observatory: OpenObservatory
  readonly basemaps: Basemaps
  readonly assets: AssetFiles
}

/** What Hono carries from request to route. */
export type PortalEnv = { readonly Variables: { readonly portal: Portal } }
