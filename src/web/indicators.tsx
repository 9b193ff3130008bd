/** The list of indicators, each of them everywhere, the sources, and the page of a figure. */

import { Hono } from 'hono'
import { parseFigureAddress, parseIndicatorId } from '../domain/indicators/request.ts'
import { figurePage } from '../usecases/figure-page.ts'
import { answerQuestion } from '../usecases/figures.ts'
import { indicatorPage } from '../usecases/indicator-page.ts'
import { figureCsv } from '../view/figure-csv.ts'
import { figureJson } from '../view/figure-json.ts'
import { FigurePage } from '../view/figure.tsx'
import { IndicatorPage } from '../view/indicator.tsx'
import { IndicatorsPage } from '../view/indicators.tsx'
import { fileName, sendCsv, sendJson } from './downloads.ts'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { MOST_DRAWN, shapesFor } from './maps.ts'
import { perimeterAsked, periodAsked } from './queries.ts'

export const indicators = new Hono<PortalEnv>()

indicators.on('GET', ['/indicateurs', '/en/indicators'], (c) => {
  const { folder } = c.get('portal').observatory
  const themes = folder.settings.themes.map((theme) => ({
    theme,
    indicators: folder.indicators.filter((indicator) => indicator.theme === theme.id)
  }))
  return c.html(<IndicatorsPage frame={frameOf(c)} themes={themes.filter(({ indicators: all }) => all.length > 0)} />)
})

indicators.on('GET', ['/indicateurs/:id', '/en/indicators/:id'], async (c) => {
  const portal = c.get('portal')
  const { observatory } = portal
  const [period, on] = [periodAsked(c), perimeterAsked(c)]
  const page = await indicatorPage(observatory, observatory.folder.settings, parseIndicatorId(c.req.param('id')), {
    ...(period && { period }),
    ...(on && { on })
  })
  const map = page.study && (await shapesFor(portal, page.study.version))
  const listed = observatory.folder.perimeters.filter(
    ({ id }) => observatory.places.place(id, undefined).version.communes.length <= MOST_DRAWN
  )
  return c.html(<IndicatorPage frame={frameOf(c)} page={page} listed={listed} {...(map && { map })} />)
})

indicators.on('GET', ['/chiffres/*', '/en/figures/*'], async (c) => {
  const { observatory } = c.get('portal')
  const { pathname, search } = new URL(c.req.url)
  const [, path = pathname, ending] = /^(.*?)(?:\.(csv|json))?$/.exec(pathname) ?? []
  const request = parseFigureAddress(path + search)
  const name = fileName([request.indicator, request.perimeter, request.period])
  if (ending === 'json') {
    return sendJson(c, name, figureJson(observatory.registry, await answerQuestion(observatory, request)))
  }
  const page = await figurePage(observatory, request)
  if (ending === 'csv') return sendCsv(c, name, figureCsv(page))
  return c.html(<FigurePage frame={frameOf(c)} page={page} />)
})
