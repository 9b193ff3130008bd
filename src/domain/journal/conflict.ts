/** Two people on one record: what each has changed since both read it, field by field. */

import type { FormFields } from '../shared/form.ts'
import { sameValue } from './sentence.ts'

export type FieldConflict = {
  readonly field: string
  /** As both had read it. */
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
  /** Whether both changed it, differently: one must be chosen. */
  readonly clash: boolean
}

/**
 * Every field that somebody else has changed since `base`, for the second to see; empty when nobody has. A
 * contact that both changed is told part by part: `contact.site`.
 */
export function changedMeanwhile(base: object, mine: object, theirs: object): readonly FieldConflict[] {
  const fields = [...new Set([base, mine, theirs].flatMap((one) => Object.keys(one)))]
  return fields.flatMap((field): readonly FieldConflict[] => {
    const [was, my, their] = [base, mine, theirs].map((one): unknown => Reflect.get(one, field))
    if (sameValue(was, their) || sameValue(my, their)) return []
    const clash = !sameValue(was, my)
    if (field !== 'contact' || !clash || !hasParts(my) || !hasParts(their))
      return [{ field, base: was, mine: my, theirs: their, clash }]
    const parts = changedMeanwhile(hasParts(was) ? was : {}, my, their)
    return parts.map((part) => ({ ...part, field: `${field}.${part.field}` }))
  })
}

const CHOICES = ['mine', 'theirs', 'both'] as const

/** What was chosen on the screen of a conflict, by field. */
export function choicesIn(fields: FormFields): FormFields {
  const own = Object.entries(fields).filter(([name]) => name.startsWith('choice.'))
  return Object.fromEntries(own.map(([name, value]) => [name.slice('choice.'.length), value]))
}

/** Whether both may be kept: lists are, what holds one value is not. */
export function mayKeepBoth({ mine, theirs }: FieldConflict): boolean {
  return Array.isArray(mine) && Array.isArray(theirs)
}

/**
 * What the second writes once each clash was chosen: their change where only they made one, the choice elsewhere.
 * Undefined as long as a choice is missing.
 */
export function resolveConflicts<T extends object>(
  mine: T,
  conflicts: readonly FieldConflict[],
  choices: Readonly<Record<string, string>>
): T | undefined {
  const resolved = new Map<string, unknown>(Object.entries(mine))
  for (const conflict of conflicts) {
    const { field, theirs, clash } = conflict
    const choice = clash ? CHOICES.find((one) => one === choices[field]) : 'theirs'
    if (choice === undefined || (choice === 'both' && !mayKeepBoth(conflict))) return undefined
    const value = choice === 'mine' ? conflict.mine : choice === 'theirs' ? theirs : united(theirs, conflict.mine)
    const [, name = field, part] = /^(contact)\.(.+)$/.exec(field) ?? []
    const whole = part === undefined ? value : withPart(resolved.get(name), part, value)
    if (whole === undefined || whole === null) resolved.delete(name)
    else resolved.set(name, whole)
  }
  return Object.fromEntries(resolved) as T
}

function hasParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined once no part is left. */
function withPart(whole: unknown, part: string, value: unknown): unknown {
  const parts = Object.entries({ ...(hasParts(whole) ? whole : {}), [part]: value })
  const left = parts.filter(([, one]) => one !== undefined && one !== null)
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

/** Each once; what is dated in the order of its dates. */
function united(theirs: unknown, mine: unknown): unknown {
  const all = [theirs, mine].flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : []))
  const distinct = all.filter((one, i) => all.findIndex((other) => sameValue(one, other)) === i)
  const from = (one: unknown): string => {
    const day: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'from') : ''
    return typeof day === 'string' ? day : ''
  }
  return distinct.toSorted((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : 0))
}
