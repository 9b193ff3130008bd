import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

let app: ReturnType<typeof makeApp>
const faults: string[] = []

beforeAll(async () => {
  const portal = await openPortal()
  app = makeApp({ portal: () => portal, log: (line) => faults.push(line) })
}, 60_000)

type Answer = { readonly status: number; readonly page: string; readonly location: string }

async function ask(path: string, init?: RequestInit): Promise<Answer> {
  const response = await app.request(path, init)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const plain = response.headers.get('Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes
  const location = decodeURIComponent(response.headers.get('Location') ?? '')
  return { status: response.status, page: new TextDecoder().decode(plain), location }
}

function paste(fields: Readonly<Record<string, string>>): Promise<Answer> {
  return ask('/atelier', { method: 'POST', body: new URLSearchParams({ sign: '+', ...fields }) })
}

describe('a comparison', { timeout: 60_000 }, () => {
  const address = '/comparer?territoires=pma,cahc&indicateurs=vacancy-rate,unemployment-census'

  it('shows its territories, indicators, doubts and the method behind those alike', async () => {
    const { status, page } = await ask(address)
    expect(status).toBe(200)
    for (const text of [
      'Pôle métropolitain de l’Artois',
      'Raisons d’en douter',
      'Territoires semblables',
      'écart absolu médian'
    ]) {
      expect(plain(page)).toContain(text)
    }
    expect(page).toContain('/chiffres/vacancy-rate/pma/')
    expect(plain(page)).toMatch(/se recouvrent .*14 communes/)
    expect(gzipSync(page).length).toBeLessThan(30 * 1024)
  })

  it('adds the one territory that a code or an exact name stands for, by sending on', async () => {
    const { status, location } = await ask(`${address}&ajouter=EPCI-246200364`)
    expect(status).toBe(303)
    expect(location).toContain('territoires=pma,cahc,EPCI-246200364')
  })

  it('lists homonyms to choose from', async () => {
    const { status, page } = await ask('/comparer?territoires=pma&ajouter=Saint-Denis')
    expect(status).toBe(200)
    expect(plain(page)).toContain('Lequel')
    expect(page).toContain('territoires=pma,93066')
  })

  it.each([
    ['/comparer?territoires=pma,nope', 404, 'aucun périmètre « nope »'],
    ['/comparer?territoires=pma,76095x', 400, 'ne désigne pas un périmètre'],
    ['/comparer?territoires=pma,01039', 404, 'Culoz'],
    ['/comparer?territoires=pma&indicateurs=rien', 404, 'rien'],
    ['/comparer?territoires=pma&indicateurs=Rien%20du%20tout', 400, 'nom d’indicateur'],
    ['/comparer?territoires=pma&ajouter=qqqqqqqq', 404, 'Aucun territoire'],
    ['/comparer?territoires=62041,62119,62498,62617,62065,62427,62510,62771,62178', 400, '8 territoires au plus']
  ])('%s is answered by %i and what can be shown', async (path, expected, text) => {
    const { status, page } = await ask(path)
    expect(status).toBe(expected)
    expect(plain(page)).toContain(text)
    expect(page).toContain('name="ajouter"')
  })

  it('gives all it shows as rows and as JSON', async () => {
    const csv = await ask(address.replace('?', '.csv?'))
    expect(csv.page.split('\r\n')[0]).toContain('part,indicator,territory')
    for (const part of ['table', 'evolution', 'scatter', 'alike']) expect(csv.page).toContain(`\r\n${part},`)
    const json = JSON.parse((await ask(address.replace('?', '.json?'))).page) as { alike: { nearest: unknown[] } }
    expect(json.alike.nearest).toHaveLength(8)
    expect((await ask('/comparer.json?territoires=nope')).status).toBe(404)
  })

  it('draws its small multiples and its two indicators as files that stand alone', async () => {
    const many = '/comparer.svg?territoires=pma,cahc&indicateurs=population,density'
    const multiples = await ask(many)
    expect(multiples.page).toContain('Population municipale')
    const scatter = await ask(address.replace('?', '.svg?') + '&graphique=nuage')
    for (const { page } of [multiples, scatter]) {
      expect(page).toContain('url(data:font/woff2;base64,')
      expect(page).toContain('Licence Ouverte')
      expect(page).toContain('/comparer?territoires=pma,cahc')
    }
    expect(plain(scatter.page)).toContain('ne sont pas cause')
    expect((await ask(`${many}&graphique=carte`)).status).toBe(404)
    expect((await ask('/comparer.png?territoires=pma&indicateurs=vacancy-rate')).status).toBe(404)
  })

  it('stands in English too', async () => {
    const { status, page } = await ask('/en/compare?territories=pma,cahc&indicators=vacancy-rate')
    expect(status).toBe(200)
    expect(page).toContain('href="/comparer?territoires=pma,cahc&amp;indicateurs=vacancy-rate"')
  })
})

describe('the workshop', { timeout: 60_000 }, () => {
  it('turns what is pasted into an address that holds it all', async () => {
    const { status, location } = await paste({ text: '62041\nLens, cahc' })
    expect(status).toBe(303)
    expect(location).toBe('/atelier?perimetre=libre:cahc+62041+62498')
    const { page } = await ask('/atelier?perimetre=libre:cahc%2B62041%2B62498')
    expect(plain(page)).toMatch(/16 ?communes|communes ?16/)
    expect(page).toContain('perimetre=libre%3Acahc%2B62041%2B62498&amp;retirer=62041')
    expect(gzipSync(page).length).toBeLessThan(28 * 1024)
  })

  it('says what secrecy forbids instead of hiding it', async () => {
    const { page } = await ask('/atelier?perimetre=libre:62041%2B62498')
    expect(plain(page)).toContain('pas pour un périmètre librement tracé')
  })

  it('tells of homonyms, unknown lines and communes that are no more, with what to choose', async () => {
    const { location } = await paste({ text: 'Saint-Martin\n99999\n01039\n62041' })
    expect(location).toBe('/atelier?perimetre=libre:62041&revoir=Saint-Martin,99999,01039')
    const { status, page } = await ask(encodeURI(location))
    expect(status).toBe(200)
    for (const text of ['Saint-Martin (67)', 'inconnu', 'Culoz-Béon (01)']) expect(plain(page)).toContain(text)
  })

  it('adds and takes away by links, and leaves no trace of what was undone', async () => {
    const added = await ask('/atelier?perimetre=libre:cahc&ajouter=62041')
    expect([added.status, added.location]).toEqual([303, '/atelier?perimetre=libre:cahc+62041'])
    const removed = await ask('/atelier?perimetre=libre:cahc%2B62041&retirer=62041')
    expect(removed.location).toBe('/atelier?perimetre=libre:cahc')
    const hole = await ask('/atelier?perimetre=libre:cahc&retirer=62427')
    expect(hole.location).toBe('/atelier?perimetre=libre:cahc~62427')
    expect((await ask('/atelier?perimetre=libre:62041&retirer=62041')).location).toBe('/atelier')
  })

  it('takes ten thousand codes at once, and still answers with one address and a bounded page', async () => {
    const { atlas } = (await openPortal()).observatory
    const { status, location } = await paste({ text: atlas.geography.tables.codes().slice(0, 10_000).join('\n') })
    expect(status).toBe(303)
    expect(location.length).toBeLessThan(9000)
    const { status: shown, page } = await ask(encodeURI(location))
    expect(shown).toBe(200)
    expect(plain(page)).toMatch(/9.9\d\d/)
    expect(gzipSync(page).length).toBeLessThan(40 * 1024)
  })

  it.each([
    ['/atelier?perimetre=libre:nope', 404],
    ['/atelier?perimetre=libre:liste2026.AAAA', 400],
    ['/atelier?perimetre=%3Cscript%3E', 400],
    ['/atelier?perimetre=01039', 404],
    ['/atelier?ajouter=99999', 404],
    ['/atelier.csv', 400]
  ])('%s is answered by %i', async (path, expected) => {
    expect((await ask(path)).status).toBe(expected)
  })

  it('asks for something to be pasted', async () => {
    expect((await paste({ text: ' ' })).status).toBe(400)
  })

  it('had no fault of its own', () => {
    expect(faults).toEqual([])
  })
})
