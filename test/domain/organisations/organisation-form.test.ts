import { describe, expect, it } from 'vitest'
import {
  needsReason,
  organisationFields,
  readOrganisation
} from '../../../src/domain/organisations/organisation-form.ts'
import { alikeOrganisations, alikePairs } from '../../../src/domain/organisations/search.ts'
import { parseOrganisationId } from '../../../src/domain/organisations/organisation.ts'
import { makeOrganisation } from './make.ts'

const dreets = makeOrganisation('dreets', {
  kind: 'state',
  names: [{ name: 'Dreets', from: '2021-04-01', source: 'Décret' }],
  aliases: ['DREETS', 'Direction régionale'],
  forms: [{ form: 'state-service' }],
  predecessors: [
    { organisation: parseOrganisationId('direccte'), kind: 'becomes', on: '2021-04-01', source: 'Décret' }
  ],
  participations: [{ in: 'pic', role: 'partner', from: '2021-04-01', source: 'Livret' }],
  contact: { site: 'https://dreets.example' },
  note: { fr: 'Note', en: 'Note' }
})

describe('the form of an organisation', () => {
  it('holds the whole record: read back, it is the same', () => {
    expect(readOrganisation(dreets, organisationFields(dreets))).toEqual({ status: 'read', organisation: dreets })
  })

  it('passes over rows left empty, and a row that says only how', () => {
    const fields = { ...organisationFields(dreets), 'names.7.name': ' ', 'predecessors.5.kind': 'absorbed' }
    expect(readOrganisation(dreets, fields)).toEqual({ status: 'read', organisation: dreets })
  })

  it.each([
    ['names.0.name', ''],
    ['names.0.to', '2024-02-30'],
    ['predecessors.0.on', ''],
    ['participations.0.source', ''],
    ['site', 'javascript:alert(1)'],
    ['note.en', ''],
    ['kind', 'king'],
    ['address', 'x'.repeat(400)],
    ['names.0.name', 'Rapport \u202efdp.exe'],
    ['names.0.name', 'x'.repeat(301)],
    ['names.0.source', 'Décret\nBcc: x'],
    ['aliases', `Direction\n${'x'.repeat(301)}`]
  ])('tells what is wrong with %s at that field', (field, value) => {
    const read = readOrganisation(dreets, { ...organisationFields(dreets), [field]: value })
    expect(read.status === 'problems' && read.problems.map((one) => one.field)).toEqual([field])
  })

  it('asks why when what was dated is rewritten or removed, not when something is added or comes to its end', () => {
    const [name] = dreets.names
    if (!name) throw new Error('a name')
    const renamed = [
      { ...name, to: '2025-12-31' },
      { name: 'Autre', from: '2026-01-01' }
    ]
    expect(needsReason(dreets, { ...dreets, names: renamed, aliases: [] })).toBe(false)
    expect(needsReason(dreets, { ...dreets, names: [{ ...name, from: '2020-01-01' }] })).toBe(true)
    expect(needsReason(dreets, { ...dreets, participations: [] })).toBe(true)
  })
})

describe('records that are alike', () => {
  const named = (id: string, name: string) => makeOrganisation(id, { names: [{ name }] })

  it('share their words, in any order, without accents, or but for one slip', () => {
    const all = [
      named('a', 'Pôle métropolitain de l’Artois'),
      named('b', 'Pole metropolitain de l’Artois'),
      named('c', 'Artois : métropolitain, pôle de l’'),
      named('d', 'Pôle métropolitan de l’Artois'),
      named('e', 'Pôle métropolitain de la Sambre')
    ]
    expect(alikeOrganisations(all, named('new', 'Pôle métropolitain de l’Artois')).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
      'd'
    ])
  })

  it('are neither what one follows, nor what was merged already', () => {
    const [old, merged] = [named('old', 'Communauté de l’Artois'), named('m', 'Communauté de l’Artois')]
    const next = {
      ...named('next', 'Communauté de l’Artois'),
      predecessors: [{ organisation: old.id, kind: 'becomes' as const, on: '2020-01-01' }]
    }
    expect(alikePairs([old, next, { ...merged, mergedInto: next.id }])).toEqual([])
  })
})
