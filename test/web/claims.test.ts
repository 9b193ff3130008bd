import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimRegister } from '../../src/domain/sources/claim-register.ts'
import { findClaimRegister, replaceClaimRegister } from '../../src/store/documents.ts'
import { change } from '../../src/store/journal.ts'
import { makeClaimReader } from '../../src/usecases/claims.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { openPortal } from './example-portal.ts'
import { makeBrowser, makeRole, openWebOffice, tokenOf, type Browser, type WebOffice } from './office.ts'

let portal: Portal

beforeAll(async () => {
  portal = await openPortal()
}, 120_000)

async function page(path: string): Promise<{ readonly status: number; readonly text: string; readonly html: string }> {
  const response = await makeApp({ portal: () => portal, log: () => undefined }).request(path)
  const html = await response.text()
  return { status: response.status, html, text: plain(html) }
}

/** As a reader sees it: no tags, one kind of space. */
function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
}

describe('the register of documents', () => {
  it('lists them with how many claims were read, and how many name a source', async () => {
    const { status, text } = await page('/documents')
    expect(status).toBe(200)
    expect(text).toMatch(/La Gazette des communes, 6 juillet 2022, lu en partie 4 0/)
    expect((await page('/en/documents')).text).toContain('Documents and claims')
  })

  it('shows one with its claims, each in its words and beside the figures', async () => {
    const { text } = await page('/documents/gazette-2022')
    expect(text).toContain('les 580 700 habitants du périmètre inscrit')
    expect(text).toMatch(/confirmé : \d+, autre valeur : \d+, autre périmètre ou période : \d+, non calculable : \d+/)
  })

  it('gives its claims as a table', async () => {
    const { html } = await page('/documents/gazette-2022/claims.csv')
    expect(html).toMatch(/^id,document,section,quote/)
    expect(html.trim().split('\r\n')).toHaveLength(5)
  })

  it('says what there is when asked for what is not', async () => {
    const { status, text } = await page('/documents/nowhere')
    expect(status).toBe(404)
    expect(text).toContain('il y a gazette-2022')
  })
})

describe('the page of a claim', () => {
  it('shows the figure that confirms it', async () => {
    const { text } = await page('/affirmations/livret-01')
    expect(text).toMatch(/confirmé .* Le chiffre calculé s’écrirait ainsi/)
    expect(text).toContain('Population municipale')
  })

  it('keeps the raw reading of a damaged one beside what it most likely was', async () => {
    const { text } = await page('/affirmations/livret-34')
    expect(text).toContain('personne n’a encore vérifié sur l’original')
    expect(text).toMatch(/Nombre 2016 Lecture brute 206 Remarque du lecteur 2016/)
  })

  it('leads to the conflicts it is in, and gives a sentence to quote', async () => {
    const { text, html } = await page('/affirmations/gazette-03')
    expect(text).toContain('644 971 − 580 700 = 64 271 habitants')
    expect(text).toContain('« 113 communes • 580 700 hab. » (La Gazette des communes,')
    expect(html).not.toContain('<form method="post"')
  })
})

describe('the conflicts', () => {
  it('show the arithmetic, both quotations and an explanation', async () => {
    expect((await page('/contradictions')).text).toMatch(/À expliquer \(\d+\)/)
    const { text } = await page('/contradictions/two-values--gazette-03--livret-01')
    expect(text).toContain('644 971 − 580 700 = 64 271 habitants')
    expect(text).toContain('113 communes • 580 700 hab.')
    expect(text).toContain('644 971 habitants/150 communes/997 km?/')
    expect(text).toContain('Explication proposée')
  })
})

describe('a conflict of the example that a person has closed', () => {
  it('shows the explanation, who gave it and that nobody is real, and leaves the list of the open ones', async () => {
    const { text } = await page('/contradictions/two-values--gazette-02--livret-02')
    expect(text).toMatch(/close .* L’écart est expliqué\. Les 113 communes sont proches du périmètre d’avant 2017/)
    expect(text).toContain('Camille Exemple, Observatoire du bassin minier (personne inventée)')
    expect((await page('/contradictions')).text).toMatch(/Closes \(1\)/)
  })
})

describe('a word of the A to Z', () => {
  it('gives the four numbers of the heaps with their meanings, their sources and a map', async () => {
    const { text, html } = await page('/a-z/terril')
    expect(text).toMatch(/51 terrils dans le bien inscrit .* 78 terrils que l’État reconnaît/)
    expect(text).toMatch(/environ 200 terrils que l’on voit encore .* jusqu’à 350 terrils si l’on ajoute/)
    expect(text).toContain('Jusqu’a 350 ont été recensés')
    expect(html).toContain('href="/affirmations/livret-46"')
    expect(html).toContain('<figcaption id="place"')
  })
})

