import { beforeAll, describe, expect, it } from 'vitest'
import { findAppearance } from '../../src/usecases/appearance.ts'
import { makeApp } from '../../src/web/app.tsx'
import { loadAssets } from '../../src/web/assets.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { plain } from './plain.ts'

const FILES = new Map([
  [
    'theme.yaml',
    `name: { fr: Les vallées, en: The valleys }
logo: theme/logo.svg
logo-dark: theme/dark.svg
light: { brick: "#7a2f6b" }
dark: { brick: "#e29ad2" }
`
  ],
  ['theme/logo.svg', '<svg viewBox="0 0 1 1"><path d="M0 0h1v1z" fill="#111111"/></svg>'],
  ['theme/dark.svg', '<svg viewBox="0 0 1 1"><path d="M0 0h1v1z" fill="#eeeeee"/></svg>']
])

describe.skipIf(!hasExample)('an observatory with a theme of its own', () => {
  let app: ReturnType<typeof makeApp>

  beforeAll(async () => {
    const bare = await openPortal()
    const read = async (path: string): Promise<Uint8Array> => Buffer.from(FILES.get(path) ?? '')
    const portal = { ...bare, assets: await loadAssets(await findAppearance([...FILES.keys()], read)) }
    app = makeApp({ portal: () => portal, log: (line) => expect(line).toBe('') })
  }, 120_000)

  async function get(path: string): Promise<string> {
    const response = await app.request(path)
    expect(response.status, path).toBe(200)
    return response.text()
  }

  it('shows its name and its logos at the head and the foot of each page', async () => {
    const page = await get('/en/method')
    expect(page.match(/The valleys/g)).toHaveLength(2)
    expect(page).not.toContain('Chevalement</span>')
    const [, dark = '', light = ''] =
      /<source srcset="([^"]+)" media="[^"]+"\/?><img src="([^"]+)" alt=""/.exec(page) ?? []
    expect(await get(light)).toBe(FILES.get('theme/logo.svg'))
    expect(await get(dark)).toBe(FILES.get('theme/dark.svg'))
  })

  it('is drawn in its colours by the one sheet that pages link to, light and dark', async () => {
    const [, sheet = ''] = /rel="stylesheet" href="([^"]+)"/.exec(await get('/methode')) ?? []
    const text = await get(sheet)
    expect(text).toContain('--brick: #7a2f6b')
    expect(text).toContain('--brick: #e29ad2')
    expect(text).not.toContain('#a93a1f')
  })

  it('says what it changes on the page of style, with contrasts computed from its colours', async () => {
    const page = plain(await get('/en/style'))
    expect(page).toContain('This observatory has a theme of its own')
    expect(page).toContain('theme/logo.svg, theme/dark.svg')
    expect(page).toMatch(/The territory being read brick \/ paper 4\.5 8\.5 8\.3/)
  })

  it('gives its colours to the drawings that are downloaded', async () => {
    const drawing = await get('/indicateurs/unemployment-census.svg')
    expect(drawing).toContain('#7a2f6b')
    expect(drawing).not.toContain('#a93a1f')
  })
})
