import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

/** What a page says, one block a line: a sentence that changes is seen in review. `npx vitest -u` accepts it. */
const PAGES = {
  'home-fr': '/',
  'home-en': '/en/',
  'territories-fr': '/territoires',
  'union-fr': '/territoires/pma',
  'union-en': '/en/territories/pma',
  'commune-fr': '/territoires/62427',
  'commune-en': '/en/territories/62427?with=arras',
  'epci-fr': '/territoires/arras',
  'search-words-fr': '/recherche?q=ch%C3%B4mage%20%C3%A0%20Lens',
  'search-number-en': '/en/search?q=1.2%20million%20inhabitants',
  'search-nothing-fr': '/recherche?q=999%20999%20999',
  'not-found-fr': '/territoires/59355',
  'entry-fr': '/a-z/epci',
  'method-fr': '/methode',
  'freshness-en': '/en/freshness'
} as const

const BLOCKS = /<\/(?:div|p|h[1-6]|li|dt|dd|tr|caption|figcaption|summary|label|option|legend|title)>/g

describe.skipIf(!hasExample)('what pages say', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const portal = await openPortal()
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 120_000)

  it.each(Object.entries(PAGES))('%s', { timeout: 60_000 }, async (name, path) => {
    const response = await app.request(path)
    const page = await response.text()
    const [, content = ''] = /<main[^>]*>(.*)<\/main>/s.exec(page) ?? []
    const lines = content
      .replaceAll(/<(?:svg|script)\b.*?<\/(?:svg|script)>/gs, ' ')
      .replaceAll(/<(?:td|th|span|dd)\b[^>]*>/g, ' ')
      .replaceAll(BLOCKS, '\n')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .split('\n')
      .map((line) => line.replaceAll(/[ \t]+/g, ' ').trim())
      .filter((line) => line !== '')
    const [, description = ''] = /<meta name="description" content="([^"]*)"/.exec(page) ?? []
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(page) ?? []
    const head = [`${response.status} ${path}`, title, description].filter((line) => line !== '')
    await expect(`${[...head, '', ...lines].join('\n')}\n`).toMatchFileSnapshot(`../golden/pages/${name}.txt`)
  })
})
