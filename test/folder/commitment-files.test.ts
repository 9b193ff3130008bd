import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/domain/commitments/summary.ts'
import type { CommitmentRegister } from '../../src/domain/commitments/commitment-register.ts'
import { commitmentTexts, readCommitments } from '../../src/folder/commitment-files.ts'
import { readClaimRegister } from '../../src/folder/document-files.ts'
import { ROOT } from '../../src/root.ts'
import { KNOWN } from '../domain/commitments/make-commitment.ts'
import { readExampleCommitments } from '../example-observatory.ts'
import { temporaryFolder } from './spoil.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')
const FILE = 'commitments/propositions-2010.yaml'

describe('the commitments of the example', () => {
  it('announce 26 actions, list 25, and lack the fourth of proposition 5', async () => {
    const { actions, propositions } = await summary()
    expect(propositions.map(({ counted }) => [counted.announced?.count, counted.listed])).toEqual([
      [6, 6],
      [3, 3],
      [4, 4],
      [5, 5],
      [4, 3],
      [2, 2],
      [2, 2]
    ])
    expect(actions).toMatchObject({ announced: { count: 26 }, listed: 25, gap: 1 })
  })

  it('know of more than 80 leads, and of none of them', async () => {
    const { leads } = await summary()
    expect(leads).toMatchObject({
      announced: { count: 80, qualifier: 'more-than' },
      listed: 0,
      coverage: { withFate: 0, of: 80, holds: 'at-most' }
    })
  })

  it('give propositions 3 and 6 two titles each, and one title to two actions under two identifiers', async () => {
    const { propositions, actions } = await readExampleCommitments()
    expect(propositions[2]?.titles.map(({ title }) => title)).toEqual([
      'Faire du territoire une destination touristique',
      'Créer une destination touristique'
    ])
    expect(propositions[5]?.titles).toHaveLength(2)
    const same = actions.filter(({ title }) => title.startsWith('Choisir des conseils'))
    expect(same.map(({ id }) => id)).toEqual(['p1-a6', 'p3-a2'])
  })

  it('cite a document for every state that they tell', async () => {
    const { actions } = await readExampleCommitments()
    const told = actions.filter(({ state }) => state !== 'unknown')
    expect(told.filter(({ evidence }) => !evidence.some(({ kind }) => kind === 'document'))).toEqual([])
  })

  it('are written as they were read', async () => {
    const texts = commitmentTexts(await readExampleCommitments())
    expect(texts.map(({ path }) => path)).toEqual([FILE])
    expect(texts[0]?.text).toBe(await readFile(join(EXAMPLE, FILE), 'utf8'))
  })
})

describe('a file of commitments', () => {
  it('says where a name leads nowhere, with line and column', async () => {
    await expect(readSpoilt('document: livret', 'document: livres')).rejects.toThrow(
      /commitments\/set\.yaml:6:\d+ : « livres » n’existe pas ; plutôt « livret » \?/
    )
    await expect(readSpoilt('carriers: [ pma ]', 'carriers: [ pna ]')).rejects.toThrow('set.yaml:17:')
  })

  it('refuses a state without its reason, an unknown key, a name that is not that of the file', async () => {
    await expect(readSpoilt('state: unknown', 'state: abandoned')).rejects.toThrow('attendu pourquoi')
    await expect(readSpoilt('state: unknown', 'stat: unknown')).rejects.toThrow('stat')
    await expect(readSpoilt('id: set', 'id: other')).rejects.toThrow('attendu le nom du fichier')
  })

  it('is read back as it was, leads, evidence and all', async () => {
    const register = await readSpoilt('', '')
    const root = await temporaryFolder()
    await mkdir(join(root, 'commitments'))
    for (const { path, text } of commitmentTexts(register)) await writeFile(join(root, path), text)
    expect(await readCommitments(root, KNOWN)).toEqual(register)
    expect(register.leads).toHaveLength(1)
  })
})

async function summary() {
  const register = await readExampleCommitments()
  const [set] = register.sets
  if (!set) throw new Error('the example has a set')
  return summarise(register, set, (await readClaimRegister(EXAMPLE)).claims)
}

const SET = `id: set
title: { fr: Les propositions, en: The propositions }
name: Propositions
presented: 2010-07
origin: { fr: Ateliers, en: Workshops }
document: livret
propositions:
  - id: p1
    number: 1
    titles: [{ title: Un, document: livret, where: p. 1 }]
    aim: { fr: But, en: Aim }
    expected: { fr: Pari, en: Bet }
    actions:
      - id: p1-a1
        number: 1
        title: Faire
        carriers: [ pma ]
        state: unknown
        evidence:
          - { bearing: against, kind: note, note: Rien ne le dit }
          - { bearing: for, kind: figure, figure: { indicator: population, perimeter: pma, period: 2018 } }
leads:
  - { id: l1, text: Une piste, origin: Atelier, fate: abandoned, reason: Trop cher }
`

async function readSpoilt(found: string, written: string): Promise<CommitmentRegister> {
  const root = await temporaryFolder()
  await mkdir(join(root, 'commitments'))
  await writeFile(join(root, 'commitments/set.yaml'), SET.replace(found, written))
  return readCommitments(root, KNOWN)
}
