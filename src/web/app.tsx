/** The portal: pages, downloads, the files they link to, and the headers that keep them safe and cached. */

import { Hono, type Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Access } from '../usecases/access.ts'
import type { Service } from '../usecases/service.ts'
import { checkForm, knowVisitor, refuseNul } from './access.ts'
import { accountRoutes } from './account.tsx'
import { addressRoutes } from './address.tsx'
import { communes } from './communes.tsx'
import { claimImport } from './claim-import.tsx'
import { claims } from './claims.tsx'
import { commitmentForms } from './commitment-forms.tsx'
import { commitments, propositions } from './commitments.tsx'
import { compared } from './compare.tsx'
import { compress, encodingOf, fileAs } from './compress.ts'
import { doubts } from './doubts.tsx'
import { dataRequests } from './data-requests.tsx'
import { definitions } from './definitions.tsx'
import { drafts, keepLateForms } from './drafts.ts'
import { editionEditor } from './edition-editor.tsx'
import { editionSettings } from './edition-settings.tsx'
import { editionQueue } from './edition-queue.tsx'
import { editions } from './editions.tsx'
import { published } from './edition-published.tsx'
import { keepDrawingsWhole } from './drawing-files.ts'
import { journal } from './journal.tsx'
import { notificationRoutes } from './notifications.tsx'
import { organisations } from './organisations.tsx'
import { onError, onNotFound, type Log } from './errors.tsx'
import { denyUndeclared, guarded, reading } from './guard.ts'
import { indicators } from './indicators.tsx'
import { mapData } from './map-data.ts'
import { openToFrames } from './embed.ts'
import { keepPages, makePageCache, type PageCache } from './page-cache.ts'
import type { Portal, PortalEnv } from './portal.ts'
import { reference } from './pages.tsx'
import { people } from './people.tsx'
import { registerChanges } from './register-changes.tsx'
import { registerForms } from './register-forms.tsx'
import { search } from './search.tsx'
import { sendSitemap, sitemapLine } from './sitemap.ts'
import { keepDesk, monitored, serviceRoutes, timePages } from './service.tsx'
import { signInRoutes } from './sign-in.tsx'
import { classKits } from './class-kit.tsx'
import { speeches } from './speech.tsx'
import { territories } from './territories.tsx'
import { mark } from './whole.ts'
import { workshop } from './workshop.tsx'
import { workspace } from './workspace.tsx'

export type AppOptions = {
  /** Asked at each request: an import or a load gives another observatory. */
  readonly portal: () => Portal | Promise<Portal>
  /** Where faults of ours are told. */
  readonly log: Log
  /** Wakes the queue of this process; absent where it has none. */
  readonly hurry?: () => void
  /** Measures how the service is; absent where nobody asks. */
  readonly service?: Service
  /** Asked at each request; absent on a portal that is only read. */
  readonly access?: () => Access | undefined
}

const FOREVER = 'public, max-age=31536000, immutable'
/** A page is asked again each time, and answered by « not modified » as long as it is the same. */
const REVALIDATED = 'no-cache'

export function makeApp(
  { portal, log, access, service, hurry = () => undefined }: AppOptions,
  pages: PageCache = makePageCache()
): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>()
  app.route('/', monitored(service))
  app.use(timePages(service))
  app.use(async (c, next) => {
    c.set('portal', await portal())
    c.set('hurry', hurry)
    await next()
  })
  app.use(knowVisitor(access))
  app.use(keepDesk(service))
  app.use(keepPages(pages))
  app.use(keepDrawingsWhole)
  app.use('/embed/*', openToFrames)
  app.use('/en/embed/*', openToFrames)
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        // Places on a chart are computed: they stand in the attribute of their own element, never in a sheet.
        styleSrcAttr: ["'unsafe-inline'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"]
      },
      // Said by the server that holds the certificate; this one speaks plain HTTP behind it.
      strictTransportSecurity: false,
      referrerPolicy: 'same-origin'
    })
  )
  app.use(compress())
  app.use(mark())
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', REVALIDATED)
  })
  app.use(refuseNul)
  app.use(denyUndeclared)
  app.use(keepLateForms)
  app.use(checkForm)
  app.get('/assets/:name', guarded('page.read'), (c) => sendFile(c, c.req.path, { 'Cache-Control': FOREVER }))
  app.get('/sw.js', guarded('page.read'), (c) => sendFile(c, '/sw.js', {}))
  app.get('/robots.txt', guarded('page.read'), (c) =>
    c.text(['User-agent: *', 'Allow: /', ...sitemapLine(c), ''].join('\n'))
  )
  app.get('/sitemap.xml', guarded('page.read'), sendSitemap)
  app.route('/', signInRoutes)
  app.route('/', accountRoutes)
  app.route('/', addressRoutes)
  app.route('/', notificationRoutes)
  app.route('/', serviceRoutes)
  app.route('/', reading(definitions))
  app.route('/', reading(territories))
  app.route('/', reading(mapData))
  app.route('/', reading(indicators))
  app.route('/', reading(reference))
  app.route('/', reading(search))
  app.route('/', reading(compared))
  app.route('/', reading(speeches))
  app.route('/', reading(classKits))
  app.route('/', drafts)
  app.route('/', registerForms)
  app.route('/', registerChanges)
  app.route('/', people)
  app.route('/', dataRequests)
  app.route('/', organisations)
  app.route('/', journal)
  app.route('/', claimImport)
  app.route('/', claims)
  // Before the pages of an edition: « nouvelle » is none.
  app.route('/', editionSettings)
  app.route('/', editionEditor)
  app.route('/', published)
  app.route('/', editionQueue)
  app.route('/', editions)
  app.route('/', commitmentForms)
  app.route('/', commitments)
  app.route('/', propositions)
  app.route('/', doubts)
  app.route('/', communes)
  app.route('/', workspace)
  app.route('/', reading(workshop))
  app.notFound(onNotFound)
  app.onError(onError(log))
  return app
}

async function sendFile(c: Context<PortalEnv>, path: string, headers: Record<string, string>): Promise<Response> {
  const asset = c.get('portal').assets.files.get(path)
  if (!asset) return c.notFound()
  const encoding = encodingOf(c.req.header('Accept-Encoding'))
  const bytes = await fileAs(asset, encoding)
  const encoded = bytes !== asset.bytes && encoding && { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' }
  return c.body(bytes, 200, { ...headers, 'Content-Type': asset.type, ...encoded })
}
