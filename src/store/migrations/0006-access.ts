/**
 * Accounts: who may sign in, by what, holding which roles. The columns of the first five tables are those that the
 * library of accounts asks for, under names of ours.
 */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `create table account (
    id text primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    email_verified boolean not null default false,
    image text,
    second_factor boolean default false,
    person text references person (id) on delete set null,
    demonstration boolean not null default false,
    closed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `comment on table account is 'One for each person who may sign in; never removed while its work is there: closed'`,
  `comment on column account.second_factor is 'Whether one-time codes are set up; passkeys count apart'`,
  `comment on column account.person is 'The person of the register behind it; null until linked'`,
  `comment on column account.demonstration is 'Opened by one click on a demonstration; worth nothing elsewhere'`,

  `create table account_session (
    id text primary key,
    account text not null references account (id) on delete cascade,
    token text not null unique,
    two_factors boolean not null default false,
    provider text,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `comment on column account_session.token is 'Worth nothing without its signature, whose key is not in the database'`,
  `comment on column account_session.two_factors is 'Opened, or continued, with two factors'`,
  `comment on column account_session.provider is 'The identity provider that opened it; null for a password or passkey'`,
  `create index on account_session (account)`,

  `create table credential (
    id text primary key,
    account text not null references account (id) on delete cascade,
    provider text not null,
    subject text not null,
    password text,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider, subject)
  )`,
  `comment on column credential.provider is '« credential » for a password, else the issuer of an identity'`,
  `comment on column credential.subject is 'The account itself for a password, else what the issuer calls the person'`,
  `comment on column credential.password is 'scrypt, with its salt'`,
  `create index on credential (account)`,

  `create table account_token (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `comment on table account_token is 'Steps between a password and its second factor: minutes old'`,
  `create index on account_token (identifier)`,

  `create table second_factor (
    id text primary key,
    account text not null unique references account (id) on delete cascade,
    secret text not null,
    backup_codes text not null,
    verified boolean default true,
    failed_verification_count integer default 0,
    locked_until timestamptz
  )`,
  `comment on column second_factor.secret is 'Encrypted with a key that is not in the database'`,

  `create table passkey (
    id text primary key,
    account text not null references account (id) on delete cascade,
    name text not null,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null,
    created_at timestamptz not null,
    used_at timestamptz
  )`,
  `comment on column passkey.id is 'The credential, in base64url'`,
  `create index on passkey (account)`,

  `create table role_grant (
    id text primary key,
    account text not null references account (id) on delete cascade,
    role text not null,
    organisation text,
    territory text,
    since timestamptz not null,
    until timestamptz
  )`,
  `comment on table role_grant is 'Roles held and once held: one that ends keeps its row'`,
  `comment on column role_grant.organisation is 'On whose behalf; null: nobody’s. One that has left the register gives nothing'`,
  `comment on column role_grant.territory is 'The perimeter or commune that it is limited to; null: everywhere'`,
  `create unique index role_held on role_grant (account, role, coalesce(organisation, ''), coalesce(territory, ''))
    where until is null`,

  `create table invitation (
    id text primary key,
    email text,
    name text,
    role text not null,
    organisation text,
    territory text,
    digest text not null unique,
    invited_by text references account (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    withdrawn_at timestamptz,
    sending text not null default 'not-sent' check (sending in ('not-sent', 'sent', 'failed'))
  )`,
  `comment on column invitation.email is 'Null for the one that the first start prints: whoever reads the terminal gives theirs'`,
  `comment on column invitation.digest is 'SHA-256 of the word in the link, which nothing keeps'`,

  `create table recovery (
    digest text primary key,
    account text not null references account (id) on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,

  `select journal.attach('public.account', personal => '{email,name,image}', aside => '{updated_at}')`,
  `select journal.attach('public.credential',
    secret => '{password,access_token,refresh_token,id_token,subject}', aside => '{updated_at}')`,
  `select journal.attach('public.second_factor',
    secret => '{secret,backup_codes}', aside => '{failed_verification_count,locked_until}')`,
  `select journal.attach('public.passkey', secret => '{public_key}', aside => '{counter,used_at}')`,
  `select journal.attach('public.role_grant')`,
  `select journal.attach('public.invitation', personal => '{email,name}', secret => '{digest}')`
]
