import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import type { GrantedRole } from '../../src/domain/access/role.ts'
import { findEditionFiles } from '../../src/store/editions.ts'
import { saveEditionState } from '../../src/store/edition-verdicts.ts'
import { change } from '../../src/store/journal.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { openEditionOffice, type EditionOffice } from '../web/edition-office.ts'
import { makeRole } from '../web/office.ts'
import { clipped, hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: EditionOffice
let server: RunningServer
let origin = ''

beforeAll(async () => {
  if (!hasBrowser) return
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  office = await openEditionOffice({ settings })
  server = await startServer(
    { host: '127.0.0.1', port: 0 },
    { portal: () => office.portal, log: (line) => office.logged.push(line), access: () => office.access }
  )
  origin = server.url.replace(/\/$/, '')
  settings.origin = origin
}, 300_000)

afterAll(async () => {
  if (!hasBrowser) return
  await server.close()
  await office.database.close()
})

type Entered = { readonly context: BrowserContext; readonly page: Page; readonly account: string }

async function enter(
  role: GrantedRole,
  { script = true, width = 1440, bypassCSP = true }: { script?: boolean; width?: number; bypassCSP?: boolean } = {}
): Promise<Entered> {
  const { browser, account } = await makeRole(office, role)
  const context = await (
    await openBrowser()
  ).newContext({ javaScriptEnabled: script, viewport: { width, height: 900 }, reducedMotion: 'reduce', bypassCSP })
  await context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: origin })))
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  return { context, page, account }
}

async function stored(name: string): Promise<string> {
  return (await findEditionFiles(office.database.db, '2022')).find((file) => file.name === name)?.text ?? ''
}

const CONTENT = '.cm-content'

/** At the end of the text. */
async function type(page: Page, text: string): Promise<void> {
  await page.focus(CONTENT)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText(text)
}

