/** Comparison of territories: its address holds all of it. */

import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { SideBySide } from '../domain/indicators/beside.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { InvalidInput, NotFound, ObservatoryError } from '../domain/shared/errors.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  compare,
  findTerritories,
  MOST_INDICATORS,
  readTerritories,
  type CompareQuestion,
  type Trouble
} from '../usecases/compare.ts'
import { vintagesOf } from '../usecases/indicator-page.ts'
import { compareCsv, compareJson } from '../view/compare-data.ts'
import { MultiplesDrawing, ScatterDrawing } from '../view/compare-drawings.tsx'
import { compareHref, type CompareState } from '../view/compare-links.ts'
import { ComparePage } from '../view/compare.tsx'
import { QUERY } from '../view/paths.ts'
import { fileName, sendCsv, sendJson } from './downloads.ts'
import { markupOf, pressFor, sendDrawing } from './drawing-files.ts'
import { frameOf, languageOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { chartAsked } from './queries.ts'

/** Shown when none was chosen. */
const FIRST_INDICATORS = 4
const LONGEST = 200

export const compared = new Hono<PortalEnv>()

compared.on('GET', ['/comparer', '/en/compare'], async (c) => {
  const { observatory } = c.get('portal')
  const { folder } = observatory
  const frame = frameOf(c)
  const { question, state, troubles } = read(c)
  const text = (one(c, 'add') ?? '').trim().slice(0, LONGEST)
  const found = text ? findTerritories(observatory, text) : []
  const link = (id: string): string =>
    compareHref(frame.language, { ...state, territories: [...new Set([...state.territories, id])] })
  const [only] = found
  if (only && found.length === 1) return c.redirect(link(only.id), 303)
  const asked = text && {
    text,
    hits: found.map(({ id, label, detail }) => ({
      href: link(id),
      title: label[frame.language],
      detail: detail[frame.language]
    }))
  }
  const themes = folder.settings.themes.map((theme) => ({
    theme,
    indicators: folder.indicators.filter((indicator) => indicator.theme === theme.id)
  }))
  const status = text && found.length === 0 ? 404 : statusOf(troubles)
  if (status !== 200) c.header('Cache-Control', 'no-store')
  return c.html(
    <ComparePage
      frame={frame}
      state={state}
      page={await compare(observatory, question)}
      themes={themes.filter(({ indicators }) => indicators.length > 0)}
      listed={folder.perimeters}
      troubles={troubles.map(({ why }) => why)}
      {...(asked && { asked })}
    />,
    status
  )
})

compared.on('GET', ['/comparer.csv', '/en/compare.csv'], async (c) => {
  const { question } = strict(c)
  const { observatory } = c.get('portal')
  return sendCsv(c, nameOf(question), compareCsv(observatory.registry, await compare(observatory, question)))
})

compared.on('GET', ['/comparer.json', '/en/compare.json'], async (c) => {
  const { question } = strict(c)
  const { observatory } = c.get('portal')
  return sendJson(c, nameOf(question), compareJson(observatory.registry, await compare(observatory, question)))
})

compared.on('GET', ['/comparer.svg', '/en/compare.svg'], (c) => draw(c, 'svg'))
compared.on('GET', ['/comparer.png', '/en/compare.png'], (c) => draw(c, 'png'))

/** The small multiples, or the two indicators where `graphique=nuage`. */
async function draw(c: Context<PortalEnv>, ending: 'svg' | 'png'): Promise<Response> {
  const { observatory } = c.get('portal')
  const { question, state } = strict(c)
  const chart = chartAsked(c) ?? 'evolution'
  const page = await compare(observatory, question)
  const press = await pressFor(c, ending, compareHref(languageOf(c.req.path), state))
  const { scatter } = page
  const figures = scatter && chart === 'scatter' ? scatter.chosen.flatMap(({ x, y }) => [x, y]) : shownIn(page)
  const part = { page, press, vintages: vintagesOf(observatory.registry, figures) }
  const drawing =
    chart === 'scatter' ? await markupOf(<ScatterDrawing {...part} />) : await markupOf(<MultiplesDrawing {...part} />)
  if (drawing === undefined || !['scatter', 'evolution'].includes(chart)) return c.notFound()
  return sendDrawing(c, `${nameOf(question)}-${chart}`, ending, drawing)
}

function shownIn({ columns }: SideBySide): readonly Figure[] {
  return columns.flatMap(({ evolutions }) => evolutions.flat())
}

type Asked = {
  readonly question: CompareQuestion
  readonly state: CompareState
  readonly troubles: readonly Pick<Trouble, 'code' | 'why'>[]
}

/** What can be shown is, beside what was wrong with the rest. */
function read(c: Context<PortalEnv>): Asked {
  const { observatory } = c.get('portal')
  const { ids, troubles } = readTerritories(observatory, many(c, 'territories').map(free))
  const faults: Pick<Trouble, 'code' | 'why'>[] = [...troubles]
  const asked = many(c, 'indicators')
  const indicators = [...new Set(asked.flatMap((text) => attempt(() => indicatorAsked(c, text))))]
  if (indicators.length > MOST_INDICATORS)
    faults.push({ code: 'invalid-input', why: tooManyIndicators(indicators.length) })
  const shown = asked.length === 0 ? firstIndicators(c, ids) : indicators.slice(0, MOST_INDICATORS)
  const [x, y] = (['across', 'up'] as const).map((name) => {
    const text = one(c, name)
    return text === undefined ? undefined : attempt(() => indicatorAsked(c, text))[0]
  })
  const [among, like] = (['peers', 'like'] as const).map((name) => {
    const text = one(c, name)
    if (text === undefined) return undefined
    const found = readTerritories(observatory, [free(text)])
    faults.push(...found.troubles)
    return found.ids[0]
  })
  const options = { ...(x && { x }), ...(y && { y }), ...(among && { among }), ...(like && { like }) }
  return {
    question: { territories: ids, indicators: shown, ...options },
    state: { territories: ids, indicators, ...options },
    troubles: faults
  }

  function attempt(find: () => IndicatorId): readonly IndicatorId[] {
    try {
      return [find()]
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      faults.push({ code: error.code, why: error.text })
      return []
    }
  }
}

/** A file has no room for what was wrong. */
function strict(c: Context<PortalEnv>): Asked {
  const asked = read(c)
  const [fault] = asked.troubles
  if (!fault) return asked
  throw fault.code === 'invalid-input' ? new InvalidInput(fault.why) : new NotFound(fault.why)
}

function indicatorAsked(c: Context<PortalEnv>, text: string): IndicatorId {
  return indicatorOf(c.get('portal').observatory.registry, parseIndicatorId(text)).id
}

function firstIndicators(c: Context<PortalEnv>, ids: readonly PerimeterId[]): readonly IndicatorId[] {
  const { settings } = c.get('portal').observatory.folder
  if (ids.length === 0) return []
  const known = ['population', 'density', 'vacancy-rate', 'unemployment-census']
  return settings.indicators.filter((id) => known.includes(id)).slice(0, FIRST_INDICATORS)
}

function statusOf(troubles: readonly Pick<Trouble, 'code'>[]): ContentfulStatusCode {
  if (troubles.some(({ code }) => code === 'invalid-input')) return 400
  return troubles.length > 0 ? 404 : 200
}

function tooManyIndicators(count: number): Text {
  return {
    fr: `${count} indicateurs demandés : les ${MOST_INDICATORS} premiers sont montrés`,
    en: `${count} indicators asked for: the first ${MOST_INDICATORS} are shown`
  }
}

function nameOf({ territories }: CompareQuestion): string {
  return fileName(['comparer', ...territories]).slice(0, 80)
}

/** A plus sign typed in an address means a space: in the name of a free perimeter it was a plus sign. */
function free(text: string): string {
  return text.startsWith('libre:') ? text.replaceAll(' ', '+') : text
}

function many(c: Context<PortalEnv>, name: keyof typeof QUERY): readonly string[] {
  const given = [...(c.req.queries(QUERY[name].fr) ?? []), ...(c.req.queries(QUERY[name].en) ?? [])]
  return given
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

function one(c: Context<PortalEnv>, name: keyof typeof QUERY): string | undefined {
  return c.req.query(QUERY[name].fr) || c.req.query(QUERY[name].en) || undefined
}
