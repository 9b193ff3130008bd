import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

let app: ReturnType<typeof makeApp>

beforeAll(async () => {
  const portal = await openPortal()
  app = makeApp({ portal: () => portal, log: () => undefined })
}, 60_000)

async function ask(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await app.request(path)
  return { status: response.status, text: await response.text() }
}

describe('a speech', { timeout: 60_000 }, () => {
  it('says figures with territory, period and source, rounded with words that hold', async () => {
    const { status, text } = await ask('/discours?territoire=pma&indicateurs=population,unemployment-census')
    expect(status).toBe(200)
    expect(plain(text)).toMatch(
      /En 20\d\d, Pôle métropolitain de l’Artois, population municipale : (près|plus) de \d{3} 000 habitants, contre (près|plus) de \d{3} 000(?: habitants)? en \d{4}, soit [+−]\d+,\d %/
    )
    expect(plain(text)).toMatch(/points? de (plus|moins) que/)
    expect(text).toContain('/chiffres/population/pma/')
  })

  it('gives the same sentences as a text, with numbered sources', async () => {
    const { status, text } = await ask('/discours.txt?territoire=pma&indicateurs=population')
    expect(status).toBe(200)
    expect(text).toMatch(/habitants.*\[1\]/)
    expect(text).toMatch(/\n\[1\] .+/)
  })

  it('says a few of each theme when nothing was chosen, and warns of what may be out of date', async () => {
    const { text } = await ask('/discours')
    const said = text.match(/class="cited"/g) ?? []
    expect(said.length).toBeGreaterThanOrEqual(8)
    expect(said.length).toBeLessThanOrEqual(12)
    expect(plain(text)).toContain('Peut-être dépassé une édition plus récente était attendue en')
  })

  it('compares no count with a region', async () => {
    const { text } = await ask('/discours?territoire=pma&indicateurs=population&avec=hauts-de-france')
    expect(plain(text)).not.toContain('de moins que les Hauts-de-France')
  })

  it('says what has no value here, and why', async () => {
    const { status, text } = await ask('/discours?territoire=pma&indicateurs=unemployment-localised')
    expect(status).toBe(200)
    expect(plain(text)).toContain('Sans valeur ici')
  })

  it.each([
    ['/discours?indicateurs=inconnu', 'inconnu'],
    ['/discours?territoire=nulle-part', 'nulle-part'],
    ['/discours?indicateurs=%3Cscript%3E', '&lt;script&gt;']
  ])('answers %s by a sentence above the choice', async (path, found) => {
    const { status, text } = await ask(path)
    expect(status).toBe(400)
    expect(text).toContain(found)
    expect(text).toContain('<select id="territory"')
    expect(text).not.toContain('<script>')
  })

  it('reads in English', async () => {
    const { text } = await ask('/en/speech?territory=pma&indicators=population')
    expect(plain(text)).toMatch(/In 20\d\d, .*population: (nearly|more than) \d{3},000 inhabitants/)
  })
})
