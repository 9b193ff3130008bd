import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { mended, placeProblem, type Mending } from '../../src/domain/editions/mending.ts'
import { blocks, type EditionProblem } from '../../src/domain/editions/problem.ts'
import type { FrozenEdition } from '../../src/domain/editions/frozen.ts'
import type { ClaimRegister } from '../../src/domain/sources/claim-register.ts'
import { CLAIM_FIELDS, claimRows } from '../../src/edition/claim-rows.ts'
import { renderSite } from '../../src/edition/site.tsx'
import { renderTypst } from '../../src/edition/typst.ts'
import { typesetPdf } from '../../src/jobs/typeset.ts'
import { freezeEdition } from '../../src/usecases/edition-freeze.ts'
import { checkEdition, type CheckedEdition } from '../../src/usecases/editions.ts'
import type { OpenObservatory } from '../../src/usecases/open.ts'
import { problemText } from '../../src/view/edition-problems.ts'
import { plainFaces } from '../../src/web/drawings.ts'
import { exampleClaims } from '../example-claims.ts'
import { openWholeExample } from '../example-observatory.ts'

const SETTINGS = [
  'language: fr',
  'title: Essai',
  'subtitle: Des affirmations citées',
  'publisher: Exemple d’observatoire',
  'day: 2022-12-04',
  'licence: Licence Ouverte 2.0',
  'chapters: [mots]'
].join('\n')

let observatory: OpenObservatory
let frozen: FrozenEdition

/** An edition of one chapter. */
async function check(text: string, given: Partial<ClaimRegister> = {}): Promise<CheckedEdition> {
  const files: Readonly<Record<string, string>> = {
    'editions/essai/edition.yaml': SETTINGS,
    'editions/essai/mots.md': `# Mots\n\n${text}`
  }
  const read = (path: string): Promise<string> => Promise.resolve(files[path] ?? '')
  return checkEdition(observatory, Object.keys(files), read, 'essai', await exampleClaims(observatory, given))
}

function told({ problems }: CheckedEdition): readonly string[] {
  return problems.map(({ kind, position }) => `${position.line}:${position.column} ${kind}`)
}

beforeAll(async () => {
  observatory = await openWholeExample()
  const text = [
    'On en voit :claim{of=livret-45}, un livret dit :claim{of=livret-45 form=quote}.',
    '',
    'Il donne une densité de :claim{of=livret-04}.'
  ].join('\n')
  frozen = freezeEdition(observatory, await check(text), {}, '2026-11-22')
}, 120_000)

describe('what an edition may tell of claims', () => {
  it('is no claim that nobody knows, or whose reading is in doubt: a fault at its place', async () => {
    const found = await check('En :claim{of=livret-34}, :claim{of=livret-370} et :claim{of=livret-45 form=mots}.')
    expect(told(found)).toEqual(['3:4 claim-not-validated', '3:26 unknown-claim', '3:51 unreadable'])
    expect(found.problems[1]).toMatchObject({ nearest: expect.stringMatching(/^livret-/) })
    expect(() => freezeEdition(observatory, found, {}, '2026-11-22')).toThrow(/figée/)
  })

  it('is a claim that others contradict, with a warning that names them', async () => {
    const found = await check('Le pôle compte :claim{of=gazette-03}.')
    expect(told(found)).toEqual(['3:16 claim-contested', '3:16 claim-differs'])
    expect(found.problems[0]).toMatchObject({ others: expect.arrayContaining(['livret-01']) })
  })

  it('is a claim that the figure does not confirm, with a warning', async () => {
    const { claims } = await (await exampleClaims(observatory)).reader.register()
    const moved = claims.map((claim) =>
      claim.id === 'livret-04' ? { ...claim, reading: { status: 'clear', value: 700 } as const } : claim
    )
    expect(told(await check('Une densité de :claim{of=livret-04}.', { claims: moved }))).toContain('3:16 claim-differs')
  })

  it('is proposed where a text types its number', async () => {
    const { problems } = await check('Le pôle compte 580 700 habitants.')
    expect(problems).toMatchObject([
      { kind: 'naked-number', proposals: [':claim{of=gazette-01}', ':claim{of=gazette-03}'] }
    ])
  })
})

describe('a figure of another perimeter than its sentence', () => {
  const JOBS = ':figure{of=jobs on=ze-lens at=2018 from=2013 form=change}'
  const stray = async (text: string): Promise<readonly EditionProblem[]> =>
    (await check(text)).problems.filter(({ kind }) => kind === 'other-place')

  it.each([
    `Le Pôle métropolitain de l’Artois gagne ${JOBS} emplois.`,
    `Le pôle métropolitain\nde l'Artois gagne ${JOBS} emplois.`,
    `On gagne ${JOBS} emplois sur le PMA.`
  ])('is a fault, with the name to write and the figure of the perimeter that is named: %s', async (text) => {
    const found = await check(text)
    const [problem] = found.problems.filter(blocks)
    expect(problem).toMatchObject({ kind: 'other-place', name: 'zone d’emploi de Lens', instead: 'pma' })
    if (!problem) return
    expect(problemText(problem).fr).toMatch(/« zone d’emploi de Lens » dans la phrase, ou .* on=pma$/)
    const source = `# Mots\n\n${text}`
    const [mending] = placeProblem(problem, source).mendings
    expect(mending && mended(source, mending)).toBe(source.replace('on=ze-lens', 'on=pma'))
    expect(mending && (await check(mended(text, shifted(mending)))).problems.filter(blocks)).toEqual([])
    expect(() => freezeEdition(observatory, found, {}, '2026-11-22')).toThrow(/figée/)
  })

  it('proposes no figure where the perimeter named has none', async () => {
    const [problem] = await stray('Au PMA, :figure{of=median-living-standard on=ze-lens at=2019}.')
    expect(problem?.kind === 'other-place' && problem.instead).toBeFalsy()
  })

  it.each([
    `La zone d’emploi de Lens gagne ${JOBS} emplois.`,
    `Dans la zone d’emploi de Lens, qui déborde du PMA, on gagne ${JOBS} emplois.`,
    `Le PMA est grand. On gagne ${JOBS} emplois.`,
    `Le PMA compte :figure{of=population on=pma at=2018}, et l’emploi gagne ${JOBS}.`,
    `En Hauts-de-France, la densité est de :figure{of=density on=hauts-de-france at=2018}.`
  ])('is told of no sentence that names it, nor of one that names no other: %s', async (text) => {
    expect(await stray(text)).toEqual([])
  })
})

