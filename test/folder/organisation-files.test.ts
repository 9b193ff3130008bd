import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareMembers, membersOn, type ListMember } from '../../src/domain/organisations/list.ts'
import { nameOn } from '../../src/domain/organisations/organisation.ts'
import { organisationIn, type Register } from '../../src/domain/organisations/register.ts'
import { ObservatoryError } from '../../src/domain/shared/errors.ts'
import { readRegister, registerTexts } from '../../src/folder/organisation-files.ts'
import { readFolder } from '../../src/folder/read.ts'
import { ROOT } from '../../src/root.ts'
import { temporaryFolder } from './spoil.ts'

const EXAMPLE = join(ROOT, 'examples/bassin-minier')
const TODAY = '2026-11-22'

const perimeters = readFolder(EXAMPLE).then((folder) => new Set<string>(folder.perimeters.map(({ id }) => id)))

async function example(): Promise<Register> {
  return readRegister(EXAMPLE, await perimeters)
}

function members(register: Register, id: string, day = TODAY): readonly ListMember[] {
  const list = register.lists.find((one) => one.id === id)
  return list ? membersOn(register, list, day) : []
}

describe('the register of the example', () => {
  it('computes the 54 partners, the 12 signatories and the 12 funders from one register', async () => {
    const register = await example()
    expect(register.lists.map(({ id }) => [id, members(register, id).length])).toEqual([
      ['pic-partners', 54],
      ['erbm-signatories', 12],
      ['mbm-funders', 12]
    ])
    expect(members(register, 'pic-partners', '2020-06-30')).toHaveLength(54)
  })

  it('shows that Osartis-Marquion signs and does not fund, and ACOM France the reverse', async () => {
    const register = await example()
    const difference = compareMembers(members(register, 'erbm-signatories'), members(register, 'mbm-funders'))
    expect(difference.both).toHaveLength(11)
    expect(difference.onlyFirst.map(({ id }) => id)).toEqual(['osartis-marquion'])
    expect(difference.onlySecond.map(({ id }) => id)).toEqual(['acom-france'])
  })

  it('has no signatory before the signature', async () => {
    expect(members(await example(), 'erbm-signatories', '2017-03-06')).toEqual([])
    expect(members(await example(), 'erbm-signatories', '2017-03-07')).toHaveLength(12)
  })

  it('keeps Euralens as one that took part, and no longer does', async () => {
    const past = members(await example(), 'pic-partners').filter(({ active }) => !active)
    expect(past.map(({ organisation }) => organisation.id)).toEqual(['euralens'])
  })

  it('names Cœur d’Ostrevent as it was on each day', async () => {
    const ostrevent = organisationIn(await example(), 'coeur-ostrevent')
    expect(ostrevent && nameOn(ostrevent, '2017-03-07')).toBe('Communauté de communes Cœur d’Ostrevent')
    expect(ostrevent && nameOn(ostrevent, TODAY)).toBe('Communauté d’agglomération Cœur d’Ostrevent')
  })

  it('names only holders of public offices, by a source, or marks them as invented', async () => {
    const { people } = await example()
    for (const { example: invented, name, mandates } of people) {
      if (invented) expect(name).toMatch(/Exemple/)
      for (const { source } of mandates) expect(source).not.toBe('')
    }
  })

  it('is written back byte for byte', async () => {
    for (const { path, text } of registerTexts(await example())) {
      expect(text).toBe(await readFile(join(EXAMPLE, path), 'utf8'))
    }
  })
})

describe('a register in a folder', () => {
  async function refusal(path: string, text: string): Promise<string> {
    const root = await temporaryFolder()
    await mkdir(join(root, 'organisations'))
    await cp(join(EXAMPLE, 'organisations/insee.yaml'), join(root, 'organisations/insee.yaml'))
    await writeFile(join(root, path), text)
    try {
      await readRegister(root, new Set())
      return 'accepted'
    } catch (error) {
      if (error instanceof ObservatoryError) return error.text.en
      throw error
    }
  }

  it('may be absent', async () => {
    expect(await readRegister(await temporaryFolder(), new Set())).toEqual({ organisations: [], lists: [], people: [] })
  })

  it('says where a name leads nowhere', async () => {
    const text = 'id: a\nkind: state\nnames: [{ name: A }]\nmergedInto: b\n'
    expect(await refusal('organisations/a.yaml', text)).toBe('organisations/a.yaml:4:13: unknown organisation "b"')
  })

  it('refuses private data of people: it has no place in a folder', async () => {
    expect(await refusal('people.yaml', '- id: ada\n  name: Ada\n  email: ada@example.org\n  mandates: []\n')).toMatch(
      /^people\.yaml:3:\d+: unknown key "email"/
    )
  })

  it('refuses an identifier that is not the name of the file', async () => {
    expect(await refusal('organisations/a.yaml', 'id: b\nkind: state\nnames: [{ name: A }]\n')).toMatch(
      /^organisations\/a\.yaml:1:5: "id": found "b"/
    )
  })
})
