import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findEditionFiles } from '../../src/store/editions.ts'
import { change, findEntries } from '../../src/store/journal.ts'
import { hasExample } from '../example-observatory.ts'
import { openEditionOffice, type EditionOffice } from './edition-office.ts'
import { makeBrowser, makeRole, type Browser } from './office.ts'

let office: EditionOffice

beforeAll(async () => {
  if (hasExample) office = await openEditionOffice()
}, 120_000)

afterAll(async () => {
  if (hasExample) await office.database.close()
})

const PREFACE = '/editions/2022/rediger/preface'

async function writer(): Promise<Browser> {
  return (await makeRole(office, 'study-officer')).browser
}

/** What the page holds of the chapter. */
async function opened(browser: Browser, path = PREFACE): Promise<Record<string, string>> {
  return fieldsIn(await (await browser.get(path)).text())
}

function fieldsIn(html: string): Record<string, string> {
  const text = /<textarea id="text"[^>]*>\n?([^<]*)<\/textarea>/.exec(html)?.[1] ?? ''
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  return { text: plain(text), version }
}

function plain(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

async function stored(name = 'preface.md'): Promise<string> {
  return (await findEditionFiles(office.database.db, '2022')).find((file) => file.name === name)?.text ?? ''
}

async function setState(state: 'draft' | 'checking'): Promise<void> {
  await change(office.database.db, { actor: 'command' }, (t) =>
    t.updateTable('edition').set({ state }).where('id', '=', '2022').execute()
  )
}

describe.skipIf(!hasExample)('the editor of an edition, without a script', () => {
  it('opens the chapter and the line that are asked', async () => {
    const browser = await writer()
    const first = await browser.get('/editions/2022/rediger')
    expect(first.headers.get('location')).toBe(PREFACE)
    const asked = await browser.get('/en/editions/2022/write?chapter=travail&line=12')
    expect(asked.headers.get('location')).toBe('/en/editions/2022/write/travail?line=12')
    expect((await browser.get('/editions/2022/rediger/absent')).status).toBe(404)
  })

  it('is closed to whoever is not signed in, or may not read what is not out', async () => {
    expect((await makeBrowser(office).get(PREFACE)).status).toBe(303)
    const { browser } = await makeRole(office, 'member')
    expect((await browser.get(PREFACE)).status).toBe(403)
  })

  it('shows the text beside the page that it will be, with the figures it asks and where they come from', async () => {
    const browser = await writer()
    const html = await (await browser.get('/editions/2022/rediger/territoire')).text()
    expect(html).toContain(':figure{of=population on=pma at=2018}')
    expect(html).toMatch(/644.971.habitants/)
    expect(html).toContain('<figure class="drawing"')
    expect(html).toContain('Ouvrir la page du chiffre')
  })

  it('saves what is written under the name of its writer, once', async () => {
    const { browser, account } = await makeRole(office, 'editor')
    const fields = await opened(browser)
    const text = `${fields['text'] ?? ''}\nUn mot de plus.\n`
    const saved = await browser.post(PREFACE, { ...fields, text, save: 'yes' }, { from: PREFACE })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${PREFACE}?enregistre=1`])
    expect(await stored()).toContain('Un mot de plus.')
    const entries = await findEntries(office.database.db, { relations: ['edition_file'], limit: 500 })
    expect(entries.filter(({ actor }) => actor === `account:${account}`)).toHaveLength(1)
  })

  it('previews without saving: a number that is typed is told with its line, and mended by a button', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    const before = await stored()
    const text = '# Essai\n\nOn compte 644 971 habitants dans le pôle.\n'
    const looked = await (await browser.post(PREFACE, { ...fields, text, more: 'look' }, { from: PREFACE })).text()
    expect(looked).toContain('ligne 3, colonne 11')
    expect(looked).toContain('value="mend:0.0"')
    // What it would write is told in words.
    expect(looked).toMatch(/Écrire Population municipale, Pôle métropolitain de l’Artois, 2018 <code>:figure/)
    const mended = await (await browser.post(PREFACE, { ...fields, text, more: 'mend:0.0' }, { from: PREFACE })).text()
    expect(fieldsIn(mended)['text']).toMatch(/On compte :figure\{of=population on=\S+ at=\d{4}\}/)
    expect(await stored()).toBe(before)
  })

  it('finds a figure by words, shows its value, and puts it in the text', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    const asked = {
      ...fields,
      'find.what': 'population',
      'find.where': 'Lens-Liévin',
      'find.when': '2018',
      more: 'find'
    }
    const html = await (await browser.post(PREFACE, asked, { from: PREFACE })).text()
    const [, put = ''] = /name="more" value="(put:figure\{of=population[^"]*at=2018\})"/.exec(html) ?? []
    expect(put).toContain('on=')
    expect(html).toMatch(/<strong>24\d.\d{3}.habitants<\/strong>/)
    const after = await (await browser.post(PREFACE, { ...fields, more: put }, { from: PREFACE })).text()
    expect(fieldsIn(after)['text']).toContain(put.replace('put', '').trim())
  })

  it('tells a chart of a period that its indicator does not know, with the text given back', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    const text = '# Essai\n\n::chart{kind=map of=unemployment-localised on=pma at=2018}\n'
    const looked = await browser.post(PREFACE, { ...fields, text, more: 'look' }, { from: PREFACE })
    expect(looked.status).toBe(200)
    const html = await looked.text()
    expect(html).toMatch(/ligne 3, colonne 1.*n’est pas connu en 2018/s)
    expect(fieldsIn(html)['text']).toBe(text)
  })

  it('names an unknown directive and says what exists, and runs nothing that is written', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    const text = '# <script>alert(1)</script>\n\n::graphique{of=population}\n\n<img src=x onerror=alert(2)>\n'
    const html = await (await browser.post(PREFACE, { ...fields, text, more: 'look' }, { from: PREFACE })).text()
    expect(html).toMatch(/n’est pas une directive à cet endroit\. Attendu/)
    expect(html).not.toContain('<script>alert(1)')
    expect(html).not.toContain('<img src=x')
  })
})

describe.skipIf(!hasExample)('what is written is never lost', () => {
  it('keeps both versions when two people write in one chapter, and makes the text of the choices', async () => {
    const [one, two] = [await writer(), await writer()]
    const [mine, theirs] = [await opened(one), await opened(two)]
    const base = mine['text'] ?? ''
    await two.post(PREFACE, { ...theirs, text: `${base}\nLa fin de l’autre.\n` }, { from: PREFACE })
    const text = `${base.replace('Pourquoi compter', 'Pourquoi donc compter')}\nMa fin.\n`
    const clash = await one.post(PREFACE, { ...mine, text }, { from: PREFACE })
    expect(clash.status).toBe(409)
    const html = await clash.text()
    expect(html).toContain('La fin de l’autre.')
    expect(html).toContain('Ma fin.')
    const [, version = ''] = /name="version" value="(\d+)"/.exec(html) ?? []
    const again = { text, base: mine['version'] ?? '', version }
    const unchosen = await one.post(PREFACE, again, { from: PREFACE })
    expect(unchosen.status).toBe(409)
    const chosen = await one.post(PREFACE, { ...again, 'choice.1': 'both' }, { from: PREFACE })
    expect(chosen.status).toBe(303)
    const both = await stored()
    expect(both).toContain('Pourquoi donc compter')
    expect(both.indexOf('La fin de l’autre.')).toBeLessThan(both.indexOf('Ma fin.'))
    expect(both).toContain('La fin de l’autre.')
  })

  it('gives back five million letters with a sentence', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    const text = `# Long\n\n${'mot '.repeat(1_250_000)}`
    const answer = await browser.post(PREFACE, { ...fields, text, save: 'yes' }, { from: PREFACE })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('500000')
    expect(html.length).toBeGreaterThan(5_000_000)
  }, 60_000)

  it('gives the text back when the edition has changed state, read only, with whom to ask', async () => {
    const browser = await writer()
    const fields = await opened(browser)
    await setState('checking')
    const answer = await browser.post(PREFACE, { ...fields, text: '# Tard\n\nÉcrit trop tard.' }, { from: PREFACE })
    const html = await answer.text()
    await setState('draft')
    expect(answer.status).toBe(409)
    expect(html).toContain('Écrit trop tard.')
    expect(html).toContain('demandez à un validateur')
    expect(await stored()).not.toContain('Écrit trop tard.')
    expect((await opened(browser))['text']).toContain('Écrit trop tard.')
    expect(await (await browser.get(`${PREFACE}?brouillon=non`)).text()).not.toContain('Écrit trop tard.')
  })

  it('keeps what was sent after the session had ended', async () => {
    const { browser, account } = await makeRole(office, 'study-officer')
    const html = await (await browser.get(PREFACE)).text()
    const [, writerWord = ''] = /name="writer" value="([^"]*)"/.exec(html) ?? []
    const text = `# Session\n\n${'Écrit après la fin. '.repeat(6000)}`
    await office.database.db.deleteFrom('account_session').where('account', '=', account).execute()
    const fields = { ...fieldsIn(html), writer: plain(writerWord), text }
    const late = await browser.post(PREFACE, fields, { token: 'x', headers: { 'content-length': '130000' } })
    expect([late.status, late.headers.get('location')?.startsWith('/connexion')]).toEqual([303, true])
    expect(browser.cookies.has('chevalement.kept')).toBe(true)
  })
})

