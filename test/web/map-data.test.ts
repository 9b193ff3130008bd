import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MapTopology, WorkshopTopology } from '../../src/view/map-topology.ts'
import type { MapValues } from '../../src/view/map-values.tsx'
import { makeApp } from '../../src/web/app.tsx'
import { walkOver, type Direction } from '../../src/web/islands/map/neighbour.ts'
import { readShapes } from '../../src/web/islands/map/shapes.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

const ON = 'carte=erbm-epci&territoire=pma'

describe.skipIf(!hasExample)('what a map to be explored is made of', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: () => {} })
  })

  async function read(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return response.text()
  }

  async function valuesOf(indicator: string, query = ''): Promise<MapValues> {
    return JSON.parse(await read(`/indicateurs/${indicator}/carte.json?${ON}${query}`)) as MapValues
  }

  it('has the values of the table, each with the address of its figure', async () => {
    const values = await valuesOf('unemployment-census')
    const table = await read(`/indicateurs/unemployment-census/table?${ON}`)
    const cells = [...table.matchAll(/<a class="figure" href="(\/chiffres\/unemployment-census\/[^"]+)">([^<]+)<\/a>/g)]
    expect(cells).toHaveLength(336)
    const told = new Map(values.cells.map(([area, , text]) => [values.figure.replace('{area}', area), text]))
    for (const [, href = '', text] of cells) expect(told.get(href), href).toBe(text)
  })

  it('says of a withheld value that it is withheld and why, and holds no number for it', async () => {
    const { cells, notes } = await valuesOf('poverty-rate')
    const withheld = cells.filter(([, name]) => name === 'withheld')
    expect(withheld.length).toBeGreaterThan(100)
    for (const [, , text, why, radius] of withheld) {
      expect([text, radius]).toEqual(['secret', 0])
      expect(notes[why[0] ?? -1]).toMatch(/secret|protégée/i)
    }
  })

  it('keeps the classes of one period through the others', async () => {
    const [own, other] = await Promise.all([
      valuesOf('poverty-rate', '&classes=2021&period=2021'),
      valuesOf('poverty-rate', '&classes=2021&period=2019')
    ])
    const labels = ({ legend }: MapValues): readonly string[] =>
      [...legend.matchAll(/<tr data-class="[cd][1-5]">.*?<\/span>([^<]+)<\/th>/g)].map(([, label = '']) => label)
    expect(labels(own)).toHaveLength(5)
    expect(labels(other)).toEqual(labels(own))
    expect(other.title).not.toBe(own.title)
  })

  it('draws every commune in its own shape, over the static map, and arrows reach them all', async () => {
    const topology = JSON.parse(await read(`/formes.json?${ON}`)) as MapTopology
    const { areas, frame, subject } = readShapes(topology)
    expect(areas).toHaveLength(336)
    expect(areas.every(({ path, name }) => path.length > 20 && name !== '')).toBe(true)
    expect(subject).not.toBe('')
    const page = await read(`/indicateurs/unemployment-census?${ON}`)
    expect(page).toContain(`viewBox="0 0 ${frame.width} ${frame.height}"`)
    const walk = walkOver(areas)
    const reached = new Set([0])
    for (const from of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as readonly Direction[]) {
        const next = walk(from, direction)
        if (next !== undefined) reached.add(next)
      }
    }
    expect(areas.filter((_, i) => !reached.has(i)).map(({ name }) => name)).toEqual([])
  })

  it('is light, and is not sent again when it is known', async () => {
    const shapes = await app.request(`/formes.json?${ON}`)
    const values = await app.request(`/indicateurs/unemployment-census/carte.json?${ON}`)
    expect(gzipSync(await shapes.clone().text()).length).toBeLessThan(45_000)
    expect(gzipSync(await values.text()).length).toBeLessThan(5_000)
    const again = await app.request(`/formes.json?${ON}`, {
      headers: { 'If-None-Match': shapes.headers.get('etag') ?? '' }
    })
    expect(again.status).toBe(304)
  })

  it('holds a whole region around a perimeter for the workshop, each commune with its authority', async () => {
    const text = await read('/atelier/formes.json?perimetre=call')
    const shapes = JSON.parse(text) as WorkshopTopology
    const areas = shapes.objects.areas.geometries
    expect(areas.length).toBeGreaterThan(1400)
    const lens = areas.find(({ id }) => id === '62498')
    expect(shapes.groups[lens?.properties?.group ?? '']).toMatch(/^CA de Lens/)
    expect(gzipSync(text).length).toBeLessThan(160_000)
  })

  it('adds and takes away several communes at once, by an address', async () => {
    const response = await app.request('/atelier?perimetre=call&retirer=62498,62510')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/atelier?perimetre=libre%3Acall~62498~62510')
    expect((await app.request('/atelier?perimetre=call&ajouter=62041,rien')).status).toBe(404)
  })

  it.each([
    ['/formes.json', 404],
    ['/atelier/formes.json?perimetre=FRANCE-F', 404],
    ['/formes.json?carte=nulle-part&territoire=pma', 404],
    ['/indicateurs/rien/carte.json', 404],
    [`/indicateurs/population-rank/carte.json?${ON}`, 404],
    [`/indicateurs/density/carte.json?${ON}&period=jamais`, 400],
    ['/indicateurs/density?avec=rien', 404],
    ['/indicateurs/density?avec=density.jamais', 400]
  ])('answers %s with %i', async (path, status) => {
    expect((await app.request(path)).status).toBe(status)
  })

  it('sets two maps side by side without a script, and writes both in the address of each period', async () => {
    const page = await read(`/indicateurs/poverty-rate?${ON}&periode=2021&avec=poverty-rate.2019`)
    expect(page.match(/<figure class="map"/g)).toHaveLength(2)
    expect(page).toContain(
      'periode=2019&amp;territoire=pma&amp;carte=erbm-epci&amp;classes=2021&amp;avec=poverty-rate.2019.2021'
    )
    expect(page.match(/Classes mesurées à la période 2021/g)).toHaveLength(2)
    expect(page.match(/id="hatch"/g)).toHaveLength(1)
  })
})
