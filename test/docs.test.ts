import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../src/cli/commands.ts'
import { commandsPage } from '../src/cli/help.ts'
import { jsonSchemas } from '../src/folder/schemas.ts'
import { ROOT } from '../src/root.ts'
import { rightsPage } from '../src/view/access-rights.ts'

type Manifest = {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(read('package.json')) as Manifest
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...pagesOf('docs'),
  ...pagesOf('docs/adr')
]

describe('the documents', () => {
  it.each([
    ['README.md', 100],
    ['ARCHITECTURE.md', 150],
    ['CONTRIBUTING.md', 150]
  ])('%s has at most %i lines', (file, most) => {
    expect(read(file).trimEnd().split('\n').length).toBeLessThanOrEqual(most)
  })

  it.each(pagesOf('docs/adr'))('%s decides in at most 40 lines, under its own number', (file) => {
    const text = read(file)
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
    expect(text).toMatch(
      new RegExp(`^# ${Number(file.split('/').at(-1)?.slice(0, 4))}\\. .+\n\n\\d{4}-\\d\\d-\\d\\d · `)
    )
  })

  it.each(DOCUMENTS)('%s links to files that exist', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, to = '']) => to)
    const own = links.filter((link) => !/^[a-z]+:/.test(link))
    expect(own.filter((link) => !existsSync(join(ROOT, file, '..', link)))).toEqual([])
  })

  it.each(DOCUMENTS)('%s names npm scripts that exist', (file) => {
    const named = [...read(file).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  })
})

describe('the README', () => {
  it('gives the two commands that do everything', () => {
    expect(read('README.md')).toMatch(/^npm ci && npm start$/m)
    expect(read('README.md')).toMatch(/^npm ci && npm test$/m)
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(['start', 'test']))
  })

  it('shows commands and options that exist', () => {
    for (const [, words = ''] of read('README.md').matchAll(/^npx chevalement ([^#\n]+)/gm)) {
      const command = COMMANDS.find(({ name }) => name === words.split(' ')[0])
      const options = [...words.matchAll(/--([\w-]+)/g)].map(([, name]) => name)
      expect(command?.options.map(({ name }) => name)).toEqual(expect.arrayContaining(options))
    }
  })
})

describe('the schemas of the folder, for editors', () => {
  it.each([...jsonSchemas()])(
    '%s is written from what is checked: npm run docs writes it again',
    async (name, schema) => {
      const file = join(ROOT, `docs/schema/${name}.json`)
      const text = await format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file })
      await expect(text).toMatchFileSnapshot(file)
    }
  )
})

describe('the reference of commands', () => {
  it('is written from their table: npm run docs writes it again', async () => {
    const file = join(ROOT, 'docs/cli.md')
    const page = await format(commandsPage(COMMANDS), { ...(await resolveConfig(file)), filepath: file })
    await expect(page).toMatchFileSnapshot(file)
  })

  it.each(COMMANDS.map(({ name }) => name))('tells of %s and its options', (name) => {
    const text = read('docs/cli.md')
    expect(text).toMatch(new RegExp(`^##+ .*\\b${name}\\b`, 'm'))
    const command = COMMANDS.find((candidate) => candidate.name === name)
    expect(command?.options.filter((option) => !text.includes(`--${option.name}`))).toEqual([])
  })
})

describe('the page of rights', () => {
  it('is written from the policy table: npm run docs writes it again', async () => {
    const file = join(ROOT, 'docs/rights.md')
    const page = await format(rightsPage(), { ...(await resolveConfig(file)), filepath: file })
    await expect(page).toMatchFileSnapshot(file)
  })
})

describe('the glossary', () => {
  const domain = filesUnder('src/domain').map(read).join('\n')
  const rows = [...read('docs/glossary.md').matchAll(/^\| `(\w+)` +\| ([^|]+) \| ([^|]+) \|$/gm)]

  it('holds names of the domain, each once, in both languages', () => {
    const terms = rows.map(([, term = '']) => term)
    expect(terms.length).toBeGreaterThan(30)
    expect(new Set(terms).size).toBe(terms.length)
    const gone = terms.filter(
      (term) => !new RegExp(`^export (type|const|function|class|abstract class) ${term}\\b`, 'm').test(domain)
    )
    expect(gone).toEqual([])
  })
})

describe('the dependencies', () => {
  const adr = read('docs/adr/0008-dependencies.md')
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })

  it('have each a reason in ADR 8', () => {
    expect(names.filter((name) => !name.startsWith('@types/') && !adr.includes(`\`${name}\``))).toEqual([])
  })

  it('are no longer there once they are gone', () => {
    const told = [...adr.matchAll(/`((?:@[\w-]+\/)?[\w.-]+)`/g)].map(([, name = '']) => name)
    expect(told.filter((name) => !names.includes(name) && !PROSE.includes(name))).toEqual([])
  })

  it('have exact versions', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter((version) => !/^\d/.test(version))).toEqual([])
  })
})

describe('the lock file', () => {
  it('knows the optional packages of every platform, without which npm ci refuses to install', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !above(folder).some((place) => packages[`${place}node_modules/${name}`])
      )
    )
    expect(missing).toEqual([])
  })
})

type Locked = { readonly optionalDependencies?: Readonly<Record<string, string>> }

/** Where Node looks for a package asked for in `folder`: there, then in each folder above. */
function above(folder: string): string[] {
  const parts = folder.split('node_modules/').filter(Boolean)
  return [
    '',
    ...parts.map(
      (_, i) =>
        `${parts
          .slice(0, i + 1)
          .map((part) => `node_modules/${part}`)
          .join('')}/`
    )
  ]
}

/** Names in ADR 8 that are not dependencies. */
const PROSE = ['xlsx']

function pagesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
