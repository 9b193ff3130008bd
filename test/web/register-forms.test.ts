import { afterEach, describe, expect, it } from 'vitest'
import { change, findEntries } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { makeBrowser, makeRole, openWebOffice, type Browser, type WebOffice } from './office.ts'

const pma = makeOrganisation('pma', {
  names: [{ name: 'Pôle métropolitain', from: '2017-01-01', source: 'DGCL' }],
  aliases: ['PMA']
})
const euralens = makeOrganisation('euralens', { names: [{ name: 'Association Euralens' }] })

const open: WebOffice[] = []

afterEach(async () => {
  for (const office of open.splice(0)) await office.database.close()
})

async function makeOffice(): Promise<WebOffice> {
  const office = await openWebOffice()
  open.push(office)
  const people = [makePerson('ada', [{ organisation: pma.id }])]
  await change(office.access.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [euralens, pma], lists: [], people })
  )
  return office
}

/** The fields of a form as the page gives them, to be sent back with some of them changed. */
async function fieldsOf(browser: Browser, path: string): Promise<Record<string, string>> {
  return fieldsIn(await (await browser.get(path)).text())
}

function fieldsIn(html: string): Record<string, string> {
  const form = /<form method="post"[^>]*class="record"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value, type] = ['name', 'value', 'type'].map((one) => new RegExp(` ${one}="([^"]*)"`).exec(tag)?.[1])
    if (name && type !== 'radio') fields[name] = plain(value ?? '')
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)/g)) {
    fields[name] = plain(value)
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select id="[^"]*" name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g
  )) {
    fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? ''
  }
  delete fields['token']
  return fields
}

function plain(text: string): string {
  return text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

const EDIT = '/organisations/pma/edit'

describe('the form of an organisation', () => {
  it('gives the record back as it was, when nothing is changed', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const before = await findRegister(office.access.db)
    const response = await browser.post(EDIT, await fieldsOf(browser, EDIT), { from: EDIT })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/organisations/pma'])
    expect(await findRegister(office.access.db)).toEqual(before)
  })

  it('adds a fact, signed with a reason and on whose behalf', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'member', { organisation: 'pma' })
    const fields = await fieldsOf(browser, EDIT)
    await browser.post(EDIT, { ...fields, site: 'https://www.poleartois.fr', reason: 'Nouveau site' }, { from: EDIT })
    const [entry] = (await findEntries(office.access.db, { relations: ['organisation'], limit: 10 })).toReversed()
    expect(entry).toMatchObject({
      actor: `account:${account}`,
      onBehalf: 'pma',
      reason: 'Nouveau site',
      after: { contact: { site: 'https://www.poleartois.fr' } }
    })
  })

  it('asks why when a dated fact is rewritten, loses nothing of what was typed, and says what is wrong at its field', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = { ...(await fieldsOf(browser, EDIT)), 'names.0.name': 'Pôle <de> l’Artois', 'names.0.from': 'hier' }
    const wrong = await browser.post(EDIT, fields, { from: EDIT })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('attendu un jour, comme 2024-06-30')
    expect(page).toContain('value="Pôle &lt;de&gt; l’Artois"')
    const unsaid = await browser.post(EDIT, { ...fields, 'names.0.from': '2017-01-01' }, { from: EDIT })
    expect(await unsaid.text()).toContain('attendu pourquoi')
    const said = { ...fields, 'names.0.from': '2017-01-01', reason: 'Délibération' }
    expect((await browser.post(EDIT, said, { from: EDIT })).status).toBe(303)
    expect((await findRegister(office.access.db)).organisations[1]?.names[0]?.name).toBe('Pôle <de> l’Artois')
  })

  it('refuses what the register would not hold, at the field where it is mended', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = {
      ...(await fieldsOf(browser, EDIT)),
      'predecessors.0.organisation': 'nobody',
      'predecessors.0.on': '2022-01-01',
      territory: 'atlantis'
    }
    const page = await (await browser.post(EDIT, fields, { from: EDIT })).text()
    expect(page).toContain('href="#predecessors.0.organisation"')
    expect(page).toContain('href="#territory"')
  })

  it('is not for others: another organisation’s, a reader’s', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'member', { organisation: 'euralens' })
    expect((await browser.get(EDIT)).status).toBe(403)
    expect((await browser.post(EDIT, { kind: 'state' })).status).toBe(403)
    expect((await makeBrowser(office).get(EDIT)).headers.get('location')).toBe(
      '/connexion?vers=%2Forganisations%2Fpma%2Fedit'
    )
  })
})

