import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../src/root.ts'

const projects: string[] = []

afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true, force: true })
})

/** The real `bin/` over a source of one file. */
function makeProject(main: string): string {
  const project = mkdtempSync(join(tmpdir(), 'chevalement build '))
  projects.push(project)
  for (const part of ['bin', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(ROOT, part), join(project, part), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'))
  mkdirSync(join(project, 'src'))
  write(project, main)
  return project
}

function write(project: string, main: string): void {
  writeFileSync(join(project, 'src/main.ts'), main)
}

function run(project: string, ...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(project, 'bin/chevalement.js'), ...words], { cwd: tmpdir() })
    let [out, err] = ['', '']
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString('utf8')))
    child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')))
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

describe('the command', () => {
  it('builds what it runs, from any folder, in a path with spaces', async () => {
    const project = makeProject(`const greeting: string = 'bonjour'\nconsole.log(greeting)`)
    expect(await run(project)).toEqual({ code: 0, out: 'bonjour\n', err: '' })
  })

  it('keeps its build as long as no source changes, and makes another when one does', async () => {
    const project = makeProject(`console.log(1)`)
    await run(project)
    await run(project)
    expect(readdirSync(join(project, 'dist'))).toHaveLength(1)
    write(project, `console.log(2)`)
    utimesSync(join(project, 'src/main.ts'), new Date(), new Date(Date.now() + 2000))
    expect((await run(project)).out).toBe('2\n')
  })

  it('builds the same for commands that start together, and leaves nothing half-made', async () => {
    const project = makeProject(`console.log('ensemble')`)
    const runs = await Promise.all([run(project), run(project), run(project)])
    expect(runs.map(({ out }) => out)).toEqual(['ensemble\n', 'ensemble\n', 'ensemble\n'])
    expect(readdirSync(join(project, 'dist'))).toHaveLength(1)
  })

  it('keeps what was compiled of a quick command, and makes it again when it cannot be used', async () => {
    const project = makeProject(
      `import { COMMANDS } from './cli/commands.ts'\nvoid COMMANDS[process.argv[2] ?? '']?.()`
    )
    mkdirSync(join(project, 'src/cli'))
    for (const name of ['figure', 'serve']) writeFileSync(join(project, `src/cli/${name}.ts`), `console.log('${name}')`)
    writeFileSync(
      join(project, 'src/cli/commands.ts'),
      `export const COMMANDS = { figure: () => import('./figure.ts'), serve: () => import('./serve.ts') }`
    )
    expect(await run(project, 'figure')).toEqual({ code: 0, out: 'figure\n', err: '' })
    const [name = ''] = readdirSync(join(project, 'dist'))
    const kept = join(project, 'dist', name, `quick.js.figure.${process.version}`)
    expect(statSync(kept).size).toBeGreaterThan(100)
    writeFileSync(kept, 'spoilt')
    expect(await run(project, 'figure')).toEqual({ code: 0, out: 'figure\n', err: '' })
    expect(statSync(kept).size).toBeGreaterThan(100)
    expect((await run(project, 'serve')).out).toBe('serve\n')
    expect(readdirSync(join(project, 'dist', name)).filter((file) => file.startsWith('quick.js.'))).toEqual([
      `quick.js.figure.${process.version}`,
      'quick.js.map'
    ])
  })

  it.runIf(process.platform === 'linux')('leaves nothing of esbuild beside what it runs', async () => {
    const project = makeProject(
      `import { readdirSync, readFileSync } from 'node:fs'
const parents = readdirSync('/proc').filter((id) => /^\\d+$/.test(id)).map((id) => {
  try { return readFileSync('/proc/' + id + '/stat', 'utf8').replace(/.*\\) /s, '').split(' ') } catch { return [] }
})
console.log(parents.filter(([state, parent]) => state !== 'Z' && Number(parent) === process.pid).length)`
    )
    expect(await run(project)).toEqual({ code: 0, out: '0\n', err: '' })
  })

  it('ends with npm start, whoever ends that', async () => {
    const project = makeProject(`console.log('up', process.pid)\nsetInterval(() => undefined, 1000)`)
    const npm = spawn('npm', ['start', '--silent'], { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] })
    npm.stdout.on('data', () => npm.kill('SIGTERM'))
    // Once nobody holds the other end of the pipe.
    await new Promise((resolve) => npm.once('close', resolve))
    expect(npm.signalCode ?? npm.exitCode).not.toBe(0)
  })

  it('removes builds of another day', async () => {
    const project = makeProject(`console.log(1)`)
    const old = join(project, 'dist', '0123456789abcdef')
    mkdirSync(old, { recursive: true })
    utimesSync(old, 0, 0)
    await run(project)
    expect(readdirSync(join(project, 'dist'))).not.toContain('0123456789abcdef')
  })

  it('says where the source is wrong, and keeps no build of it', async () => {
    const project = makeProject(`const = 1`)
    const { code, err } = await run(project)
    expect(code).toBe(1)
    expect(err).toContain('src/main.ts:1:6')
    expect(readdirSync(join(project, 'dist'))).toEqual([])
  })

  it('loads native packages and CommonJS ones', async () => {
    const project = makeProject(`import pg from 'pg'\nconsole.log(typeof pg.Pool)`)
    expect((await run(project)).out).toBe('function\n')
  })

  it('asks its owner to build where it may not write', async () => {
    const project = makeProject(`console.log(1)`)
    writeFileSync(join(project, 'dist'), 'in the way')
    const { code, err } = await run(project)
    expect(code).toBe(1)
    expect(err).toContain('as the owner of this folder')
  })
})
