/** Commitments in PostgreSQL: as they are, as they were known, and one record at a time. */

import { sql } from 'kysely'
import type { Action, CommitmentSet, Lead, Proposition } from '../domain/commitments/commitment.ts'
import type { CommitmentRegister } from '../domain/commitments/commitment-register.ts'
import type { Versioned } from '../domain/organisations/organisation.ts'
import type { Db } from './database.ts'
import { asOf } from './journal.ts'
import { replaceEach } from './organisations.ts'

/** One query, hence one state. `instant` asks for what was known then. */
export async function findCommitments(db: Db, instant?: string): Promise<CommitmentRegister> {
  const { rows } = await sql<Record<keyof CommitmentRegister, readonly Row[]>>`
    select
      (select coalesce(json_agg(one order by position, id collate "C"), '[]')
        from ${asOf('commitment_set', instant)} as one) as sets,
      (select coalesce(json_agg(one order by commitment_set collate "C", number, id collate "C"), '[]')
        from ${asOf('proposition', instant)} as one) as propositions,
      (select coalesce(json_agg(one order by proposition collate "C", number, id collate "C"), '[]')
        from ${asOf('commitment_action', instant)} as one) as actions,
      (select coalesce(json_agg(one order by commitment_set collate "C", position, id collate "C"), '[]')
        from ${asOf('commitment_lead', instant)} as one) as leads`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a query of lists gives one row')
  return {
    sets: found.sets.map(parseSet),
    propositions: found.propositions.map(parseProposition),
    actions: found.actions.map(parseAction),
    leads: found.leads.map(parseLead)
  }
}

const TABLES = { action: 'commitment_action', lead: 'commitment_lead', proposition: 'proposition' } as const

/** What one record of each kind is. */
export type CommitmentRecords = { readonly action: Action; readonly lead: Lead; readonly proposition: Proposition }

type RecordKind = keyof CommitmentRecords

const PARSERS: { readonly [Kind in RecordKind]: (row: Row) => CommitmentRecords[Kind] } = {
  action: parseAction,
  lead: parseLead,
  proposition: parseProposition
}

export async function findCommitment<Kind extends RecordKind>(
  db: Db,
  kind: Kind,
  id: string
): Promise<Versioned<CommitmentRecords[Kind]> | undefined> {
  const { rows } = await sql<{ version: number; row: Row }>`
    select version, to_json(one) as row from ${sql.table(TABLES[kind])} as one where id = ${id}`.execute(db)
  return rows.map(({ version, row }) => ({ version, value: PARSERS[kind](row) }))[0]
}

/** As it stood at that version, however long ago. */
export async function findCommitmentVersion<Kind extends RecordKind>(
  db: Db,
  kind: Kind,
  id: string,
  version: number
): Promise<CommitmentRecords[Kind] | undefined> {
  const { rows } = await sql<{ row: Row }>`
    select to_json(one) as row from ${sql.table(`history.${TABLES[kind]}`)} as one
    where id = ${id} and version = ${version}`.execute(db)
  return rows.map(({ row }) => PARSERS[kind](row))[0]
}

