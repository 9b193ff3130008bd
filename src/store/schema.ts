/** The tables of the registry, as Kysely types its queries. The migrations say what each column means. */

import type { Generated, JSONColumnType } from 'kysely'
import type { AccessSchema } from './access-schema.ts'
import type { CommitmentSchema } from './commitment-schema.ts'
import type { DoubtSchema } from './doubt-schema.ts'
import type { EditionSchema } from './edition-schema.ts'
import type { ServiceSchema } from './service-schema.ts'

export type Schema = AccessSchema &
  CommitmentSchema &
  DoubtSchema &
  EditionSchema &
  ServiceSchema & {
    observatory: { id: string; definition: Json }
    perimeter: Defined
    measure: Defined
    indicator: Defined
    source: Defined
    mapping: { id: string; source: string; definition: Json }
    asset: { path: string; sha256: string; bytes: Buffer; size: Generated<number | null> }
    vintage: {
      id: string
      source: string
      edition: string
      cog: number
      manifest: Json
      plan: Json | null
      series: Json | null
      position: Generated<number>
      superseded_by: string | null
    }
    withheld: { vintage: string; series: string; period: string; perimeter: string; confidentiality: string }
    organisation: {
      id: string
      version: Generated<number>
      kind: string
      names: Json
      aliases: Json
      forms: Json
      predecessors: Json
      participations: Json
      territory: string | null
      contact: Json | null
      note: Json | null
      merged_into: string | null
    }
    organisation_list: {
      id: string
      version: Generated<number>
      position: number
      label: Json
      participation: Json
      source: string
    }
    person: { id: string; version: Generated<number>; name: string; example: boolean }
    mandate: {
      id: string
      version: Generated<number>
      person: string
      organisation: string
      office: Json
      since: string | null
      until: string | null
      attested: string | null
      source: string
    }
    'private.contact': { person: string; version: Generated<number>; email: string | null; phone: string | null }
    'private.consent': { person: string; purpose: string; given_on: string; withdrawn_on: string | null }
    'private.request': {
      id: string
      version: Generated<number>
      person: string | null
      account: string | null
      email: string | null
      message: string | null
      kind: string
      received_on: string
      confirmed_on: string | null
      digest: string | null
      answered_on: string | null
      answered_by: string | null
      outcome: string | null
    }
    draft: { account: string; form: string; fields: Json; saved_at: Generated<Date> }
    late_form: { digest: string; account: string; form: string; fields: Json; sent_at: Date }
    document: {
      id: string
      version: Generated<number>
      position: number
      title: string
      producer: string
      date: string | null
      access: string
      url: string | null
      note: Json | null
    }
    claim: {
      id: string
      version: Generated<number>
      document: string
      position: number
      quote: string
      place: Json
      subject: string
      measure: string
      reading: Json
      unit: string
      perimeter: string | null
      dates: string | null
      comparison: string | null
      source: string | null
      kind: string
      qualifier: string
      link: Json | null
    }
    claim_ruling: Decided & { claim: string; verdict: string }
    conflict_closing: Decided & { conflict: string; cause: string }
    derived_perimeter: { perimeter: string; version: string; communes: string[]; method: Json }
  }

/** Written with `JSON.stringify`; read back as plain data, to be parsed at once. */
type Json = JSONColumnType<object>

type Decided = {
  version: Generated<number>
  reason: string
  author: string
  decided_on: string
  stamp: string
}

type Defined = { id: string; position: number; definition: Json }
