import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/access/actor.ts'
import { endGrant, findAccount } from '../../src/store/access.ts'
import { listFrozen } from '../../src/store/edition-archive.ts'
import { beginFreezing } from '../../src/store/edition-freezing.ts'
import { listJobs } from '../../src/store/queue.ts'
import { askToFreeze, freezingOf } from '../../src/usecases/edition-freezing.ts'
import { ownNotifications } from '../../src/usecases/notifications.ts'
import { openOffice, type Office } from './access-office.ts'
import { holder } from './doubt-office.ts'
import { approveIssue, deskOf, freezerOf } from './freezing-office.ts'
import { buildProgram } from './programs.ts'
import { workAll } from './workshop-of-letters.ts'

let office: Office
let validator: Actor & { readonly kind: 'account' }

beforeAll(async () => {
  office = await openOffice()
}, 120_000)
beforeEach(async () => {
  validator = await holder(office, { role: 'validator' })
})
afterAll(() => office.database.close())

describe('a freeze that is asked for', { timeout: 120_000 }, () => {
  it('is done once by whoever starts after the process that did it was killed in the middle', async () => {
    const { db, url } = office.database
    await approveIssue(office)
    const desk = deskOf(office)
    await askToFreeze(desk, validator, 'essai')
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'waiting' })
    const child = spawn(process.execPath, [await buildProgram('freeze-killed'), url], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const errors: string[] = []
    child.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', () => reject(new Error(errors.join(''))))
    })
    // Another process leaves it alone while it is being done, and asking again asks nothing more.
    expect(await workAll(freezerOf(office, desk))).toEqual([])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(await listFrozen(db)).toEqual([])
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'waiting' })
    await askToFreeze(desk, validator, 'essai')
    // PostgreSQL takes a moment to see that its client is gone.
    await expect.poll(() => workAll(freezerOf(office, desk)), { timeout: 60_000 }).toContain('done')
    expect(await listFrozen(db)).toHaveLength(1)
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'idle' })
    expect(await workAll(freezerOf(office, desk))).not.toContain('failed')
    expect(await listFrozen(db)).toHaveLength(1)
  })

  it('tells at the desk, and to who asked, what refused it; asked again, it begins again', async () => {
    await approveIssue(office, '# Mots\n\n::photograph{file=absente.jpg alt="Un terril" credit="Ada" licence="CC0"}\n')
    const desk = deskOf(office)
    await askToFreeze(desk, validator, 'essai')
    expect(await workAll(freezerOf(office, desk))).toContain('done')
    const found = await freezingOf(desk, 'essai')
    expect(found).toMatchObject({ status: 'failed', why: { fr: expect.stringContaining('à corriger d’abord') } })
    const [told] = await ownNotifications(office.access, validator.account)
    expect(told?.label.fr).toMatch(/^Un livret d’essai : .*à corriger/)
    expect(told?.path).toBe('/editions/essai/suivi')
    await askToFreeze(desk, validator, 'essai')
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'waiting' })
    await workAll(freezerOf(office, desk))
  })

  it('is given up when three processes ended in the middle of it, with a word to who asked', async () => {
    await approveIssue(office)
    const desk = deskOf(office)
    await askToFreeze(desk, validator, 'essai')
    for (let ended = 0; ended < 3; ended += 1) await beginFreezing(office.database.db, 'essai')
    expect(await workAll(freezerOf(office, desk))).toContain('done')
    const why = { fr: expect.stringContaining('chacun des trois essais') }
    expect(await freezingOf(desk, 'essai')).toMatchObject({ status: 'failed', why })
    const [told] = await ownNotifications(office.access, validator.account)
    expect(told?.label.fr).toContain('chacun des trois essais')
    await askToFreeze(desk, validator, 'essai')
    await workAll(freezerOf(office, desk))
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'idle' })
  })

  it('is refused to who has lost the right meanwhile', async () => {
    const { db } = office.database
    await approveIssue(office)
    const desk = deskOf(office)
    await askToFreeze(desk, validator, 'essai')
    for (const { id } of (await findAccount(db, validator.account))?.grants ?? []) {
      await endGrant(db, id, office.access.now())
    }
    await workAll(freezerOf(office, desk))
    expect(await freezingOf(desk, 'essai')).toMatchObject({ status: 'failed' })
    expect((await listFrozen(db)).length).toBe(1)
  })

  it('is tried again by itself after a fault of ours, and given up with a word to who asked', async () => {
    await approveIssue(office)
    const desk = deskOf(office)
    const broken = { ...desk, draw: () => Promise.reject(new Error('no drawing')) }
    await askToFreeze(desk, validator, 'essai')
    expect(await workAll(freezerOf(office, broken))).toEqual(['failed'])
    const held = await freezingOf(desk, 'essai')
    expect(held).toMatchObject({ status: 'delayed' })
    for (let tries = 0; tries < 5; tries += 1) {
      office.clock.ms += 6 * 60_000
      await workAll(freezerOf(office, broken))
    }
    expect(await freezingOf(desk, 'essai')).toMatchObject({ status: 'failed' })
    const [told] = await ownNotifications(office.access, validator.account)
    expect(told?.label.fr).toContain('par une faute du service')
    await askToFreeze(desk, validator, 'essai')
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'waiting' })
    await workAll(freezerOf(office, desk))
    expect(await freezingOf(desk, 'essai')).toEqual({ status: 'idle' })
    expect(await listJobs(office.database.db, 10)).toEqual([])
  })
})
