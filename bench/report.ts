/** What a benchmark found, as a line on the screen and a row of `docs/performance.md`. */

import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'

export type Finding = {
  /** Number of the target in the list of promises. */
  readonly target: number
  readonly what: string
  readonly ours: string
  readonly peer: string
  /** `31×`, or empty when there is no peer to divide by. */
  readonly ratio: string
  readonly promised: string
  /** Undefined: told for information. */
  readonly kept?: boolean
}

const HEAD = '| target | what | ours | peer | ratio | promised | kept |\n| --- | --- | --- | --- | --- | --- | --- |'

export function findingLine({ target, what, ours, peer, ratio, promised, kept }: Finding): string {
  const verdict = kept === undefined ? '' : kept ? 'kept' : 'NOT KEPT'
  return [`[${target}] ${what}:`, ours, peer && `against ${peer}`, ratio, promised && `(promised ${promised})`, verdict]
    .filter(Boolean)
    .join(' ')
}

export function findingRow({ target, what, ours, peer, ratio, promised, kept }: Finding): string {
  const verdict = kept === undefined ? '' : kept ? 'yes' : 'no'
  return `| ${[target, what, ours, peer, ratio, promised, verdict].join(' | ')} |`
}

/** The whole page; `notes` say how it was measured. */
export function performancePage(
  findings: readonly Finding[],
  notes: readonly string[],
  run: { readonly date: string; readonly machine: string; readonly command: string }
): string {
  return [
    '# Performance',
    '',
    `Written by \`${run.command}\` on ${run.date}, on ${run.machine}.`,
    'Each line is measured beside its peer in the same run; the machine is shared, so ratios count and times do not.',
    '',
    HEAD,
    ...findings.map(findingRow),
    '',
    '## How it was measured',
    '',
    ...notes.map((note) => `- ${note}`),
    ''
  ].join('\n')
}

/** A run that measures one thing writes its own section, and leaves the others. */
export async function writeSection(
  path: string,
  title: string,
  findings: readonly Finding[],
  notes: readonly string[],
  run: { readonly date: string; readonly command: string }
): Promise<void> {
  const page = await readFile(path, 'utf8')
  const section = [
    `## ${title}`,
    '',
    `Written by \`${run.command}\` on ${run.date}.`,
    '',
    HEAD,
    ...findings.map(findingRow),
    '',
    ...notes.map((note) => `- ${note}`),
    ''
  ].join('\n')
  await writePage(path, `${page.replace(sectionOf(page, title), '').trimEnd()}\n\n${section}`)
}

/** A whole run keeps the sections that others write. */
export async function writeWhole(path: string, page: string, kept: readonly string[]): Promise<void> {
  const before = await readFile(path, 'utf8')
  await writePage(path, [page, ...kept.map((title) => sectionOf(before, title))].join('\n'))
}

/** Empty where there is none. */
function sectionOf(page: string, title: string): string {
  const start = page.indexOf(`## ${title}\n`)
  if (start < 0) return ''
  const end = page.indexOf('\n## ', start)
  return page.slice(start, end < 0 ? undefined : end + 1)
}

async function writePage(path: string, text: string): Promise<void> {
  const style = await resolveConfig(path)
  await writeFile(path, await format(text, { ...style, parser: 'markdown' }))
}
