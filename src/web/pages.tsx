/** Catalogue and reference pages: sources, freshness, method, words, statements. */

import { Hono } from 'hono'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { entryPage, listEntries } from '../usecases/az.ts'
import { catalogueOf, dataChanges, listSources, sourceSheet } from '../usecases/catalogue.ts'
import { issuesStanding, sourceStanding } from '../usecases/source-standing.ts'
import { geographyChanges } from '../usecases/geography-changes.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { latestFigure, territoryPage } from '../usecases/territory-page.ts'
import { AccessibilityPage } from '../view/accessibility.tsx'
import { EntriesPage, EntryPage, type EntryProps } from '../view/az.tsx'
import { CataloguePage, catalogueCsv } from '../view/catalogue.tsx'
import { FreshnessPage } from '../view/freshness.tsx'
import { GeographyChangesPage } from '../view/geography-changes.tsx'
import { GlossaryPage } from '../view/glossary.tsx'
import { MethodPage } from '../view/method.tsx'
import { SourceSheetPage } from '../view/source-sheet.tsx'
import { LegalPage, OfflinePage, PrivacyPage } from '../view/statements.tsx'
import { SourcesPage } from '../view/sources.tsx'
import { pathTo } from '../view/paths.ts'
import { StylePage } from '../view/style-guide.tsx'
import { claimContext } from './claims.tsx'
import { sendCsv } from './downloads.ts'
import { clockOf } from './edition-files.tsx'
import { frameOf } from './frame.ts'
import { shapesFor } from './maps.ts'
import type { Portal, PortalEnv } from './portal.ts'
import { countsOf } from './territories.tsx'

/** What is late today may not be tomorrow: such a page is drawn each time. */
const OF_THE_DAY = { 'Cache-Control': 'no-store' } as const

/** A count, a rate, one that is refused: shown on the page of style. */
const SAMPLES = ['population', 'vacancy-rate', 'median-living-standard'].map(parseIndicatorId)

export const reference = new Hono<PortalEnv>()

reference.on('GET', ['/sources', '/en/sources'], (c) => {
  const { observatory, today } = c.get('portal')
  const lines = listSources(observatory, today)
  return c.html(<SourcesPage frame={frameOf(c)} lines={lines} today={today} />, 200, OF_THE_DAY)
})

reference.on('GET', ['/sources/:id', '/en/sources/:id'], async (c) => {
  const { observatory, today } = c.get('portal')
  const sheet = await sourceSheet(observatory, c.req.param('id'), today)
  const issues = await issuesStanding(c.get('portal'), sheet.source.id, clockOf(c))
  const { doubts, claims, organisations } = c.get('portal')
  const context = { ...claimContext(c.get('portal')), doubts, claims, register: organisations }
  const standing = await sourceStanding(context, sheet.source.id)
  return c.html(
    <SourceSheetPage frame={frameOf(c)} sheet={sheet} issues={issues} standing={standing} />,
    200,
    OF_THE_DAY
  )
})

reference.on('GET', ['/fraicheur', '/en/freshness'], (c) => {
  const { observatory, today } = c.get('portal')
  return c.html(
    <FreshnessPage
      frame={frameOf(c)}
      today={today}
      lines={listSources(observatory, today)}
      changes={dataChanges(observatory)}
    />,
    200,
    OF_THE_DAY
  )
})

reference.on('GET', ['/catalogue', '/en/catalogue'], (c) =>
  c.html(<CataloguePage frame={frameOf(c)} themes={catalogueOf(c.get('portal').observatory)} />)
)

reference.on('GET', ['/catalogue.csv', '/en/catalogue.csv'], (c) =>
  sendCsv(c, 'catalogue', catalogueCsv(catalogueOf(c.get('portal').observatory)))
)

reference.on('GET', ['/methode', '/en/method'], (c) => c.html(<MethodPage frame={frameOf(c)} />))

reference.on('GET', ['/geographies', '/en/geographies'], (c) => {
  const { latest } = c.get('portal').observatory.atlas.geography
  return c.redirect(pathTo('geographies', frameOf(c).language, String(latest)))
})

reference.on('GET', ['/geographies/:id', '/en/geographies/:id'], async (c) =>
  c.html(
    <GeographyChangesPage
      frame={frameOf(c)}
      page={await geographyChanges(c.get('portal').observatory, c.req.param('id'))}
    />
  )
)

reference.on('GET', ['/glossaire', '/en/glossary'], (c) => c.html(<GlossaryPage frame={frameOf(c)} />))

reference.on('GET', ['/accessibilite', '/en/accessibility'], (c) => c.html(<AccessibilityPage frame={frameOf(c)} />))

reference.on('GET', ['/mentions-legales', '/en/legal-notice'], (c) => {
  const { publisher, contours } = c.get('portal').observatory.folder.settings
  const attributions = contours.map(({ attribution }) => attribution)
  return c.html(<LegalPage frame={frameOf(c)} attributions={attributions} {...(publisher && { publisher })} />)
})

reference.on('GET', ['/donnees-personnelles', '/en/personal-data'], (c) => {
  const { publisher } = c.get('portal').observatory.folder.settings
  return c.html(<PrivacyPage frame={frameOf(c)} {...(publisher && { publisher })} />)
})

reference.on('GET', ['/hors-ligne', '/en/offline'], (c) => c.html(<OfflinePage frame={frameOf(c)} />))

reference.on('GET', ['/a-z', '/en/a-z'], async (c) => {
  const { observatory, readAsset } = c.get('portal')
  return c.html(<EntriesPage frame={frameOf(c)} entries={await listEntries(observatory.folder.files, readAsset)} />)
})

reference.on('GET', ['/a-z/:id', '/en/a-z/:id'], async (c) => {
  const portal = c.get('portal')
  const { observatory, readAsset, claims } = portal
  const frame = frameOf(c)
  const word = c.req.param('id')
  const { map, ...page } = await entryPage(observatory, readAsset, claims, word, frame.language)
  if (page.id !== word) return c.redirect(pathTo('entries', frame.language, page.id))
  const located = map && (await placeDrawn(portal, map))
  // Claims change with what people write, not with the observatory that pages are kept with.
  const headers = page.stated.length > 0 ? OF_THE_DAY : {}
  return c.html(<EntryPage frame={frame} {...page} {...(located && { located })} />, 200, headers)
})

/** The map of a perimeter, as its own page draws it. */
async function placeDrawn(portal: Portal, id: PerimeterId): Promise<EntryProps['located']> {
  const { observatory } = portal
  const page = await territoryPage(observatory, observatory.folder.settings, id)
  const map = await shapesFor(portal, page.answer.version)
  return map && { perimeter: page.answer.perimeter, contours: map.contours, shapes: map.shapes, counts: countsOf(page) }
}

reference.on('GET', ['/style', '/en/style'], async (c) => {
  const { observatory, assets } = c.get('portal')
  const [perimeter] = observatory.folder.settings.perimeters
  const found = perimeter ? await Promise.all(SAMPLES.map((id) => latestFigure(observatory, id, perimeter))) : []
  const figures = found.filter((figure) => figure !== undefined)
  return c.html(<StylePage frame={frameOf(c)} appearance={assets.appearance} figures={figures} />)
})
