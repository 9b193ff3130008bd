/** Doubts in PostgreSQL: rows turned into doubts at once, with the names of those who answer. */

import { sql, type RawBuilder } from 'kysely'
import { isGrantedRole } from '../domain/access/role.ts'
import {
  parseOutcome,
  parseRefusal,
  type Doubt,
  type DoubtAnswer,
  type DoubtStatus,
  type Shown
} from '../domain/indicators/doubt.ts'
import type { Officer } from '../domain/indicators/doubt-officer.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { Db } from './database.ts'

export type StoredDoubt = {
  readonly doubt: Doubt
  /** Names of accounts, of those who answer and answered. */
  readonly names: ReadonlyMap<string, string>
}

export type DoubtQuery = {
  readonly statuses?: readonly DoubtStatus[]
  readonly about?: Pick<Doubt['about'], 'indicator' | 'perimeter' | 'period'>
  /** Of any of these territories. */
  readonly perimeters?: readonly string[]
  /** That this account is to answer. */
  readonly officer?: string
  /** That these organisations may answer. */
  readonly producers?: readonly string[]
  /** Words of the text, in any order. */
  readonly words?: readonly string[]
  readonly limit: number
}

/** The latest received first. */
export async function listDoubts(db: Db, query: DoubtQuery): Promise<readonly StoredDoubt[]> {
  const { statuses, about, perimeters, officer, producers, words = [] } = query
  const conditions: RawBuilder<unknown>[] = [
    ...(statuses ? [sql`d.status = any (${[...statuses]})`] : []),
    ...(about
      ? [sql`(d.indicator, d.perimeter, d.figure_period) = (${about.indicator}, ${about.perimeter}, ${about.period})`]
      : []),
    ...(perimeters ? [sql`d.perimeter = any (${[...perimeters]})`] : []),
    ...(officer === undefined ? [] : [sql`d.officer = ${officer}`]),
    ...(producers ? [sql`d.producers && ${[...producers]}`] : []),
    ...words.map((word) => sql`position(lower(${word}) in lower(d.text || ' ' || d.address)) > 0`)
  ]
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const { rows } = await sql<DoubtRow>`
    ${DOUBTS} ${where} order by d.received_on desc, d.id limit ${query.limit}`.execute(db)
  return rows.map(parseRow)
}

export async function findDoubt(db: Db, id: string): Promise<StoredDoubt | undefined> {
  const { rows } = await sql<DoubtRow>`${DOUBTS} where d.id = ${id}`.execute(db)
  return rows.map(parseRow)[0]
}

/** Held until the transaction ends: of two who answer at once, the second finds it answered. */
export async function lockDoubt(db: Db, id: string): Promise<StoredDoubt | undefined> {
  await sql`select from doubt where id = ${id} for update`.execute(db)
  return findDoubt(db, id)
}

export async function findDoubtByDigest(db: Db, digest: string): Promise<StoredDoubt | undefined> {
  const { rows } = await sql<DoubtRow>`${DOUBTS} where d.digest = ${digest}`.execute(db)
  return rows.map(parseRow)[0]
}

export async function insertDoubt(db: Db, doubt: Doubt, digest: string): Promise<void> {
  const { about, shown, receivedOn, dueOn, officer = null, producers, id, address, text, status } = doubt
  await db
    .insertInto('doubt')
    .values({
      indicator: about.indicator,
      perimeter: about.perimeter,
      figure_period: about.period,
      ...{ id, address, text, status, digest, officer },
      shown: JSON.stringify(shown),
      refusal: null,
      received_on: receivedOn,
      due_on: dueOn,
      producers: [...producers]
    })
    .execute()
}

/** What a step changed, and its answer if it gave one. */
export async function saveDoubt(db: Db, before: Doubt, after: Doubt): Promise<void> {
  await db
    .updateTable('doubt')
    .set({
      status: after.status,
      refusal: after.status === 'refused' ? after.refusal : null,
      due_on: after.dueOn,
      officer: after.officer ?? null
    })
    .where('id', '=', after.id)
    .execute()
  for (const [i, answer] of after.answers.slice(before.answers.length).entries()) {
    const position = before.answers.length + i + 1
    await db
      .insertInto('doubt_answer')
      .values({
        id: `${after.id}-${position}`,
        doubt: after.id,
        position,
        answered_on: answer.on,
        officer: answer.officer,
        organisation: answer.organisation ?? null,
        outcome: answer.outcome,
        text: answer.text,
        shown: JSON.stringify(answer.shown)
      })
      .execute()
  }
}

