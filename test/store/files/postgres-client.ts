/** A command that uses the embedded server until its input ends: says which server it got, then leaves. */

import pg from 'pg'
import { joinPostgres } from '../../../src/store/postgres.ts'

try {
  const { connection, pid, leave } = await joinPostgres(process.argv[2] ?? '')
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('create table if not exists visit (number integer)').catch(() => undefined)
  const { rows } = await client.query('insert into visit select count(*) + 1 from visit returning number')
  await client.end()
  console.log(JSON.stringify({ server: pid, host: connection.host, visit: rows[0]?.number }))
  process.stdin.resume().once('end', () => void leave())
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }))
  process.exitCode = 1
}
