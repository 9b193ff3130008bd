/** How a command answers: a sentence or some lines for a person, one JSON value for a program. */

import type { Text } from '../domain/shared/text.ts'
import type { Request } from './command.ts'

export function answer(
  { io, json, language }: Pick<Request, 'io' | 'json' | 'language'>,
  value: unknown,
  text: Text
): void {
  io.out(json ? `${JSON.stringify(value, null, 2)}\n` : `${text[language]}\n`)
}
