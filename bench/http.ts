/** Target 4: a figure with its lineage over HTTP, beside a bare Node server that answers the same bytes. */

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { waitForAddress } from './cold.ts'
import { load } from './load.ts'
import type { Finding } from './report.ts'
import { milliseconds } from './timing.ts'

const CONNECTIONS = 50

const BARE = `const body = require('fs').readFileSync(process.argv[1])
const server = require('http').createServer((_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
  answer.end(body)
})
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

/** @param page the whole address of a figure on a server that runs */
export async function benchHttp(page: string, folder: string, seconds = 4): Promise<Finding[]> {
  const body = Buffer.from(await (await fetch(page)).arrayBuffer())
  const copy = `${folder}/figure-page`
  await writeFile(copy, body)
  const bare = await waitForAddress(
    spawn(process.execPath, ['--eval', BARE, copy], { stdio: ['ignore', 'pipe', 'inherit'] })
  )
  if (!bare) throw new Error('the bare server did not start')
  try {
    // A server that has just started draws its first page and compiles its code: told apart, not measured with the rest.
    const starting = await load(page, CONNECTIONS, seconds)
    await load(page, CONNECTIONS, seconds)
    await load(bare.address, CONNECTIONS, 1)
    const ours = await load(page, CONNECTIONS, seconds)
    const peer = await load(bare.address, CONNECTIONS, seconds)
    const ratio = ours.perSecond / peer.perSecond
    const alone = await load(page, 1, 1)
    return [
      {
        target: 4,
        what: `The page of a figure, ${(body.length / 1000).toFixed(0)} kB, ${CONNECTIONS} connections, requests a second`,
        ours: ours.perSecond.toFixed(0),
        peer: `a bare Node server, the same bytes: ${peer.perSecond.toFixed(0)}`,
        ratio: `${ratio.toFixed(2)}×`,
        promised: '≥ 0.5×',
        kept: ratio >= 0.5 && ours.failed === 0
      },
      {
        target: 4,
        what: `99 of 100 answers within, ${CONNECTIONS} connections`,
        ours: milliseconds(ours.times.p99),
        peer: `a bare Node server: ${milliseconds(peer.times.p99)}`,
        ratio: '',
        promised: '< 10 ms',
        kept: ours.times.p99 < 10
      },
      {
        target: 4,
        what: 'The page of a figure, asked by one reader',
        ours: milliseconds(alone.times.median),
        peer: '',
        ratio: '',
        promised: ''
      },
      {
        target: 4,
        what: `99 of 100 answers within, ${CONNECTIONS} connections, in the first ${seconds} seconds of a server`,
        ours: milliseconds(starting.times.p99),
        peer: '',
        ratio: '',
        promised: ''
      }
    ]
  } finally {
    await bare.stop()
  }
}
