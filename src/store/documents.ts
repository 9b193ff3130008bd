/** Documents, claims and what was decided of them, in PostgreSQL. */

import { sql } from 'kysely'
import type { Organisation } from '../domain/organisations/organisation.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import type { Document } from '../domain/sources/document.ts'
import type { Closing, Ruling } from '../domain/sources/ruling.ts'
import type { Db } from './database.ts'
import { replaceEach } from './organisations.ts'

/** One query, hence one state. */
export async function findClaimRegister(db: Db): Promise<ClaimRegister> {
  const { rows } = await sql<Record<keyof ClaimRegister, readonly Row[]>>`
    select
      (select coalesce(json_agg(one order by position, id collate "C"), '[]') from document as one) as documents,
      (select coalesce(json_agg(claim order by document.position, claim.position, claim.id collate "C"), '[]')
        from claim join document on document.id = claim.document) as claims,
      (select coalesce(json_agg(one order by claim collate "C"), '[]') from claim_ruling as one) as rulings,
      (select coalesce(json_agg(one order by conflict collate "C"), '[]') from conflict_closing as one) as closings
  `.execute(db)
  const [found] = rows
  if (!found) throw new Error('a query of lists gives one row')
  return {
    documents: found.documents.map(parseDocument),
    claims: found.claims.map(parseClaim),
    rulings: found.rulings.map(parseRuling),
    closings: found.closings.map(parseClosing)
  }
}

/** Organisations that answer for a territory, with the names it goes by. */
export async function findTerritoryOrganisations(
  db: Db
): Promise<readonly Pick<Organisation, 'territory' | 'names' | 'aliases'>[]> {
  const { rows } = await sql<Pick<Organisation, 'territory' | 'names' | 'aliases'>>`
    select territory, names, aliases from organisation where territory is not null and merged_into is null
    order by id collate "C"`.execute(db)
  return rows
}

