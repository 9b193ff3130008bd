/** Claims written by people and brought in from tables: each change signed, each decision under a name. */

import type { Authorship } from '../domain/journal/entry.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Claim } from '../domain/sources/claim.ts'
import { claimProblems } from '../domain/sources/claim-register.ts'
import type { Document } from '../domain/sources/document.ts'
import { CAUSES, VERDICTS, type Closing, type Decision, type Ruling } from '../domain/sources/ruling.ts'
import type { Db } from '../store/database.ts'
import {
  deleteClosing,
  deleteRuling,
  findClaimRegister,
  findClaimToChange,
  replaceClaimRegister,
  saveClosing,
  saveRuling
} from '../store/documents.ts'
import { change } from '../store/journal.ts'
import { claimPage, conflictPage, type ClaimContext, type ClaimReader } from './claims.ts'
import { sha256 } from './open.ts'

export type Decider = {
  readonly db: Db
  readonly authorship: Authorship
  /** As it is shown beside what was decided. */
  readonly name: string
}

/** In the place of a verdict or a cause: what was decided is to be decided again. */
const TAKE_BACK = 'take-back'

/** Characters. */
const LONGEST = 2000

/** What was decided, and of which values, when the form was shown: with another, somebody else has decided since. */
export function decisionSeen(decision: Decision<Ruling | Closing>, stamp: string): string {
  return seenOf(decision.status === 'open' ? undefined : decision.decided, stamp)
}

function seenOf(decided: Ruling | Closing | undefined, stamp: string): string {
  const choice = decided && ('verdict' in decided ? decided.verdict : decided.cause)
  const told = decided ? [choice, decided.reason, decided.by, decided.on, decided.stamp] : []
  return sha256(JSON.stringify([told, stamp])).slice(0, 16)
}

/**
 * @param asked.seen what `decisionSeen` gave when the form was shown
 * @throws {NotFound}; {InvalidInput} without a verdict of the list or a reason
 * @throws {Refused} 'changed-since' when somebody else decided, or a value changed, meanwhile
 */
export async function ruleClaim(
  { db, authorship, name }: Decider,
  context: ClaimContext,
  reader: ClaimReader,
  asked: { readonly claim: string; readonly seen: string; readonly verdict: string; readonly reason: string }
): Promise<void> {
  const { claim, stamp } = await claimPage(context, reader, asked.claim)
  const reason = reasonIn(asked.reason)
  const verdict = asked.verdict === TAKE_BACK ? TAKE_BACK : chosen(VERDICTS, asked.verdict)
  await decide(db, verdict === TAKE_BACK ? { ...authorship, reason } : authorship, claim.id, async (transaction) => {
    const { rulings } = await findClaimRegister(transaction)
    const ruled = rulings.find((one) => one.claim === claim.id)
    refuseStale(asked.seen, ruled, stamp)
    if (verdict === TAKE_BACK) return deleteRuling(transaction, claim.id)
    return saveRuling(transaction, { claim: claim.id, verdict, reason, by: name, on: context.today, stamp })
  })
}

/**
 * @param asked.seen what `decisionSeen` gave when the form was shown
 * @throws {NotFound}; {InvalidInput} without a cause of the list or an explanation
 * @throws {Refused} 'changed-since' when somebody else decided, or a value changed, meanwhile
 */
export async function closeConflict(
  { db, authorship, name }: Decider,
  context: ClaimContext,
  reader: ClaimReader,
  asked: { readonly conflict: string; readonly seen: string; readonly cause: string; readonly reason: string }
): Promise<void> {
  const { id, stamp, claims } = await conflictPage(context, reader, asked.conflict)
  const reason = reasonIn(asked.reason)
  const cause = asked.cause === TAKE_BACK ? TAKE_BACK : chosen(CAUSES, asked.cause)
  const signed = cause === TAKE_BACK ? { ...authorship, reason } : authorship
  await decide(db, signed, claims[0], async (transaction) => {
    const { closings } = await findClaimRegister(transaction)
    const closed = closings.find((one) => one.conflict === id)
    refuseStale(asked.seen, closed, stamp)
    if (cause === TAKE_BACK) return deleteClosing(transaction, id)
    return saveClosing(transaction, { conflict: id, cause, reason, by: name, on: context.today, stamp })
  })
}

/** One at a time: who decides second waits for the claim, then sees what the first decided. */
async function decide(
  db: Db,
  authorship: Authorship,
  claim: string | undefined,
  write: (transaction: Db) => Promise<void>
): Promise<void> {
  await change(db, authorship, async (transaction) => {
    if (claim !== undefined) await findClaimToChange(transaction, claim)
    await write(transaction)
  })
}

function refuseStale(seen: string, decided: Ruling | Closing | undefined, stamp: string): void {
  if (seenOf(decided, stamp) === seen) return
  throw new Refused('changed-since', {
    fr: 'Quelqu’un a décidé, ou une valeur a changé, pendant que vous écriviez : voici ce qui est enregistré, et plus bas ce que vous aviez saisi. Relisez, puis signez à nouveau pour le garder.',
    en: 'Somebody decided, or a value changed, while you were writing: here is what is saved, and below what you had typed. Read it, then sign again to keep it.'
  })
}

export type KeptClaims = { readonly added: number; readonly changed: number; readonly documents: readonly string[] }

/**
 * Adds claims to the register, or corrects those that bear the same identifier; a document that is not there yet is
 * made under its name, to be described later.
 */
export async function keepClaims(db: Db, authorship: Authorship, claims: readonly Claim[]): Promise<KeptClaims> {
  return change(db, authorship, async (transaction) => {
    const register = await findClaimRegister(transaction)
    const known = new Set<string>(register.documents.map(({ id }) => id))
    const names = [...new Set(claims.map(({ document }) => document))].filter((id) => !known.has(id))
    const documents = names.map((id): Document => ({ id, title: id, producer: '?', access: 'open' }))
    const fresh = new Map(claims.map((claim) => [claim.id, claim]))
    const before = new Set(register.claims.map(({ id }) => id))
    const next = {
      ...register,
      documents: [...register.documents, ...documents],
      claims: [
        ...register.claims.map((claim) => fresh.get(claim.id) ?? claim),
        ...claims.filter(({ id }) => !before.has(id))
      ]
    }
    const [problem] = claimProblems(next)
    if (problem) {
      const { fr, en } = problem.text
      throw new InvalidInput({ fr: `${problem.claim} : ${fr}`, en: `${problem.claim}: ${en}` })
    }
    await replaceClaimRegister(transaction, next)
    const added = claims.filter(({ id }) => !before.has(id)).length
    return { added, changed: claims.length - added, documents: names }
  })
}

function chosen<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((one) => one === text)
  if (found) return found
  throw new InvalidInput({
    fr: 'Rien n’a été choisi : cochez une réponse de la liste',
    en: 'Nothing was chosen: tick an answer of the list'
  })
}

export function reasonIn(text: string): string {
  const plain = text.trim()
  if (plain !== '' && plain.length <= LONGEST) return plain
  throw new InvalidInput({
    fr: `Une raison est attendue, de ${LONGEST} caractères au plus : elle est montrée avec votre nom`,
    en: `A reason is expected, of ${LONGEST} characters at most: it is shown with your name`
  })
}
