import { afterEach, describe, expect, it } from 'vitest'
import { makeCommitmentReader } from '../../src/usecases/commitments.ts'
import { findCommitments, replaceCommitments } from '../../src/store/commitments.ts'
import { replaceClaimRegister } from '../../src/store/documents.ts'
import { change, findEntries } from '../../src/store/journal.ts'
import { replaceRegister } from '../../src/store/organisations.ts'
import { NO_CLAIMS } from '../../src/domain/sources/claim-register.ts'
import { parseDocumentId } from '../../src/domain/sources/document.ts'
import { makeApp } from '../../src/web/app.tsx'
import { DONE, makeAction, makeCommitments, makeLead } from '../domain/commitments/make-commitment.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { HOLLOW, makeRole, openWebOffice, type Browser, type WebOffice } from './office.ts'

const open: WebOffice[] = []

afterEach(async () => {
  for (const office of open.splice(0)) await office.database.close()
})

const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain' }] })
const document = {
  id: parseDocumentId('livret'),
  title: 'Livret',
  producer: 'PIC',
  access: 'open'
} as const

async function makeOffice(): Promise<WebOffice> {
  const office = await openWebOffice()
  open.push(office)
  const { db } = office.access
  await change(db, { actor: 'command' }, async (t) => {
    await replaceRegister(t, { organisations: [pma], lists: [], people: [] })
    await replaceClaimRegister(t, { ...NO_CLAIMS, documents: [document] })
    await replaceCommitments(
      t,
      makeCommitments({
        actions: [
          makeAction('p1-a1', { ...DONE, carriers: [pma.id], reviewedOn: '2026-03-01' }),
          makeAction('p1-a2', { number: 2 })
        ],
        leads: [makeLead('ecole', { text: 'Ouvrir une école' })]
      })
    )
  })
  const app = makeApp({
    portal: () => ({ ...HOLLOW, commitments: makeCommitmentReader(db, 'Europe/Paris') }),
    log: (line) => office.logged.push(line),
    access: () => office.access
  })
  return { ...office, app }
}

async function fieldsOf(browser: Browser, path: string): Promise<Record<string, string>> {
  const html = await (await browser.get(path)).text()
  const form = /<form method="post"[^>]*class="record"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value, type] = ['name', 'value', 'type'].map((one) => new RegExp(` ${one}="([^"]*)"`).exec(tag)?.[1])
    if (name && type !== 'radio' && type !== 'checkbox') fields[name] = value ?? ''
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)/g)) {
    fields[name] = value
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select id="[^"]*" name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g
  )) {
    fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? ''
  }
  delete fields['token']
  return fields
}

const EDIT = '/propositions/actions/p1-a2/edit'

