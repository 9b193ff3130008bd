import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { typesetPdf } from '../../src/jobs/typeset.ts'
import { plainFaces } from '../../src/web/drawings.ts'

/** The least that PDF/UA asks for: a language and a title. */
const HEAD = '#set text(lang: "fr", font: "Atkinson Hyperlegible Next")\n#set document(title: "Essai")\n'

function source(words: string): { readonly main: string; readonly files: ReadonlyMap<string, Uint8Array> } {
  return { main: HEAD + words, files: new Map() }
}

describe('a document that is typeset', { timeout: 120_000 }, () => {
  it('leaves the thread that asked to serve others meanwhile', async () => {
    // What is read once only is read before.
    await typesetPdf(source('= Un titre'), await plainFaces())
    let isMade = false
    const made = typesetPdf(source('= Un titre\n#lorem(20000)'), await plainFaces()).then((pdf) => {
      isMade = true
      return pdf
    })
    for (let turns = 0; turns < 100; turns++) await setImmediate()
    expect(isMade, 'a hundred others were served before the PDF was there').toBe(false)
    expect(
      Buffer.from(await made)
        .subarray(0, 5)
        .toString()
    ).toBe('%PDF-')
    const loaded = Object.keys(createRequire(import.meta.url).cache)
    expect(loaded.filter((path) => path.includes('typst'))).toEqual([])
  })

  it('says what is wrong and where, when it is no document', async () => {
    await expect(typesetPdf(source('#nowhere()'), await plainFaces())).rejects.toThrow(
      'the document cannot be typeset: unknown variable: nowhere (main.typ, line 3, column 2)'
    )
  })

  it('says what PDF/UA asks for and it has not', async () => {
    const untold = '#image("dot.svg")'
    const dot = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    const { main } = source(untold)
    await expect(typesetPdf({ main, files: new Map([['dot.svg', dot]]) }, await plainFaces())).rejects.toThrow(
      'the document cannot be typeset: PDF/UA-1 error: missing alt text'
    )
  })

  it('may be asked twice at once', async () => {
    const fonts = await plainFaces()
    const both = await Promise.all(['= Un', '= Deux'].map((words) => typesetPdf(source(words), fonts)))
    for (const pdf of both) expect(pdf.length).toBeGreaterThan(1000)
  })
})
