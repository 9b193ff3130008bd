/**
 * The one policy table: role × action × relation to the stored record × state. What no row allows is refused.
 *
 * `docs/rights.md`, the guard of every route and the row-level security of the database are made from it.
 */

import type { Action } from './action.ts'
import type { Actor, Grant } from './actor.ts'
import type { RefusalReason } from './refusal.ts'
import { ROLES, type GrantedRole } from './role.ts'

/** `own`: the account, or the person behind it. `any` needs no relation. */
export const RELATIONS = ['own', 'organisation', 'territory', 'any'] as const
export type Relation = (typeof RELATIONS)[number]

export const STATES = [
  'received',
  'open',
  'active',
  'draft',
  'answered',
  'refused',
  'closed',
  'merged',
  'used',
  'expired',
  'checking',
  'approved',
  'frozen',
  'published'
] as const
export type State = (typeof STATES)[number]

/** What the policy asks of a stored record: never what a form says of it. */
export type Subject = {
  /** The account, or the person, whose record it is. */
  readonly owner?: string
  /** The organisations that answer for it. */
  readonly organisations?: readonly string[]
  /** All the perimeters it lies in, with its own commune. */
  readonly territories?: readonly string[]
  readonly state?: State
}

export type Rule = {
  readonly action: Action
  readonly roles: 'everyone' | 'signed-in' | readonly GrantedRole[]
  readonly relation: Relation
  /** States in which the record may be acted upon; undefined: in any. */
  readonly states?: readonly State[]
}

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason: RefusalReason
      /** Roles that may do it to this record: whom to ask. */
      readonly ask: readonly GrantedRole[]
    }

const OFFICERS = ['administrator', 'study-officer'] as const
const ADMINISTRATOR = ['administrator'] as const

/** Those who write the booklet, and those who let it out. */
const WRITERS = ['study-officer', 'editor'] as const
const APPROVERS = ['validator', 'study-officer'] as const

/** Those who speak for an organisation in the register. */
const REPRESENTATIVES = ['producer', 'carrier', 'funder', 'member', 'programme-manager'] as const

