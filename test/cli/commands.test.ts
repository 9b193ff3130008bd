import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyRelease, FIRST_RELEASE, spoil, temporaryFolder } from '../folder/spoil.ts'
import { makePrompt } from './prompt.ts'

describe('an empty registry', () => {
  it('loads the folder of the configuration first, and tells so beside the answer', async () => {
    const say = await makePrompt()
    const first = await say('figure', 'population', '--on', 'trio', '--at', '2021', '--lang', 'en')
    expect(first).toMatchObject({ code: 0 })
    expect(first.out.replaceAll('\u00a0', ' ')).toContain('Population, The three: 63,211 inhabitants in 2021')
    expect(first.err).toContain('Empty observatory: loading')
    const second = await say('figure', 'population', '--on', 'trio', '--at', '2021', '--lang', 'en')
    expect(second.err).toBe('')
  })

  it('says where the folder is wrong, and stays empty', async () => {
    const say = await makePrompt(await spoil('indicators/density.yaml', 'decimals: 1', 'decimals: un'))
    const { code, err } = await say('perimeter', 'trio', '--json', '--lang', 'en')
    expect(code).toBe(1)
    const json = err.slice(err.indexOf('{'))
    expect(JSON.parse(json)).toMatchObject({
      error: { code: 'invalid-input', place: { file: 'indicators/density.yaml', column: 11 } }
    })
  })
})

describe('figure', () => {
  it('gives the stable form with --json', async () => {
    const say = await makePrompt()
    const { code, out } = await say('figure', 'density', '--on', 'trio', '--at', '2021', '--vs', 'pair', '--json')
    expect(code).toBe(0)
    const found: unknown = JSON.parse(out)
    expect(found).toMatchObject({
      value: Number((63211 / 38).toPrecision(15)),
      unit: 'inhabitants-per-km2',
      status: 'A',
      reason: null,
      period: '2021',
      perimeter: { id: 'trio', communes: ['62065', '62427', '62498'] },
      versus: { value: Number((58000 / 32.5).toPrecision(15)) }
    })
    for (const key of ['display', 'geography', 'vintages', 'lineage', 'difference']) expect(found).toHaveProperty(key)
  })

  it('ends with 1 and a null value when there is none', async () => {
    const say = await makePrompt()
    const { code, out } = await say('figure', 'population', '--on', 'trio', '--at', '1999', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ value: null, reason: 'no-vintage' })
  })

  it('says which periods there are where none is held, of the figure or of the start of a change', async () => {
    const say = await makePrompt()
    const none = await say('figure', 'population', '--on', 'trio', '--at', '1999', '--lang', 'en')
    expect(none.out).toContain('  Instead: 2021\n')
    expect(none.out).toContain('All about this figure: /en/figures/population/trio/1999?geography=')
    const start = await say('figure', 'population', '--on', 'trio', '--at', '2021', '--from', '1999', '--lang', 'en')
    expect(start).toMatchObject({ code: 0 })
    expect(start.out).toContain('  Instead: 2021\n')
  })

  it('withholds what the rule of the source protects', async () => {
    const say = await makePrompt()
    const { code, out } = await say('figure', 'establishments', '--on', '62065', '--at', '2021', '--json')
    expect(JSON.parse(out)).toMatchObject({ value: 90 })
    expect(code).toBe(0)
  })

  it('names the nearest indicator and perimeter', async () => {
    const say = await makePrompt()
    const indicator = await say('figure', 'densty', '--on', 'trio', '--at', '2021', '--lang', 'en')
    expect(indicator).toMatchObject({ code: 1, out: '' })
    expect(indicator.err).toContain('density')
    const perimeter = await say('figure', 'density', '--on', 'tryo', '--at', '2021', '--lang', 'en')
    expect(perimeter).toMatchObject({ code: 1, out: '' })
    expect(perimeter.err).toContain('trio')
  })
})

