import { beforeAll, describe, expect, it } from 'vitest'
import type { Portal } from '../../src/web/portal.ts'
import { makeApp } from '../../src/web/app.tsx'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

let portal: Portal

beforeAll(async () => {
  portal = await openPortal()
}, 120_000)

async function page(path: string, given: Portal = portal): Promise<{ readonly status: number; readonly text: string }> {
  const response = await makeApp({ portal: () => given, log: () => undefined }).request(path)
  return { status: response.status, text: plain(await response.text()) }
}

describe('the directory', () => {
  it('shows the three computed lists with their counts', async () => {
    const { status, text } = await page('/annuaire')
    expect(status).toBe(200)
    expect(text).toMatch(/Partenaires de la PIC Euralens .*? 54 membres/)
    expect(text).toMatch(/Signataires de l’ERBM .*? 12 membres/)
    expect(text).toMatch(/Financeurs de la Mission Bassin Minier .*? 12 membres/)
  })

  it('finds by words without accents, by an old name, by an abbreviation, by a slip', async () => {
    const found = async (words: string): Promise<string> =>
      (await page(`/annuaire?q=${encodeURIComponent(words)}`)).text
    expect(await found('henin')).toContain('Communauté d’agglomération d’Hénin-Carvin')
    expect(await found('pole emploi')).toContain('France Travail')
    expect(await found('AULA')).toContain('Agence d’urbanisme de l’Artois')
    expect(await found('coeur ostrvent')).toContain('Communauté d’agglomération Cœur d’Ostrevent')
    expect(await found('zzzz')).toContain('Aucun organisme ne répond à ces mots')
  })

  it('speaks English at its own address', async () => {
    expect((await page('/en/directory')).text).toMatch(/Partners of the PIC Euralens .*? 54 members/)
  })

  it('never shows words of the reader as markup', async () => {
    const response = await makeApp({ portal: () => portal, log: () => undefined }).request(
      '/annuaire?q=%3Cscript%3Ealert(1)%3C/script%3E'
    )
    expect(await response.text()).not.toContain('<script>alert')
  })
})

describe('two lists side by side', () => {
  it('show who signs without funding, and who funds without signing', async () => {
    const { text } = await page('/annuaire/listes/erbm-signatories?avec=mbm-funders')
    expect(text).toMatch(/Seulement dans « Signataires de l’ERBM » \( ?1 ?\) Communauté de communes Osartis-Marquion/)
    expect(text).toMatch(
      /Seulement dans « Financeurs de la Mission Bassin Minier » \( ?1 ?\) Association des communes minières de France/
    )
    expect(text).toMatch(/Dans les deux listes \( ?11 ?\)/)
  })

  it('say which lists there are when one is asked that is not', async () => {
    const { status, text } = await page('/annuaire/listes/mayors')
    expect(status).toBe(404)
    expect(text).toContain('pic-partners, erbm-signatories, mbm-funders')
  })
})

describe('the page of an organisation', () => {
  it('tells one history of Direccte and Dreets, under either name', async () => {
    for (const id of ['dreets-hauts-de-france', 'direccte-hauts-de-france']) {
      const { text } = await page(`/organisations/${id}`)
      expect(text).toContain('1er avril 2021 Direccte Hauts-de-France devient Dreets Hauts-de-France')
    }
  })

  it('gives the name and the legal form of the day', async () => {
    const { text } = await page('/organisations/coeur-ostrevent?jour=2017-03-07')
    expect(text).toContain('Communauté de communes Cœur d’Ostrevent')
    expect(text).toMatch(/Forme juridique communauté de communes jusqu’au 31 décembre 2024/)
    expect((await page('/organisations/coeur-ostrevent')).text).toMatch(
      /Forme juridique communauté d’agglomération depuis le 1er janvier 2025/
    )
  })

  it('shows an office between its dates only, and apart when the source gives none', async () => {
    expect((await page('/organisations/euralens?jour=2018-01-01')).text).toContain('Sylvain Robert')
    expect((await page('/organisations/euralens?jour=2014-01-01')).text).not.toContain('Sylvain Robert')
    expect((await page('/organisations/euralens')).text).not.toContain('Sylvain Robert')
    expect((await page('/organisations/valenciennes-metropole')).text).toMatch(
      /Sans date dans la source .*Laurent Degallaix/
    )
  })

  it('marks who was invented', async () => {
    expect((await page('/organisations/aula')).text).toMatch(/Camille Exemple exemple/)
  })

  it('is not found under a name that nobody has, and refuses a day that is none', async () => {
    expect((await page('/organisations/nobody')).status).toBe(404)
    const { status, text } = await page('/organisations/aula?jour=2017-02-31')
    expect(status).toBe(400)
    expect(text).toContain('« 2017-02-31 » n’est pas un')
  })
})

describe('what was known on a day', () => {
  const began: Portal['organisations'] = {
    register: (instant) =>
      instant === undefined || instant >= '2026-01-01'
        ? portal.organisations.register()
        : Promise.resolve({ organisations: [], lists: [], people: [] }),
    changes: () => Promise.resolve([]),
    definition: () => Promise.resolve(undefined),
    firstDay: () => Promise.resolve('2026-01-01')
  }

  it('is nothing before the register began, and the page says so and where to go', async () => {
    const { status, text } = await page('/annuaire?au=2020-01-01', { ...portal, organisations: began })
    expect(status).toBe(200)
    expect(text).toContain('Le registre commence le 1er janvier 2026 : il ne savait rien avant.')
    expect(text).toContain('1er janvier 2020, tel qu’on le connaît aujourd’hui')
  })

  it('distinguishes an organisation that was not known yet from one that does not exist', async () => {
    const { status, text } = await page('/organisations/aula?au=2020-01-01', { ...portal, organisations: began })
    expect(status).toBe(404)
    expect(text).toContain('ne connaissait pas encore')
  })

  it('cannot be asked of tomorrow', async () => {
    expect((await page('/annuaire?au=2999-01-01')).status).toBe(400)
  })
})

describe('the journal', () => {
  const organisations: Portal['organisations'] = {
    ...{
      register: () => portal.organisations.register(),
      firstDay: () => Promise.resolve(undefined),
      definition: () => Promise.resolve(undefined)
    },
    changes: () =>
      Promise.resolve([
        {
          entry: 7,
          at: '2026-11-20T10:00:00.000000Z',
          title: { fr: 'Correction de l’organisme « Insee »', en: 'Changed the organisation “Insee”' },
          fields: [{ fr: 'autres noms : – → INSEE', en: 'other names: – → INSEE' }],
          reason: 'Demande de Madame Untel',
          onBehalf: 'insee'
        }
      ])
  }

  it('tells changes in sentences, and keeps reasons to those who write them', async () => {
    const { text } = await page('/journal', { ...portal, organisations })
    expect(text).toMatch(/Correction de l’organisme « Insee » autres noms : – → INSEE/)
    expect(text).not.toContain('Untel')
  })

  it('refuses days that are the wrong way round', async () => {
    expect((await page('/journal?debut=2026-02-01&fin=2026-01-01')).status).toBe(400)
  })
})