export const POLICY: readonly Rule[] = [
  { action: 'page.read', roles: 'everyone', relation: 'any' },
  { action: 'page.download', roles: 'everyone', relation: 'any' },

  { action: 'session.open', roles: 'everyone', relation: 'any' },
  { action: 'session.list', roles: 'signed-in', relation: 'own' },
  { action: 'session.list', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'session.end', roles: 'signed-in', relation: 'own' },
  { action: 'session.end', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'account.read', roles: 'signed-in', relation: 'own' },
  { action: 'account.read', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'account.edit', roles: 'signed-in', relation: 'own', states: ['active'] },
  { action: 'account.change-address', roles: 'signed-in', relation: 'own', states: ['active'] },
  { action: 'account.change-address', roles: ADMINISTRATOR, relation: 'any', states: ['active'] },
  { action: 'account.confirm-address', roles: 'everyone', relation: 'any' },
  { action: 'account.list', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'account.close', roles: 'signed-in', relation: 'own', states: ['active'] },
  { action: 'account.close', roles: ADMINISTRATOR, relation: 'any', states: ['active'] },
  { action: 'account.reset-factors', roles: ADMINISTRATOR, relation: 'any', states: ['active'] },
  { action: 'invitation.accept', roles: 'everyone', relation: 'any' },
  { action: 'invitation.send', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'invitation.withdraw', roles: ADMINISTRATOR, relation: 'any', states: ['open', 'expired'] },
  { action: 'role.grant', roles: ADMINISTRATOR, relation: 'any', states: ['active'] },
  { action: 'role.withdraw', roles: ADMINISTRATOR, relation: 'any' },

  { action: 'organisation.read', roles: 'everyone', relation: 'any' },
  { action: 'organisation.create', roles: OFFICERS, relation: 'any' },
  { action: 'organisation.edit', roles: OFFICERS, relation: 'any', states: ['active', 'closed'] },
  { action: 'organisation.edit', roles: REPRESENTATIVES, relation: 'organisation', states: ['active'] },
  { action: 'organisation.merge', roles: OFFICERS, relation: 'any', states: ['active', 'closed'] },
  { action: 'organisation.import', roles: OFFICERS, relation: 'any' },
  { action: 'person.read', roles: 'everyone', relation: 'any' },
  { action: 'person.read-private', roles: 'signed-in', relation: 'own' },
  { action: 'person.read-private', roles: OFFICERS, relation: 'any' },
  { action: 'person.create', roles: OFFICERS, relation: 'any' },
  { action: 'person.edit', roles: 'signed-in', relation: 'own', states: ['active'] },
  { action: 'person.edit', roles: OFFICERS, relation: 'any', states: ['active', 'closed'] },
  { action: 'person.export', roles: 'signed-in', relation: 'own' },
  { action: 'person.export', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'person.erase', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'person.list', roles: OFFICERS, relation: 'any' },
  { action: 'person.link', roles: ADMINISTRATOR, relation: 'any' },

  { action: 'data.ask', roles: 'everyone', relation: 'any' },
  { action: 'data.read', roles: 'signed-in', relation: 'own' },
  { action: 'data.read', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'data.answer', roles: ADMINISTRATOR, relation: 'any', states: ['open'] },

  { action: 'journal.read', roles: [...OFFICERS, 'validator'], relation: 'any' },
  { action: 'journal.read', roles: REPRESENTATIVES, relation: 'organisation' },
  { action: 'journal.read', roles: ['elected-official'], relation: 'territory' },
  { action: 'journal.export', roles: OFFICERS, relation: 'any' },
  { action: 'journal.undo', roles: 'signed-in', relation: 'own', states: ['open'] },

  { action: 'claim.rule', roles: [...OFFICERS, 'validator', 'editor'], relation: 'any' },
  { action: 'claim.validate', roles: [...OFFICERS, 'validator', 'editor'], relation: 'any' },
  { action: 'claim.import', roles: OFFICERS, relation: 'any' },
  { action: 'claim.link', roles: [...OFFICERS, 'validator', 'editor'], relation: 'any' },
  { action: 'conflict.close', roles: [...OFFICERS, 'validator', 'editor'], relation: 'any' },

  { action: 'edition.read-draft', roles: [...OFFICERS, 'validator', 'editor'], relation: 'any' },
  { action: 'edition.read-draft', roles: ['producer'], relation: 'any', states: ['checking', 'approved'] },
  { action: 'edition.write', roles: WRITERS, relation: 'any', states: ['draft'] },
  { action: 'edition.comment', roles: [...WRITERS, 'validator'], relation: 'any', states: ['draft', 'checking'] },
  { action: 'edition.submit', roles: WRITERS, relation: 'any', states: ['draft'] },
  { action: 'edition.validate', roles: ['validator'], relation: 'any', states: ['checking'] },
  { action: 'edition.validate', roles: ['producer'], relation: 'organisation', states: ['checking'] },
  { action: 'edition.approve', roles: APPROVERS, relation: 'any', states: ['checking'] },
  { action: 'edition.reopen', roles: APPROVERS, relation: 'any', states: ['checking', 'approved', 'frozen'] },
  { action: 'edition.freeze', roles: APPROVERS, relation: 'any', states: ['approved'] },
  { action: 'edition.publish', roles: APPROVERS, relation: 'any', states: ['frozen'] },
  { action: 'edition.withdraw', roles: APPROVERS, relation: 'any', states: ['published'] },
  { action: 'edition.correct', roles: WRITERS, relation: 'any', states: ['published'] },

  { action: 'commitment.edit', roles: OFFICERS, relation: 'any' },
  { action: 'commitment.edit', roles: ['carrier', 'programme-manager'], relation: 'organisation' },
  { action: 'commitment.reword', roles: OFFICERS, relation: 'any' },
  { action: 'commitment.review', roles: [...OFFICERS, 'validator'], relation: 'any' },
  { action: 'commitment.import', roles: OFFICERS, relation: 'any' },

  { action: 'doubt.report', roles: 'everyone', relation: 'any' },
  { action: 'doubt.follow', roles: 'everyone', relation: 'any' },
  { action: 'doubt.read', roles: 'everyone', relation: 'any', states: ['open', 'answered'] },
  { action: 'doubt.read', roles: OFFICERS, relation: 'any' },
  { action: 'doubt.read', roles: ['producer'], relation: 'organisation' },
  { action: 'doubt.assign', roles: OFFICERS, relation: 'any', states: ['received', 'open'] },
  { action: 'doubt.answer', roles: ['study-officer'], relation: 'any', states: ['open'] },
  { action: 'doubt.answer', roles: ['producer'], relation: 'organisation', states: ['open'] },
  { action: 'doubt.moderate', roles: OFFICERS, relation: 'any' },

  { action: 'workspace.read', roles: 'signed-in', relation: 'any' },
  { action: 'draft.keep', roles: 'signed-in', relation: 'own' },
  { action: 'notification.set', roles: 'signed-in', relation: 'own' },
  { action: 'notification.stop', roles: 'everyone', relation: 'any' },
  { action: 'administration.read', roles: ADMINISTRATOR, relation: 'any' },
  { action: 'administration.run', roles: ADMINISTRATOR, relation: 'any' }
]

