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
  /** Where people reach the portal, when it is not `http://host:port`: `https://…`. */
  readonly publicUrl: string | undefined
  /** Whether the server in front may be believed when it says who asks. */
  readonly behindProxy: boolean
  /** Undefined: links of accounts are shown to be passed on by hand. */
  readonly mail: { readonly url: string; readonly from: string } | undefined
  /** Undefined: people sign in by password or passkey only. */
  readonly provider: IdentityProviderConfig | undefined
}

/** An OpenID Connect provider, as docs/operate tells for ProConnect and Keycloak. */
export type IdentityProviderConfig = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** On the button. */
  readonly name: string
  readonly scopes: string
  /** Values of `acr` that stand for two factors. */
  readonly strong: readonly string[]
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
    port,
    publicUrl: parseUrl(env, 'PUBLIC_URL', ['http:', 'https:']),
    behindProxy: env['BEHIND_PROXY'] === '1',
    mail: parseMail(env),
    provider: parseProvider(env)
  }
}

function parseMail(env: NodeJS.ProcessEnv): Config['mail'] {
  const url = parseUrl(env, 'SMTP_URL', ['smtp:', 'smtps:'])
  return url === undefined ? undefined : { url, from: needed(env, 'MAIL_FROM', 'SMTP_URL') }
}

function parseProvider(env: NodeJS.ProcessEnv): Config['provider'] {
  const issuer = parseUrl(env, 'OIDC_ISSUER', ['http:', 'https:'])
  if (issuer === undefined) return undefined
  return {
    issuer,
    clientId: needed(env, 'OIDC_CLIENT_ID', 'OIDC_ISSUER'),
    clientSecret: needed(env, 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER'),
    name: env['OIDC_NAME'] ?? 'OpenID Connect',
    scopes: env['OIDC_SCOPES'] ?? 'openid email profile',
    strong: (env['OIDC_STRONG'] ?? '').split(/\s+/).filter(Boolean)
  }
}

function parseUrl(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): string | undefined {
  const text = env[name]
  if (!text) return undefined
  if (protocols.includes(URL.canParse(text) ? new URL(text).protocol : '')) return text
  // The address may hold a password: it is not repeated.
  throw new InvalidInput({
    fr: `${name} ne se lit pas : attendu une adresse en ${protocols.map((one) => `${one}//`).join(' ou ')}`,
    en: `${name} cannot be read: expected an address in ${protocols.map((one) => `${one}//`).join(' or ')}`
  })
}

function needed(env: NodeJS.ProcessEnv, name: string, by: string): string {
  const value = env[name]
  if (value) return value
  throw new InvalidInput({ fr: `${by} demande aussi ${name}`, en: `${by} needs ${name} as well` })
}
