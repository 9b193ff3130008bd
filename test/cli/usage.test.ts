import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { readVersion } from '../../src/root.ts'
import { prompt } from './prompt.ts'

/** Wrong words are told before anything is opened: no registry is needed. */
const say = prompt({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', CHEVALEMENT_HOME: '/nowhere' })

describe('wrong usage ends with 2 and says what was expected', () => {
  it.each([
    [[], 'Commandes'],
    [['figur'], 'Commande inconnue « figur » ; peut-être « figure »'],
    [['figure'], 'Il manque --on'],
    [['figure', '--on', 'pma', '--at', '2018'], 'Il manque INDICATOR'],
    [['figure', 'density', '--on', 'pma'], 'Il manque --at'],
    [['figure', 'density', '--on', '--at', '2018'], '--on attend PERIMETER'],
    [['figure', 'density', '--on'], '--on attend PERIMETER'],
    [['figure', 'density', 'jobs', '--on', 'pma', '--at', '2018'], 'Mot en trop « jobs »'],
    [['figure', 'density', '--on', 'a', '--on', 'b', '--at', '2018'], '--on est donné deux fois'],
    [['perimeter', 'pma', '--agianst', 'call'], 'Option inconnue « --agianst »'],
    [['verify', '--jsno'], 'Option inconnue « --jsno » ; peut-être --json'],
    [['verify', '--json=yes'], '--json ne prend pas de valeur'],
    [['verify', '--lang', 'de'], '--lang vaut « de » : attendu fr ou en'],
    [['load'], 'Il manque FOLDER'],
    [['search'], 'Il manque TEXT']
  ])('%j', async (words, message) => {
    const { code, err, out } = await say(...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(message)
  })

  it('in the language asked, with the usage of the command', async () => {
    const { err } = await say('figure', 'density', '--lang', 'en')
    expect(err).toMatch(
      /^--on is missing\nUsage: chevalement figure INDICATOR --on PERIMETER --at PERIOD \[--from PERIOD\]/
    )
  })

  it('as JSON when asked', async () => {
    const { err } = await say('figure', '--json', '--lang=en')
    expect(JSON.parse(err)).toEqual({ error: { code: 'wrong-usage', message: '--on is missing' } })
  })
})

describe('help', () => {
  it('names every command', async () => {
    const { code, out } = await say('--help')
    expect(code).toBe(0)
    for (const { name } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  })

  it('tells which release runs', async () => {
    expect(await say('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^chevalement \d+\.\d+\.\d+\n$/),
      err: ''
    })
    expect(JSON.parse((await say('--version', '--json')).out)).toEqual({ version: readVersion() })
  })

  it.each(COMMANDS.map(({ name }) => name))('tells of %s in both languages, without running it', async (name) => {
    const french = await say(name, '--help')
    const english = await say(name, '--help', '--lang', 'en')
    expect([french.code, english.code]).toEqual([0, 0])
    expect(french.out).toContain(`npx chevalement ${name}`)
    expect(english.out).toContain('Options:')
    expect(french.out).not.toBe(english.out)
  })
})

describe('an input that cannot be read ends with 1', () => {
  it.each([
    [['figure', 'density', '--on', 'pma', '--at', 'hier'], 'n’est pas une période'],
    [['figure', 'Density!', '--on', 'pma', '--at', '2018'], 'n’est pas un nom d’indicateur'],
    [['perimeter', 'pma', '--at', '2018-Q1'], 'n’est pas une date'],
    [['import', 'a.csv', '--cog', '21'], 'n’est pas une année du COG'],
    [['import', 'a.csv', '--mapping', '/no/such/file.yaml'], 'ce fichier n’existe pas']
  ])('%j', async (words, message) => {
    const { code, err } = await say(...words)
    expect(code).toBe(1)
    expect(err).toContain(message)
  })

  it('tells a database that does not answer', async () => {
    const { code, err } = await say('verify', '--lang', 'en')
    expect(code).toBe(1)
    expect(err).toContain('The PostgreSQL server')
  })

  it('tells a wrong environment', async () => {
    const { code, err } = await prompt({ PORT: 'abc' })('verify')
    expect(code).toBe(1)
    expect(err).toContain('PORT')
  })
})
