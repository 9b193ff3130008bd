import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesUnder } from '../../src/cli/edition-hands.ts'
import { makeEditionFiles, type Press } from '../../src/jobs/edition-files.ts'
import { parquetOfColumns } from '../../src/store/table-parquet.ts'
import { makeEditionReader, type EditionReader } from '../../src/usecases/edition-reader.ts'
import { makePublishedReader } from '../../src/usecases/edition-published.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { ASKED, TODAY } from '../usecases/doubt-office.ts'
import { archiveOf, askedAt, issueContext, publish } from '../usecases/issue-office.ts'
import { HOLLOW, makeBrowser, makeRole, openWebOffice, type Browser, type WebOffice } from './office.ts'

const PRESS: Press = {
  look: () => Promise.resolve({ sheet: '', faces: new Map(), palettes: { light: {}, dark: {} } }),
  fonts: () => Promise.resolve([]),
  parquet: parquetOfColumns,
  typeset: () => Promise.resolve(new TextEncoder().encode('%PDF-1.7'))
}

let office: WebOffice
let reader: Browser
let editions: EditionReader
let home = ''
let digest = ''
let value = 7

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'chevalement-issues-'))
  const bare = await openWebOffice()
  const { db, now } = bare.access
  bare.clock.ms = new Date(`${TODAY}T12:00:00Z`).getTime()
  editions = makeEditionReader(db)
  const published = makePublishedReader(db, filesUnder({ db, home }, now), { now, elapsed: () => 0 })
  const portal = (): Portal => {
    const { observatory, organisations } = issueContext(bare, value)
    const { folder } = HOLLOW.observatory
    return {
      ...HOLLOW,
      editions,
      published,
      organisations,
      today: TODAY,
      observatory: { ...observatory, folder: { ...folder, perimeters: [], indicators: [] } }
    }
  }
  office = { ...bare, app: makeApp({ portal, log: (line) => bare.logged.push(line), access: () => bare.access }) }
  reader = makeBrowser(office)
  digest = await publish(office, await archiveOf(portal().observatory, '2022'))
}, 120_000)

afterAll(async () => {
  await office.database.close()
  await rm(home, { recursive: true, force: true })
})

function heads(html: string): readonly string[] {
  return [...html.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, head = '']) => head)
}

async function text(path: string): Promise<string> {
  return (await reader.get(path)).text()
}