it.skipIf(!hasBrowser)(
  'a chapter is written by the keyboard alone, under the strict policy of the page',
  async () => {
    const { context, page } = await enter('study-officer', { bypassCSP: false })
    const errors: string[] = []
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())))
    await page.goto(`${origin}/editions/2022/rediger/visites?ligne=3`)
    await page.waitForSelector(CONTENT)
    // Its rules are there, though no element of style may be.
    expect(await page.locator('.cm-editor').evaluate((one) => getComputedStyle(one).display)).toBe('flex')
    // The plain field holds the same text, and gives way.
    expect(await page.isVisible('#text')).toBe(false)

    await type(page, '\n\nOn compte 644 971 habitants.')
    await page.waitForSelector('.cm-lintRange-error >> text=644 971')
    await page.waitForSelector('[data-leaf] >> text=On compte 644')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+.')
    await page.waitForSelector('dialog.palette .choices button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog.palette', { state: 'detached' })
    await page.waitForSelector('[data-leaf] a.figure >> text=/644.971/')
    expect(await page.inputValue('#text')).toContain('On compte :figure{of=')

    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.press('Control+Space')
    await page.keyboard.insertText('encadre')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('Mon encadré')
    await page.waitForSelector('[data-leaf] .focus >> text=Mon encadré')

    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.press('Control+Shift+F')
    await page.waitForSelector('#figure-asked-0')
    await page.keyboard.insertText('population')
    await page.keyboard.press('Tab')
    await page.keyboard.insertText('Lens-Liévin')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog .found strong')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog.palette', { state: 'detached' })
    expect(await page.inputValue('#text')).toMatch(/\{of=population on=\S+ at=\S+\}\s*$/)
    // Where the figure under the cursor comes from.
    await page.keyboard.press('ArrowLeft')
    await page.waitForSelector('[data-lineage] > .card-title')

    await page.keyboard.press('Control+s')
    await page.waitForSelector('[data-kept] >> text=/Enregistré à/')
    expect(await stored('visites.md')).toContain('Mon encadré')

    await page.focus(CONTENT)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).not.toContain('text-host')
    expect(errors).toEqual([])
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'two people write in one chapter: the second is shown both texts, chooses, and nothing is lost',
  async () => {
    const [first, second] = [await enter('study-officer'), await enter('editor')]
    const address = `${origin}/editions/2022/rediger/travail`
    await first.page.goto(address)
    await second.page.goto(address)
    await type(first.page, '\nDit par le premier.')
    await first.page.keyboard.press('Control+s')
    await first.page.waitForSelector('[data-kept] >> text=/Enregistré à/')

    await type(second.page, '\nDit par le second.')
    await second.page.waitForSelector('text=Brouillon gardé.')
    await second.page.keyboard.press('Control+s')
    await second.page.waitForSelector('h1 >> text=Quelqu’un a enregistré ce chapitre avant vous')
    expect([await violations(second.page), await tooWide(second.page)]).toEqual([[], []])
    await second.page.focus('.clash input[value=theirs]')
    await second.page.keyboard.press('ArrowDown')
    await second.page.keyboard.press('ArrowDown')
    await second.page.keyboard.press('Enter')
    await second.page.waitForSelector('text=Chapitre enregistré')
    const text = await stored('travail.md')
    expect(text).toContain('Dit par le premier.')
    expect(text).toContain('Dit par le second.')
    await first.context.close()
    await second.context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'what was written when the session ended waits behind the door',
  async () => {
    const { context, page, account } = await enter('editor')
    await page.goto(`${origin}/editions/2022/rediger/habitants`)
    await type(page, '\nÉcrit avant la fin.')
    await office.database.db.deleteFrom('account_session').where('account', '=', account).execute()
    await page.keyboard.press('Control+s')
    await page.waitForURL(/\/connexion/)
    expect(await stored('habitants.md')).not.toContain('Écrit avant la fin.')
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'the editor, its settings and its photographs are accessible, dark and light, wide and on a phone, one pane at a time',
  async () => {
    const { context, page } = await enter('study-officer')
    for (const path of ['/rediger/territoire', '/reglages', '/photographies']) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(`${origin}/editions/2022${path}`)
      if (path.startsWith('/rediger')) await page.waitForSelector('.cm-lintRange, .cm-lint-marker')
      expect([await violations(page), await tooWide(page)], path).toEqual([[], []])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 360, height: 800 })
      expect([await violations(page), await tooWide(page)], `${path}, dark, 360`).toEqual([[], []])
    }
    await page.goto(`${origin}/editions/2022/rediger/territoire`)
    await page.click('[data-shows=leaf]')
    expect([await page.isVisible('[data-leaf]'), await page.isVisible(CONTENT)]).toEqual([true, false])
    await page.goto(`${origin}/editions/nouvelle`)
    expect([await violations(page), await tooWide(page)]).toEqual([[], []])
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'without a script, on a phone, a chapter is written, previewed and saved, a photograph is added',
  async () => {
    const { context, page } = await enter('study-officer', { script: false, width: 360 })
    await page.goto(`${origin}/editions/2022/rediger/logement`)
    await page.fill('#text', `${await page.inputValue('#text')}\nSans programme.\n`)
    await page.click('.buttons button[value=look]')
    expect(await page.textContent('[data-leaf]')).toContain('Sans programme.')
    await page.click('button[data-save]')
    expect(await page.textContent('main')).toContain('Chapitre enregistré')
    expect(await stored('logement.md')).toContain('Sans programme.')

    await page.goto(`${origin}/editions/2022/photographies`)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64'
    )
    await page.setInputFiles('#file', { name: 'Terril du 11-19.PNG', mimeType: 'image/png', buffer: png })
    await page.fill('#alt', 'Deux cônes noirs')
    await page.fill('#credit', 'Ada Exemple')
    await page.fill('#licence', 'CC BY 4.0')
    await page.selectOption('#chapter', 'logement')
    await page.click('button.solid[name=save]')
    expect(await page.textContent('.notice.good')).toContain('::photograph{file=terril-du-11-19.png')
    expect(await stored('logement.md')).toContain('alt="Deux cônes noirs"')
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'the desk, the check report, the queue of a producer and the workspace are accessible, wide and on a phone',
  async () => {
    await change(office.database.db, { actor: 'command' }, (transaction) =>
      saveEditionState(transaction, { id: '2022', state: 'checking', answerBy: '2026-12-06' })
    )
    const { context, page } = await enter('validator')
    await page.goto(`${origin}/editions/2022/chiffres`)
    // The shortest of them: a hundred figures of one form say no more than six.
    const [queue] = await page.locator('main ul a').evaluateAll((links) =>
      links
        .map((link) => ({
          path: link.getAttribute('href') ?? '',
          many: parseInt(link.parentElement?.innerText.match(/\d+ à/)?.[0] ?? '0')
        }))
        .sort((a, b) => a.many - b.many)
        .map(({ path }) => path)
    )
    expect(queue).toMatch(/^\/editions\/2022\/chiffres\/./)
    for (const path of [
      '/editions/2022/suivi',
      '/editions/2022/verifier',
      '/editions/2022/chiffres',
      queue,
      '/espace'
    ]) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(`${origin}${path}`)
      await page.addStyleTag({ content: '.section { content-visibility: visible !important }' })
      expect([await violations(page), await tooWide(page)], path).toEqual([[], []])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 360, height: 800 })
      expect([await violations(page), await tooWide(page), await clipped(page)], `${path}, dark, 360`).toEqual([
        [],
        [],
        []
      ])
    }
    await context.close()
  },
  300_000
)
