import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlinesOf } from '../../src/domain/editions/edition.ts'
import { answerTo, citedIn, indicatorBehind, type FrozenEdition } from '../../src/domain/editions/frozen.ts'
import { dataTables, renderPackage } from '../../src/edition/package.ts'
import { renderSite, type Pages } from '../../src/edition/site.tsx'
import { renderTypst } from '../../src/edition/typst.ts'
import { numberText } from '../../src/edition/words.ts'
import { typesetPdf } from '../../src/jobs/typeset.ts'
import { freezeEdition, sealEdition } from '../../src/usecases/edition-freeze.ts'
import { frozenTables } from '../../src/usecases/edition-rows.ts'
import { checkEdition, type CheckedEdition } from '../../src/usecases/editions.ts'
import { blocks } from '../../src/domain/editions/problem.ts'
import type { OpenObservatory } from '../../src/usecases/open.ts'
import { plainFaces } from '../../src/web/drawings.ts'
import { openWholeExample } from '../example-observatory.ts'

const FILES: Readonly<Record<string, string>> = {
  'editions/essai/edition.yaml': [
    'language: fr',
    'title: « Essai » & <autres>',
    'subtitle: Un #essai *sans* [piège]',
    'publisher: Exemple d’observatoire',
    'day: 2022-12-04',
    'licence: Licence Ouverte 2.0',
    'chapters: [territoire, mots]'
  ].join('\n'),
  'editions/essai/territoire.md': `# Le territoire

## Qui habite ici

En 2018, le pôle compte :figure{of=population on=pma at=2018} dans :figure{of=population on=pma at=2018 form=communes}[^rp], soit :figure{of=population on=pma at=2018 words=more step=1000}. Voir :ref[les terrils]{to=terrils}.

[^rp]: Recensement de la population.

:::figures{title="En bref"}
::figure{of=density on=pma at=2018 vs=hauts-de-france}
::figure{of=unemployment-localised on=ze-lens at=2021-Q1 from=2012-Q4}
:::

::sentence{of=unemployment-localised on=ze-lens at=2021-Q1 from=2012-Q4 vs=ze-bethune}

::table{title="Trois intercommunalités" of=population,density on=cabbalr,call,cahc at=2018}

:::focus{title="Ce qu’un taux ne dit pas"}
Un **taux** ne dit rien du *nombre*.
:::
`,
  'editions/essai/mots.md': `# De A à Z

:::entry{title="Terrils"}
Des collines noires, et \\<script>alert()\\</script>.
:::
`
}

const LOOK = { sheet: '', faces: new Map(), palettes: { light: {}, dark: {} } }

let observatory: OpenObservatory
let checked: CheckedEdition
let frozen: FrozenEdition
let folder = ''

