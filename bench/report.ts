/** What a benchmark found, as a line on the screen and a row of `docs/performance.md`. */

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
    '| target | what | ours | peer | ratio | promised | kept |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...findings.map(findingRow),
    '',
    '## How it was measured',
    '',
    ...notes.map((note) => `- ${note}`),
    ''
  ].join('\n')
}
