import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAppearance } from '../../src/usecases/appearance.ts'
import { firstLink } from '../../src/usecases/access-invitations.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { openOffice, PASSWORD, type Office } from '../usecases/access-office.ts'
import { codeNow, HOLLOW } from '../web/office.ts'
import { hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: Office
let server: RunningServer
/** A name, which passkeys ask for, that browsers keep on this machine. */
let origin: string

beforeAll(async () => {
  if (!hasBrowser) return
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  office = await openOffice({ settings })
  const assets = await loadAssets(await findAppearance([], () => Promise.reject(new Error('no file'))))
  const options = { portal: () => ({ ...HOLLOW, assets }), log: () => {}, access: () => office.access }
  server = await startServer({ host: '127.0.0.1', port: 0 }, options)
  origin = server.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '')
  settings.origin = origin
})

afterAll(async () => {
  await server?.close()
  await office?.database.close()
})

it.skipIf(!hasBrowser)(
  'an administrator arrives without a script, sets up two factors, then signs in by passkey',
  async () => {
    const context = await (
      await openBrowser()
    ).newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto((await firstLink(office.access)) ?? '')
    await page.fill('#email', 'ada@exemple.fr')
    await page.fill('#name', 'Ada')
    await page.fill('#next', PASSWORD)
    await page.click('main button.solid')
    expect(new URL(page.url()).pathname).toBe('/compte/codes')
    await page.fill('#password', PASSWORD)
    await page.click('main button.solid')
    const key = (await page.textContent('code.key')) ?? ''
    await page.fill('#code', codeNow(key))
    await page.click('main button.solid')
    expect(new URL(page.url()).pathname).toBe('/compte')
    const cookies = await context.cookies()
    await context.close()

    const scripted = await (await openBrowser()).newContext({ bypassCSP: true, viewport: { width: 360, height: 800 } })
    await scripted.addCookies(cookies)
    const again = await scripted.newPage()
    again.setDefaultTimeout(PATIENCE)
    const device = await scripted.newCDPSession(again)
    await device.send('WebAuthn.enable')
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true
      }
    })
    for (const path of ['/compte', '/acces', '/en/access']) {
      await again.goto(origin + path)
      expect([path, await violations(again), await tooWide(again)]).toEqual([path, [], []])
    }
    await again.goto(`${origin}/compte`)
    await again.click('[data-passkey=make] button')
    await again.waitForSelector('text=Ôter')
    await again.click('text=Se déconnecter')
    await again.goto(`${origin}/connexion`)
    expect([await violations(again), await tooWide(again)]).toEqual([[], []])
    await again.click('[data-passkey=use] button')
    // Where a password leads: to what is theirs, or where they were going.
    await again.waitForURL(`${origin}/espace/arrival`)
    await again.goto(`${origin}/compte`)
    await again.click('text=Se déconnecter')
    await again.goto(`${origin}/compte`)
    expect(new URL(again.url()).pathname).toBe('/connexion')
    await again.click('[data-passkey=use] button')
    await again.waitForURL(`${origin}/compte`)
    expect(await again.textContent('main')).toContain('ada@exemple.fr')
    expect(await again.evaluate(async () => (await caches.match('/compte')) === undefined)).toBe(true)
    await scripted.close()
  },
  300_000
)
