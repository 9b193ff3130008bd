/** Who is to answer a doubt: a producer of the data in question, else a study officer, whoever has fewest to answer. */

import type { Grant } from '../access/actor.ts'
import { may } from '../access/policy.ts'
import type { Organisation } from '../organisations/organisation.ts'
import { foldName } from '../territories/names.ts'

export type Officer = {
  readonly account: string
  readonly grants: readonly Grant[]
  /** Doubts that wait for their answer. */
  readonly waiting: number
}

/** Undefined when no account may answer. */
export function officerFor(officers: readonly Officer[], producers: readonly string[]): Officer | undefined {
  const able = officers.filter(({ account, grants }) => {
    const actor = { kind: 'account', account, grants, usedSecondFactor: true } as const
    return may(actor, 'doubt.answer', { organisations: producers, state: 'open' }).allowed
  })
  const own = able.filter(({ grants }) => grants.some((grant) => isProducer(grant, producers)))
  return (own.length > 0 ? own : able).toSorted((a, b) => a.waiting - b.waiting || (a.account < b.account ? -1 : 1))[0]
}

function isProducer({ role, organisation }: Grant, producers: readonly string[]): boolean {
  return role === 'producer' && organisation !== undefined && producers.includes(organisation)
}

/** The organisations of the register that bear the name of a source's producer, now or once. */
export function producersNamed(
  organisations: readonly Organisation[],
  producers: readonly string[]
): readonly string[] {
  const wanted = new Set(producers.map(foldName))
  return organisations
    .filter(({ names, aliases }) =>
      [...names.map(({ name }) => name), ...aliases].some((one) => wanted.has(foldName(one)))
    )
    .map(({ id }) => id)
}
