import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { allBlocks } from '../../src/domain/editions/edition.ts'
import { blocks } from '../../src/domain/editions/problem.ts'
import { ROOT } from '../../src/root.ts'
import { checkEdition, type CheckedEdition } from '../../src/usecases/editions.ts'
import { exampleClaims } from '../example-claims.ts'
import { openWholeExample } from '../example-observatory.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')

describe('the shipped issue', () => {
  let checked: CheckedEdition

  beforeAll(async () => {
    const names = await readdir(join(EXAMPLE, 'editions/2022'))
    const files = names.map((name) => `editions/2022/${name}`)
    const observatory = await openWholeExample()
    checked = await checkEdition(
      observatory,
      files,
      (path) => readFile(join(EXAMPLE, path), 'utf8'),
      '2022',
      await exampleClaims(observatory)
    )
  }, 120_000)

  it('has no number typed by hand, and no other fault', () => {
    expect(checked.problems.filter(blocks)).toEqual([])
  })

  it('has no sentence that speaks of another year or place than its figure', () => {
    expect(checked.problems.filter(({ kind }) => kind === 'other-year' || kind === 'other-place')).toEqual([])
  })

  it('tells of the heaps four numbers that documents state, each in at most eight of their words', () => {
    const told = [...checked.claims.values()].filter(({ claim }) => claim.subject === 'Terrils')
    expect(told.map(({ claim }) => claim.quote)).toEqual([
      '51 terrils',
      'depuis 2016 pour 78 d’entre eux',
      'reste actuellement plus qu’environ 200',
      'Jusqu’a 350 ont été recensés'
    ])
    for (const { claim } of told) expect(claim.quote.split(/\s+/).length).toBeLessThanOrEqual(8)
    expect(checked.problems.filter(({ kind }) => kind.startsWith('claim-'))).toEqual([])
  })

  it('tells of the seven propositions with what became of each, and of leads that nobody lists', () => {
    const all = checked.edition.chapters.flatMap((chapter) => [...allBlocks(chapter.blocks)])
    const told = all.flatMap((block) => (block.kind === 'commitments' ? [block.of] : []))
    expect(told).toEqual(['propositions-2010', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'])
    expect(checked.commitments).toMatchObject([{ actions: { listed: 25, gap: 1 }, leads: { listed: 0 } }])
    expect([...checked.claims.keys()]).toContain('livret-pistes')
  })

  it('ends with its sources of doubt: what it does not know, and where what was corrected is told', () => {
    expect(checked.edition.chapters.slice(-2).map(({ id }) => id)).toEqual(['inconnu', 'errata'])
  })

  it('holds at least 60 figures, 12 charts, 6 maps and 20 entries', () => {
    const all = checked.edition.chapters.flatMap((chapter) => [...allBlocks(chapter.blocks)])
    const charts = all.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))
    expect(checked.answers.size).toBeGreaterThanOrEqual(60)
    expect(charts.filter((kind) => kind !== 'map').length).toBeGreaterThanOrEqual(12)
    expect(charts.filter((kind) => kind === 'map').length).toBeGreaterThanOrEqual(6)
    expect(all.filter(({ kind }) => kind === 'entry').length).toBeGreaterThanOrEqual(20)
  })
})
