import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { may, type Subject } from '../../src/domain/access/policy.ts'
import type { Action } from '../../src/domain/access/action.ts'
import type { Authorship } from '../../src/domain/journal/entry.ts'
import { isGrantedRole, ROLES } from '../../src/domain/access/role.ts'
import { closeAccount, findAccount, insertAccount, insertGrant } from '../../src/store/access.ts'
import { openDatabase, type Database, type Db } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { insertConsent, saveContact } from '../../src/store/organisations-personal.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

const NOW = new Date('2026-11-22T12:00:00Z')

let owner: TestDatabase
let application: Database

beforeAll(async () => {
  owner = await makeDatabase()
  const { db } = owner
  await db
    .insertInto('person')
    .values(['ada', 'bob'].map((id) => ({ id, name: id, example: true })))
    .execute()
  for (const role of Object.keys(ROLES)) {
    await insertAccount(db, { id: role, email: `${role}@exemple.fr`, name: role, demonstration: false })
    if (isGrantedRole(role)) await insertGrant(db, role, { role }, NOW)
  }
  await insertAccount(db, { id: 'gone', email: 'gone@exemple.fr', name: 'Gone', demonstration: false })
  await insertGrant(db, 'gone', { role: 'administrator' }, NOW)
  await closeAccount(db, 'gone', NOW)
  await insertAccount(db, { id: 'local', email: 'local@exemple.fr', name: 'Local', demonstration: false })
  await insertGrant(db, 'local', { role: 'administrator', territory: '62498' }, NOW)
  await db.updateTable('account').set({ person: 'ada' }).where('id', '=', 'resident').execute()
  await change(db, { actor: 'command' }, async (t) => {
    for (const id of ['ada', 'bob']) {
      await saveContact(t, id, { email: `${id}@example.org`, phone: null })
      await insertConsent(t, id, 'newsletter', '2020-01-01')
      await t
        .insertInto('private.request')
        .values({ id: `request-${id}`, person: id, kind: 'access', received_on: '2026-11-01' })
        .execute()
    }
    for (const account of ['resident', 'member']) {
      await t.insertInto('draft').values({ account, form: '/x', fields: '{}' }).execute()
    }
  })
  // The address of an owner, taken on by the account of the application: as on a server of one’s own.
  application = await openDatabase({ database: owner.url, home: '', asApplication: true })
}, 120_000)

afterAll(async () => {
  await application?.close()
  await owner?.close()
})

/** Of each table, the rows that are seen. */
async function seen(db: Db, authorship: Authorship | undefined): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = async (t: Db) => {
    const { rows } = await sql<Record<string, string[]>>`select
      array(select person from private.contact order by 1) as contact,
      array(select person from private.consent order by 1) as consent,
      array(select id from private.request order by 1) as request,
      array(select account from draft order by 1) as draft,
      array(select distinct e.key from journal.personal p join journal.entry e on e.id = p.entry
        where e.relation = 'private.contact' order by 1) as personal`.execute(t)
    return rows[0] ?? {}
  }
  return authorship ? change(db, authorship, read) : read(db)
}

const ALL = {
  contact: ['ada', 'bob'],
  consent: ['ada', 'bob'],
  request: ['request-ada', 'request-bob'],
  draft: ['member', 'resident'],
  personal: ['ada', 'bob']
}
const NONE = { contact: [], consent: [], request: [], draft: [], personal: [] }

describe('personal data, by the role of the database', () => {
  it('are open to the owner of the tables, who migrates', async () => {
    expect(await seen(owner.db, undefined)).toEqual(ALL)
  })

  it('are closed to the application as long as it acts for nobody', async () => {
    const { rows } = await sql<{ user: string }>`select current_user as user`.execute(application.db)
    expect(rows[0]?.user).toBe('chevalement_app')
    expect(await seen(application.db, undefined)).toEqual(NONE)
  })

  it('are open to a command, typed on the machine', async () => {
    expect(await seen(application.db, { actor: 'command' })).toEqual(ALL)
  })
})

