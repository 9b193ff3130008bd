/**
 * A small process of its own that starts others in turn, and tells how long each took from its start to its end: one
 * that holds the national set would first copy its page tables at each start, and count that.
 */

import { spawnSync } from 'node:child_process'
import { timeTogether } from './timing.ts'

const [rounds = '1', commands = '[]'] = process.argv.slice(2)

const times = await timeTogether(
  Object.fromEntries((JSON.parse(commands) as string[][]).map((words, i) => [String(i), () => start(words)])),
  Number(rounds)
)
console.log(JSON.stringify(Object.values(times)))

function start(words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
}
