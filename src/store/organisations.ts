/** The register in PostgreSQL: as it is, as it was, and one record at a time. */

import { sql, type RawBuilder } from 'kysely'
import type { OrganisationList } from '../domain/organisations/list.ts'
import type { Organisation, OrganisationId, Versioned } from '../domain/organisations/organisation.ts'
import type { Mandate, Person, PersonId } from '../domain/organisations/person.ts'
import type { Register } from '../domain/organisations/register.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import type { Db } from './database.ts'
import { asOf } from './journal.ts'

/**
 * One query, hence one state. People are those who hold an office: the others are nobody's business. `instant` asks for what was known then; names of people, being personal, are those of
 * today, and who was erased since is not shown.
 */
export async function findRegister(db: Db, instant?: string): Promise<Register> {
  const { rows } = await sql<StoredRegister>`
    with held as materialized (select * from ${asOf('mandate', instant)} as one)
    select
      (select coalesce(json_agg(json_build_object(${fields(ORGANISATION_FIELDS)}) order by id collate "C"), '[]')
        from ${asOf('organisation', instant)} as one) as organisations,
      (select coalesce(json_agg(json_build_object(${fields(LIST_FIELDS)}) order by position, id collate "C"), '[]')
        from ${asOf('organisation_list', instant)} as one) as lists,
      (select coalesce(json_agg(json_build_object('id', person.id, 'name', person.name, 'example', person.example,
          'mandates', mandates) order by person.id collate "C"), '[]')
        from person join (
          select person as holder, json_agg(held order by id collate "C") as mandates from held group by person
        ) as offices on holder = person.id) as people`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a query of lists gives one row')
  return {
    organisations: found.organisations.map((row) => parseOrganisation(row).value),
    lists: found.lists.map(parseList),
    people: found.people.map(parsePerson)
  }
}

export async function findOrganisation(db: Db, id: OrganisationId): Promise<Versioned<Organisation> | undefined> {
  const { rows } = await sql<OrganisationRow>`select * from organisation where id = ${id}`.execute(db)
  return rows.map(parseOrganisation)[0]
}

/** As it stood at that version, however long ago. */
export async function findOrganisationVersion(
  db: Db,
  id: OrganisationId,
  version: number
): Promise<Organisation | undefined> {
  const { rows } = await sql<OrganisationRow>`
    select * from history.organisation where id = ${id} and version = ${version}`.execute(db)
  return rows.map((row) => parseOrganisation(row).value)[0]
}

/** Whether it was written: nothing is when the version read is no longer the one stored. */
export async function saveOrganisation(db: Db, value: Organisation, version: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('organisation')
    .set(organisationRow(value))
    .where('id', '=', value.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertOrganisation(db: Db, value: Organisation): Promise<void> {
  await db.insertInto('organisation').values(organisationRow(value)).execute()
}

/** Makes the register be `next`: writes what differs, and nothing else. To be called in a transaction. */
export async function replaceRegister(db: Db, next: Register): Promise<void> {
  const current = await findRegister(db)
  await replaceEach(current.people, next.people, {
    remove: (id) => db.deleteFrom('person').where('id', '=', id).execute(),
    insert: (value) => savePerson(db, value),
    update: (value) => savePerson(db, value)
  })
  await replaceEach(current.organisations, next.organisations, {
    remove: (id) => db.deleteFrom('organisation').where('id', '=', id).execute(),
    insert: (value) => insertOrganisation(db, value),
    update: (value) => db.updateTable('organisation').set(organisationRow(value)).where('id', '=', value.id).execute()
  })
  const placed = (lists: readonly OrganisationList[]): (OrganisationList & { readonly position: number })[] =>
    lists.map((list, position) => ({ ...list, position }))
  await replaceEach(placed(current.lists), placed(next.lists), {
    remove: (id) => db.deleteFrom('organisation_list').where('id', '=', id).execute(),
    insert: (value) => db.insertInto('organisation_list').values(listRow(value)).execute(),
    update: (value) => db.updateTable('organisation_list').set(listRow(value)).where('id', '=', value.id).execute()
  })
}

type Writes<T> = {
  readonly remove: (id: string) => Promise<unknown>
  readonly insert: (value: T) => Promise<unknown>
  readonly update: (value: T) => Promise<unknown>
}

export async function replaceEach<T extends { readonly id: string }>(
  current: readonly T[],
  next: readonly T[],
  { remove, insert, update }: Writes<T>
): Promise<void> {
  const before = new Map(current.map((one) => [one.id, one]))
  const kept = new Set(next.map(({ id }) => id))
  for (const { id } of current) if (!kept.has(id)) await remove(id)
  for (const value of next) {
    const was = before.get(value.id)
    if (!was) await insert(value)
    else if (!sameValue(was, value)) await update(value)
  }
}

/** Writes what differs; a mandate that goes on keeps its record, and its history with it. */
export async function savePerson(db: Db, { id, name, example, mandates }: Person): Promise<void> {
  await db
    .insertInto('person')
    .values({ id, name, example })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ name, example })
        .where((eb) => eb.or([eb('person.name', '!=', name), eb('person.example', '!=', example)]))
    )
    .execute()
  const { rows } = await sql<MandateRow>`
    select id, organisation, office, since::text, until::text, attested::text, source
    from mandate where person = ${id} order by id collate "C"`.execute(db)
  const kept = pairMandates(id, { rows, last: await lastMandate(db, id) }, mandates)
  for (const { id: gone } of rows) {
    if (!kept.some((one) => one.id === gone)) await db.deleteFrom('mandate').where('id', '=', gone).execute()
  }
  for (const { id: key, was, mandate } of kept) {
    if (was && sameValue(parseMandate(was), mandate)) continue
    const row = mandateRow(id, mandate)
    if (was) await db.updateTable('mandate').set(row).where('id', '=', key).execute()
    else
      await db
        .insertInto('mandate')
        .values({ id: key, ...row })
        .execute()
  }
}