describe('perimeter', () => {
  it('gives members, size, and what two perimeters share', async () => {
    const say = await makePrompt()
    const { code, out } = await say('perimeter', 'trio', '--vs', 'pair', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      id: 'trio',
      count: 3,
      communes: ['62065', '62427', '62498'],
      population: 63211,
      populationPeriod: '2021',
      derived: false,
      shared: ['62427', '62498'],
      onlyHere: ['62065'],
      onlyThere: []
    })
  })

  it('gives the nature of the day asked, and refuses a day before it existed', async () => {
    const say = await makePrompt()
    const natures = await Promise.all(
      ['2019', '2021'].map(
        async (at) => JSON.parse((await say('perimeter', 'pair', '--at', at, '--json')).out) as unknown
      )
    )
    expect(natures).toMatchObject([{ nature: { fr: 'Liste' } }, { nature: { fr: 'Syndicat' } }])
    const { code, err } = await say('perimeter', 'pair', '--at', '2011', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'refused' } })
  })
})

describe('search', () => {
  it('finds what was meant, and a number among the figures', async () => {
    const say = await makePrompt()
    const words = await say('search', 'henin', 'baumont', '--json')
    expect(JSON.parse(words.out)).toMatchObject({ results: [{ kind: 'commune', id: '62427' }] })
    const number = await say('search', '63', '211', '--json')
    const { results } = JSON.parse(number.out) as { readonly results: readonly unknown[] }
    expect(results[0]).toMatchObject({ kind: 'figure', indicator: 'population', perimeter: 'trio', value: 63211 })
  })

  it('ends with 1 when nothing answers', async () => {
    const say = await makePrompt()
    expect(await say('search', 'xyzzyq')).toMatchObject({ code: 1, out: '' })
  })
})