/** Doubts that nobody has been told are overdue; told as of now. */
export async function takeLate(db: Db, today: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update doubt set late_told_on = ${today}
    where status in ('received', 'open') and due_on < ${today}
      and (late_told_on is null or late_told_on < due_on)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Changes whenever a doubt does. */
export async function findDoubtStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select count(*) || ' ' || coalesce(sum(version), 0) as stamp from doubt`.execute(db)
  return rows[0]?.stamp ?? ''
}

/** Open accounts, with what each holds and how many doubts wait for it. */
export async function listOfficers(db: Db): Promise<readonly Officer[]> {
  const { rows } = await sql<OfficerRow>`
    select a.id as account,
      (select json_agg(g) from role_grant g where g.account = a.id and g.until is null) as grants,
      (select count(*) from doubt d where d.officer = a.id and d.status in ('received', 'open'))::integer as waiting
    from account a
    where a.closed_at is null
      and exists (select from role_grant g where g.account = a.id and g.until is null
        and g.role in ('study-officer', 'producer'))
    order by a.id`.execute(db)
  return rows.map(({ grants, ...rest }) => ({
    ...rest,
    grants: grants.flatMap(({ role, organisation, territory }) =>
      isGrantedRole(role) ? [{ role, ...(organisation && { organisation }), ...(territory && { territory }) }] : []
    )
  }))
}

/** Where to tell of the answer: an address that was given, an account that was signed in. */
export type Reporter = { readonly email?: string; readonly account?: string; readonly language: Language }

export async function insertReporter(
  db: Db,
  doubt: string,
  { email, account, language }: Reporter,
  day: string
): Promise<void> {
  await db
    .insertInto('private.doubt_reporter')
    .values({ doubt, email: email ?? null, account: account ?? null, language, consented_on: day })
    .execute()
}

/** Undefined when none was given, or it was erased. */
export async function findReporter(db: Db, doubt: string): Promise<Reporter | undefined> {
  const row = await db
    .selectFrom('private.doubt_reporter')
    .select(['email', 'account', 'language'])
    .where('doubt', '=', doubt)
    .executeTakeFirst()
  if (!row) return undefined
  const { email, account, language } = row
  return {
    ...(email !== null && { email }),
    ...(account !== null && { account }),
    language: language === 'en' ? 'en' : 'fr'
  }
}

/** Whether there was an address. */
export async function deleteReporter(db: Db, doubt: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('private.doubt_reporter').where('doubt', '=', doubt).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Reports from there since an instant; older ones than a day are forgotten. */
export async function countAttempts(db: Db, digest: string, since: Date): Promise<number> {
  await sql`delete from doubt_attempt where at < now() - interval '1 day'`.execute(db)
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from doubt_attempt where digest = ${digest} and at >= ${since}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function insertAttempt(db: Db, digest: string, at: Date): Promise<void> {
  await db.insertInto('doubt_attempt').values({ digest, at }).execute()
}

type AnswerRow = {
  readonly answered_on: string
  readonly officer: string
  readonly organisation: string | null
  readonly outcome: string
  readonly text: string
  readonly shown: Shown
}

type DoubtRow = {
  readonly id: string
  readonly indicator: string
  readonly perimeter: string
  readonly period: string
  readonly address: string
  readonly shown: Shown
  readonly text: string
  readonly status: DoubtStatus
  readonly refusal: string | null
  readonly received_on: string
  readonly due_on: string
  readonly officer: string | null
  readonly producers: readonly string[]
  readonly answers: readonly AnswerRow[]
  readonly names: Readonly<Record<string, string>>
}

type OfficerRow = {
  readonly account: string
  readonly grants: readonly {
    readonly role: string
    readonly organisation: string | null
    readonly territory: string | null
  }[]
  readonly waiting: number
}

const DOUBTS = sql`
  select d.id, d.indicator, d.perimeter, d.figure_period as period, d.address, d.shown, d.text, d.status, d.refusal,
    d.received_on::text, d.due_on::text, d.officer, d.producers,
    coalesce((select json_agg(w order by w.position) from doubt_answer w where w.doubt = d.id), '[]') as answers,
    coalesce((select json_object_agg(a.id, a.name) from account a
      where a.id = d.officer or a.id in (select officer from doubt_answer w where w.doubt = d.id)), '{}') as names
  from doubt d`

function parseRow(row: DoubtRow): StoredDoubt {
  const { id, indicator, perimeter, period, address, shown, text, status, officer, producers, answers, names } = row
  const rest = {
    ...{ id, address, shown, text, producers },
    about: {
      indicator: parseIndicatorId(indicator),
      perimeter: parsePerimeterId(perimeter),
      period: parsePeriod(period)
    },
    receivedOn: row.received_on,
    dueOn: row.due_on,
    ...(officer !== null && { officer }),
    answers: answers.map(parseAnswer)
  }
  const doubt: Doubt =
    status === 'refused' ? { ...rest, status, refusal: parseRefusal(row.refusal ?? '') } : { ...rest, status }
  return { doubt, names: new Map(Object.entries(names)) }
}

function parseAnswer({ answered_on: on, officer, organisation, outcome, text, shown }: AnswerRow): DoubtAnswer {
  return { on, officer, outcome: parseOutcome(outcome), text, shown, ...(organisation && { organisation }) }
}
