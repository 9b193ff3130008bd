/** The environment, parsed once. */

import { InvalidInput } from './domain/shared/errors.ts'

export type Config = {
  /** `embedded`, or the address of a PostgreSQL server. */
  readonly database: string
  /** The folder that an empty registry loads first. */
  readonly folder: string
  /** Vintages, files of the observatory and the embedded database live here. */
  readonly home: string
  readonly host: string
  readonly port: number
}

/** @throws {InvalidInput} */
export function parseConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidInput({
      fr: `PORT vaut « ${env['PORT']} » : attendu un entier de 0 à 65535`,
      en: `PORT is "${env['PORT']}": expected a whole number from 0 to 65535`
    })
  }
  return {
    database: env['DATABASE_URL'] ?? 'embedded',
    folder: env['CHEVALEMENT_FOLDER'] ?? `${root}/examples/bassin-minier`,
    home: env['CHEVALEMENT_HOME'] ?? `${root}/.chevalement`,
    host: env['HOST'] ?? '127.0.0.1',
    port
  }
}