/** Changes with every document, claim and decision. */
export async function findClaimStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', (select concat(count(*), '/', sum(version)) from document),
      (select concat(count(*), '/', sum(version), '/', md5(string_agg(id, ' ' order by id))) from claim),
      (select string_agg(concat(claim, version, decided_on, verdict), ' ' order by claim) from claim_ruling),
      (select string_agg(concat(conflict, version, decided_on, cause), ' ' order by conflict) from conflict_closing)
    ) as stamp`.execute(db)
  return rows[0]?.stamp ?? ''
}

/** Makes the register be `next`: writes what differs, and nothing else. To be called in a transaction. */
export async function replaceClaimRegister(db: Db, next: ClaimRegister): Promise<void> {
  const current = await findClaimRegister(db)
  const dropped = new Set(next.claims.map(({ id }) => id))
  const gone = current.claims.filter(({ id }) => !dropped.has(id)).map(({ id }) => id)
  if (gone.length > 0) await db.deleteFrom('claim').where('id', 'in', gone).execute()
  await saveDocuments(db, next.documents, current.documents)
  const kept = new Set<string>(next.documents.map(({ id }) => id))
  for (const { id } of current.documents) {
    if (!kept.has(id)) await db.deleteFrom('document').where('id', '=', id).execute()
  }
  await saveClaims(db, next.claims, current.claims)
  const named = <T>(all: readonly T[], id: (one: T) => string): readonly (T & { readonly id: string })[] =>
    all.map((one) => ({ ...one, id: id(one) }))
  await replaceEach(
    named(current.rulings, ({ claim }) => claim),
    named(next.rulings, ({ claim }) => claim),
    {
      remove: (id) => db.deleteFrom('claim_ruling').where('claim', '=', id).execute(),
      insert: ({ id: _, ...ruling }) => saveRuling(db, ruling),
      update: ({ id: _, ...ruling }) => saveRuling(db, ruling)
    }
  )
  await replaceEach(
    named(current.closings, ({ conflict }) => conflict),
    named(next.closings, ({ conflict }) => conflict),
    {
      remove: (id) => db.deleteFrom('conflict_closing').where('conflict', '=', id).execute(),
      insert: ({ id: _, ...closing }) => saveClosing(db, closing),
      update: ({ id: _, ...closing }) => saveClosing(db, closing)
    }
  )
}

async function saveDocuments(db: Db, next: readonly Document[], current: readonly Document[]): Promise<void> {
  const places = new Map(current.map((one, position) => [one.id, { one, position }]))
  for (const [position, one] of next.entries()) {
    const was = places.get(one.id)
    const row = documentRow(one, position)
    if (!was) await db.insertInto('document').values(row).execute()
    else if (!sameValue(was.one, one) || was.position !== position) {
      await db.updateTable('document').set(row).where('id', '=', one.id).execute()
    }
  }
}

/** Rows of one statement: its parameters are numbered in two bytes. */
const AT_ONCE = 500

async function saveClaims(db: Db, next: readonly Claim[], current: readonly Claim[]): Promise<void> {
  const known = new Map(current.map((claim) => [claim.id, claim]))
  const rows = next.map(claimRow)
  const fresh = rows.filter(({ id }) => !known.has(id))
  for (let i = 0; i < fresh.length; i += AT_ONCE) {
    await db
      .insertInto('claim')
      .values(fresh.slice(i, i + AT_ONCE))
      .execute()
  }
  for (const [i, claim] of next.entries()) {
    const was = known.get(claim.id)
    const row = rows[i]
    if (was && row && !sameValue(was, claim))
      await db.updateTable('claim').set(row).where('id', '=', claim.id).execute()
  }
}

/** One claim, held until the transaction ends so that nobody else changes it; undefined when there is none. */
export async function findClaimToChange(db: Db, id: string): Promise<Claim | undefined> {
  const { rows } = await sql<Row>`select to_json(claim) as row from claim where id = ${id} for update`.execute(db)
  return rows.map(({ row }) => parseClaim(row as Row))[0]
}

/** What people make of a claim: its reading, and the figure it is about. */
export async function saveClaim(db: Db, { id, reading, link }: Claim): Promise<void> {
  const row = { reading: JSON.stringify(reading), link: link ? JSON.stringify(link) : null }
  await db.updateTable('claim').set(row).where('id', '=', id).execute()
}

export async function deleteRuling(db: Db, claim: string): Promise<void> {
  await db.deleteFrom('claim_ruling').where('claim', '=', claim).execute()
}

export async function deleteClosing(db: Db, conflict: string): Promise<void> {
  await db.deleteFrom('conflict_closing').where('conflict', '=', conflict).execute()
}

export async function saveRuling(db: Db, { claim, verdict, reason, by, on, stamp }: Ruling): Promise<void> {
  const row = { verdict, reason, author: by, decided_on: on, stamp }
  await db
    .insertInto('claim_ruling')
    .values({ claim, ...row })
    .onConflict((conflict) => conflict.column('claim').doUpdateSet(row))
    .execute()
}

export async function saveClosing(db: Db, { conflict, cause, reason, by, on, stamp }: Closing): Promise<void> {
  const row = { cause, reason, author: by, decided_on: on, stamp }
  await db
    .insertInto('conflict_closing')
    .values({ conflict, ...row })
    .onConflict((clash) => clash.column('conflict').doUpdateSet(row))
    .execute()
}

type Row = Readonly<Record<string, unknown>>

/** Columns as they were written; what is null is left out. */
function present(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]])))
}

function parseDocument(row: Row): Document {
  return present(row, ['id', 'title', 'producer', 'date', 'access', 'url', 'note']) as Document
}

function parseClaim({ place, dates, ...row }: Row): Claim {
  const columns = ['id', 'document', 'quote', 'subject', 'measure', 'reading', 'unit', 'perimeter']
  const others = ['comparison', 'source', 'kind', 'qualifier', 'link']
  return { ...present(row, [...columns, ...others]), ...(dates !== null && { period: dates }), where: place } as Claim
}

function parseRuling({ claim, verdict, reason, author, decided_on, stamp }: Row): Ruling {
  return { claim, verdict, reason, by: author, on: decided_on, stamp } as Ruling
}

function parseClosing({ conflict, cause, reason, author, decided_on, stamp }: Row): Closing {
  return { conflict, cause, reason, by: author, on: decided_on, stamp } as Closing
}

function documentRow({ id, title, producer, date, access, url, note }: Document, position: number) {
  const json = note ? JSON.stringify(note) : null
  return { id, position, title, producer, date: date ?? null, access, url: url ?? null, note: json }
}

function claimRow(claim: Claim, position: number) {
  const { id, document, quote, where, subject, measure, reading, unit, kind, qualifier, link } = claim
  return {
    id,
    document,
    position,
    quote,
    place: JSON.stringify(where),
    subject,
    measure,
    reading: JSON.stringify(reading),
    unit,
    perimeter: claim.perimeter ?? null,
    dates: claim.period ?? null,
    comparison: claim.comparison ?? null,
    source: claim.source ?? null,
    kind,
    qualifier,
    link: link ? JSON.stringify(link) : null
  }
}
