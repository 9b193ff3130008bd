import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzipSync } from 'fflate'
import { findEditionFiles } from '../../src/store/editions.ts'
import type { ShownIssues } from '../../src/domain/journal/entry.ts'
import { shownIssues } from '../../src/usecases/journal-issues.ts'
import { listChanges } from '../../src/usecases/journal.ts'
import { makeRegisterReader } from '../../src/usecases/organisations.ts'
import { makeApp } from '../../src/web/app.tsx'
import { listEditionPhotographs } from '../../src/store/edition-texts.ts'
import { hasExample } from '../example-observatory.ts'
import { openEditionOffice, type EditionOffice } from './edition-office.ts'
import { makeBrowser, makeRole, tokenOf, type Browser } from './office.ts'

let office: EditionOffice

beforeAll(async () => {
  if (hasExample) office = await openEditionOffice()
}, 120_000)

afterAll(async () => {
  if (hasExample) await office.database.close()
})

const SETTINGS = '/editions/2022/reglages'

async function writer(): Promise<Browser> {
  return (await makeRole(office, 'study-officer')).browser
}

async function stored(name: string, edition = '2022'): Promise<string> {
  return (await findEditionFiles(office.database.db, edition)).find((file) => file.name === name)?.text ?? ''
}

async function settingsOf(browser: Browser): Promise<Record<string, string>> {
  const html = await (await browser.get(SETTINGS)).text()
  const form = /<form[^>]*data-draft[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
    const [name, value] = ['name', 'value'].map((one) => new RegExp(` ${one}="([^"]*)"`).exec(tag)?.[1])
    return name && name !== 'token' ? [[name, (value ?? '').replaceAll('&#39;', "'")] as const] : []
  })
  return { ...Object.fromEntries(inputs), language: 'fr' }
}

describe.skipIf(!hasExample)('the settings of an edition', () => {
  it('are saved with what is said otherwise, and nothing else', async () => {
    const browser = await writer()
    const before = await stored('edition.yaml')
    const fields = await settingsOf(browser)
    const saved = await browser.post(SETTINGS, { ...fields, embargo: '2026-12-04T09:00' }, { from: SETTINGS })
    expect(saved.status).toBe(303)
    const after = await stored('edition.yaml')
    // Nine o’clock where the observatory is.
    expect(after).toBe(`${before.trimEnd()}\nembargo: 2026-12-04T08:00:00Z\n`)
    expect((await settingsOf(browser))['embargo']).toBe('2026-12-04T09:00')
  })

  it('tell each field that cannot be read, and the field that another has changed', async () => {
    const [one, two] = [await writer(), await writer()]
    const [mine, theirs] = [await settingsOf(one), await settingsOf(two)]
    const bad = await one.post(SETTINGS, { ...mine, title: ' ', day: 'demain' }, { from: SETTINGS })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('attendu un jour')
    await two.post(SETTINGS, { ...theirs, title: 'Le titre de l’autre' }, { from: SETTINGS })
    const clash = await one.post(SETTINGS, { ...mine, title: 'Mon titre' }, { from: SETTINGS })
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('Le titre de l’autre')
    const other = await one.post(SETTINGS, { ...mine, subtitle: 'Mon sous-titre' }, { from: SETTINGS })
    expect(other.status).toBe(303)
    const yaml = await stored('edition.yaml')
    expect(yaml).toContain('title: Le titre de l’autre')
    expect(yaml).toContain('subtitle: Mon sous-titre')
  })
})

