/** Target 4: a figure with its lineage over HTTP, beside a bare Node server that answers the same bytes. */

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { waitForAddress } from './cold.ts'
import { load, type Load } from './load.ts'
import type { Finding } from './report.ts'
import { milliseconds } from './timing.ts'

const CONNECTIONS = 50

const BARE = `const { readFileSync } = require('node:fs')
const [headers, body] = [JSON.parse(readFileSync(process.argv[1])), readFileSync(process.argv[2])]
const server = require('node:http').createServer((_, answer) => {
  answer.writeHead(200, headers)
  answer.end(body)
})
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

/** Node's own, on every answer of either server. */
const OWN = ['connection', 'date', 'keep-alive', 'transfer-encoding']

const ROUNDS = 5

/** @param page the whole address of a figure on a server that runs */
export async function benchHttp(page: string, folder: string, seconds = 2): Promise<Finding[]> {
  const answer = await fetch(page, { headers: { 'Accept-Encoding': 'identity' } })
  const body = Buffer.from(await answer.arrayBuffer())
  const kept = [...answer.headers].filter(([name]) => !OWN.includes(name))
  const headers = { ...Object.fromEntries(kept), 'content-length': String(body.length) }
  const copy = `${folder}/figure-page`
  await writeFile(copy, body)
  await writeFile(`${copy}.json`, JSON.stringify(headers))
  const bare = await waitForAddress(
    spawn(process.execPath, ['--eval', BARE, `${copy}.json`, copy], { stdio: ['ignore', 'pipe', 'inherit'] })
  )
  if (!bare) throw new Error('the bare server did not start')
  try {
    // A server that has just started draws its first pages and compiles its code: told apart, not measured with the rest.
    const starting = await load(page, CONNECTIONS, 4)
    await load(page, CONNECTIONS, 8)
    await load(bare.address, CONNECTIONS, 2)
    const rounds: { readonly ours: Load; readonly peer: Load }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        ours: await load(page, CONNECTIONS, seconds),
        peer: await load(bare.address, CONNECTIONS, seconds)
      })
    }
    const ours = middle(rounds.map((round) => round.ours))
    const peer = middle(rounds.map((round) => round.peer))
    const ratios = rounds.map((round) => round.ours.perSecond / round.peer.perSecond).sort((a, b) => a - b)
    const ratio = ratios[ROUNDS >> 1] ?? NaN
    const failed = rounds.reduce((total, round) => total + round.ours.failed, 0)
    const alone = await load(page, 1, 1)
    return [
      {
        target: 4,
        what: `The page of a figure, ${(body.length / 1000).toFixed(0)} kB, ${CONNECTIONS} connections, requests a second`,
        ours: ours.perSecond.toFixed(0),
        peer: `a bare Node server, the same headers and bytes: ${peer.perSecond.toFixed(0)}`,
        ratio: `${ratio.toFixed(2)}× (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)} in ${ROUNDS} rounds)`,
        promised: '≥ 0.5×',
        kept: ratio >= 0.5 && failed === 0
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
        what: `99 of 100 answers within, ${CONNECTIONS} connections, in the first 4 seconds of a server`,
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

/** The round of the median speed. */
function middle(loads: readonly Load[]): Load {
  const [found] = loads.toSorted((a, b) => a.perSecond - b.perSecond).slice(loads.length >> 1)
  if (!found) throw new Error('no round')
  return found
}
