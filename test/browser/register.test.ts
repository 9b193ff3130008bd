import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { findAppearance } from '../../src/usecases/appearance.ts'
import { makeCommitmentReader } from '../../src/usecases/commitments.ts'
import { makeRegisterReader } from '../../src/usecases/organisations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { replaceCommitments } from '../../src/store/commitments.ts'
import { change } from '../../src/store/journal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { makeAction, makeCommitments } from '../domain/commitments/make-commitment.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { enterAs, HOLLOW, makeBrowser, makeRole, openWebOffice, type WebOffice } from '../web/office.ts'
import { clipped, hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: WebOffice
let server: RunningServer
let origin = ''
const closing: (() => Promise<void>)[] = []

const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain de l’Artois' }], aliases: ['PMA'] })
const copy = makeOrganisation('pole-2', { names: [{ name: 'Pôle metropolitain de l’Artois' }] })

beforeAll(async () => {
  if (!hasBrowser) return
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  office = await openWebOffice({ settings })
  // Behind the wall, as on a real portal.
  const walled = await openDatabase({ database: office.database.url, home: '', asApplication: true })
  Object.assign(office.access, { db: walled.db })
  const people = [makePerson('ada', [{ organisation: pma.id, from: '2020-01-01' }], 'Ada Exemple')]
  await change(office.database.db, { actor: 'command' }, (t) =>
    replaceRegister(t, { organisations: [pma, copy], lists: [], people })
  )
  const assets = await loadAssets(await findAppearance([], () => Promise.reject(new Error('no file'))))
  const commitments = makeCommitmentReader(walled.db, 'Europe/Paris')
  await change(office.database.db, { actor: 'command' }, (t) =>
    replaceCommitments(t, makeCommitments({ actions: [makeAction('p1-a1')] }))
  )
  const portal = { ...HOLLOW, assets, commitments, organisations: makeRegisterReader(walled.db, 'Europe/Paris') }
  server = await startServer(
    { host: '127.0.0.1', port: 0 },
    { portal: () => portal, log: (line) => office.logged.push(line), access: () => office.access }
  )
  origin = server.url.replace(/\/$/, '')
  settings.origin = origin
  closing.push(
    () => server.close(),
    () => walled.close(),
    () => office.database.close()
  )
}, PATIENCE)

afterAll(async () => {
  for (const close of closing) await close()
})

/** Signed in, in a context of its own. */
async function enter(
  role: 'administrator' | 'study-officer',
  view: { readonly script: boolean; readonly width: number }
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly account: string }> {
  const { browser, account } = await makeRole(office, role)
  const context = await (
    await openBrowser()
  ).newContext({
    javaScriptEnabled: view.script,
    viewport: { width: view.width, height: 800 },
    bypassCSP: true
  })
  await context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: origin })))
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  return { context, page, account }
}

async function aliases(): Promise<readonly string[] | undefined> {
  return (await findRegister(office.database.db)).organisations.find(({ id }) => id === 'pma')?.aliases
}

const EDIT = '/organisations/pma/edit'
const SAVE = 'main button.solid[name=save]'

