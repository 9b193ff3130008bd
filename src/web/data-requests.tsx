/** Requests about personal data: asked by anybody, proved, answered by an administrator; and what is removed in time. */

import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { Subject } from '../domain/access/policy.ts'
import { REQUEST_KINDS } from '../domain/organisations/retention.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  answerRequest,
  applyRetention,
  closeRequest,
  consentsOf,
  personFile,
  planRetention,
  setConsent
} from '../usecases/organisations-personal.ts'
import {
  askByForm,
  confirmAsked,
  confirmByHand,
  KINDS_ASKED,
  ownRequests,
  requestSheet,
  requestSubject,
  visibleRequests,
  type Asked,
  type RequestSheet
} from '../usecases/organisations-requests.ts'
import { signatureOf } from '../usecases/signature.ts'
import {
  ConfirmPage,
  MyDataPage,
  RequestPage,
  RequestsPage,
  RetentionPage,
  type ShownRequest
} from '../view/data-requests.tsx'
import { pathTo } from '../view/paths.ts'
import { accessOf, clientOf, formToken, signedIn } from './access.ts'
import { readForm } from './drafts.ts'
import { frameOf, languageOf } from './frame.ts'
import { guarded } from './guard.ts'
import type { PortalEnv } from './portal.ts'
import { form, nameOf } from './sign-in.tsx'

export const dataRequests = new Hono<PortalEnv>()

const MINE = ['/mes-donnees', '/en/my-data']

dataRequests.on('GET', MINE, guarded('data.ask'), (c) => myData(c, {}))

dataRequests.on('POST', MINE, guarded('data.ask'), async (c) => {
  const from = {
    client: clientOf(c),
    language: languageOf(c.req.path),
    observatory: nameOf(c),
    today: c.get('portal').today
  }
  const fields = await readForm(c)
  try {
    return await myData(c, { asked: await askByForm(accessOf(c), c.get('visitor'), fields, from) })
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof Refused)) throw error
    return myData(c, { problem: error.text, given: fields })
  }
})

dataRequests.on(
  'GET',
  ['/mes-donnees/file.json', '/en/my-data/file.json'],
  guarded('person.export', self),
  async (c) => {
    const { account, person } = signedIn(c).actor
    return sendFile(c, await personFile(contextOf(c), { account, person: person ?? null, email: null }))
  }
)

dataRequests.on(
  'POST',
  ['/mes-donnees/consent', '/en/my-data/consent'],
  guarded('person.edit', ownPerson),
  async (c) => {
    const { purpose = '', give } = await readForm(c)
    const { person } = signedIn(c).actor
    if (person === undefined) return myData(c, { problem: NOBODY })
    try {
      await setConsent(contextOf(c), person, { purpose, isGiven: give === 'yes' })
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return myData(c, { problem: error.text })
    }
    return c.redirect(pathTo('myData', languageOf(c.req.path)), 303)
  }
)

const CONFIRM = ['/mes-donnees/confirm/:word', '/en/my-data/confirm/:word']

dataRequests.on('GET', CONFIRM, guarded('data.ask'), (c) =>
  c.html(<ConfirmPage frame={frameOf(c)} token={formToken(c)} action={c.req.path} />)
)

dataRequests.on('POST', CONFIRM, guarded('data.ask'), async (c) => {
  await confirmAsked(accessOf(c), c.req.param('word') ?? '', c.get('portal').today)
  return myData(c, { asked: 'asked' })
})

dataRequests.on('GET', ['/demandes', '/en/requests'], guarded('data.read'), async (c) => {
  const requests = await visibleRequests(accessOf(c).db, signedIn(c).actor)
  return c.html(<RequestsPage frame={frameOf(c)} token={formToken(c)} requests={requests.map(shown)} />)
})

const ONE = ['/demandes/:id', '/en/requests/:id']

dataRequests.on('GET', ONE, guarded('data.read', named), (c) => requestPage(c))

const act = z.object({
  what: z.enum(['confirm', 'answer', 'close']),
  how: z.string().trim().min(3).max(300).optional(),
  outcome: z.string().trim().min(3).max(500).optional()
})