/** The highest number that a mandate of the person ever had: no record is made under the name of another. */
async function lastMandate(db: Db, person: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(substring(id from '-(\\d+)$')::integer), 0) as last
    from (select id from mandate where person = ${person}
      union all select id from history.mandate where person = ${person}) as known`.execute(db)
  return rows[0]?.last ?? 0
}

type MandateRow = { readonly id: string } & Readonly<Record<string, unknown>>

type Paired = { readonly id: string; readonly was: MandateRow | undefined; readonly mandate: Mandate }

/** Each mandate with the record that it goes on from: the same, else one of the same office, else none. */
function pairMandates(
  person: string,
  { rows, last }: { readonly rows: readonly MandateRow[]; readonly last: number },
  mandates: readonly Mandate[]
): readonly Paired[] {
  const free = new Set(rows)
  const take = (isIt: (was: Mandate) => boolean): MandateRow | undefined => {
    const found = [...free].find((row) => isIt(parseMandate(row)))
    if (found) free.delete(found)
    return found
  }
  const isOfOffice = (was: Mandate, one: Mandate): boolean =>
    was.organisation === one.organisation && was.office.fr === one.office.fr
  const same = mandates.map((one) => take((was) => sameValue(was, one)))
  const begun = mandates.map(
    (one, i) => same[i] ?? take((was) => isOfOffice(was, one) && was.from === one.from && was.attested === one.attested)
  )
  const found = mandates.map((one, i) => begun[i] ?? take((was) => isOfOffice(was, one)))
  let next = last
  return mandates.map((mandate, i) => {
    const was = found[i]
    return { id: was?.id ?? `${person}-${String((next += 1)).padStart(2, '0')}`, was, mandate }
  })
}

const ORGANISATION_FIELDS = [
  'id',
  'version',
  'kind',
  'names',
  'aliases',
  'forms',
  'predecessors',
  'participations',
  'territory',
  'contact',
  'note',
  'merged_into'
]
const LIST_FIELDS = ['id', 'label', 'participation', 'source']

function fields(names: readonly string[]): RawBuilder<unknown> {
  return sql.raw(names.map((name) => `'${name}', ${name}`).join(', '))
}

type StoredRegister = {
  readonly organisations: readonly OrganisationRow[]
  readonly lists: readonly ListRow[]
  readonly people: readonly PersonRow[]
}

type OrganisationRow = {
  readonly id: string
  readonly version: number
  readonly territory: string | null
  readonly merged_into: string | null
} & Readonly<
  Record<'kind' | 'names' | 'aliases' | 'forms' | 'predecessors' | 'participations' | 'contact' | 'note', unknown>
>

type ListRow = Readonly<Record<'id' | 'label' | 'participation' | 'source', unknown>>

type PersonRow = {
  readonly id: string
  readonly name: string
  readonly example: boolean
  readonly mandates: readonly Readonly<Record<string, unknown>>[]
}

/** Checked when it came in: the forms of the folder and of the screens are the same. */
function parseOrganisation({ version, merged_into: mergedInto, ...row }: OrganisationRow): Versioned<Organisation> {
  const { id, kind, names, aliases, forms, predecessors, participations, territory, contact, note } = row
  const whole = { id, kind, names, aliases, forms, predecessors, participations }
  const optional = Object.entries({ territory, contact, note, mergedInto }).filter(([, value]) => value !== null)
  return { version, value: { ...whole, ...Object.fromEntries(optional) } as Organisation }
}

function parseList({ id, label, participation, source }: ListRow): OrganisationList {
  return { id, label, participation, source } as OrganisationList
}

function parsePerson({ id, name, example, mandates }: PersonRow): Person {
  return { id: id as PersonId, name, example, mandates: mandates.map(parseMandate) }
}

function parseMandate({
  organisation,
  office,
  since,
  until,
  attested,
  source
}: Readonly<Record<string, unknown>>): Mandate {
  const dates = Object.entries({ from: since, to: until, attested }).filter(([, value]) => value !== null)
  return { organisation, office, ...Object.fromEntries(dates), source } as Mandate
}

function organisationRow(value: Organisation) {
  const { id, kind, names, aliases, forms, predecessors, participations, territory, contact, note, mergedInto } = value
  return {
    id,
    kind,
    names: json(names),
    aliases: json(aliases),
    forms: json(forms),
    predecessors: json(predecessors),
    participations: json(participations),
    territory: territory ?? null,
    contact: contact ? json(contact) : null,
    note: note ? json(note) : null,
    merged_into: mergedInto ?? null
  }
}

function listRow({ id, position, label, participation, source }: OrganisationList & { readonly position: number }) {
  return { id, position, label: json(label), participation: json(participation), source }
}

function mandateRow(person: string, { organisation, office, from, to, attested, source }: Mandate) {
  return {
    person,
    organisation,
    office: json(office),
    since: from ?? null,
    until: to ?? null,
    attested: attested ?? null,
    source
  }
}

/** The driver would send an array as an array of PostgreSQL. */
function json(value: unknown): string {
  return JSON.stringify(value)
}
