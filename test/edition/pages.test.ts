import { beforeAll, describe, expect, it } from 'vitest'
import { allBlocks } from '../../src/domain/editions/edition.ts'
import type { FrozenEdition } from '../../src/domain/editions/frozen.ts'
import { comparePeriods } from '../../src/domain/shared/period.ts'
import type { Pages } from '../../src/edition/site.tsx'
import { freezeExample } from './frozen-example.ts'

/** Bytes of a page without its map, as a server without compression sends it. */
const MOST = 60_000

describe('the site of the shipped issue', () => {
  let pages: Pages
  let frozen: FrozenEdition

  beforeAll(async () => {
    ;({ frozen, pages } = await freezeExample('2022'))
  }, 300_000)

  it('has no page of 60 kB or more, its maps apart', () => {
    const heavy = weights(pages).filter(([, weight]) => weight >= MOST)
    expect(heavy).toEqual([])
  })

  it('draws each chart twice, for a page and for a telephone, and each map as a picture told in words', () => {
    for (const chapter of frozen.edition.chapters) {
      const page = String(pages.get(`${chapter.id}.html`))
      for (const block of allBlocks(chapter.blocks)) {
        if (block.kind !== 'chart') continue
        const narrow = pages.get(`dessins/${chapter.id}-${block.id}-narrow.svg`)
        expect(narrow).toBeDefined()
        // More dates would run over one another.
        const dates = String(narrow).match(/>\d{4}<\/text>/g) ?? []
        if (block.chart === 'evolution') expect([2, 3], `${chapter.id}, ${block.id}`).toContain(dates.length)
        if (block.chart === 'map')
          expect(page).toMatch(new RegExp(`src="dessins/${chapter.id}-${block.id}.svg" alt="[^"]{20,}"`))
      }
    }
  })

  it('ends each line at the period that its chart is of, and keeps every point drawn', () => {
    const charts = frozen.edition.chapters.flatMap(({ id, blocks }) =>
      [...allBlocks(blocks)].flatMap((block) => (block.kind === 'chart' ? [{ name: `${id}/${block.id}`, block }] : []))
    )
    for (const { name, block } of charts) {
      const { period } = block.mention.question
      const points = frozen.points?.[name] ?? []
      expect(points.length).toBeGreaterThan(1)
      const last = points
        .map((one) => one.period)
        .toSorted(comparePeriods)
        .at(-1)
      expect([name, last]).toEqual([name, period])
      if (block.chart === 'evolution') continue
      expect(new Set(points.map((one) => one.period))).toEqual(new Set([period]))
    }
  })

  it('asks nothing of others: every address that a page loads is a file beside it', () => {
    for (const [path, page] of pages) {
      if (!path.endsWith('.html')) continue
      for (const [, address = ''] of String(page).matchAll(/(?:src|srcset)="([^"]+)"/g)) {
        expect(pages.has(address.replace(/#.*/, '')), `${address} of ${path}`).toBe(true)
      }
    }
  })
})

describe('the site of a template', () => {
  let pages: Pages
  let frozen: FrozenEdition

  beforeAll(async () => {
    ;({ frozen, pages } = await freezeExample('communes'))
  }, 300_000)

  it('has a page for each of the 336 communes of the eight authorities, by name', () => {
    const names = frozen.edition.chapters.map(({ title }) => title)
    expect(names).toHaveLength(336)
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr').compare))
    expect(names).toContain('Lens')
    expect(weights(pages)).toHaveLength(336 + 3)
  })

  it('says of a commune its own figures, beside its authority, with their sources', () => {
    const page = String(pages.get('lens-62498.html'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    expect(page).toContain('32 920 habitants')
    expect(page).toMatch(/CA de Lens.{1,5}Liévin : 1 011,0 hab/)
    expect(page).toContain('Insee, Populations de référence')
    expect(page).toContain('Sa population d’année en année')
  })

  it('shows each where it lies: one map for all, in which its own part is named', () => {
    const map = String(pages.get('dessins/lieux.svg'))
    for (const { id, place } of frozen.edition.chapters) {
      expect(String(pages.get(`${id}.html`))).toContain(`src="dessins/lieux.svg#c${place}"`)
      expect(map).toContain(`id="c${place}"`)
    }
  })

  it('has no page of 60 kB or more, its map apart', () => {
    expect(weights(pages).filter(([, weight]) => weight >= MOST)).toEqual([])
  })
})

function weights(pages: Pages): readonly (readonly [path: string, bytes: number])[] {
  return [...pages].flatMap(([path, page]) =>
    path.endsWith('.html') ? [[path, Buffer.byteLength(String(page))] as const] : []
  )
}
