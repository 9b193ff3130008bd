import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArchivedEdition } from '../../src/domain/editions/archive.ts'
import type { EditionTexts } from '../../src/domain/editions/writing.ts'
import { openDatabase, type Db } from '../../src/store/database.ts'
import {
  findArchiveText,
  findFrozenFile,
  insertArchive,
  listFrozen,
  parseArchive
} from '../../src/store/edition-archive.ts'
import {
  findEditionFiles,
  findEditionTexts,
  findWrittenEdition,
  replaceEditions,
  saveEditionFile
} from '../../src/store/editions.ts'
import { change } from '../../src/store/journal.ts'
import { makeDatabase } from '../database.ts'

const SIGNED = { actor: 'command', reason: 'test' } as const
const ISSUE: EditionTexts = {
  id: '2022',
  files: [
    { name: 'edition.yaml', text: 'title: Dix ans' },
    { name: 'territoire.md', text: '# Le territoire' }
  ]
}

let db: Db
const closing: (() => Promise<void>)[] = []

/** As the application connects: what it may not do, nothing of the product does. */
beforeAll(async () => {
  const { url, close: drop } = await makeDatabase()
  const opened = await openDatabase({ database: url.replace(/\/\/[^@]*@/, '//chevalement_app@'), home: '' })
  db = opened.db
  closing.push(opened.close, drop)
}, 120_000)

afterAll(async () => {
  for (const close of closing) await close()
})

describe('the texts of an edition', () => {
  it('come back as they were written, and are written again only where they differ', async () => {
    await change(db, SIGNED, (t) => replaceEditions(t, [ISSUE]))
    await change(db, SIGNED, (t) => replaceEditions(t, [ISSUE]))
    const [found] = await findEditionTexts(db)
    expect(found?.files.map(({ name, text }) => ({ name, text }))).toEqual(ISSUE.files)
    expect(found?.files.map(({ version }) => version)).toEqual([1, 1])
  })

  it('refuse a text written over one that was not read, and keep the first', async () => {
    const name = 'territoire.md'
    await change(db, SIGNED, (t) => saveEditionFile(t, '2022', { name, text: '# Ici', version: 1 }))
    await expect(
      change(db, SIGNED, (t) => saveEditionFile(t, '2022', { name, text: '# Là', version: 1 }))
    ).rejects.toMatchObject({ reason: 'changed-since' })
    expect(await findEditionFiles(db, '2022')).toContainEqual({ name, text: '# Ici', version: 2 })
  })

  it('refuse a second chapter of the same name', async () => {
    const chapter = { name: 'mots.md', text: '# Mots', version: undefined }
    await change(db, SIGNED, (t) => saveEditionFile(t, '2022', chapter))
    await expect(change(db, SIGNED, (t) => saveEditionFile(t, '2022', chapter))).rejects.toMatchObject({
      reason: 'changed-since'
    })
  })

  it('are a draft again when other texts take their place, and go with their edition', async () => {
    await change(db, SIGNED, (t) => t.updateTable('edition').set({ state: 'approved' }).execute())
    await change(db, SIGNED, (t) => replaceEditions(t, [ISSUE]))
    expect(await findWrittenEdition(db, '2022')).toMatchObject({ state: 'draft' })
    expect((await findEditionFiles(db, '2022')).map(({ name }) => name)).toEqual(['edition.yaml', 'territoire.md'])
    await change(db, SIGNED, (t) => replaceEditions(t, []))
    expect(await findEditionTexts(db)).toEqual([])
  })
})

describe('a frozen edition', () => {
  const photograph = Buffer.from('a photograph')
  const sha = createHash('sha256').update(photograph).digest('hex')
  const archived = {
    frozen: { edition: { id: '2022', title: 'Dix ans' }, frozenOn: '2026-11-22' },
    rows: [],
    photographs: { 'terril.jpg': sha },
    verdicts: []
  } as unknown as ArchivedEdition

  it('is found for ever at the digest of what it says, with its photographs', async () => {
    const photographs = new Map([['terril.jpg', photograph]])
    const digest = await change(db, SIGNED, (t) => insertArchive(t, archived, photographs, 'Ada'))
    expect(await change(db, SIGNED, (t) => insertArchive(t, archived, photographs, 'Bo'))).toBe(digest)
    const text = await findArchiveText(db, digest)
    expect(
      createHash('sha256')
        .update(text ?? '')
        .digest('hex')
    ).toBe(digest)
    expect(parseArchive(text ?? '')).toEqual(archived)
    expect(Buffer.from((await findFrozenFile(db, sha)) ?? [])).toEqual(photograph)
    expect(await listFrozen(db, '2022')).toEqual([{ digest, edition: '2022', frozenOn: '2026-11-22', author: 'Ada' }])
  })

  it.each<[string, (t: Db) => Promise<unknown>]>([
    ['changed', (t: Db) => t.updateTable('frozen_edition').set({ author: 'Nobody' }).execute()],
    ['removed', (t: Db) => t.deleteFrom('frozen_edition').execute()],
    [
      'given another photograph',
      (t: Db) =>
        t
          .updateTable('frozen_file')
          .set({ bytes: Buffer.from('') })
          .execute()
    ],
    ['robbed of its photographs', (t: Db) => t.deleteFrom('frozen_file').execute()]
  ])('is not %s', async (_, attempt) => {
    await expect(change(db, SIGNED, attempt)).rejects.toThrow('what is frozen changes no more')
  })
})
