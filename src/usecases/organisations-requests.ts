/** What people ask about their own data: by a form, proved by a session or a link; followed, then answered. */

import { randomUUID } from 'node:crypto'
import { parseEmail } from '../domain/access/identity.ts'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { REQUEST_KINDS, type RequestKind } from '../domain/organisations/retention.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import { tooLong, type FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { asProgram, change } from '../store/journal.ts'
import { countKept, type Bearer, type KeptCounts } from '../store/organisations-kept.ts'
import {
  confirmKnown,
  confirmRequest,
  countWaiting,
  findByAddress,
  findRequest,
  insertRequest,
  listRequests,
  type DataRequest
} from '../store/organisations-personal.ts'
import type { Access, Client, Visitor } from './access.ts'
import { takeAttempt } from './access-attempts.ts'
import { digestOf, makeWord } from './access-invitations.ts'
import type { Mail } from './letters.ts'
import { tellAsked } from './register-news.ts'
import { signatureOf } from './signature.ts'

const LONGEST_MESSAGE = 3000

/** Of one address that wait for their answer: more would bury the others. */
const MOST_WAITING = 5

/** What was asked, whether a letter proves it, or nobody can send one. */
export type Asked = 'asked' | 'letter-sent' | 'by-hand'

/**
 * Anyone may ask. The answer says nothing of who is known: an address that is not is asked for its proof all the same.
 *
 * @throws {InvalidInput} when the form cannot be read
 * @throws {Refused} `wait` when too much was asked from here
 */
export async function askByForm(
  access: Access,
  visitor: Visitor,
  fields: FormFields,
  from: { readonly client: Client; readonly language: Language; readonly observatory: Text; readonly today: string }
): Promise<Asked> {
  const kind = REQUEST_KINDS.find((one) => one === fields['kind'])
  if (!kind) throw new InvalidInput(NO_KIND)
  const message = (fields['message'] ?? '').trim() || null
  if (message !== null && message.length > LONGEST_MESSAGE) throw new InvalidInput(tooLong(LONGEST_MESSAGE))
  const common = { id: randomUUID(), kind, message, received: from.today }
  if (visitor.kind === 'account') {
    const { id: account, email, person = null } = visitor.account
    await change(access.db, signatureOf(visitor.actor, {}), async (transaction) => {
      await insertRequest(transaction, { ...common, person, account, email, confirmed: from.today })
      await tellAsked(transaction, common.id, KINDS_ASKED[kind])
    })
    return 'asked'
  }
  const email = parseEmail(fields['email'] ?? '')
  const seconds = await takeAttempt(access, { what: 'data', client: from.client, account: email })
  if (seconds > 0) throw new Refused('wait', waitText(seconds))
  return change(access.db, { actor: 'system' }, async (transaction) => {
    if ((await countWaiting(transaction, email)) >= MOST_WAITING) return access.send ? 'letter-sent' : 'by-hand'
    const word = makeWord()
    const nobody = { person: null, account: null }
    await insertRequest(transaction, { ...common, ...nobody, email, confirmed: null }, digestOf(word))
    if (!access.send) return 'by-hand'
    const expiresAt = new Date(access.now().getTime() + WEEK_MS)
    await access.send({ transaction, mail: proofMail(access, email, word, from), expiresAt })
    return 'letter-sent'
  })
}

/** @throws {NotFound} for a link that is used, too old or unknown */
export async function confirmAsked({ db }: Access, word: string, today: string): Promise<void> {
  await change(db, { actor: 'system' }, async (transaction) => {
    if (!(await confirmRequest(transaction, digestOf(word), today))) throw new NotFound(DEAD_LINK)
    await tellAsked(transaction, undefined, PROVED)
  })
}

/** Those that the reader may see: one’s own, or all for an administrator. */
export function visibleRequests(db: Access['db'], actor: Actor): Promise<readonly DataRequest[]> {
  return change(db, signatureOf(actor, {}), listRequests)
}

/** One’s own alone, whoever asks. */
export async function ownRequests(db: Access['db'], actor: Actor): Promise<readonly DataRequest[]> {
  if (actor.kind === 'anonymous') return []
  const { account, person } = actor
  const all = await visibleRequests(db, actor)
  return all.filter((one) => one.account === account || (person !== undefined && one.person === person))
}

