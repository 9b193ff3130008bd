/**
 * `npm test`: all tests, the browser's among them. Arguments go to vitest: `npm test -- test/domain`.
 * The last line counts them: `N passed, N failed`, and `N skipped` when there are any.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const INSTALL = 'apt-get install --yes --no-install-recommends chromium'

const chromium = findChromium() ?? installChromium()
if (!chromium) {
  console.error(
    `No Chromium: the browser tests are skipped. To run them: sudo ${INSTALL}, or set CHROMIUM to its path.`
  )
}

const folder = mkdtempSync(join(tmpdir(), 'chevalement-results-'))
const results = join(folder, 'results.json')
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    // Where nobody can look, a busy machine may fail a test once; the report says « retry x1 » of it.
    ...(process.env.CI === 'true' ? ['--retry=1'] : []),
    ...process.argv.slice(2)
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...(chromium && { CHROMIUM: chromium }) } }
)
const { passed, failed, skipped } = count(results)
rmSync(folder, { recursive: true })

const isShort = process.env.CI === 'true' && !chromium
if (isShort) console.error('Skipping the browser tests is a failure where CI=true.')
console.log(`${passed} passed, ${failed + (isShort ? 1 : 0)} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = status || isShort ? 1 : 0

function findChromium() {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome']
  for (const name of names) {
    if (name && spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0) return name
  }
  return undefined
}

/** Only where the system's package manager may be used without asking. */
function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return undefined
  console.log('Installing Chromium for the browser tests…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const command of ['apt-get update --quiet=2', `${INSTALL} --quiet=2`]) {
    const [program, ...options] = command.split(' ')
    spawnSync(program, options, { stdio: ['ignore', 'ignore', 'inherit'], env })
  }
  return findChromium()
}

/** A file that fails before its first test counts as one failure. */
function count(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8')
    )
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
    )
    return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
