/** Another address for an account: asked for by its owner or an administrator, confirmed or stopped from a letter. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Subject } from '../domain/access/policy.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  askAddressFor,
  askOwnAddress,
  checkAddressLink,
  confirmAddress,
  stopAddress
} from '../usecases/access-address.ts'
import { subjectOfAccount } from '../usecases/access-accounts.ts'
import { AddressPage, type AddressPageProps } from '../view/address.tsx'
import { accessOf, clientOf, formToken, signedIn } from './access.ts'
import { accountPage, sheetPage } from './account.tsx'
import { frameOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { form, nameOf } from './sign-in.tsx'

export const addressRoutes = new Hono<PortalEnv>()

const asked = z.object({ 'new-address': z.string().max(300), proof: z.string().max(1000).default('') })

addressRoutes.on(
  'POST',
  ['/compte/address', '/en/account/address'],
  guarded('account.change-address', own),
  async (c) => {
    const { 'new-address': email, proof } = await form(c, asked)
    const wanted = { email, password: proof, observatory: nameOf(c) }
    return orProblem(
      async () => {
        await askOwnAddress(accessOf(c), signedIn(c), wanted, clientOf(c))
        return page(c, 'asked')
      },
      (problem) => accountPage(c, problem)
    )
  }
)

addressRoutes.on(
  'POST',
  ['/acces/accounts/:id/address', '/en/access/accounts/:id/address'],
  guarded('account.change-address', (c) => subjectOfAccount(accessOf(c), c.req.param('id') ?? '')),
  async (c) => {
    const { 'new-address': email } = await form(c, asked)
    const id = c.req.param('id')
    return orProblem(
      async () => {
        await askAddressFor(accessOf(c), signedIn(c).actor, id, { email, observatory: nameOf(c) })
        return page(c, 'asked')
      },
      (problem) => sheetPage(c, id, { problem })
    )
  }
)

addressRoutes.on(
  'GET',
  ['/adresse/stop/:word', '/en/address/stop/:word'],
  guarded('account.confirm-address'),
  async (c) => {
    await checkAddressLink(accessOf(c), c.req.param('word'), true)
    return page(c, 'stop')
  }
)

addressRoutes.on(
  'POST',
  ['/adresse/stop/:word', '/en/address/stop/:word'],
  guarded('account.confirm-address'),
  async (c) => {
    await stopAddress(accessOf(c), c.req.param('word'))
    return page(c, 'stopped')
  }
)

addressRoutes.on('GET', ['/adresse/:word', '/en/address/:word'], guarded('account.confirm-address'), async (c) => {
  await checkAddressLink(accessOf(c), c.req.param('word'), false)
  return page(c, 'confirm')
})

addressRoutes.on('POST', ['/adresse/:word', '/en/address/:word'], guarded('account.confirm-address'), async (c) => {
  await confirmAddress(accessOf(c), c.req.param('word'), nameOf(c))
  return page(c, 'confirmed')
})

function page(c: Context<PortalEnv>, status: AddressPageProps['status']): Response | Promise<Response> {
  return c.html(<AddressPage frame={frameOf(c)} token={formToken(c)} action={c.req.path} status={status} />)
}

function own(c: Context<PortalEnv>): Subject {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.id, state: 'active' } : {}
}

async function orProblem(act: () => Promise<Response>, tell: (problem: Text) => Promise<Response>): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return tell(error.text)
  }
}