export type RequestSheet = DataRequest & {
  /** Whom it is about, as the request or its address says. */
  readonly about: Bearer
  /** Besides the register and the accounts. */
  readonly kept: KeptCounts
}

/** @throws {NotFound} */
export async function requestSheet(db: Access['db'], actor: Actor, id: string): Promise<RequestSheet> {
  const authorship = signatureOf(actor, {})
  return change(db, authorship, async (transaction) => {
    const request = await findRequest(transaction, id)
    if (!request) throw new NotFound({ fr: `Il n’y a pas de demande ${id}`, en: `There is no request ${id}` })
    const found = request.email === null ? undefined : await findByAddress(transaction, request.email)
    const about = {
      person: request.person ?? found?.person ?? null,
      account: request.account ?? found?.account ?? null,
      email: request.email
    }
    const kept = await asProgram(transaction, authorship, () => countKept(transaction, about))
    return { ...request, about, kept }
  })
}

/** What the policy asks of a request, read by the program for itself. */
export async function requestSubject(db: Access['db'], id: string): Promise<Subject> {
  const request = await change(db, { actor: 'system' }, (transaction) => findRequest(transaction, id))
  if (!request) return {}
  const owner = request.account ?? request.person ?? undefined
  return { ...(owner !== undefined && { owner }), state: request.answered === null ? 'open' : 'answered' }
}

/** Checked otherwise by an officer: a telephone, a visit, a document seen. */
export async function confirmByHand(
  db: Access['db'],
  actor: Actor,
  id: string,
  today: string,
  how: string
): Promise<void> {
  await change(db, signatureOf(actor, { reason: how }), (transaction) => confirmKnown(transaction, id, today))
}

function proofMail(
  { settings }: Access,
  to: string,
  word: string,
  { language, observatory }: { readonly language: Language; readonly observatory: Text }
): Mail {
  const path = { fr: '/mes-donnees/confirm', en: '/en/my-data/confirm' }[language]
  const link = `${settings.origin.replace(/\/$/, '')}${path}/${word}`
  const body = {
    fr: `Bonjour,

Quelqu’un, vous sans doute, a demandé quelque chose sur vos données personnelles auprès de « ${observatory.fr} ».
Ce lien, bon une semaine, prouve que cette adresse est la vôtre ; la demande est ensuite traitée :

${link}

Si ce n’est pas vous, ne faites rien : la demande s’efface d’elle-même.
`,
    en: `Hello,

Someone, probably you, asked “${observatory.en}” about your personal data.
This link, good for a week, proves that this address is yours; the request is then dealt with:

${link}

If it was not you, do nothing: the request goes away by itself.
`
  }[language]
  const subject = {
    fr: `${observatory.fr} : vos données`,
    en: `${observatory.en}: your data`
  }[language]
  return { to, language, subject, body }
}

export const KINDS_ASKED: Readonly<Record<RequestKind, Text>> = {
  access: { fr: 'savoir ce qui est gardé sur moi', en: 'know what is held on me' },
  export: { fr: 'recevoir mes données dans un fichier', en: 'receive my data in a file' },
  rectification: { fr: 'faire corriger mes données', en: 'have my data corrected' },
  erasure: { fr: 'faire effacer mes données', en: 'have my data erased' }
}

const WEEK_MS = 7 * 24 * 3600 * 1000

function waitText(seconds: number): Text {
  return {
    fr: `Trop de demandes d’ici : réessayez dans ${seconds} s. Rien n’est perdu de ce qui est déjà demandé.`,
    en: `Too many requests from here: try again in ${seconds} s. Nothing is lost of what was already asked.`
  }
}

const PROVED: Text = { fr: 'l’adresse est prouvée, à traiter', en: 'the address is proved, to be dealt with' }

const NO_KIND: Text = { fr: 'Choisissez ce que vous demandez.', en: 'Choose what you ask for.' }
const DEAD_LINK: Text = {
  fr: 'Ce lien ne fonctionne pas, ou plus : il sert une fois, pendant une semaine. Faites une nouvelle demande.',
  en: 'This link does not work, or no longer: it serves once, for a week. Ask again.'
}