describe.skipIf(!hasExample)('the chapters of an edition', () => {
  it('are added, named, moved and removed; references follow a new name', async () => {
    const browser = await writer()
    const act = (fields: Record<string, string>) => browser.post(SETTINGS, fields, { from: SETTINGS })
    const added = await act({ act: 'add', 'chapter-title': '<b>Santé</b> & soins' })
    expect(added.headers.get('location')).toBe('/editions/2022/rediger/b-sante-b-soins')
    expect(await (await browser.get('/editions/2022/rediger/b-sante-b-soins')).text()).not.toContain('<b>Santé')
    const twice = await act({ act: 'add', 'chapter-title': '<b>Santé</b> & soins' })
    expect(twice.status).toBe(422)
    await act({ act: 'rename', chapter: 'b-sante-b-soins', name: 'Santé' })
    await act({ act: 'up', chapter: 'sante' })
    expect(await stored('edition.yaml')).toMatch(/ sante,\s*[a-z-]+\s*\]/)
    await act({ act: 'remove', chapter: 'sante' })
    expect(await stored('sante.md')).toBe('')

    await act({ act: 'rename', chapter: 'inconnu', name: 'ignorances' })
    const texts = await findEditionFiles(office.database.db, '2022')
    expect(texts.filter(({ text }) => /\{to="?inconnu"?\}/.test(text))).toEqual([])
    expect(texts.some(({ name }) => name === 'ignorances.md')).toBe(true)
  })

  it('are all in one file to take away', async () => {
    const answer = await (await writer()).get('/editions/2022/textes.zip')
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    expect(new TextDecoder().decode(files['2022/travail.md'])).toBe(await stored('travail.md'))
  })
})

describe.skipIf(!hasExample)('the photographs of an edition', () => {
  const PHOTOGRAPHS = '/editions/2022/photographies'

  async function send(browser: Browser, name: string, bytes: Uint8Array<ArrayBuffer>, words: Record<string, string>) {
    const body = new FormData()
    body.set('token', tokenOf(await (await browser.get(PHOTOGRAPHS)).text()))
    for (const [key, value] of Object.entries(words)) body.set(key, value)
    body.set('file', new File([bytes], name))
    return browser.post(PHOTOGRAPHS, {}, { from: PHOTOGRAPHS, body })
  }

  const told = { alt: 'Deux cônes', credit: 'Ada', licence: 'CC BY 4.0' }
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

  it('are known by their bytes: a drawing with a program is refused, whatever its name', async () => {
    const browser = await writer()
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const refused = await send(browser, 'innocent.jpg', svg, told)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('ni un JPEG')
    const silent = await send(browser, 'a.jpg', jpeg, { ...told, alt: '' })
    expect(silent.status).toBe(422)
    expect(await listEditionPhotographs(office.database.db, '2022')).toEqual(['chevalement.png'])
  })

  it('are kept under a name that is safe, and put at the end of a chapter', async () => {
    const browser = await writer()
    const answer = await send(browser, '../../Été "1"<x>.svg', jpeg, { ...told, chapter: 'preface' })
    expect(answer.status).toBe(200)
    expect(await listEditionPhotographs(office.database.db, '2022')).toEqual(['chevalement.png', 'ete-1-x.jpg'])
    expect(await stored('preface.md')).toMatch(/::photograph\{file=ete-1-x\.jpg alt="Deux cônes"/)
    const again = await send(browser, 'été 1 x.jpg', jpeg, told)
    expect(again.status).toBe(422)
  })

  it('are replaced, taken out and put back, each told by the journal with what it weighs', async () => {
    const { db } = office.database
    const browser = await writer()
    await send(browser, 'Terril.jpg', jpeg, told)
    const other = new Uint8Array([...jpeg, 4])
    const change = { name: 'terril.jpg', change: 'replace' }
    expect((await send(browser, 'neuf.jpg', other, change)).status).toBe(303)
    expect((await send(browser, 'x.jpg', new Uint8Array([1, 2]), change)).status).toBe(422)
    expect((await browser.post(PHOTOGRAPHS, { ...change, change: 'remove' }, { from: PHOTOGRAPHS })).status).toBe(303)
    expect(await listEditionPhotographs(db, '2022')).not.toContain('terril.jpg')
    const page = await (await browser.get(PHOTOGRAPHS)).text()
    const [, digest = ''] =
      /name="name" value="terril\.jpg"\/><input type="hidden" name="digest" value="(\w+)"/.exec(page) ?? []
    const back = { name: 'terril.jpg', digest, change: 'restore' }
    expect((await browser.post(PHOTOGRAPHS, back, { from: PHOTOGRAPHS })).status).toBe(303)
    expect(await listEditionPhotographs(db, '2022')).toContain('terril.jpg')
    const told22 = (await listChanges(db, { issues: 'all' })).filter(({ title }) => title.fr.includes('terril.jpg'))
    expect(told22.map(({ title }) => title.fr.split(' ')[0])).toEqual(['Ajout', 'Retrait', 'Remplacement', 'Ajout'])
    expect(told22[1]?.title.fr).toBe('Retrait de la photographie « terril.jpg » de l’édition 2022')
    expect(told22[1]?.fields.map(({ fr }) => fr).join()).toMatch(/taille, en octets : 8 → –.*empreinte/)
  })

  it('are named in the journal to whoever may read the draft, and to all once it is out', async () => {
    const { db } = office.database
    await send(await writer(), 'secret.jpg', jpeg, told)
    const portal = { ...office.portal, organisations: makeRegisterReader(db, 'Europe/Paris') }
    const app = makeApp({
      portal: () => portal,
      log: (line) => office.logged.push(line),
      access: () => office.access
    })
    const read = { ...office, app }
    const toAll = makeBrowser(read)
    const { browser: resident } = await makeRole(read, 'resident')
    const { browser: producer } = await makeRole(read, 'producer')
    const told22 = async (browser: Browser): Promise<boolean> => (await journalOf(browser)).includes('secret.jpg')
    for (const browser of [toAll, resident, producer]) expect(await journalOf(browser)).not.toMatch(/photographie/)
    const { browser: editor } = await makeRole(read, 'editor')
    expect(await told22(editor)).toBe(true)
    await db.updateTable('edition').set({ state: 'checking' }).where('id', '=', '2022').execute()
    expect(await told22(producer)).toBe(true)
    expect(await told22(resident)).toBe(false)
    await db.updateTable('edition').set({ state: 'draft' }).where('id', '=', '2022').execute()

    const { editions } = office.portal
    const outAt = async (publishedAt: Date, embargo?: Date): Promise<ShownIssues> =>
      shownIssues(
        {
          ...editions,
          publications: () =>
            Promise.resolve([{ digest: 'd', edition: '2022', publishedAt, ...(embargo && { embargo }) }])
        },
        { kind: 'anonymous' },
        new Date('2100-01-01')
      )
    const names = async (issues: ShownIssues): Promise<boolean> =>
      (await listChanges(db, { issues })).some(({ title }) => title.fr.includes('secret.jpg'))
    expect(await names(await outAt(new Date('2099-01-01')))).toBe(true)
    expect(await names(await outAt(new Date('2099-01-01'), new Date('2101-01-01')))).toBe(false)
    expect(await names(await outAt(new Date('2020-01-01')))).toBe(false)
  })

  async function journalOf(browser: Browser): Promise<string> {
    return (await browser.get('/journal?fin=2099-01-01&debut=2000-01-01')).text()
  }

  it('are not taken out while a chapter shows them: its line is told', async () => {
    const browser = await writer()
    const held = { name: 'chevalement.png', change: 'remove' }
    const refused = await browser.post(PHOTOGRAPHS, held, { from: PHOTOGRAPHS })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/montrée dans le chapitre.*preface.*, ligne 7/)
  })
})

