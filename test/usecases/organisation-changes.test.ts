import { describe, expect, it, onTestFinished } from 'vitest'
import type { Author } from '../../src/domain/journal/entry.ts'
import { listsOf } from '../../src/domain/organisations/list.ts'
import { parseOrganisationId } from '../../src/domain/organisations/organisation.ts'
import type { Register } from '../../src/domain/organisations/register.ts'
import { ObservatoryError } from '../../src/domain/shared/errors.ts'
import { listChanges } from '../../src/usecases/journal.ts'
import {
  addOrganisation,
  applyMerge,
  editOrganisation,
  planMerge,
  type ChangeContext
} from '../../src/usecases/organisation-changes.ts'
import { findHead } from '../../src/store/journal-chain.ts'
import { findOrganisation, findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeDatabase } from '../database.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'

const pma = makeOrganisation('pma', { names: [{ name: 'Pôle métropolitain' }], aliases: ['PMA'] })
const copy = makeOrganisation('pole-2', {
  names: [{ name: 'Pôle métropolitain de l’Artois' }],
  participations: [{ in: 'pic', role: 'partner', source: 'booklet' }]
})
const euralens = makeOrganisation('euralens', {
  predecessors: [{ organisation: copy.id, kind: 'absorbed', on: '2022-01-01' }]
})
const REGISTER: Register = {
  organisations: [euralens, pma, copy],
  lists: [{ id: 'p', label: { fr: 'P', en: 'P' }, participation: { in: 'pic', role: 'partner' }, source: 'booklet' }],
  people: [makePerson('ada', [{ organisation: copy.id, from: '2020-01-01' }])]
}

async function makeContext(actor: Author = 'account:1'): Promise<ChangeContext> {
  const { db, close } = await makeDatabase()
  onTestFinished(close)
  await db.transaction().execute((t) => replaceRegister(t, REGISTER))
  return { db, authorship: { actor, reason: 'test' }, perimeters: new Set(['artois']) }
}

async function refusal(action: Promise<unknown>): Promise<string> {
  try {
    await action
    return 'done'
  } catch (error) {
    if (error instanceof ObservatoryError) return 'reason' in error ? String(error.reason) : error.text.en
    throw error
  }
}

describe('an edit', () => {
  it('is saved over the version that was read', async () => {
    const context = await makeContext()
    expect(await editOrganisation(context, { value: { ...pma, aliases: ['PMA', 'Pôle'] }, version: 1 })).toEqual({
      status: 'saved',
      version: 2
    })
    expect((await findOrganisation(context.db, pma.id))?.value.aliases).toEqual(['PMA', 'Pôle'])
  })

  it('that comes second overwrites nothing, and shows what the first has changed', async () => {
    const context = await makeContext()
    await editOrganisation(context, { value: { ...pma, aliases: ['un'] }, version: 1 })
    const mine = { ...pma, aliases: ['deux'], kind: 'state' as const }
    const second = await editOrganisation(context, { value: mine, version: 1 })
    expect(second).toEqual({
      status: 'changed-meanwhile',
      version: 2,
      fields: [{ field: 'aliases', base: ['PMA'], mine: ['deux'], theirs: ['un'], clash: true }]
    })
    expect((await findOrganisation(context.db, pma.id))?.value).toEqual({ ...pma, aliases: ['un'] })
    expect(await editOrganisation(context, { value: mine, version: 2 })).toEqual({ status: 'saved', version: 3 })
  })

  it('of two at the very same time lets one through', async () => {
    const context = await makeContext()
    const both = await Promise.all(
      ['un', 'deux'].map((alias) => editOrganisation(context, { value: { ...pma, aliases: [alias] }, version: 1 }))
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['changed-meanwhile', 'saved'])
  })

  it('that does not hold is refused with where, and changes nothing', async () => {
    const context = await makeContext()
    const before = await findHead(context.db)
    const mergedInto = parseOrganisationId('nobody')
    expect(await refusal(editOrganisation(context, { value: { ...pma, mergedInto }, version: 1 }))).toBe(
      'pma, mergedInto: unknown organisation "nobody"'
    )
    expect(await refusal(addOrganisation(context, pma))).toBe('exists')
    expect(await findHead(context.db)).toEqual(before)
  })
})

describe('a merge', () => {
  it('makes one of two, keeps both histories, and leads from one to the other', async () => {
    const context = await makeContext()
    const planned = planMerge(await findRegister(context.db), pma.id, copy.id)
    expect((await findOrganisation(context.db, copy.id))?.value).toEqual(copy)
    await applyMerge(context, pma.id, copy.id)
    expect(await findRegister(context.db)).toEqual(planned.register)
    const register = await findRegister(context.db)
    expect(register.organisations.find(({ id }) => id === pma.id)).toEqual({
      ...pma,
      aliases: ['PMA', 'Pôle métropolitain de l’Artois'],
      participations: copy.participations
    })
    expect(register.organisations.find(({ id }) => id === copy.id)).toEqual({ ...copy, mergedInto: pma.id })
    expect(register.organisations.find(({ id }) => id === 'euralens')?.predecessors[0]?.organisation).toBe(pma.id)
    expect(register.people[0]?.mandates[0]?.organisation).toBe(pma.id)
    expect(listsOf(register, pma.id, '2026-01-01').map(([{ id }]) => id)).toEqual(['p'])
    const told = await listChanges(context.db, { record: { relation: 'organisation', key: copy.id } })
    expect(told.map(({ title }) => title.en)).toEqual([
      'Changed the organisation pole-2',
      'Added the organisation pole-2'
    ])
  })

  it('is refused with itself, with nobody, and twice', async () => {
    const context = await makeContext()
    expect(await refusal(applyMerge(context, pma.id, pma.id))).toBe('itself')
    expect(await refusal(applyMerge(context, pma.id, parseOrganisationId('nobody')))).toContain('nobody')
    await applyMerge(context, pma.id, copy.id)
    expect(await refusal(applyMerge(context, pma.id, copy.id))).toBe('merged')
  })
})
