import { afterEach, describe, expect, it } from 'vitest'
import {
  findCommitment,
  findCommitments,
  findCommitmentVersion,
  findTouched,
  replaceCommitments,
  saveAction
} from '../../src/store/commitments.ts'
import { change, findEntries, findFirstInstant } from '../../src/store/journal.ts'
import { NO_COMMITMENTS } from '../../src/domain/commitments/commitment-register.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { DONE, makeAction, makeCommitments, makeLead } from '../domain/commitments/make-commitment.ts'

const open: TestDatabase[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

async function makeStore() {
  const database = await makeDatabase()
  open.push(database)
  return database.db
}

const register = makeCommitments({
  actions: [
    makeAction('p1-a1', { start: '2011' as never, reviewedOn: '2026-03-01' }),
    makeAction('p1-a2', { number: 2 })
  ],
  leads: [makeLead('l2'), makeLead('l1', { fate: 'abandoned', reason: 'Trop cher' })]
})

describe('commitments in the registry', () => {
  it('come out as they went in, in their order, and go away whole', async () => {
    const db = await makeStore()
    await change(db, { actor: 'command' }, (t) => replaceCommitments(t, register))
    expect(await findCommitments(db)).toEqual(register)
    await change(db, { actor: 'command' }, (t) => replaceCommitments(t, NO_COMMITMENTS))
    expect(await findCommitments(db)).toEqual(NO_COMMITMENTS)
  })

  it('write nothing when nothing differs', async () => {
    const db = await makeStore()
    await change(db, { actor: 'command' }, (t) => replaceCommitments(t, register))
    const before = await findEntries(db, { relations: ['commitment_action', 'proposition'], limit: 99 })
    await change(db, { actor: 'command' }, (t) => replaceCommitments(t, register))
    expect(await findEntries(db, { relations: ['commitment_action', 'proposition'], limit: 99 })).toEqual(before)
    expect(await findTouched(db)).toEqual(new Set())
  })

  it('are saved over the version that was read only, journalled, and known as they were', async () => {
    const db = await makeStore()
    await change(db, { actor: 'command' }, (t) => replaceCommitments(t, register))
    const instant = await findFirstInstant(db)
    const next = makeAction('p1-a1', DONE)
    const save = (version: number) =>
      change(db, { actor: 'account:ada', reason: 'Vu sur place' }, (t) => saveAction(t, next, version))
    expect([await save(1), await save(1)]).toEqual([true, false])
    expect(await findCommitment(db, 'action', 'p1-a1')).toEqual({ version: 2, value: next })
    expect((await findCommitmentVersion(db, 'action', 'p1-a1', 1))?.state).toBe('unknown')
    expect((await findCommitments(db, instant)).actions[0]?.state).toBe('unknown')
    expect(await findTouched(db)).toEqual(new Set(['p1-a1']))
    const record = { relation: 'commitment_action', key: 'p1-a1' }
    const [last] = (await findEntries(db, { relations: ['commitment_action'], record, limit: 9 })).toReversed()
    expect(last).toMatchObject({ actor: 'account:ada', reason: 'Vu sur place', after: { state: 'done' } })
  })
})