/** In the text without its title. */
function shifted({ from, to, insert }: Mending): Mending {
  const title = '# Mots\n\n'.length
  return { from: from - title, to: to - title, insert }
}

describe('a claim told', () => {
  const NUMBERS = ['environ 200 terrils', '« reste actuellement plus qu’environ 200 »', '646,9 habitants/km²']

  it('bears who states it, and whether the figure confirms it', () => {
    const page = plain(
      String(renderSite(frozen, { sheet: '', faces: new Map(), palettes: { light: {}, dark: {} } }).get('mots.html'))
    )
    for (const number of NUMBERS) expect(page).toContain(number)
    expect(page).toContain('(Plateforme d’intelligence collective Euralens, Livret des dix ans, 2012-2022, 2022)')
    expect(page).toContain('Le document ne donne pas de source.')
    expect(page).toMatch(/Le chiffre calculé ici le confirme : 646,9 [^ ]+ ?\S* \(Densité/)
  })

  it('leads to its figure and to its document, which are there', () => {
    const pages = renderSite(frozen, { sheet: '', faces: new Map(), palettes: { light: {}, dark: {} } })
    const page = String(pages.get('mots.html'))
    expect(page).toContain('href="#affirmation-livret-45"')
    expect(page).toContain('id="affirmation-livret-45"')
    expect(page).toContain('href="#f-density-pma-2018"')
    expect(String(pages.get('chiffres.html'))).toContain('id="density-pma-2018"')
    expect(plain(String(pages.get('sources.html')))).toContain('Livret des dix ans')
    expect(String(pages.get('search.js'))).toContain('environ 200')
  })

  it('is in the PDF, its note once', { timeout: 120_000 }, async () => {
    const { main } = renderTypst(frozen)
    expect(main.match(/Le document ne donne pas de source/g)).toHaveLength(1)
    const folder = await mkdtemp(join(tmpdir(), 'chevalement-claims-'))
    const file = join(folder, 'edition.pdf')
    await writeFile(file, await typesetPdf(renderTypst(frozen), await plainFaces()))
    const { stdout, error } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    await rm(folder, { recursive: true, force: true })
    if (error) expect(process.env['CI'], 'pdftotext, of poppler-utils, reads the PDF back').toBeUndefined()
    else for (const number of NUMBERS) expect(plain(stdout)).toContain(plain(number))
  })

  it('is in the data, with the name of its figure', () => {
    const rows = claimRows(frozen).map((row) =>
      Object.fromEntries(CLAIM_FIELDS.map(([name], i) => [name, row[i] ?? null]))
    )
    expect(rows).toMatchObject([
      { claim: 'livret-04', value: 646.9, status: 'confirmed', figure: 'density-pma-2018' },
      { claim: 'livret-45', value: 200, status: 'untold', figure: '', display: expect.stringContaining('environ') }
    ])
  })

  it('does not change with the register once it is frozen', () => {
    expect(frozen.claims['livret-45']).toMatchObject({ claim: { reading: { value: 200 } }, status: 'untold' })
    expect(JSON.parse(JSON.stringify(frozen))).toEqual(frozen)
  })
})

/** Without tags, one kind of space, no hyphen that a line break put in. */
function plain(text: string): string {
  return text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\u00ad\s*/g, '')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
}

describe('a claim of another perimeter or year than its sentence', () => {
  const misfits = async (text: string): Promise<readonly EditionProblem[]> =>
    (await check(text)).problems.filter(({ kind }) => kind === 'other-place' || kind === 'other-year')

  it('is a fault, as a figure is, with the name to write', async () => {
    const found = await misfits('Le Pôle métropolitain de l’Artois gagne :claim{of=livret-14} emplois privés.')
    expect(found).toMatchObject([{ kind: 'other-place', claim: 'livret-14', name: 'zone d’emploi de Lens' }])
    const [problem] = found
    expect(problem && problemText(problem).fr).toMatch(/l’affirmation « livret-14 » de « zone d’emploi de Lens »/)
    expect(found.filter(blocks)).toHaveLength(1)
  })

  it('is told for its years, in the words of its document', async () => {
    const found = await misfits('La zone d’emploi de Lens a gagné :claim{of=livret-14} emplois de 2013 à 2018.')
    expect(found).toMatchObject([{ kind: 'other-year', written: '2013, 2018', said: '2012-2020' }])
  })

  it('is sound where the sentence names its own', async () => {
    expect(await misfits('La zone d’emploi de Lens a gagné :claim{of=livret-14} emplois de 2012 à 2020.')).toEqual([])
    expect(await misfits('On a gagné :claim{of=livret-14} emplois.')).toEqual([])
  })
})