describe('two people on one record', () => {
  it('are shown field by field what differs; the second chooses, and nothing is lost in silence', async () => {
    const office = await makeOffice()
    const [first, second] = [await makeRole(office, 'study-officer'), await makeRole(office, 'administrator')]
    const [one, two] = [await fieldsOf(first.browser, EDIT), await fieldsOf(second.browser, EDIT)]
    await first.browser.post(EDIT, { ...one, aliases: 'PMA\nun', site: 'https://un.example' }, { from: EDIT })
    const mine = { ...two, aliases: 'PMA\ndeux', address: 'Lens' }
    const conflict = await second.browser.post(EDIT, mine, { from: EDIT })
    expect(conflict.status).toBe(409)
    const page = await conflict.text()
    expect(page).toContain('Quelqu’un a enregistré avant vous')
    const carried = fieldsIn(page)
    const unchosen = await second.browser.post(EDIT, carried, { from: EDIT })
    expect(unchosen.status).toBe(409)
    const chosen = { ...carried, 'choice.aliases': 'both', 'choice.contact': 'mine' }
    expect((await second.browser.post(EDIT, chosen, { from: EDIT })).status).toBe(303)
    expect((await findRegister(office.access.db)).organisations[1]).toMatchObject({
      aliases: ['PMA', 'un', 'deux'],
      contact: { address: 'Lens' }
    })
  })
})

describe('an organisation that is added', () => {
  it('is made from a name; what is much like another is asked again', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/annuaire/ajouter'
    const fields = { ...(await fieldsOf(browser, path)), 'names.0.name': 'Euralens, association' }
    const alike = await browser.post(path, fields, { from: path })
    expect([alike.status, (await alike.text()).includes('href="/organisations/euralens"')]).toEqual([422, true])
    const sure = await browser.post(path, { ...fields, alike: 'no' }, { from: path })
    expect(sure.headers.get('location')).toBe('/organisations/euralens-association')
    const twice = await browser.post(path, { ...fields, id: 'pma', alike: 'no' }, { from: path })
    expect(await twice.text()).toContain('est déjà celui d')
  })
})

describe('what is being written', () => {
  it('is kept while it is typed, shown again, and forgotten once it is saved', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = { ...(await fieldsOf(browser, EDIT)), address: 'Lens' }
    await keep(browser, fields)
    const again = await (await browser.get('/en/organisations/pma/edit')).text()
    expect(again).toContain('This is what you had begun to write')
    expect(fieldsIn(again)['address']).toBe('Lens')
    expect((await fieldsOf(browser, `${EDIT}?brouillon=non`))['address']).toBe('')
    const other = await makeRole(office, 'administrator')
    expect((await fieldsOf(other.browser, EDIT))['address']).toBe('')
    await browser.post(EDIT, fields, { from: EDIT })
    expect(await (await browser.get(EDIT)).text()).not.toContain('commencé à écrire')
  })

  it('survives the end of the session: it is sent, kept, and found again after signing in', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'study-officer')
    const fields = { ...(await fieldsOf(browser, EDIT)), address: 'Lens' }
    const { db } = office.access
    await db.deleteFrom('account_session').where('account', '=', account).execute()
    // As the server of Node passes it on.
    const late = await browser.post(EDIT, fields, { headers: { 'content-length': '2000' } })
    expect(late.headers.get('location')).toBe('/connexion?vers=%2Forganisations%2Fpma%2Fedit')
    const back = await makeRole(office, 'study-officer')
    for (const [name, value] of back.browser.cookies) browser.cookies.set(name, value)
    expect(await fieldsOf(browser, EDIT)).toMatchObject({ address: 'Lens' })
    // Once, and then as a draft of whoever signed in.
    expect(await fieldsOf(browser, EDIT)).toMatchObject({ address: 'Lens' })
    expect((await fieldsOf(makeOther(office, browser), EDIT))['address']).toBeUndefined()
  })

  it('is not kept for another site', async () => {
    const office = await makeOffice()
    const browser = makeBrowser(office)
    const sent = await browser.post(
      EDIT,
      { kept: 'yes', kind: 'state' },
      { headers: { origin: 'https://elsewhere.example' } }
    )
    expect(sent.status).toBe(403)
  })
})

async function keep(browser: Browser, fields: Record<string, string>): Promise<void> {
  const token = /name="token" value="([^"]*)"/.exec(await (await browser.get(EDIT)).text())?.[1] ?? ''
  const response = await browser.post(
    '/brouillons',
    {},
    {
      token,
      headers: { 'X-Form-Token': token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ form: EDIT, fields })
    }
  )
  expect(response.status).toBe(200)
}

function makeOther(office: WebOffice, browser: Browser): Browser {
  const other = makeBrowser(office)
  const kept = browser.cookies.get('chevalement.kept')
  if (kept !== undefined) other.cookies.set('chevalement.kept', kept)
  return other
}
