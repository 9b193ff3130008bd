import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstLink } from '../../src/usecases/access-invitations.ts'
import { PASSWORD, wordOf } from '../usecases/access-office.ts'
import {
  codeNow,
  enterAs,
  makeBrowser,
  makeRole,
  openWebOffice,
  tokenOf,
  type Browser,
  type WebOffice
} from './office.ts'

describe('accounts on the portal', () => {
  let office: WebOffice
  let ada: Browser

  beforeAll(async () => {
    office = await openWebOffice()
    ada = makeBrowser(office)
  })

  afterAll(() => office.database.close())

  it('open with the link of the first start, and lead to the second factor before anything else', async () => {
    const link = `/invitation/${wordOf((await firstLink(office.access)) ?? '')}`
    const page = await (await ada.get(link)).text()
    expect(page).toContain('Ouvrir votre compte')
    expect(page).toContain('administrateur')
    const weak = await ada.post(link, { email: 'ada@exemple.fr', name: 'Ada', next: 'Password2026!' }, { from: link })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('value="Ada"')
    const opened = await ada.post(link, { email: 'ada@exemple.fr', name: 'Ada', next: PASSWORD }, { from: link })
    expect(opened.headers.get('location')).toBe('/compte')
    const refused = await ada.get('/acces')
    expect(refused.headers.get('location')).toBe('/compte/codes')
    const again = await makeBrowser(office).get(link)
    expect(again.status).toBe(404)
    expect(await again.text()).toContain('Ce lien ne fonctionne pas, ou plus')
  })

  it('set up one-time codes, with a square to scan and a key to type', async () => {
    const page = await ada.post('/compte/codes', { password: PASSWORD }, { from: '/compte/codes' })
    const text = await page.text()
    expect(text).toMatch(/<svg class="square"/)
    const key = /class="key">([A-Z2-7]+)</.exec(text)?.[1] ?? ''
    const wrong = await ada.post('/compte/codes/confirm', { code: '000000' }, { token: tokenOf(text) })
    expect(wrong.status).toBe(422)
    const right = await ada.post('/compte/codes/confirm', { code: codeNow(key) }, { token: tokenOf(text) })
    expect(right.headers.get('location')).toBe('/compte')
    expect((await ada.get('/acces')).status).toBe(200)

    const phone = makeBrowser(office)
    const half = await phone.post('/connexion', { email: 'ada@exemple.fr', password: PASSWORD, to: '/acces' })
    expect(half.headers.get('location')).toBe('/connexion/code?to=%2Facces')
    expect((await phone.get('/compte')).headers.get('location')).toBe('/connexion?vers=%2Fcompte')
    const used = codeNow(key)
    const code = await phone.post('/connexion/code?to=%2Facces', { code: used }, { from: '/connexion/code' })
    expect(code.headers.get('location')).toBe('/acces')
    expect((await phone.get('/acces')).status).toBe(200)
    const shoulder = makeBrowser(office, '127.0.0.2')
    await shoulder.post('/connexion', { email: 'ada@exemple.fr', password: PASSWORD })
    const seen = await shoulder.post('/connexion/code', { code: used }, { from: '/connexion/code' })
    expect(seen.status).toBe(422)
    expect((await shoulder.get('/compte')).status).toBe(303)
    const spare = /class="facts spare">.*?<code>([^<]+)</s.exec(text)?.[1] ?? ''
    const lost = makeBrowser(office)
    await lost.post('/connexion', { email: 'ada@exemple.fr', password: PASSWORD })
    expect((await lost.post('/connexion/code', { code: spare }, { from: '/connexion/code' })).status).toBe(303)
    const replayed = makeBrowser(office)
    await replayed.post('/connexion', { email: 'ada@exemple.fr', password: PASSWORD })
    expect((await replayed.post('/connexion/code', { code: spare }, { from: '/connexion/code' })).status).toBe(422)
  })

  it('invite, sign out, and end the sessions of another device', async () => {
    const sent = await ada.post('/acces/invitations', { email: 'bob@exemple.fr', role: 'member' }, { from: '/acces' })
    expect(await sent.text()).toContain('L’invitation part.')
    const link = `/invitation/${wordOf(office.sent.at(-1)?.body ?? '')}`
    const bob = makeBrowser(office)
    await bob.post(link, { name: 'Bob', next: PASSWORD }, { from: link })
    const second = makeBrowser(office)
    await second.post('/connexion', { email: 'bob@exemple.fr', password: PASSWORD })
    const session = /\/compte\/sessions\/([^/]+)\/end/.exec(await (await bob.get('/compte')).text())?.[1] ?? ''
    await bob.post(`/compte/sessions/${session}/end`, {}, { from: '/compte' })
    expect((await second.get('/compte')).status).toBe(303)
    expect((await bob.post('/connexion/out', {}, { from: '/compte' })).status).toBe(303)
    expect((await bob.get('/compte')).headers.get('location')).toBe('/connexion?vers=%2Fcompte')
  })

  it('are in English too', async () => {
    const page = await (await makeBrowser(office).get('/en/sign-in')).text()
    expect(page).toContain('Sign in')
    expect((await makeBrowser(office).get('/en/account')).headers.get('location')).toBe(
      '/en/sign-in?to=%2Fen%2Faccount'
    )
  })

  it('lead whoever is signed in already where they were going', async () => {
    const { browser } = await makeRole(office, 'member')
    expect((await browser.get('/connexion')).headers.get('location')).toBe('/espace/arrival')
    expect((await browser.get('/connexion?vers=%2Fdoutes')).headers.get('location')).toBe('/doutes')
    expect((await browser.get('/en/sign-in?to=%2F%2Fevil.example')).headers.get('location')).toBe(
      '/en/workspace/arrival'
    )
  })

  it('lead whoever uses a passkey where a password leads', async () => {
    const reader = makeBrowser(office)
    expect(await (await reader.get('/connexion')).text()).toContain('data-to="/espace/arrival"')
    expect(await (await reader.get('/connexion?vers=%2Fdoutes')).text()).toContain('data-to="/doutes"')
  })

  describe('a form', () => {
    it('is refused without its token, with that of another browser, and from another site', async () => {
      const eve = makeBrowser(office)
      const fields = { email: 'ada@exemple.fr', password: PASSWORD }
      expect((await eve.post('/connexion', fields, { token: '' })).status).toBe(403)
      const other = tokenOf(await (await makeBrowser(office).get('/connexion')).text())
      expect((await eve.post('/connexion', fields, { token: other })).status).toBe(403)
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' }
      ]) {
        const response = await eve.post('/connexion', fields, { headers })
        expect(response.status).toBe(403)
        expect(await response.text()).toContain('Rien n’a changé')
      }
    })

    it('that was read before signing in is worth nothing after', async () => {
      const { browser } = await makeRole(office, 'member')
      const session = [...browser.cookies].find(([name]) => name.endsWith('session_token'))
      browser.cookies.clear()
      const before = tokenOf(await (await browser.get('/connexion')).text())
      if (session) browser.cookies.set(...session)
      expect((await browser.post('/connexion/out', {}, { token: before })).status).toBe(403)
    })

    it('of 1 MB is refused before it is read', async () => {
      const eve = makeBrowser(office)
      const response = await eve.post('/connexion', { email: 'ada@exemple.fr', password: 'x'.repeat(1_000_000) })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('trop long')
    })

    it('leads nowhere else than this site', async () => {
      for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
        const { browser } = await makeRole(office, 'member')
        browser.cookies.clear()
        const response = await browser.post('/connexion', { email: 'bob@exemple.fr', password: PASSWORD, to })
        expect(response.headers.get('location')).toBe('/espace/arrival')
      }
    })

    it('of an account asks its token of scripts too', async () => {
      const { browser } = await makeRole(office, 'member')
      expect((await browser.post('/compte/passkeys/options', {}, { token: 'x' })).status).toBe(403)
      const token = tokenOf(await (await browser.get('/compte')).text())
      const options = await browser.post(
        '/compte/passkeys/options',
        {},
        { headers: { 'x-form-token': token }, token: 'x' }
      )
      expect(await options.json()).toMatchObject({
        rp: { id: '127.0.0.1' },
        authenticatorSelection: { userVerification: 'required' }
      })
      const forged = await browser.post('/compte/passkeys', {}, { headers: { 'x-form-token': token }, token: 'x' })
      expect(forged.status).toBeGreaterThanOrEqual(400)
    })
  })

  describe('what a person is shown', () => {
    it('is kept by nobody: browser, page cache, worker', async () => {
      const { browser } = await makeRole(office, 'member')
      for (const path of ['/glossaire', '/compte', '/methode']) {
        expect((await browser.get(path)).headers.get('cache-control')).toBe('private, no-store')
      }
      expect((await makeBrowser(office).get('/connexion')).headers.get('cache-control')).toBe('private, no-store')
      const cold = makeBrowser(office)
      expect((await cold.get('/methode')).headers.get('cache-control')).toBe('no-cache')
    })

    it('comes with cookies that scripts cannot read and other sites do not send', async () => {
      const response = await makeBrowser(office).get('/connexion')
      for (const line of response.headers.getSetCookie()) expect(line).toMatch(/HttpOnly.*SameSite=Lax/)
    })
  })

  describe('a lost password', () => {
    it('gets one answer, with or without an account', async () => {
      const texts: string[] = []
      for (const email of ['bob@exemple.fr', 'nobody@exemple.fr']) {
        const response = await makeBrowser(office, `192.0.2.${texts.length + 1}`).post(
          '/oubli',
          { email },
          { from: '/oubli' }
        )
        expect(response.status).toBe(200)
        texts.push((await response.text()).replace(/name="token" value="[^"]*"/, ''))
      }
      expect(texts[0]).toBe(texts[1])
    })
  })

  it('have no one-click door here: no folder of demonstration, or a header that forwards', async () => {
    expect(await (await makeBrowser(office).get('/connexion')).text()).not.toContain('Comptes de démonstration')
    const response = await makeBrowser(office).post('/connexion/demonstration', { role: 'administrator' })
    expect(response.status).toBe(403)
  })
})

