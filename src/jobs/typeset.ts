/**
 * A Typst document to a PDF for everyone: tagged, with alternative texts, checked against PDF/UA-1 as Typst does. It is
 * made in a thread of its own, seconds during which readers are served.
 */

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { TypstSource } from '../edition/typst.ts'
import { ROOT } from '../root.ts'

/** What the thread says before it ends; `why` in sentences, with the place in the document where there is one. */
export type Typeset =
  { readonly status: 'typeset'; readonly pdf: Uint8Array } | { readonly status: 'refused'; readonly why: string }

/**
 * @param fonts paths of TrueType files: no other font is used
 * @throws {Error} with what the compiler says, place included: our words made a document that is none
 */
export async function typesetPdf({ main, files }: TypstSource, fonts: readonly string[]): Promise<Uint8Array> {
  const worker = new Worker(join(ROOT, 'src/jobs/typeset-worker.js'), { workerData: { main, files, fonts } })
  try {
    const said = await answerOf(worker)
    if (said.status === 'refused') throw new Error(`the document cannot be typeset: ${said.why}`)
    return said.pdf
  } finally {
    await worker.terminate()
  }
}

/** Its one message, or why there is none. */
function answerOf(worker: Worker): Promise<Typeset> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (cause: Error) => {
      reject(new Error(`the document cannot be typeset: ${cause.message}`, { cause }))
    })
    worker.once('exit', (code) => {
      reject(new Error(`the document cannot be typeset: its thread has ended, exit code ${code}`))
    })
  })
}
