/** Keeps the last pages that were read, with their files, so that they read again without a network. */

const PAGES = 'pages-1'
const FILES = 'files-1'
const MOST_PAGES = 60
const MOST_FILES = 40
const OFFLINE = { fr: '/hors-ligne', en: '/en/offline' }

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all(Object.values(OFFLINE).map(keep)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

/** A page that was open before this worker tells its own address. */
self.addEventListener('message', (event) => {
  const address = new URL(String(event.data), self.location.origin)
  if (address.origin === self.location.origin) event.waitUntil(keep(address.pathname + address.search))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
  else if (request.mode === 'navigate') event.respondWith(pageOf(event))
})

/** The network first: a figure may have changed. */
async function pageOf(event) {
  const { request } = event
  try {
    const response = await fetch(request)
    event.waitUntil(store(request.url, response.clone()))
    return response
  } catch {
    const language = /^\/en(\/|$)/.test(new URL(request.url).pathname) ? 'en' : 'fr'
    const kept = (await caches.match(request.url)) ?? (await caches.match(OFFLINE[language]))
    return kept ?? Response.error()
  }
}

/** Names of files hold their content: what is kept never goes stale. */
async function fileOf(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await put(FILES, MOST_FILES, request.url, response.clone())
  return response
}

async function keep(address) {
  const response = await fetch(address)
  await store(new URL(address, self.location.origin).href, response)
}

/** A page goes with the sheet, the faces and the icon that it needs. */
async function store(address, response) {
  const isPage = response.ok && !response.redirected && /^text\/html/.test(response.headers.get('content-type') ?? '')
  const isOfOne = /private/.test(response.headers.get('cache-control') ?? '')
  if (!isPage || isOfOne) return
  const text = await response.clone().text()
  const files = new Set([...text.matchAll(/"(\/assets\/[\w.-]+)"/g)].map(([, file]) => file))
  await Promise.all([...files].map((file) => fileOf(new Request(file)).catch(() => undefined)))
  await put(PAGES, MOST_PAGES, address, response)
}

/** The oldest leave first; the two pages of this worker stay, and the sheet and the faces of the last build. */
async function put(name, most, address, response) {
  const cache = await caches.open(name)
  // It takes the place of what was kept at once: never a moment without.
  await cache.put(address, response)
  const keys = await cache.keys()
  const stays = new Set([...Object.values(OFFLINE), ...lastOfEach(keys.map(pathOf))])
  const others = keys.filter((key) => !stays.has(pathOf(key)))
  await Promise.all(others.slice(0, Math.max(0, others.length - most)).map((key) => cache.delete(key)))
}

/** Of each file that every page needs, the one kept last: `/assets/sans-1a2b3c4d5e.woff2`. */
function lastOfEach(paths) {
  const named = paths.flatMap((path) => {
    const [, name] = /^\/assets\/(sans|serif|style)-/.exec(path) ?? []
    return name ? [[name, path]] : []
  })
  return new Map(named).values()
}

function pathOf({ url }) {
  return new URL(url).pathname
}

async function forgetOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== PAGES && name !== FILES).map((name) => caches.delete(name)))
}
