import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { FIRST_RELEASE, temporaryFolder } from '../folder/spoil.ts'
import { makePrompt } from './prompt.ts'

/** As an outsider runs it: nothing of ours but the script. */
function verifyExport(...args: readonly string[]): { readonly status: number | null; readonly text: string } {
  const script = join(ROOT, 'scripts/verify-journal.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, text: stdout + stderr }
}

async function exported(): Promise<{ readonly file: string; readonly hash: string; readonly entries: number }> {
  const say = await makePrompt()
  await say('load', FIRST_RELEASE)
  const file = join(await temporaryFolder(), 'journal.jsonl')
  const { code, out } = await say('journal', '--export', file, '--json')
  expect(code).toBe(0)
  return JSON.parse(out) as { file: string; hash: string; entries: number }
}

describe('an exported journal', () => {
  it('is verified by a script that needs nothing else, up to the hash that was kept', async () => {
    const { file, hash, entries } = await exported()
    expect(verifyExport(file)).toEqual({ status: 0, text: `${entries} entries, chain whole, last hash ${hash}\n` })
    expect(verifyExport(file, hash.slice(0, 16)).status).toBe(0)
    expect(verifyExport(file, '00000000').text).toContain('no entry has the known hash')
  })

  it('is found wrong at the entry of which one byte was altered, or that is missing', async () => {
    const { file } = await exported()
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const altered = lines.map((line, i) => (i === 4 ? line.replace('insert', 'insers') : line))
    await writeFile(file, `${altered.join('\n')}\n`)
    expect(verifyExport(file)).toMatchObject({
      status: 1,
      text: expect.stringContaining('entry 5 was altered') as string
    })
    const unreadable = lines.map((line, i) => (i === 4 ? line.replace('\\"action\\":', '\\"action\\"I') : line))
    await writeFile(file, `${unreadable.join('\n')}\n`)
    expect(verifyExport(file).text).toBe('entry 5 was altered, or the one before together with its hash\n')
    await writeFile(file, lines.join('\n').slice(0, -20))
    expect(verifyExport(file).text).toBe(`line ${lines.length} cannot be read: it was altered, or cut off\n`)
    await writeFile(file, `${lines.toSpliced(2, 1).join('\n')}\n`)
    expect(verifyExport(file)).toMatchObject({ status: 1, text: 'line 3: expected entry 3, found 4\n' })
  })

  it('is asked for in a sentence where it is not, is no file, or holds no entry', async () => {
    const folder = await temporaryFolder()
    const sentence = (file: string, code: string): string =>
      `${file} cannot be read (${code}): expected a file that "chevalement journal --export" wrote\n`
    const file = join(folder, 'none.jsonl')
    expect(verifyExport(file)).toEqual({ status: 2, text: sentence(file, 'ENOENT') })
    expect(verifyExport(folder)).toEqual({ status: 2, text: sentence(folder, 'EISDIR') })
    const empty = join(folder, 'empty.jsonl')
    await writeFile(empty, '')
    const none = `${empty} holds no entry: expected a file that "chevalement journal --export" wrote\n`
    for (const known of [[], ['3f2a']]) expect(verifyExport(empty, ...known)).toEqual({ status: 2, text: none })
    expect(verifyExport()).toMatchObject({ status: 2, text: expect.stringContaining('usage:') as string })
  })
})

describe('journal', () => {
  it('says what changed, in sentences, and never writes over a file', async () => {
    const say = await makePrompt()
    await say('load', FIRST_RELEASE)
    const { out } = await say('journal', '--lang', 'en')
    expect(out).toMatch(/^\d{4}-\d\d-\d\d {2}Added the perimeter both$/m)
    expect((await say('journal', '--to', '2001-01-01', '--lang', 'en')).out).toBe('No change\n')
    const refused = await say('journal', '--export', join(ROOT, 'package.json'), '--lang', 'en')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('expected a new file')
    expect((await say('journal', '--from', 'yesterday', '--lang', 'en')).err).toContain('expected a form such as')
  })

  it('has nothing due for removal in a register without private data', async () => {
    const say = await makePrompt()
    expect(JSON.parse((await say('retention', '--apply', '--json')).out)).toEqual({ applied: true, due: [] })
  })
})