it.skipIf(!hasBrowser)(
  'two officers correct one record: the second is shown the clash, chooses, then takes it back',
  async () => {
    const first = await enter('study-officer', { script: false, width: 360 })
    const second = await enter('administrator', { script: true, width: 360 })
    await first.page.goto(origin + EDIT)
    await second.page.goto(origin + EDIT)
    expect([await violations(second.page), await tooWide(second.page)]).toEqual([[], []])

    await first.page.fill('#aliases', 'PMA\nun')
    await first.page.click(SAVE)
    expect(new URL(first.page.url()).pathname).toBe('/organisations/pma')

    await second.page.fill('#aliases', 'PMA\ndeux')
    await second.page.waitForSelector('text=Brouillon gardé.')
    await second.page.goto(origin + EDIT)
    expect(await second.page.inputValue('#aliases')).toBe('PMA\ndeux')
    await second.page.click(SAVE)
    await second.page.waitForSelector('text=Quelqu’un a enregistré avant vous')
    expect([await violations(second.page), await tooWide(second.page)]).toEqual([[], []])
    // By the keyboard alone: the first choice is « the other », two further is « both ».
    await second.page.focus('input[name="choice.aliases"][value=theirs]')
    await second.page.keyboard.press('ArrowDown')
    await second.page.keyboard.press('ArrowDown')
    await second.page.keyboard.press('Enter')
    await second.page.waitForURL(`${origin}/organisations/pma`)
    expect(await aliases()).toEqual(['PMA', 'un', 'deux'])

    await second.page.click('text=Annuler mon dernier changement')
    await second.page.waitForURL(`${origin}/organisations/pma`)
    expect(await aliases()).toEqual(['PMA', 'un'])
    await first.context.close()
    await second.context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'the titles of a proposition and of an action are given another in forms that all can use, light and dark',
  async () => {
    const { context, page } = await enter('study-officer', { script: true, width: 360 })
    for (const path of ['/propositions/p1/titre', '/en/propositions/actions/p1-a1/title']) {
      expect((await page.goto(origin + path))?.status(), path).toBe(200)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violations(page), `${path}, ${colorScheme}`).toEqual([])
      }
      expect([await tooWide(page), await clipped(page)], path).toEqual([[], []])
    }
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'what was typed survives the end of the session, without a script',
  async () => {
    const { context, page, account } = await enter('study-officer', { script: false, width: 360 })
    await page.goto(origin + EDIT)
    await page.fill('#address', 'Lens')
    await office.database.db.deleteFrom('account_session').where('account', '=', account).execute()
    await page.click(SAVE)
    expect(new URL(page.url()).pathname).toBe('/connexion')
    const again = makeBrowser(office)
    await enterAs(office, again, account)
    await context.addCookies([...again.cookies].map(([name, value]) => ({ name, value, url: origin })))
    await page.goto(origin + EDIT)
    expect(await page.inputValue('#address')).toBe('Lens')
    expect(await page.textContent('main')).toContain('commencé à écrire')
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'an officer merges two records and imports a spreadsheet, without a script, on a phone',
  async () => {
    const { context, page } = await enter('study-officer', { script: false, width: 360 })
    await page.goto(`${origin}/annuaire/importer`)
    const csv =
      'nom;domaine;site\nPôle métropolitain de l’Artois;;https://pma.example\nVille de Lens;État et ses services;\n'
    await page.setInputFiles('#file', { name: 'partenaires.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.click('text=Lire sans rien changer')
    expect(await page.textContent('#changed')).toContain('https://pma.example')
    expect(await page.textContent('#added')).toContain('ville-de-lens')
    await page.click('text=Appliquer tout')
    expect(await page.textContent('main')).toContain('partenaires.csv')

    await page.goto(`${origin}/annuaire/fusionner`)
    await page.click('#alike a')
    await page.fill('#reason', 'Une seule et même structure')
    await page.click('#after button.solid')
    expect(new URL(page.url()).pathname).toBe('/organisations/pma')
    const { organisations } = await findRegister(office.database.db)
    expect(organisations.find(({ id }) => id === 'pole-2')?.mergedInto).toBe('pma')
    await context.close()
  },
  300_000
)

it.skipIf(!hasBrowser)(
  'the pages of those who keep the register are accessible, dark and light, at 360 px and 1440',
  async () => {
    const { context, page } = await enter('administrator', { script: true, width: 1440 })
    for (const path of [
      '/annuaire/ajouter',
      '/annuaire/importer',
      '/en/directory/merge?kept=pma&duplicate=ville-de-lens',
      '/journal/registre',
      '/personnes',
      '/personnes/add',
      '/personnes/ada/edit',
      '/annuaire',
      '/annuaire?au=2020-01-01',
      `/annuaire?au=${new Date().toISOString().slice(0, 10)}`,
      `/organisations/pma?au=${new Date().toISOString().slice(0, 10)}`,
      '/en/my-data',
      '/demandes',
      '/conservation'
    ]) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(origin + path)
      expect([path, await violations(page), await tooWide(page)]).toEqual([path, [], []])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 360, height: 800 })
      expect([path, await violations(page), await tooWide(page)]).toEqual([path, [], []])
      await page.setViewportSize({ width: 320, height: 640 })
      expect([path, await tooWide(page), await clipped(page)]).toEqual([path, [], []])
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await context.close()
  },
  300_000
)
