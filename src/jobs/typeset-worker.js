/**
 * The thread of `typeset.ts`: one document, then its end. In JavaScript, as Node 20 starts a thread on nothing else, from
 * the sources as from a build; only such a thread loads the 50 MB of the compiler.
 */

import { basename, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'

const ROOT = process.cwd()
const MAIN = join(ROOT, 'main.typ')

parentPort.postMessage(typeset(workerData))

/**
 * @param {{ main: string, files: ReadonlyMap<string, Uint8Array>, fonts: readonly string[] }} document
 * @returns {import('./typeset.ts').Typeset}
 */
function typeset({ main, files, fonts }) {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [...fonts] }] })
  for (const [path, bytes] of files) compiler.mapShadow(join(ROOT, path), Buffer.from(bytes))
  compiler.addSource(MAIN, main)
  const compiled = compiler.compile({ mainFilePath: MAIN })
  if (!compiled.result) {
    const problems = compiler.fetchDiagnostics(compiled.takeDiagnostics())
    return { status: 'refused', why: problems.map(sentence).join('; ') }
  }
  try {
    const pdf = compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1, pdfTags: true })
    return { status: 'typeset', pdf: new Uint8Array(pdf) }
  } catch (error) {
    // What the standard asks for comes as the compiler prints its own values.
    const said = [...error.message.matchAll(/message: "([^"]*)"/g)].map(([, message]) => message)
    return { status: 'refused', why: said.join('; ') || error.message }
  }
}

/** With the place in the document, from 1: the compiler counts from 0. */
function sentence({ message, path, range }) {
  const place = range ? `, line ${range.start.line + 1}, column ${range.start.character + 1}` : ''
  return `${message} (${basename(path)}${place})`
}
