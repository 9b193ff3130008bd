/** A correction of what was published: public, dated, with its reason; the frozen edition stays as it is. */

import { isSameShown, type Shown } from '../indicators/doubt.ts'
import { InvalidInput } from '../shared/errors.ts'
import type { AnswerPart, Difference } from './difference.ts'

/** A number as it was read, and which of its answer it is. */
export type StatedNumber = Shown & { readonly part: AnswerPart }

export type Erratum = {
  readonly id: string
  /** Of the frozen edition that it corrects. */
  readonly digest: string
  readonly edition: string
  /** Key of the mention. */
  readonly figure: string
  readonly was: StatedNumber
  readonly now: StatedNumber
  readonly reason: string
  /** `YYYY-MM-DD`. */
  readonly statedOn: string
}

/** Whether the erratum tells that very difference: what changes again asks for another. */
export function corrects({ was, now }: Pick<Erratum, 'was' | 'now'>, difference: Difference): boolean {
  return now.part === difference.part && isSameShown(now, difference.now) && isSameShown(was, difference.then)
}

/** Characters. */
export const REASON_LENGTHS = { least: 10, most: 1000 } as const

/** @throws {InvalidInput} when it is too short to say why, or too long to be read */
export function parseErratumReason(text: string): string {
  const plain = text.trim().replaceAll(/\s+/g, ' ')
  const { least, most } = REASON_LENGTHS
  if (plain.length >= least && plain.length <= most) return plain
  throw new InvalidInput({
    fr: `Un motif est attendu, de ${least} à ${most} caractères, et en voici ${plain.length} : il est publié avec l’erratum`,
    en: `A reason is expected, from ${least} to ${most} characters, and here are ${plain.length}: it is published with the erratum`
  })
}
