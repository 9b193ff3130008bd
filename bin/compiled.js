/**
 * Runs a bundle of CommonJS with what V8 compiled of it last time, kept beside it: compiling is a third of a short
 * command. What is kept belongs to one bundle, one version of Node and one use; V8 itself refuses it when its own
 * version or flags differ, and it is then made again.
 */

const { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname } = require('node:path')
const { Script, constants } = require('node:vm')

/**
 * @param {string} file the bundle
 * @param {string} use runs of one use compile the same functions
 */
function runCompiled(file, use) {
  const kept = `${file}.${use}.${process.version}`
  const cachedData = read(kept)
  const script = new Script(
    `(function (require, module, exports, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`,
    {
      filename: file,
      cachedData,
      importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER
    }
  )
  // At the end, so that the functions that were compiled on the way are kept too.
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(kept, script))
  const module = { exports: {} }
  script.runInThisContext()(createRequire(file), module, module.exports, file, dirname(file))
}

function read(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** Written aside and renamed: what is kept is whole. Not kept where one may not write: the command has done its work. */
function keep(path, script) {
  const unfinished = `${path}.${process.pid}`
  try {
    const file = openSync(unfinished, 'wx')
    try {
      writeSync(file, script.createCachedData())
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(unfinished, path)
  } catch {
    rmSync(unfinished, { force: true })
  }
}

module.exports = { runCompiled }