describe('the files of an issue', () => {
  it('are asked for when they are missing, and the page says that they are being made', async () => {
    expect(await text('/editions/2022')).toContain('Étape 1 sur 2')
    const response = await reader.get('/editions/2022/lire/')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/editions/2022'])
  })

  it('read though the PDF cannot be typeset', async () => {
    const press = { ...PRESS, typeset: () => Promise.reject(new Error('no such glyph')) }
    await expect(makeEditionFiles({ home, editions, press }, digest)).rejects.toThrow('no such glyph')
    expect((await reader.get('/editions/2022/lire/')).status).toBe(200)
    expect(await text('/editions/2022')).toContain('Étape 2 sur 2')
  })

  it('are whole after another try: pages, PDF, data, and the text that the digest is of', async () => {
    await makeEditionFiles({ home, editions, press: PRESS }, digest)
    expect(await readdir(join(home, 'editions'))).toEqual([digest])
    const page = await text('/editions/2022')
    for (const name of ['2022.pdf', 'figures.csv', 'archive.json', 'CITATION.cff']) expect(page).toContain(name)
    const pdf = await reader.get('/editions/2022/lire/2022.pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const bytes = new Uint8Array(await (await reader.get(`/editions/figees/${digest}/archive.json`)).arrayBuffer())
    const sum = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(sum).toBe(digest)
  })

  it('are served under their paths and no other', async () => {
    for (const path of ['%2e%2e%2fadmin', '..%5c..', 'absente.html', '%']) {
      expect((await reader.get(`/editions/2022/lire/${path}`)).status, path).toBe(404)
    }
    expect((await reader.get('/editions/2022/lire')).headers.get('location')).toBe('/editions/2022/lire/')
    const style = await reader.get(`/editions/figees/${digest}/style.css`)
    expect(style.headers.get('cache-control')).toContain('immutable')
    expect((await reader.get(`/editions/figees/${'0'.repeat(64)}/index.html`)).status).toBe(404)
  })
})

describe('an issue on the portal', () => {
  it('tells its validations, those that nobody objected to included, and how to verify it', async () => {
    const page = await text('/editions/2022')
    expect(page).toContain('aucune objection reçue')
    expect(page).toContain(digest)
    expect(await text('/editions/2022/citation.txt')).toContain(digest)
    expect(await text('/en/editions/2022')).toContain('no objection received')
    const { origin } = new URL(office.access.settings.origin)
    const sitemap = await (await office.app.request('http://evil.example/sitemap.xml')).text()
    expect(sitemap).toContain(`<loc>${origin}/editions/2022/lire/mots.html</loc>`)
  })

  it('shows what has changed to all, and lets those who may correct it, with a reason', async () => {
    value = 9
    expect(await text('/editions/2022/errata')).not.toContain('<textarea')
    const before = await readFile(join(home, 'editions', digest, 'chiffres.html'))
    const { browser } = await makeRole(office, 'study-officer')
    const page = await (await browser.get('/editions/2022/errata')).text()
    const field = (name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const given = { figure: field('figure'), stamp: field('stamp') }
    const from = '/editions/2022/errata'
    const refused = await browser.post(from, { ...given, reason: 'non' }, { from })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/motif est attendu[\s\S]*>non<\/textarea>/)
    const done = await browser.post(from, { ...given, reason: 'La livraison était fausse.' }, { from })
    expect(done.status).toBe(303)
    for (const path of ['errata', 'errata.csv', 'errata.atom']) {
      expect(await text(`/editions/2022/${path}`)).toContain('La livraison était fausse.')
    }
    expect(await readFile(join(home, 'editions', digest, 'chiffres.html'))).toEqual(before)
    const read = await text('/editions/2022/lire/chiffres.html')
    expect(read).toContain('lire les errata')
    expect(read.replace(/<aside class="frame"[\s\S]*?<\/aside>/, '')).toBe(before.toString())
  })

  it('is compared with another, figure by figure', async () => {
    const { observatory } = issueContext(office, 9)
    await publish(office, await archiveOf(observatory, '2023', [ASKED, askedAt('2021')]))
    const page = await text('/editions/2023/comparer?avec=2022')
    expect(page).toContain('Deux éditions, chiffre par chiffre')
    expect(page).toMatch(/\+2/)
    expect(await text('/editions/2023/comparer.csv?avec=2022')).toMatch(/appeared/)
    expect(await text('/editions/2023/comparer.csv?avec=2022')).not.toMatch(/\d\.\d{13}/)
    expect(await text('/editions/2023/comparer?avec=2022&seulement=vanished')).toContain('Aucun chiffre')
    expect((await reader.get('/editions/2023/comparer?avec=1900')).status).toBe(404)
    // From the earlier one, the order is the same: it is of time, not of the address.
    const turned = await text('/editions/2022/comparer?avec=2023')
    expect(heads(turned)).toEqual(heads(page))
    expect(turned).toContain('seulement dans la plus récente')
  })

  it('keeps an embargo', async () => {
    const { observatory } = issueContext(office, 9)
    const embargo = new Date(`${TODAY}T18:00:00Z`)
    const hidden = await publish(office, await archiveOf(observatory, '2030'), { embargo })
    for (const path of ['2030/lire/index.html', '2030/errata', `figees/${hidden}/index.html`]) {
      expect((await reader.get(`/editions/${path}`)).status, path).toBe(404)
    }
    expect(await text('/sitemap.xml')).not.toContain('/editions/2030')
  })
})
