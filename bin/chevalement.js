#!/usr/bin/env node
/** The command: brings the build up to date when a source file changed, then runs it. */

import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.js'

// Node 22 and later keep what they compiled from one command to the next.
module.enableCompileCache?.()

// What Node 21 and later have: without it, pg tells Node from other runtimes by loading all of fetch, 20 ms.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` }

try {
  const folder = await build()
  await import(pathToFileURL(join(folder, 'main.js')).href)
} catch (error) {
  process.exitCode = 1
  // What esbuild cannot build it has told already.
  if (!error?.errors) console.error(process.env.DEBUG ? error : (error?.message ?? error))
}
