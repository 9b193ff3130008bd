#!/usr/bin/env node
/** The command: brings the build up to date when a source file changed, then runs it. */

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.js'

try {
  const folder = await build()
  await import(pathToFileURL(join(folder, 'main.js')).href)
} catch (error) {
  process.exitCode = 1
  // What esbuild cannot build it has told already.
  if (!error?.errors) console.error(process.env.DEBUG ? error : (error?.message ?? error))
}