describe.skipIf(!hasExample)('a new edition', () => {
  const NEW = '/editions/nouvelle'

  it('begins with a chapter that guides, or with those of an earlier one', async () => {
    const browser = await writer()
    const empty = await browser.post(NEW, { id: '2027', title: 'Quinze ans', language: 'fr', like: '' }, { from: NEW })
    expect(empty.headers.get('location')).toBe('/editions/2027/rediger/preface')
    expect(await (await browser.get('/editions/2027/rediger/preface')).text()).toContain('Aucun nombre ne se tape')
    const like = { id: '2028', title: 'Seize ans', language: 'fr', like: '2022' }
    const copied = await browser.post(NEW, like, { from: NEW })
    expect(copied.status).toBe(303)
    expect(await stored('travail.md', '2028')).toBe(await stored('travail.md'))
    const html = await (await browser.get('/editions/2028/rediger/territoire')).text()
    expect(html).toContain('est aussi connu en')
    expect(html).toContain('at=2023}</code></button>')
  })

  it('is refused under a name that is taken or none, and to whoever may not write', async () => {
    const browser = await writer()
    const taken = await browser.post(NEW, { id: '2022', title: 'Encore', language: 'fr', like: '' }, { from: NEW })
    expect(taken.status).toBe(422)
    const none = await browser.post(NEW, { id: '///', title: 'Rien', language: 'fr', like: '' }, { from: NEW })
    expect(none.status).toBe(422)
    const { browser: reader } = await makeRole(office, 'validator')
    expect((await reader.get(NEW)).status).toBe(403)
  })
})