describe('the form of an action', () => {
  it('gives the record back as it was, when nothing is changed', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const before = await findCommitments(office.access.db)
    const first = '/propositions/actions/p1-a1/edit'
    const response = await browser.post(first, await fieldsOf(browser, first), { from: first })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/propositions/actions/p1-a1'])
    expect(await findCommitments(office.access.db)).toEqual(before)
  })

  it('asks for evidence of a state, then why, loses nothing of what was typed, and signs the change', async () => {
    const office = await makeOffice()
    const { browser, account } = await makeRole(office, 'study-officer')
    const fields = {
      ...(await fieldsOf(browser, EDIT)),
      state: 'done',
      'account.fr': 'Un <lieu>',
      'account.en': 'A place'
    }
    const bare = await browser.post(EDIT, fields, { from: EDIT })
    const page = await bare.text()
    expect(bare.status).toBe(422)
    expect(page).toContain('cet état demande une preuve')
    expect(page).toContain('Un &lt;lieu&gt;')
    const proof = { 'evidence.0.bearing': 'for', 'evidence.0.kind': 'document', 'evidence.0.ref': 'livret' }
    const nowhere = await browser.post(EDIT, { ...fields, ...proof, 'evidence.0.words': '' }, { from: EDIT })
    expect(await nowhere.text()).toContain('href="#evidence.0.words"')
    const proved = { ...fields, ...proof, 'evidence.0.words': 'p. 12', seen: 'yes' }
    expect(await (await browser.post(EDIT, proved, { from: EDIT })).text()).toContain('ne change pas sans raison')
    const saved = await browser.post(EDIT, { ...proved, reason: 'Visite du lieu' }, { from: EDIT })
    expect(saved.status).toBe(303)
    expect((await findCommitments(office.access.db)).actions[1]).toMatchObject({
      state: 'done',
      evidence: [{ bearing: 'for', kind: 'document', document: 'livret', where: 'p. 12' }],
      reviewedOn: '2026-11-22'
    })
    const [entry] = (await findEntries(office.access.db, { relations: ['commitment_action'], limit: 9 })).toReversed()
    expect(entry).toMatchObject({ actor: `account:${account}`, reason: 'Visite du lieu' })
  })

  it('says what cannot be read, at its field', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = {
      ...(await fieldsOf(browser, EDIT)),
      state: 'merged',
      carriers: 'pnma',
      start: 'hier',
      'evidence.0.bearing': 'against',
      'evidence.0.kind': 'figure',
      'evidence.0.ref': 'population pma'
    }
    const page = await (await browser.post(EDIT, fields, { from: EDIT })).text()
    for (const field of ['start', 'evidence.0.ref']) expect(page).toContain(`href="#${field}"`)
    const mended = { ...fields, start: '', 'evidence.0.ref': '' }
    const next = await (await browser.post(EDIT, mended, { from: EDIT })).text()
    for (const field of ['carriers', 'why', 'mergedInto']) expect(next).toContain(`href="#${field}"`)
  })

  it('shows the second what the first has changed, and keeps what is chosen', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = await fieldsOf(browser, EDIT)
    const mine = { ...fields, state: 'abandoned', why: 'Trop cher', reason: 'Décision' }
    await browser.post(EDIT, { ...fields, state: 'proposed', start: '2012', reason: 'Relu' }, { from: EDIT })
    const conflict = await browser.post(EDIT, mine, { from: EDIT })
    const page = await conflict.text()
    expect(conflict.status).toBe(409)
    expect(page).toContain('Quelqu’un a enregistré avant vous')
    expect(page).toContain(`action="${EDIT}"`)
    const hidden = Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value
      ])
    )
    const chosen = await browser.post(EDIT, { ...hidden, 'choice.state': 'mine' }, { token: hidden['token'] ?? '' })
    expect(chosen.status).toBe(303)
    expect((await findCommitments(office.access.db)).actions[1]).toMatchObject({ state: 'abandoned', start: '2012' })
  })

  it('is for officers, and for whoever carries the action', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'carrier', { organisation: 'pma' })
    expect((await browser.get('/propositions/actions/p1-a1/edit')).status).toBe(200)
    expect((await browser.get(EDIT)).status).toBe(403)
    expect((await browser.get('/propositions/revue')).status).toBe(403)
    expect((await browser.get('/propositions/actions/p1-a1')).status).toBe(200)
  })
})

