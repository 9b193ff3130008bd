import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeSection, writeWhole, type Finding } from '../../bench/report.ts'

const RUN = { date: '2026-11-22', command: 'npm run bench -- --pages' }

describe('the page of what was measured', () => {
  let path: string
  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'report-')), 'performance.md')
    await writeFile(path, '# Performance\n\nWhole.\n')
  })

  it('has a section of its own for what is measured apart, written anew each time', async () => {
    await writeSection(path, 'Pages', [finding('first')], [], RUN)
    await writeSection(path, 'Pages', [finding('second')], ['a note'], RUN)
    const text = await readFile(path, 'utf8')
    expect(text).toContain('Whole.')
    expect(text.match(/## Pages/g)).toHaveLength(1)
    expect(text).not.toContain('first')
    expect(text).toMatch(/second[\s\S]*- a note/)
  })

  it('keeps that section when all the rest is written anew', async () => {
    await writeSection(path, 'Pages', [finding('weight')], [], RUN)
    await writeWhole(path, '# Performance\n\nAnother.\n', ['Pages', 'Nothing'])
    const text = await readFile(path, 'utf8')
    expect(text).toContain('Another.')
    expect(text).not.toContain('Whole.')
    expect(text).toContain('weight')
  })
})

function finding(what: string): Finding {
  return { target: 8, what, ours: '1', peer: '', ratio: '', promised: '' }
}
