/** A portal with accounts, asked without a socket by browsers that keep their cookies. */

import { createHmac, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { GrantedRole } from '../../src/domain/access/role.ts'
import { NO_COMMITMENTS } from '../../src/domain/commitments/commitment-register.ts'
import { NotFound } from '../../src/domain/shared/errors.ts'
import { NO_CLAIMS } from '../../src/domain/sources/claim-register.ts'
import { NO_DOUBTS } from '../../src/usecases/doubts.ts'
import { NOTHING_PUBLISHED } from '../../src/usecases/edition-published.ts'
import { NO_EDITIONS } from '../../src/usecases/edition-reader.ts'
import { openSession, type Access, type Cookies } from '../../src/usecases/access.ts'
import { insertAccount, insertGrant } from '../../src/store/access.ts'
import { ROOT } from '../../src/root.ts'
import { makeService } from '../../src/usecases/service.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal, PortalEnv } from '../../src/web/portal.ts'
import { HERE, openOffice, type Office } from '../usecases/access-office.ts'

export type Browser = {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  /** With the token of the page of that address, or of the sign-in page. */
  readonly post: (path: string, fields?: Readonly<Record<string, string>>, options?: PostOptions) => Promise<Response>
  readonly cookies: Map<string, string>
}

export type PostOptions = {
  readonly from?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of a form: what a script of ours, or a form with a file, sends. */
  readonly body?: string | FormData
}

export type WebOffice = Office & { readonly app: Hono<PortalEnv> }

/** Holds what the frame of a page needs and no figure: a page of figures fails at once, after its guard. */
export const HOLLOW = {
  observatory: {
    places: {
      place() {
        throw new NotFound({ fr: 'Rien ici', en: 'Nothing here' })
      }
    },
    registry: { perimeters: new Map(), indicators: new Map() },
    folder: {
      sources: [],
      settings: { name: { fr: 'Observatoire', en: 'Observatory' }, demonstration: true, perimeters: [] }
    }
  },
  assets: {
    links: { style: '/s.css', sans: '/s.woff2', icon: '/i.svg', offline: '/o.js', islands: {} },
    files: new Map(),
    appearance: { theme: {} }
  },
  today: '2026-11-22',
  doubts: NO_DOUBTS,
  claims: { register: () => Promise.resolve(NO_CLAIMS), changes: () => Promise.resolve([]) },
  commitments: { register: () => Promise.resolve(NO_COMMITMENTS), changes: () => Promise.resolve([]) },
  editions: NO_EDITIONS,
  published: NOTHING_PUBLISHED,
  organisations: {
    register: () => Promise.resolve({ organisations: [], lists: [], people: [] }),
    changes: () => Promise.resolve([]),
    firstDay: () => Promise.resolve(undefined)
  }
} as unknown as Portal

export async function openWebOffice(given: Partial<Access> = {}): Promise<WebOffice> {
  const office = await openOffice(given)
  return { ...office, app: makeWebApp(office) }
}

/** Another process over the same registry, when asked again. */
export function makeWebApp({ access, logged }: Office): Hono<PortalEnv> {
  const { db, now } = access
  const service = makeService({ db, home: join(ROOT, 'docs'), now, log: () => undefined })
  return makeApp({ portal: () => HOLLOW, log: (line) => logged.push(line), access: () => access, service })
}

export function makeBrowser({ app }: WebOffice, peer = '127.0.0.1'): Browser {
  const cookies = new Map<string, string>()
  const env = { incoming: { socket: { remoteAddress: peer } } }
  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      host: '127.0.0.1:3000',
      ...(cookie && { cookie }),
      ...Object.fromEntries(new Headers(init.headers))
    }
    const response = await app.request(`http://127.0.0.1:3000${path}`, { ...init, headers }, env)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const get: Browser['get'] = (path, headers = {}) => send(path, { headers })
  return {
    cookies,
    get,
    async post(path, fields = {}, { from = '/connexion', token, headers = {}, body: given } = {}) {
      const found = token ?? tokenOf(await (await get(from)).text())
      const body = given ?? new URLSearchParams({ ...fields, token: found })
      return send(path, { method: 'POST', body, headers: { origin: 'http://127.0.0.1:3000', ...headers } })
    }
  }
}

export function tokenOf(page: string): string {
  return /name="token" value="([^"]*)"/.exec(page)?.[1] ?? ''
}

/** Signed in with two factors, in that role. */
export async function makeRole(
  office: WebOffice,
  role: GrantedRole,
  where: { readonly organisation?: string; readonly territory?: string } = {}
): Promise<{ readonly browser: Browser; readonly account: string }> {
  const account = `${role}-${randomUUID()}`
  const { db, now } = office.access
  await insertAccount(db, { id: account, email: `${account}@exemple.fr`, name: role, demonstration: false })
  await insertGrant(db, account, { role, ...where }, now())
  const browser = makeBrowser(office)
  await enterAs(office, browser, account)
  return { browser, account }
}

/** Another session of that account, with two factors, in this browser. */
export async function enterAs(office: WebOffice, browser: Browser, account: string): Promise<void> {
  keepCookies(browser, await openSession(office.access, { account, twoFactors: true }, HERE))
}

function keepCookies(browser: Browser, cookies: Cookies): void {
  for (const line of cookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    browser.cookies.set(name, value)
  }
}

/** RFC 6238, as the application of a telephone does it. */
export function codeNow(key: string): string {
  const bits = [...key]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
