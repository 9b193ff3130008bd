/** `chevalement journal` */

import { open, type FileHandle } from 'node:fs/promises'
import { InvalidInput } from '../domain/shared/errors.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { findTimeZone } from '../store/notifications.ts'
import { exportJournal, instantsOf, listChanges, parseDay } from '../usecases/journal.ts'
import { answer } from './answer.ts'
import type { Execute, ExitCode } from './command.ts'
import { withRegistry } from './session.ts'

export const journal: Execute = (request) =>
  withRegistry<ExitCode>(request, async ({ db }) => {
    const file = request.option('export')
    if (file !== undefined) {
      const handle = await fresh(file)
      const head = await exportJournal(db, async (line) => void (await handle.write(line))).finally(() =>
        handle.close()
      )
      answer(
        request,
        { file, ...head },
        {
          fr: `${head.entries} écritures dans ${file}, dernière empreinte ${head.hash}`,
          en: `${head.entries} entries in ${file}, last hash ${head.hash}`
        }
      )
      return 0
    }
    const [from, to] = [request.option('from'), request.option('to')]
    const zone = await findTimeZone(db)
    const changes = await listChanges(db, {
      issues: 'all',
      ...instantsOf(zone, {
        ...(from !== undefined && { from: parseDay(from) }),
        ...(to !== undefined && { to: parseDay(to) })
      })
    })
    const lines = (language: 'fr' | 'en'): string =>
      changes
        .map(({ at, title, fields }) =>
          [
            `${dayThere(zone, new Date(at))}  ${title[language]}`,
            ...fields.map((one) => `            ${one[language]}`)
          ].join('\n')
        )
        .join('\n')
    answer(request, changes, { fr: lines('fr') || 'Aucun changement', en: lines('en') || 'No change' })
    return 0
  })

/** @throws {InvalidInput} when it cannot be written, or is there already: an export is never written over another */
async function fresh(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new InvalidInput(
      {
        fr: `ne peut pas être écrit (${code}) : attendu un fichier nouveau`,
        en: `cannot be written (${code}): expected a new file`
      },
      { file },
      { cause: error }
    )
  }
}