function check(files: Readonly<Record<string, string>>): Promise<CheckedEdition> {
  return checkEdition(observatory, Object.keys(files), (path) => Promise.resolve(files[path] ?? ''), 'essai')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chevalement-edition-'))
  observatory = await openWholeExample()
  checked = await check(FILES)
  frozen = freezeEdition(observatory, checked, {}, '2026-11-22')
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

function digestOf(value: FrozenEdition): string {
  return sealEdition({ frozen: value, rows: [], photographs: {}, verdicts: [] }).digest
}

describe('an edition that is sound', () => {
  it('has no fault, and tells what has become known since', () => {
    expect(checked.problems.filter(blocks)).toEqual([])
    expect(checked.problems.map(({ kind }) => kind)).toContain('newer-period')
  })

  it('is frozen whole: the same edition has the same digest, and no other', async () => {
    expect(digestOf(freezeEdition(observatory, await check(FILES), {}, '2026-11-22'))).toBe(digestOf(frozen))
    const other = { ...FILES, 'editions/essai/mots.md': `${FILES['editions/essai/mots.md']}\nUn mot de plus.\n` }
    expect(digestOf(freezeEdition(observatory, await check(other), {}, '2026-11-22'))).not.toBe(digestOf(frozen))
  })
})

describe('an edition with faults', () => {
  it('names each number typed by hand, with the figures of that value', async () => {
    const { problems } = await check({
      ...FILES,
      'editions/essai/mots.md': '# Mots\n\n## terrils\n\nLe pôle compte\n644 971 habitants.'
    })
    const naked = problems.find(({ kind }) => kind === 'naked-number')
    expect(naked).toMatchObject({ found: '644 971', position: { file: 'editions/essai/mots.md', line: 6, column: 1 } })
    expect(naked && 'proposals' in naked && naked.proposals).toContain(':figure{of=population on=pma at=2018}')
  })

  it('is told where and why, and is not frozen', async () => {
    const faulty = await check({
      ...FILES,
      'editions/essai/mots.md': [
        '# Mots',
        '',
        'Un chiffre inconnu :figure{of=populatoin on=pma at=2018}, un périmètre trop tôt :figure{of=population on=pma at=2018 geography=1990}.',
        '',
        ':figure{of=median-living-standard on=pma at=2019} et :figure{of=population on=pma at=2018 form=change}.',
        '',
        'Voir :ref[rien]{to=teril} et[^x].',
        '',
        '::photograph{file=absente.jpg alt="Un terril" credit="Une photographe" licence="CC BY 4.0"}',
        '',
        'En 2015, il y avait :figure{of=population on=pma at=2018}.',
        '',
        'À Hauts-de-France, :figure{of=density on=pma at=2018}.'
      ].join('\n')
    })
    const told = faulty.problems.filter(
      ({ kind, position }) => position.file.endsWith('mots.md') && kind !== 'newer-period'
    )
    expect(told.map(({ kind, position }) => `${position.line} ${kind}`)).toEqual([
      '3 no-figure',
      '3 no-figure',
      '5 no-value',
      '5 no-change',
      '7 broken-reference',
      '7 missing-note',
      '9 missing-image',
      '11 other-year',
      '13 other-place'
    ])
    expect(() => freezeEdition(observatory, faulty, {}, '2026-11-22')).toThrow(/figée/)
  })
})

describe('the three forms', () => {
  it('hold the same numbers: each is read back from the site, the PDF and the data', { timeout: 120_000 }, async () => {
    const numbers = writtenNumbers(frozen)
    expect(numbers.length).toBeGreaterThan(5)
    const site = textOfSite(renderSite(frozen, LOOK))
    for (const number of numbers) expect(site).toContain(plain(number))
    const pdf = join(folder, 'edition.pdf')
    await writeFile(pdf, await typesetPdf(renderTypst(frozen), await plainFaces()))
    const { stdout, error } = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
    if (error) expect(process.env['CI'], 'pdftotext, of poppler-utils, reads the PDF back').toBeUndefined()
    else for (const number of numbers) expect(plain(stdout)).toContain(plain(number))
    const tables = dataTables(frozen, await frozenTables(observatory, frozen))
    const data = renderPackage(frozen, tables).get('figures.csv') ?? ''
    for (const { answer } of citedIn(frozen)) {
      if ('value' in answer.figure.cell) expect(data).toContain(String(answer.figure.cell.value))
    }
  })

  it('give the rows behind every figure: those of its perimeter add up to each sum that it is made of', async () => {
    const tables = new Map(
      dataTables(frozen, await frozenTables(observatory, frozen)).map(({ name, columns }) => [
        name,
        new Map(columns.map((column) => [column.name, column.data]))
      ])
    )
    const terms = tables.get('terms')
    const all = terms?.get('figure') ?? []
    expect(all.length).toBeGreaterThan(10)
    let counted = 0
    for (const i of all.keys()) {
      const said = (name: string) => terms?.get(name)?.[i] ?? ''
      const rows = tables.get(String(said('table')))
      const perimeters = rows?.get('perimeters') ?? []
      const values = rows?.get(String(said('column'))) ?? []
      const mine = values.filter((_, row) =>
        String(perimeters[row])
          .split(' ')
          .includes(String(said('perimeter')))
      )
      if (said('value') === '') continue
      counted += 1
      expect(mine.reduce<number>((sum, value) => sum + Number(value), 0)).toBeCloseTo(Number(said('value')), 4)
    }
    expect(counted).toBeGreaterThan(10)
    expect(tables.get('rows-insee-comparateur-2022-01')?.get('territory')?.length).toBeGreaterThan(3000)
  })

  it('run nothing that a text holds', () => {
    const pages = renderSite(frozen, LOOK)
    const words = String(pages.get('mots.html'))
    expect(words).toContain('&lt;script&gt;alert()&lt;/script&gt;')
    expect(words).not.toContain('<script>alert')
    expect(String(pages.get('index.html'))).toContain('&amp; &lt;autres&gt;')
  })

  it('link to nothing that is not there', () => {
    const pages = renderSite(frozen, LOOK)
    for (const [path, page] of pages) {
      if (!path.endsWith('.html')) continue
      for (const [, href = ''] of String(page).matchAll(/(?:href|src|srcset)="([^"]+)"/g)) {
        const [file = '', id] = href.split('#')
        const target = file === '' ? String(page) : String(pages.get(file) ?? '')
        expect(target, `${href} of ${path}`).not.toBe('')
        if (id !== undefined && id !== '') expect(target, `${href} of ${path}`).toContain(`id="${id}"`)
      }
    }
  })
})

/** Every number that the text writes, as it writes it. */
function writtenNumbers(edition: FrozenEdition): readonly string[] {
  const inText = edition.edition.chapters.flatMap((chapter) =>
    [...inlinesOf(chapter)].flatMap((one) => {
      if (one.kind !== 'number') return []
      const answer = answerTo(edition, one.mention)
      return [numberText(answer, indicatorBehind(edition, answer), one, 'fr')]
    })
  )
  const cited = citedIn(edition).map(({ answer, indicator }) =>
    numberText(answer, indicator, { form: answer.from ? 'change' : 'value' }, 'fr')
  )
  return [...inText, ...cited]
}

function textOfSite(pages: Pages): string {
  const all = [...pages].flatMap(([path, page]) =>
    path.endsWith('.html') ? [String(page).replaceAll(/<[^>]+>/g, ' ')] : []
  )
  return plain(all.join(' '))
}

/** One kind of space, no hyphen that a line break put in. */
function plain(text: string): string {
  return text.replaceAll(/\u00ad\s*/g, '').replaceAll(/[\s\u00a0\u202f]+/g, ' ')
}
