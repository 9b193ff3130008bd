import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchDocuments } from '../../src/domain/indicators/search.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { loadFolder } from '../../src/usecases/load.ts'
import { openObservatory, type OpenObservatory } from '../../src/usecases/open.ts'
import { indexOf, searchObservatory, warmSearch } from '../../src/usecases/search.ts'
import { makeDatabase } from '../database.ts'
import { FIRST_RELEASE } from '../folder/spoil.ts'

let observatory: OpenObservatory
let leave: () => Promise<void>

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'chevalement-search-'))
  const { db, close } = await makeDatabase()
  const geography = loadGeography(ROOT)
  await loadFolder({ db, home, geography }, FIRST_RELEASE)
  observatory = await openObservatory({ db, home, geography })
  await warmSearch(observatory)
  leave = async () => {
    await close()
    await rm(home, { recursive: true, force: true })
  }
})

afterAll(() => leave())

async function found(text: string): Promise<readonly string[]> {
  const { hits, figures } = await searchObservatory(observatory, text)
  return [
    ...figures.map(({ indicator, perimeter, period }) => `${indicator} ${perimeter.id} ${period}`),
    ...hits.map(({ document: { kind, id } }) => `${kind} ${id}`)
  ]
}

describe('a search over France', () => {
  it.each([
    ['lens', 'commune 62498'],
    ['noeux-les-mines', 'commune 62617'],
    ['Hénin-Liétard', 'commune 62427'],
    ['béthunne', 'commune 62119'],
    ['pas de calais', 'department DEP-62'],
    ['hauts de france', 'region REG-32'],
    ["l'hay-les-roses", 'commune 94038'],
    ['L’Haÿ-les-Roses', 'commune 94038'],
    ["val d'oise", 'department DEP-95'],
    ['les trois', 'perimeter trio'],
    ['densité', 'indicator density'],
    ['density', 'indicator density']
  ])('finds %s', async (text, first) => {
    expect((await found(text))[0]).toBe(first)
  })

  it('answers an indicator and a territory in one breath', async () => {
    expect((await found('densité des trois')).slice(0, 2)).toEqual(['density trio 2021', 'perimeter trio'])
    expect((await found('les trois densité'))[0]).toBe('density trio 2021')
    expect(await found('densité de nulle part zzzz')).toEqual([])
  })

  it('takes five digits for an INSEE code as well as a postal one', async () => {
    expect(await found('62290')).toEqual(expect.arrayContaining(['commune 62290', 'commune 62617']))
  })

  it('tells homonyms by their department', async () => {
    const { hits } = await searchObservatory(observatory, 'saint-denis', 50)
    const named = hits.filter(({ document }) => document.label.fr === 'Saint-Denis')
    expect(named.map(({ document }) => document.detail.fr).sort()).toEqual(
      expect.arrayContaining(['La Réunion (974)', 'Seine-Saint-Denis (93)'])
    )
  })

  it('looks at the names that hold the words asked, never at all of them', () => {
    const index = indexOf(observatory)
    const looked = { count: 0 }
    const counted = { ...index, names: watched(index.names, looked), documents: watched(index.documents, looked) }
    const texts = ['lens', 'henin baumont', 'bethunne', '62', '63 211', 'zzzzzzzz', 'communaute agglomeration']
    for (const text of texts) {
      looked.count = 0
      searchDocuments(counted, text)
      expect(looked.count, text).toBeLessThan(index.names.length / 20)
    }
  })

  it('keeps its index from one search to the next', async () => {
    const index = indexOf(observatory)
    await found('lens')
    expect(indexOf(observatory)).toBe(index)
  })
})

/** The same list, which counts how often one of its items is read. */
function watched<T>(list: readonly T[], looked: { count: number }): readonly T[] {
  return new Proxy(list, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looked.count += 1
      return Reflect.get(target, key, receiver) as unknown
    }
  })
}

describe('a number', () => {
  it.each([
    ['63 211', 'population trio 2021'],
    ['63\u202f211 habitants', 'population trio 2021'],
    ['1 663,4', 'density trio 2021'],
    ['1663', 'density trio 2021'],
    ['63 200', 'population trio 2021']
  ])('« %s » finds the figures that read so', async (text, first) => {
    expect((await found(text))[0]).toBe(first)
  })

  it('that no figure has gives the nearest ones, apart', async () => {
    const { figures, near } = await searchObservatory(observatory, '63 999 habitants')
    expect(figures).toEqual([])
    expect(near[0]).toMatchObject({ indicator: 'population', perimeter: { id: 'trio' }, period: '2021' })
  })

  it('that is far from every figure gives none: they would say nothing of it', async () => {
    for (const text of ['1,5 milliard', '1,5 milliard d’habitants']) {
      expect(await searchObservatory(observatory, text)).toMatchObject({ figures: [], near: [] })
    }
  })

  it('of a unit finds figures of that unit alone', async () => {
    expect(await found('63 211 habitants')).toContain('population trio 2021')
    expect(await found('63 211 €')).toEqual([])
  })

  it('is never that of a figure that is withheld', async () => {
    expect(await found('300')).not.toContainEqual(expect.stringMatching(/^establishments/))
  })

  it('is found again by the next process without computing', async () => {
    expect(await readdir(join(observatory.home, 'numbers'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.jsonl$/)])
  })
})
