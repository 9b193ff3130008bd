/** Work that waits, what people are told of and how often, and what the health of the service is judged by. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const JOBS: readonly string[] = [
  `create table job (
    id bigint generated always as identity primary key,
    kind text not null,
    key text unique,
    account text references account (id) on delete cascade,
    recipient text,
    payload jsonb not null,
    status text not null default 'waiting' check (status in ('waiting', 'failed')),
    attempts integer not null default 0,
    created_at timestamptz not null,
    run_at timestamptz not null,
    expires_at timestamptz,
    error text
  )`,
  `comment on table job is 'What waits to be done: gone once it is done. Not journalled'`,
  `comment on column job.key is 'Of which there is one at a time; null: any number'`,
  `comment on column job.account is 'Whom it is for; goes with the account'`,
  `comment on column job.recipient is 'The address of a letter; goes with the letter'`,
  `comment on column job.payload is 'Words of letters are encrypted with a key that is not in the database'`,
  `comment on column job.status is '« failed » waits for an administrator'`,
  `comment on column job.expires_at is 'After which it is of no use: the link it holds is dead'`,
  `create index job_due on job (run_at, id) where status = 'waiting'`,
  `create index on job (account)`,
  `create index on job (recipient)`,

  `create table discarded_job (
    id bigint primary key,
    kind text not null,
    created_at timestamptz not null,
    reason text not null
  )`,
  `comment on table discarded_job is 'Work that an administrator gave up, and why; neither address nor words'`
]

const NOTIFICATIONS: readonly string[] = [
  `create table notification (
    id text primary key,
    account text not null references account (id) on delete cascade,
    kind text not null,
    label jsonb not null,
    path text not null,
    created_at timestamptz not null,
    read_at timestamptz,
    mailed_at timestamptz
  )`,
  `comment on table notification is 'What somebody was told: theirs alone, removed in time, not journalled'`,
  `comment on column notification.label is '{fr, en}: a public name of what it is about'`,
  `comment on column notification.path is 'The French address; the English one follows from it'`,
  `comment on column notification.mailed_at is 'When a letter told of it; null while none did'`,
  `create index on notification (account, created_at desc)`,
  `create index notification_unread on notification (account) where read_at is null`,

  `create table notification_setting (
    account text primary key references account (id) on delete cascade,
    version integer not null default 1,
    language text not null default 'fr' check (language in ('fr', 'en')),
    cadences jsonb not null
  )`,
  `comment on column notification_setting.language is 'Of letters'`,
  `comment on column notification_setting.cadences is 'At once, daily, weekly or none, by kind; a kind that is absent keeps its own'`
]

const SERVICE: readonly string[] = [
  `create table service_mark (name text primary key, at timestamptz not null, detail jsonb not null)`,
  `comment on table service_mark is 'When the last dump, the last verification, the last letter was: no person in it. Not journalled'`,
  `create table disk_size (
    day date not null,
    part text not null,
    bytes bigint not null,
    primary key (day, part)
  )`,
  `comment on table disk_size is 'Each day’s size of the home folder and of the database, by part'`
]

const ADDRESSES: readonly string[] = [
  `create table address_change (
    account text primary key references account (id) on delete cascade,
    digest text not null unique,
    stop_digest text not null unique,
    email text not null,
    expires_at timestamptz not null
  )`,
  `comment on table address_change is 'A new address that waits for its link to be opened; gone once it was, or was stopped'`,
  `comment on column address_change.stop_digest is 'Of the word in the letter to the present address, which stops it'`,
  `alter table invitation drop constraint invitation_sending_check`,
  `alter table invitation add constraint invitation_sending_check
    check (sending in ('not-sent', 'queued', 'sent', 'failed'))`
]

const ATTACHED: readonly string[] = [
  `select journal.attach('public.discarded_job')`,
  `select journal.attach('public.notification_setting')`,
  `select journal.attach('public.address_change', personal => '{email}', secret => '{digest,stop_digest}')`
]

const STATEMENTS: readonly string[] = [...JOBS, ...NOTIFICATIONS, ...SERVICE, ...ADDRESSES, ...ATTACHED]
