/** The tables of the registry, as Kysely types its queries. The migrations say what each column means. */

import type { Generated, JSONColumnType } from 'kysely'

export type Schema = {
  observatory: { id: string; definition: Json }
  perimeter: Defined
  measure: Defined
  indicator: Defined
  source: Defined
  mapping: { id: string; source: string; definition: Json }
  asset: { path: string; sha256: string; bytes: Buffer }
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
  derived_perimeter: { perimeter: string; version: string; communes: string[]; method: Json }
}

/** Written with `JSON.stringify`; read back as plain data, to be parsed at once. */
type Json = JSONColumnType<object>

type Defined = { id: string; position: number; definition: Json }
