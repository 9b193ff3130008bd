import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addressOf, hasBrowser, openBrowser, PATIENCE, tooWide, violations, visit } from './visit.ts'

const CENSUS = '/indicateurs/unemployment-census?carte=erbm-epci&territoire=pma'
const POVERTY = '/indicateurs/poverty-rate?carte=erbm-epci&territoire=pma&periode=2021'

async function explore(page: Page): Promise<void> {
  await page.locator('[data-explore]').click()
  await page.locator('.explorer.open').waitFor()
}

function said(page: Page): Promise<string> {
  return page
    .locator('[data-live]')
    .textContent()
    .then((text) => (text ?? '').replace(/[\u00a0\u202f]/g, ' '))
}

/** Where an area of the map is on the screen. */
async function placeOf(page: Page, name: string, panel = 0): Promise<{ readonly x: number; readonly y: number }> {
  const label = page.locator('.panel').nth(panel).locator('.names .place', { hasText: name }).first()
  const box = await label.boundingBox()
  if (!box) throw new Error(`${name} is not on the map`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

describe.skipIf(!hasBrowser)('maps that are explored', { timeout: 240_000 }, () => {
  it('come when they are asked for, from nowhere else, and without a complaint', async () => {
    const context = await (await openBrowser()).newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(addressOf(CENSUS))
    expect(asked.filter((url) => /explorer-|\.json/.test(url))).toEqual([])
    await explore(page)
    await page.keyboard.press('ArrowRight')
    await page.goto(addressOf('/atelier?perimetre=call'))
    await explore(page)
    await context.close()
    expect(asked.filter((url) => /explorer-.*\.js|formes\.json|carte\.json/.test(url)).length).toBeGreaterThan(2)
    expect([...new Set(asked.map((url) => new URL(url).host))]).toEqual([new URL(addressOf('/')).host])
    expect(complaints).toEqual([])
  })

  it('are walked by keyboard: each step says a name and its value, and Enter opens the figure', async () => {
    await visit(CENSUS, {}, async (page) => {
      await explore(page)
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application')
      await page.keyboard.press('l')
      expect(await said(page)).toMatch(/^L.+ : \d+,\d %/)
      const before = await said(page)
      await page.keyboard.press('ArrowRight')
      expect(await said(page)).not.toBe(before)
      await page.keyboard.press('Home')
      const first = await said(page)
      await page.keyboard.press('PageDown')
      await page.keyboard.press('PageUp')
      expect(await said(page)).toBe(first)
      await page.keyboard.press('+')
      expect(await page.locator('.canvas.enlarged').count()).toBe(1)
      await page.keyboard.press('0')
      expect(await page.locator('.canvas.enlarged').count()).toBe(0)
      await page.keyboard.press('Enter')
      const value = await page.evaluate(() => document.activeElement?.textContent ?? '')
      expect(first).toContain(` : ${value.replace(/\u202f/g, ' ')}`)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/chiffres/unemployment-census/**')
    })
  })

  it('show the same card to a hover, a click and a tap, with the reason of what is withheld', async () => {
    await visit(POVERTY, {}, async (page) => {
      await explore(page)
      await page.locator('.canvas').scrollIntoViewIfNeeded()
      const at = await placeOf(page, 'Lens')
      await page.mouse.move(at.x, at.y)
      const hovered = await page.locator('.map-card').textContent()
      await page.mouse.click(at.x, at.y)
      expect(await page.locator('.map-card').textContent()).toBe(hovered)
      expect(hovered).toMatch(/^Lens/)
      while (!(await said(page)).includes('secret')) await page.keyboard.press('PageDown')
      expect(await page.locator('.map-card').textContent()).toMatch(
        /secret.*(Secret statistique|protégée|Insee|producteur)/
      )
    })
  })

  it('show one class alone from the legend', async () => {
    await visit(CENSUS, {}, async (page) => {
      await explore(page)
      await page.locator('[data-class="c5"] button').press('Enter')
      await page.mouse.move(0, 0)
      const lit = await page.locator('.spot:not(.back)').count()
      expect(String(lit)).toBe(await page.locator('[data-class="c5"] td').first().textContent())
      expect(await page.locator('[data-class="c5"] button').getAttribute('aria-pressed')).toBe('true')
    })
  })

  it('follow a slider through periods: the address, the classes and the values are those of the page', async () => {
    await visit(POVERTY, {}, async (page) => {
      await explore(page)
      expect(await page.locator('.play').count()).toBe(0)
      await page.keyboard.press('l')
      const labels = await page.locator('.legend th[scope="row"]').allTextContents()
      await page.getByRole('slider').press('ArrowLeft')
      await page.waitForURL('**periode=2019&**')
      const { searchParams } = new URL(page.url())
      expect([searchParams.get('periode'), searchParams.get('classes')]).toEqual(['2019', '2021'])
      expect(await page.locator('figcaption').textContent()).toContain('en 2019')
      expect((await page.locator('.legend th[scope="row"]').allTextContents()).slice(0, 5)).toEqual(labels.slice(0, 5))
      const name = (await page.locator('.card-name').textContent()) ?? ''
      const value = await page.locator('.card-value').textContent()
      await page.goto(page.url().replace('/poverty-rate?', '/poverty-rate/table?'))
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      expect((await row.locator('td').first().textContent())?.split('. ')[0]).toBe(value)
    })
  })

  it('move together, two by two, and stand side by side without a script', async () => {
    const pair = `${POVERTY}&avec=unemployment-census.2018`
    await visit(pair, { script: false }, async (page) => {
      const [left, right] = await page.locator('.panel').all()
      const [a, b] = [await left?.boundingBox(), await right?.boundingBox()]
      expect(a && b && a.y === b.y && a.x + a.width <= b.x).toBe(true)
      expect(await page.locator('[data-explore]').isVisible()).toBe(false)
      await page.locator('.periods').first().getByRole('link', { name: '2019' }).click()
      expect(page.url()).toContain('avec=unemployment-census.2018')
    })
    await visit(pair, {}, async (page) => {
      await explore(page)
      await page.keyboard.press('l')
      await page.keyboard.press('+')
      await page.locator('.canvas svg > g[transform*="scale(1.6"]').nth(1).waitFor({ state: 'attached' })
      const worlds = await page
        .locator('.canvas svg > g')
        .evaluateAll((all) => all.map((g) => g.getAttribute('transform')))
      expect(new Set(worlds).size).toBe(1)
      expect(worlds[0]).toContain('scale(1.6')
      const names = await page.locator('.card-name').allTextContents()
      expect(names[0]).toBe(names[1])
      expect(await said(page)).toMatch(
        /Taux de pauvreté, en 2021, .+ ; Taux de chômage au sens du recensement, en 2018, /
      )
    })
  })

  it('put a perimeter together: a click, keys and a lasso change it, its figures and its address', async () => {
    await visit('/atelier?perimetre=call', {}, async (page) => {
      const count = (): Promise<string | null> => page.locator('.identity dd').first().textContent()
      const settled = async (): Promise<void> => page.locator('.explorer:not([aria-busy])').waitFor()
      await explore(page)
      await page.locator('.canvas.enlarged').scrollIntoViewIfNeeded()
      expect(await count()).toBe('36')
      const lens = await page.locator('.names .place', { hasText: 'Lens' }).first().boundingBox()
      if (!lens) throw new Error('Lens is not on the map')
      await page.mouse.click(lens.x + 5, lens.y + 5)
      await settled()
      expect(await count()).toBe('35')
      expect(new URL(page.url()).searchParams.get('perimetre')).toBe('libre:call~62498')
      await page.keyboard.press('Enter')
      await settled()
      expect(await count()).toBe('36')
      await page.goBack()
      await settled()
      expect(await count()).toBe('35')
      await page.getByRole('button', { name: 'Lasso', exact: true }).click()
      await page.locator('.canvas.enlarged').scrollIntoViewIfNeeded()
      const box = await page.locator('.canvas.enlarged').boundingBox()
      if (!box) throw new Error('no map')
      const corners = [
        [0.02, 0.02],
        [0.98, 0.02],
        [0.98, 0.98],
        [0.02, 0.98]
      ] as const
      const [first, ...others] = corners.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const)
      await page.mouse.move(...(first ?? [0, 0]))
      await page.mouse.down()
      for (const [x, y] of others) await page.mouse.move(x, y, { steps: 4 })
      await page.mouse.up()
      await settled()
      expect(Number(await count())).toBeGreaterThan(40)
      expect(await page.locator('.slider output').textContent()).toBe(`${await count()}\u00a0communes`)
      await page.getByRole('button', { name: 'Le lasso ajoute' }).click()
      await page.locator('.canvas.enlarged').focus()
      const before = Number(await count())
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('l')
      for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('l')
      await settled()
      expect(Number(await count())).toBeLessThan(before)
    })
  })

  it.each([
    [POVERTY, {}],
    [`${POVERTY}&avec=unemployment-census.2018`, { dark: true }],
    ['/indicateurs/population', { width: 320 }],
    ['/atelier?perimetre=call', { width: 360, dark: true }]
  ] as const)('%s has no accessibility violation, and holds in its width, once open (%o)', async (path, view) => {
    await visit(path, view, async (page) => {
      await explore(page)
      await page.keyboard.press('ArrowRight')
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
    })
  })
})
