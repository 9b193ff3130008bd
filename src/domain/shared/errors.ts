/**
 * What can go wrong, by what the reader can do about it.
 *
 * A rule that says no returns a reason from a closed list; these three are
 * thrown when there is nothing to return. Any other exception is a fault of ours.
 */

import type { Text } from './text.ts'

/** Where bad input was found: as much as is known. Lines and columns count from 1. */
export type Place = {
  readonly file?: string
  readonly sheet?: string
  readonly line?: number
  /** The name of the column where it has one, else its number. */
  readonly column?: string | number
}

export abstract class ObservatoryError extends Error {
  /** Stable, never translated: scripts rely on it. */
  abstract readonly code: 'invalid-input' | 'not-found' | 'refused'
  readonly text: Text

  constructor(text: Text, options?: ErrorOptions) {
    super(text.fr, options)
    this.name = new.target.name
    this.text = text
  }
}

/** The input cannot be read: the text says where, what was found, what was expected. Nothing was written. */
export class InvalidInput extends ObservatoryError {
  readonly code = 'invalid-input'
  readonly place: Place

  constructor(text: Text, place: Place = {}, options?: ErrorOptions) {
    const where = placeText(place)
    super(where ? { fr: `${where} : ${text.fr}`, en: `${where}: ${text.en}` } : text, options)
    this.place = place
  }
}

/** What was asked for does not exist; the text proposes what does. */
export class NotFound extends ObservatoryError {
  readonly code = 'not-found'
}

/** The input is sound, and a rule says no. `reason` comes from a closed list of the module that refuses. */
export class Refused extends ObservatoryError {
  readonly code = 'refused'
  readonly reason: string

  constructor(reason: string, text: Text, options?: ErrorOptions) {
    super(text, options)
    this.reason = reason
  }
}

/** `file.csv:3:PMUN`, in the form that editors and people both understand. */
function placeText({ file, sheet, line, column }: Place): string {
  return [sheet === undefined ? file : `${file ?? ''}[${sheet}]`, line, column]
    .filter((part) => part !== undefined)
    .join(':')
}
