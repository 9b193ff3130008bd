import { mkdtemp, mkdir, writeFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEditionRecords, recordTexts } from '../../src/folder/edition-record.ts'
import { findEditionRecords } from '../../src/store/edition-record.ts'
import { findEditionFiles, replaceEditions, saveEditionFile } from '../../src/store/editions.ts'
import { change } from '../../src/store/journal.ts'
import { insertOrganisation } from '../../src/store/organisations.ts'
import { deletePublication } from '../../src/store/edition-archive.ts'
import { makeEditionReader } from '../../src/usecases/edition-reader.ts'
import { damagedArchives, frozenOriginals } from '../../src/usecases/edition-records.ts'
import { instantAt } from '../../src/domain/shared/time-zone.ts'
import { makeApp } from '../../src/web/app.tsx'
import { editionHands } from '../../src/cli/edition-hands.ts'
import type { Workshop } from '../../src/usecases/queue.ts'
import { makeWorkshop, workAll } from '../usecases/workshop-of-letters.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { openPortal } from './example-portal.ts'
import { makeBrowser, makeRole, openWebOffice, tokenOf, type Browser, type WebOffice } from './office.ts'
import { plain } from './plain.ts'

const SETTINGS = `language: fr
title: Une édition d’essai
subtitle: Pour ceux qui la vérifient
publisher: Observatoire d’essai
day: 2026-11-22
licence: Licence Ouverte 2.0
chapters: [habitants]
`
const SOUND = '# Les habitants\n\nLe pôle compte :figure{of=population on=pma at=2018}.\n'
const FAULTY = `${SOUND}\nOn y lit aussi 644 971 habitants.\n`
/** Where whoever is signed in finds a form. */
const FORM = '/avis/settings'
const SIGNED = { actor: 'command', reason: 'test' } as const
const DAY = 86_400_000
const DESK = '/editions/essai/suivi'
const QUEUE = '/editions/essai/chiffres/institut-invente'

let office: WebOffice
let start: number
/** Days that the observatory is ahead of whoever signs in. */
let daysOn = 0
let writer: Browser
let producer: Browser
let validator: Browser
let nobody: Browser
let workshop: Workshop
let hurried = 0
/** The observatory has lost its indicators under the issue. */
let isWithdrawn = false

beforeAll(async () => {
  const [portal, opened] = await Promise.all([openPortal(), openWebOffice()])
  const { db } = opened.access
  // An invented institute, which bears the name of the producer of the data.
  const institute = { ...makeOrganisation('institut-invente'), aliases: ['Insee', 'INSEE'] }
  await insertOrganisation(db, institute)
  await insertOrganisation(db, makeOrganisation('autre-institut'))
  await change(db, SIGNED, (t) =>
    replaceEditions(
      t,
      ['essai', 'silence'].map((id) => ({
        id,
        files: [
          { name: 'edition.yaml', text: SETTINGS },
          { name: 'habitants.md', text: id === 'essai' ? FAULTY : SOUND }
        ]
      }))
    )
  )
  const organisations = {
    ...portal.organisations,
    register: () => Promise.resolve({ organisations: [institute], lists: [], people: [] })
  }
  const editions = makeEditionReader(db)
  const { observatory } = portal
  const emptied = { ...observatory, registry: { ...observatory.registry, indicators: new Map() } }
  const portalNow = () => ({
    ...{ ...portal, organisations, editions, today: today() },
    observatory: isWithdrawn ? emptied : observatory
  })
  const app = makeApp({
    portal: portalNow,
    log: (line) => opened.logged.push(line),
    access: () => opened.access,
    hurry: () => (hurried += 1)
  })
  const hands = editionHands({ home: '', portal: portalNow, access: opened.access })
  const bare = makeWorkshop(opened, undefined)
  workshop = { ...bare, hands: { ...bare.hands, 'edition-freeze': hands['edition-freeze'] } }
  office = { ...opened, app }
  start = office.clock.ms
  writer = (await makeRole(office, 'study-officer')).browser
  producer = (await makeRole(office, 'producer', { organisation: 'institut-invente' })).browser
  validator = (await makeRole(office, 'validator')).browser
  nobody = makeBrowser(office)
}, 240_000)

afterAll(() => office.database.close())

