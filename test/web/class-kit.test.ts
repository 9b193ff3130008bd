import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

let app: ReturnType<typeof makeApp>

beforeAll(async () => {
  const portal = await openPortal()
  app = makeApp({ portal: () => portal, log: () => undefined })
}, 60_000)

type Answer = { readonly status: number; readonly text: string; readonly said: string }

async function ask(path: string, article?: string): Promise<Answer> {
  const init = article === undefined ? {} : { method: 'POST', body: new URLSearchParams({ text: article }) }
  const response = await app.request(path, init)
  const text = await response.text()
  return { status: response.status, text, said: plain(text) }
}

describe('a kit for a class', { timeout: 60_000 }, () => {
  it('explains ten figures, gives a chart to draw and its values, a map, and how to cite', async () => {
    const { status, text, said } = await ask('/kit-classe?territoire=pma')
    expect(status).toBe(200)
    expect(text.match(/class="cited"/g)).toHaveLength(10)
    expect(text).toContain('class="paper gap"')
    expect(text).toMatch(/<img class="pictured" src="\/indicateurs\/[a-z-]+\.svg\?graphique=carte&amp;territoire=pma"/)
    expect(said).toContain('Aucune photographie libre de droits')
  })

  it('draws the grid over the values of the table, without their line', async () => {
    const { text } = await ask('/kit-classe?territoire=pma')
    const paper = /<svg class="paper[\s\S]*?<\/svg>/.exec(text)?.[0] ?? ''
    const rows = /<table class="table narrow">[\s\S]*?<\/table>/.exec(text)?.[0].match(/<tr>/g)?.length ?? 0
    expect(paper.match(/text-anchor="middle"/g)).toHaveLength(rows - 1)
    expect(paper).not.toContain('circle')
  })

  it('serves the map that it shows', async () => {
    const { text } = await ask('/kit-classe?territoire=pma')
    const src = /<img class="pictured" src="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const map = await app.request(src)
    expect(map.status).toBe(200)
    expect(map.headers.get('Content-Type')).toContain('image/svg+xml')
  })
})

describe('the article of a pupil', { timeout: 60_000 }, () => {
  it('shows the sources of the figures that it cites, and what its numbers may be', async () => {
    const { status, said } = await ask(
      '/kit-classe',
      'Le pôle compte 644 971 habitants (https://exemple.fr/chiffres/population/pma/2018). En 1990 on parlait de 123 456 789 mineurs.'
    )
    expect(status).toBe(200)
    expect(said).toMatch(/Population municipale, Pôle métropolitain de l’Artois, 2018\. Insee/)
    expect(said).toMatch(/644 971 peut-être : Population municipale, Pôle métropolitain de l’Artois, 2018/)
    expect(said).toMatch(/123 456 789 \? d’où vient-il/)
    expect(said).not.toMatch(/1990 (peut-être|\?)/)
  })

  it('tells an address that leads to no figure, and runs nothing that was written', async () => {
    const { text, said } = await ask('/kit-classe', '/chiffres/inconnu/pma/2018 <script>alert(1)</script>')
    expect(said).toContain('inconnu')
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&lt;script&gt;')
  })

  it.each([
    ['   ', 'L’article est vide'],
    ['x'.repeat(20_001), '20 001 signes']
  ])('is refused with a sentence, and given back', async (article, why) => {
    const { status, text, said } = await ask('/kit-classe', article)
    expect(status).toBe(422)
    expect(said.replaceAll('20001', '20 001')).toContain(why)
    expect(text).toContain(article.trim())
  })
})
