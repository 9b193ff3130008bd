import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

describe.skipIf(!hasExample)('the page of a territory', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 120_000)

  async function ask(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return response.text()
  }

  /** The words of a section, without its drawings. */
  async function section(path: string, id: string): Promise<string> {
    const page = await ask(path)
    const [, found = ''] = new RegExp(`<section class="section" id="${id}">(.*?)</section>`, 's').exec(page) ?? []
    return plain(found)
  }

  it('places a union among the authorities of its region, and says that it is not ranked', async () => {
    const place = await section('/territoires/pma', 'place')
    expect(place).toContain(
      'Taux de chômage au sens du recensement : 18,4 %, plus que dans 67 des 90 intercommunalités'
    )
    expect(place).toContain('il est situé parmi eux, pas classé')
    expect(place).toContain('Points marqués, ceux qui le composent : CA de Béthune-Bruay, Artois-Lys Romane 16,2 %')
    expect(place).toContain('7,8 % en 2018, moins que dans 50 des 90 intercommunalités')
  })

  it('places a commune among the others of its authority', async () => {
    const place = await section('/en/territories/62498', 'place')
    expect(place).toContain('28.8%, more than in all 35 other communes')
    expect(place).not.toContain('not ranked')
  })

  it('places a department among all, and tells which has no value', async () => {
    const place = await section('/territoires/nord', 'place')
    expect(place).toContain('17,2 %, plus que dans 91 des 99 autres départements')
    expect(place).toContain('1 sans valeur diffusée, donc sans point')
  })

  it('says the place in words to who cannot see the drawing', async () => {
    const page = (await ask('/territoires/pma')).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(page).toMatch(
      /aria-label="Taux de logements vacants : 7,8 %, moins que [^"]* la moitié entre 6,8 % et 9,5 %/
    )
  })

  it('has no place for a country', async () => {
    expect(await ask('/territoires/france')).not.toContain('id="place"')
  })

  it('tells its history with names, and what holds it once', async () => {
    const lille = await section('/territoires/59350', 'belonging')
    expect(lille).toContain('Fusion : Lille (59350) et Lomme (59355) deviennent Lille (59350).')
    expect(lille).not.toContain('EPCI-')
    const lens = await section('/territoires/62498', 'belonging')
    expect(lens.match(/CA de Lens/g)).toHaveLength(1)
  })

  it('gives numbers that a reader may subtract', async () => {
    const page = (await ask('/territoires/62498')).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(page).toContain('est de 28,8 % en 2018 (Hauts-de-France : 16,4 %).')
    expect(page).toMatch(/<meta name="description" content="Lens\. [^"]*\(Hauts-de-France : 16,4 %\)/)
  })

  it('names its one address, in both languages', async () => {
    const page = await ask('/territoires/pma?avec=nord&utm_source=x')
    expect(page).toContain('<link rel="canonical" href="/territoires/pma"/>')
    expect(page).toContain('<link rel="alternate" hreflang="fr" href="/territoires/pma"/>')
    expect(page).toContain('<link rel="alternate" hreflang="en" href="/en/territories/pma"/>')
  })

  it('compares with the territories that are asked, without a script', async () => {
    const page = await section('/territoires/pma?avec=nord&avec=arras', 'key')
    expect(page).toMatch(/Comparés à : Nord, CU d’Arras/)
  })

  it('drawn by hand, downloads what it shares with the listed ones', async () => {
    const csv = await ask('/atelier.csv?perimetre=libre%3A62498%2B59350')
    expect(csv).toContain('\nmember,62498,Lens,')
    expect(csv).toMatch(/\nin-both,call,CA de Lens-Liévin,,1,communes,A,,\/territoires\/call/)
    expect(csv).toMatch(/\nonly-there,call,CA de Lens-Liévin,,35,communes/)
  })

  it('downloads all that it shows', async () => {
    const csv = await ask('/territoires/pma.csv')
    for (const start of [
      'key,unemployment,unemployment-census,',
      'counts,population,population,',
      'peers,unemployment,unemployment-census,',
      'evolution,,population,Population municipale,pma,',
      'parts,,population,Population municipale,call,',
      'members,,population,Population municipale,62498,Lens,2023,',
      'overlap,,in-both,Communes dans les deux,erbm-250,'
    ]) {
      expect(csv).toContain(`\n${start}`)
    }
  })

  it('downloads in English what it shows in English, and what each value is to be read with', async () => {
    const csv = await ask('/en/territories/pma.csv')
    for (const text of [',Municipal population,', ',Communes in both,', ',Births,', 'address,licences\r\n'])
      expect(csv).toContain(text)
    expect(csv).not.toMatch(/,(Population municipale|Communes dans les deux|Densité)/)
    expect(csv.split('\r\n')[0]).toContain(',reason,cautions,address')
  })
})
