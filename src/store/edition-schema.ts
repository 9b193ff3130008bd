/** The tables of editions, as Kysely types their queries. Their migration says what each column means. */

import type { Generated, JSONColumnType } from 'kysely'
import type { VerdictDecision } from '../domain/editions/verdict.ts'
import type { EditionState } from '../domain/editions/writing.ts'
import type { Text } from '../domain/shared/text.ts'

export type EditionSchema = {
  edition: {
    id: string
    version: Generated<number>
    state: Generated<EditionState>
    answer_by: string | null
    frozen: string | null
  }
  edition_file: { edition: string; name: string; version: Generated<number>; text: string }
  edition_verdict: {
    edition: string
    figure: string
    organisation: string
    version: Generated<number>
    decision: VerdictDecision
    comment: string | null
    stamp: string
    reported: Generated<boolean>
    account: string | null
    author: string
    decided_on: string
  }
  edition_comment: {
    id: string
    version: Generated<number>
    edition: string
    chapter: string
    quote: string
    text: string
    account: string | null
    author: string
    written_at: Date
    resolved_at: Date | null
  }
  frozen_edition: { digest: string; edition: string; frozen_on: string; author: string; content: Buffer }
  frozen_file: { digest: string; bytes: Buffer }
  publication: {
    digest: string
    version: Generated<number>
    edition: string
    published_at: Date
    embargo: Date | null
    author: string
  }
  erratum: {
    id: string
    version: Generated<number>
    digest: string
    edition: string
    figure: string
    was: JSONColumnType<object>
    now: JSONColumnType<object>
    reason: string
    stated_on: string
    account: string | null
    author: string
  }
  edition_freezing: {
    edition: string
    account: string
    two_factors: boolean
    asked_at: Date
    why: JSONColumnType<Text> | null
    begun: Generated<number>
  }
  removed_photograph: { path: string; sha256: string; bytes: Buffer }
  edition_warning: { edition: string; subject: string; figure: string; stamp: string; told_at: Date }
}
