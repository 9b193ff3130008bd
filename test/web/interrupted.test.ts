import { expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { makeRelay, terminate } from '../store/interrupted.ts'
import { makeBrowser, makeRole, makeWebApp, openWebOffice, tokenOf } from './office.ts'

const EDIT = '/organisations/pma/edit'
/** A browser says how long a form is. */
const LENGTH = { 'content-length': '1000' }

it('a portal over a server of one’s own answers after its connections were ended, and says when it cannot', async () => {
  const office = await openWebOffice()
  const { url } = office.database
  const relay = await makeRelay(url)
  const database = await openDatabase({ database: relay.url, home: '' })
  const access = { ...office.access, db: database.db }
  const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain' }] })
  await change(database.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [pma], lists: [], people: [] })
  )
  const there = { ...office, access, app: makeWebApp({ ...office, access }) }
  const { browser } = await makeRole(there, 'study-officer')
  try {
    const form = await (await browser.get(EDIT)).text()
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? ''
    const token = tokenOf(form)
    const fields = { kind: 'local', version, 'names.0.name': 'Pôle métropolitain', site: 'https://un.example' }
    await terminate(url)
    expect((await browser.get(EDIT)).status).toBe(200)
    await terminate(url)
    expect((await browser.post(EDIT, fields, { token })).status).toBe(303)

    const second = { ...fields, version: '2', site: 'https://deux.example', reason: `Deux lignes :\n<b>"écrites"` }
    await relay.cut()
    const refused = await browser.post(EDIT, { ...second, password: 'x' }, { token, headers: LENGTH })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
    const away = await browser.get(EDIT)
    expect([away.status, (await away.text()).includes('Réessayez')]).toEqual([503, true])
    // What asks nothing of the registry goes on for who is not signed in.
    expect((await makeBrowser(there).get('/methode')).status).toBe(200)

    // What was typed comes back, with the token that it had, to be sent to the same address.
    const again = await refused.text()
    expect(again).toContain('Envoyer de nouveau')
    expect(again).toContain(`action="${EDIT}"`)
    const carried = carriedBy(again)
    expect(carried).toEqual({ ...second, token })
    // Not of another site, nor what opens an account; a file is to be chosen again.
    const elsewhere = { ...LENGTH, origin: 'https://ailleurs.example' }
    expect(await (await browser.post(EDIT, second, { token, headers: elsewhere })).text()).not.toContain('deux.example')
    const secret = { email: 'ada@exemple.fr', password: 'parole de passage' }
    const door = await (await browser.post('/connexion', secret, { token, headers: LENGTH })).text()
    expect(door).not.toMatch(/parole de passage|Envoyer de nouveau/)
    const body = new FormData()
    body.set('token', token)
    body.set('file', new Blob(['nom']), 'liste.csv')
    const table = await (await browser.post('/annuaire/importer', {}, { token, body, headers: LENGTH })).text()
    expect(table).toMatch(/«.liste.csv.» est à choisir de nouveau/)
    expect(table).toMatch(/<input id="file-0" name="file" type="file"/)

    await relay.mend()
    expect((await browser.get(EDIT)).status).toBe(200)
    expect((await findRegister(database.db)).organisations[0]?.contact?.site).toBe('https://un.example')
    expect((await browser.post(EDIT, carried, { token: 'autre' })).status).toBe(403)
    expect((await browser.post(EDIT, carried, { token: carried['token'] ?? '' })).status).toBe(303)
    expect((await findRegister(database.db)).organisations[0]?.contact?.site).toBe('https://deux.example')
    expect(office.logged.filter((line) => line.includes('Error'))).toEqual([])
  } finally {
    await database.close()
    await relay.close()
    await office.database.close()
  }
}, 240_000)

/** The fields of a page that is sent again, as a browser reads them. */
function carriedBy(page: string): Readonly<Record<string, string>> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const texts = page.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)/g)
  return Object.fromEntries([...inputs, ...texts].map(([, name = '', text = '']) => [name, plain(text)]))
}

function plain(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
