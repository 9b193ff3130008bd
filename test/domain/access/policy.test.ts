import { describe, expect, it } from 'vitest'
import { ACTION_NAMES } from '../../../src/domain/access/action.ts'
import { ANONYMOUS, type Actor, type Grant } from '../../../src/domain/access/actor.ts'
import { may, mayEver, POLICY, type Subject } from '../../../src/domain/access/policy.ts'
import { mustBeAllowed, REFUSAL_REASONS, refusalText } from '../../../src/domain/access/refusal.ts'
import { GRANTED_ROLES, isGrantedRole, ROLES } from '../../../src/domain/access/role.ts'

describe('the policy', () => {
  it('has a row for every action, and no row twice', () => {
    expect(ACTION_NAMES.filter((action) => !POLICY.some((rule) => rule.action === action))).toEqual([])
    const rows = POLICY.map(({ action, relation, roles }) => `${action} ${relation} ${String(roles)}`)
    expect(new Set(rows).size).toBe(rows.length)
  })

  it('lets everyone read, and nobody unknown do more than sign in, follow a link sent to them, ask or doubt', () => {
    expect(ACTION_NAMES.filter((action) => mayEver(ANONYMOUS, action))).toEqual([
      'page.read',
      'page.download',
      'session.open',
      'account.confirm-address',
      'invitation.accept',
      'organisation.read',
      'person.read',
      'data.ask',
      'doubt.report',
      'doubt.follow',
      'doubt.read',
      'notification.stop'
    ])
  })

  it('knows fourteen roles, of which thirteen are given', () => {
    expect(Object.keys(ROLES)).toHaveLength(14)
    expect(GRANTED_ROLES).toHaveLength(13)
    expect(['reader', 'toString', 'root'].filter(isGrantedRole)).toEqual([])
  })

  it('refuses a resident every act of an officer', () => {
    const resident = holding({ role: 'resident' })
    for (const action of ['organisation.create', 'role.grant', 'journal.export', 'administration.read'] as const) {
      expect(may(resident, action, { state: 'active' })).toMatchObject({ allowed: false, reason: 'role' })
    }
  })
})

describe('the relation to the stored record', () => {
  const carrier = holding({ role: 'carrier', organisation: 'sia-habitat' })

  it('opens the record of one’s own organisation, and not that of another', () => {
    expect(may(carrier, 'organisation.edit', of('sia-habitat'))).toEqual({ allowed: true })
    expect(may(carrier, 'organisation.edit', of('maisons-et-cites'))).toEqual({
      allowed: false,
      reason: 'other-organisation',
      ask: ['administrator', 'study-officer']
    })
  })

  it('gives nothing to a role held for no organisation', () => {
    expect(may(holding({ role: 'carrier' }), 'organisation.edit', { state: 'active' })).toMatchObject({
      reason: 'other-organisation'
    })
  })

  it('opens what is one’s own, by account or by the person behind it', () => {
    expect(may(carrier, 'session.end', { owner: 'a1' })).toEqual({ allowed: true })
    expect(may(carrier, 'person.read-private', { owner: 'p1' })).toEqual({ allowed: true })
    expect(may(carrier, 'session.end', { owner: 'a2' })).toMatchObject({ reason: 'not-yours' })
    expect(may(carrier, 'session.end', {})).toMatchObject({ reason: 'not-yours' })
  })

  it('keeps a role within the territory that it is limited to', () => {
    const officer = holding({ role: 'study-officer', territory: 'epci-calc' })
    expect(may(officer, 'doubt.answer', { territories: ['62498', 'epci-calc'], state: 'open' })).toEqual({
      allowed: true
    })
    expect(may(officer, 'doubt.answer', { territories: ['59178'], state: 'open' })).toMatchObject({
      reason: 'other-territory'
    })
    expect(may(officer, 'journal.export', {})).toMatchObject({ reason: 'other-territory' })
    const mayor = holding({ role: 'elected-official', territory: '62498' })
    expect(may(mayor, 'journal.read', { territories: ['62498'] })).toEqual({ allowed: true })
    expect(may(mayor, 'journal.read', { territories: ['62510'] })).toMatchObject({ reason: 'other-territory' })
  })
})

describe('the state of the record', () => {
  it('is asked after the role and the relation', () => {
    const officer = holding({ role: 'study-officer' })
    expect(may(officer, 'organisation.edit', { state: 'merged' })).toMatchObject({ reason: 'state' })
    expect(may(holding({ role: 'resident' }), 'organisation.edit', { state: 'merged' })).toMatchObject({
      reason: 'role'
    })
  })

  it('of which nothing is known refuses', () => {
    expect(may(holding({ role: 'study-officer' }), 'organisation.edit', {})).toMatchObject({ reason: 'state' })
  })
})

describe('a role that validates or administers', () => {
  const waiting: Actor = { ...holding({ role: 'administrator' }), usedSecondFactor: false }

  it('does nothing before its second factor, but to its own account', () => {
    expect(ACTION_NAMES.filter((action) => mayEver(waiting, action) && !mayEver(ANONYMOUS, action))).toEqual([
      'session.list',
      'session.end',
      'account.read',
      'account.edit'
    ])
    expect(may(waiting, 'account.read', { owner: 'a2', state: 'active' })).toMatchObject({ reason: 'second-factor' })
    expect(may(waiting, 'account.list', {})).toMatchObject({ reason: 'second-factor' })
  })

  it('drags along the other roles of the same account', () => {
    const both: Actor = { ...holding({ role: 'validator' }, { role: 'member' }), usedSecondFactor: false }
    expect(may(both, 'workspace.read', {})).toMatchObject({ reason: 'second-factor' })
  })
})

describe('a refusal', () => {
  it('says what was wanted, why not, and whom to ask, in both languages', () => {
    const decision = may(holding({ role: 'carrier', organisation: 'x' }), 'organisation.edit', of('y'))
    expect(decision.allowed ? undefined : refusalText('organisation.edit', decision)).toEqual({
      fr: 'Corriger un organisme : cette fiche est celle d’un autre organisme. Demandez à un administrateur ou à un chargé d’études.',
      en: 'Correct an organisation: this record is another organisation’s. Ask an administrator or a study officer.'
    })
  })

  it('is thrown where a use case must be allowed, with a reason from the closed list', () => {
    expect(() => mustBeAllowed(ANONYMOUS, 'role.grant', {})).toThrow(
      'Donner un rôle : il faut être connecté. Demandez à un administrateur.'
    )
    for (const action of ACTION_NAMES) {
      const decision = may(holding({ role: 'resident' }), action, { owner: 'another' })
      if (!decision.allowed) expect(REFUSAL_REASONS).toContain(decision.reason)
    }
  })
})

function holding(...grants: readonly Grant[]): Actor & { readonly kind: 'account' } {
  return { kind: 'account', account: 'a1', person: 'p1', grants, usedSecondFactor: true }
}

function of(organisation: string): Subject {
  return { organisations: [organisation], state: 'active' }
}
