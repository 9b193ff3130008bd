/** What is kept of an edition for ever, whole: nothing that is published of it is taken from anywhere else. */

import type { FrozenEdition } from './frozen.ts'
import type { FrozenTable } from './frozen-rows.ts'

/** What a producer said of a figure that bears its name. No person is named: this is never erased. */
export type FrozenVerdict = {
  /** Key of the mention. */
  readonly figure: string
  /** The name it bore then. */
  readonly organisation: string
  /** `reported`: validated otherwise than here, as the observatory says; `silent`: it was asked, and the day to object went by. */
  readonly said: 'validated' | 'reported' | 'silent'
  /** `YYYY-MM-DD`, of the verdict or of the end of the delay. */
  readonly on: string
}

export type ArchivedEdition = {
  readonly frozen: FrozenEdition
  readonly rows: readonly FrozenTable[]
  /** SHA-256 of each photograph, by the name that the edition gives it. */
  readonly photographs: Readonly<Record<string, string>>
  readonly verdicts: readonly FrozenVerdict[]
}

/** A frozen edition without its content. */
export type FrozenNote = {
  /** SHA-256 of its content: its address. */
  readonly digest: string
  readonly edition: string
  /** `YYYY-MM-DD`. */
  readonly frozenOn: string
  readonly author: string
}

export type Publication = {
  readonly digest: string
  readonly edition: string
  readonly publishedAt: Date
  /** Nobody reads it before; undefined: at once. */
  readonly embargo?: Date
}

/** Whether the public reads it. */
export function isPublic({ publishedAt, embargo }: Publication, now: Date): boolean {
  return publishedAt <= now && (embargo === undefined || embargo <= now)
}
