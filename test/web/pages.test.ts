import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

describe.skipIf(!hasExample)('reference pages', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  })

  async function words(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(gzipSync(page).length).toBeLessThan(30_000)
    return plain(page)
  }

  it.each([
    ['/sources', 'Au 22 novembre 2026'],
    ['/en/sources', 'On 22 November 2026'],
    ['/sources/insee-unemployment', '5 538 corrigées'],
    ['/en/sources/insee-unemployment', 'one edition a quarter'],
    ['/fraicheur', 'Journal'],
    ['/en/freshness', 'Changelog'],
    ['/catalogue', 'Taux de chômage'],
    ['/en/catalogue', 'employment zones'],
    ['/methode', 'nous divisons ensuite'],
    ['/geographies/2024', 'Géographie de 2024, après 2023'],
    ['/geographies/2021', 'garde son adresse et sa valeur'],
    ['/en/method', 'round at the end, once'],
    ['/glossaire', 'Secret statistique'],
    ['/en/glossary', 'Statistical secrecy'],
    ['/accessibilite', 'À vérifier'],
    ['/en/accessibility', 'Not checked'],
    ['/mentions-legales', 'à remplir par l’éditeur'],
    ['/en/legal-notice', 'to be filled in by the publisher'],
    ['/donnees-personnelles', 'Lire ne pose pas de cookie'],
    ['/en/personal-data', 'Reading sets no cookie'],
    ['/a-z', 'Zone d’emploi'],
    ['/en/a-z', 'Employment zone'],
    ['/a-z/epci', '242'],
    ['/en/a-z/median-living-standard', 'not applicable'],
    ['/style', 'Le territoire lu brick / paper 4,5 6,3'],
    ['/en/style', 'Text ink / paper 7 17.2'],
    ['/hors-ligne', 'Le réseau ne répond pas'],
    ['/en/offline', 'The network does not answer']
  ])('%s says « %s »', async (path, text) => {
    expect(await words(path)).toContain(text)
  })

  it.each([
    ['/a-z/terrils', '/a-z/terril'],
    ['/a-z/Ch%C3%B4mage', '/a-z/unemployment'],
    ['/en/a-z/Spoil-Heap', '/en/a-z/terril']
  ])('%s is the entry of that title, %s', async (path, meant) => {
    const response = await app.request(path)
    expect([response.status, response.headers.get('location')]).toEqual([302, meant])
  })

  it('link the nearest entries, and all of them, where none has that title', async () => {
    const response = await app.request('/a-z/teril')
    expect(response.status).toBe(404)
    const html = await response.text()
    expect(html).toContain('<a href="/a-z/terril">Terrils</a>')
    expect(html).toContain('<a href="/a-z">Tout l’abécédaire</a>')
  })

  it('lead to all issues, never to communes of that number, where there is no such issue', async () => {
    const response = await app.request('/editions/2023/comparer')
    expect(response.status).toBe(404)
    const html = await response.text()
    expect(html).toContain('<a href="/editions">Toutes les éditions</a>')
    expect(html).not.toContain('Haute-Corse')
  })

  it('say which sources are late on the day of the reader', async () => {
    const sheet = await words('/sources/insee-unemployment')
    expect(sheet).toContain('En retard')
    expect(sheet).toContain('juin 2026, il y a 5 mois')
    expect(await words('/sources/insee-population-reference')).toContain('À jour')
  })

  it('are drawn again each day', async () => {
    expect((await app.request('/sources')).headers.get('cache-control')).toBe('no-store')
  })

  it('propose the nearest source for a slip', async () => {
    const response = await app.request('/sources/insee-unemploiment')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('insee-unemployment')
  })

  it('give the catalogue to machines, one line per indicator', async () => {
    const response = await app.request('/catalogue.csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect((await response.text()).split('\r\n')[0]).toContain('id,theme,label_fr')
  })
})
