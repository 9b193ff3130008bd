import { describe, expect, it } from 'vitest'
import { changedMeanwhile, resolveConflicts } from '../../../src/domain/journal/conflict.ts'
import { entryTitle, fieldChanges } from '../../../src/domain/journal/sentence.ts'

describe('two people on one record', () => {
  const base = { name: 'Artois', site: 'a', note: { fr: 'x', en: 'x' } }

  it('are shown what the other changed, and where both changed the same field', () => {
    const mine = { ...base, name: 'Pôle', site: 'b' }
    const theirs = { ...base, name: 'PMA', note: { fr: 'y', en: 'y' } }
    expect(changedMeanwhile(base, mine, theirs)).toEqual([
      { field: 'name', base: 'Artois', mine: 'Pôle', theirs: 'PMA', clash: true },
      { field: 'note', base: base.note, mine: base.note, theirs: theirs.note, clash: false }
    ])
  })

  it('choose part by part where both changed a contact, so that neither loses what only one wrote', () => {
    const [mine, theirs] = [
      { contact: { address: 'Oignies', site: 'a' } },
      { contact: { site: 'b', postcode: '62590' } }
    ]
    const conflicts = changedMeanwhile({ contact: { site: 'c' } }, mine, theirs)
    expect(conflicts.map(({ field, clash }) => [field, clash])).toEqual([
      ['contact.site', true],
      ['contact.postcode', false]
    ])
    expect(resolveConflicts(mine, conflicts, {})).toBeUndefined()
    expect(resolveConflicts(mine, conflicts, { 'contact.site': 'mine' })).toEqual({
      contact: { address: 'Oignies', site: 'a', postcode: '62590' }
    })
    const gone = changedMeanwhile({ contact: { site: 'a' } }, { contact: { site: 'b' } }, { contact: {} })
    expect(resolveConflicts({ contact: { site: 'b' } }, gone, { 'contact.site': 'theirs' })).toEqual({})
  })

  it('have nothing to choose where both wrote the same, in whatever order of keys', () => {
    const mine = { ...base, note: { en: 'z', fr: 'z' } }
    const theirs = { ...base, note: { fr: 'z', en: 'z' } }
    expect(changedMeanwhile(base, mine, theirs)).toEqual([])
  })
})

describe('an entry', () => {
  const entry = { action: 'update', relation: 'organisation', key: 'pma', before: {}, after: {} } as const
  const whole = { ...entry, id: 1, at: '', actor: 'system', onBehalf: null, reason: null }

  it('has a title that reads as a sentence in both languages', () => {
    expect(entryTitle(whole)).toEqual({ fr: 'Correction de l’organisme pma', en: 'Changed the organisation pma' })
    expect(entryTitle({ ...whole, action: 'insert', relation: 'perimeter' }).fr).toBe('Ajout du périmètre pma')
    expect(entryTitle({ ...whole, action: 'delete', relation: 'organisation_list' }, { fr: 'A', en: 'A' }).fr).toBe(
      'Retrait de la liste « A »'
    )
  })

  it('tells each field of a document, and not the version that guards it', () => {
    const before = { version: 1, definition: { label: { fr: 'a', en: 'a' }, unit: 'hab' } }
    const after = { version: 2, definition: { label: { fr: 'b', en: 'a' }, unit: 'hab' } }
    expect(fieldChanges({ ...entry, before, after })).toEqual([
      { field: 'definition.label.fr', before: 'a', after: 'b' }
    ])
  })
})

const BASE = { aliases: ['a'], kind: 'local', note: 'read', site: 'old' }
const MINE = { aliases: ['a', 'mine'], kind: 'state', note: 'read', site: 'old' }
const THEIRS = { aliases: ['a', 'theirs'], kind: 'culture', note: 'read', site: 'new' }
const CONFLICTS = changedMeanwhile(BASE, MINE, THEIRS)

describe('a conflict that is chosen', () => {
  it('takes what only they changed, and each choice where both did', () => {
    expect(resolveConflicts(MINE, CONFLICTS, { aliases: 'both', kind: 'mine' })).toEqual({
      aliases: ['a', 'theirs', 'mine'],
      kind: 'state',
      note: 'read',
      site: 'new'
    })
  })

  it('is not resolved while a choice is missing, unknown, or of both where one value is held', () => {
    expect(resolveConflicts(MINE, CONFLICTS, { aliases: 'both' })).toBeUndefined()
    expect(resolveConflicts(MINE, CONFLICTS, { aliases: 'all', kind: 'mine' })).toBeUndefined()
    expect(resolveConflicts(MINE, CONFLICTS, { aliases: 'mine', kind: 'both' })).toBeUndefined()
  })

  it('removes what they removed, and puts dated facts in the order of time', () => {
    const [was, my, their] = [
      { names: [{ from: '2020-01-01' }], note: 'x' },
      { names: [{ from: '2020-01-01' }, { from: '2021-01-01' }], note: 'x' },
      { names: [{ from: '2019-01-01' }] }
    ]
    expect(resolveConflicts(my, changedMeanwhile(was, my, their), { names: 'both' })).toEqual({
      names: [{ from: '2019-01-01' }, { from: '2020-01-01' }, { from: '2021-01-01' }]
    })
  })
})
