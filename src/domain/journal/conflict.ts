/** Two people on one record: what each has changed since both read it, field by field. */

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

/** Every field that somebody else has changed since `base`, for the second to see; empty when nobody has. */
export function changedMeanwhile(base: object, mine: object, theirs: object): readonly FieldConflict[] {
  const fields = [...new Set([base, mine, theirs].flatMap((one) => Object.keys(one)))]
  return fields.flatMap((field): readonly FieldConflict[] => {
    const [was, my, their] = [base, mine, theirs].map((one): unknown => Reflect.get(one, field))
    if (sameValue(was, their) || sameValue(my, their)) return []
    return [{ field, base: was, mine: my, theirs: their, clash: !sameValue(was, my) }]
  })
}
