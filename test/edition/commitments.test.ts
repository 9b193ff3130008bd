import { beforeAll, describe, expect, it } from 'vitest'
import type { FrozenEdition } from '../../src/domain/editions/frozen.ts'
import { renderSite } from '../../src/edition/site.tsx'
import { renderTypst } from '../../src/edition/typst.ts'
import { typesetPdf } from '../../src/jobs/typeset.ts'
import { freezeEdition, sealEdition } from '../../src/usecases/edition-freeze.ts'
import { checkEdition, type CheckedEdition } from '../../src/usecases/editions.ts'
import type { OpenObservatory } from '../../src/usecases/open.ts'
import { plainFaces } from '../../src/web/drawings.ts'
import { exampleClaims } from '../example-claims.ts'
import { openWholeExample } from '../example-observatory.ts'

const SETTINGS = [
  'language: fr',
  'title: Essai',
  'subtitle: Des promesses',
  'publisher: Exemple',
  'day: 2022-12-04',
  'licence: Licence Ouverte 2.0',
  'chapters: [promis]'
].join('\n')

let observatory: OpenObservatory
let frozen: FrozenEdition

async function check(text: string): Promise<CheckedEdition> {
  const files: Readonly<Record<string, string>> = {
    'editions/essai/edition.yaml': SETTINGS,
    'editions/essai/promis.md': `# Promis\n\n${text}`
  }
  const read = (path: string): Promise<string> => Promise.resolve(files[path] ?? '')
  return checkEdition(observatory, Object.keys(files), read, 'essai', await exampleClaims(observatory))
}

beforeAll(async () => {
  observatory = await openWholeExample()
  const checked = await check('::commitments{set=propositions-2010}\n\n::proposition{of=P5}')
  frozen = freezeEdition(observatory, checked, {}, '2026-11-22')
}, 120_000)

function digestOf(value: FrozenEdition): string {
  return sealEdition({ frozen: value, rows: [], photographs: {}, verdicts: [] }).digest
}

describe('promises in an edition', () => {
  it('are told on the site with what was announced, what is listed and what is unknown', () => {
    const pages = renderSite(frozen, { sheet: '', faces: new Map(), palettes: { light: {}, dark: {} } })
    const text = plain(String(pages.get('promis.html')))
    expect(text).toMatch(/Ensemble 26 25 10 14 0 0 1 /)
    expect(text).toContain('26 annoncées, 25 listées : 1 ne se trouve nulle part.')
    expect(text).toContain('Les pistes : 0 sur plus de 80, soit 0 %.')
    expect(text).toMatch(/3\. Faire en sorte que chaque grand projet soit porté inconnu/)
    expect(text).toContain('4 annoncées, 3 listées : 1 ne se trouve nulle part.')
    expect(plain(String(pages.get('search.js')))).toContain('26 annoncées, 25 listées')
  })

  it('are in the PDF in the same words', { timeout: 120_000 }, async () => {
    const source = renderTypst(frozen)
    const text = source.main.replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(text).toContain('4 annoncées, 3 listées : 1 ne se trouve nulle part.')
    expect(text).toContain('Faire en sorte que chaque grand projet soit porté')
    expect((await typesetPdf(source, await plainFaces())).length).toBeGreaterThan(1000)
  })

  it('are frozen with it: another state gives another edition', () => {
    const [summary] = frozen.commitments ?? []
    if (!summary) throw new Error('a set was told of')
    const other = { ...frozen, commitments: [{ ...summary, actions: { ...summary.actions, listed: 26 } }] }
    expect(digestOf(other)).not.toBe(digestOf(frozen))
  })

  it('that nobody knows are a fault at their line, with the nearest name', async () => {
    const { problems } = await check(
      '::commitments{set=propositions-2011}\n\n::proposition{of=P9}\n\n::proposition{on=P1}'
    )
    expect(problems.map(({ kind, position }) => `${position.line} ${kind}`)).toEqual([
      '3 no-figure',
      '5 no-figure',
      '7 unreadable'
    ])
    expect(JSON.stringify(problems[0])).toContain('propositions-2010')
  })
})

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll(' .', '.')
}