describe('import', () => {
  const NEXT =
    'code;habitants;surface;etab;etab_be;etab_gu;etab_gz\n62065;5300;5,5;120;20;100;30\n62427;26100;20,8;900;100;800;300\n62498;abc;11,7;1500;100;1400;600\n'

  async function nextYear(text = NEXT): Promise<string> {
    const file = join(await temporaryFolder(), 'town-book-2023.csv')
    await writeFile(file, text)
    return file
  }

  const options = ['--source', 'town-book', '--period', '2022', '--edition', '2023', '--cog', '2024'] as const

  it('prints a plan and changes nothing', async () => {
    const say = await makePrompt()
    const file = await nextYear()
    const { code, out } = await say('import', file, ...options, '--lang', 'en')
    expect(code).toBe(0)
    expect(out).toContain('3 read, 2 kept, 1 refused')
    expect(out).toMatch(/town-book-2023.csv:4:habitants: found "abc"/)
    const { out: french } = await say('import', file, ...options)
    expect(french.replaceAll('\u00a0', ' ')).toContain('3 lues, 2 gardées, 1 refusée\n')
    const { out: after } = await say('verify', '--json')
    expect(JSON.parse(after)).toMatchObject({ vintages: 1 })
  })

  it('prints the plan of a file whose edition nobody has said, and refuses to publish it', async () => {
    const say = await makePrompt()
    const file = await nextYear(NEXT.replace('abc', '30000'))
    const unnamed = ['--source', 'town-book', '--period', '2022', '--cog', '2024'] as const
    const planned = await say('import', file, ...unnamed, '--lang', 'en')
    expect(planned).toMatchObject({ code: 0 })
    expect(planned.out).toContain('town-book-2023.csv → town-book,')
    expect(planned.out).toContain('To be given by --edition, such as 2022-01, or --apply refuses')
    expect(planned.out).toContain('3 read, 3 kept, 0 refused')
    const applied = await say('import', file, ...unnamed, '--apply', '--lang', 'en')
    expect(applied).toMatchObject({ code: 1, out: '' })
    expect(applied.err).toContain('does not say its edition: nothing is published')
  })

  it('publishes nothing when a row is refused, unless told to keep the rest', async () => {
    const say = await makePrompt()
    const file = await nextYear()
    const refused = await say('import', file, ...options, '--apply', '--lang', 'en')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('1 of 3 rows is refused: nothing is published')
    const kept = await say('import', file, ...options, '--apply', '--keep-rest', '--json')
    expect(kept.code).toBe(0)
    expect(JSON.parse(kept.out)).toMatchObject({ status: 'published', vintage: { id: 'town-book@2023', rows: 12 } })
    const again = await say('import', file, ...options, '--apply', '--json')
    expect(JSON.parse(again.out)).toMatchObject({ status: 'unchanged', vintage: 'town-book@2023' })
    const dump = join(await temporaryFolder(), 'dump')
    expect(await say('dump', dump)).toMatchObject({ code: 0 })
    expect(await readFile(join(dump, 'data/CHANGELOG.md'), 'utf8')).toContain(
      '`town-book@2023` : 3 lignes lues, 1 refusée,'
    )
  })

  it('proposes a mapping for a table that nobody has described', async () => {
    const say = await makePrompt(await withoutMapping())
    const file = await nextYear()
    const { code, out, err } = await say('import', file, '--source', 'town-book', '--lang', 'en')
    expect(code).toBe(1)
    expect(out).toContain('territory: { columns: [ code ], level: COM }')
    expect(err).toContain('the one proposed is to be corrected in a file, then given by --mapping FILE')
  })

  it('proposes a mapping for a file that no source knows, and says what to do with it', async () => {
    const say = await makePrompt()
    const { code, out, err } = await say('import', await nextYear(), '--lang', 'en')
    expect(code).toBe(1)
    expect(out).toContain('territory: { columns: [ code ], level: COM }')
    expect(err).toContain('--source ID --mapping FILE')
  })

  it('says why there is no mapping to propose for a file that no source knows', async () => {
    const say = await makePrompt()
    const { code, out, err } = await say('import', await nextYear('quarter;people\nQP062001;2224\n'), '--lang', 'en')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/no source recognises this file.*Nor is there a mapping to propose: .*town-book-2023.csv/)
  })

  it('says which file does not exist', async () => {
    const say = await makePrompt()
    const { code, err } = await say('import', '/no/such/file.csv', '--source', 'town-book', '--lang', 'en')
    expect(code).toBe(1)
    expect(err).toContain('/no/such/file.csv')
    const mapping = await say('import', await nextYear(), ...options, '--mapping', '/no/such.yaml', '--lang', 'en')
    expect(mapping).toMatchObject({ code: 1, err: '/no/such.yaml: there is no such file\n' })
    const folder = await say('import', await nextYear(), ...options, '--mapping', tmpdir(), '--lang', 'en')
    expect(folder).toMatchObject({ code: 1, err: `${tmpdir()}: it is a folder. Expected a file\n` })
  })
})

async function withoutMapping(): Promise<string> {
  const root = await copyRelease()
  await rm(join(root, 'mappings'), { recursive: true })
  return root
}

describe('load, dump, verify', () => {
  it('answer in JSON', async () => {
    const say = await makePrompt()
    const loaded = await say('load', FIRST_RELEASE, '--json')
    expect(JSON.parse(loaded.out)).toEqual({ perimeters: 4, indicators: 3, vintages: 1, observations: 18 })
    const dumped = await say('dump', join(await temporaryFolder(), 'dump'), '--json')
    expect(JSON.parse(dumped.out)).toMatchObject({ vintages: 1 })
    const verified = await say('verify', '--json')
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, problems: [] })
  })

  it('refuse a folder that does not exist, with one sentence', async () => {
    const say = await makePrompt()
    const { code, out, err } = await say('load', '/no/such/folder', '--json', '--lang', 'en')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(JSON.parse(err.slice(err.indexOf('{')))).toMatchObject({ error: { code: 'invalid-input' } })
  })
})
