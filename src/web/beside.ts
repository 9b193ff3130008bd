/** What stands beside the map of an indicator's page: a second map over the same territories, as the address asks. */

import type { Context } from 'hono'
import { indicatorMap, isMapped } from '../usecases/indicator-map.ts'
import type { IndicatorPage } from '../usecases/indicator-page.ts'
import type { BesideChoice, DrawnView } from '../view/indicator-explore.tsx'
import { drawingFor, PAIR_WIDTH } from './indicator-map.ts'
import type { Portal, PortalEnv } from './portal.ts'
import { besideAsked } from './queries.ts'

/** Undefined when none is asked, or nothing can be drawn of it. */
export async function besideOf(
  c: Context<PortalEnv>,
  portal: Portal,
  page: IndicatorPage
): Promise<DrawnView | undefined> {
  const asked = besideAsked(c)
  if (!asked || !page.map) return undefined
  const { observatory } = portal
  const { id, ...ask } = asked
  // Two periods of one indicator are seen in the same classes.
  const cuts = ask.cuts ?? (id === page.indicator.id ? (page.map.cuts ?? page.period) : undefined)
  const { map, indicator, isCount, periods, period } = await indicatorMap(
    observatory,
    observatory.folder.settings,
    id,
    {
      ...ask,
      ...(cuts && { cuts }),
      subject: page.subject.id,
      coverage: page.map.coverage
    }
  )
  const drawn = await drawingFor(portal, { isCount, ...(map && { map }) }, PAIR_WIDTH)
  if (!map || !drawn) return undefined
  return { page: { ...page, indicator, isCount, periods, ...(period && { period }), map }, drawn }
}

/** Those that have something to show on the same territories. */
export function besideChoices({ observatory }: Portal, { map }: Pick<IndicatorPage, 'map'>): readonly BesideChoice[] {
  const { settings, indicators } = observatory.folder
  if (!map) return []
  return settings.themes.flatMap((theme) => {
    const own = indicators.filter((one) => one.theme === theme.id && isMapped(observatory, one, map))
    return own.length > 0 ? [{ theme, indicators: own }] : []
  })
}