describe('an issue on its way', { timeout: 120_000 }, () => {
  it('is not submitted while a fault is left: the report gives its line, and leads to it', async () => {
    const refused = await writer.post('/editions/essai/submit', { answerBy: dayAt(14) }, { from: FORM })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('un défaut')
    const report = await (await writer.get('/editions/essai/verifier')).text()
    expect(report).toContain('ligne 5, colonne 16')
    expect(report).toContain('<u>644 971</u>')
    expect(report).toContain('/editions/essai/rediger?chapitre=habitants&amp;ligne=5')
    const csv = await (await writer.get('/editions/essai/verifier.csv')).text()
    expect(csv).toContain('défaut,naked-number,habitants,5,16')
  })

  it('goes to its producers, who are told until when; whoever presses second is told so', async () => {
    const { db } = office.access
    const [file] = (await findEditionFiles(db, 'essai')).filter(({ name }) => name === 'habitants.md')
    await change(db, SIGNED, (t) =>
      saveEditionFile(t, 'essai', { name: 'habitants.md', text: SOUND, version: file?.version })
    )
    expect((await writer.post('/editions/essai/submit', { answerBy: 'demain' }, { from: DESK })).status).toBe(422)
    expect((await writer.post('/editions/essai/submit', { answerBy: dayAt(14) }, { from: DESK })).status).toBe(303)
    const second = await writer.post('/editions/essai/submit', { answerBy: dayAt(14) }, { from: FORM })
    expect(second.status).toBe(422)
    expect(await second.text()).toContain('quelqu’un l’a peut-être fait juste avant vous')
    expect(await (await producer.get('/avis')).text()).toMatch(/Des chiffres attendent.*Une édition d’essai, jusqu’au/s)
    expect((await producer.get('/editions/essai/chiffres')).headers.get('location')).toBe(QUEUE)
    const space = await waits(producer)
    expect(space).toMatch(/Chiffres à valider Une édition d’essai : 1 chiffre, .* avant le/)
    expect(await (await producer.get('/espace')).text()).toContain(`href="${QUEUE}"`)
    expect(await (await producer.get('/en/workspace')).text()).toContain('/en/editions/essai/figures/institut-invente')
    expect(await waits(writer)).not.toContain('édition d’essai')
  })

  it('shows a producer the sentence, the file and what was known before; a refusal needs a comment, and holds it back', async () => {
    const page = await (await producer.get(QUEUE)).text()
    expect(page).toMatch(/Le pôle compte <mark>644.971.habitants<\/mark>/)
    expect(page).toContain('insee_base_cc_comparateur')
    expect(page).toMatch(/2013.*la période d’avant/s)
    const refuse = { ...fieldsOf(page), 'figures.0.answer': 'refused' }
    const bare = await producer.post(QUEUE, refuse, { token: tokenOf(page) })
    expect(bare.status).toBe(422)
    expect(await bare.text()).toContain('Dites pourquoi vous refusez')
    const said = { ...refuse, comment: 'Révisé en mars.' }
    expect((await producer.post(QUEUE, said, { token: tokenOf(page) })).status).toBe(303)
    const held = await writer.post('/editions/essai/approve', {}, { from: FORM })
    expect(await held.text()).toMatch(/Chiffres refusés.: 1/)
    expect(await (await writer.get('/avis')).text()).toContain('Un chiffre d’une édition est refusé')
    for (const one of [writer, validator]) expect(await waits(one)).toMatch(/Une édition d’essai : un chiffre refusé/)
    expect(await waits(producer)).not.toContain('édition d’essai')
  })

  it('takes no answer of another organisation, nor of a value that is not shown any more', async () => {
    const { browser: other } = await makeRole(office, 'producer', { organisation: 'autre-institut' })
    const page = await (await producer.get(`${QUEUE}?montrer=tout`)).text()
    const all = { ...fieldsOf(page), 'figures.0.answer': 'validated', looked: 'yes' }
    expect((await other.post(QUEUE, all, { from: FORM })).status).toBe(403)
    const old = await producer.post(QUEUE, { ...all, 'figures.0.stamp': 'A:1' }, { token: tokenOf(page) })
    expect(old.status).toBe(422)
    const origin = await validator.post(QUEUE, all, { from: FORM })
    expect(await origin.text()).toContain('comment sa réponse vous est parvenue')
    expect((await producer.post(QUEUE, all, { token: tokenOf(page) })).status).toBe(303)
  })

  it('is approved, then frozen unless a value is no more what was validated', async () => {
    const { db } = office.access
    expect(await waits(validator)).toContain('Une édition d’essai : à approuver')
    expect((await validator.post('/editions/essai/approve', {}, { from: DESK })).status).toBe(303)
    const [kept] = await db.selectFrom('edition_verdict').select('stamp').where('edition', '=', 'essai').execute()
    const stamped = (stamp: string) =>
      change(db, SIGNED, (t) =>
        t.updateTable('edition_verdict').set({ stamp }).where('edition', '=', 'essai').execute()
      )
    expect(await waits(writer)).toContain('Une édition d’essai : à figer')
    await stamped('A:1')
    await validator.post('/editions/essai/freeze', {}, { from: DESK })
    expect(await settled()).toContain('n’ont plus la valeur qui a été validée')
    expect(await (await validator.get('/avis')).text()).toMatch(/n’a pas pu être figée.*la valeur qui a été validée/s)
    await stamped(kept?.stamp ?? '')
    for (const _ of ['pressed', 'pressed twice']) await validator.post('/editions/essai/freeze', {}, { from: FORM })
    const waiting = await validator.get(DESK)
    expect(waiting.headers.get('refresh')).toBe('2')
    expect(await waiting.text()).toContain('même si le service redémarre')
    expect(hurried).toBeGreaterThan(0)
    expect(await settled()).toMatch(/figees\/[0-9a-f]{64}/)
    expect(await waits(validator)).toContain('Une édition d’essai : à publier')
  })

  it('is read by nobody before its embargo, by GET or HEAD, and by all from that hour', async () => {
    const asked = { day: dayAt(12), hour: '06:00' }
    const half = await validator.post('/editions/essai/publish', { ...asked, hour: '' }, { from: DESK })
    expect(half.status).toBe(422)
    expect((await validator.post('/editions/essai/publish', asked, { from: DESK })).status).toBe(303)
    const back = await validator.post('/editions/essai/withdraw', { reason: '' }, { from: DESK })
    expect([back.status, await back.text()]).toEqual([422, expect.stringContaining('la parution est retirée')])
    await validator.post('/editions/essai/withdraw', { reason: 'Un titre à revoir.' }, { from: DESK })
    expect(await makeEditionReader(office.access.db).publications()).toEqual([])
    const frozenAgain = await (await validator.get(DESK)).text()
    expect(frozenAgain).toContain('Un titre à revoir.')
    expect(frozenAgain).toContain('action="/editions/essai/publish"')
    expect((await validator.post('/editions/essai/publish', asked, { from: DESK })).status).toBe(303)
    const [{ digest } = { digest: '' }] = await makeEditionReader(office.access.db).publications()
    const paths = [
      '/editions/essai',
      '/en/editions/essai',
      '/editions/essai/errata',
      `/editions/figees/${digest}/index.html`
    ]
    const hour = instantAt('Europe/Paris', asked.day, 6).getTime()
    office.clock.ms = hour - 1000
    for (const path of paths) {
      const found = await nobody.get(path)
      expect([path, found.status]).toEqual([path, 404])
      expect(await found.text()).not.toContain('édition d’essai')
      expect((await office.app.request(path, { method: 'HEAD' })).status).toBe(404)
    }
    for (const path of ['/editions', '/sitemap.xml', '/recherche?q=essai']) {
      expect(await (await nobody.get(path)).text()).not.toContain('editions/essai')
    }
    office.clock.ms = hour
    expect((await nobody.get('/editions/essai')).status).toBe(200)
    expect(await deletePublication(office.access.db, digest, new Date(hour))).toBe(false)
    expect(await (await nobody.get('/editions')).text()).toContain('Une édition d’essai')
    expect(plain(await (await nobody.get('/editions/essai/errata')).text())).toContain('Tous les chiffres cités disent')
    isWithdrawn = true
    const withdrawn = plain(await (await nobody.get('/editions/essai/errata')).text())
    isWithdrawn = false
    expect(withdrawn).toContain('Chiffres qui ne peuvent plus être demandés')
    expect(withdrawn).not.toContain('Tous les chiffres cités')
  })

  it('is approved after the last day without an answer, as no objection received; opened again for a reason', async () => {
    office.clock.ms = start
    const desk = '/editions/silence/suivi'
    const { browser: officer } = await makeRole(office, 'study-officer')
    await officer.post('/editions/silence/submit', { answerBy: dayAt(14) }, { from: desk })
    daysOn = 15
    const { browser } = await makeRole(office, 'validator')
    expect((await browser.post('/editions/silence/approve', {}, { from: desk })).status).toBe(303)
    const [verdict] = (await findEditionRecords(office.access.db)).find(({ id }) => id === 'silence')?.verdicts ?? []
    expect(verdict).toMatchObject({ decision: 'silent', on: dayAt(14) })
    expect((await browser.post('/editions/silence/reopen', { reason: ' ' }, { from: desk })).status).toBe(422)
    const again = await browser.post('/editions/silence/reopen', { reason: 'Une phrase à revoir.' }, { from: desk })
    expect(again.status).toBe(303)
    expect(await (await browser.get(desk)).text()).toContain('Une phrase à revoir.')
  })

  it('comes back from a folder as it went out, and what was frozen is what its digest says', async () => {
    const { db } = office.access
    const records = await findEditionRecords(db)
    const root = await mkdtemp(join(tmpdir(), 'chevalement-records-'))
    for (const { path, text } of recordTexts(records)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    expect(await readEditionRecords(root)).toEqual(records)
    await rm(root, { recursive: true })
    expect([...(await frozenOriginals(db, records)).keys()]).toHaveLength(1)
    expect(await damagedArchives(db, records)).toEqual([])
  })
})

/** The desk once the queue has done what was asked of it. */
async function settled(): Promise<string> {
  await workAll(workshop)
  const page = await validator.get(DESK)
  expect(page.headers.get('refresh')).toBe(null)
  return page.text()
}

function fieldsOf(page: string): Readonly<Record<string, string>> {
  const found = page.matchAll(/name="(figures\.\d+\.(?:key|stamp))" value="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]))
}

function today(): string {
  return dayAt(daysOn)
}

/** So many days after the test began. */
function dayAt(days: number): string {
  return new Date(start + days * DAY).toISOString().slice(0, 10)
}

/** What waits for somebody, in the words of their workspace. */
async function waits(browser: Browser): Promise<string> {
  const page = await (await browser.get('/espace')).text()
  const [list = ''] = /Ce qui m’attend[\s\S]*?<\/section>/.exec(page) ?? []
  return plain(list)
}
