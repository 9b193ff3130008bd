/** A Typst document to a PDF for everyone: tagged, with alternative texts, checked against PDF/UA-1 as Typst does. */

import type { TypstSource } from '../edition/typst.ts'

/**
 * @param fonts paths of TrueType files: no other font is used
 * @throws {Error} with what the compiler says, place included: our words made a document that is none
 */
export async function typesetPdf({ main, files }: TypstSource, fonts: readonly string[]): Promise<Uint8Array> {
  // It holds 50 MB of compiler: only those who make a PDF load it.
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler')
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [...fonts] }] })
  for (const [path, bytes] of files) compiler.mapShadow(`${ROOT}/${path}`, Buffer.from(bytes))
  compiler.addSource(`${ROOT}/main.typ`, main)
  const compiled = compiler.compile({ mainFilePath: `${ROOT}/main.typ` })
  const document = compiled.result
  if (!document) {
    const said = compiled.takeDiagnostics()?.shortDiagnostics
    throw new Error(`the document cannot be typeset: ${JSON.stringify(said)}`)
  }
  return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
}

const ROOT = process.cwd()
