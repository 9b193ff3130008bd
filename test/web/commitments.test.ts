import { beforeAll, describe, expect, it } from 'vitest'
import type { CommitmentRegister } from '../../src/domain/commitments/commitment-register.ts'
import { NO_COMMITMENTS } from '../../src/domain/commitments/commitment-register.ts'
import { parseCommitmentId } from '../../src/domain/commitments/commitment.ts'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { readExampleCommitments } from '../example-observatory.ts'
import { makeLead } from '../domain/commitments/make-commitment.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

let portal: Portal
let promised: CommitmentRegister

beforeAll(async () => {
  portal = await openPortal()
  promised = await readExampleCommitments()
}, 120_000)

type Answer = { readonly status: number; readonly text: string; readonly html: string }

async function page(path: string, register?: CommitmentRegister): Promise<Answer> {
  const given: Portal = register
    ? { ...portal, commitments: { register: () => Promise.resolve(register), changes: () => Promise.resolve([]) } }
    : portal
  const response = await makeApp({ portal: () => given, log: () => undefined }).request(path)
  const html = await response.text()
  return { status: response.status, html, text: plain(html) }
}

describe('the state of the seven propositions on one page', () => {
  it('shows what is done, under way, abandoned and unknown, of all and of each', async () => {
    const { status, text } = await page('/propositions')
    expect(status).toBe(200)
    expect(text).toMatch(/faites 10 .*en cours 14 .*fusionnées 0 .*abandonnées 0 .*inconnues 1 .*non listées 1 /)
    expect(text).toContain('26 annoncées, 25 listées : 1 ne se trouve nulle part.')
    expect(text).toMatch(
      /Proposition 5 .*?faites : 1 , en cours : 1 , fusionnées : 0 , abandonnées : 0 , inconnues : 1/
    )
    expect(text).toContain('4 annoncées, 3 listées : 1 ne se trouve nulle part.')
    expect(text).toContain('24 sur 26, soit 92 %')
  })

  it('says that more than 80 leads are announced and none is listed', async () => {
    const { text } = await page('/propositions')
    expect(text).toMatch(/Les pistes .*Sort connu : 0 sur plus de 80, soit 0 % .*Aucune piste n’est listée nulle part/)
  })

  it('gives three figures to each proposition, each opening its figure, with its sources, and what is missing', async () => {
    const { html } = await page('/propositions')
    const sections = html.split('<section').filter((one) => / id="p\d"/.test(one))
    expect(sections).toHaveLength(7)
    for (const one of sections) {
      expect(one.match(/href="\/chiffres\/[^"]+">[^<]*\d/g), one.slice(0, 40)).toHaveLength(3)
      expect(one.match(/Source\u00a0:/g)).toHaveLength(3)
      expect(one).toContain('Ce qui manque')
      expect(one).not.toContain('pas de valeur')
    }
  })

  it('bears its date, on screen as on paper', async () => {
    expect((await page('/propositions')).text).toContain('État au 22 novembre 2026.')
    const then = await page('/propositions?au=2026-11-20')
    expect(then.text).toContain('Tel que le registre le savait le 20 novembre 2026.')
    expect(then.html).not.toContain('href="/chiffres/')
    expect((await page('/propositions?au=2030-01-01')).text).toContain('est à venir')
  })

  it('speaks English at its own address, and leads from one language to the other', async () => {
    const { text, html } = await page('/en/propositions')
    expect(text).toContain('26 announced, 25 listed: 1 is nowhere to be found.')
    expect(text).toContain('0 of more than 80, that is 0%')
    expect(html).toContain('href="/propositions"')
    expect((await page('/en/propositions/leads')).html).toContain('href="/propositions/pistes"')
  })

  it('says so when nothing was promised, and where one looks for what is not there', async () => {
    expect((await page('/propositions', NO_COMMITMENTS)).text).toContain('Aucun engagement n’est au registre')
    expect((await page('/propositions/pistes', NO_COMMITMENTS)).status).toBe(200)
    const { status, text } = await page('/propositions/actions/p1-a9')
    expect([status, text.includes('« p1-a')]).toEqual([404, true])
  })
})

describe('the page of a proposition', () => {
  it('sets side by side what was promised, done, counted and is missing', async () => {
    const { text } = await page('/propositions/p5')
    const order = ['Ce qui était promis', 'Ce qui a été fait', 'Ce que disent les chiffres', 'Ce qui manque']
    const places = order.map((one) => text.indexOf(one))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(text).toContain('Faire en sorte que chaque grand projet soit porté')
  })

  it('gives both titles with their place, and every reading of a disputed one', async () => {
    const { text } = await page('/propositions/p3')
    expect(text).toMatch(/Faire du territoire une destination touristique .*introduction .*Créer une destination/)
    expect(text).toMatch(/Les lectures diffèrent .*atteint .*en chemin/)
    expect((await page('/propositions/P7')).text).not.toContain('Les lectures diffèrent')
  })
})

describe('the page of an action', () => {
  it('says who carries it, what speaks for it and what against', async () => {
    const { text, html } = await page('/propositions/actions/p2-a3')
    expect(text).toMatch(/État lancée .*Pôle métropolitain de l’Artois/)
    expect(text).toMatch(/Preuves .*pour .*Livret des dix ans, 2012-2022 .*contre .*reste à créer/)
    expect(html).toContain('href="/organisations/pole-metropolitain-artois"')
  })

  it('leads to the other action of the same title', async () => {
    expect((await page('/propositions/actions/p1-a6')).html).toContain('href="/propositions/actions/p3-a2"')
  })
})

describe('the leads', () => {
  const leads = [
    makeLead('ecole', {
      set: parseCommitmentId('propositions-2010'),
      text: 'Ouvrir une <école>',
      fate: 'abandoned',
      reason: 'Faute de locaux'
    })
  ]

  it('are listed with why they were given up, and the rate stays under what it says', async () => {
    const { text, html } = await page('/propositions/pistes', { ...promised, leads })
    expect(text).toMatch(/abandonnée .*Pourquoi : Faute de locaux/)
    expect(text).toContain('1 sur plus de 80, soit moins de 1 %')
    expect(html).not.toContain('<école>')
  })

  it('come as a table, and so do the actions', async () => {
    const { text: csv } = await page('/propositions/pistes/leads.csv', { ...promised, leads })
    expect(csv).toContain('abandoned')
    const actions = await page('/propositions/actions/actions.csv')
    expect(actions.html.trim().split('\r\n')).toHaveLength(26)
  })
})
