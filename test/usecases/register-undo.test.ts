import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import type { Actor } from '../../src/domain/access/actor.ts'
import type { GrantedRole } from '../../src/domain/access/role.ts'
import type { Register } from '../../src/domain/organisations/register.ts'
import { parseOrganisationId } from '../../src/domain/organisations/organisation.ts'
import { ObservatoryError } from '../../src/domain/shared/errors.ts'
import type { FormFields } from '../../src/domain/shared/form.ts'
import { endGrant, findAccount, insertAccount, insertGrant } from '../../src/store/access.ts'
import { openDatabase, type Db } from '../../src/store/database.ts'
import { change, findEntries, findEntry } from '../../src/store/journal.ts'
import { findChainFault, findHead } from '../../src/store/journal-chain.ts'
import { findOrganisation, findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { findPerson } from '../../src/store/people.ts'
import { close, grantRole, withdrawRole } from '../../src/usecases/access-accounts.ts'
import { listChanges } from '../../src/usecases/journal.ts'
import {
  addOrganisation,
  applyMerge,
  editOrganisation,
  type ChangeContext
} from '../../src/usecases/organisation-changes.ts'
import { addPersonForm, openPerson, savePersonForm } from '../../src/usecases/people.ts'
import { mayUndo, undoChange, type Undo } from '../../src/usecases/register-undo.ts'
import { signatureOf } from '../../src/usecases/signature.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { openOffice, type Office } from './access-office.ts'

type Person = Actor & { readonly kind: 'account' }

const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain' }], aliases: ['PMA'] })
const copy = makeOrganisation('pole-2', { names: [{ name: 'Pôle métropolitain de l’Artois' }] })
const euralens = makeOrganisation('euralens', {
  predecessors: [{ organisation: copy.id, kind: 'absorbed', on: '2022-01-01' }]
})
const REGISTER: Register = {
  organisations: [euralens, pma, copy],
  lists: [],
  people: [makePerson('ada', [{ organisation: copy.id, from: '2020-01-01' }], 'Ada')]
}

type Place = { readonly office: Office; readonly db: Db; readonly officer: Person; readonly context: ChangeContext }

/** Behind the wall: as the account of the application, whom row-level security holds. */
async function makePlace(): Promise<Place> {
  const office = await openOffice()
  const walled = await openDatabase({ database: office.database.url, home: '', asApplication: true })
  Object.assign(office.access, { db: walled.db })
  onTestFinished(async () => {
    await walled.close()
    await office.database.close()
  })
  await change(office.database.db, { actor: 'command' }, (t) => replaceRegister(t, REGISTER))
  const officer = await hold(office, 'zoe', 'study-officer')
  const context = { db: walled.db, perimeters: new Set<string>(), authorship: signatureOf(officer, { reason: 'test' }) }
  return { office, db: walled.db, officer, context }
}

async function hold(office: Office, id: string, role: GrantedRole, organisation?: string): Promise<Person> {
  const { db } = office.database
  await insertAccount(db, { id, email: `${id}@exemple.fr`, name: id, demonstration: false })
  await insertGrant(db, id, { role, ...(organisation !== undefined && { organisation }) }, office.access.now())
  const account = await findAccount(db, id)
  return { kind: 'account', account: id, grants: account?.grants ?? [], usedSecondFactor: true }
}

async function undo({ office, db }: Place, actor: Person, entry?: number): Promise<string> {
  const id = entry ?? (await findHead(db)).entries
  const context = { db, actor, now: office.access.now, perimeters: new Set<string>(), indicators: new Set<string>() }
  try {
    await undoChange(context, id)
    return 'undone'
  } catch (error) {
    if (error instanceof ObservatoryError) return 'reason' in error ? String(error.reason) : error.text.en
    throw error
  }
}

async function mayUndoLast({ db }: Place, actor: Person): Promise<Undo | undefined> {
  const entry = await findEntry(db, (await findHead(db)).entries)
  return entry && mayUndo(db, entry, `account:${actor.account}`)
}

async function formOf({ db, officer }: Place, id: string): Promise<FormFields> {
  return (await openPerson({ db, actor: officer }, id)).fields
}

it('puts the record as it was, and is itself in the journal', async () => {
  const place = await makePlace()
  const { context, db, officer } = place
  await editOrganisation(context, { value: { ...pma, aliases: [] }, version: 1 })
  const { entries } = await findHead(db)
  expect(await undo(place, officer)).toBe('undone')
  expect(await findOrganisation(db, pma.id)).toEqual({ version: 3, value: pma })
  expect((await listChanges(db, {}))[0]).toMatchObject({ entry: entries + 1, reason: `undo ${entries}` })
})

it('removes what was added, and brings back what was removed', async () => {
  const place = await makePlace()
  const id = parseOrganisationId('new')
  await addOrganisation(place.context, makeOrganisation('new'))
  expect(await undo(place, place.officer)).toBe('undone')
  expect(await findOrganisation(place.db, id)).toBeUndefined()
  expect(await undo(place, place.officer)).toBe('undone')
  expect((await findOrganisation(place.db, id))?.value).toEqual(makeOrganisation('new'))
})

it('is for its author, who still may write it, while nothing rests on it', async () => {
  const place = await makePlace()
  const { context, officer, office } = place
  const other = await hold(office, 'bob', 'administrator')
  await addOrganisation(context, makeOrganisation('new'))
  const { entries } = await findHead(place.db)
  expect(await undo(place, other, entries)).toBe('not-yours')
  expect(await undo(place, officer, 9999)).toContain('no entry 9999')
  const uses = makeOrganisation('uses', {
    predecessors: [{ organisation: parseOrganisationId('new'), kind: 'becomes', on: '2024-01-01' }]
  })
  await addOrganisation(context, uses)
  expect(await undo(place, officer, entries)).toBe('in-use')
  const [grant] = officer.grants
  await endGrant(office.database.db, grant && 'id' in grant ? String(grant.id) : '', office.access.now())
  expect(await undo(place, officer, entries)).not.toBe('undone')
  await insertGrant(office.database.db, 'zoe', { role: 'study-officer' }, office.access.now())
  await editOrganisation(context, { value: makeOrganisation('new', { aliases: ['n'] }), version: 1 })
  expect(await undo(place, officer, entries)).toBe('changed-since')
})

it('takes a merge back whole: both records, who had followed them, the offices; both histories stay', async () => {
  const place = await makePlace()
  const { context, db, officer } = place
  const before = await findRegister(db)
  await applyMerge(context, pma.id, copy.id)
  const { entries } = await findHead(db)
  expect((await findRegister(db)).people[0]?.mandates[0]?.organisation).toBe('pma')
  expect(await mayUndoLast(place, officer)).toBe('merge')
  // Whichever of its entries is named.
  expect(await undo(place, officer, entries - 1)).toBe('undone')
  expect(await findRegister(db)).toEqual(before)
  for (const key of ['pma', 'pole-2']) {
    const record = { relation: 'organisation', key }
    const history = await findEntries(db, { relations: [], record, limit: 10 })
    expect(history.map(({ reason }) => reason)).toEqual([null, 'test', `undo ${entries - 1}`])
  }
  expect(await findChainFault(db)).toBeUndefined()
  expect(await undo(place, officer, entries)).toBe('changed-since')
  // And done again after.
  await applyMerge(context, pma.id, copy.id)
  expect(await undo(place, officer)).toBe('undone')
  expect(await findRegister(db)).toEqual(before)
})

it('leaves a merge as it is once one of the records was changed, or an office that it had moved', async () => {
  const place = await makePlace()
  const { context, db, officer } = place
  await applyMerge(context, pma.id, copy.id)
  const { entries } = await findHead(db)
  const kept = await findOrganisation(db, pma.id)
  if (!kept) throw new Error('pma is there')
  await editOrganisation(context, { value: { ...kept.value, aliases: ['P'] }, version: kept.version })
  expect(await undo(place, officer, entries)).toBe('changed-since')
  expect(await undo(place, officer)).toBe('undone')
  // What was changed and put back was changed all the same.
  expect(await undo(place, officer, entries)).toBe('changed-since')
})

it('leaves a merge as it is when the record that goes on was changed, though the merge had added nothing to it', async () => {
  const place = await makePlace()
  const { context, db, officer } = place
  const twin = makeOrganisation('twin', { names: pma.names })
  await addOrganisation(context, twin)
  await applyMerge(context, pma.id, twin.id)
  const { entries } = await findHead(db)
  await editOrganisation(context, { value: { ...pma, aliases: ['P'] }, version: 1 })
  expect(await undo(place, officer, entries)).toBe('changed-since')
})

it('puts a person back with name, offices and private contact, and removes one who was added', async () => {
  const place = await makePlace()
  const { db, officer, office } = place
  const asking = { db, actor: officer }
  const before = await formOf(place, 'ada')
  const fields = { ...before, name: 'Ada L.', phone: '03 21 00 00 00', 'mandates.0.to': '2026-03-01' }
  await savePersonForm(asking, 'ada', fields, office.access.now())
  expect(await undo(place, officer)).toBe('undone')
  expect(await formOf(place, 'ada')).toEqual(before)
  const second = { ...before, phone: '03 21 00 00 01' }
  await savePersonForm(asking, 'ada', second, office.access.now())
  await savePersonForm(asking, 'ada', { ...(await formOf(place, 'ada')), phone: '' }, office.access.now())
  expect(await undo(place, officer)).toBe('undone')
  expect((await formOf(place, 'ada'))['phone']).toBe('03 21 00 00 01')
  await addPersonForm(asking, { ...before, name: 'Eve', email: 'eve@exemple.fr' })
  expect(await findPerson(office.database.db, 'eve')).toBeDefined()
  expect(await undo(place, officer)).toBe('undone')
  expect(await findPerson(office.database.db, 'eve')).toBeUndefined()
  expect(await findChainFault(db)).toBeUndefined()
})

it('keeps a person to whom something has come since: an account, a request, a consent', async () => {
  const place = await makePlace()
  const { db, officer, office } = place
  await addPersonForm({ db, actor: officer }, { name: 'Eve' })
  const { entries } = await findHead(db)
  await insertAccount(office.database.db, { id: 'eve', email: 'eve@exemple.fr', name: 'Eve', demonstration: false })
  await office.database.db.updateTable('account').set({ person: 'eve' }).where('id', '=', 'eve').execute()
  expect(await undo(place, officer, entries)).toBe('in-use')
  await office.database.db.updateTable('account').set({ person: null }).where('id', '=', 'eve').execute()
  await sql`insert into private.request (id, person, kind, received_on) values ('r', 'eve', 'access', '2026-11-01')`.execute(
    office.database.db
  )
  expect(await undo(place, officer, entries)).toBe('in-use')
})

it('does not bring back what was erased for good', async () => {
  const place = await makePlace()
  const { db, officer, office } = place
  const asking = { db, actor: officer }
  const before = await formOf(place, 'ada')
  await savePersonForm(asking, 'ada', { ...before, phone: '03 21 00 00 00' }, office.access.now())
  await savePersonForm(asking, 'ada', { ...(await formOf(place, 'ada')), phone: '' }, office.access.now())
  const { entries } = await findHead(db)
  await sql`select journal.erase('private.contact', 'ada')`.execute(office.database.db)
  expect(await undo(place, officer, entries)).toBe('erased')
})

it('gives a role back that was withdrawn, and ends one that was given; never the last administrator’s', async () => {
  const place = await makePlace()
  const { office, db } = place
  const ada = await hold(office, 'ada-admin', 'administrator')
  const asked = { role: 'editor', organisation: '', territory: '' }
  const held = async (id: string) => (await findAccount(db, id))?.grants.map(({ role }) => role)
  await grantRole(office.access, ada, 'zoe', asked)
  expect(await undo(place, ada)).toBe('undone')
  expect(await held('zoe')).toEqual(['study-officer'])
  const officerGrant = (await findAccount(db, 'zoe'))?.grants[0]?.id ?? ''
  await withdrawRole(office.access, ada, officerGrant)
  expect(await held('zoe')).toEqual([])
  expect(await undo(place, ada)).toBe('undone')
  expect(await held('zoe')).toEqual(['study-officer'])
  // Given by one who is no administrator any more: not theirs to change.
  const bob = await hold(office, 'bob', 'administrator')
  await withdrawRole(office.access, ada, officerGrant)
  const { entries } = await findHead(db)
  const adaGrant = (await findAccount(db, 'ada-admin'))?.grants[0]?.id ?? ''
  await withdrawRole(office.access, bob, adaGrant)
  expect(await undo(place, ada, entries)).not.toBe('undone')
  expect(await held('zoe')).toEqual([])
  // Bob gave himself nothing; what made another administrator is taken back only while one remains.
  await grantRole(office.access, bob, 'zoe', { role: 'administrator', organisation: '', territory: '' })
  const given = (await findHead(db)).entries
  const zoe = { kind: 'account', account: 'zoe', grants: [], usedSecondFactor: true } as const
  const bobGrant = (await findAccount(db, 'bob'))?.grants[0]?.id ?? ''
  await withdrawRole(office.access, { ...zoe, grants: (await findAccount(db, 'zoe'))?.grants ?? [] }, bobGrant)
  expect(await undo(place, bob, given)).not.toBe('undone')
  expect(await held('zoe')).toEqual(['administrator'])
})

it('does not give a role back to an account that was closed meanwhile', async () => {
  const place = await makePlace()
  const { office, db } = place
  const ada = await hold(office, 'ada-admin', 'administrator')
  const grant = (await findAccount(db, 'zoe'))?.grants[0]?.id ?? ''
  await withdrawRole(office.access, ada, grant)
  const { entries } = await findHead(db)
  await close(office.access, ada, 'zoe')
  expect(await undo(place, ada, entries)).not.toBe('undone')
})

it('of the end of an office gives its holder’s roles back where the author may give roles, and not else', async () => {
  const place = await makePlace()
  const { office, db, officer } = place
  const administrator = await hold(office, 'ada-admin', 'administrator')
  await hold(office, 'member', 'member', 'pole-2')
  await office.database.db.updateTable('account').set({ person: 'ada' }).where('id', '=', 'member').execute()
  const held = async () => (await findAccount(db, 'member'))?.grants.length
  for (const [actor, left] of [
    [administrator, 1],
    [officer, 0]
  ] as const) {
    const fields = { ...(await formOf(place, 'ada')), 'mandates.0.to': '2020-12-31' }
    await savePersonForm({ db, actor }, 'ada', fields, office.access.now())
    expect(await held()).toBe(0)
    expect(await undo(place, actor)).toBe('undone')
    expect((await findRegister(db)).people[0]?.mandates[0]?.to).toBeUndefined()
    expect(await held()).toBe(left)
  }
})
