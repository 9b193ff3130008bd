/** People who are signed in, each with an organisation of theirs, who read pages and send forms as browsers do. */

import { Agent, request as ask, type IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { openAccounts } from '../src/cli/accounts.ts'
import { parseConfig } from '../src/config.ts'
import { parseOrganisationId } from '../src/domain/organisations/organisation.ts'
import { insertAccount, insertGrant } from '../src/store/access.ts'
import { openDatabase } from '../src/store/database.ts'
import { change } from '../src/store/journal.ts'
import { insertOrganisation } from '../src/store/organisations.ts'
import { openSession } from '../src/usecases/access.ts'

export type Person = { readonly organisation: string; readonly cookies: Map<string, string> }

/** A write that was answered: the name that the organisation has had since. */
export type Acknowledged = { readonly organisation: string; readonly name: string }

export type Walk = {
  readonly reads: readonly number[]
  readonly writes: readonly number[]
  readonly acknowledged: readonly Acknowledged[]
  /** What was answered otherwise, or not at all, and how often. */
  readonly faults: ReadonlyMap<string, number>
}

/** A form as a browser sends it, or a draft as the script of the page does. */
type Sent = string | { readonly draft: string; readonly token: string }

export type Pace = {
  readonly until: () => boolean
  /** Milliseconds that a person takes between two pages, on average; 0: none. */
  readonly pause: number
  /** Told of each write that was answered. */
  readonly told?: () => void
}

/** What people read of an observatory, beside their own organisation; each opens with some search. */
const PAGES = [
  '/',
  '/territoires/pma',
  '/territoires/call',
  '/territoires/62498',
  '/territoires/59606',
  '/indicateurs/population',
  '/indicateurs/births',
  '/annuaire',
  '/annuaire?texte=lens',
  '/recherche?q=chomage',
  '/journal',
  '/sources',
  '/compte'
]

/** Pages read between two forms: of ten requests, seven read (two of them the forms), three write. */
const BETWEEN = 5

/** Accounts and organisations of a home whose server runs; the registry is left at the end. */
export async function makeCrowd(home: string, address: string, count: number): Promise<Person[]> {
  const { db, close } = await openDatabase({ database: 'embedded', home })
  try {
    const access = await openAccounts({
      db,
      config: parseConfig({ CHEVALEMENT_HOME: home }, ''),
      url: () => address,
      name: 'bench',
      demonstration: false,
      log: console.error
    })
    const people: Person[] = []
    for (let i = 0; i < count; i += 1) {
      const organisation = `bench-${Date.now()}-${i}`
      const account = `account-of-${organisation}`
      const cookies = await change(db, { actor: 'command' }, async (transaction) => {
        await insertOrganisation(transaction, {
          id: parseOrganisationId(organisation),
          kind: 'local',
          names: [{ name: `Organisme ${i}` }],
          aliases: [],
          forms: [],
          predecessors: [],
          participations: []
        })
        await insertAccount(transaction, {
          id: account,
          email: `${account}@exemple.fr`,
          name: `Personne ${i}`,
          demonstration: false
        })
        await insertGrant(transaction, account, { role: 'carrier', organisation }, new Date())
        const client = { address: '127.0.0.1', agent: 'bench' }
        return openSession(access, { account, twoFactors: true }, client, transaction)
      })
      const person = { organisation, cookies: new Map<string, string>() }
      keepCookies(person, cookies)
      people.push(person)
    }
    return people
  } finally {
    await close()
  }
}

/** One person, until they are told to stop. */
export async function walk(
  person: Person,
  address: string,
  { until, pause, told = () => undefined }: Pace
): Promise<Walk> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const found = {
    reads: [] as number[],
    writes: [] as number[],
    acknowledged: [] as Acknowledged[],
    faults: new Map<string, number>()
  }
  try {
    await setTimeout(Math.random() * 2 * pause)
    while (!until()) {
      await editOwn()
      await readSome(BETWEEN / 2)
      if (!until()) await chooseLetters()
      await readSome(BETWEEN / 2)
    }
  } finally {
    agent.destroy()
  }
  return found

  async function readSome(mean: number): Promise<void> {
    const some = Math.floor(mean) + (Math.random() < mean % 1 ? 1 : 0)
    for (let i = 0; i < some && !until(); i += 1) {
      await timed(pageOf(person), undefined, found.reads, 200)
      await look(1)
    }
  }

  /** The form of one's organisation: kept once while it is typed, as the page does, then sent. */
  async function editOwn(): Promise<void> {
    const path = `/organisations/${person.organisation}/edit`
    const page = await timed(path, undefined, found.reads, 200)
    if (page === undefined) return
    const fields = fieldsOf(page, 'names.0.name')
    const name = `Organisme ${crypto.randomUUID()}`
    fields.set('names.0.name', name)
    fields.set('reason', 'mesure')
    await look(0.5)
    const draft = JSON.stringify({ form: path, fields: Object.fromEntries(fields) })
    await timed('/brouillons', { draft, token: fields.get('token') ?? '' }, found.writes, 200)
    await look(0.5)
    const sent = await timed(path, fields.toString(), found.writes, 303)
    if (sent !== undefined) {
      found.acknowledged.push({ organisation: person.organisation, name })
      told()
    }
    await look(1)
  }

  /** One's preferences: which letters one gets. */
  async function chooseLetters(): Promise<void> {
    const page = await timed('/avis/settings', undefined, found.reads, 200)
    if (page === undefined) return
    await look(0.5)
    const fields = fieldsOf(page, 'language')
    fields.set('language', Math.random() < 0.5 ? 'fr' : 'en')
    await timed('/avis/settings', fields.toString(), found.writes, 303)
    await look(1)
  }

  function look(share: number): Promise<void> {
    return pause === 0 ? Promise.resolve() : setTimeout(2 * Math.random() * share * pause)
  }

  /** The text of the answer, if it is the one that was expected. */
  async function timed(
    path: string,
    form: Sent | undefined,
    times: number[],
    expected: number
  ): Promise<string | undefined> {
    const start = performance.now()
    const answer = await send(path, form).catch((error: unknown) => String(error))
    times.push(performance.now() - start)
    if (typeof answer !== 'string' && answer.status === expected) return answer.text
    const fault = `${form === undefined ? 'GET' : 'POST'} ${path.replace(person.organisation, ':id')} ${typeof answer === 'string' ? answer : answer.status}`
    found.faults.set(fault, (found.faults.get(fault) ?? 0) + 1)
    // Whoever meets a fault looks at it for a moment.
    await setTimeout(100)
    return undefined
  }

  function send(path: string, form: Sent | undefined): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = {
        cookie,
        'accept-encoding': 'gzip',
        ...(form !== undefined && { 'content-type': typeOf(form), origin: address.replace(/\/$/, '') }),
        ...(typeof form === 'object' && { 'x-form-token': form.token })
      }
      const method = form === undefined ? 'GET' : 'POST'
      const asked = ask(new URL(path, address), { agent, method, headers, timeout: 60_000 }, (response) => {
        keepCookies(person, response.headers['set-cookie'] ?? [])
        read(response, path).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject)
      })
      asked.once('error', reject)
      asked.once('timeout', () => asked.destroy(new Error('no answer in a minute')))
      asked.end(typeof form === 'object' ? form.draft : form)
    })
  }
}

