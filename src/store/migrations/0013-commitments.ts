/** What was promised, and what became of it: sets of propositions, their actions, the leads they were drawn from. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `create table commitment_set (
    id text primary key,
    version integer not null default 1,
    position integer not null,
    title jsonb not null,
    name text not null,
    presented text not null,
    origin jsonb not null,
    document text not null,
    announced_leads text
  )`,
  `comment on table commitment_set is 'A list of propositions that was presented together'`,
  `comment on column commitment_set.name is 'As it was named at the time'`,
  `comment on column commitment_set.presented is 'A day, a month or a year'`,
  `comment on column commitment_set.announced_leads is 'The claim that says how many leads there were'`,

  `create table proposition (
    id text primary key,
    version integer not null default 1,
    commitment_set text not null references commitment_set (id) deferrable initially deferred,
    number integer not null,
    titles jsonb not null,
    aim jsonb not null,
    expected jsonb not null,
    announced text,
    figures jsonb not null default '[]',
    missing jsonb not null default '[]',
    assessments jsonb not null default '[]'
  )`,
  `comment on table proposition is 'What was promised in general, with what it was hoped to bring'`,
  `comment on column proposition.titles is 'Those it bears, the usual one first: {title, document, where}'`,
  `comment on column proposition.announced is 'The claim that says how many actions it has'`,
  `comment on column proposition.figures is 'What the figures say: {indicator, perimeter, period, from?}'`,
  `comment on column proposition.assessments is 'Readings of it, those that differ included: {verdict, by, on, text}'`,

  `create table commitment_action (
    id text primary key,
    version integer not null default 1,
    proposition text not null references proposition (id) deferrable initially deferred,
    number integer not null,
    title text not null,
    carriers jsonb not null default '[]',
    partners jsonb not null default '[]',
    start text,
    state text not null,
    account jsonb,
    reason text,
    merged_into text references commitment_action (id) deferrable initially deferred,
    evidence jsonb not null default '[]',
    figures jsonb not null default '[]',
    reviewed_on date
  )`,
  `comment on table commitment_action is 'What was to be done under a proposition, and what became of it'`,
  `comment on column commitment_action.state is 'proposed, launched, under-way, done, abandoned, merged or unknown'`,
  `comment on column commitment_action.reason is 'Why it was abandoned or merged: published'`,
  `comment on column commitment_action.evidence is 'For and against: {bearing, kind, figure | claim | document and where | note}'`,
  `comment on column commitment_action.reviewed_on is 'Last day on which somebody looked at it; null when nobody has'`,
  `create index commitment_action_proposition on commitment_action (proposition)`,

  `create table commitment_lead (
    id text primary key,
    version integer not null default 1,
    commitment_set text not null references commitment_set (id) deferrable initially deferred,
    position integer not null,
    text text not null,
    origin text not null,
    proposition text references proposition (id) deferrable initially deferred,
    owner text,
    fate text not null,
    action text references commitment_action (id) deferrable initially deferred,
    reason text,
    evidence jsonb not null default '[]',
    reviewed_on date
  )`,
  `comment on table commitment_lead is 'A detailed idea that a set was presented with'`,
  `comment on column commitment_lead.fate is 'recorded, adopted, done, abandoned or unknown'`,
  `comment on column commitment_lead.action is 'The action it was taken into'`,
  `create index commitment_lead_set on commitment_lead (commitment_set)`,

  `select journal.attach('public.commitment_set')`,
  `select journal.attach('public.proposition')`,
  `select journal.attach('public.commitment_action')`,
  `select journal.attach('public.commitment_lead')`
]
