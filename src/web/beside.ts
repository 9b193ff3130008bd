/** What stands beside the map of an indicator's page: a second map over the same territories, as the address asks. */

import type { Context } from 'hono'
import { indicatorMap } from '../usecases/indicator-map.ts'
import type { IndicatorPage } from '../usecases/indicator-page.ts'
import type { BesideChoice, DrawnView } from '../view/indicator-explore.tsx'
import { drawingFor } from './indicator-map.ts'
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
  const drawn = await drawingFor(portal, { isCount, ...(map && { map }) })
  if (!map || !drawn) return undefined
  return { page: { ...page, indicator, isCount, periods, ...(period && { period }), map }, drawn }
}

/** Ranks are not drawn. */
export function besideChoices(portal: Portal): readonly BesideChoice[] {
  const { settings, indicators } = portal.observatory.folder
  return settings.themes.map((theme) => ({
    theme,
    indicators: indicators.filter((one) => one.theme === theme.id && one.formula.kind !== 'rank')
  }))
}