describe('personal data, by who asks', () => {
  it('are each one’s own', async () => {
    expect(await seen(application.db, { actor: 'account:resident' })).toEqual({
      contact: ['ada'],
      consent: ['ada'],
      request: ['request-ada'],
      draft: ['resident'],
      personal: ['ada']
    })
  })

  it.each(Object.keys(ROLES).flatMap((role) => [[role, true] as const, [role, false] as const]))(
    'are to %s, two factors used: %s, what the policy table says',
    async (role, usedSecondFactor) => {
      const account = await findAccount(owner.db, role)
      const person = account?.person
      const actor = {
        kind: 'account',
        account: role,
        ...(person !== undefined && { person }),
        grants: account?.grants ?? [],
        usedSecondFactor
      } as const
      const allowed = (action: Action, rows: readonly (readonly [string, Subject])[]): readonly string[] =>
        rows.filter(([, subject]) => may(actor, action, subject).allowed).map(([name]) => name)
      const people = [
        ['ada', { owner: 'ada' }],
        ['bob', { owner: 'bob' }]
      ] as const
      expect(await seen(application.db, { actor: `account:${role}`, usedSecondFactor })).toEqual({
        contact: allowed('person.read-private', people),
        consent: allowed('person.read-private', people),
        request: allowed('data.read', people).map((id) => `request-${id}`),
        draft: allowed('draft.keep', [
          ['member', { owner: 'member' }],
          ['resident', { owner: 'resident' }]
        ]),
        personal: allowed('person.export', people)
      })
    }
  )

  it('are closed to an account that was closed, to one that does not exist, to a role of elsewhere', async () => {
    for (const actor of ['account:gone', 'account:nobody', 'account:'] as const) {
      expect(await seen(application.db, { actor, usedSecondFactor: true })).toEqual(NONE)
    }
    expect(await seen(application.db, { actor: 'account:local', usedSecondFactor: true })).toEqual(NONE)
  })

  it('are written by who may, and nobody is written to under another’s name', async () => {
    const contact = { email: 'new@example.org', phone: null }
    const save = (actor: Authorship['actor'], person: string): Promise<void> =>
      change(application.db, { actor, usedSecondFactor: true }, (t) => saveContact(t, person, contact))
    await expect(save('account:resident', 'bob')).rejects.toMatchObject({ code: '42501' })
    await expect(save('account:member', 'ada')).rejects.toMatchObject({ code: '42501' })
    await save('account:resident', 'ada')
    await save('account:study-officer', 'bob')
    const { contact: all } = await seen(owner.db, undefined)
    expect(all).toEqual(['ada', 'bob'])
  })

  it('are, of a form sent too late, its writer’s alone, kept by the program', async () => {
    const late = (account: string) => ({ digest: account, account, form: '/x', fields: '{}', sent_at: NOW })
    const insert = (actor: Authorship['actor']) =>
      change(application.db, { actor }, (t) => t.insertInto('late_form').values(late('resident')).execute())
    await expect(insert('account:resident')).rejects.toMatchObject({ code: '42501' })
    await expect(insert('account:nobody')).rejects.toMatchObject({ code: '42501' })
    await insert('system')
    const read = (actor: Authorship['actor']) =>
      change(application.db, { actor }, (t) => t.deleteFrom('late_form').returning('account').execute())
    expect(await read('account:administrator')).toEqual([])
    expect(await read('account:gone')).toEqual([])
    expect(await application.db.selectFrom('late_form').selectAll().execute()).toEqual([])
    expect(await read('account:resident')).toEqual([{ account: 'resident' }])
  })

  it('are asked for by anybody, and answered by an administrator alone', async () => {
    const ask = { id: 'asked', person: 'bob', kind: 'access', received_on: '2026-11-02' }
    await change(application.db, { actor: 'account:nobody' }, (t) =>
      t.insertInto('private.request').values(ask).execute()
    )
    const answer = (actor: Authorship['actor']): Promise<bigint> =>
      change(application.db, { actor, usedSecondFactor: true }, async (t) => {
        const { numUpdatedRows } = await t
          .updateTable('private.request')
          .set({ outcome: 'done' })
          .where('id', '=', 'asked')
          .executeTakeFirst()
        return numUpdatedRows
      })
    expect(await answer('account:study-officer')).toBe(0n)
    expect(await answer('account:administrator')).toBe(1n)
  })
})

describe('the rules in the database', () => {
  it('are written again when they are not those of the program', async () => {
    await sql`update rights.stamp set digest = 'of an earlier release'`.execute(owner.db)
    await sql`delete from rights.rule`.execute(owner.db)
    const again = await openDatabase({ database: owner.url, home: '', asApplication: true })
    expect(await seen(again.db, { actor: 'account:administrator', usedSecondFactor: true })).toMatchObject({
      contact: ['ada', 'bob']
    })
    await again.close()
  })

  it('are not for the application to change', async () => {
    await expect(sql`update rights.rule set role = 'everyone'`.execute(application.db)).rejects.toMatchObject({
      code: '42501'
    })
  })
})
