/** The tables of accounts, as Kysely types its queries; those that only the library reads are not here. */

import type { Generated } from 'kysely'

export type AccessSchema = {
  account: {
    id: string
    email: string
    name: string
    second_factor: boolean | null
    person: string | null
    demonstration: Generated<boolean>
    closed_at: Date | null
    created_at: Generated<Date>
  }
  account_session: {
    id: string
    account: string
    token: string
    two_factors: Generated<boolean>
    provider: string | null
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
    created_at: Generated<Date>
  }
  credential: { id: string; account: string; provider: string; subject: string; password: string | null }
  second_factor: { id: string; account: string }
  passkey: {
    id: string
    account: string
    name: string
    public_key: Buffer
    counter: string
    transports: string[]
    created_at: Date
    used_at: Date | null
  }
  role_grant: {
    id: string
    account: string
    role: string
    organisation: string | null
    territory: string | null
    since: Date
    until: Date | null
  }
  invitation: {
    id: string
    email: string | null
    name: string | null
    role: string
    organisation: string | null
    territory: string | null
    digest: string
    invited_by: string | null
    created_at: Date
    expires_at: Date
    used_at: Date | null
    withdrawn_at: Date | null
    sending: Generated<'not-sent' | 'queued' | 'sent' | 'failed'>
  }
  recovery: { digest: string; account: string | null; expires_at: Date; used_at: Date | null }
  attempt: { digest: string; failures: number; last: Date }
  spent: { digest: string; at: Date }
}
