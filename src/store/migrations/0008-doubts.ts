/** Doubts about figures, who reported them apart and behind a wall, and the days on which pages of communes were read. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const DOUBTS: readonly string[] = [
  `create table doubt (
    id text primary key,
    version integer not null default 1,
    indicator text not null,
    perimeter text not null,
    figure_period text not null,
    address text not null,
    shown jsonb not null,
    text text not null,
    status text not null check (status in ('received', 'open', 'refused', 'answered')),
    refusal text check ((refusal is not null) = (status = 'refused')),
    received_on date not null,
    due_on date not null,
    officer text references account (id) on delete set null,
    producers text[] not null,
    digest text not null unique,
    late_told_on date
  )`,
  `comment on table doubt is 'What somebody doubts of a figure; public once it is let through'`,
  `comment on column doubt.figure_period is 'Of the figure; plain « period » is taken by the period table'`,
  `comment on column doubt.address is 'The figure as it was read, its editions pinned'`,
  `comment on column doubt.shown is '{cell, unit, decimals}: what was read'`,
  `comment on column doubt.due_on is 'Last day on which an answer is on time'`,
  `comment on column doubt.officer is 'Who is to answer; null when nobody may'`,
  `comment on column doubt.producers is 'Organisations whose data it is about'`,
  `comment on column doubt.digest is 'SHA-256 of the word in the link by which its author follows it'`,
  `comment on column doubt.late_told_on is 'When who is to answer was told that it is overdue; earlier than due_on once it is due again'`,
  `create index doubt_figure on doubt (indicator, perimeter, figure_period)`,
  `create index doubt_waiting on doubt (status, due_on)`,

  `create table doubt_answer (
    id text primary key,
    doubt text not null references doubt (id),
    position integer not null,
    answered_on date not null,
    officer text not null references account (id),
    organisation text,
    outcome text not null check (outcome in ('corrected', 'stands', 'explained')),
    text text not null,
    shown jsonb not null,
    unique (doubt, position)
  )`,
  `comment on table doubt_answer is 'Public, signed; another follows when the value has changed since'`,
  `comment on column doubt_answer.organisation is 'On whose behalf; null: the observatory’s'`,
  `comment on column doubt_answer.shown is 'What was read when it was answered'`,

  `create table doubt_attempt (digest text not null, at timestamptz not null default now())`,
  `comment on table doubt_attempt is 'Reports of the last day by salted digest of the network address: what holds a flood back'`,
  `create index on doubt_attempt (digest, at)`,
  `create index on doubt_attempt (at)`
]

/** The program alone writes to whom reported: no role of any account reads it. */
const REPORTERS: readonly string[] = [
  `create table private.doubt_reporter (
    doubt text primary key references public.doubt (id) on delete cascade,
    email text,
    account text references public.account (id) on delete cascade,
    language text not null check (language in ('fr', 'en')),
    consented_on date not null
  )`,
  `comment on table private.doubt_reporter is 'Where to write when a doubt is answered: given freely, erased by a click or in time'`,
  `comment on column private.doubt_reporter.account is 'Who was signed in when reporting; null else'`,
  `alter table private.doubt_reporter enable row level security`,
  `create policy program_only on private.doubt_reporter using (rights.trusted()) with check (rights.trusted())`
]

const VISITS: readonly string[] = [
  `create table commune_visit (
    account text not null references account (id) on delete cascade,
    commune text not null,
    last_on date not null,
    previous_on date,
    primary key (account, commune)
  )`,
  `comment on table commune_visit is 'Two last days on which somebody read the page of a commune: theirs alone, not journalled'`
]

const ATTACHED: readonly string[] = [
  `select journal.attach('public.doubt', personal => '{text}', secret => '{digest}', aside => '{late_told_on}')`,
  `select journal.attach('public.doubt_answer')`,
  `select journal.attach('private.doubt_reporter', personal => '{email}')`
]

const STATEMENTS: readonly string[] = [...DOUBTS, ...REPORTERS, ...VISITS, ...ATTACHED]
