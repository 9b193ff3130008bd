import { beforeAll, describe, expect, it } from 'vitest'
import { Account } from '../../src/view/home-account.tsx'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

describe.skipIf(!hasExample)('the front page', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 120_000)

  async function words(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return (await response.text())
      .replace(/<[^>]+>/g, ' ')
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .replaceAll(/\s+/g, ' ')
  }

  it('tells the basin at a glance, beside the country, with how its counts moved', async () => {
    const page = await words('/')
    expect(page).toMatch(/Population municipale 1 255 036 habitants, 2023 −0,2 % de 2013 à 2023 \( \+3,9 % \)/)
    expect(page).toContain('Taux de chômage au sens du recensement 18,7 % ( 13,0 % )')
    expect(page).toMatch(/Emplois au lieu de travail 389 805 emplois, 2018 −\d,\d % de 2013 à 2018/)
  })

  it('lists the territories with what moves and what hurts', async () => {
    expect(await words('/')).toMatch(/CA de Lens-Liévin 36 242 013 \+0,2 % 20,5 %/)
    expect(await words('/territoires')).toContain('habitants 2023 Évolution 2013-2023 Chômage 2018')
  })

  it('says what is new, the most recent days first, and what each delivery changed', async () => {
    const page = await words('/')
    expect(page).toMatch(
      /Ce qui est nouveau .*Taux de chômage localisés , 4e trimestre 2025 Reçu le 22 novembre 2026 : 2 718 valeurs ajoutées, 5 538 corrigées/
    )
    expect(page.match(/valeurs ajoutées/g)?.length).toBe(5)
  })

  it('says what is missing: secrets, what does not add up, sources that are late on the day', async () => {
    const page = await words('/')
    expect(page).toMatch(/Secret Taux de pauvreté .* secrète par le producteur dans 188 communes sur 336 en 2021/)
    expect(page).toContain('Sans objet Niveau de vie médian Une médiane ou un taux ne s’additionne pas')
    expect(page).toContain('En retard Taux de chômage localisés Édition attendue : juin 2026, il y a 5 mois.')
    expect(await words('/en/')).toContain(
      'Late Localised unemployment rates Edition expected: June 2026, 5 months ago.'
    )
  })

  it('tells what was promised, how much of it has a known fate, and where the rest is read', async () => {
    const page = await words('/')
    expect(page).toContain('Actions dont le sort est connu : 24 sur 26, soit 92 % . Pistes')
    expect(page).toMatch(/5\. Porter et coordonner des grands projets 2 sur 4/)
    expect(page).toContain('Aucune édition n’est encore parue')
    const english = await (await app.request('/en/')).text()
    for (const address of ['propositions', 'editions', 'speech', 'class-kit', 'a-z', 'conflicts', 'doubts']) {
      expect(english).toContain(`href="/en/${address}"`)
    }
  })

  it('says that nothing was promised where nothing was, and tells the issue that is out with its corrections', () => {
    const edition = { id: '2027', title: 'Dix ans', subtitle: 'Ce qui se sait', language: 'fr' as const }
    const html = String(Account({ language: 'fr', issue: { ...edition, on: '2027-03-03', corrections: 2 } }))
    expect(html).toContain('Cet observatoire ne suit encore aucun engagement')
    expect(html).toContain('<a href="/editions/2027/errata">2 corrections depuis</a>')
    expect(html).toMatch(/3\smars\s2027/)
  })

  it('is drawn each day anew', async () => {
    expect((await app.request('/')).headers.get('cache-control')).toBe('no-store')
  })
})