describe.skipIf(!hasExample)('comments on a passage', () => {
  const COMMENTS = `${PREFACE}/commentaires`

  it('are written, settled and opened again by those who may, and read by those who work on the edition', async () => {
    const { browser } = await makeRole(office, 'validator')
    const said = { quote: 'un passage qui n’y est pas', comment: 'À vérifier auprès de l’Insee', more: 'comment' }
    const html = await (await browser.post(COMMENTS, said, { from: PREFACE })).text()
    expect(html).toContain('À vérifier auprès de l’Insee')
    expect(html).toContain('plus dans le texte')
    const [, id = ''] = /value="resolve:([^"]+)"/.exec(html) ?? []
    const settled = await (await browser.post(COMMENTS, { more: `resolve:${id}` }, { from: PREFACE })).text()
    expect(settled).toContain(`value="reopen:${id}"`)
    const read = await (await (await writer()).get(PREFACE)).text()
    expect(read).toContain('À vérifier auprès de l’Insee')
  })

  it('are refused to whoever may not comment, and when they say nothing', async () => {
    const { browser } = await makeRole(office, 'administrator')
    expect((await browser.get(PREFACE)).status).toBe(200)
    const refused = await browser.post(COMMENTS, { comment: 'Non', more: 'comment' }, { from: '/compte' })
    expect(refused.status).toBe(403)
    const empty = await (await writer()).post(COMMENTS, { comment: ' ', more: 'comment' }, { from: PREFACE })
    expect(empty.status).toBe(400)
  })
})