/** Whether it was written: nothing is when the version read is no longer the one stored. */
export async function saveAction(db: Db, value: Action, version: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commitment_action')
    .set(actionRow(value))
    .where('id', '=', value.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** As `saveAction`. */
export async function saveLead(db: Db, value: Lead, version: number): Promise<boolean> {
  const { position: _, ...row } = leadRow(value, 0)
  const { numUpdatedRows } = await db
    .updateTable('commitment_lead')
    .set(row)
    .where('id', '=', value.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** As `saveAction`. */
export async function saveProposition(db: Db, value: Proposition, version: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('proposition')
    .set(propositionRow(value))
    .where('id', '=', value.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Those of them that are there are told as reviewed that day. */
export async function saveReviewed(db: Db, ids: readonly string[], day: string): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('commitment_action').set({ reviewed_on: day }).where('id', 'in', ids).execute()
}

/** Makes the register be `next`: writes what differs, and nothing else. To be called in a transaction. */
export async function replaceCommitments(db: Db, next: CommitmentRegister): Promise<void> {
  const current = await findCommitments(db)
  const remove =
    (table: 'commitment_set' | 'proposition' | 'commitment_action' | 'commitment_lead') =>
    (id: string): Promise<unknown> =>
      db.deleteFrom(table).where('id', '=', id).execute()
  await replaceEach(placed(current.leads), placed(next.leads), {
    remove: remove('commitment_lead'),
    insert: ({ position, ...one }) => db.insertInto('commitment_lead').values(leadRow(one, position)).execute(),
    update: ({ position, ...one }) =>
      db.updateTable('commitment_lead').set(leadRow(one, position)).where('id', '=', one.id).execute()
  })
  await replaceEach(current.actions, next.actions, {
    remove: remove('commitment_action'),
    insert: (one) => db.insertInto('commitment_action').values(actionRow(one)).execute(),
    update: (one) => db.updateTable('commitment_action').set(actionRow(one)).where('id', '=', one.id).execute()
  })
  await replaceEach(current.propositions, next.propositions, {
    remove: remove('proposition'),
    insert: (one) => db.insertInto('proposition').values(propositionRow(one)).execute(),
    update: (one) => db.updateTable('proposition').set(propositionRow(one)).where('id', '=', one.id).execute()
  })
  await replaceEach(placed(current.sets), placed(next.sets), {
    remove: remove('commitment_set'),
    insert: ({ position, ...one }) => db.insertInto('commitment_set').values(setRow(one, position)).execute(),
    update: ({ position, ...one }) =>
      db.updateTable('commitment_set').set(setRow(one, position)).where('id', '=', one.id).execute()
  })
}

function placed<T extends { readonly id: string }>(all: readonly T[]): readonly (T & { readonly position: number })[] {
  return all.map((one, position) => ({ ...one, position }))
}

/** Records that were changed since they came. */
export async function findTouched(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from commitment_action where version > 1 union select id from commitment_lead where version > 1
    union select id from proposition where version > 1`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

type Row = Readonly<Record<string, unknown>>

/** By the names of the domain; what is null is left out. */
function present(row: Row, columns: readonly string[], renamed: Readonly<Record<string, string>>): Row {
  const pairs = [...columns.map((name) => [name, name] as const), ...Object.entries(renamed)]
  return Object.fromEntries(
    pairs.flatMap(([name, column]) => (row[column] === null || row[column] === undefined ? [] : [[name, row[column]]]))
  )
}

function parseSet(row: Row): CommitmentSet {
  return present(row, ['id', 'title', 'name', 'presented', 'origin', 'document'], {
    announcedLeads: 'announced_leads'
  }) as CommitmentSet
}

function parseProposition(row: Row): Proposition {
  const columns = ['id', 'number', 'titles', 'aim', 'expected', 'announced', 'figures', 'missing', 'assessments']
  return present(row, columns, { set: 'commitment_set' }) as Proposition
}

function parseAction(row: Row): Action {
  const columns = ['id', 'proposition', 'number', 'title', 'carriers', 'partners', 'start', 'state', 'account']
  const others = ['aim', 'reason', 'evidence', 'figures']
  return present(row, [...columns, ...others], {
    formerTitles: 'former_titles',
    mergedInto: 'merged_into',
    reviewedOn: 'reviewed_on'
  }) as Action
}

function parseLead(row: Row): Lead {
  const columns = ['id', 'text', 'origin', 'proposition', 'owner', 'fate', 'action', 'reason', 'evidence']
  return present(row, columns, { set: 'commitment_set', reviewedOn: 'reviewed_on' }) as Lead
}

function setRow({ id, title, name, presented, origin, document, announcedLeads }: CommitmentSet, position: number) {
  const texts = { title: JSON.stringify(title), origin: JSON.stringify(origin) }
  return { id, position, ...texts, name, presented, document, announced_leads: announcedLeads ?? null }
}

function propositionRow(one: Proposition) {
  const { id, set, number, titles, aim, expected, announced, figures, missing, assessments } = one
  return {
    id,
    commitment_set: set,
    number,
    titles: JSON.stringify(titles),
    aim: JSON.stringify(aim),
    expected: JSON.stringify(expected),
    announced: announced ?? null,
    figures: JSON.stringify(figures),
    missing: JSON.stringify(missing),
    assessments: JSON.stringify(assessments)
  }
}

function actionRow(one: Action) {
  const { id, proposition, number, title, carriers, partners, state, evidence, figures, account, formerTitles, aim } =
    one
  return {
    id,
    proposition,
    number,
    title,
    former_titles: formerTitles ? JSON.stringify(formerTitles) : null,
    aim: aim ? JSON.stringify(aim) : null,
    carriers: JSON.stringify(carriers),
    partners: JSON.stringify(partners),
    start: one.start ?? null,
    state,
    account: account ? JSON.stringify(account) : null,
    reason: one.reason ?? null,
    merged_into: one.mergedInto ?? null,
    evidence: JSON.stringify(evidence),
    figures: JSON.stringify(figures),
    reviewed_on: one.reviewedOn ?? null
  }
}

function leadRow({ id, set, text, origin, proposition, owner, fate, action, ...rest }: Lead, position: number) {
  return {
    id,
    commitment_set: set,
    position,
    text,
    origin,
    proposition: proposition ?? null,
    owner: owner ?? null,
    fate,
    action: action ?? null,
    reason: rest.reason ?? null,
    evidence: JSON.stringify(rest.evidence),
    reviewed_on: rest.reviewedOn ?? null
  }
}
