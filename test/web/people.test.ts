import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { makeBrowser, makeRole, openWebOffice, tokenOf, type Browser, type WebOffice } from './office.ts'

const pma = makeOrganisation('pma')
const ADA = {
  name: 'Ada',
  example: 'yes',
  'mandates.0.organisation': 'pma',
  'mandates.0.officeFr': 'membre',
  'mandates.0.officeEn': 'member',
  'mandates.0.from': '2020-01-01',
  'mandates.0.source': 'minutes'
}
const EDIT = '/personnes/ada/edit'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Behind the wall: the portal works as the account of the application, whom row-level security holds. */
async function makeOffice(): Promise<WebOffice> {
  const office = await openWebOffice()
  const walled = await openDatabase({ database: office.database.url, home: '', asApplication: true })
  Object.assign(office.access, { db: walled.db })
  closing.push(async () => {
    await walled.close()
    await office.database.close()
  })
  const people = [makePerson('ada', [{ organisation: pma.id, from: '2020-01-01' }], 'Ada')]
  await change(office.database.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [pma], lists: [], people })
  )
  return office
}

async function readOf(browser: Browser): Promise<string> {
  return /name="read" value="([^"]*)"/.exec(await (await browser.get(EDIT)).text())?.[1] ?? ''
}

/** What the page carries unseen, to be sent back. */
function hiddenIn(html: string): Record<string, string> {
  const main = /<form method="post"[^>]*class="record"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const found = [...main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const pairs = found.map(([, name = '', value = '']) => [
    name,
    value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  ])
  return Object.fromEntries(pairs.filter(([name]) => name !== 'token')) as Record<string, string>
}

describe('a person', () => {
  it('is added, then corrected with a private contact that no public page shows', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const add = '/personnes/add'
    const added = await browser.post(add, { ...ADA, name: 'Béa Exemple', email: 'bea@exemple.fr' }, { from: add })
    expect(added.headers.get('location')).toBe('/personnes/bea-exemple/edit')
    expect(await (await browser.get('/personnes/bea-exemple/edit')).text()).toContain('bea@exemple.fr')
    expect(await (await browser.get('/personnes')).text()).toContain('Béa Exemple')
    const wrong = await browser.post(add, { ...ADA, name: 'Eve', 'mandates.0.from': '2020-13-01' }, { from: add })
    expect([wrong.status, (await wrong.text()).includes('href="#mandates.0.from"')]).toEqual([422, true])
  })

  it('that somebody saved meanwhile is not overwritten: what changed is shown field by field, and chosen', async () => {
    const office = await makeOffice()
    const [first, second] = [await makeRole(office, 'study-officer'), await makeRole(office, 'administrator')]
    const opened = hiddenIn(await (await first.browser.get(EDIT)).text())
    const theirs = { ...ADA, ...opened, name: 'Ada L.', phone: '03 21 00 00 00', 'mandates.0.to': '2026-03-01' }
    expect((await second.browser.post(EDIT, theirs, { from: EDIT })).status).toBe(303)
    const mine = {
      ...ADA,
      ...opened,
      phone: '03 21 99 99 99',
      'mandates.0.source': 'Journal officiel',
      'mandates.1.organisation': 'pma',
      'mandates.1.officeFr': 'présidente',
      'mandates.1.officeEn': 'chair',
      'mandates.1.from': '2026-03-02',
      'mandates.1.source': 'minutes'
    }
    const late = await first.browser.post(EDIT, mine, { from: EDIT })
    expect(late.status).toBe(409)
    const page = await late.text()
    for (const told of ['Quelqu’un a enregistré avant vous', 'Ada L.', '03 21 00 00 00', '03 21 99 99 99']) {
      expect(page).toContain(told)
    }
    expect(page).toContain('jusqu’au 1er\u00a0mars\u00a02026')
    // One of them changed the name alone; the office that is new is nobody else’s.
    const choices = [...new Set([...page.matchAll(/name="(choice\.[^"]*)"/g)].map(([, name = '']) => name))]
    expect(choices).toEqual(['choice.phone', 'choice.mandate pma 2020-01-01 membre'])
    expect((await findRegister(office.database.db)).people[0]?.mandates).toHaveLength(1)
    const carried = hiddenIn(page)
    const unchosen = await first.browser.post(EDIT, carried, { from: EDIT })
    expect(unchosen.status).toBe(409)
    const [phone = '', mandate = ''] = choices
    const chosen = { ...carried, [phone]: 'mine', [mandate]: 'theirs' }
    expect((await first.browser.post(EDIT, chosen, { from: EDIT })).status).toBe(303)
    expect((await findRegister(office.database.db)).people[0]).toMatchObject({
      name: 'Ada L.',
      mandates: [
        { office: { fr: 'membre' }, to: '2026-03-01', source: 'minutes' },
        { office: { fr: 'présidente' }, from: '2026-03-02' }
      ]
    })
    expect(await (await first.browser.get(EDIT)).text()).toContain('03 21 99 99 99')
  })

  it('that a third saves while one chooses is shown again, and what was chosen before stands for nothing', async () => {
    const office = await makeOffice()
    const [first, second] = [await makeRole(office, 'study-officer'), await makeRole(office, 'administrator')]
    const opened = hiddenIn(await (await first.browser.get(EDIT)).text())
    const save = async (phone: string): Promise<void> => {
      const now = hiddenIn(await (await second.browser.get(EDIT)).text())
      expect((await second.browser.post(EDIT, { ...ADA, ...now, phone }, { from: EDIT })).status).toBe(303)
    }
    await save('03 21 00 00 01')
    const late = await first.browser.post(EDIT, { ...ADA, ...opened, phone: '03 21 99 99 99' }, { from: EDIT })
    const chosen = { ...hiddenIn(await late.text()), 'choice.phone': 'mine' }
    await save('03 21 00 00 02')
    const again = await first.browser.post(EDIT, chosen, { from: EDIT })
    expect([again.status, (await again.text()).includes('03 21 00 00 02')]).toEqual([409, true])
  })

  it('of which nobody knows what was read has all that differs to be chosen', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const { name: _, ...rest } = ADA
    const blind = await browser.post(EDIT, { ...rest, name: 'Eve', read: 'x', base: '{' }, { from: EDIT })
    expect([blind.status, (await blind.text()).includes('name="choice.name"')]).toEqual([409, true])
    expect((await findRegister(office.database.db)).people[0]?.name).toBe('Ada')
  })

  it('that two save at the very same moment is written once, and chosen by the other', async () => {
    const office = await makeOffice()
    const [first, second] = [await makeRole(office, 'study-officer'), await makeRole(office, 'administrator')]
    const opened = hiddenIn(await (await first.browser.get(EDIT)).text())
    const tokens = await Promise.all(
      [first, second].map(async (one) => tokenOf(await (await one.browser.get(EDIT)).text()))
    )
    const answers = await Promise.all(
      [first, second].map((one, i) =>
        one.browser.post(EDIT, { ...ADA, ...opened, phone: `03 21 00 00 0${i}` }, { token: tokens[i] ?? '' })
      )
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
  })

  it('who leaves loses at once what was held on behalf of the organisation, sessions included', async () => {
    const office = await makeOffice()
    const administrator = await makeRole(office, 'administrator')
    const member = await makeRole(office, 'member', { organisation: 'pma' })
    const linked = await administrator.browser.post(
      '/personnes/ada/account',
      { account: member.account, link: 'yes' },
      { from: EDIT }
    )
    expect(linked.status).toBe(303)
    expect((await member.browser.get('/organisations/pma/edit')).status).toBe(200)
    const ended = { ...ADA, read: await readOf(administrator.browser), 'mandates.0.to': '2020-12-31' }
    expect((await administrator.browser.post(EDIT, ended, { from: EDIT })).status).toBe(303)
    expect((await member.browser.get('/organisations/pma/edit')).headers.get('location')).toMatch(/^\/connexion/)
    const { db } = office.database
    expect(
      await db
        .selectFrom('role_grant')
        .select('id')
        .where('account', '=', member.account)
        .where('until', 'is', null)
        .execute()
    ).toEqual([])
    // The work stays, attributed.
    expect((await findRegister(db)).people[0]?.mandates[0]).toMatchObject({ to: '2020-12-31' })
  })

  it('whose office ends by itself holds nothing from the day after, without anybody doing anything', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'member', { organisation: 'pma' })
    const { db } = office.database
    await db.updateTable('account').set({ person: 'ada' }).where('id', '=', account).execute()
    expect((await browser.get('/organisations/pma/edit')).status).toBe(200)
    await db.updateTable('mandate').set({ until: '2020-12-31' }).where('person', '=', 'ada').execute()
    expect((await browser.get('/organisations/pma/edit')).status).toBe(403)
  })

  it('sees and corrects their own record, and nobody else’s', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'resident')
    expect((await browser.get(EDIT)).status).toBe(403)
    await office.database.db.updateTable('account').set({ person: 'ada' }).where('id', '=', account).execute()
    expect((await browser.get(EDIT)).status).toBe(200)
    const changed = { ...ADA, read: await readOf(browser), email: 'ada@exemple.fr' }
    expect((await browser.post(EDIT, changed, { from: EDIT })).status).toBe(303)
    expect((await browser.get('/personnes')).status).toBe(403)
  })
})

