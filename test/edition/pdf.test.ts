import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allBlocks } from '../../src/domain/editions/edition.ts'
import { answerTo, citedIn, indicatorBehind, type FrozenEdition } from '../../src/domain/editions/frozen.ts'
import { renderTypst } from '../../src/edition/typst.ts'
import { numberText, sentenceText } from '../../src/edition/words.ts'
import { typesetPdf } from '../../src/jobs/typeset.ts'
import { plainFaces } from '../../src/web/drawings.ts'
import { freezeExample } from './frozen-example.ts'

const DIGEST = '0123456789abcdef'.repeat(4)
const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined

if (!hasPoppler) {
  if (process.env['CI']) throw new Error('poppler-utils reads PDF back: apt-get install poppler-utils')
  console.warn('poppler-utils is not there: the PDF of the shipped issue is not read back')
}

// Typst checks PDF/UA-1 as it writes; no outside validator is at hand. Here its structure is read back by another program;
// the alternatives, which that program leaves out, are read in the objects of the file.
describe.skipIf(!hasPoppler)('the PDF of the shipped issue', () => {
  let frozen: FrozenEdition
  let folder = ''
  let [structure, text, info, fonts] = ['', '', '', '']
  let alternatives: readonly string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chevalement-pdf-'))
    const made = await freezeExample('2022')
    frozen = made.frozen
    const file = join(folder, 'edition.pdf')
    const pdf = await typesetPdf(renderTypst(frozen, made.photographs, DIGEST), await plainFaces())
    alternatives = alternativesIn(Buffer.from(pdf))
    await writeFile(file, pdf)
    const read = (program: string, ...words: readonly string[]): string =>
      spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1e8 }).stdout
    structure = read('pdfinfo', '-struct-text', file)
    info = read('pdfinfo', file)
    fonts = read('pdffonts', file)
    text = plain(read('pdftotext', file, '-'))
  }, 300_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is tagged, titled and in French, with every font inside', () => {
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toContain(frozen.edition.title)
    const [, , ...lines] = fonts.trim().split('\n')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line, 'embedded, subset, Unicode').toMatch(/yes yes yes/)
  })

  it('has the headings of its chapters, one level after another', () => {
    const levels = [...structure.matchAll(/^\s*H(\d)/gm)].map(([, level]) => Number(level))
    expect(levels.filter((level) => level === 1).length).toBeGreaterThanOrEqual(frozen.edition.chapters.length)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
    for (const { title } of frozen.edition.chapters) expect(plain(structure)).toContain(title)
  })

  it('tells each chart and each map in words: the sentence of its figure is its alternative', () => {
    const charts = frozen.edition.chapters.flatMap(({ blocks }) =>
      [...allBlocks(blocks)].flatMap((block) => (block.kind === 'chart' ? [block.mention] : []))
    )
    expect(charts.length).toBeGreaterThanOrEqual(12 + 6)
    expect([...structure.matchAll(/^\s*Figure/gm)].length).toBeGreaterThanOrEqual(charts.length)
    expect(text.match(/Fig\. \d+/g)?.length).toBeGreaterThanOrEqual(charts.length)
    expect(alternatives.filter((words) => words.trim() === '')).toEqual([])
    for (const mention of charts) {
      const answer = answerTo(frozen, mention)
      expect(alternatives).toContain(plain(sentenceText(answer, indicatorBehind(frozen, answer), 'fr')))
    }
  })

  it('tells its picture in the words of its writer, under whose and which licence it is', () => {
    const pictures = frozen.edition.chapters.flatMap(({ blocks }) =>
      [...allBlocks(blocks)].flatMap((block) => (block.kind === 'photograph' ? [block] : []))
    )
    expect(pictures).toHaveLength(1)
    for (const { alternative, credit, licence } of pictures) {
      expect(alternatives).toContain(plain(alternative))
      expect(text).toContain(plain(`${credit}, ${licence}`))
    }
  })

  it('has tables with cells that head them, notes, links, and a table of contents', () => {
    for (const tag of ['Table', 'TH', 'TD', 'Note', 'Link', 'TOC', 'L ', 'Caption']) {
      expect(structure, tag).toMatch(new RegExp(`^\\s*${tag}`, 'm'))
    }
  })

  it('says every figure that it cites, where it comes from, and what it is known by', () => {
    for (const { answer, indicator } of citedIn(frozen)) {
      const number = numberText(answer, indicator, { form: 'value' }, 'fr')
      expect(text.includes(plain(number)), `${number}, ${indicator.id} ${answer.figure.perimeter.id}`).toBe(true)
    }
    for (const { vintage } of frozen.sources) expect(text).toContain(vintage.edition)
    expect(text.replaceAll(' ', '')).toContain(DIGEST)
    expect(text).toContain('Licence Ouverte')
  })
})

/** One kind of space, no hyphen that a line break put in. */
function plain(words: string): string {
  return words.replaceAll(/\u00ad\s*/g, '').replaceAll(/[\s\u00a0\u202f]+/g, ' ')
}

/** What stands for each drawing, in the objects of the file, packed or not: UTF-16 in hexadecimal, or plain letters. */
function alternativesIn(pdf: Buffer): readonly string[] {
  const letters = pdf.toString('latin1')
  const packed = [...letters.matchAll(/\/FlateDecode\b[^]*?stream\r?\n/g)].map(({ 0: { length }, index }) =>
    inflateSync(pdf.subarray(index + length), { finishFlush: SYNC }).toString('latin1')
  )
  return [letters, ...packed].flatMap((one) =>
    [...one.matchAll(/\/Alt\s*(?:<FEFF([0-9A-F]*)>|\(((?:[^()\\]|\\.)*)\))/g)].map(([, hexadecimal, ascii = '']) =>
      plain(hexadecimal === undefined ? ascii : Buffer.from(hexadecimal, 'hex').swap16().toString('utf16le'))
    )
  )
}

const SYNC = constants.Z_SYNC_FLUSH
