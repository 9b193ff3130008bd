import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

describe.skipIf(!hasExample)('the front door', () => {
  let app: ReturnType<typeof makeApp>
  const faults: string[] = []

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => faults.push(line) })
  })

  async function ask(path: string, init: RequestInit = {}): Promise<Response & { readonly page: string }> {
    const response = await app.request(path, init)
    return Object.assign(response, { page: await response.text() })
  }

  it.each([
    ['/', 'fr', 'Observatoire du bassin minier'],
    ['/en/', 'en', 'Observatory of the mining basin'],
    ['/territoires', 'fr', 'Les 8 intercommunalités de l’ERBM'],
    ['/en/territories', 'en', 'The 8 intermunicipal authorities of the ERBM'],
    ['/territoires/pma', 'fr', 'Pôle métropolitain de l’Artois'],
    ['/en/territories/pma', 'en', 'Key figures'],
    ['/territoires/62498', 'fr', 'Lens'],
    ['/territoires/EPCI-200072460', 'fr', 'Béthune-Bruay'],
    ['/indicateurs', 'fr', 'Taux de chômage'],
    ['/indicateurs/unemployment-census', 'fr', 'Sur cent personnes de 15 à 64 ans'],
    ['/en/indicators/unemployment-census', 'en', 'Of a hundred persons aged 15 to 64'],
    ['/chiffres/population/pma/2018', 'fr', 'Somme de'],
    ['/en/figures/population/pma/2018', 'en', 'Sum of'],
    ['/sources', 'fr', 'Comparateur de territoires'],
    ['/recherche?q=noeux', 'fr', 'Nœux-les-Mines'],
    ['/recherche', 'fr', 'Écrivez un nom']
  ])('%s answers in its language', async (path, language, text) => {
    const { status, page } = await ask(path)
    expect(status).toBe(200)
    expect(page).toContain(`<html lang="${language}"`)
    expect(plain(page)).toContain(text)
  })

  it('shows the figures of the basin', async () => {
    expect(plain((await ask('/chiffres/population/pma/2018')).page)).toContain('644 971')
    const pma = plain((await ask('/territoires/pma')).page)
    for (const text of ['communes 150', '997 km²', '18,4 %', 'ERBM 250 110 40 140'])
      expect(pma.includes(text), text).toBe(true)
  })

  it('adds the parts of a perimeter up to their whole', async () => {
    const { page } = await ask('/chiffres/population/pma/2018')
    expect(plain(page)).toMatch(/276 759 .*\+ 241 703 .*\+ 126 509 .*= 644 971/)
  })

  it('says why there is no value, and offers what exists', async () => {
    const { status, page } = await ask('/chiffres/median-living-standard/pma/2019')
    expect(status).toBe(200)
    expect(plain(page)).toContain('ne s’additionne pas')
    expect(plain(page)).toContain('17 980 €')
    expect(plain(page)).toContain('Méthode aucune : la valeur ne s’additionne pas')
    expect(plain(page)).not.toMatch(/publiée?,? (sans calcul|pour ce territoire même)/)
  })

  it('answers 404 for a period that no vintage holds, and leads to those that are known', async () => {
    const { status, page } = await ask('/chiffres/population/pma/1800')
    expect(status).toBe(404)
    expect(plain(page)).toMatch(/Périodes connues ici 2013 .*2018 644 971/)
    expect(page).toContain('href="/chiffres/population/pma/2018?geographie=2026"')
    expect((await ask('/en/figures/population/pma/1800')).page).toContain('Periods known here')
    // A figure that is refused is known all the same.
    expect((await ask('/chiffres/median-living-standard/pma/2021')).status).toBe(200)
  })

  it('shows what another producer counts of a part, where the total is contested by it', async () => {
    const page = plain((await ask('/chiffres/museum-admissions/call/2015')).page)
    expect(page).toMatch(/Louvre-Lens : une autre source dit autrement, 435 213 entrées/)
    expect((await ask('/chiffres/museum-admissions/call/2015')).page).toMatch(/href="#doubts".*id="doubts"/s)
    expect((await ask('/chiffres/louvre-lens-admissions/pma/2015')).page).toMatch(/href="#elsewhere".*id="elsewhere"/s)
  })

  it('tells the two counts of the programme apart', async () => {
    expect(plain((await ask('/territoires/erbm-epci')).page)).toMatch(/communes 336 .*ERBM 250 224 112 26/)
    expect(plain((await ask('/territoires/erbm-250')).page)).toMatch(/communes 250 .*8 EPCI ERBM 224 26 112/)
  })

  it('compares with the territories asked for', async () => {
    const { page } = await ask('/territoires/pma?avec=nord&avec=')
    expect(plain(page)).toContain('Comparés à : Nord')
    expect((await ask('/territoires/pma?avec=nord&avec=france&avec=arras')).status).toBe(400)
  })

  it('keeps the same page under its twin in the other language', async () => {
    const { page } = await ask('/territoires/pma?avec=nord&geographie=2023')
    const [, twin = ''] = /<a href="([^"]+)" lang="en"/.exec(page) ?? []
    expect(twin.replaceAll('&amp;', '&')).toBe('/en/territories/pma?with=nord&geography=2023')
    expect(page).toContain('hreflang="en" href="/en/territories/pma?geography=2023"')
    expect((await ask(twin)).status).toBe(200)
  })

  it.each([
    ['/nulle-part', 404, 'Aucune page'],
    ['/territoires/lense', 404, 'Lens'],
    ['/territoires/99999', 404, ''],
    ['/chiffres/population/pma/18', 400, 'n’est pas une période'],
    ['/chiffres/population/pma', 400, 'l’adresse d’un chiffre'],
    ['/chiffres/rien/pma/2018', 404, ''],
    ['/territoires/cabbalr?geographie=2012', 404, '2017'],
    ['/indicateurs/Rien%20du%20tout', 400, 'n’est pas un nom d’indicateur'],
    ['/indicateurs/%E0%A4%A', 400, '']
  ])('%s is answered by %i and a page that helps', async (path, expected, text) => {
    const { status, page } = await ask(path)
    expect(status).toBe(expected)
    expect(plain(page)).toContain(text)
    expect(page).toContain('role="search"')
  })

  it('proposes what a misspelt territory may have meant', async () => {
    const { page } = await ask('/territoires/bethunne')
    expect(page).toContain('href="/territoires/62119"')
  })

  it('answers HEAD without a body, and nothing twice', async () => {
    const head = await ask('/territoires/pma', { method: 'HEAD' })
    expect([head.status, head.page]).toEqual([200, ''])
    const first = await ask('/territoires/pma')
    const etag = first.headers.get('ETag') ?? ''
    const again = await ask('/territoires/pma', { headers: { 'If-None-Match': etag } })
    expect([again.status, again.page]).toEqual([304, ''])
  })

  it('lets no script of a page, no third party and no frame in', async () => {
    const { headers, page } = await ask('/territoires/pma')
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(page).not.toMatch(/<script(?![^>]*\ssrc="\/)|(?:src|href)="(?:https?:)?\/\/(?!www\.insee)/)
  })

  it('serves the files of a page for ever, under names that hold their hash', async () => {
    const { page } = await ask('/')
    const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? []
    const sheet = await ask(style)
    expect(sheet.headers.get('Cache-Control')).toContain('immutable')
    const faces = [...sheet.page.matchAll(/url\(([^)]+woff2)\)/g)].map(([, path = '']) => path)
    expect(faces).toHaveLength(2)
    const sizes = await Promise.all(
      faces.map(async (path) => (await (await app.request(path)).arrayBuffer()).byteLength)
    )
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(90 * 1024)
  })

  it.each(['pma', 'erbm-epci', 'all', 'nord', 'pas-de-calais'])(
    'keeps the page of %s under 40 kB once compressed, its sheet included',
    async (territory) => {
      const { page } = await ask(`/territoires/${territory}`)
      const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? []
      const sheet = (await ask(style)).page
      expect(gzipSync(page).length + gzipSync(sheet).length).toBeLessThan(40_000)
    }
  )

  it('draws the borders of communes where they can be seen, and of their groups alone where there are too many', async () => {
    expect((await ask('/territoires/pma')).page).toContain('class="borders"')
    expect((await ask('/territoires/pas-de-calais')).page).not.toContain('class="borders" d="M')
  })

  it('gives the rows behind a figure as a table that adds up to it', async () => {
    const { headers, page } = await ask('/chiffres/population/pma/2018.csv')
    expect(headers.get('Content-Type')).toContain('text/csv')
    const lines = page.trim().split('\r\n').slice(1)
    expect(lines).toHaveLength(150)
    const sum = lines.reduce((total, line) => total + Number(line.split(',').at(-4)), 0)
    expect(Math.round(sum)).toBe(644_971)
  })

  it('gives a figure and its lineage as JSON', async () => {
    const { page } = await ask('/chiffres/density/pma/2018.json')
    expect(JSON.parse(page)).toMatchObject({
      display: expect.stringContaining('646,9') as unknown,
      unit: 'inhabitants-per-km2'
    })
  })

  it('gives the figures of a territory as a table', async () => {
    const { status, page } = await ask('/territoires/pma.csv')
    expect(status).toBe(200)
    expect(page).toContain('unemployment-census')
  })

  it('had no fault of its own', () => {
    expect(faults).toEqual([])
  })
})
