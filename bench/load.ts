/** Asks one address again and again over connections that stay open, and tells how fast it was answered. */

import { connect } from 'node:net'
import { once } from 'node:events'
import { summarise, type Times } from './timing.ts'

export type Load = { readonly perSecond: number; readonly times: Times; readonly failed: number }

export async function load(address: string, connections: number, seconds: number): Promise<Load> {
  const end = performance.now() + seconds * 1000
  const clients = Array.from({ length: connections }, () => ask(new URL(address), end))
  const start = performance.now()
  const found = await Promise.all(clients)
  const times = found.flatMap((client) => client.times)
  return {
    perSecond: times.length / ((performance.now() - start) / 1000),
    times: summarise(times),
    failed: found.reduce((total, client) => total + client.failed, 0)
  }
}

async function ask(url: URL, end: number): Promise<{ readonly times: number[]; readonly failed: number }> {
  const socket = connect(Number(url.port), url.hostname)
  await once(socket, 'connect')
  socket.setNoDelay(true)
  const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`
  const times: number[] = []
  let failed = 0
  let received: Buffer[] = []
  let sent = performance.now()
  socket.write(request)
  for await (const part of socket) {
    received.push(part as Buffer)
    const answer = received.length === 1 ? (part as Buffer) : Buffer.concat(received)
    if (!isWhole(answer)) continue
    times.push(performance.now() - sent)
    if (answer.toString('latin1', 9, 12) !== '200') failed += 1
    received = []
    if (performance.now() >= end) break
    sent = performance.now()
    socket.write(request)
  }
  socket.destroy()
  return { times, failed }
}

function isWhole(answer: Buffer): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /content-length: (\d+)/i.exec(answer.toString('latin1', 0, head))?.[1]
  return length === undefined
    ? answer.subarray(-5).toString('latin1') === '0\r\n\r\n'
    : answer.length >= head + 4 + Number(length)
}
