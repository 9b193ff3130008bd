/** Home, the list of territories, and the page of each. */

import { Hono, type Context } from 'hono'
import { dayThere } from '../domain/shared/time-zone.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { findCommitmentSummary } from '../usecases/commitments.ts'
import { missingSources } from '../usecases/news.ts'
import { publicIssues } from '../usecases/edition-published.ts'
import { homeOf, listPerimeters } from '../usecases/portal.ts'
import { peerFigures } from '../usecases/territory-peers.ts'
import { territoryPage, type TerritoryPage as TerritoryFacts } from '../usecases/territory-page.ts'
import type { Count } from '../view/count-map.tsx'
import { HomePage, TerritoriesPage, type HomeProps } from '../view/home.tsx'
import { territoryCsv } from '../view/territory-csv.ts'
import { TerritoryPage } from '../view/territory.tsx'
import { fileName, sendCsv } from './downloads.ts'
import { clockOf } from './edition-files.tsx'
import { frameOf, zoneOf } from './frame.ts'
import { shapesFor } from './maps.ts'
import type { PortalEnv } from './portal.ts'
import { comparedWith, geographyAsked, refuseDay } from './queries.ts'

export const territories = new Hono<PortalEnv>()

territories.on('GET', ['/', '/en', '/en/'], async (c) => {
  const { observatory, today } = c.get('portal')
  const [home, account] = await Promise.all([homeOf(observatory), accountOf(c)])
  const map = home.front && (await shapesFor(c.get('portal'), home.front.version))
  return c.html(
    <HomePage
      frame={frameOf(c)}
      description={observatory.folder.settings.description}
      account={account}
      home={{ ...home, missing: [...home.missing, ...missingSources(observatory, today)] }}
      {...(map && home.front && { map: { shapes: map.shapes, counts: countsOf(home.front) } })}
    />,
    200,
    // What is late today may not be tomorrow.
    { 'Cache-Control': 'no-store' }
  )
})

/** What was promised, and the latest issue that is out: neither is kept with the observatory. */
async function accountOf(c: Context<PortalEnv>): Promise<HomeProps['account']> {
  const { commitments, claims, editions, published } = c.get('portal')
  const [register, { claims: all }, [latest]] = await Promise.all([
    commitments.register(),
    claims.register(),
    publicIssues(editions, clockOf(c))
  ])
  const promised = findCommitmentSummary(register, all)
  if (!latest) return { ...(promised && { promised }) }
  const { edition, digest } = latest.issue
  const errata = await published.errata(edition.id)
  return {
    ...(promised && { promised }),
    issue: {
      ...{ id: edition.id, title: edition.title, subtitle: edition.subtitle, language: edition.language },
      on: dayThere(zoneOf(c), latest.publication.publishedAt),
      corrections: errata.filter((one) => one.digest === digest).length
    }
  }
}

territories.on('GET', ['/territoires', '/en/territories'], async (c) => {
  const { observatory } = c.get('portal')
  return c.html(
    <TerritoriesPage frame={frameOf(c)} lines={await listPerimeters(observatory, observatory.folder.settings)} />
  )
})

territories.on('GET', ['/territoires/:id{.+\\.csv}', '/en/territories/:id{.+\\.csv}'], async (c) => {
  const id = c.req.param('id').replace(/\.csv$/, '')
  const page = await findPage(c, id)
  const { observatory } = c.get('portal')
  const peers = page.placing ? await peerFigures(observatory, page.placing) : []
  const text = territoryCsv(observatory.registry, { ...page, peers }, frameOf(c).language)
  return sendCsv(c, fileName(['territoire', id]), text)
})

territories.on('GET', ['/territoires/:id', '/en/territories/:id'], async (c) => {
  const portal = c.get('portal')
  const page = await findPage(c, c.req.param('id'))
  const map = await shapesFor(portal, page.answer.version)
  return c.html(
    <TerritoryPage frame={frameOf(c)} page={page} listed={portal.observatory.folder.perimeters} {...(map && { map })} />
  )
})

function findPage(c: Context<PortalEnv>, id: string): Promise<TerritoryFacts> {
  const { observatory } = c.get('portal')
  refuseDay(c)
  const [compared, geography] = [comparedWith(c), geographyAsked(c)]
  return territoryPage(observatory, observatory.folder.settings, parsePerimeterId(id), {
    ...(compared && { with: compared }),
    ...(geography !== undefined && { geography })
  })
}

/** Inhabitants of each commune, as its map draws them. */
export function countsOf({ communes }: Pick<TerritoryFacts, 'communes'>): readonly Count[] {
  return communes.map(({ territory, name, cell }) => ({ code: codeOf(territory), name, cell }))
}
