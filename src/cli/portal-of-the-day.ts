/** What the portal shows, made again when the observatory changes, and each day. */

import type { Appearance } from '../usecases/appearance.ts'
import type { LiveObservatory } from '../usecases/live.ts'
import type { AssetFiles } from '../web/assets.ts'
import type { Portal } from '../web/portal.ts'

/** The same portal, at once, as long as the observatory and the day are the same. */
export function portalOfTheDay(
  current: () => LiveObservatory | Promise<LiveObservatory>,
  assetsOf: (appearance: Appearance) => Promise<AssetFiles>,
  now: () => Date,
  /** Told of each other one: figures may have changed, or the day. */
  begin: (portal: Portal) => void,
  given: Pick<Portal, 'published'>
): () => Portal | Promise<Portal> {
  let last: { readonly live: LiveObservatory; readonly portal: Portal; readonly until: number } | undefined
  return () => {
    const found = current()
    return last && found === last.live && now().getTime() < last.until ? last.portal : make(found)
  }

  async function make(found: LiveObservatory | Promise<LiveObservatory>): Promise<Portal> {
    const live = await found
    const { appearance, ...rest } = live
    const at = now()
    const portal = { ...rest, ...given, assets: await assetsOf(appearance), today: at.toISOString().slice(0, 10) }
    last = { live, portal, until: at.setUTCHours(24, 0, 0, 0) }
    begin(portal)
    return portal
  }
}
