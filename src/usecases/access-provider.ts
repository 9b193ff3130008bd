/**
 * Signing in by an identity provider, in OpenID Connect: ProConnect, Keycloak, or any other. An identity opens the
 * account that was linked to it, by an invitation or from one’s account: never the account of the same address.
 */

import type { Configuration } from 'openid-client'
import { fitPersonName, parseEmail, parsePersonName } from '../domain/access/identity.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { findAccountByIdentity, insertGrant, insertIdentity } from '../store/access.ts'
import { useInvitation } from '../store/access-links.ts'
import { change } from '../store/journal.ts'
import { openSession, type Access, type Client, type Cookies, type Visitor } from './access.ts'
import { isFirstUse } from './access-attempts.ts'
import { mayChangeFactors } from './access-factors.ts'
import { findByLink, accountFor, openAccount, tellInviter } from './access-invitations.ts'

export type ProviderSettings = {
  /** Address of the provider, as in its discovery document. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Shown on the button. */
  readonly name: string
  readonly scopes: string
  /** Values of `acr` that stand for two factors. */
  readonly strong: readonly string[]
}

export type IdentityProvider = ProviderSettings & {
  /** Asked once; again after a failure. */
  readonly configuration: () => Promise<Configuration>
}

export type Identity = {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly name: string | undefined
  readonly twoFactors: boolean
}

/** What must come back with the person; kept sealed in their browser. */
export type Departure = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** The word of the invitation that they are accepting. */
  readonly invitation?: string
}

export function makeProvider(settings: ProviderSettings): IdentityProvider {
  let asked: Promise<Configuration> | undefined
  return {
    ...settings,
    configuration: () =>
      (asked ??= discover(settings).catch((error: unknown) => {
        asked = undefined
        throw error
      }))
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const client = await import('openid-client')
  const url = new URL(issuer)
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
  const configuration = await client.discovery(url, clientId, clientSecret, client.ClientSecretPost(clientSecret), {
    execute: isLocal ? [client.allowInsecureRequests] : []
  })
  // Signatures of tokens and of user information are verified, not only the certificate of the provider.
  client.enableNonRepudiationChecks(configuration)
  return configuration
}

/** @throws {Refused} 'no-provider', or 'provider' when it cannot be reached */
export async function depart(
  access: Access,
  invitation: string | undefined
): Promise<{ readonly url: string; readonly departure: Departure }> {
  const { settings, configuration, scopes } = providerOf(access)
  const client = await import('openid-client')
  const verifier = client.randomPKCECodeVerifier()
  const departure = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier,
    ...(invitation !== undefined && { invitation })
  }
  const url = client.buildAuthorizationUrl(await reach(access, configuration), {
    redirect_uri: redirectOf(settings.origin),
    scope: scopes,
    state: departure.state,
    nonce: departure.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256'
  })
  return { url: url.href, departure }
}

/**
 * What the provider says of the person who came back.
 *
 * @param query of the address they came back to
 * @throws {Refused} 'provider' when the answer does not match the departure, or its signatures do not hold
 */
