/** Editions of the booklet: their texts, what producers say of their figures, what was frozen, and what was corrected. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const WRITING: readonly string[] = [
  `create table edition (
    id text primary key,
    version integer not null default 1,
    state text not null default 'draft' check (state in ('draft', 'checking', 'approved', 'frozen', 'published')),
    answer_by date,
    frozen text
  )`,
  `comment on table edition is 'An issue of the booklet, as it is written; the name of its folder'`,
  `comment on column edition.answer_by is 'Last day on which producers may object, once they were asked'`,

  `comment on column edition.frozen is 'Digest of what it was frozen as, until it is opened again'`,

  `create table edition_file (
    edition text not null references edition (id) on delete cascade deferrable initially deferred,
    name text not null,
    version integer not null default 1,
    text text not null,
    primary key (edition, name)
  )`,
  `comment on column edition_file.name is '« edition.yaml », or a chapter: « territoire.md »'`,

  `create table edition_verdict (
    edition text not null references edition (id) on delete cascade deferrable initially deferred,
    figure text not null,
    organisation text not null,
    version integer not null default 1,
    decision text not null check (decision in ('validated', 'refused', 'silent')),
    comment text check (comment is not null or decision <> 'refused'),
    stamp text not null,
    reported boolean not null default false check (comment is not null or not reported),
    account text references account (id) on delete set null,
    author text not null,
    decided_on date not null,
    primary key (edition, figure, organisation)
  )`,
  `comment on table edition_verdict is 'What a producer says of a figure that bears its name'`,
  `comment on column edition_verdict.figure is 'Key of the mention'`,
  `comment on column edition_verdict.organisation is 'Of the register; empty: the observatory itself, for producers who are not in it'`,
  `comment on column edition_verdict.decision is 'silent: the day to object had gone by when the issue was approved'`,
  `comment on column edition_verdict.reported is 'Received otherwise, and written down by the observatory'`,
  `comment on column edition_verdict.stamp is 'What was seen: with another value the verdict is void'`,

  `create table edition_comment (
    id text primary key,
    version integer not null default 1,
    edition text not null references edition (id) on delete cascade deferrable initially deferred,
    chapter text not null,
    quote text not null,
    text text not null,
    account text references account (id) on delete set null,
    author text not null,
    written_at timestamptz not null,
    resolved_at timestamptz
  )`,
  `comment on table edition_comment is 'Among those who write; never published'`,
  `comment on column edition_comment.quote is 'The words of the chapter that it is about; empty: all of it'`
]

const PUBLISHED: readonly string[] = [
  `create table frozen_edition (
    digest text primary key,
    edition text not null,
    frozen_on date not null,
    author text not null,
    content bytea not null
  )`,
  `comment on table frozen_edition is 'Editions that change no more, at the address of what they say'`,
  `comment on column frozen_edition.digest is 'SHA-256 of the content, before it was compressed'`,
  `comment on column frozen_edition.content is 'JSON, by gzip'`,

  `create table frozen_file (digest text primary key, bytes bytea not null)`,
  `comment on table frozen_file is 'Photographs of frozen editions, by their SHA-256'`,

  `create table publication (
    digest text primary key references frozen_edition (digest),
    version integer not null default 1,
    edition text not null,
    published_at timestamptz not null,
    embargo timestamptz,
    author text not null
  )`,
  `comment on table publication is 'A frozen edition that the public may read'`,
  `comment on column publication.embargo is 'Nobody reads it before; null: at once'`,

  `create table erratum (
    id text primary key,
    version integer not null default 1,
    digest text not null references frozen_edition (digest),
    edition text not null,
    figure text not null,
    was jsonb not null,
    now jsonb not null,
    reason text not null,
    stated_on date not null,
    account text references account (id) on delete set null,
    author text not null
  )`,
  `comment on table erratum is 'A correction of what was published: public, and the frozen edition stays as it is'`,
  `comment on column erratum.figure is 'Key of the mention'`,
  `comment on column erratum.was is 'The cell, as it was published'`,
  `create index erratum_edition on erratum (edition, stated_on)`,

  `create function forbid_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is not allowed on %: what is frozen changes no more', lower(tg_op), tg_table_name
      using errcode = 'insufficient_privilege';
  end $$`,
  `create trigger for_ever before update or delete on frozen_edition for each row execute function forbid_change()`,
  `create trigger for_ever before update or delete on frozen_file for each row execute function forbid_change()`,
  `create trigger for_ever_all before truncate on frozen_edition execute function forbid_change()`,
  `create trigger for_ever_all before truncate on frozen_file execute function forbid_change()`
]

const ATTACHED: readonly string[] = [
  `select journal.attach('public.edition')`,
  `select journal.attach('public.edition_file')`,
  `select journal.attach('public.edition_verdict', personal => '{author}')`,
  `select journal.attach('public.edition_comment', personal => '{author,text}')`,
  `select journal.attach('public.frozen_edition', personal => '{author}', aside => '{content}')`,
  `select journal.attach('public.publication', personal => '{author}')`,
  `select journal.attach('public.erratum', personal => '{author}')`
]

/** They were files of the folder like any other. */
const MOVED: readonly string[] = [
  `insert into edition (id) select distinct split_part(path, '/', 2) from asset where path ~ '^editions/.*[.](yaml|md)$'`,
  `insert into edition_file (edition, name, text)
    select split_part(path, '/', 2), split_part(path, '/', 3), convert_from(bytes, 'UTF8')
    from asset where path ~ '^editions/.*[.](yaml|md)$'`,
  `delete from asset where path ~ '^editions/.*[.](yaml|md)$'`
]

const STATEMENTS: readonly string[] = [...WRITING, ...PUBLISHED, ...ATTACHED, ...MOVED]
