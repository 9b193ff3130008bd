/** The tables of letters, notifications and the state of the service, as Kysely types its queries. */

import type { Generated, JSONColumnType } from 'kysely'

type Json = JSONColumnType<object>

export type ServiceSchema = {
  job: {
    id: Generated<string>
    kind: string
    key: string | null
    account: string | null
    recipient: string | null
    payload: Json
    status: Generated<'waiting' | 'failed'>
    attempts: Generated<number>
    created_at: Date
    run_at: Date
    expires_at: Date | null
    error: string | null
  }
  discarded_job: { id: string; kind: string; created_at: Date; reason: string }
  notification: {
    id: string
    account: string
    kind: string
    label: Json
    path: string
    created_at: Date
    read_at: Date | null
    mailed_at: Date | null
  }
  notification_setting: { account: string; version: Generated<number>; language: string; cadences: Json }
  service_mark: { name: string; at: Date; detail: Json }
  disk_size: { day: string; part: string; bytes: string }
  address_change: { digest: string; stop_digest: string; account: string; email: string; expires_at: Date }
}
