import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { startServer } from '../../src/web/server.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import type { Portal } from '../../src/web/portal.ts'
import { plain } from './plain.ts'

describe.skipIf(!hasExample)('bad input meets a page that helps', () => {
  let portal: Portal
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 120_000)

  async function ask(
    path: string
  ): Promise<{ readonly status: number; readonly page: string; readonly words: string }> {
    const response = await app.request(path)
    const page = await response.text()
    const words = plain(page)
    return { status: response.status, page, words }
  }

  it.each([
    ['an unknown territory', '/territoires/lense', 404, 'Vouliez-vous dire Lens'],
    ['an unknown code', '/territoires/99999', 404, 'Aucune commune 99999'],
    ['a code of another year', '/territoires/59355', 404, 'Vouliez-vous dire Lille Nord (59)'],
    ['a name with six homonyms', '/territoires/saint-denis', 404, 'La Réunion (974)'],
    ['a geography before the territory', '/territoires/pma?geographie=1850', 404, 'n’existe que depuis'],
    ['a geography that is no year', '/territoires/pma?geographie=abc', 400, 'attendu une année ou un jour'],
    ['an absurd period', '/indicateurs/population?periode=9999', 400, 'n’est pas une période'],
    ['an unknown comparator', '/territoires/pma?avec=zzz', 404, 'Aucun périmètre « zzz »'],
    ['an unknown indicator', '/indicateurs/zzz', 404, 'n’existe pas'],
    ['an unknown indicator, and where all are', '/indicateurs/zzz', 404, 'Tous les indicateurs'],
    ['the name of a commune for an indicator', '/indicateurs/lens', 404, 'Vouliez-vous dire Entrées au Louvre-Lens'],
    ['a commune where a figure names its indicator', '/chiffres/lens/pma/2018', 404, 'Entrées au Louvre-Lens'],
    ['a past day asked of a commune', '/territoires/62498?au=2010-01-01', 400, 'seul'],
    ['a past day asked of a figure', '/chiffres/population/pma/2018?au=2010-01-01', 400, 'adresse permanente'],
    ['half an address', '/chiffres/population/pma', 400, 'attendu /chiffres/indicateur/périmètre/période'],
    ['markup in an address', '/territoires/%3Cscript%3E', 400, '&lt;script&gt;'],
    ['an encoding that is none', '/territoires/%E0%A4%A', 400, 'ne désigne pas un périmètre'],
    ['a page that never was', '/nulle-part', 404, 'Aucune page à cette adresse']
  ])('%s: %s', async (_, path, status, text) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(answer.words).toContain(text)
    expect(answer.page).toContain('name="q"')
    expect(answer.words).not.toMatch(/undefined|\[object/)
  })

  it('links to those that took over a commune that is no more', async () => {
    expect((await ask('/territoires/59355')).page).toContain('href="/territoires/59350"')
  })

  it('shows a commune on a geography where it still was', async () => {
    expect((await ask('/territoires/62847?geographie=2024')).status).toBe(200)
  })

  it.each([
    ['/territoires/PMA', '/territoires/pma'],
    ['/Territoires/pma/', '/territoires/pma'],
    ['//territoires//pma?avec=nord', '/territoires/pma?avec=nord'],
    ['/en/territoires/pma', '/en/territories/pma'],
    ['/territories/pma', '/territoires/pma'],
    ['/indicateurs/Population', '/indicateurs/population'],
    ['/Methode', '/methode']
  ])('%s is sent on to %s, for good', async (path, meant) => {
    const response = await app.request(path)
    expect([response.status, response.headers.get('location')]).toEqual([301, meant])
  })

  it('an address longer than any is answered in words', async () => {
    const server = await startServer({ host: '127.0.0.1', port: 0 }, { portal: () => portal, log: () => undefined })
    const response = await fetch(`${server.url}territoires/libre:${'62498+'.repeat(10_000)}`)
    expect(response.status).toBe(431)
    expect(await response.text()).toContain('collez-la dans /atelier')
    await server.close()
  })
})
