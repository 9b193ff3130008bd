/** A disk that cannot be written, told as something that a person can mend: it is no fault of the program. */

import { Refused } from '../domain/shared/errors.ts'

/** `53100` is PostgreSQL's own word for it. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100']
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']

/**
 * Does what writes under `folder`.
 *
 * @throws {Refused} `disk-full`, `not-writable`
 */
export async function whileWriting<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(folder, error) ?? error
  }
}

/** Undefined for what another folder, or no disk at all, is to blame for. */
function refusalOf(folder: string, cause: unknown): Refused | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined
  const code = String(cause.code)
  const path = 'dest' in cause ? cause.dest : 'path' in cause ? cause.path : folder
  if (!String(path).startsWith(folder)) return undefined
  if (FULL.includes(code)) {
    return new Refused(
      'disk-full',
      {
        fr: `Le disque de ${folder} est plein (${code}) : rien n’a changé. Libérez de la place, puis recommencez`,
        en: `The disk of ${folder} is full (${code}): nothing has changed. Free some space, then try again`
      },
      { cause }
    )
  }
  if (!CLOSED.includes(code)) return undefined
  return new Refused(
    'not-writable',
    {
      fr: `${folder} ne peut pas être écrit (${code}) : rien n’a changé. Rendez ce dossier accessible en écriture, ou choisissez-en un autre par CHEVALEMENT_HOME`,
      en: `${folder} cannot be written (${code}): nothing has changed. Make this folder writable, or choose another with CHEVALEMENT_HOME`
    },
    { cause }
  )
}
