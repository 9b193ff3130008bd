/**
 * `npm run bench`: bundles `bench/run.ts` and runs it. Options: `--small`, `--only 1,3`, `--measures N`; `--pages`,
 * `--journal`, `--people`, `--kill` and `--edition` run the file of that name in `bench/` instead.
 */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = `${root}out/bench-run`

await build({
  absWorkingDir: root,
  entryPoints: [
    ...[
      'bench/run.ts',
      'bench/first-figure.ts',
      'bench/starts.ts',
      'bench/pages.ts',
      'bench/journal.ts',
      'bench/people.ts',
      'bench/kill.ts',
      'bench/edition.ts'
    ],
    'src/store/sums-worker.ts'
  ],
  entryNames: '[name]',
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: '#jsx',
  logLevel: 'warning'
})
const program =
  ['pages', 'journal', 'people', 'kill', 'edition'].find((name) => process.argv.includes(`--${name}`)) ?? 'run'
const { status } = spawnSync(process.execPath, [join(outdir, `${program}.js`), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit'
})
process.exitCode = status ?? 1
