/** The tables of doubts and visits, as Kysely types its queries. */

import type { Generated, JSONColumnType } from 'kysely'

export type DoubtSchema = {
  doubt: {
    id: string
    version: Generated<number>
    indicator: string
    perimeter: string
    figure_period: string
    address: string
    shown: JSONColumnType<object>
    text: string
    status: string
    refusal: string | null
    received_on: string
    due_on: string
    officer: string | null
    producers: string[]
    digest: string
    late_told_on: string | null
  }
  doubt_answer: {
    id: string
    doubt: string
    position: number
    answered_on: string
    officer: string
    organisation: string | null
    outcome: string
    text: string
    shown: JSONColumnType<object>
  }
  doubt_attempt: { digest: string; at: Generated<Date> }
  'private.doubt_reporter': {
    doubt: string
    email: string | null
    account: string | null
    language: string
    consented_on: string
  }
  commune_visit: { account: string; commune: string; last_on: string; previous_on: string | null }
}
