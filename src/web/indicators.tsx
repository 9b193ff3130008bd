/** The list of indicators, each of them everywhere, the sources, and the page of a figure. */

import { Hono, type Context } from 'hono'
import { parseFigureAddress, parseIndicatorId } from '../domain/indicators/request.ts'
import { tellDoubts } from '../usecases/doubt-page.ts'
import { issuesCiting } from '../usecases/edition-published.ts'
import { figurePage } from '../usecases/figure-page.ts'
import { answerQuestion } from '../usecases/figures.ts'
import { indicatorPage, type IndicatorPage as IndicatorFacts } from '../usecases/indicator-page.ts'
import { figureCsv } from '../view/figure-csv.ts'
import { figureJson } from '../view/figure-json.ts'
import { FigurePage } from '../view/figure.tsx'
import type { Ending } from '../view/indicator-links.ts'
import { IndicatorEmbed, IndicatorTablePage } from '../view/indicator-table.tsx'
import { IndicatorPage } from '../view/indicator.tsx'
import { IndicatorsPage } from '../view/indicators.tsx'
import { besideChoices, besideOf } from './beside.ts'
import { fileName, sendCsv, sendJson } from './downloads.ts'
import { clockOf } from './edition-files.tsx'
import { frameOf } from './frame.ts'
import { sendIndicator } from './indicator-files.tsx'
import { drawingFor, PAIR_WIDTH } from './indicator-map.ts'
import type { PortalEnv } from './portal.ts'
import { coverageAsked, cutsAsked, periodAsked, refuseDay, territoryAsked } from './queries.ts'

export const indicators = new Hono<PortalEnv>()

indicators.on('GET', ['/indicateurs', '/en/indicators'], (c) => {
  const { folder } = c.get('portal').observatory
  const themes = folder.settings.themes.map((theme) => ({
    theme,
    indicators: folder.indicators.filter((indicator) => indicator.theme === theme.id)
  }))
  return c.html(<IndicatorsPage frame={frameOf(c)} themes={themes.filter(({ indicators: all }) => all.length > 0)} />)
})

indicators.on('GET', ['/indicateurs/:id/table', '/en/indicators/:id/table'], async (c) =>
  c.html(<IndicatorTablePage frame={frameOf(c)} page={await pageAsked(c, c.req.param('id'))} />)
)

/** The one page that other sites may frame: see `openToFrames`. */
indicators.on('GET', ['/embed/indicateurs/:id', '/en/embed/indicators/:id'], async (c) => {
  const page = await pageAsked(c, c.req.param('id'))
  const drawn = await drawingFor(c.get('portal'), page)
  return c.html(<IndicatorEmbed frame={frameOf(c)} page={page} {...(drawn && { drawn })} />)
})

indicators.on('GET', ['/indicateurs/:id', '/en/indicators/:id'], async (c) => {
  const [, id = '', ending] = FILE.exec(c.req.param('id')) ?? []
  const page = await pageAsked(c, id)
  const portal = c.get('portal')
  if (isEnding(ending)) return sendIndicator(c, ending, page, await drawingFor(portal, page))
  const { origin } = new URL(c.req.url)
  const beside = await besideOf(c, portal, page)
  const drawn = await drawingFor(portal, page, beside && PAIR_WIDTH)
  return c.html(
    <IndicatorPage
      frame={frameOf(c)}
      page={page}
      origin={origin}
      choices={besideChoices(portal, page)}
      {...(drawn && { drawn })}
      {...(beside && { beside })}
    />
  )
})

const FILE = /^(.*?)(?:\.(csv|json|xlsx|parquet|svg|png))?$/

function isEnding(text: string | undefined): text is Ending {
  return text !== undefined
}

function pageAsked(c: Context<PortalEnv>, id: string): Promise<IndicatorFacts> {
  const { observatory } = c.get('portal')
  refuseDay(c)
  const [period, subject, coverage, cuts] = [periodAsked(c), territoryAsked(c), coverageAsked(c), cutsAsked(c)]
  return indicatorPage(observatory, observatory.folder.settings, parseIndicatorId(id), {
    ...(period && { period }),
    ...(subject && { subject }),
    ...(coverage && { coverage }),
    ...(cuts && { cuts })
  })
}

/** At one figure; all are on their own page. */
const MOST_DOUBTS = 20

indicators.on('GET', ['/chiffres/*', '/en/figures/*'], async (c) => {
  refuseDay(c)
  const { observatory } = c.get('portal')
  const { pathname, search } = new URL(c.req.url)
  const [, path = pathname, ending] = /^(.*?)(?:\.(csv|json))?$/.exec(pathname) ?? []
  const request = parseFigureAddress(path + search)
  const name = fileName([request.indicator, request.perimeter, request.period])
  if (ending === 'json') {
    return sendJson(c, name, figureJson(observatory.registry, await answerQuestion(observatory, request)))
  }
  const page = await figurePage(observatory, request)
  if (ending === 'csv') return sendCsv(c, name, figureCsv(page, frameOf(c).language))
  const portal = c.get('portal')
  const doubts = await tellDoubts(portal, await portal.doubts.list({ about: request, limit: MOST_DOUBTS }))
  // A period that nobody tells of is no page of the observatory; the answer says which are.
  const status = page.figure.reason === 'no-vintage' ? 404 : 200
  const citing = await issuesCiting(portal, request, clockOf(c))
  return c.html(<FigurePage frame={frameOf(c)} page={page} doubts={doubts} citing={citing} />, status)
})