const SECURE = { secret: 's'.repeat(40), origin: 'https://observatoire.exemple.fr', name: 'O' }

describe('accounts over HTTPS', () => {
  it('have cookies that never travel in clear', async () => {
    const office = await openWebOffice({ settings: SECURE })
    const { browser, account } = await makeRole(office, 'member')
    expect([...browser.cookies.keys()]).toEqual(['__Host-chevalement.session_token'])
    expect((await browser.get('/compte')).status).toBe(200)
    const reader = makeBrowser(office)
    const lines = (await reader.get('/connexion')).headers.getSetCookie()
    const sent = await reader.post('/connexion', { email: 'nobody@exemple.fr', password: PASSWORD })
    const options = await reader.post('/connexion/passkey/options')
    lines.push(...sent.headers.getSetCookie(), ...options.headers.getSetCookie())
    expect([...reader.cookies.keys()]).toEqual(['__Host-chevalement.form', '__Host-chevalement.passkey'])
    const left = await browser.post('/connexion/out', {}, { from: '/compte' })
    lines.push(...left.headers.getSetCookie())
    for (const line of lines) {
      expect(line).toMatch(/^__Host-.*Path=\/(;|$)/)
      expect(line).toContain('Secure')
      expect(line).not.toContain('Domain')
    }
    // One that another host of the domain, or a plain page, may have set is not looked at.
    await enterAs(office, browser, account)
    const session = browser.cookies.get('__Host-chevalement.session_token') ?? ''
    for (const name of ['chevalement.session_token', '__Secure-chevalement.session_token']) {
      browser.cookies.clear()
      browser.cookies.set(name, session)
      expect((await browser.get('/compte')).status).toBe(303)
    }
    await office.database.close()
  })

  it('are opened by a link, then by a password and a code', async () => {
    const office = await openWebOffice({ settings: SECURE })
    const ada = makeBrowser(office)
    const link = `/invitation/${wordOf((await firstLink(office.access)) ?? '')}`
    await ada.post(link, { email: 'ada@exemple.fr', name: 'Ada', next: PASSWORD }, { from: link })
    const codes = await (await ada.post('/compte/codes', { password: PASSWORD }, { from: '/compte/codes' })).text()
    const key = /class="key">([A-Z2-7]+)</.exec(codes)?.[1] ?? ''
    await ada.post('/compte/codes/confirm', { code: codeNow(key) }, { token: tokenOf(codes) })
    expect((await ada.get('/acces')).status).toBe(200)
    expect([...ada.cookies.keys()].filter((name) => !name.startsWith('__Host-'))).toEqual([])
    const spare = /class="facts spare">.*?<code>([^<]+)</s.exec(codes)?.[1] ?? ''
    const again = makeBrowser(office)
    await again.post('/connexion', { email: 'ada@exemple.fr', password: PASSWORD })
    const entered = await again.post('/connexion/code', { code: spare }, { from: '/connexion/code' })
    expect(entered.headers.get('location')).toBe('/espace/arrival')
    expect((await again.get('/acces')).status).toBe(200)
    expect([...again.cookies.keys()].filter((name) => !name.startsWith('__Host-'))).toEqual([])
    await office.database.close()
  })
})

describe('a demonstration', () => {
  it('offers one click for each role, on this machine alone', async () => {
    const office = await openWebOffice({ demonstration: true })
    const here = makeBrowser(office)
    expect(await (await here.get('/connexion')).text()).toContain('Comptes de démonstration')
    expect((await here.post('/connexion/demonstration', { role: 'administrator' })).headers.get('location')).toBe(
      '/espace/arrival'
    )
    expect((await here.get('/acces')).status).toBe(200)
    expect((await here.get('/acces', { 'x-forwarded-for': '203.0.113.5' })).status).toBe(303)
    const away = makeBrowser(office, '203.0.113.5')
    expect(await (await away.get('/connexion')).text()).not.toContain('Comptes de démonstration')
    expect((await away.post('/connexion/demonstration', { role: 'member' })).status).toBe(403)
    await office.database.close()
  })
})