dataRequests.on('POST', ONE, guarded('data.answer', named), async (c) => {
  const { what, how, outcome } = await form(c, act)
  const { db } = accessOf(c)
  const { actor } = signedIn(c)
  const id = idOf(c)
  try {
    if (what === 'confirm') await confirmByHand(db, actor, id, c.get('portal').today, how ?? '')
    else if (what === 'close') await closeRequest(contextOf(c), id, outcome ?? '–')
    else await answerRequest(contextOf(c), id, (await requestSheet(db, actor, id)).about)
  } catch (error) {
    if (!(error instanceof Refused || error instanceof NotFound)) throw error
    return requestPage(c, error.text)
  }
  return c.redirect(pathTo('requests', languageOf(c.req.path), id), 303)
})

dataRequests.on(
  'GET',
  ['/demandes/:id/file.json', '/en/requests/:id/file.json'],
  guarded('person.export', named),
  async (c) => {
    const { about } = await requestSheet(accessOf(c).db, signedIn(c).actor, idOf(c))
    return sendFile(c, await personFile(contextOf(c), about))
  }
)

const RETENTION = ['/conservation', '/en/retention']

dataRequests.on('GET', RETENTION, guarded('administration.read'), async (c) => {
  const { lines } = await planRetention(contextOf(c))
  return c.html(<RetentionPage frame={frameOf(c)} token={formToken(c)} lines={lines} />)
})

dataRequests.on('POST', RETENTION, guarded('administration.run'), async (c) => {
  const { lines } = await applyRetention(contextOf(c))
  return c.html(<RetentionPage frame={frameOf(c)} token={formToken(c)} lines={[]} removed={lines} />)
})

async function myData(
  c: Context<PortalEnv>,
  given: { readonly asked?: Asked; readonly problem?: Text; readonly given?: FormFields }
): Promise<Response> {
  const { actor, kind } = c.get('visitor')
  const own = await ownRequests(accessOf(c).db, actor)
  const person = actor.kind === 'account' ? actor.person : undefined
  const consents = person === undefined ? undefined : await consentsOf(contextOf(c), person)
  const page = (
    <MyDataPage
      frame={frameOf(c)}
      token={formToken(c)}
      kinds={REQUEST_KINDS.map((one) => [one, KINDS_ASKED[one]] as const)}
      isSignedIn={kind === 'account'}
      own={own.map(shown)}
      {...(consents && { consents })}
      {...given}
    />
  )
  return c.html(page, given.problem ? 422 : 200)
}

async function requestPage(c: Context<PortalEnv>, problem?: Text): Promise<Response> {
  const request = await requestSheet(accessOf(c).db, signedIn(c).actor, idOf(c))
  const page = (
    <RequestPage
      frame={frameOf(c)}
      token={formToken(c)}
      request={shown(request)}
      about={request.about}
      kept={request.kept}
      isErasure={request.kind === 'erasure'}
      {...(problem && { problem })}
    />
  )
  return c.html(page, problem ? 422 : 200)
}

function shown({ kind, ...rest }: Omit<RequestSheet, 'about' | 'kept'>): ShownRequest {
  return { ...rest, kind: KINDS_ASKED[kind] }
}

function sendFile(c: Context<PortalEnv>, file: unknown): Response {
  return c.body(JSON.stringify(file, undefined, 2), 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="donnees.json"'
  })
}

function contextOf(c: Context<PortalEnv>) {
  const { db, send } = accessOf(c)
  const letters = send && { send, observatory: nameOf(c) }
  return { db, authorship: signatureOf(signedIn(c).actor, {}), today: c.get('portal').today, letters }
}

function idOf(c: Context<PortalEnv>): string {
  return c.req.param('id') ?? ''
}

function self(c: Context<PortalEnv>): Subject {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.id } : {}
}

/** The person behind the account; the account itself while it is nobody’s. */
function ownPerson(c: Context<PortalEnv>): Subject {
  const visitor = c.get('visitor')
  return visitor.kind === 'account' ? { owner: visitor.account.person ?? visitor.account.id, state: 'active' } : {}
}

function named(c: Context<PortalEnv>): Subject | Promise<Subject> {
  const access = c.get('access')
  return access ? requestSubject(access.db, idOf(c)) : {}
}

const NOBODY: Text = {
  fr: 'Votre compte n’est relié à personne du registre : demandez-le par le formulaire.',
  en: 'Your account is linked to nobody of the register: ask for it by the form.'
}