/** What an account whose roles wait for a second factor may still do with what is its own. */
const BEFORE_SECOND_FACTOR: readonly Action[] = ['session.list', 'session.end', 'account.read', 'account.edit']

/** Whether the actor may do this to the stored record; the reason is that of the rule that came nearest. */
export function may(actor: Actor, action: Action, subject: Subject): Decision {
  const rules = POLICY.filter((rule) => rule.action === action)
  const lacks = rules.map((rule) => lackOf(rule, actor, subject))
  if (lacks.includes(undefined)) return { allowed: true }
  const ask = rules.flatMap(({ relation, roles }) => (relation === 'any' && typeof roles !== 'string' ? roles : []))
  const reason = BY_NEARNESS.findLast((one) => lacks.includes(one)) ?? 'role'
  return { allowed: false, reason, ask: [...new Set(ask)] }
}

/** Whether a rule of that relation holds for an account whose roles wait for a second factor. */
export function holdsBeforeSecondFactor(action: Action, relation: Relation): boolean {
  return relation === 'own' && BEFORE_SECOND_FACTOR.includes(action)
}

/** Whether some record may exist to which the actor may do this: what a menu shows. */
export function mayEver(actor: Actor, action: Action): boolean {
  return POLICY.some((rule) => rule.action === action && standings(rule, actor).length > 0)
}

/** Whether a role of the account waits for a second factor in this session. */
export function isWaiting(actor: Actor): boolean {
  return (
    actor.kind === 'account' &&
    !actor.usedSecondFactor &&
    actor.grants.some(({ role }) => ROLES[role].needsSecondFactor)
  )
}

/** Undefined when the rule allows. */
function lackOf(rule: Rule, actor: Actor, subject: Subject): RefusalReason | undefined {
  const held = standings(rule, actor)
  if (held.length === 0) {
    if (actor.kind === 'anonymous') return 'sign-in'
    return isWaiting(actor) ? 'second-factor' : 'role'
  }
  if (!held.some((grant) => isRelated(rule.relation, grant, actor, subject))) return UNRELATED[rule.relation]
  const { states } = rule
  return states && !(subject.state && states.includes(subject.state)) ? 'state' : undefined
}

/** What everyone, or every account, may do is held without a grant. */
const NO_GRANT = 'none'

/** In what capacities the actor may invoke the rule. */
function standings({ action, roles, relation }: Rule, actor: Actor): readonly (Grant | typeof NO_GRANT)[] {
  if (roles === 'everyone') return [NO_GRANT]
  if (actor.kind === 'anonymous') return []
  if (isWaiting(actor) && !holdsBeforeSecondFactor(action, relation)) return []
  return roles === 'signed-in' ? [NO_GRANT] : actor.grants.filter(({ role }) => roles.includes(role))
}

function isRelated(relation: Relation, grant: Grant | typeof NO_GRANT, actor: Actor, subject: Subject): boolean {
  const { organisation, territory } = grant === NO_GRANT ? {} : grant
  const isWithin = territory !== undefined && (subject.territories ?? []).includes(territory)
  // A role limited to a territory says nothing of what lies elsewhere.
  if (territory !== undefined && !isWithin) return false
  switch (relation) {
    case 'any':
      return true
    case 'own':
      return actor.kind === 'account' && [actor.account, actor.person].some((id) => id && id === subject.owner)
    case 'organisation':
      return organisation !== undefined && (subject.organisations ?? []).includes(organisation)
    case 'territory':
      return isWithin
  }
}

const UNRELATED: Readonly<Record<Relation, RefusalReason>> = {
  own: 'not-yours',
  organisation: 'other-organisation',
  territory: 'other-territory',
  any: 'other-territory'
}

/** The last that applies is told: what a person can do something about comes last. */
const BY_NEARNESS: readonly RefusalReason[] = [
  'role',
  'not-yours',
  'other-territory',
  'other-organisation',
  'sign-in',
  'second-factor',
  'state'
]
