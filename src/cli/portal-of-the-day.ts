/** What the portal shows, made again when the observatory changes, and each day of where it is. */

import { zoneOf } from '../domain/indicators/settings.ts'
import { dayThere, endOf } from '../domain/shared/time-zone.ts'
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
    const zone = zoneOf(live.observatory.folder.settings)
    const today = dayThere(zone, at)
    const portal = { ...rest, ...given, assets: await assetsOf(appearance), today }
    last = { live, portal, until: Date.parse(endOf(zone, today)) }
    begin(portal)
    return portal
  }
}
