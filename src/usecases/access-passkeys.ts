/** Passkeys: made on the page of one’s account, then enough to sign in; the device checks who holds it. */

import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON
} from '@simplewebauthn/server'
import type { Subject } from '../domain/access/policy.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { findAccount, strengthenSession } from '../store/access.ts'
import {
  countPasskey,
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  type Passkey
} from '../store/access-passkeys.ts'
import { change } from '../store/journal.ts'
import { openSession, type Access, type Client, type Cookies, type Visitor } from './access.ts'
import { isFirstUse } from './access-attempts.ts'
import { mayChangeFactors } from './access-factors.ts'

type SignedIn = Visitor & { readonly kind: 'account' }

export function ownPasskeys({ db }: Access, { account }: SignedIn): Promise<Passkey[]> {
  return listPasskeys(db, account.id)
}

export async function offerPasskey(access: Access, visitor: SignedIn): Promise<PublicKeyCredentialCreationOptionsJSON> {
  mayChangeFactors(visitor)
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const kept = await listPasskeys(access.db, visitor.account.id)
  return generateRegistrationOptions({
    rpName: access.settings.name,
    rpID: new URL(access.settings.origin).hostname,
    userName: visitor.account.email,
    userDisplayName: visitor.account.name,
    userID: new TextEncoder().encode(visitor.account.id),
    excludeCredentials: kept.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
  })
}

/** The session then counts as having two factors. @throws {InvalidInput} when the key does not answer the challenge */
export async function keepPasskey(
  access: Access,
  visitor: SignedIn,
  response: unknown,
  challenge: string,
  name: string
): Promise<void> {
  mayChangeFactors(visitor)
  if (!(await isFirstUse(access, `passkey ${challenge}`))) throw new InvalidInput(NOT_VERIFIED)
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: new URL(access.settings.origin).origin,
    expectedRPID: new URL(access.settings.origin).hostname,
    requireUserVerification: true
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) throw new InvalidInput(NOT_VERIFIED)
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  const account = visitor.account.id
  await change(access.db, { actor: `account:${account}` }, async (transaction) => {
    const createdAt = access.now()
    await insertPasskey(transaction, { id, account, name, publicKey, counter, transports, createdAt })
    await strengthenSession(transaction, visitor.session.id)
  })
}

/** Names no account: the browser shows the keys that it has for this portal. */
export async function askPasskey({ settings }: Access): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  return generateAuthenticationOptions({ rpID: new URL(settings.origin).hostname, userVerification: 'required' })
}

/** @throws {Refused} 'passkey' when the key is unknown, or does not answer the challenge */
export async function signInByPasskey(
  access: Access,
  response: unknown,
  challenge: string,
  client: Client
): Promise<Cookies> {
  const given = response as AuthenticationResponseJSON
  if (!(await isFirstUse(access, `passkey ${challenge}`))) throw new Refused('passkey', NOT_VERIFIED)
  const passkey = typeof given?.id === 'string' ? await findPasskey(access.db, given.id) : undefined
  const account = passkey && (await findAccount(access.db, passkey.account))
  if (!passkey || !account || account.closedAt) throw new Refused('passkey', NOT_VERIFIED)
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: given,
    expectedChallenge: challenge,
    expectedOrigin: new URL(access.settings.origin).origin,
    expectedRPID: new URL(access.settings.origin).hostname,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports as AuthenticatorTransport[]
    }
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) throw new Refused('passkey', NOT_VERIFIED)
  await countPasskey(access.db, passkey.id, authenticationInfo.newCounter, access.now())
  return openSession(access, { account: account.id, twoFactors: true }, client)
}

/** Asked by the guard of a route. */
export async function subjectOfPasskey({ db }: Access, id: string): Promise<Subject> {
  const passkey = await findPasskey(db, id)
  return passkey ? { owner: passkey.account, state: 'active' } : {}
}

export async function removePasskey(access: Access, visitor: SignedIn, id: string): Promise<void> {
  const passkey = await findPasskey(access.db, id)
  if (!passkey) throw new NotFound(NO_PASSKEY)
  const { actor, account } = visitor
  mustBeAllowed(actor, 'account.edit', { owner: passkey.account, state: 'active' })
  mayChangeFactors(visitor)
  await change(access.db, { actor: `account:${account.id}` }, (transaction) => deletePasskey(transaction, id))
}

const NOT_VERIFIED: Text = {
  fr: 'Cette clé n’a pas été reconnue : recommencez, ou connectez-vous autrement.',
  en: 'This passkey was not recognised: start again, or sign in another way.'
}
const NO_PASSKEY: Text = { fr: 'Cette clé n’existe pas, ou plus.', en: 'This passkey does not exist, or no longer.' }
