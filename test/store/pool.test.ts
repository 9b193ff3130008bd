import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { findChainFault } from '../../src/store/journal-chain.ts'

describe('a registry whose server is killed under it', () => {
  it('is there again for whoever asks next, with every write that was acknowledged, its chain whole', async () => {
    const home = mkdtempSync(join(tmpdir(), 'chevalement-pool-'))
    const { db, close } = await openDatabase({ database: 'embedded', home })
    const serverPid = (): number =>
      Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
    const acknowledged: string[] = []
    const write = async (id: string): Promise<void> => {
      await change(db, { actor: 'command' }, (transaction) =>
        transaction.insertInto('measure').values({ id, position: 1, definition: '{}' }).execute()
      )
      acknowledged.push(id)
    }
    try {
      await write('before')
      for (const round of [1, 2]) {
        const killed = serverPid()
        const crowd = Array.from({ length: 30 }, (_, i) => write(`during-${round}-${i}`))
        process.kill(killed, 'SIGKILL')
        // What was under way is undone and says so; what waited for a connection goes on.
        await Promise.allSettled(crowd)
        await expect
          .poll(() => write(`after-${round}`).then(() => 'written', String), { timeout: 60_000 })
          .toBe('written')
        expect(serverPid()).not.toBe(killed)
      }
      const { rows } = await sql<{ id: string }>`select id from measure`.execute(db)
      const kept = new Set(rows.map(({ id }) => id))
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
      expect(await findChainFault(db)).toBeUndefined()
    } finally {
      await close()
      rmSync(home, { recursive: true, force: true })
    }
  }, 180_000)
})
