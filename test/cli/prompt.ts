/** The command line without a process: what it writes, and its exit code. */

import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { makeDatabase } from '../database.ts'
import { FIRST_RELEASE, temporaryFolder } from '../folder/spoil.ts'

export type Prompt = (
  ...words: readonly string[]
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>

/** On a registry of its own, that loads the dump of the first release when it is empty. */
export async function makePrompt(folder = FIRST_RELEASE): Promise<Prompt> {
  const { url, close } = await makeDatabase()
  onTestFinished(close)
  const home = await temporaryFolder()
  return prompt({ DATABASE_URL: url, CHEVALEMENT_HOME: home, CHEVALEMENT_FOLDER: folder })
}

export function prompt(env: NodeJS.ProcessEnv): Prompt {
  return async (...words) => {
    const [out, err]: [string[], string[]] = [[], []]
    const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
    const code = await run(words, env, io)
    return { code, out: out.join(''), err: err.join('') }
  }
}
