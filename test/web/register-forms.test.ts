import { afterEach, describe, expect, it } from 'vitest'
import { change, findEntries } from '../../src/store/journal.ts'
import { closeAccount } from '../../src/store/access.ts'
import { applyRetention } from '../../src/usecases/organisations-personal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { hourText } from '../../src/view/edition-hour.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { enterAs, makeBrowser, makeRole, makeWebApp, openWebOffice, type Browser, type WebOffice } from './office.ts'

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

describe('an organisation that does not exist', () => {
  it('is not found by whoever is signed in, and asks others to sign in', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    expect((await browser.get('/organisations/inconnue/edit')).status).toBe(404)
    expect((await makeBrowser(office).get('/organisations/inconnue/edit')).status).toBe(303)
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
    expect(again).toContain(
      `This is what you had begun to write (${hourText(new Date(office.clock.ms), 'Europe/Paris', 'en')})`
    )
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
    await sendLate(office, { browser, account }, { address: 'Lens' })
    await enterAs(office, browser, account)
    expect(await fieldsOf(browser, EDIT)).toMatchObject({ address: 'Lens' })
    // Once, and then as a draft of whoever signed in.
    expect(await fieldsOf(browser, EDIT)).toMatchObject({ address: 'Lens' })
    expect(await lateForms(office)).toEqual([])
  })

  it('waits through a restart of the server, under the digest of a word that is not in the database', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'study-officer')
    await sendLate(office, { browser, account }, { address: 'Lens' })
    const word = browser.cookies.get('chevalement.kept') ?? ''
    expect(word).toMatch(/^[\w-]{32}$/)
    const rows = await lateForms(office)
    expect(rows).toMatchObject([{ account, form: EDIT, fields: { address: 'Lens' } }])
    expect(JSON.stringify(rows)).not.toContain(word)
    expect(rows[0]?.fields).not.toHaveProperty('token')
    expect(rows[0]?.fields).not.toHaveProperty('writer')
    const restarted = makeBrowser({ ...office, app: makeWebApp(office) })
    for (const [name, value] of browser.cookies) restarted.cookies.set(name, value)
    await enterAs(office, restarted, account)
    expect(await fieldsOf(restarted, EDIT)).toMatchObject({ address: 'Lens' })
  })

  it('is given to the account that wrote it, in the browser that sent it, and to nobody else', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'study-officer')
    await sendLate(office, { browser, account }, { address: 'Lens' })
    const word = browser.cookies.get('chevalement.kept') ?? ''
    const other = await makeRole(office, 'administrator')
    other.browser.cookies.set('chevalement.kept', word)
    expect((await fieldsOf(other.browser, EDIT))['address']).toBe('')
    const elsewhere = makeBrowser(office)
    await enterAs(office, elsewhere, account)
    expect((await fieldsOf(elsewhere, EDIT))['address']).toBe('')
    elsewhere.cookies.set('chevalement.kept', `${word.slice(0, -1)}${word.endsWith('A') ? 'B' : 'A'}`)
    expect((await fieldsOf(elsewhere, EDIT))['address']).toBe('')
    // The browser of a family: somebody else signs in first, and what was written still waits.
    await enterAs(office, browser, other.account)
    expect((await fieldsOf(browser, EDIT))['address']).toBe('')
    await enterAs(office, browser, account)
    expect((await fieldsOf(browser, EDIT))['address']).toBe('Lens')
  })

  it('is not kept under a forged writer, nor for an account that was closed', async () => {
    const office = await makeOffice()
    const { db, now } = office.access
    const { browser, account } = await makeRole(office, 'study-officer')
    const { writer = '', ...fields } = await fieldsOf(browser, EDIT)
    const victim = await makeRole(office, 'administrator')
    await db.deleteFrom('account_session').execute()
    for (const forged of ['', 'yes', account, writer.replace(account, victim.account), `${writer}x`]) {
      const sent = await browser.post(EDIT, { ...fields, writer: forged }, LATE)
      expect(sent.status).toBe(403)
    }
    await closeAccount(db, account, now())
    await browser.post(EDIT, { ...fields, writer }, LATE)
    expect(await lateForms(office)).toEqual([])
  })

  it('waits beside other forms, ten at most for one account, and goes when the account is closed', async () => {
    const office = await makeOffice()
    const { db, now } = office.access
    const { browser, account } = await makeRole(office, 'study-officer')
    const { writer = '', ...fields } = await fieldsOf(browser, EDIT)
    await db.deleteFrom('account_session').execute()
    for (let i = 0; i < 12; i += 1) {
      office.clock.ms += 1000
      await browser.post(`/organisations/o${i}/edit`, { ...fields, writer, address: `${i}` }, LATE)
    }
    const rows = await lateForms(office)
    expect(rows.map(({ form }) => form)).toEqual(Array.from({ length: 10 }, (_, i) => `/organisations/o${i + 2}/edit`))
    await closeAccount(db, account, now())
    expect(await lateForms(office)).toEqual([])
  })

  it('that nobody takes up is removed a month later by the job of retention, and nothing younger', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'study-officer')
    await sendLate(office, { browser, account }, { address: 'Lens' })
    const { db, now } = office.access
    const sent = now().toISOString().slice(0, 10)
    const context = { db, authorship: { actor: 'command' } } as const
    const soon = await applyRetention({ ...context, today: sent })
    expect(soon.due.filter(({ kind }) => kind === 'late-form')).toEqual([])
    const later = new Date(now().getTime() + 32 * 86_400_000).toISOString().slice(0, 10)
    const { due, lines } = await applyRetention({ ...context, today: later })
    expect(due).toMatchObject([{ kind: 'late-form', since: sent }])
    expect(lines[0]?.fr).toContain('formulaire envoyé après la fin de la session')
    expect(await lateForms(office)).toEqual([])
  })

  it('is not kept for another site', async () => {
    const office = await makeOffice()
    const browser = makeBrowser(office)
    const sent = await browser.post(
      EDIT,
      { writer: 'x.y', kind: 'state' },
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

/** As the server of Node passes it on. */
const LATE = { headers: { 'content-length': '2000' } }

/** What `account` has begun in `browser`, sent once its sessions are over. */
async function sendLate(
  office: WebOffice,
  { browser, account }: { readonly browser: Browser; readonly account: string },
  written: Record<string, string>
): Promise<void> {
  const fields = { ...(await fieldsOf(browser, EDIT)), ...written }
  await office.access.db.deleteFrom('account_session').where('account', '=', account).execute()
  const late = await browser.post(EDIT, fields, LATE)
  expect(late.headers.get('location')).toBe('/connexion?vers=%2Forganisations%2Fpma%2Fedit')
}

function lateForms(office: WebOffice) {
  return change(office.access.db, { actor: 'command' }, (t) =>
    t.selectFrom('late_form').selectAll().orderBy('sent_at').execute()
  )
}
