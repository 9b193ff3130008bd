/** The tables of commitments, as Kysely types its queries. */

import type { Generated, JSONColumnType } from 'kysely'

type Json = JSONColumnType<object>

export type CommitmentSchema = {
  commitment_set: {
    id: string
    version: Generated<number>
    position: number
    title: Json
    name: string
    presented: string
    origin: Json
    document: string
    announced_leads: string | null
  }
  proposition: {
    id: string
    version: Generated<number>
    commitment_set: string
    number: number
    titles: Json
    aim: Json
    expected: Json
    announced: string | null
    figures: Json
    missing: Json
    assessments: Json
  }
  commitment_action: {
    id: string
    version: Generated<number>
    proposition: string
    number: number
    title: string
    former_titles: Json | null
    aim: Json | null
    carriers: Json
    partners: Json
    start: string | null
    state: string
    account: Json | null
    reason: string | null
    merged_into: string | null
    evidence: Json
    figures: Json
    reviewed_on: string | null
  }
  commitment_lead: {
    id: string
    version: Generated<number>
    commitment_set: string
    position: number
    text: string
    origin: string
    proposition: string | null
    owner: string | null
    fate: string
    action: string | null
    reason: string | null
    evidence: Json
    reviewed_on: string | null
  }
}
