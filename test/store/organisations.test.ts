import { afterEach, describe, expect, it } from 'vitest'
import type { Mandate } from '../../src/domain/organisations/person.ts'
import type { Register } from '../../src/domain/organisations/register.ts'
import { change, findEntries } from '../../src/store/journal.ts'
import {
  findOrganisation,
  findOrganisationVersion,
  findRegister,
  replaceRegister,
  saveOrganisation
} from '../../src/store/organisations.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'

const open: TestDatabase[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

const pma = makeOrganisation('pma', {
  names: [{ name: 'Pôle métropolitain de l’Artois', from: '2017-01-01', source: 'DGCL' }],
  aliases: ['PMA'],
  forms: [{ form: 'pole-metropolitain' }],
  note: { fr: 'Siège à Lens', en: 'Seat in Lens' }
})
const REGISTER: Register = {
  organisations: [makeOrganisation('old', { mergedInto: pma.id }), pma],
  lists: [{ id: 'z', label: { fr: 'Z', en: 'Z' }, participation: { in: 'pic', role: 'partner' }, source: 's' }],
  people: [makePerson('ada', [{ from: '2020-07-01', to: '2026-03-31' }, { attested: '2019-01-01' }], 'Ada Exemple')]
}

describe('the register', () => {
  it('comes back as it went in', async () => {
    const { db } = await database()
    await db.transaction().execute((t) => replaceRegister(t, REGISTER))
    expect(await findRegister(db)).toEqual(REGISTER)
  })

  it('is not written again where nothing differs', async () => {
    const { db } = await database()
    await db.transaction().execute((t) => replaceRegister(t, REGISTER))
    const renamed = { ...pma, aliases: ['PMA', 'Pôle'] }
    await db.transaction().execute((t) => replaceRegister(t, { ...REGISTER, organisations: [renamed], people: [] }))
    const entries = await findEntries(db, { relations: ['organisation', 'mandate', 'person'], limit: 100 })
    expect(entries.slice(5).map(({ relation, key, action }) => `${action} ${relation} ${key}`)).toEqual([
      'delete person ada',
      'delete mandate ada-01',
      'delete mandate ada-02',
      'delete organisation old',
      'update organisation pma'
    ])
    expect((await findOrganisation(db, pma.id))?.version).toBe(2)
  })

  it('keeps the record and the version of each mandate that goes on, whatever is loaded around it', async () => {
    const { db } = await database()
    const [first, second] = REGISTER.people[0]?.mandates ?? []
    if (!first || !second) throw new Error('two mandates')
    const load = (mandates: readonly Mandate[]): Promise<void> =>
      change(db, { actor: 'command' }, (t) =>
        replaceRegister(t, { ...REGISTER, people: [makePerson('ada', mandates, 'Ada Exemple')] })
      )
    const stored = async (): Promise<unknown> =>
      db.selectFrom('mandate').select(['id', 'version']).orderBy('id').execute()
    await load([first, second])
    await load([first, second])
    expect(await stored()).toEqual([
      { id: 'ada-01', version: 1 },
      { id: 'ada-02', version: 1 }
    ])
    const ended = { ...second, to: '2021-01-01' }
    await load([{ ...first, office: { fr: 'maire', en: 'mayor' } }, ended])
    await load([ended])
    await load([ended, { ...second, office: { fr: 'élue', en: 'councillor' } }])
    expect(await stored()).toEqual([
      { id: 'ada-02', version: 2 },
      { id: 'ada-04', version: 1 }
    ])
    expect((await findRegister(db)).people[0]?.mandates[0]).toEqual(ended)
  })

  it('is as it was on an earlier day, but for people who were erased since', async () => {
    const { db } = await database()
    const system = { actor: 'system' } as const
    await change(db, { ...system, at: '2023-01-01T00:00:00Z' }, (t) => replaceRegister(t, REGISTER))
    const later = { ...REGISTER, organisations: [{ ...pma, aliases: [] }] }
    await change(db, { ...system, at: '2024-01-01T00:00:00Z' }, (t) => replaceRegister(t, later))
    expect(await findRegister(db, '2022-12-31T00:00:00Z')).toEqual({ organisations: [], lists: [], people: [] })
    expect(await findRegister(db, '2023-06-30T00:00:00Z')).toEqual(REGISTER)
    expect(await findRegister(db, '2024-06-30T00:00:00Z')).toEqual(later)
    await change(db, { ...system, at: '2025-01-01T00:00:00Z' }, (t) => replaceRegister(t, { ...later, people: [] }))
    expect((await findRegister(db, '2024-06-30T00:00:00Z')).people).toEqual([])
  })

  it('keeps each version of a record, and writes none over one that nobody read', async () => {
    const { db } = await database()
    await db.transaction().execute((t) => replaceRegister(t, REGISTER))
    expect(await saveOrganisation(db, { ...pma, aliases: ['un'] }, 1)).toBe(true)
    expect(await saveOrganisation(db, { ...pma, aliases: ['deux'] }, 1)).toBe(false)
    expect((await findOrganisation(db, pma.id))?.value.aliases).toEqual(['un'])
    expect(await findOrganisationVersion(db, pma.id, 1)).toEqual(pma)
  })
})

async function database(): Promise<TestDatabase> {
  const made = await makeDatabase()
  open.push(made)
  return made
}
