/** Claims written by people and brought in from tables: each change signed, each decision under a name. */

import type { Authorship } from '../domain/journal/entry.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Claim } from '../domain/sources/claim.ts'
import { claimProblems } from '../domain/sources/claim-register.ts'
import type { Document } from '../domain/sources/document.ts'
import { CAUSES, VERDICTS, type Closing, type Ruling } from '../domain/sources/ruling.ts'
import type { Db } from '../store/database.ts'
import {
  deleteClosing,
  deleteRuling,
  findClaimRegister,
  replaceClaimRegister,
  saveClosing,
  saveRuling
} from '../store/documents.ts'
import { change } from '../store/journal.ts'
import { claimPage, conflictPage, type ClaimContext, type ClaimReader } from './claims.ts'
import { confrontationStamp } from './confront.ts'

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

/** @throws {NotFound}; {InvalidInput} without a verdict of the list or a reason */
export async function ruleClaim(
  { db, authorship, name }: Decider,
  context: ClaimContext,
  reader: ClaimReader,
  asked: { readonly claim: string; readonly verdict: string; readonly reason: string }
): Promise<void> {
  const { claim, confrontation } = await claimPage(context, reader, asked.claim)
  const reason = reasonIn(asked.reason)
  if (asked.verdict === TAKE_BACK) {
    await change(db, { ...authorship, reason }, (transaction) => deleteRuling(transaction, claim.id))
    return
  }
  const verdict = chosen(VERDICTS, asked.verdict)
  const stamp = confrontationStamp(claim, confrontation)
  const ruling: Ruling = { claim: claim.id, verdict, reason, by: name, on: context.today, stamp }
  await change(db, authorship, (transaction) => saveRuling(transaction, ruling))
}

/** @throws {NotFound}; {InvalidInput} without a cause of the list or an explanation */
export async function closeConflict(
  { db, authorship, name }: Decider,
  context: ClaimContext,
  reader: ClaimReader,
  asked: { readonly conflict: string; readonly cause: string; readonly reason: string }
): Promise<void> {
  const { id, stamp } = await conflictPage(context, reader, asked.conflict)
  if (asked.cause === TAKE_BACK) {
    const reason = reasonIn(asked.reason)
    await change(db, { ...authorship, reason }, (transaction) => deleteClosing(transaction, id))
    return
  }
  const cause = chosen(CAUSES, asked.cause)
  const closing: Closing = { conflict: id, cause, reason: reasonIn(asked.reason), by: name, on: context.today, stamp }
  await change(db, authorship, (transaction) => saveClosing(transaction, closing))
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