describe('the title and the aim', () => {
  const path = '/propositions/p1/titre'
  const action = '/propositions/actions/p1-a2/titre'

  it('of a proposition change from a day, and the old title is still read', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const before = await findCommitments(office.access.db)
    const fields = await fieldsOf(browser, path)
    expect((await browser.post(path, fields, { from: path })).status).toBe(303)
    expect(await findCommitments(office.access.db)).toEqual(before)
    const renamed = { ...fields, title: 'Un <autre> titre', 'aim.fr': 'Un but redit', reason: 'Comité du 3 mars' }
    const undated = await (await browser.post(path, renamed, { from: path })).text()
    expect(undated).toContain('href="#from"')
    expect(undated).toContain('Un &lt;autre&gt; titre')
    const ahead = await browser.post(path, { ...renamed, from: '2027-01-01' }, { from: path })
    expect(await ahead.text()).toContain('ne se dit pas d’avance')
    const lost = await browser.post(path, { ...renamed, from: '2026-03-03', document: 'livre' }, { from: path })
    expect(await lost.text()).toMatch(/plutôt «\slivret\s»/)
    expect((await browser.post(path, { ...renamed, from: '2026-03-03' }, { from: path })).status).toBe(303)
    const page = await (await browser.get('/propositions/p1')).text()
    expect(page).toMatch(/<h1[^>]*>Un &lt;autre&gt; titre<\/h1>/)
    expect(page).toContain('Un but redit')
    expect(page).toMatch(/depuis le 3\smars\s2026/)
    expect(page).toContain('Proposition p1')
    const again = await fieldsOf(browser, path)
    const sooner = { ...again, title: 'Encore un', from: '2026-03-03', reason: 'x' }
    expect(await (await browser.post(path, sooner, { from: path })).text()).toContain('attendu un jour plus tardif')
  })

  it('of an action too: a misprint is mended without leaving an old title', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = await fieldsOf(browser, action)
    const mended = { ...fields, title: 'Action p1-a2, sans faute', how: 'mend', reason: 'Coquille' }
    expect((await browser.post(action, mended, { from: action })).status).toBe(303)
    const next = { ...(await fieldsOf(browser, action)), title: 'Ouvrir', from: '2026-05-02', 'aim.fr': 'Accueillir' }
    expect(await (await browser.post(action, { ...next, reason: 'x' }, { from: action })).text()).toContain('#aim.en')
    const whole = { ...next, 'aim.en': 'To welcome', reason: 'Comité' }
    expect((await browser.post(action, whole, { from: action })).status).toBe(303)
    expect((await findCommitments(office.access.db)).actions[1]).toMatchObject({
      title: 'Ouvrir',
      aim: { fr: 'Accueillir', en: 'To welcome' },
      formerTitles: [{ title: 'Action p1-a2, sans faute', until: '2026-05-02' }]
    })
    const page = await (await browser.get('/propositions/actions/p1-a2')).text()
    expect(page).toMatch(/Action p1-a2, sans faute<.*?jusqu’au 2\smai\s2026/s)
  })

  it('shows the second what the first has renamed, with names of fields that people use', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const fields = await fieldsOf(browser, path)
    const rename = (title: string, from: string) => ({ ...fields, title, from, reason: 'Comité' })
    await browser.post(path, rename('Le premier', '2026-03-03'), { from: path })
    const conflict = await browser.post(path, rename('Le second', '2026-02-02'), { from: path })
    const page = await conflict.text()
    expect(conflict.status).toBe(409)
    expect(page).toContain('action="/propositions/p1/titre"')
    expect(page).toContain('titres')
    const hidden = Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value
      ])
    )
    const both = await browser.post(path, { ...hidden, 'choice.titles': 'both' }, { token: hidden['token'] ?? '' })
    expect(both.status).toBe(303)
    expect((await findCommitments(office.access.db)).propositions[0]?.titles.map(({ title }) => title)).toEqual([
      'Le premier',
      'Le second',
      'Proposition p1'
    ])
  })

  it('is taken back whole by who changed it, from the page, while nobody has changed it since', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const before = await findCommitments(office.access.db)
    const renamed = { ...(await fieldsOf(browser, action)), title: 'Ouvrir', from: '2026-05-02', reason: 'Comité' }
    await browser.post(action, renamed, { from: action })
    const page = '/propositions/actions/p1-a2'
    const undo = /action="([^"]*\/undo)"/.exec(await (await browser.get(page)).text())?.[1] ?? ''
    const undone = await browser.post(undo, {}, { from: page })
    expect([undone.status, undone.headers.get('location')]).toEqual([303, page])
    expect(await findCommitments(office.access.db)).toEqual(before)
  })

  it('is for officers, not for who carries the action', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'carrier', { organisation: 'pma' })
    expect((await browser.get('/propositions/actions/p1-a1/titre')).status).toBe(403)
    expect((await browser.get(path)).status).toBe(403)
    expect(await (await browser.get('/propositions/actions/p1-a1')).text()).not.toContain('/titre')
  })
})

