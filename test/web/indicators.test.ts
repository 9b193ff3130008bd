import { gzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import { indicatorMap } from '../../src/usecases/indicator-map.ts'
import { absentRows } from '../../src/view/indicator-classes.ts'
import { makeApp } from '../../src/web/app.tsx'
import { drawingFor } from '../../src/web/indicator-map.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

const PAGE = '/indicateurs/unemployment-census'

describe.skipIf(!hasExample)('the page of an indicator', () => {
  let portal: Awaited<ReturnType<typeof openPortal>>
  let app: ReturnType<typeof makeApp>
  const faults: string[] = []

  beforeAll(async () => {
    portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => faults.push(line) })
  })

  async function pageAt(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return plain(await response.text())
  }

  it('says what it is, maps rates in five round classes, and counts communes and inhabitants in each', async () => {
    const page = await pageAt(PAGE)
    for (const text of ['Sur cent personnes', '× 100', 'Cinq classes de 4 points', 'moins de 8 %', '20 % et plus'])
      expect(page).toContain(text)
    expect(page).toMatch(/secret 0 0/)
  })

  it('ranks peers only, and says where the territory read would stand', async () => {
    const page = await pageAt(PAGE)
    expect(page).toMatch(/Pôle métropolitain de l’Artois : 18,4 %, plus que dans \d+ des 90 intercommunalités/)
    expect(page).toMatch(/\d+ CA de Lens-Liévin 20,5 %/)
  })

  it('draws counts as circles and rates as colours, never the reverse', async () => {
    const [counts, rates] = await Promise.all(
      ['/indicateurs/population', PAGE].map(async (path) => (await app.request(path)).text())
    )
    expect(counts).toMatch(/<circle class="disc/)
    expect(counts).not.toMatch(/class="area c\d/)
    expect(rates).toMatch(/class="area c5/)
    expect(rates).not.toMatch(/<circle class="disc/)
  })

  it('keeps its state in its address', async () => {
    const page = await pageAt('/en/indicators/density?territory=call&map=epci&period=2018')
    expect(page).toContain('CA de Lens-Liévin: ')
    expect(page).toContain('Intermunicipal authorities of the region Hauts-de-France')
    expect(page).toContain('2018 (year)')
  })

  it('goes to the level that publishes, with breaks drawn and told', async () => {
    const page = await pageAt('/indicateurs/unemployment-localised')
    expect(page).toContain('Zones d’emploi de la région Hauts-de-France')
    expect(page).toContain('de part et d’autre d’une rupture')
    expect(page).toContain('L’enquête Emploi')
  })

  it('has every period behind its chart, and says when there is only one', async () => {
    const page = await pageAt('/indicateurs/unemployment-localised')
    expect(page).toContain('1er trimestre 2003')
    expect(page.match(/trimestre 20\d\d \d+,\d %/g)?.length).toBeGreaterThan(60)
    expect(await pageAt(PAGE)).toContain('connus ici qu’à une période : 2018')
  })

  it('gives the same numbers in all forms', async () => {
    const json = (await (await app.request(`${PAGE}.json`)).json()) as { rows: { part: string; value: number }[] }
    const csv = await (await app.request(`${PAGE}.csv`)).text()
    const bytes = await (await app.request(`${PAGE}.parquet`)).arrayBuffer()
    const rows = await parquetReadObjects({ file: bytes })
    expect(rows.map((row) => row['value'] ?? null)).toEqual(json.rows.map(({ value }) => value))
    expect(csv.trim().split('\r\n')).toHaveLength(json.rows.length + 1)
    expect(json.rows.filter(({ part }) => part === 'map')).toHaveLength(336)
    const xlsx = new Uint8Array(await (await app.request(`${PAGE}.xlsx`)).arrayBuffer())
    expect([...xlsx.subarray(0, 2)]).toEqual([0x50, 0x4b])
  })

  it('says what it knows instead of a period that nobody has', async () => {
    for (const address of [`${PAGE}?periode=1800`, `${PAGE}?periode=1800&carte=epci`, `${PAGE}.csv?periode=1800`]) {
      const response = await app.request(address)
      expect(response.status, address).toBe(404)
      expect((await response.text()).replaceAll(/\s/g, ' ')).toMatch(
        /n’est pas connu en 1800 ; les périodes connues : 2018/
      )
    }
  })

  it('offers beside its map only what has a value on the same territories', async () => {
    const options = async (address: string): Promise<string> =>
      / id="beside".*?<\/select>/s.exec(await (await app.request(address)).text())?.[0] ?? ''
    const communes = await options('/indicateurs/density?territoire=pma')
    expect(communes).toContain('value="vacancy-rate"')
    expect(communes).not.toMatch(/value="(unemployment-localised|population-rank)"/)
    const zones = await options('/indicateurs/density?carte=zones')
    expect(zones).toContain('value="unemployment-localised"')
  })

  it('marks under circles what has no value, and tells it from nought', async () => {
    expect(await pageAt('/indicateurs/house-sales')).toMatch(/sans valeur : \d+/)
    expect(await (await app.request('/indicateurs/house-sales')).text()).toContain('class="area c0"')
    expect(await (await app.request('/indicateurs/house-sales.svg?graphique=carte')).text()).toContain('key c0')
  })

  it('hatches what is withheld under circles', async () => {
    const { observatory } = portal
    const { settings } = observatory.folder
    const { map, isCount } = await indicatorMap(observatory, settings, parseIndicatorId('house-sales'))
    if (!map) throw new Error('no map')
    const withheld = { status: 'Q', confidentiality: 'A' } as const
    const areas = map.areas.map((area, i) => (i > 0 ? area : { ...area, figure: { ...area.figure, cell: withheld } }))
    const drawn = await drawingFor(portal, { isCount, map: { ...map, areas } })
    expect(drawn?.shapes.fills.map(({ name }) => name)).toEqual(['', 'c0', 'withheld'])
    expect(absentRows(map.classes, areas, 'sales', 'fr')[0]).toMatchObject({ name: 'withheld', areas: 1 })
  })

  it('says in its files under which licence, and which break of method a series has crossed', async () => {
    const rows = (await (await app.request('/en/indicators/unemployment-localised.csv')).text()).split('\r\n')
    expect(rows[0]).toMatch(/,vintages,licences,cautions,address$/)
    const of = (period: string): readonly string[] =>
      rows.filter((row) => row.startsWith('evolution,') && row.includes(`,${period},`))
    expect(of('2020-Q4').length).toBeGreaterThan(0)
    for (const row of of('2020-Q4')) expect(row).not.toContain('Labour Force Survey')
    for (const row of of('2021-Q1')) expect(row).toContain('Labour Force Survey')
    for (const row of of('2021-Q1')) expect(row).toMatch(/Licen[cs]e/)
  })

  it.each(['carte', 'classement', 'distribution', 'evolution'])(
    'gives its %s as a file that stands alone: letters, colours, source, licence, address',
    async (chart) => {
      const of = (ending: string): string => `/indicateurs/density.${ending}?graphique=${chart}`
      const response = await app.request(of('svg'))
      const svg = await response.text()
      expect(svg).toMatch(/^<\?xml.*\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      expect(svg.match(/url\(data:font\/woff2;base64,/g)).toHaveLength(2)
      expect(svg).not.toMatch(/var\(--|url\(\/|href="/)
      for (const text of ['<title', '#a93a1f', 'Insee, Comparateur', 'Licence Ouverte', '/indicateurs/density?'])
        expect(svg).toContain(text)
      expect(response.headers.get('content-security-policy')).toContain('font-src data:')
      const png = new Uint8Array(await (await app.request(of('png'))).arrayBuffer())
      expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
    }
  )

  it('says on the drawing what is to be known to read it', async () => {
    const evolution = await (await app.request('/indicateurs/unemployment-localised.svg?graphique=evolution')).text()
    expect(plain(evolution)).toContain('L’enquête Emploi')
    expect(evolution).toMatch(/class="break"/)
    const ranking = await (await app.request('/indicateurs/density.svg?graphique=classement')).text()
    expect(plain(ranking)).toContain('Les barres partent de zéro.')
  })

  it('lets other sites frame its map, and nothing else', async () => {
    const framed = await app.request('/embed/indicateurs/density')
    const page = await app.request(PAGE)
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(framed.headers.has('x-frame-options')).toBe(false)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  })

  it.each([
    ['/indicateurs/rien-de-tel', 404],
    [`${PAGE}?territoire=atlantide`, 404],
    [`${PAGE}?periode=jamais`, 400],
    [`${PAGE}?carte=../../etc`, 400],
    [`${PAGE}.exe`, 400],
    ['/indicateurs/population-rank.svg', 404],
    [`${PAGE}.svg?graphique=evolution`, 404],
    [`${PAGE}.svg?graphique=nuage`, 404],
    [`${PAGE}.png?graphique=camembert`, 400]
  ])('answers %s with %i and a page that helps', async (path, status) => {
    const response = await app.request(path)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('<h1')
  })

  it('weighs less than 40 kB, and has no fault of ours', async () => {
    for (const path of [
      PAGE,
      '/indicateurs/population',
      '/indicateurs/median-living-standard',
      '/indicateurs/natural-balance'
    ]) {
      expect(gzipSync(await (await app.request(path)).text()).length, path).toBeLessThan(40_000)
    }
    expect(faults.map((one) => one.slice(0, 700))).toEqual([])
  })
})
