import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOBODY } from '../../src/usecases/access.ts'
import { invite } from '../../src/usecases/access-invitations.ts'
import {
  arrive,
  depart,
  identify,
  makeProvider,
  redirectOf,
  type Departure
} from '../../src/usecases/access-provider.ts'
import { HERE, OBSERVATORY, administrator, newcomer, openOffice, visit, wordOf, type Office } from './access-office.ts'

const CLIENT = { id: 'observatoire', secret: 'a secret between the two of them, long enough' }
const STRONG = 'eidas2'

let office: Office
let server: Server
let issuer: string
let ada: Awaited<ReturnType<typeof administrator>>

/** As ProConnect does: authorisation code with state and nonce, user information as a signed JWT, `usual_name`. */
beforeAll(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectOf('http://127.0.0.1:3000')],
        token_endpoint_auth_method: 'client_secret_post',
        userinfo_signed_response_alg: 'RS256'
      }
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'k' }] },
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    scopes: ['openid', 'email', 'given_name', 'usual_name'],
    claims: { openid: ['sub', 'acr'], email: ['email'], given_name: ['given_name'], usual_name: ['usual_name'] },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@agents.exemple.fr`, given_name: 'Gilles\r\n', usual_name: 'Porion' })
    })
  })
  const routes = provider.callback()
  server.on('request', (request, response) => {
    const person = /^\/sign-in\/[^?]+/.exec(request.url ?? '') ? request.headers['x-person'] : undefined
    if (person === undefined) return void routes(request, response)
    void consent(provider, request, response, String(person))
  })
  office = await openOffice({
    provider: makeProvider({
      issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      name: 'ProConnect',
      scopes: 'openid email given_name usual_name',
      strong: [STRONG]
    })
  })
  ada = await administrator(office)
})

afterAll(async () => {
  await office?.database.close()
  server?.close()
  server?.closeAllConnections()
})

describe('an identity provider', () => {
  it('vouches for a person by signed user information, and opens the account that they were invited to', async () => {
    await invite(
      office.access,
      ada.actor,
      { email: 'porion@exemple.fr', role: 'member', organisation: '', territory: '' },
      OBSERVATORY
    )
    const word = wordOf(office.sent.at(-1)?.body ?? '')
    const { departure, query } = await through('porion', word)
    const identity = await identify(office.access, departure, query)
    expect(identity).toEqual({
      issuer,
      subject: 'porion',
      email: 'porion@agents.exemple.fr',
      name: 'Gilles Porion',
      twoFactors: true
    })
    const visitor = await visit(office, await arrive(office.access, identity, departure, NOBODY, HERE))
    expect(visitor).toMatchObject({
      account: { email: 'porion@exemple.fr', name: 'Gilles Porion', hasPassword: false },
      actor: { usedSecondFactor: true, grants: [{ role: 'member' }] }
    })
    const again = await through('porion')
    const later = await identify(office.access, again.departure, again.query)
    expect(await visit(office, await arrive(office.access, later, again.departure, NOBODY, HERE))).toMatchObject({
      account: { email: 'porion@exemple.fr' }
    })
  })

  it('opens no account of the same address: only one that was linked, from inside', async () => {
    const herscheuse = await newcomer(office, ada.actor, 'herscheuse@agents.exemple.fr')
    const { departure, query } = await through('herscheuse')
    const identity = await identify(office.access, departure, query)
    await expect(arrive(office.access, identity, departure, NOBODY, HERE)).rejects.toThrow('Aucun compte n’est relié')
    await arrive(office.access, identity, departure, herscheuse, HERE)
    expect(await visit(office, await arrive(office.access, identity, departure, NOBODY, HERE))).toMatchObject({
      account: { id: herscheuse.account.id }
    })
    await expect(arrive(office.access, identity, departure, ada, HERE)).rejects.toThrow('déjà reliée')
  })

  it('is not believed when the answer is another’s, replayed, or for another departure', async () => {
    const { departure, query } = await through('porion')
    const other = await depart(office.access, undefined)
    const refused = 'n’a pas confirmé'
    await expect(identify(office.access, other.departure, query)).rejects.toThrow(refused)
    await expect(identify(office.access, { ...departure, nonce: 'x' }, query)).rejects.toThrow(refused)
    const fresh = await through('porion')
    await identify(office.access, fresh.departure, fresh.query)
    await expect(identify(office.access, fresh.departure, fresh.query)).rejects.toThrow(refused)
    await expect(identify(office.access, departure, '?error=access_denied')).rejects.toThrow(refused)
  })

  it('that does not answer leaves the other ways, and says so', async () => {
    const provider = makeProvider({
      issuer: 'http://127.0.0.1:9',
      clientId: 'x',
      clientSecret: 'y',
      name: 'P',
      scopes: 'openid',
      strong: []
    })
    await expect(depart({ ...office.access, provider }, undefined)).rejects.toThrow('ne répond pas')
    await expect(depart({ ...office.access, provider: undefined }, undefined)).rejects.toThrow('aucun fournisseur')
  })
})

/** The journey of a browser from the portal to the provider and back. */
async function through(person: string, invitation?: string): Promise<{ departure: Departure; query: string }> {
  const { url, departure } = await depart(office.access, invitation)
  const cookies = new Map<string, string>()
  let next = url
  for (let step = 0; step < 8; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie, 'x-person': person } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    next = new URL(response.headers.get('location') ?? '', issuer).href
    if (next.startsWith(redirectOf('http://127.0.0.1:3000'))) return { departure, query: new URL(next).search }
  }
  throw new Error(`The provider led nowhere: ${next}`)
}

/** What the screens of a provider do: the person signs in, then agrees. */
async function consent(
  provider: Provider,
  ...[request, response, person]: [...Parameters<ReturnType<Provider['callback']>>, string]
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    const login = { accountId: person, acr: STRONG }
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) })
  grant.addOIDCScope(String(params['scope']))
  const grantId = await grant.save()
  return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true })
}
