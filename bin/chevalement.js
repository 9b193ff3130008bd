#!/usr/bin/env node
/** The command: brings the build up to date when a source file changed, then runs it. In CommonJS, which starts sooner. */

const { enableCompileCache } = require('node:module')
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { build, QUICK } = require('./build.js')
const { runCompiled } = require('./compiled.js')

// What Node 21 and later have: without it, pg tells Node from other runtimes by loading all of fetch, 20 ms.
globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` }

void start()

async function start() {
  try {
    const folder = await build()
    const [command] = process.argv.slice(2)
    const quick = join(folder, 'quick.js')
    if (QUICK.includes(command) && existsSync(quick)) return runCompiled(quick, command)
    // Node 22 and later keep what they compiled from one command to the next.
    enableCompileCache?.()
    await import(pathToFileURL(join(folder, 'main.js')).href)
  } catch (error) {
    process.exitCode = 1
    // What esbuild cannot build it has told already.
    if (!error?.errors) console.error(process.env.DEBUG ? error : (error?.message ?? error))
  }
}