export async function identify(access: Access, departure: Departure, query: string): Promise<Identity> {
  const { settings, configuration, strong } = providerOf(access)
  if (!(await isFirstUse(access, `departure ${departure.state}`))) throw new Refused('provider', NOT_IDENTIFIED)
  const found = await reach(access, configuration)
  const client = await import('openid-client')
  try {
    const tokens = await client.authorizationCodeGrant(found, new URL(`${redirectOf(settings.origin)}${query}`), {
      pkceCodeVerifier: departure.verifier,
      expectedState: departure.state,
      expectedNonce: departure.nonce,
      idTokenExpected: true
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no ID token')
    const told = await client.fetchUserInfo(found, tokens.access_token, claims.sub)
    const given = told.name ?? [told.given_name, told['usual_name'] ?? told.family_name].filter(Boolean).join(' ')
    const name = fitPersonName(given)
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: told.email,
      name: name === '' ? undefined : name,
      twoFactors: typeof claims['acr'] === 'string' && strong.includes(claims['acr'])
    }
  } catch (error) {
    access.log(`identity provider: ${error instanceof Error ? error.message : String(error)}`)
    throw new Refused('provider', NOT_IDENTIFIED, { cause: error })
  }
}

/**
 * Opens the account of the identity; makes it when an invitation is being accepted; links it to the account that is
 * signed in.
 *
 * @throws {Refused} 'no-account', 'has-account' or 'linked'
 * @throws {NotFound} when the invitation no longer works
 */
export async function arrive(
  access: Access,
  identity: Identity,
  { invitation }: Departure,
  visitor: Visitor,
  client: Client
): Promise<Cookies> {
  const known = await findAccountByIdentity(access.db, identity.issuer, identity.subject)
  if (visitor.kind === 'account') {
    if (known && known.id !== visitor.account.id) throw new Refused('linked', LINKED_ELSEWHERE)
    if (!known) await link(access, identity, visitor)
    return []
  }
  if (known?.closedAt) throw new Refused('no-account', NO_ACCOUNT)
  if (known) return openSession(access, openingOf(known.id, identity), client)
  if (invitation === undefined) throw new Refused('no-account', NO_ACCOUNT)
  return acceptBy(access, identity, invitation, client)
}

async function link(
  access: Access,
  identity: Identity,
  visitor: Visitor & { readonly kind: 'account' }
): Promise<void> {
  mayChangeFactors(visitor)
  const { id } = visitor.account
  await change(access.db, { actor: `account:${id}` }, (transaction) =>
    insertIdentity(transaction, id, identity.issuer, identity.subject)
  )
}

async function acceptBy(access: Access, identity: Identity, word: string, client: Client): Promise<Cookies> {
  const invitation = await findByLink(access, word)
  const email = invitation.email ?? parseEmail(identity.email ?? '')
  const name = parsePersonName(identity.name ?? email)
  const account = await accountFor(access.db, email)
  return change(access.db, { actor: `account:${account}` }, async (transaction) => {
    const now = access.now()
    if (!(await useInvitation(transaction, invitation.id, now))) throw new NotFound(NO_ACCOUNT)
    await openAccount(transaction, { id: account, email, name })
    await insertIdentity(transaction, account, identity.issuer, identity.subject)
    await insertGrant(transaction, account, invitation.grant, now)
    await tellInviter(transaction, invitation, now)
    return openSession(access, openingOf(account, identity), client, transaction)
  })
}

function openingOf(account: string, { issuer, twoFactors }: Identity) {
  return { account, twoFactors, provider: issuer }
}

function providerOf(access: Access): IdentityProvider & Pick<Access, 'settings'> {
  if (!access.provider) throw new Refused('no-provider', NO_PROVIDER)
  return { ...access.provider, settings: access.settings }
}

async function reach(access: Access, configuration: () => Promise<Configuration>): Promise<Configuration> {
  try {
    return await configuration()
  } catch (error) {
    access.log(`identity provider: ${error instanceof Error ? error.message : String(error)}`)
    throw new Refused('provider', UNREACHABLE, { cause: error })
  }
}

/** To be registered with the provider. */
export function redirectOf(origin: string): string {
  return `${origin.replace(/\/$/, '')}/connexion/retour`
}

const NO_PROVIDER: Text = {
  fr: 'Ce portail n’est relié à aucun fournisseur d’identité.',
  en: 'This portal is linked to no identity provider.'
}
const UNREACHABLE: Text = {
  fr: 'Le fournisseur d’identité ne répond pas : réessayez plus tard, ou connectez-vous par mot de passe.',
  en: 'The identity provider does not answer: try later, or sign in by password.'
}
const NOT_IDENTIFIED: Text = {
  fr: 'Le fournisseur d’identité n’a pas confirmé qui vous êtes : recommencez depuis la page de connexion.',
  en: 'The identity provider did not confirm who you are: start again from the sign-in page.'
}
const NO_ACCOUNT: Text = {
  fr: 'Aucun compte n’est relié à cette identité : ouvrez le lien de votre invitation, ou reliez-la dans « Mon compte ».',
  en: 'No account is linked to this identity: open the link of your invitation, or link it in “My account”.'
}
const LINKED_ELSEWHERE: Text = {
  fr: 'Cette identité est déjà reliée à un autre compte.',
  en: 'This identity is linked to another account already.'
}