async function read(response: IncomingMessage, path: string): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  // Pages that are only read are not unpacked: the client shares the cores of the server.
  return /\/(edit|settings)$/.test(path) && response.headers['content-encoding'] === 'gzip'
    ? gunzipSync(bytes).toString()
    : bytes.toString('latin1')
}

function pageOf({ organisation }: Person): string {
  const i = Math.floor(Math.random() * (PAGES.length + 2))
  return PAGES[i] ?? `/organisations/${organisation}`
}

/** What the form of the page that asks for `wanted` holds, as a browser would send it. */
function fieldsOf(page: string, wanted: string): URLSearchParams {
  const forms = [...page.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([text]) => text)
  const form = forms.find((text) => text.includes(` name="${wanted}"`)) ?? ''
  const fields = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const isSent = !/type="(submit|checkbox|radio|button)"/.test(tag) || / checked/.test(tag)
    if (name !== '' && isSent) fields.append(name, attribute(tag, 'value'))
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)) {
    fields.append(name, plain(text))
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option[^>]* selected[^>]*>/.exec(options) ?? /<option[^>]*>/.exec(options)
    fields.append(name, attribute(chosen?.[0] ?? '', 'value'))
  }
  return fields
}

function typeOf(form: Sent): string {
  return typeof form === 'object' ? 'application/json' : 'application/x-www-form-urlencoded'
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function keepCookies({ cookies }: Person, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }
}