describe('the yearly review', () => {
  it('puts first what nobody has looked at, and notes what was, under a name', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const review = '/propositions/revue'
    const page = await (await browser.get(review)).text()
    expect(page.indexOf('p1-a2')).toBeLessThan(page.indexOf('p1-a1'))
    expect(page).toContain('name="seen.p1-a2"')
    expect(page).not.toContain('name="seen.p1-a1"')
    expect(await (await browser.post(review, { reason: 'Réunion' }, { from: review })).text()).toContain(
      'aucune action'
    )
    const unsaid = await (await browser.post(review, { 'seen.p1-a2': 'yes' }, { from: review })).text()
    expect(unsaid).toMatch(/name="seen.p1-a2" value="yes" checked/)
    await browser.post(review, { 'seen.p1-a2': 'yes', reason: 'Réunion' }, { from: review })
    expect((await findCommitments(office.access.db)).actions[1]?.reviewedOn).toBe('2026-11-22')
  })
})

describe('the judgements of a proposition', () => {
  it('may differ, and are kept side by side', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/propositions/p1/edit'
    const one = { on: '2022', by: 'Livret', fr: 'Fait', en: 'Done' }
    const rows = [
      { ...one, verdict: 'achieved' },
      { ...one, verdict: 'not-measurable', by: 'Observatoire' }
    ].flatMap((row, i) => Object.entries(row).map(([cell, value]) => [`assessments.${i}.${cell}`, value] as const))
    const fields = { ...(await fieldsOf(browser, path)), ...Object.fromEntries(rows), reason: 'Bilan' }
    expect((await browser.post(path, fields, { from: path })).status).toBe(303)
    const page = await (await browser.get('/propositions/p1')).text()
    expect(page).toContain('Les lectures diffèrent')
  })
})

describe('leads', () => {
  const importing = '/propositions/pistes/importer'
  const send = async (browser: Browser, csv: string): Promise<Response> => {
    const page = await (await browser.get(importing)).text()
    const body = new FormData()
    body.set('token', /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '')
    body.set('file', new File([csv], 'pistes.csv', { type: 'text/csv' }))
    return browser.post(importing, {}, { token: 'in the body', body })
  }

  it('come from a spreadsheet that is read first, then applied whole', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const csv = [
      'Piste;Origine;Proposition;Sort;Raison',
      'Ouvrir une école;Atelier;1;abandonnée;Faute de locaux',
      'Planter des arbres;Atelier 3;1;;'
    ].join('\n')
    const plan = await (await send(browser, csv)).text()
    expect(plan).toMatch(/Planter des arbres/)
    expect((await findCommitments(office.access.db)).leads).toHaveLength(1)
    const digest = /name="digest" value="([^"]*)"/.exec(plan)?.[1] ?? ''
    expect((await browser.post(importing, { digest, reason: 'Archives' }, { from: importing })).status).toBe(303)
    expect((await findCommitments(office.access.db)).leads).toMatchObject([
      { id: 'ecole', fate: 'abandoned', reason: 'Faute de locaux', proposition: 'p1' },
      { id: 'planter-des-arbres', fate: 'unknown', origin: 'Atelier 3' }
    ])
  })

  it('are refused row by row with what was expected, and nothing is written', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const plan = await (
      await send(
        browser,
        'piste,origine,sort,raison,proposition\nA,,,,\nB,x,perdue,,\nC,x,abandonnée,,\nD,x,,,9\nA,x,,,\nA,x,,,\n'
      )
    ).text()
    for (const words of [
      'origine',
      'trouvé « perdue »',
      'abandonnée l’est avec sa raison',
      '« 9 »',
      'déjà à la ligne 6'
    ]) {
      expect(plan.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(words)
    }
    expect(plan).not.toContain('name="digest"')
    expect(await (await send(browser, 'a,b\n1,2\n')).text()).toContain('aucune ligne ne nomme les colonnes')
  })

  it('are corrected by form, with their reason', async () => {
    const office = await makeOffice()
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/propositions/pistes/ecole/edit'
    const fields = { ...(await fieldsOf(browser, path)), fate: 'adopted', action: 'p1-a1', reason: 'Archives' }
    expect((await browser.post(path, { ...fields, action: '' }, { from: path })).status).toBe(422)
    expect((await browser.post(path, fields, { from: path })).headers.get('location')).toBe('/propositions/pistes')
    expect((await findCommitments(office.access.db)).leads[0]).toMatchObject({ fate: 'adopted', action: 'p1-a1' })
  })
})
