/** Target 2: from a process that does not exist yet to the first figure. */

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Finding } from './report.ts'
import { milliseconds, type Times } from './timing.ts'

const run = promisify(execFile)

export type Serving = { readonly address: string; readonly child: ChildProcess; readonly stop: () => Promise<void> }

const COMMAND = ['bin/chevalement.js']

const FIRST_FIGURE = ['figure', 'population', '--on', 'pma', '--at', '2018', '--json']

/** Without the command: what it is made of, on a national vintage, in a process of its own. */
export async function benchPieces(vintage: string, runs = 9): Promise<Finding[]> {
  const program = 'out/bench-run/first-figure.js'
  const memory = async (measures: number): Promise<number> => {
    const { stdout } = await run(process.execPath, [program, vintage, String(measures)])
    return Number((JSON.parse(stdout) as { megabytes: number }).megabytes)
  }
  const times = await timeStarts([program, vintage], runs)
  const [one, ten] = [await memory(1), await memory(10)]
  return [
    {
      target: 2,
      what: 'Process start, a national measure of 12 years read and added up over 300 communes, without registry',
      ours: milliseconds(times.ours.median),
      peer: `Node doing nothing: ${milliseconds(times.node.median)}`,
      ratio: `+${milliseconds(times.ours.median - times.node.median)}`,
      promised: ''
    },
    {
      target: 2,
      what: 'Memory of that process with ten measures touched, against one',
      ours: `${ten.toFixed(0)} MB`,
      peer: `${one.toFixed(0)} MB`,
      ratio: `+${((ten - one) / 9).toFixed(1)} MB a measure`,
      promised: 'grows with what is touched'
    }
  ]
}

/** The command itself, while a server of the same home keeps PostgreSQL running. */
export async function benchCommand(home: string, runs = 20): Promise<Finding[]> {
  const times = await timeStarts([...COMMAND, ...FIRST_FIGURE], runs, home)
  return [
    {
      target: 2,
      what: 'First figure of a cold process: `chevalement figure population --on pma --at 2018`, PostgreSQL running',
      ours: `${milliseconds(times.ours.median)} (best of ${runs}: ${milliseconds(times.ours.min)})`,
      peer: `Node doing nothing: ${milliseconds(times.node.median)} (${milliseconds(times.node.min)})`,
      ratio: `+${milliseconds(times.ours.median - times.node.median)}`,
      promised: '< 150 ms',
      kept: times.ours.median < 150
    }
  ]
}

/** Ours and Node doing nothing, in turn, started by a process that holds nothing. */
async function timeStarts(
  ours: readonly string[],
  runs: number,
  home?: string
): Promise<{ readonly ours: Times; readonly node: Times }> {
  const env = { ...process.env, ...(home !== undefined && { CHEVALEMENT_HOME: home }) }
  const commands = JSON.stringify([ours, ['--eval', '0']])
  const { stdout } = await run(process.execPath, ['out/bench-run/starts.js', String(runs), commands], { env })
  const [mine, node] = JSON.parse(stdout) as [Times, Times]
  return { ours: mine, node }
}

/** Where a figure has its page. */
export async function figureAddress(home: string): Promise<string> {
  const env = { ...process.env, CHEVALEMENT_HOME: home }
  const { stdout } = await run(process.execPath, [...COMMAND, ...FIRST_FIGURE], { env })
  const answer = JSON.parse(stdout) as { address?: string; lineage?: { address?: string } }
  return answer.address ?? answer.lineage?.address ?? '/'
}

/** Serves the example observatory from a home of its own; undefined when it does not start. */
export async function serve(home: string): Promise<Serving | undefined> {
  const env = { ...process.env, CHEVALEMENT_HOME: home, PORT: '0' }
  return waitForAddress(spawn(process.execPath, [...COMMAND, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] }))
}

export async function waitForAddress(child: ChildProcess): Promise<Serving | undefined> {
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
  let said = ''
  for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
    said += String(text)
    const address = /http:\/\/[\w.:[\]-]+/.exec(said)?.[0]
    if (!address) continue
    child.stdout?.resume()
    return { address, child, stop }
  }
  await stop()
  return undefined
}

/** Turns of a fifth of a second without work after which a server rests. */
const RESTS = 15

/** Linux counts the work of a process in hundredths of a second. */
const MS_A_TICK = 10

/** The server makes ready what pages share as soon as it answers: it is warm, and out of the way, once it rests. */
export async function settled(pid: number | undefined): Promise<void> {
  for (let rests = 0, last = NaN; rests < RESTS;) {
    await setTimeout(200)
    const now = await processorTime(pid)
    rests = now - last <= 2 * MS_A_TICK || Number.isNaN(now) ? rests + 1 : 0
    last = now
  }
}

/** Milliseconds that the server's process has worked; NaN where the system does not say. */
export async function processorTime(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
  return ((user ?? NaN) + (system ?? NaN)) * MS_A_TICK
}
