/** What every command is, and what it is given. */

import type { Config } from '../config.ts'
import type { Language, Text } from '../domain/shared/text.ts'

/** Where a command writes: results to `out`, progress and errors to `err`. */
export type Io = { readonly out: (text: string) => void; readonly err: (text: string) => void }

export type Operand = { readonly name: string; readonly about: Text; readonly optional?: true }

export type Option = {
  /** Without its two dashes. */
  readonly name: string
  /** What stands after it, in capitals; absent for a switch. */
  readonly value?: string
  readonly required?: true
  readonly about: Text
}

export type Command = {
  readonly name: string
  readonly about: Text
  /** Required unless it says otherwise, the optional ones last; the last one takes all the words that are left when `rest` is set. */
  readonly operands: readonly Operand[]
  readonly rest?: true
  readonly options: readonly Option[]
  /** Command lines that work on the example, without the name of the program. */
  readonly examples: readonly string[]
  /** Loaded only when the command is asked for. */
  readonly load: () => Promise<Execute>
}

/** What was asked, checked against the command's own table. */
export type Request = {
  readonly operand: (name: string) => string
  readonly option: (name: string) => string | undefined
  readonly isSet: (name: string) => boolean
  readonly json: boolean
  readonly language: Language
  readonly config: Config
  /** The instant that stands for now. */
  readonly at: Date
  readonly io: Io
}

/** Done, or refused with what was written. */
export type ExitCode = 0 | 1

/** @throws {ObservatoryError} which ends the command with exit code 1 and its sentence */
export type Execute = (request: Request) => Promise<ExitCode>

/** Accepted by every command. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: 'json', about: { fr: 'répond en JSON, pour les programmes', en: 'answers in JSON, for programs' } },
  { name: 'lang', value: 'fr|en', about: { fr: 'langue des réponses (fr)', en: 'language of the answers (fr)' } },
  { name: 'help', about: { fr: 'montre cette aide', en: 'shows this help' } }
]