describe('a request about one’s own data', () => {
  const MINE = '/mes-donnees'

  it('is asked by anybody, proved by the link of a letter, and answered by an administrator', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'administrator')
    await browser.post(EDIT, { ...ADA, read: await readOf(browser), email: 'ada@exemple.fr' }, { from: EDIT })
    const visitor = makeBrowser(office)
    const ask = { kind: 'erasure', email: 'Ada@exemple.fr', message: 'Merci' }
    expect(await (await visitor.post(MINE, ask, { from: MINE })).text()).toContain('Une lettre vient d’être envoyée')
    const list = await (await browser.get('/demandes')).text()
    expect(list).toContain('adresse à prouver')
    const one = /href="(\/demandes\/[\w-]+)"/.exec(list)?.[1] ?? ''
    expect((await browser.post(one, { what: 'answer' }, { from: one })).status).toBe(422)
    const link = /\/mes-donnees\/confirm\/[\w-]+/.exec(office.sent.at(-1)?.body ?? '')?.[0] ?? ''
    expect((await visitor.post(link, {}, { from: link })).status).toBe(200)
    expect((await visitor.post(link, {}, { from: link })).status).toBe(404)
    expect(await (await browser.get(one)).text()).toContain('href="/personnes/ada/edit"')
    expect((await browser.get(`${one}/file.json`)).headers.get('content-disposition')).toContain('attachment')
    expect((await browser.post(one, { what: 'answer' }, { from: one })).status).toBe(303)
    expect(await (await browser.get(one)).text()).toContain('valeurs privées détruites')
    const told = office.sent.at(-1)
    expect(told?.to).toBe('ada@exemple.fr')
    expect(told?.body).toMatch(
      /faire effacer mes données[\s\S]*valeurs privées détruites[\s\S]*private values destroyed/
    )
    const { db } = office.database
    expect(await db.selectFrom('private.contact').select('person').execute()).toEqual([])
    expect((await browser.post(one, { what: 'answer' }, { from: MINE })).status).toBe(403)
  })

  it('is one’s own at once when signed in: followed, and all that is held downloaded', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'resident')
    const other = await makeRole(office, 'resident')
    await browser.post(MINE, { kind: 'access', message: 'Tout' }, { from: MINE })
    expect(await (await browser.get(MINE)).text()).toMatch(/savoir ce qui est gardé sur moi,[\s\S]*à traiter/)
    const file: unknown = await (await browser.get(`${MINE}/file.json`)).json()
    expect(file).toMatchObject({ account: { id: account }, requests: [{ message: 'Tout' }] })
    expect(await (await other.browser.get(MINE)).text()).toContain('Aucune demande')
    const theirs: unknown = await (await other.browser.get(`${MINE}/file.json`)).json()
    expect(theirs).toMatchObject({ account: { id: other.account }, requests: [] })
    expect((await other.browser.get('/demandes')).status).toBe(403)
  })

  it('goes with what one agrees to: given and withdrawn by the person alone', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'resident')
    const consent = `${MINE}/consent`
    expect((await browser.post(consent, { purpose: 'events', give: 'yes' }, { from: MINE })).status).toBe(422)
    await office.database.db.updateTable('account').set({ person: 'ada' }).where('id', '=', account).execute()
    expect((await browser.post(consent, { purpose: 'spying', give: 'yes' }, { from: MINE })).status).toBe(422)
    await browser.post(consent, { purpose: 'events', give: 'yes' }, { from: MINE })
    expect(await (await browser.get(MINE)).text()).toContain('oui, depuis le')
    await browser.post(consent, { purpose: 'events', give: 'no' }, { from: MINE })
    expect(await (await browser.get(MINE)).text()).not.toContain('oui, depuis le')
    const kept = await office.database.db.selectFrom('private.consent').select(['purpose', 'withdrawn_on']).execute()
    expect(kept).toMatchObject([{ purpose: 'events' }])
    expect(kept[0]?.withdrawn_on).not.toBeNull()
  })

  it('is limited from one place, and says what is wrong with an address', async () => {
    const office = await makeOffice()
    const visitor = makeBrowser(office)
    const typed = { kind: 'erasure', email: 'pas une adresse', message: 'Mon ancien <numéro>' }
    const refused = await visitor.post(MINE, typed, { from: MINE })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(
      /value="erasure" selected[\s\S]*value="pas une adresse"[\s\S]*Mon ancien &lt;numéro&gt;/
    )
    const long = { kind: 'access', email: 'y@exemple.fr', message: 'm'.repeat(3001) }
    expect(await (await visitor.post(MINE, long, { from: MINE })).text()).toContain('trop long')
    const statuses: number[] = []
    for (let i = 0; i < 8; i += 1) {
      statuses.push((await visitor.post(MINE, { kind: 'access', email: 'x@exemple.fr' }, { from: MINE })).status)
    }
    expect(statuses.at(0)).toBe(200)
    expect(statuses.at(-1)).toBe(422)
  })

  it('too old to be kept is shown to an administrator, and removed by one click', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'administrator')
    await office.database.db
      .insertInto('private.request')
      .values({ id: 'old', person: 'ada', kind: 'access', received_on: '2019-01-01', answered_on: '2019-02-01' })
      .execute()
    expect(await (await browser.get('/conservation')).text()).toContain('demande répondue')
    expect(await (await browser.post('/conservation', {}, { from: '/conservation' })).text()).toMatch(/Retiré.: 1/)
    expect(await (await browser.get('/conservation')).text()).toContain('Rien n’est trop ancien')
  })
})
