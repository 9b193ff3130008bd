/** What somebody who works on an edition says of a passage, to the others; never published. */

export type EditionComment = {
  readonly id: string
  /** The words of the chapter that it is about; empty: all of it. */
  readonly quote: string
  readonly text: string
  readonly author: string
  readonly writtenAt: Date
  /** Undefined while it is open. */
  readonly resolvedAt?: Date
}

/** Letters. */
export const LONGEST_COMMENT = 2000

/** Letters: enough to find the passage again. */
export const LONGEST_QUOTE = 300
