/** Documents, the claims read in them, and what people decide of claims and of conflicts among them. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `create table document (
    id text primary key,
    version integer not null default 1,
    position integer not null,
    title text not null,
    producer text not null,
    date text,
    access text not null,
    url text,
    note jsonb
  )`,
  `comment on table document is 'What somebody published, and numbers are read in'`,
  `comment on column document.date is 'YYYY, YYYY-MM or YYYY-MM-DD; null when it bears none'`,
  `comment on column document.access is 'open, partial or closed'`,

  `create table claim (
    id text primary key,
    version integer not null default 1,
    document text not null references document (id) deferrable initially deferred,
    position integer not null,
    quote text not null,
    place jsonb not null,
    subject text not null,
    measure text not null,
    reading jsonb not null,
    unit text not null,
    perimeter text,
    dates text,
    comparison text,
    source text,
    kind text not null,
    qualifier text not null,
    link jsonb
  )`,
  `comment on table claim is 'A number that a document states, in its own words'`,
  `comment on column claim.quote is 'Verbatim, faults of the scan included'`,
  `comment on column claim.place is 'In the document: {section?, line?, from?, to?}'`,
  `comment on column claim.reading is 'What was read, what it most likely was, what somebody has validated'`,
  `comment on column claim.link is 'The figure it is confronted with, where a person has said so: {indicator, perimeter, period}'`,
  `comment on column claim.dates is 'The period, as the document says it'`,
  `create index claim_document on claim (document)`,

  `create table claim_ruling (
    claim text primary key references claim (id) on delete cascade deferrable initially deferred,
    version integer not null default 1,
    verdict text not null,
    reason text not null,
    author text not null,
    decided_on date not null,
    stamp text not null
  )`,
  `comment on table claim_ruling is 'What a person decided of a claim'`,
  `comment on column claim_ruling.stamp is 'The values that were seen: with others the claim is open again'`,

  `create table conflict_closing (
    conflict text primary key,
    version integer not null default 1,
    cause text not null,
    reason text not null,
    author text not null,
    decided_on date not null,
    stamp text not null
  )`,
  `comment on table conflict_closing is 'What a person made of claims that contradict each other'`,

  `select journal.attach('public.document')`,
  `select journal.attach('public.claim')`,
  `select journal.attach('public.claim_ruling', personal => '{author}')`,
  `select journal.attach('public.conflict_closing', personal => '{author}')`
]