describe('the search box', () => {
  it.each(['580 700', '580700', '0,58 M'])(
    'answers « %s » with who states it and where it conflicts',
    async (number) => {
      const { text } = await page(`/recherche?q=${encodeURIComponent(number)}`)
      expect(text).toContain('Affirmé dans des documents')
      expect(text).toContain('les 580 700 habitants du périmètre inscrit')
      expect(text).toContain('Un même nombre pour deux sujets')
      expect(text).toMatch(
        /Ce n’est pas le chiffre calculé ici : Population municipale, Pôle métropolitain de l’Artois \( ?150 communes\), en 2018 ?: 644 971 habitants \(Insee,/i
      )
    },
    120_000
  )

  it('answers « 119 € » with what it is, not with other numbers', async () => {
    expect((await page(`/recherche?q=${encodeURIComponent('119 €')}`)).text).toContain(
      'une dépense moyenne de 119 € par visiteur'
    )
  }, 120_000)

  it('answers « 23 000 » with who states it before figures that round to it, and with no postal code', async () => {
    const { text } = await page(`/recherche?q=${encodeURIComponent('23 000')}`)
    expect(text).toMatch(/la rénovation de 23 000 logements miniers.*23 009 logements/)
    expect(text).not.toContain('Creuse')
    // In one word it may be a code: its communes come after what answers the number.
    expect((await page('/recherche?q=23000')).text).toMatch(/23 009 logements.*Pages de ce nom ou de ce code.*Creuse/)
  }, 120_000)

  it('answers a postal code with its communes first', async () => {
    const { text } = await page('/recherche?q=62300')
    expect(text).toMatch(/Lens Pas-de-Calais.*Les valeurs les plus proches/)
    expect(text).not.toContain('Aucun chiffre publié')
  }, 120_000)
})

/** What a form of a page says was read: of its claim, or of what was decided. */
async function seenOn(browser: Browser, path: string, form = 'reading|close'): Promise<string> {
  return seenIn(await (await browser.get(path)).text(), form)
}

function seenIn(html: string, form: string): string {
  const [, after = ''] = html.split(new RegExp(`action="[^"]*/(?:${form})"`))
  return /name="seen" value="(\w+)"/.exec(after)?.[1] ?? ''
}

describe('decisions in the product', () => {
  let office: WebOffice
  let register: ClaimRegister

  beforeAll(async () => {
    const given = await openWebOffice()
    register = await portal.claims.register()
    await change(given.access.db, { actor: 'command' }, (db) => replaceClaimRegister(db, register))
    const own: Portal = { ...portal, claims: makeClaimReader(given.access.db) }
    const app = makeApp({ portal: () => own, log: () => undefined, access: () => given.access })
    office = { ...given, app }
  }, 120_000)

  afterAll(() => office.database.close())

  it('are kept as they were written', async () => {
    expect(await findClaimRegister(office.access.db)).toEqual(register)
  })

  it('are signed by a study officer, shown to all, and refused without a reason', async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/contradictions/two-values--gazette-03--livret-01'
    const seen = await seenOn(browser, path)
    const refused = await browser.post(`${path}/close`, { seen, cause: 'explained', reason: ' ' }, { from: path })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Une raison est attendue')
    const closed = await browser.post(
      `${path}/close`,
      { seen, cause: 'explained', reason: 'Périmètre d’avant 2017.' },
      { from: path }
    )
    expect(closed.status).toBe(303)
    const shown = plain(await (await makeBrowser(office).get(path)).text())
    expect(shown).toContain('L’écart est expliqué. Périmètre d’avant 2017.')
    expect(shown).toContain('study-officer, 22 novembre 2026')
    const ruled = await browser.post(
      '/affirmations/gazette-03/rule',
      {
        seen: await seenOn(browser, '/affirmations/gazette-03', 'rule'),
        verdict: 'other-perimeter',
        reason: 'Ancien périmètre.'
      },
      { from: '/affirmations/gazette-03' }
    )
    expect(ruled.status).toBe(303)
    expect(plain(await (await makeBrowser(office).get('/en/claims/gazette-03')).text())).toContain(
      'It is about another perimeter. Ancien périmètre.'
    )
  }, 120_000)

  it('validate a damaged reading under a name, with the raw reading beside it, and reopen what was ruled on it', async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/affirmations/livret-36'
    const open = await seenOn(browser, path, 'rule')
    const ruled = await browser.post(`${path}/rule`, { seen: open, verdict: 'stands', reason: 'Vu.' }, { from: path })
    expect(ruled.status).toBe(303)
    const seen = await seenOn(browser, path)
    const wrong = await browser.post(`${path}/reading`, { seen, value: '1 3O', reason: 'Page 12.' }, { from: path })
    expect(wrong.status).toBe(422)
    const told = plain(await wrong.text())
    expect(told).toContain('« 1 3O » n’est pas un nombre')
    expect(told).toContain('Page 12.')
    const unsigned = await browser.post(`${path}/reading`, { seen, value: '131', reason: '' }, { from: path })
    expect(plain(await unsigned.text())).toContain('Une raison est attendue')
    const done = await browser.post(`${path}/reading`, { seen, value: '131', reason: 'Page 12.' }, { from: path })
    expect(done.status).toBe(303)
    const shown = plain(await (await makeBrowser(office).get(path)).text())
    expect(shown).toMatch(/Nombre 131 adhérents Lecture brute 2 130 adhérents .*Sur quoi Page 12\./)
    expect(shown).toContain('Validée par study-officer')
    expect(shown).toContain('la décision est à reprendre')
  }, 120_000)

  it('never write over what somebody else has just changed: both are shown, and nothing typed is lost', async () => {
    const [{ browser: first }, { browser: second }] = [
      await makeRole(office, 'study-officer'),
      await makeRole(office, 'editor')
    ]
    const path = '/affirmations/livret-35'
    const [seen, alike] = [await seenOn(first, path), await seenOn(second, path)]
    expect(seen).toBe(alike)
    await first.post(`${path}/reading`, { seen, value: '20 000', reason: 'Vu.' }, { from: path })
    const late = await second.post(`${path}/reading`, { seen, value: '21 000', reason: 'Relu.' }, { from: path })
    expect(late.status).toBe(422)
    const html = await late.text()
    expect(plain(html)).toContain('Quelqu’un a changé cette affirmation')
    expect(plain(html)).toContain('Nombre plus de 20 000 visiteurs')
    expect(html).toContain('value="21 000"')
    const again = await second.post(
      `${path}/reading`,
      { seen: /name="seen" value="(\w+)"/.exec(html)?.[1] ?? '', value: '21 000', reason: 'Relu.' },
      { from: path }
    )
    expect(again.status).toBe(303)
    expect(plain(await (await first.get(path)).text())).toContain('Nombre plus de 21 000 visiteurs')
  }, 120_000)

  it('link a claim to a figure that is proposed or chosen, and take it back', async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/affirmations/livret-06'
    const asked = { indicator: 'jobs', perimeter: 'pma', period: '1999' }
    const none = await browser.post(`${path}/link`, { seen: await seenOn(browser, path), ...asked }, { from: path })
    expect(none.status).toBe(422)
    expect(plain(await none.text())).toMatch(/n’est pas connu pour 1999 .*attendu .*2018/)
    const before = plain(await (await browser.get(path)).text())
    expect(before).toContain('Rapprochements proposés')
    const linked = await browser.post(
      `${path}/link`,
      { seen: await seenOn(browser, path), proposal: 'jobs pma 2018' },
      { from: path }
    )
    expect(linked.status).toBe(303)
    const html = await (await browser.get(path)).text()
    expect(plain(html)).not.toContain('il reste à confirmer')
    const entry = /registre\/(\d+)\/undo/.exec(html)?.[1] ?? ''
    const undone = await browser.post(`/journal/registre/${entry}/undo`, {}, { from: path })
    expect(undone.headers.get('location')).toBe(path)
    expect(plain(await (await browser.get(path)).text())).toContain('n’a pas d’indicateur qui mesure')
  }, 120_000)

  it('are taken back with a reason: what was closed is open again', async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/contradictions/two-values--gazette-02--livret-02'
    const open = { seen: await seenOn(browser, path), cause: 'explained', reason: 'Avant 2017.' }
    await browser.post(`${path}/close`, open, { from: path })
    expect(plain(await (await browser.get(path)).text())).toContain('L’écart est expliqué. Avant 2017.')
    const back = { seen: await seenOn(browser, path), cause: 'take-back', reason: 'À revoir.' }
    await browser.post(`${path}/close`, back, { from: path })
    expect(plain(await (await browser.get(path)).text())).not.toContain('Avant 2017.')
  }, 120_000)

  it('never write over what somebody else has just decided: the second reads it, and signs again', async () => {
    const [{ browser: first }, { browser: second }] = [
      await makeRole(office, 'study-officer'),
      await makeRole(office, 'editor')
    ]
    for (const [path, form, choice] of [
      ['/affirmations/gazette-01', 'rule', { verdict: 'stands' }],
      ['/contradictions/two-values--gazette-02--livret-02', 'close', { cause: 'explained' }]
    ] as const) {
      const seen = await seenOn(first, path, form)
      expect(await seenOn(second, path, form)).toBe(seen)
      const send = (browser: Browser, reason: string, read = seen): Promise<Response> =>
        browser.post(`${path}/${form}`, { seen: read, ...choice, reason }, { from: path })
      expect((await send(first, 'Décidé d’abord.')).status).toBe(303)
      const late = await send(second, 'Décidé après.')
      expect(late.status).toBe(400)
      const html = await late.text()
      for (const told of ['Quelqu’un a décidé', 'Décidé d’abord.', 'Décidé après.']) expect(plain(html)).toContain(told)
      const [chosen = ''] = Object.values(choice)
      expect(html).toMatch(new RegExp(`<input[^>]*value="${chosen}"[^>]*checked`))
      expect((await send(second, 'Décidé après.', seenIn(html, form))).status).toBe(303)
      expect(plain(await (await first.get(path)).text())).toContain('Décidé après.')
    }
  }, 120_000)

  it('come in from a table that is read first, then applied whole under a name', async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const path = '/affirmations/importer'
    const send = async (table: string | Uint8Array<ArrayBuffer>): Promise<Response> => {
      const body = new FormData()
      body.set('token', tokenOf(await (await browser.get(path)).text()))
      body.set('file', new File([table], 'presse.csv', { type: 'text/csv' }))
      return browser.post(path, {}, { from: path, body })
    }
    const HEAD = 'id,document,quote,subject,measure,value,unit,kind,perimeter'
    const upload = (rows: readonly string[]): Promise<Response> => send([HEAD, ...rows].join('\n'))
    expect(await (await browser.get('/documents')).text()).toContain(`href="${path}"`)
    const refused = plain(
      await (await upload(['presse-1,presse,20 00O arbres,Forêt,arbres,20 00O,arbres,count,Lens'])).text()
    )
    expect(refused).toMatch(/ligne 2 « value » ?: trouvé « 20 00O »/)
    expect(refused).not.toContain('Appliquer tout')
    expect(plain(await (await send('a,b')).text())).toContain('ce n’est pas une table d’affirmations')
    const office1252 = Uint8Array.from(
      Buffer.from(`${HEAD}\npresse-2,presse,forêt de Béthune,Forêt,arbres,3,arbres,count,Lens`, 'latin1')
    )
    expect(plain(await (await send(office1252)).text())).toContain('forêt de Béthune')
    const row = 'presse-1,presse,"20 000 arbres",Forêt,arbres,20000,arbres,count,Lens'
    const read = await (await upload([row])).text()
    expect(plain(read)).toContain('20 000 arbres')
    expect((await makeClaimReader(office.access.db).register()).claims).toHaveLength(register.claims.length)
    const digest = /name="digest" value="(\w+)"/.exec(read)?.[1] ?? ''
    const applied = await browser.post(path, { digest, reason: 'Lu dans la presse.' }, { from: path })
    expect(applied.headers.get('location')).toBe('/documents')
    expect(plain(await (await browser.get('/affirmations/presse-1')).text())).toContain('20 000 arbres')
    expect(plain(await (await upload([row])).text())).toContain('il n’y a rien à appliquer')
    const changed = plain(await (await upload([row.replace('20000', '21000')])).text())
    expect(changed).toContain('value : 20000 → 21000')
  }, 120_000)

  it('come in from officers alone', async () => {
    const { browser } = await makeRole(office, 'validator')
    expect((await browser.get('/affirmations/importer')).status).toBe(403)
    expect(await (await browser.get('/documents')).text()).not.toContain('/affirmations/importer')
  }, 120_000)

  it('are refused to residents, who see no form', async () => {
    const { browser } = await makeRole(office, 'resident')
    const path = '/contradictions/two-values--gazette-02--livret-02'
    expect(await (await browser.get(path)).text()).not.toContain('name="cause"')
    const refused = await browser.post(`${path}/close`, { cause: 'explained', reason: 'x' }, { from: '/compte' })
    expect(refused.status).toBe(403)
  }, 120_000)
})
